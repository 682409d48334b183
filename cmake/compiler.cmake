# What every target is compiled with. backscope_options carries it; each target links it.
add_library(backscope_options INTERFACE)
target_compile_features(backscope_options INTERFACE cxx_std_20)
target_compile_options(backscope_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Wcast-align -Wnull-dereference -Wdouble-promotion -Wformat=2
  # The result must not depend on the instruction set: a*b + c is two roundings everywhere.
  -ffp-contract=off -fno-math-errno)
if(BACKSCOPE_WARNINGS_AS_ERRORS)
  target_compile_options(backscope_options INTERFACE -Werror)
endif()
if(BACKSCOPE_SANITIZE)
  target_compile_options(backscope_options INTERFACE -fsanitize=${BACKSCOPE_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  target_link_options(backscope_options INTERFACE -fsanitize=${BACKSCOPE_SANITIZE})
endif()

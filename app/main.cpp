#include <iostream>

#include "app/program.h"

int main(int argc, char** argv) { return backscope::runProgram(argc, argv, std::cout, std::cerr); }

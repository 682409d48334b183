#include <iostream>

#include "app/commands/command_line.h"

int main(int argc, char** argv) { return backscope::runProgram(argc, argv, std::cout, std::cerr); }

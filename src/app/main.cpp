#include "app/program.hpp"

int main(int argc, char** argv) { return maillage::app::run_program(argc, argv); }

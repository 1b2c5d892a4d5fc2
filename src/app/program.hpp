// The whole command line.
#pragma once

#include <string>

namespace maillage::app {

// Runs what the arguments ask (argv[0] is the program); the exit code. Nothing is thrown: what goes wrong is said on
// stderr.
int run_program(int argc, const char* const* argv);

// The help of every command as one page of Markdown: docs/reference/commands.md.
std::string commands_page();

}  // namespace maillage::app

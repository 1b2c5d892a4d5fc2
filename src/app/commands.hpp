// The sub-commands of `maillage`. Each function declares its own on the command line; when it is the one that was
// asked, it runs and sets the exit code: 0 done, 1 refused (the reason is on stderr), 2 wrong arguments (from the
// parser).
#pragma once

#include <CLI/App.hpp>

#include "base/result.hpp"

namespace maillage::app {

void add_serve(CLI::App& program, int& exit_code);
void add_account(CLI::App& program, int& exit_code);
void add_openapi(CLI::App& program, int& exit_code);

// Engines on files. Their exit codes: 0 done, 2 wrong usage, 3 bad input, 4 impossible, 5 nothing found in time.
void add_district(CLI::App& program, int& exit_code);
void add_harmonise(CLI::App& program, int& exit_code);
void add_ensemble(CLI::App& program, int& exit_code);
void add_site(CLI::App& program, int& exit_code);
void add_allocate(CLI::App& program, int& exit_code);
void add_import(CLI::App& program, int& exit_code);
void add_demo(CLI::App& program, int& exit_code);

// Every sub-command declared. The one that is parsed runs and leaves its exit code.
struct Program {
  Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  CLI::App commands;
  int exit_code = 0;
};

// Prints the sentence of a refusal on stderr, in the language of the locale, and gives the exit code 1.
int refuse(const Problem& problem);

}  // namespace maillage::app

// An import's report on the terminal.
#pragma once

#include <span>

#include "modules/territory/import.hpp"

namespace maillage::app {

// Faults and repairs line by line, then the counts in one sentence. Gives the exit code: 0 accepted, 1 refused.
int print_report(const territory::ImportReport& report, bool english);

// The sentences of the refusals of import and demo.
std::span<const ProblemRow> command_problems();

}  // namespace maillage::app

// An import's report on the terminal.
#pragma once

#include "modules/territory/import.hpp"

namespace maillage::app {

// Faults and repairs line by line, then the counts in one sentence. Gives the exit code: 0 accepted, 1 refused.
int print_report(const territory::ImportReport& report, bool english);

}  // namespace maillage::app

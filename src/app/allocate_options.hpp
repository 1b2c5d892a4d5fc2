// What `maillage allocate` is asked, from the command line and its files to an instance.
#pragma once

#include <CLI/App.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/engine_files.hpp"
#include "engines/allocation/allocation.hpp"

namespace maillage::app {

struct AllocateOptions {
  std::string needs, kinds, floors, caps, present;
  std::vector<std::string> posts, moves;  // "3000", or "nurse=120" for each kind
  std::string years;                      // "3000,3050"
  double step = 1;
  std::string out, reasons, report;
  bool quiet = false;
};

// "120" → {"", 120}; "nurse=120.5" → {"nurse", 120.5}. Never negative.
std::optional<std::pair<std::string, double>> parse_posts(std::string_view text);
// "3000,3050,3100.5".
std::optional<std::vector<double>> parse_years(std::string_view text);

// Throws the wrong usage when options do not go together.
void check_options(const AllocateOptions& options);

struct AllocateInput {
  UnitTable units;
  std::vector<std::string> kinds;
  engines::allocation::Instance instance;
  std::vector<std::vector<engines::allocation::Steps>> budgets;  // of every year and pool; one year unless asked
  bool has_present = false;
};

// Reads the files. Any fault names its file, line and column.
Result<AllocateInput> read_allocation(const AllocateOptions& options);

// Says on stderr why the input is refused; gives the exit code.
int refuse_allocation(const Problem& problem);

// Why nothing can be given, in one sentence that names units and kinds, in the language of the locale.
std::string explain(const engines::allocation::Impossibility& why, const AllocateInput& input);

}  // namespace maillage::app

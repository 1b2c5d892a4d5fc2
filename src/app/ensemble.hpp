// The command `maillage ensemble`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/engine_map.hpp"
#include "app/ensemble_report.hpp"
#include "base/result.hpp"

namespace maillage::app {

// The arguments of the command.
struct EnsembleRequest {
  MapFiles map;
  std::int32_t districts = 0;
  double balance = 0;  // 0.05 = ± 5 %
  std::string weight = "population";
  std::int64_t plans = 100'000;
  std::string chain = "recom";
  std::vector<std::string> present;
  std::string keep;  // column of indivisible groups, empty = none
  std::string keep_plans;
  std::string report;
  int threads = 2;
  std::uint64_t seed = 1;
  double seconds = 0;  // 0 = no limit
  bool quiet = false;
};

// Reads the files, draws the ensemble, writes the plans to keep. Ctrl-C ends the drawing and keeps what was drawn.
Result<EnsembleReport> draw(const EnsembleRequest& request);

// The same, then prints the report or writes it; the exit code (see engine_problems.hpp), the reason on stderr.
int run_ensemble(const EnsembleRequest& request);

}  // namespace maillage::app

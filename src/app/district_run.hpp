// What the two districting commands share when they run: interruption, progress, the last words.
#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "app/district_options.hpp"
#include "app/district_output.hpp"

namespace maillage::app {

// From now on Ctrl-C (or SIGTERM) sets interrupted_by_hand() instead of ending the program: the search gives back its
// best.
void watch_for_interruption();
const std::atomic<bool>& interrupted_by_hand();

engines::districting::Limits limits_of(const DistrictOptions& options);

// A report that says what was asked and by which version, and nothing else yet.
RunReport report_of(const DistrictOptions& options);

// One line that rewrites itself, on a terminal only.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void show(const std::string& text);

 private:
  bool shown_;
  bool used_ = false;
};

// Sweeps the front, writes it, and gives the compromise: the proposal nearest to the best of each measure, each
// measured from its best to its worst in the front. Nothing when no lawful plan was met.
Result<std::optional<engines::districting::Proposal>> run_front(
    const DistrictOptions& options, const DistrictInput& input,
    std::pair<engines::District, engines::District> districts, RunReport& report);

}  // namespace maillage::app

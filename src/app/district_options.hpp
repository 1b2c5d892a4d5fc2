// What `maillage district` and `maillage harmonise` are asked, from the command line to an instance.
#pragma once

#include <CLI/App.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/engine_map.hpp"
#include "engines/districting/instance.hpp"

namespace maillage::app {

struct DistrictOptions {
  MapFiles map;
  std::string districts, balance = "5%", bounds, objective = "inertia", rounding = "none";
  std::vector<std::string> weights, present;
  double stability = 0;
  std::string keep, fix, seeds, levels;
  std::string seats, openable;
  engines::District open = 0;
  std::string out, pareto, report, svg;
  std::string time = "30s";
  int threads = 2;
  std::uint64_t seed = 1;
  bool quiet = false;
};

// "5%" or "0.05" → 0.05.
std::optional<double> parse_share(std::string_view text);
// "30s", "2m", "1500ms", "30" → seconds.
std::optional<double> parse_seconds(std::string_view text);
// "8" → {8, 8}; "20..28" → {20, 28}.
std::optional<std::pair<engines::District, engines::District>> parse_range(std::string_view text);
// "711000:719000".
std::optional<std::pair<std::int64_t, std::int64_t>> parse_bounds(std::string_view text);
// "30,8": numbers of districts, each smaller than the one before.
std::optional<std::vector<engines::District>> parse_levels(std::string_view text);

// Whether districts are counted from given places.
inline bool seated(const DistrictOptions& options) { return !options.seats.empty() || !options.openable.empty(); }

// Whether a plan is written there as GeoJSON.
bool names_geojson(std::string_view path);

// Options that both commands have. Values are checked by the parser: what is wrong there is a wrong usage.
void add_input_options(CLI::App& command, DistrictOptions& options);
void add_output_options(CLI::App& command, DistrictOptions& options);
// Throws the wrong usage when the files asked do not go together.
void check_files(const DistrictOptions& options);

// The units and the instance that the files and options describe, for `districts` districts.
struct DistrictInput {
  UnitTable units;
  engines::districting::Instance instance;
};
Result<DistrictInput> read_input(const DistrictOptions& options, engines::District districts);

}  // namespace maillage::app

// What `maillage site` is asked, from the command line to an instance.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/engine_files.hpp"
#include "engines/siting/siting.hpp"

namespace maillage::app {

struct SiteOptions {
  std::string demand, sites, distances, coordinates, graph;
  std::string rounding = "none";
  double detour = 1;
  std::vector<std::string> weights;
  std::string model = "median", open, radius, existing, capacity, costs, budget;
  bool keep_existing = false;
  std::string out, curve, report, svg;
  std::string time = "30s";
  std::uint64_t seed = 1;
  bool quiet = false;
};

// What was read: the names and places of demands and sites, and the question.
struct SiteInput {
  UnitTable demands, sites;
  engines::siting::Instance instance;
  std::string costs_from;  // "matrix", "graph" or "straight line × 1.3": how the costs were obtained
  std::string unit;        // of the costs; "km" where they are distances between places, else as the file has them
};

// "3.2M", "450k" or "1200.50" → an amount.
std::optional<double> parse_amount(std::string_view text);
// "population" → the column, once; "population:3" → three times.
std::optional<std::pair<std::string, std::int64_t>> parse_part(std::string_view text);

Result<SiteInput> read_site_input(const SiteOptions& options);

// "file:line:column: sentence" on stderr, in the language of the locale; gives kBadInput.
int refuse_siting(const Problem& problem);

}  // namespace maillage::app

#include <algorithm>
#include <charconv>

#include "app/district_options.hpp"
#include "app/engine_table.hpp"
#include "engines/districting/districting.hpp"

namespace maillage::app {
namespace {

using engines::District;
using namespace engines::districting;

constexpr std::size_t kMostUnits = 20000;  // 1.6 GB of distances

// Columns the options name: of a file of outlines, nothing else is read.
std::vector<std::string> asked_columns(const DistrictOptions& options) {
  std::vector<std::string> columns;
  for (const std::string& weight : options.weights) columns.push_back(weight.substr(0, weight.rfind(':')));
  if (columns.empty()) columns.emplace_back("population");
  if (!options.keep.empty() && std::find(columns.begin(), columns.end(), options.keep) == columns.end())
    columns.push_back(options.keep);
  return columns;
}

std::string default_weight(const UnitTable& units) {
  for (const char* name : {"population", "pop", "TOTPOP", "P0010001"})
    if (units.columns.contains(name)) return name;
  return "population";
}

Result<Done> read_weights(const DistrictOptions& options, DistrictInput& input) {
  auto asked = options.weights;
  if (asked.empty()) asked.push_back(default_weight(input.units));
  for (const std::string& text : asked) {
    const auto colon = text.rfind(':');
    auto loads = load_column(input.units, text.substr(0, colon));
    if (!loads) return loads.problem();
    const auto tolerance = parse_share(colon == std::string::npos ? options.balance : text.substr(colon + 1));
    input.instance.weights.push_back(
        balanced(text.substr(0, colon), std::move(*loads), input.instance.districts, *tolerance));
  }
  if (const auto bounds = parse_bounds(options.bounds)) {
    input.instance.weights.front().lower = bounds->first;
    input.instance.weights.front().upper = bounds->second;
  }
  return Done{};
}

Result<Done> read_fixed(const std::string& path, DistrictInput& input) {
  const auto file = read_plan(path, input.units);
  if (!file) return file.problem();
  for (std::size_t u = 0; u < file->plan.size(); ++u) {
    if (file->plan[u] < 0) continue;
    const std::string& label = file->labels[static_cast<std::size_t>(file->plan[u])];
    const auto number = parse_range(label);
    if (!number || number->first != number->second || number->first > input.instance.districts)
      return Problem{
          "engine_district_number", path, {{"text", label}, {"most", std::to_string(input.instance.districts)}}};
    input.instance.fixed.emplace_back(static_cast<engines::Unit>(u), number->first - 1);
  }
  return Done{};
}

// The units that a file names, in its order.
Result<std::vector<engines::Unit>> read_named(const std::string& path, const UnitTable& units) {
  const auto table = read_table(path);
  if (!table) return table.problem();
  const int key = table->column({"code", "geoid"});
  if (key < 0) return Problem{"engine_column_missing", path + ":1:1", {{"columns", "code, geoid"}}};
  std::vector<engines::Unit> out;
  for (std::size_t row = 0; row < table->rows.size(); ++row) {
    const std::string& code = table->rows[row][static_cast<std::size_t>(key)];
    const auto unit = units.find(code);
    if (unit < 0) return Problem{"engine_unknown_unit", table->place(row, key), {{"text", code}}};
    out.push_back(unit);
  }
  return out;
}

Result<Done> read_seeds(const std::string& path, DistrictInput& input) {
  const auto seeds = read_named(path, input.units);
  if (!seeds) return seeds.problem();
  if (seeds->size() > static_cast<std::size_t>(input.instance.districts))
    return Problem{"engine_too_many_seeds", path, {}};
  for (std::size_t k = 0; k < seeds->size(); ++k)
    input.instance.fixed.emplace_back((*seeds)[k], static_cast<District>(k));
  return Done{};
}

// A unit named as both holds a house.
Result<Done> read_seats(const DistrictOptions& options, DistrictInput& input) {
  if (!seated(options)) return Done{};
  input.instance.seats.assign(input.units.size(), Seat::none);
  input.instance.opened_max = options.open;
  for (const auto& [path, kind] : {std::pair(options.openable, Seat::openable), {options.seats, Seat::kept}}) {
    if (path.empty()) continue;
    const auto named = read_named(path, input.units);
    if (!named) return named.problem();
    for (const engines::Unit unit : *named) input.instance.seats[static_cast<std::size_t>(unit)] = kind;
  }
  return Done{};
}

Result<Done> read_present(const DistrictOptions& options, DistrictInput& input) {
  for (const std::string& path : options.present) {
    const auto file = read_plan(path, input.units);
    if (!file) return file.problem();
    input.instance.present.push_back({file->plan, 0});
  }
  if (input.instance.present.empty() || options.stability <= 0) return Done{};
  const double price = price_of_stability(input.instance, options.stability);
  for (Present& present : input.instance.present) present.price = price;
  return Done{};
}

Result<Done> read_constraints(const DistrictOptions& options, DistrictInput& input) {
  if (!options.keep.empty()) {
    auto groups = group_column(input.units, options.keep);
    if (!groups) return groups.problem();
    input.instance.group = std::move(*groups);
  }
  if (!options.fix.empty())
    if (const auto fixed = read_fixed(options.fix, input); !fixed) return fixed;
  if (!options.seeds.empty())
    if (const auto seeds = read_seeds(options.seeds, input); !seeds) return seeds;
  if (const auto seats = read_seats(options, input); !seats) return seats;
  return read_present(options, input);
}

}  // namespace

Result<DistrictInput> read_input(const DistrictOptions& options, District districts) {
  DistrictInput input;
  input.instance.districts = districts;
  input.instance.objective = options.objective == "cut-edges" ? Objective::cut_edges : Objective::inertia;
  input.instance.rounding = options.rounding == "km" ? Rounding::km : Rounding::exact;
  auto map = read_map(options.map, asked_columns(options), options.quiet);
  if (!map) return map.problem();
  input.units = std::move(map->units);
  input.instance.graph = std::move(map->graph);
  input.instance.centres = input.units.centres;
  if (input.instance.objective == Objective::inertia) {
    if (input.instance.centres.empty()) return Problem{"engine_no_centres", input.units.path + ":1:1", {}};
    if (input.units.size() > kMostUnits)
      return Problem{"engine_too_many_units", input.units.path, {{"most", std::to_string(kMostUnits)}}};
  }
  if (const auto weights = read_weights(options, input); !weights) return weights.problem();
  if (const auto constraints = read_constraints(options, input); !constraints) return constraints.problem();
  return input;
}

}  // namespace maillage::app

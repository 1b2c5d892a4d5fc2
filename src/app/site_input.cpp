#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "app/engine_problems.hpp"
#include "app/engine_table.hpp"
#include "app/site_network.hpp"
#include "app/site_options.hpp"

namespace maillage::app {
namespace {

using namespace engines::siting;

constexpr double kMostPairs = 4e7;  // 2 GB of memory in the engine

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

Result<double> cost_at(const Table& table, std::size_t row, int column) {
  const std::string& text = table.rows[row][at(column)];
  double value = 0;
  if (!parse_number(text, value) || !std::isfinite(value))
    return Problem{"engine_not_a_number", table.place(row, column), {{"text", text}}};
  if (value < 0) return Problem{"site_negative_cost", table.place(row, column), {}};
  return value;
}

Result<engines::Unit> named(const Table& table, std::size_t row, int column, const UnitTable& units) {
  const std::string& text = table.rows[row][at(column)];
  const engines::Unit unit = units.find(text);
  if (unit < 0) return Problem{"engine_unknown_unit", table.place(row, column), {{"text", text}}};
  return unit;
}

// One line per pair: from (a demand), to (a site), cost.
Result<std::vector<Link>> read_pairs(const Table& table, const SiteInput& input) {
  const int from = table.column({"from", "demand"}), to = table.column({"to", "site"});
  const int cost = table.column({"cost", "minutes", "distance"});
  std::vector<Link> links;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto demand = named(table, row, from, input.demands), site = named(table, row, to, input.sites);
    const auto value = cost_at(table, row, cost);
    if (!demand) return demand.problem();
    if (!site) return site.problem();
    if (!value) return value.problem();
    links.push_back({*demand, *site, *value});
  }
  return links;
}

// One line per demand (first column: its code), one column per site; an empty cell is out of reach.
Result<std::vector<Link>> read_square(const Table& table, const SiteInput& input) {
  std::vector<engines::Unit> site_of{-1};
  for (std::size_t c = 1; c < table.header.size(); ++c) {
    site_of.push_back(input.sites.find(table.header[c]));
    if (site_of.back() < 0)
      return Problem{"engine_unknown_unit", fmt::format("{}:1:{}", table.path, c + 1), {{"text", table.header[c]}}};
  }
  std::vector<Link> links;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto demand = named(table, row, 0, input.demands);
    if (!demand) return demand.problem();
    for (std::size_t c = 1; c < table.header.size(); ++c) {
      if (table.rows[row][c].empty()) continue;
      const auto value = cost_at(table, row, static_cast<int>(c));
      if (!value) return value.problem();
      links.push_back({*demand, site_of[c], *value});
    }
  }
  return links;
}

Result<Done> read_matrix(const std::string& path, SiteInput& input) {
  const auto table = read_table(path);
  if (!table) return table.problem();
  const bool pairs = table->column({"to", "site"}) >= 0 && table->column({"from", "demand"}) >= 0;
  if (pairs && table->column({"cost", "minutes", "distance"}) < 0)
    return Problem{"engine_column_missing", path + ":1:1", {{"columns", "cost, minutes, distance"}}};
  auto links = pairs ? read_pairs(*table, input) : read_square(*table, input);
  if (!links) return links.problem();
  input.instance.costs =
      Costs(static_cast<Demand>(input.demands.size()), static_cast<Site>(input.sites.size()), std::move(*links));
  input.costs_from = "matrix";
  return Done{};
}

Result<Done> measure_lines(const SiteOptions& options, SiteInput& input) {
  for (const UnitTable* table : {&input.demands, &input.sites})
    if (table->centres.empty()) return Problem{"site_no_places", table->path + ":1:1", {}};
  const std::size_t rows = input.demands.size(), columns = input.sites.size();
  if (static_cast<double>(rows) * static_cast<double>(columns) > kMostPairs)
    return Problem{"site_too_many_pairs", input.demands.path, {{"most", fmt::format("{}", kMostPairs)}}};
  std::vector<double> table(rows * columns);
  const bool floored = options.rounding == "floor";
  for (std::size_t d = 0; d < rows; ++d)
    for (std::size_t s = 0; s < columns; ++s) {
      const auto &a = input.demands.centres[d], &b = input.sites.centres[s];
      const double metres = options.detour * std::hypot(a.x - b.x, a.y - b.y);
      table[d * columns + s] = floored ? std::floor(metres) : metres / 1000;
    }
  input.instance.costs = Costs::dense(static_cast<Demand>(rows), static_cast<Site>(columns), table);
  input.costs_from = options.detour == 1 ? "straight line" : fmt::format("straight line × {}", options.detour);
  input.unit = floored ? "m, floored" : "km";
  return Done{};
}

UnitTable numbered(std::int32_t places, const std::string& path) {
  UnitTable units;
  units.path = path;
  for (std::int32_t i = 1; i <= places; ++i) units.codes.push_back(std::to_string(i));
  units.names = units.codes;
  units.index();
  return units;
}

Result<Done> read_graph(const SiteOptions& options, SiteInput& input) {
  const auto network = read_network(options.graph);
  if (!network) return network.problem();
  if (options.demand.empty()) input.demands = input.sites = numbered(network->places, options.graph);
  if (input.demands.size() != at(network->places) || !options.sites.empty())
    return Problem{"site_graph_size",
                   options.graph,
                   {{"have", std::to_string(network->places)}, {"want", std::to_string(input.demands.size())}}};
  input.instance.costs = Costs::dense(network->places, network->places, network->costs);
  input.instance.open = network->open;
  input.costs_from = "graph";
  return Done{};
}

Result<Done> read_weights(const SiteOptions& options, SiteInput& input) {
  const bool has_population = input.demands.columns.contains("population");
  std::vector<std::string> parts = options.weights;
  if (parts.empty() && has_population) parts.emplace_back("population");
  if (parts.empty()) {
    input.instance.weights.assign(input.demands.size(), 1);
    return Done{};
  }
  std::vector<std::vector<std::int64_t>> publics;
  std::vector<std::int64_t> coefficients;
  for (const std::string& part : parts) {
    const auto [column, coefficient] = *parse_part(part);
    auto loads = load_column(input.demands, column);
    if (!loads) return loads.problem();
    publics.push_back(std::move(*loads));
    coefficients.push_back(coefficient);
  }
  input.instance.weights = blended(publics, coefficients);
  return Done{};
}

// Each row of a file about sites, by its key.
template <class Use>
Result<Done> for_each_site(const std::string& path, const SiteInput& input, Use use) {
  if (path.empty()) return Done{};
  const auto table = read_table(path);
  if (!table) return table.problem();
  const int key = table->column({"code", "geoid", "idx", "id"});
  if (key < 0) return Problem{"engine_column_missing", path + ":1:1", {{"columns", "code, geoid, idx, id"}}};
  for (std::size_t row = 0; row < table->rows.size(); ++row) {
    const auto site = named(*table, row, key, input.sites);
    if (!site) return site.problem();
    if (const auto used = use(*table, row, at(*site)); !used) return used;
  }
  return Done{};
}

Result<Done> read_existing(const SiteOptions& options, SiteInput& input) {
  return for_each_site(options.existing, input, [&](const Table& table, std::size_t row, std::size_t site) {
    SiteTerms& terms = input.instance.sites[site];
    terms.existing = true;
    if (options.keep_existing) terms.rule = Rule::open;
    const int rule = table.column({"rule"});
    const std::string text = rule < 0 ? "" : table.rows[row][at(rule)];
    if (text == "open") terms.rule = Rule::open;
    if (text == "closed") terms.rule = Rule::closed;
    if (!text.empty() && text != "open" && text != "closed")
      return Result<Done>(Problem{"site_rule", table.place(row, rule), {{"text", text}}});
    return Result<Done>(Done{});
  });
}

Result<Done> read_capacities(const SiteOptions& options, SiteInput& input) {
  return for_each_site(options.capacity, input, [&](const Table& table, std::size_t row, std::size_t site) {
    const int column = table.column({"capacity"});
    if (column < 0)
      return Result<Done>(Problem{"engine_column_missing", table.path + ":1:1", {{"columns", "capacity"}}});
    const auto value = cost_at(table, row, column);
    if (!value) return Result<Done>(value.problem());
    input.instance.sites[site].capacity = static_cast<std::int64_t>(std::min(*value, 9e15));
    return Result<Done>(Done{});
  });
}

// A price may be below zero: closing a site may save money.
Result<Done> read_prices(const SiteOptions& options, SiteInput& input) {
  return for_each_site(options.costs, input, [&](const Table& table, std::size_t row, std::size_t site) {
    const int open = table.column({"open"}), closed = table.column({"close", "closed"});
    if (open < 0) return Result<Done>(Problem{"engine_column_missing", table.path + ":1:1", {{"columns", "open"}}});
    SiteTerms& terms = input.instance.sites[site];
    for (const auto& [column, price] : {std::pair(open, &terms.price_open), {closed, &terms.price_closed}}) {
      if (column < 0 || table.rows[row][at(column)].empty()) continue;
      const std::string& text = table.rows[row][at(column)];
      if (!parse_number(text, *price) || !std::isfinite(*price))
        return Result<Done>(Problem{"engine_not_a_number", table.place(row, column), {{"text", text}}});
    }
    return Result<Done>(Done{});
  });
}

// Demands, and sites where they are not the same places.
Result<Done> read_places(const SiteOptions& options, SiteInput& input) {
  const std::string& file = options.demand.empty() ? options.coordinates : options.demand;
  if (file.empty()) return Done{};
  auto demands = read_units(file);
  if (!demands) return demands.problem();
  auto sites = options.sites.empty() ? demands : read_units(options.sites);
  if (!sites) return sites.problem();
  input.demands = std::move(*demands);
  input.sites = std::move(*sites);
  return Done{};
}

Result<Done> read_costs(const SiteOptions& options, SiteInput& input) {
  if (!options.distances.empty()) return read_matrix(options.distances, input);
  return options.graph.empty() ? measure_lines(options, input) : read_graph(options, input);
}

Model model_of(const std::string& name) {
  if (name == "center") return Model::center;
  if (name == "cover") return Model::cover;
  if (name == "set-cover") return Model::set_cover;
  if (name == "capacitated") return Model::capacitated;
  return name == "budgeted" ? Model::budgeted : Model::median;
}

}  // namespace

Result<SiteInput> read_site_input(const SiteOptions& options) {
  SiteInput input;
  input.instance.model = model_of(options.model);
  if (const auto read = read_places(options, input); !read) return read.problem();
  if (const auto read = read_costs(options, input); !read) return read.problem();
  input.instance.sites.resize(input.sites.size());
  for (const auto read : {read_weights, read_existing, read_capacities, read_prices})
    if (const auto done = read(options, input); !done) return done.problem();
  if (!options.open.empty()) input.instance.open = std::stoi(options.open);
  if (!options.radius.empty()) input.instance.radius = *parse_amount(options.radius);
  if (!options.budget.empty()) input.instance.budget = *parse_amount(options.budget);
  if (const std::string fault = malformed(input.instance); !fault.empty())
    return Problem{"site_" + fault, options.demand.empty() ? "--open" : options.demand, {}};
  return input;
}

}  // namespace maillage::app

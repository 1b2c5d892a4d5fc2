#include "modules/territory/demonstration/blocks.hpp"

#include <algorithm>

namespace maillage::territory::demonstration {
namespace {

constexpr std::int64_t kCutAbove = 30'000;
constexpr std::int64_t kQuarter = 9'000;

Pieces pieces_of_units(const HexGrid& grid, const Division& division) {
  Pieces pieces{division.neighbours, {}, {}};
  for (const UnitDraft& unit : division.units) {
    pieces.population.push_back(unit.population);
    pieces.centre.push_back(grid.centre(unit.centre));
  }
  return pieces;
}

// Block of every unit, commune after commune.
Parts number_blocks(const Pieces& units, const Settlements& settlements, const Division& division) {
  std::vector<Members> members(settlements.communes.size());
  for (std::size_t unit = 0; unit < division.units.size(); ++unit)
    members[at(division.units[unit].commune)].push_back(static_cast<engines::Unit>(unit));
  Parts blocks(division.units.size(), -1);
  int next = 0;
  for (std::size_t commune = 0; commune < members.size(); ++commune) {
    const std::int64_t population = settlements.communes[commune].population;
    const int count = population > kCutAbove ? static_cast<int>((population + kQuarter - 1) / kQuarter) : 1;
    if (count == 1)
      for (const engines::Unit unit : members[commune]) blocks[at(unit)] = next;
    else
      cut_by_population(units, members[commune], next, count, blocks);
    next += count;
  }
  return blocks;
}

engines::Graph graph_of(const engines::Graph& units, const Parts& blocks, int count) {
  std::vector<engines::Edge> edges;
  for (const engines::Edge& edge : units.edges()) {
    const int a = blocks[at(edge.a)], b = blocks[at(edge.b)];
    if (a != b) edges.push_back({a, b, edge.border_m});
  }
  return engines::Graph(count, std::move(edges));
}

}  // namespace

Blocks make_blocks(const HexGrid& grid, const Settlements& settlements, const Division& division) {
  const Pieces units = pieces_of_units(grid, division);
  Blocks blocks;
  blocks.block_of_unit = number_blocks(units, settlements, division);
  const std::size_t count = at(*std::max_element(blocks.block_of_unit.begin(), blocks.block_of_unit.end()) + 1);
  blocks.pieces = {graph_of(units.graph, blocks.block_of_unit, static_cast<int>(count)),
                   std::vector<std::int64_t>(count), std::vector<Lambert93>(count)};
  blocks.commune.resize(count);
  blocks.epci.resize(count);
  std::vector<std::int64_t> most(count, -1);  // the centre of a block is that of its most populated unit
  for (std::size_t unit = 0; unit < division.units.size(); ++unit) {
    const std::size_t block = at(blocks.block_of_unit[unit]);
    blocks.pieces.population[block] += units.population[unit];
    blocks.commune[block] = division.units[unit].commune;
    blocks.epci[block] = settlements.communes[at(division.units[unit].commune)].epci;
    if (units.population[unit] > most[block]) {
      most[block] = units.population[unit];
      blocks.pieces.centre[block] = units.centre[unit];
    }
  }
  return blocks;
}

}  // namespace maillage::territory::demonstration

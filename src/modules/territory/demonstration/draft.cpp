#include "modules/territory/demonstration/draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/assert.hpp"
#include "modules/territory/demonstration/naming.hpp"
#include "modules/territory/demonstration/noise.hpp"
#include "modules/territory/demonstration/words.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr double kCountryTolerance_m2 = 9'000, kTownTolerance_m2 = 3'500, kShoreTolerance_m2 = 6'000;
constexpr unsigned kGapsPercent = 8;  // numbers left by communes that no longer exist

template <class Code>
Code parsed(const std::string& text) {
  auto code = Code::parse(text);
  MAILLAGE_ASSERT(code, "generated codes follow the official shape");
  return *code;
}

double tolerance_m2(const Division& division, const Terrain& terrain, const Arc& arc) {
  if (arc.left == kNoLabel || arc.right == kNoLabel) {
    const auto shore =
        std::any_of(arc.corners.begin(), arc.corners.end(), [&](Corner c) { return terrain.land[at(c / 2)] == 0; });
    return shore ? kShoreTolerance_m2 : kCountryTolerance_m2;
  }
  const bool same = division.units[at(arc.left)].commune == division.units[at(arc.right)].commune;
  return same ? kTownTolerance_m2 : kCountryTolerance_m2;
}

// Communes from the first to the last in alphabetical order.
std::vector<std::size_t> alphabetical(const std::vector<std::string>& names) {
  std::vector<std::string> keys;
  for (const std::string& name : names) keys.push_back(sorting_key(name));
  std::vector<std::size_t> order(names.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  return order;
}

std::vector<CommuneCode> code_communes(const std::vector<std::string>& names, std::uint64_t seed) {
  std::vector<CommuneCode> codes(names.size());
  int number = 0;
  for (const std::size_t commune : alphabetical(names)) {
    number += hash_of(seed, commune) % 100 < kGapsPercent ? 2 : 1;
    codes[commune] = parsed<CommuneCode>(fmt::format("{}{:03}", kDepartementCode, number));
  }
  return codes;
}

// The numbers of the quarter in its commune and of the unit in its quarter; 0000 for an undivided commune.
std::vector<IrisCode> code_units(const Division& division, const Blocks& blocks,
                                 const std::vector<CommuneCode>& communes) {
  std::vector<IrisCode> codes;
  std::vector<int> first_block(communes.size(), -1), in_block(blocks.commune.size());
  for (std::size_t block = 0; block < blocks.commune.size(); ++block)
    if (int& first = first_block[at(blocks.commune[block])]; first < 0) first = static_cast<int>(block);
  for (std::size_t unit = 0; unit < division.units.size(); ++unit) {
    const auto& [commune, centre, type, population, remote_km] = division.units[unit];
    const int block = blocks.block_of_unit[unit];
    const int quarter = type == 'Z' ? 0 : block - first_block[at(commune)] + 1;
    const int number = type == 'Z' ? 0 : ++in_block[at(block)];
    codes.push_back(parsed<IrisCode>(fmt::format("{}{:02}{:02}", communes[at(commune)].str(), quarter, number)));
  }
  return codes;
}

// The cell nearest to the centre of the unit whose own centre the outline holds.
Lambert93 place_in(const HexGrid& grid, const Outline& outline, Cell centre) {
  for (double radius_km = 0.01; radius_km < 20; radius_km = 2 * radius_km + 0.1) {
    auto cells = cells_within(grid, grid.centre(centre), radius_km);
    std::sort(cells.begin(), cells.end(), [&](Cell a, Cell b) {
      return std::pair(distance_km(grid.centre(a), grid.centre(centre)), a) <
             std::pair(distance_km(grid.centre(b), grid.centre(centre)), b);
    });
    for (const Cell cell : cells)
      if (inside(outline, grid.centre(cell))) return grid.centre(cell);
  }
  MAILLAGE_ASSERT(false, "an outline holds the centre of some cell");
  return {};
}

// The longest stretch of a course along borders of the Département or inside it, with the corners that were kept.
std::vector<Lambert93> visible_course(const Draft& draft, const std::vector<Corner>& course,
                                      const std::vector<bool>& kept) {
  const auto shown = [&](Corner corner) {
    const auto cells = draft.grid.cells_around(corner);
    return std::any_of(cells.begin(), cells.end(),
                       [&](Cell cell) { return draft.division.unit_of_cell[at(cell)] != kNoLabel; });
  };
  std::vector<Lambert93> longest, run;
  for (const Corner corner : course) {
    if (!shown(corner))
      run.clear();
    else if (kept[at(corner)])
      run.push_back(draft.grid.corner(corner));
    if (run.size() > longest.size()) longest = run;
  }
  return longest;
}

}  // namespace

Draft::Draft(std::uint64_t seed_of_all)
    : seed(seed_of_all),
      grid(departement_grid(seed)),
      terrain(shape_terrain(grid, seed)),
      settlements(settle(grid, terrain, seed)),
      division(divide(grid, terrain, settlements, seed)),
      blocks(make_blocks(grid, settlements, division)),
      maps(draw_missions(blocks, seed)) {
  std::tie(merging, absorbed) = choose_merger(settlements, division, blocks, maps);
  commune_names = name_communes(settlements, seed);
  unit_names = name_units(division, commune_names, seed);
  code();
  outline();
}

void Draft::code() {
  commune_codes = code_communes(commune_names, seed);
  unit_codes = code_units(division, blocks, commune_codes);
  for (int epci = 0; epci < kEpcis; ++epci)
    epci_codes.push_back(parsed<EpciCode>(fmt::format("20{}00{:03}", kDepartementCode, 10 + 7 * epci)));
}

void Draft::outline() {
  auto arcs = trace_borders(grid, division.unit_of_cell, terrain.river_sides);
  simplify_borders(grid, arcs, [&](const Arc& arc) { return tolerance_m2(division, terrain, arc); });
  std::vector<Label> self(division.units.size()), commune, merged;
  std::iota(self.begin(), self.end(), 0);
  for (const UnitDraft& unit : division.units) {
    commune.push_back(unit.commune);
    merged.push_back(unit.commune == merging || unit.commune == absorbed ? 0 : kNoLabel);
  }
  unit_outlines = assemble_outlines(grid, arcs, self, static_cast<int>(self.size()));
  commune_outlines = assemble_outlines(grid, arcs, commune, kCommunesBeforeMerger);
  merged_outline = assemble_outlines(grid, arcs, merged, 1).front();
  for (std::size_t unit = 0; unit < self.size(); ++unit)
    unit_places.push_back(place_in(grid, unit_outlines[unit], division.units[unit].centre));
  std::vector<bool> kept(at(grid.corners()));
  for (const Arc& arc : arcs)
    for (const Corner corner : arc.corners) kept[at(corner)] = true;
  for (std::size_t k = 0; k < terrain.courses.size(); ++k)
    rivers.push_back({std::string(kRiverNames[k]), visible_course(*this, terrain.courses[k], kept)});
}

std::vector<std::size_t> town_hall_units(const Division& division) {
  std::vector<std::size_t> halls(kCommunesBeforeMerger, division.units.size());
  for (std::size_t unit = 0; unit < division.units.size(); ++unit) {
    std::size_t& hall = halls[at(division.units[unit].commune)];
    if (hall == division.units.size() || division.units[unit].remote_km < division.units[hall].remote_km) hall = unit;
  }
  return halls;
}

}  // namespace maillage::territory::demonstration

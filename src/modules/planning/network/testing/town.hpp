// A town on a grid of a kilometre, with houses in some of its quarters: what the tests of the network are about.
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.hpp"
#include "modules/planning/network/network_page.hpp"
#include "modules/planning/testing/text_map.hpp"

namespace maillage::planning::testing {

// As grid(), moved to where Lambert-93 has places; each quarter its own commune.
inline territory::Snapshot town(const std::vector<std::string>& hundreds) {
  std::vector<std::string> communes;
  char letter = 'a';
  for (const std::string& row : hundreds) {
    communes.emplace_back();
    for (std::size_t x = 0; x < row.size(); ++x) communes.back() += letter++;
  }
  territory::Snapshot out = grid(hundreds, communes);
  for (Lambert93& centre : out.centres) centre = {centre.x + 600'000, centre.y + 6'800'000};
  return out;
}

// A house at the centre of that quarter.
inline territory::SiteInUnit site_in(const territory::Snapshot& snapshot, std::int32_t unit,
                                     const std::string& kind = "mds") {
  return {"S" + std::to_string(unit), "Maison " + std::to_string(unit), kind, unit,
          snapshot.centres[static_cast<std::size_t>(unit)]};
}

// One minute a kilometre, as the crow flies.
inline Travel kilometres() { return {TravelMode::car, 1, 60}; }

inline territory::Quantity quantity(const std::string& code, std::vector<std::int64_t> thousandths) {
  territory::Quantity out;
  out.code = code;
  out.name = "Foyers " + code;
  out.unit = "foyers";
  out.period = "2023";
  out.estimated.assign(thousandths.size(), false);
  out.of_unit = std::move(thousandths);
  return out;
}

inline StudyRequest usual_study() {
  StudyRequest out;
  out.name = "Réseau 2027";
  out.detour = 1;
  out.speed_kmh = 60;
  out.kinds = {"mds"};
  out.target = kResidents;
  out.houses_min = 1;
  out.houses_max = 3;
  out.candidates = Candidates::units;
  out.seconds = 5;
  out.seed = 7;
  return out;
}

// The question of a request on a town, which is accepted, with its costs.
inline StudyQuestion asked_of(const StudyRequest& request, const territory::Snapshot& snapshot,
                              const std::vector<territory::SiteInUnit>& sites,
                              const std::vector<territory::Quantity>& quantities = {},
                              std::optional<CellDemand> cells = {}) {
  const auto shared = std::make_shared<const territory::Snapshot>(snapshot);
  auto question = question_of(request, shared, *houses_of(request, snapshot, sites), quantities,
                              crow_of(request, snapshot.at), std::move(cells));
  find_ways(*question, nullptr);
  return *std::move(question);
}

// A town of any populations, 0 to 900 residents a quarter, at least one inhabited.
inline territory::Snapshot any_town(Random& random, std::size_t rows, std::size_t columns) {
  std::vector<std::string> hundreds(rows, std::string(columns, '0'));
  for (std::string& row : hundreds)
    for (char& digit : row) digit = static_cast<char>('0' + random.below(10));
  hundreds[0][0] = '3';
  return town(hundreds);
}

}  // namespace maillage::planning::testing

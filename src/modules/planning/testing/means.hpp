// Needs and means of the small town, for tests: quantities in units, three sectors.
#pragma once

#include "modules/planning/means/means.hpp"
#include "modules/planning/testing/text_map.hpp"

namespace maillage::planning::testing {

// A, B and C are the rows of a grid of four by three; the last place is nobody's.
inline MeansMap three_rows(const std::vector<std::string>& hundreds = {"1111", "2222", "3333"}) {
  const auto snapshot = grid(hundreds, {"aaaa", "bbbb", "cccc"});
  const auto rows = mission("pmi", {"AAAA", "BBBB", "CCC."});
  MeansMap out{"mission/pmi", std::make_shared<const territory::Snapshot>(snapshot), {}, rows.of_unit};
  for (const territory::SectorName& sector : rows.sectors) out.sectors.push_back({sector.code, sector.name, 0});
  return out;
}

inline Formula formula(std::string kind, std::string quantity, std::int64_t per_post, std::int64_t id = 1) {
  Formula out;
  out.id = id;
  out.kind = std::move(kind);
  out.quantity = std::move(quantity);
  out.per_post = per_post;
  out.valid_from = Date(2020, 1, 1);
  out.reference = "Délibération";
  return out;
}

// Of every unit the same, in whole units.
inline territory::Quantity births(std::int64_t of_each, std::size_t units = 12) {
  territory::Quantity out;
  out.code = "naissances";
  out.name = "Naissances";
  out.unit = "naissances";
  out.period = "2024";
  out.of_unit.assign(units, 1000 * of_each);
  out.estimated.assign(units, false);
  return out;
}

}  // namespace maillage::planning::testing

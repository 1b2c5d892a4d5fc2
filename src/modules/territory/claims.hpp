// Who says "this unit is mine": the rows of a sector map brought to the units of the day.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "modules/territory/records.hpp"
#include "modules/territory/territory.hpp"

namespace maillage::territory {

// Finds units by their own code or by the code of their commune. Looks into the vectors it was made from.
class UnitFinder {
 public:
  UnitFinder() = default;
  UnitFinder(std::span<const std::string> codes, std::span<const std::string> commune_codes);
  // Position of the unit, or -1.
  std::int32_t unit(std::string_view code) const;
  // Units of a commune, ascending; empty when it has none.
  std::span<const std::int32_t> of_commune(std::string_view commune) const;

 private:
  std::unordered_map<std::string_view, std::int32_t> by_code_;
  std::unordered_map<std::string_view, std::vector<std::int32_t>> by_commune_;
};

// The claims of one mission. Sectors are positions in `sectors`.
//
// The more precise row wins: an IRIS named by itself is not claimed by the row of its commune, and a street named by
// itself is not claimed by the row of its unit.
struct Claims {
  std::vector<SectorName> sectors;                            // by code
  std::vector<std::vector<std::int32_t>> whole;               // per unit, ascending
  std::vector<std::vector<std::int32_t>> partial;             // per unit, by streets only, ascending
  std::vector<std::int32_t> of_unit;                          // the one answer on a map: see below
  std::vector<std::pair<std::string, std::int32_t>> unknown;  // (code, sector) that is no unit on that day
};

// `rows` and `sectors` are those of one mission on one day. `of_unit` is the first sector that claims the whole unit,
// else the one with most streets in it (the first of equals), else -1.
Claims claims(std::span<const SectorUnitRecord> rows, std::span<const SectorRecord> sectors, const UnitFinder& finder,
              std::size_t units);

}  // namespace maillage::territory

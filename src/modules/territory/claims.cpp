#include "modules/territory/claims.hpp"

#include <algorithm>
#include <map>

namespace maillage::territory {
namespace {

using Sectors = std::vector<std::int32_t>;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

void add_once(Sectors& sectors, std::int32_t sector) {
  const auto place = std::lower_bound(sectors.begin(), sectors.end(), sector);
  if (place == sectors.end() || *place != sector) sectors.insert(place, sector);
}

// Fills the claims row by row; commune-wide rows wait until every more precise one is known.
class Gathering {
 public:
  Gathering(Claims& claims, const UnitFinder& finder)
      : claims_(claims), finder_(finder), streets_(claims.whole.size()) {}

  void add(const SectorUnitRecord& row, std::int32_t sector) {
    const std::int32_t unit = finder_.unit(row.unit);
    if (unit >= 0) return add_unit(unit, sector, !row.street.empty());
    const auto units = finder_.of_commune(row.unit);
    if (units.empty()) return claims_.unknown.emplace_back(row.unit, sector), void();
    if (row.street.empty()) return communes_.emplace_back(units, sector), void();
    for (std::int32_t inside : units) add_unit(inside, sector, true);
  }

  void finish() {
    std::vector<bool> precise(claims_.whole.size());
    for (std::size_t u = 0; u < precise.size(); ++u) precise[u] = !claims_.whole[u].empty();
    for (const auto& [units, sector] : communes_)
      for (std::int32_t unit : units)
        if (!precise[at(unit)]) add_once(claims_.whole[at(unit)], sector);
    for (std::size_t u = 0; u < precise.size(); ++u) claims_.of_unit[u] = answer(u);
  }

 private:
  void add_unit(std::int32_t unit, std::int32_t sector, bool street) {
    add_once(street ? claims_.partial[at(unit)] : claims_.whole[at(unit)], sector);
    if (street) ++streets_[at(unit)][sector];
  }

  std::int32_t answer(std::size_t unit) const {
    if (!claims_.whole[unit].empty()) return claims_.whole[unit].front();
    std::int32_t best = -1, most = 0;
    for (const auto& [sector, count] : streets_[unit])
      if (count > most) best = sector, most = count;
    return best;
  }

  Claims& claims_;
  const UnitFinder& finder_;
  std::vector<std::map<std::int32_t, std::int32_t>> streets_;
  std::vector<std::pair<std::span<const std::int32_t>, std::int32_t>> communes_;
};

}  // namespace

UnitFinder::UnitFinder(std::span<const std::string> codes, std::span<const std::string> commune_codes) {
  for (std::size_t u = 0; u < codes.size(); ++u) {
    by_code_.emplace(codes[u], static_cast<std::int32_t>(u));
    by_commune_[commune_codes[u]].push_back(static_cast<std::int32_t>(u));
  }
}

std::int32_t UnitFinder::unit(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? -1 : found->second;
}

std::span<const std::int32_t> UnitFinder::of_commune(std::string_view commune) const {
  const auto found = by_commune_.find(commune);
  if (found == by_commune_.end()) return {};
  return found->second;
}

Claims claims(std::span<const SectorUnitRecord> rows, std::span<const SectorRecord> sectors, const UnitFinder& finder,
              std::size_t units) {
  Claims all;
  std::unordered_map<std::string_view, std::int32_t> position;
  for (const SectorRecord& sector : sectors) {
    position.emplace(sector.code, static_cast<std::int32_t>(all.sectors.size()));
    all.sectors.push_back({sector.code, sector.name});
  }
  all.whole.resize(units);
  all.partial.resize(units);
  all.of_unit.assign(units, -1);
  Gathering gathering(all, finder);
  for (const SectorUnitRecord& row : rows) {
    const auto sector = position.find(row.sector);
    if (sector != position.end()) gathering.add(row, sector->second);
  }
  gathering.finish();
  return all;
}

}  // namespace maillage::territory

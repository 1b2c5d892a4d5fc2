#include "modules/territory/demonstration/sector_naming.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace maillage::territory::demonstration {
namespace {

struct Foothold {  // of a commune in a sector
  std::int64_t population = 0;
  std::size_t unit = 0;
  double remote_km = 1e9;
};

}  // namespace

std::vector<SectorHeart> sector_hearts(const Draft& draft, const MissionMap& map) {
  std::map<int, std::map<Label, Foothold>> sectors;
  std::map<Label, std::set<int>> sectors_of_commune;
  for (std::size_t unit = 0; unit < draft.division.units.size(); ++unit) {
    const UnitDraft& place = draft.division.units[unit];
    if (place.type == 'A' || place.type == 'D' || place.commune == draft.absorbed) continue;
    const int sector = map.sector_of_block[at(draft.blocks.block_of_unit[unit])];
    Foothold& foothold = sectors[sector][place.commune];
    foothold.population += place.population;
    if (place.remote_km < foothold.remote_km) foothold.remote_km = place.remote_km, foothold.unit = unit;
    sectors_of_commune[place.commune].insert(sector);
  }
  std::vector<SectorHeart> hearts;
  for (const auto& [sector, communes] : sectors) {
    const auto main = std::max_element(communes.begin(), communes.end(), [](const auto& a, const auto& b) {
      return a.second.population < b.second.population;
    });
    const std::string& commune = draft.commune_names[at(main->first)];
    const bool shared = sectors_of_commune[main->first].size() > 1;
    hearts.push_back({shared ? commune + " – " + draft.unit_names[main->second.unit] : commune, main->second.unit});
  }
  return hearts;
}

}  // namespace maillage::territory::demonstration

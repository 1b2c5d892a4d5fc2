// A decided map becomes the map in force.
#include "modules/territory/store_history.hpp"
#include "modules/territory/territory.hpp"

namespace maillage::territory {

void put_in_force(sql::Session& session, const std::vector<DecidedMap>& maps, const Decision& decision) {
  for (const DecidedMap& map : maps) {
    std::vector<bool> used(map.sectors.size(), false);
    std::vector<SectorUnitRecord> units;
    for (std::size_t u = 0; u < map.units.size(); ++u) {
      if (map.of_unit[u] < 0) continue;
      const auto sector = static_cast<std::size_t>(map.of_unit[u]);
      used[sector] = true;
      units.push_back({map.mission, map.sectors[sector].code, map.units[u], "", "", "", -1, -1, "any"});
    }
    std::vector<SectorRecord> sectors;
    for (std::size_t s = 0; s < map.sectors.size(); ++s)
      if (used[s]) sectors.push_back({map.mission, map.sectors[s].code, map.sectors[s].name, {}, {}});
    store::Recorder recorder(session,
                             {"decision", decision.title, "", decision.from, map.mission, "", "", "",
                              platform::utc_text(decision.now), decision.by, static_cast<std::int64_t>(units.size())});
    const store::Recorder::Scopes complete{"sector/" + map.mission};
    recorder.sectors(sectors, decision.from, complete);
    recorder.sector_units(units, decision.from, complete);
    recorder.finish();
  }
}

}  // namespace maillage::territory

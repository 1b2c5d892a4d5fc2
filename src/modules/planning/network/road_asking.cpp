#include "modules/planning/network/road_asking.hpp"

#include <algorithm>
#include <set>

#include "base/lonlat.hpp"

namespace maillage::planning {
namespace {

// Some of the pairs to be asked together: every one of these units to every one of these houses.
struct Batch {
  std::vector<std::size_t> units, houses;
};

std::vector<std::vector<std::size_t>> cut(const std::vector<std::size_t>& all) {
  std::vector<std::vector<std::size_t>> out;
  for (std::size_t at = 0; at < all.size(); at += kMostPlaces)
    out.emplace_back(all.begin() + static_cast<std::ptrdiff_t>(at),
                     all.begin() + static_cast<std::ptrdiff_t>(std::min(at + kMostPlaces, all.size())));
  return out;
}

std::vector<Batch> batches_of(const std::vector<UnknownPair>& pairs) {
  std::map<std::size_t, std::set<std::size_t>> units_of_house;
  for (const UnknownPair& pair : pairs) units_of_house[pair.house].insert(pair.unit);
  std::vector<std::size_t> houses;
  for (const auto& [house, units] : units_of_house) houses.push_back(house);
  std::vector<Batch> out;
  for (auto& some : cut(houses)) {
    std::set<std::size_t> units;
    for (const std::size_t house : some) units.insert(units_of_house[house].begin(), units_of_house[house].end());
    for (auto& few : cut({units.begin(), units.end()})) out.push_back({std::move(few), some});
  }
  return out;
}

}  // namespace

Result<RoadServer> server_of(const TravelTable& table) {
  if (table.source != TravelSource::server || !table.asked) return Problem{"planning.server_not_asked", "/table", {}};
  RoadServer out;
  out.address = table.origin;
  out.profile = table.profile;
  return out;
}

Result<Done> ask_unknown(sql::Database& database, const TravelTable& table, const RoadServer& server,
                         const territory::Snapshot& snapshot, const std::vector<House>& houses,
                         const std::atomic<bool>* stop, const std::function<void(const AskedPairs&)>& report) {
  auto known = database.reading([&](sql::Session& session) { return minutes_of(session, table.id); });
  const auto pairs = unknown_pairs(snapshot, houses, Ways(travel_of(table), std::move(known)));
  const auto from = keys_of(TravelSource::server, snapshot), to = keys_of(TravelSource::server, houses);
  AskedPairs asked{0, static_cast<std::int64_t>(pairs.size())};
  for (const Batch& batch : batches_of(pairs)) {
    if (stop && *stop) return Done{};
    std::vector<LonLat> departures, destinations;
    for (const std::size_t unit : batch.units) departures.push_back(lonlat_of(snapshot.centres[unit]));
    for (const std::size_t house : batch.houses) destinations.push_back(lonlat_of(place_of(houses[house])));
    const auto tenths = ask_minutes(server, departures, destinations, stop);
    if (!tenths) return tenths.problem();
    Minutes fresh;
    for (std::size_t u = 0; u < batch.units.size(); ++u)
      for (std::size_t h = 0; h < batch.houses.size(); ++h)
        fresh.put(to[batch.houses[h]], from[batch.units[u]], (*tenths)[u * batch.houses.size() + h]);
    database.write([&](sql::Session& session) { add_minutes(session, table.id, fresh); });
    asked.answered = std::min(asked.all, asked.answered + static_cast<std::int64_t>(tenths->size()));
    report(asked);
  }
  return Done{};
}

}  // namespace maillage::planning

#include "modules/planning/network/minutes.hpp"

#include <fmt/format.h>

#include "base/lonlat.hpp"

namespace maillage::planning {
namespace {

std::string key_at(Lambert93 place) {
  const LonLat position = lonlat_of(place);
  return fmt::format("{:.5f};{:.5f}", position.lon, position.lat);
}

// Every pair that a table may know, with what it says of it; nothing = nothing.
template <class Each>
void each_pair(const territory::Snapshot& snapshot, const std::vector<House>& houses, const Ways& ways, Each each) {
  const auto from = keys_of(ways.travel.source, snapshot), to = keys_of(ways.travel.source, houses);
  for (std::size_t h = 0; h < to.size(); ++h) {
    const Minutes::Departures* column = ways.known->to(to[h]);
    for (std::size_t u = 0; u < from.size(); ++u) {
      if (from[u].empty()) continue;
      std::optional<std::int32_t> tenths;
      if (from[u] == to[h]) tenths = 0;
      if (column)
        if (const auto found = column->find(from[u]); found != column->end()) tenths = found->second;
      each(u, h, tenths);
    }
  }
}

}  // namespace

Travel travel_of(const TravelTable& table) {
  Travel out;
  out.mode = table.mode;
  out.source = table.source;
  out.table = table.id;
  out.origin = table.origin;
  out.vintage = table.vintage;
  return out;
}

const Minutes::Departures* Minutes::to(const std::string& destination) const {
  const auto found = of_destination_.find(destination);
  return found == of_destination_.end() ? nullptr : &found->second;
}

std::int64_t Minutes::pairs() const {
  std::int64_t out = 0;
  for (const auto& [destination, departures] : of_destination_) out += static_cast<std::int64_t>(departures.size());
  return out;
}

std::vector<std::string> keys_of(TravelSource source, const territory::Snapshot& snapshot) {
  if (source != TravelSource::server) return snapshot.codes;
  std::vector<std::string> out;
  for (std::size_t u = 0; u < snapshot.codes.size(); ++u)
    out.push_back(is_placed(snapshot, u) ? key_at(snapshot.centres[u]) : "");
  return out;
}

std::vector<std::string> keys_of(TravelSource source, const std::vector<House>& houses) {
  std::vector<std::string> out;
  for (const House& house : houses)
    out.push_back(source == TravelSource::server ? key_at(place_of(house)) : house.code);
  return out;
}

void each_known(const territory::Snapshot& snapshot, const std::vector<House>& houses, const Ways& ways,
                const EachKnown& each) {
  each_pair(snapshot, houses, ways, [&](std::size_t unit, std::size_t house, std::optional<std::int32_t> tenths) {
    if (tenths && *tenths != Minutes::kNoWay) each(unit, house, *tenths);
  });
}

std::vector<UnknownPair> unknown_pairs(const territory::Snapshot& snapshot, const std::vector<House>& houses,
                                       const Ways& ways) {
  std::vector<UnknownPair> out;
  if (!ways.known) return out;
  each_pair(snapshot, houses, ways, [&](std::size_t unit, std::size_t house, std::optional<std::int32_t> tenths) {
    if (!tenths) out.push_back({unit, house});
  });
  return out;
}

}  // namespace maillage::planning

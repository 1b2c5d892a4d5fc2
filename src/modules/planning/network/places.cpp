#include "modules/planning/network/places.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/lonlat.hpp"

namespace maillage::planning {
namespace {

constexpr std::size_t kMostPlaces = 2000, kLongest_bytes = 200;
constexpr double kMostPrice = 1e12;
constexpr std::int64_t kMostCapacity = 1'000'000'000'000;

Problem bad(const char* code, const PlaceTold& place) { return {code, "/places", {{"code", place.code}}}; }

bool sane(const std::optional<double>& price) { return !price || std::fabs(*price) <= kMostPrice; }

bool in_france(const PlaceTold& place) {
  return *place.lon >= -6 && *place.lon <= 10 && *place.lat >= 41 && *place.lat <= 52;
}

std::optional<Problem> refused(const PlaceTold& place) {
  if (place.code.empty() || place.name.empty() || std::max(place.code.size(), place.name.size()) > kLongest_bytes ||
      place.hours.value_or("").size() > kLongest_bytes)
    return bad("planning.place_unnamed", place);
  if (place.lon.has_value() != place.lat.has_value() || (place.lon && !in_france(place)))
    return bad("planning.place_nowhere", place);
  if (!sane(place.price_open) || !sane(place.price_closed)) return bad("planning.place_price", place);
  if (place.capacity && (*place.capacity < 1 || *place.capacity > kMostCapacity))
    return bad("planning.place_capacity", place);
  return std::nullopt;
}

void tell(House& house, const PlaceTold& place) {
  house.price_open = place.price_open;
  house.price_closed = place.price_closed;
  house.capacity = place.capacity;
  house.hours = place.hours;
}

}  // namespace

Result<Done> check_places(const std::vector<PlaceTold>& places) {
  if (places.size() > kMostPlaces)
    return Problem{"planning.outside", "/places", {{"low", "0"}, {"high", std::to_string(kMostPlaces)}}};
  std::set<std::string> seen;
  for (const PlaceTold& place : places) {
    if (auto problem = refused(place)) return *std::move(problem);
    if (!seen.insert(place.code).second) return bad("planning.place_twice", place);
  }
  return Done{};
}

Result<std::vector<House>> with_places(std::vector<House> houses, const std::vector<PlaceTold>& places) {
  for (const PlaceTold& place : places) {
    const auto known =
        std::find_if(houses.begin(), houses.end(), [&](const House& house) { return house.code == place.code; });
    if (known == houses.end() && !place.lon) return bad("planning.place_nowhere", place);
    if (known != houses.end() && place.lon) return bad("planning.place_known", place);
    if (known != houses.end()) {
      tell(*known, place);
      continue;
    }
    const Lambert93 at = lambert93_of({*place.lon, *place.lat});
    House house{place.code, place.name, "place", false, -1, at.x, -at.y};
    tell(house, place);
    houses.push_back(std::move(house));
  }
  return houses;
}

}  // namespace maillage::planning

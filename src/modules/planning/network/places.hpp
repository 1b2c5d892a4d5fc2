// What a study is told of places: where a house could open, what each house costs, whom it can hold.
#pragma once

#include "modules/planning/network/houses.hpp"

namespace maillage::planning {

// A line of the file of places: a place where a house could open, with its position; or, by its code, a house of today
// or another candidate, of which it tells more.
struct PlaceTold {
  std::string code, name;
  std::optional<double> lon, lat;                  // both, or neither
  std::optional<double> price_open, price_closed;  // as in House
  std::optional<std::int64_t> capacity;
  std::optional<std::string> hours;
};
BOOST_DESCRIBE_STRUCT(PlaceTold, (), (code, name, lon, lat, price_open, price_closed, capacity, hours))

// Refused when a place is told twice, has no name or half a position, lies outside France, or when an amount makes no
// sense. Field "/places".
Result<Done> check_places(const std::vector<PlaceTold>& places);

// The houses with what is told of them, and the new places at the end, in their order. A place that has no position and
// is no house is refused; so is a new one with the code of a house.
Result<std::vector<House>> with_places(std::vector<House> houses, const std::vector<PlaceTold>& places);

}  // namespace maillage::planning

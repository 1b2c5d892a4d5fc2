// How long it takes to go somewhere, when nobody has measured it: a straight line, a detour, a speed. Decision 0054.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/describe.hpp"
#include "base/point.hpp"
#include "base/result.hpp"

namespace maillage::planning {

enum class TravelMode { car, walk };
BOOST_DESCRIBE_ENUM(TravelMode, car, walk)

// What minutes are estimated from.
struct Travel {
  TravelMode mode = TravelMode::car;
  double detour = 1;     // length of the way ÷ straight line, 1 … 3
  double speed_kmh = 1;  // from door to door, 1 … 130
};
BOOST_DESCRIBE_STRUCT(Travel, (), (mode, detour, speed_kmh))

// A usual value, since when it is used, and where it comes from.
struct TravelRow {
  TravelMode mode;
  double detour;
  double speed_kmh;
  Date from;
  std::string_view reference_fr, reference_en;
};
std::span<const TravelRow> travel_rows();

// A number of minutes that shares of the public are given for.
struct ReachRow {
  std::int32_t minutes;
  Date from;
  std::string_view reference_fr, reference_en;
};
std::span<const ReachRow> reach_rows();

// The row of that mode in use on that day (the oldest one before them all), with what is asked in its place.
Travel travel_on(Date day, TravelMode mode, std::optional<double> detour, std::optional<double> speed_kmh);

// Refused when a value is outside its range; fields "/detour" and "/speed_kmh".
Result<Done> check(const Travel& travel);

// Minutes from door to door, to the nearest tenth: a figure compared with a threshold is the figure that is shown.
double minutes_between(Lambert93 from, Lambert93 to, const Travel& travel);

}  // namespace maillage::planning

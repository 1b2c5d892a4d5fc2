// How long it takes to go somewhere, and who says so. When nobody has measured it: a straight line, a detour, a speed
// (decision 0054).
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

// crow: estimated from the straight line; file: imported; server: computed on roads by a server of routes.
enum class TravelSource { crow, file, server };
BOOST_DESCRIBE_ENUM(TravelSource, crow, file, server)

// Where minutes come from: what every figure made of them says of itself.
struct Travel {
  TravelMode mode = TravelMode::car;
  double detour = 1;     // length of the way ÷ straight line, 1 … 3; read as the crow flies
  double speed_kmh = 1;  // from door to door, 1 … 130; read as the crow flies
  TravelSource source = TravelSource::crow;
  std::optional<std::int64_t> table = {};  // of minutes; absent as the crow flies
  std::string origin = {}, vintage = {};   // of the table: who made its minutes, of which data
};
BOOST_DESCRIBE_STRUCT(Travel, (), (mode, detour, speed_kmh, source, table, origin, vintage))

// The same in French, for files: "estimé à vol d’oiseau × 1,3 à 40 km/h".
std::string label_of(const Travel& travel);

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

// Minutes from door to door as the crow flies, to the nearest tenth: a figure compared with a threshold is the figure
// that is shown.
double minutes_between(Lambert93 from, Lambert93 to, const Travel& travel);

}  // namespace maillage::planning

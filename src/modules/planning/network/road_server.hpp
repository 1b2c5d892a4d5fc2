// A server of routes that speaks like OSRM: how many minutes by road between places. Decision 0056.
#pragma once

#include <atomic>
#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/point.hpp"
#include "base/result.hpp"

namespace maillage::planning {

struct RoadServer {
  std::string address;  // "https://routes.exemple.fr/osrm", without a slash at its end
  std::string profile;  // "driving"
  // Patience with one question: how long each attempt may last, how many there are, and the rest before the second
  // (each other rest is twice as long).
  std::chrono::milliseconds time{5000};
  int attempts = 3;
  std::chrono::milliseconds rest{300};
};

// The address as it is kept: http or https, a host, perhaps a port and a path; no name, password, query or fragment.
// Field "/address".
Result<std::string> clean_address(std::string_view address);

// A profile is a word of letters, digits, '-' and '_', at most forty. Field `field`.
Result<Done> check_profile(std::string_view profile, const char* field);

// The largest number of departures, and of destinations, that one question may hold: a server refuses more than a
// hundred places unless told otherwise.
inline constexpr std::size_t kMostPlaces = 50;

// Tenths of a minute from each place to each, departure by departure; -1 where no way leads. Nothing is sent but
// these positions. Tries again when the server does not answer or says that it is overloaded, and gives up at once when
// it refuses, or when `stop` is set between two attempts.
// Refused, with a sentence that says why, when the server does not answer, refuses, or answers nonsense.
Result<std::vector<std::int32_t>> ask_minutes(const RoadServer& server, std::span<const LonLat> from,
                                              std::span<const LonLat> to, const std::atomic<bool>* stop = nullptr);

}  // namespace maillage::planning

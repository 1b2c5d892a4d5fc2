// How often one may ask: a token bucket per class of routes and per person (or address, for who is not signed in).
#pragma once

#include <array>
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "platform/routes/routes.hpp"

namespace maillage::platform {

struct Rate {
  double per_second;
  double burst;
};
// By RateClass. House values: a page of the front end asks up to a dozen things at once and people do not turn pages
// faster than a few a second; sign-in is 30 a minute per address (6 a minute per account is held by modules/access);
// what is written without an account is 20 at once, then 6 a minute per address: a public meeting behind one address
// passes, a flood does not.
struct RateTable {
  std::array<Rate, 6> rates = {{{20, 200}, {5, 30}, {0.2, 6}, {0.5, 30}, {0.5, 12}, {0.1, 20}}};
  // All of them times `factor`, for load tests and programs.
  RateTable scaled(double factor) const;
};

class RateLimiter {
 public:
  using Now = std::chrono::steady_clock::time_point;
  explicit RateLimiter(const RateTable& table) : table_(table) {}
  // Takes one token; when there is none, the seconds to wait for the next (at least 1).
  std::optional<int> take(RateClass rate, std::string_view who, Now now);

 private:
  struct Bucket {
    double tokens;
    Now filled;
  };
  void forget_full(Now now);
  double tokens_at(const Bucket& bucket, const Rate& rate, Now now) const;

  RateTable table_;
  std::mutex mutex_;
  std::array<std::unordered_map<std::string, Bucket>, 6> buckets_;
};

}  // namespace maillage::platform

#include "platform/routes/rates.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::platform {
namespace {

// Beyond that many buckets of a class, those that are full again are forgotten: a flood of addresses is not a leak.
constexpr std::size_t kBucketsKept = 10'000;

}  // namespace

RateTable RateTable::scaled(double factor) const {
  RateTable table = *this;
  for (Rate& rate : table.rates) rate = {rate.per_second * factor, rate.burst * factor};
  return table;
}

double RateLimiter::tokens_at(const Bucket& bucket, const Rate& rate, Now now) const {
  const double seconds = std::chrono::duration<double>(now - bucket.filled).count();
  return std::min(rate.burst, bucket.tokens + std::max(0.0, seconds) * rate.per_second);
}

std::optional<int> RateLimiter::take(RateClass rate_class, std::string_view who, Now now) {
  const auto position = static_cast<std::size_t>(rate_class);
  const Rate& rate = table_.rates[position];
  const std::scoped_lock lock(mutex_);
  auto& buckets = buckets_[position];
  if (buckets.size() >= kBucketsKept) forget_full(now);
  Bucket& bucket = buckets.try_emplace(std::string(who), Bucket{rate.burst, now}).first->second;
  bucket = {tokens_at(bucket, rate, now), now};
  if (bucket.tokens < 1) return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / rate.per_second)));
  bucket.tokens -= 1;
  return std::nullopt;
}

void RateLimiter::forget_full(Now now) {
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    std::erase_if(buckets_[i], [&](const auto& one) {
      return tokens_at(one.second, table_.rates[i], now) >= table_.rates[i].burst;
    });
  }
}

}  // namespace maillage::platform

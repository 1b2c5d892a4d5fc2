#include "engines/districting/ensemble_trace.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace maillage::engines::districting {

void Spread::add(double value, double times) {
  if (weight == 0) mean = value;  // exactly: a step from 0 would leave its rounding in the squares
  weight += times;
  const double step = value - mean;
  mean += step * times / weight;
  squares += times * step * (value - mean);
}

void Spread::add(const Spread& other) {
  if (other.weight == 0) return;
  const double step = other.mean - mean, sum = weight + other.weight;
  squares += other.squares + step * step * weight * other.weight / sum;
  mean += step * other.weight / sum;
  weight = sum;
}

void Trace::add(double value, std::int64_t position, std::int64_t planned, std::uint64_t times) {
  least_ = sketch_.count() == 0 ? value : std::min(least_, value);
  most_ = sketch_.count() == 0 ? value : std::max(most_, value);
  sketch_.add(value, times);
  const auto batch = static_cast<std::size_t>(position * static_cast<std::int64_t>(kBatches) / planned);
  batches_[std::min(batch, kBatches - 1)].add(value, static_cast<double>(times));
}

namespace {

// Variance between sequences against variance within them.
double split_r_hat(const std::vector<Spread>& halves) {
  Spread means;
  double within = 0, length = 0;
  for (const Spread& half : halves) {
    if (half.weight < 2) return 0;
    means.add(half.mean, 1);
    within += half.variance() / static_cast<double>(halves.size());
    length += half.weight / static_cast<double>(halves.size());
  }
  if (within <= 0) return means.variance() <= 0 ? 1 : HUGE_VAL;
  return std::sqrt((length - 1) / length + means.variance() / within);
}

}  // namespace

Distribution merged(std::span<const Trace* const> traces) {
  Distribution out;
  Spread all, batch_means;
  std::vector<Spread> halves;
  for (const Trace* trace : traces) {
    if (trace->sketch().count() == 0) continue;
    out.least = out.sketch.count() == 0 ? trace->least() : std::min(out.least, trace->least());
    out.most = out.sketch.count() == 0 ? trace->most() : std::max(out.most, trace->most());
    out.sketch.add(trace->sketch());
    halves.resize(halves.size() + 2);
    for (std::size_t b = 0; b < Trace::kBatches; ++b) {
      const Spread& batch = trace->batches()[b];
      all.add(batch);
      halves[halves.size() - 2 + (2 * b >= Trace::kBatches)].add(batch);
      if (batch.weight > 0) batch_means.add(batch.mean, 1);
    }
  }
  out.mean = all.mean;
  out.deviation = std::sqrt(all.variance());
  out.r_hat = halves.empty() ? 0 : split_r_hat(halves);
  const double noise = batch_means.variance();
  out.independent = noise > 0 ? std::min(all.weight, batch_means.weight * all.variance() / noise) : all.weight;
  return out;
}

}  // namespace maillage::engines::districting

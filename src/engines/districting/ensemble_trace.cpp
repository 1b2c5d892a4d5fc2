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

void Trace::add(double value, std::uint64_t times) {
  least_ = sketch_.count() == 0 ? value : std::min(least_, value);
  most_ = sketch_.count() == 0 ? value : std::max(most_, value);
  sketch_.add(value, times);
  batches_[full_].add(value, static_cast<double>(times));
  if (++plans_ < batch_plans_) return;
  plans_ = 0;
  if (++full_ < kBatchesMax) return;
  for (std::size_t b = 0; b < kBatchesMax / 2; ++b) {
    Spread pair = batches_[2 * b];
    pair.add(batches_[2 * b + 1]);
    batches_[b] = pair;
  }
  full_ = kBatchesMax / 2;
  batch_plans_ *= 2;
  std::fill(batches_.begin() + static_cast<std::ptrdiff_t>(full_), batches_.end(), Spread{});
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

// Of the first and of the second half of the batches; with an odd number, the middle one is in neither.
void add_halves(std::span<const Spread> batches, std::vector<Spread>& halves) {
  Spread first, second;
  for (std::size_t b = 0; b < batches.size() / 2; ++b) {
    first.add(batches[b]);
    second.add(batches[batches.size() - 1 - b]);
  }
  halves.insert(halves.end(), {first, second});
}

// Batches taken together for their means: a batch shorter than what the chain remembers would say too much.
constexpr std::size_t kTogether[] = {1, 2, 4};

// Independent plans whose mean would stray as much as those of so many batches together.
double independent_by(std::span<const Trace* const> traces, const Spread& all, std::size_t together) {
  Spread means;
  for (const Trace* trace : traces)
    for (std::size_t b = 0; b + together <= trace->full().size(); b += together) {
      Spread sum;
      for (const Spread& batch : trace->full().subspan(b, together)) sum.add(batch);
      means.add(sum.mean, 1);
    }
  const double noise = means.variance();
  return noise > 0 ? means.weight * all.variance() / noise : all.weight;
}

}  // namespace

Distribution merged(std::span<const Trace* const> traces) {
  Distribution out;
  Spread all;
  std::vector<Spread> halves;
  for (const Trace* trace : traces) {
    if (trace->sketch().count() == 0) continue;
    out.least = out.sketch.count() == 0 ? trace->least() : std::min(out.least, trace->least());
    out.most = out.sketch.count() == 0 ? trace->most() : std::max(out.most, trace->most());
    out.sketch.add(trace->sketch());
    out.of_chain.push_back(trace->sketch());
    for (const Spread& batch : trace->full()) all.add(batch);
    all.add(trace->under_way());
    add_halves(trace->full(), halves);
  }
  out.mean = all.mean;
  out.deviation = std::sqrt(all.variance());
  out.r_hat = halves.empty() ? 0 : split_r_hat(halves);
  out.independent = all.weight;
  for (const std::size_t together : kTogether)
    out.independent = std::min(out.independent, independent_by(traces, all, together));
  return out;
}

}  // namespace maillage::engines::districting

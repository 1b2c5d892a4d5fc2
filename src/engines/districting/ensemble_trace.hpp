// What one chain remembers of one measure, and what several chains say together.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "engines/districting/ensemble_sketch.hpp"

namespace maillage::engines::districting {

// Weighted mean and squared deviations, updated one value at a time (West 1979) or merged (Chan et al. 1979).
struct Spread {
  double weight = 0;
  double mean = 0;
  double squares = 0;  // Σ weight × (value − mean)²

  void add(double value, double times);
  void add(const Spread& other);
  double variance() const { return weight > 1 ? squares / (weight - 1) : 0; }
};

// One measure along one chain, in kBatches batches of consecutive plans.
class Trace {
 public:
  static constexpr std::size_t kBatches = 32;

  // `position` of the plan along the chain, 0 ≤ position < planned; `times` the chain stayed there.
  void add(double value, std::int64_t position, std::int64_t planned, std::uint64_t times);

  const Sketch& sketch() const { return sketch_; }
  const std::array<Spread, kBatches>& batches() const { return batches_; }
  double least() const { return least_; }
  double most() const { return most_; }

 private:
  Sketch sketch_;
  std::array<Spread, kBatches> batches_{};
  double least_ = 0;
  double most_ = 0;
};

// Distribution of a measure over all chains.
struct Distribution {
  Sketch sketch;
  double mean = 0;
  double deviation = 0;  // standard deviation
  double least = 0;
  double most = 0;
  double r_hat =
      0;  // split-R̂ (Gelman et al., Bayesian Data Analysis, 3rd ed., § 11.4): 1 when chains agree; 0 = unknown
  double independent = 0;  // plans that would say as much if drawn independently (batch means: Geyer 1992)
};

// Merges the traces of one measure, in the order given.
Distribution merged(std::span<const Trace* const> traces);

}  // namespace maillage::engines::districting

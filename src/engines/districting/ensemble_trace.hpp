// What one chain remembers of one measure, and what several chains say together.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

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

// One measure along one chain, in batches of as many consecutive plans each. Batches grow in pairs as the chain does,
// so that it may be read at any moment, however long it becomes.
class Trace {
 public:
  static constexpr std::size_t kBatchesMax = 64;  // half as many at least, once the chain is longer than that

  // The next plan of the chain, which stayed there `times`.
  void add(double value, std::uint64_t times);

  const Sketch& sketch() const { return sketch_; }
  // Those that are full, in their order, then the one under way.
  std::span<const Spread> full() const { return std::span(batches_).first(full_); }
  const Spread& under_way() const { return batches_[full_]; }
  double least() const { return least_; }
  double most() const { return most_; }

 private:
  Sketch sketch_;
  std::array<Spread, kBatchesMax> batches_{};
  std::size_t full_ = 0;
  std::int64_t batch_plans_ = 1;  // of a full batch
  std::int64_t plans_ = 0;        // of the batch under way
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
  // Plans that would say as much if drawn independently: batch means (Geyer 1992) at three lengths of batch, the least.
  double independent = 0;
  std::vector<Sketch> of_chain;  // one per chain that drew a plan, in their order
};

// Merges the traces of one measure, in the order given.
Distribution merged(std::span<const Trace* const> traces);

}  // namespace maillage::engines::districting

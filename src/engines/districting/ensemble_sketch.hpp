// Quantiles and ranks of a stream in bounded memory, the same whatever the order and the number of threads.
#pragma once

#include <cstdint>
#include <vector>

namespace maillage::engines::districting {

// A histogram whose classes are the doubles that share sign, exponent and 12 leading bits of mantissa: every quantile
// is within a relative error of 2^-12 (0.025 %), whole numbers below 4 096 are exact, and two sketches add up exactly
// (same guarantee as DDSketch: Masson, Rim & Lee, VLDB 2019, with classes read off the bits instead of a logarithm).
// Finite values ≥ 0 only. Memory: 32 KB per power of two met.
class Sketch {
 public:
  void add(double value, std::uint64_t times = 1);
  void add(const Sketch& other);

  std::uint64_t count() const { return count_; }
  // Smallest class limit such that at least share × count values are at or below it; 0 when empty. share in [0, 1].
  double quantile(double share) const;
  // Share of the values in classes strictly above (below) that of `value`; 0 when empty.
  double share_above(double value) const;
  double share_below(double value) const;

  // A class that values were met in.
  struct Class {
    std::uint64_t number = 0;
    std::uint64_t count = 0;
  };
  std::vector<Class> classes() const;  // by ascending number, hence value
  // Adds what classes() of a sketch gave.
  void add(const Class& met);
  // The least value of a class: what quantile() says of it.
  static double lower_limit(std::uint64_t number);

 private:
  static constexpr std::uint32_t kClasses = 4096;
  struct Page {
    std::uint64_t index = 0;  // class / kClasses
    std::vector<std::uint64_t> counts = std::vector<std::uint64_t>(kClasses, 0);
  };
  static std::uint64_t class_of(double value);
  Page& page(std::uint64_t index);
  std::uint64_t count_below(std::uint64_t cls) const;
  std::uint64_t count_in(std::uint64_t cls) const;

  std::vector<Page> pages_;  // by ascending index: one per power of two met
  std::size_t last_ = 0;     // page of the last value added
  std::uint64_t count_ = 0;
};

}  // namespace maillage::engines::districting

// Smooth random fields of the plane, from hashed lattices: no table, no state, no transcendental function.
#pragma once

#include <cstdint>

namespace maillage::territory::demonstration {

// A well mixed word from a seed and a position (splitmix64 finaliser).
constexpr std::uint64_t hash_of(std::uint64_t seed, std::uint64_t position) {
  std::uint64_t z = seed + (position + 1) * 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

// Uniform in [0, 1), a function of its arguments only.
constexpr double hash_unit(std::uint64_t seed, std::uint64_t position) {
  return static_cast<double>(hash_of(seed, position) >> 11) * 0x1.0p-53;
}

// Value noise summed over `octaves`, each half as wide and 0.55 as high as the one before: a field in [-1, 1] whose
// widest undulation is one unit of x or y.
class Noise {
 public:
  Noise(std::uint64_t seed, int octaves) : seed_(seed), octaves_(octaves) {}
  double at(double x, double y) const;

 private:
  double octave(double x, double y, std::uint64_t octave_seed) const;
  std::uint64_t seed_;
  int octaves_;
};

}  // namespace maillage::territory::demonstration

// Whether outlines tile the ground: neither twice the same place, nor a void between neighbours.
#pragma once

#include <cstddef>
#include <vector>

#include "modules/territory/geometry/outline.hpp"

namespace maillage::territory::geometry {

struct Overlap {
  std::size_t a = 0;  // positions, a < b
  std::size_t b = 0;
  double area_m2 = 0;
};

// Pairs that cover more than `least_m2` of common ground, sorted. Outlines must be valid.
std::vector<Overlap> overlaps(const std::vector<const Outline*>& outlines, double least_m2);

// Ground that no outline covers though they surround it.
struct Void {
  double area_m2 = 0;
  std::vector<std::size_t> around;  // positions, ascending
};

// The voids, the largest first. A void that touches the outside only by a corner counts.
std::vector<Void> voids(const std::vector<const Outline*>& outlines);

}  // namespace maillage::territory::geometry

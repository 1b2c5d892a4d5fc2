#include "engines/allocation/relief.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::engines::allocation {
namespace {

constexpr int kServedBits = 70;  // a double's 53 bits, and as many below it as small needs ask
constexpr int kFirstBits = 32;   // of the need of who has nobody
// A path of the flow has fewer than 2⁹ arcs: their sum stays below the first step's bit.
constexpr int kFirstShift = kServedBits + 9;

}  // namespace

Reliefs::Reliefs(const Instance& instance) {
  double largest = 0;
  for (const Cell& cell : instance.cells) largest = std::max(largest, cell.need);
  square_.reserve(instance.cells.size());
  first_.reserve(instance.cells.size());
  for (const Cell& cell : instance.cells) {
    const double share = largest > 0 ? cell.need / largest : 0;
    square_.push_back(std::ldexp(share * share, kServedBits));
    const auto served = static_cast<Relief>(square_.back());
    const auto nobody = static_cast<Relief>(std::max(1.0, std::nearbyint(std::ldexp(share, kFirstBits))));
    first_.push_back(cell.need > 0 ? (nobody << kFirstShift) - served : 0);
  }
}

Relief Reliefs::next(std::size_t cell, Steps held) const {
  if (held == 0) return first_[cell];
  const double n = held;
  return static_cast<Relief>(square_[cell] / (n * (n + 1)));
}

Steps room(const Cell& cell) { return cell.need > 0 ? cell.cap : cell.floor; }

std::vector<Steps> steps_to_keep(const Instance& instance) {
  std::vector<Steps> out(instance.pools.size(), 0);
  for (std::size_t c = 0; c < instance.cells.size(); ++c) out[instance.pool_of(c)] += instance.cells[c].present;
  for (std::size_t p = 0; p < out.size(); ++p) {
    const auto& most = instance.pools[p].moves_max;
    out[p] = most ? std::max(0, out[p] - *most) : 0;
  }
  return out;
}

}  // namespace maillage::engines::allocation

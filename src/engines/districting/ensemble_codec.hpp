// Plans kept compactly: each as what changed from the one before.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "engines/graph/graph.hpp"

namespace maillage::engines::districting {

// A block holds consecutive plans of one chain:
//   first plan: one varint per unit, its district;
//   every next plan: varint `a`, varint `b`, then one bit per unit that was in a or b, in the order of units, lowest
//   bit first, 1 when the unit is now in b, padded to a byte. Varints are little-endian base 128.
class PlanEncoder {
 public:
  explicit PlanEncoder(std::int32_t units) : previous_(static_cast<std::size_t>(units), -1) {}

  // Appends a plan that differs from the previous one by units of districts a and b only.
  void add(const Plan& plan, District a, District b);
  std::size_t bytes() const { return block_.size(); }
  // Gives the block and begins a new one, which will hold its first plan whole.
  std::string take();

 private:
  void put(std::uint32_t value);
  void put_whole(const Plan& plan);
  void put_change(const Plan& plan, District a, District b);
  Plan previous_;
  std::string block_;
};

// Gives back the plans of a block, in order. False when the block is not one for that many units (the plans before the
// fault have been given).
bool decode_plans(std::string_view block, std::int32_t units, const std::function<void(const Plan&)>& visit);

}  // namespace maillage::engines::districting

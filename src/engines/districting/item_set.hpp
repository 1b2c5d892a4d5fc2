// A set of at most 128 items, as two words.
#pragma once

#include <bit>
#include <cstdint>

namespace maillage::engines::districting {

class ItemSet {
 public:
  static constexpr std::int32_t kMost = 128;

  constexpr ItemSet() = default;
  // The set of one item, 0 … kMost − 1.
  static constexpr ItemSet of(std::int32_t item) {
    return item < 64 ? ItemSet{std::uint64_t{1} << item, 0} : ItemSet{0, std::uint64_t{1} << (item - 64)};
  }
  // The items 0 … count − 1.
  static constexpr ItemSet first(std::int32_t count) {
    return count < 64    ? ItemSet{(std::uint64_t{1} << count) - 1, 0}
           : count < 128 ? ItemSet{~std::uint64_t{0}, (std::uint64_t{1} << (count - 64)) - 1}
                         : ItemSet{~std::uint64_t{0}, ~std::uint64_t{0}};
  }

  constexpr bool empty() const { return (low_ | high_) == 0; }
  constexpr bool has(std::int32_t item) const { return !(*this & of(item)).empty(); }
  constexpr std::int32_t count() const { return std::popcount(low_) + std::popcount(high_); }
  // The smallest item; the set is not empty.
  constexpr std::int32_t least() const { return low_ != 0 ? std::countr_zero(low_) : 64 + std::countr_zero(high_); }
  constexpr ItemSet without(ItemSet other) const { return {low_ & ~other.low_, high_ & ~other.high_}; }
  // Eight items at a time: those of 8·k … 8·k + 7 as the bits of a byte.
  constexpr std::uint8_t byte(int k) const {
    return static_cast<std::uint8_t>((k < 8 ? low_ >> (8 * k) : high_ >> (8 * (k - 8))) & 0xff);
  }

  constexpr ItemSet operator|(ItemSet other) const { return {low_ | other.low_, high_ | other.high_}; }
  constexpr ItemSet operator&(ItemSet other) const { return {low_ & other.low_, high_ & other.high_}; }
  constexpr bool operator==(const ItemSet&) const = default;

  // Items in ascending order.
  template <class Use>
  constexpr void for_each(Use use) const {
    for (std::uint64_t word = low_; word != 0; word &= word - 1) use(std::countr_zero(word));
    for (std::uint64_t word = high_; word != 0; word &= word - 1) use(64 + std::countr_zero(word));
  }

 private:
  constexpr ItemSet(std::uint64_t low, std::uint64_t high) : low_(low), high_(high) {}
  std::uint64_t low_ = 0, high_ = 0;
};

}  // namespace maillage::engines::districting

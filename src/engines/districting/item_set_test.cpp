#include "engines/districting/item_set.hpp"

#include <doctest/doctest.h>

#include <set>
#include <vector>

#include "base/random.hpp"

namespace maillage::engines::districting {
namespace {

std::set<std::int32_t> plain(ItemSet set) {
  std::set<std::int32_t> out;
  set.for_each([&](std::int32_t item) { out.insert(item); });
  return out;
}

TEST_CASE("a set of items behaves as a plain set, on both sides of its words") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    ItemSet a, b;
    std::set<std::int32_t> in_a, in_b;
    for (int k = 0; k < 40; ++k) {
      const auto i = static_cast<std::int32_t>(random.below(128)), j = static_cast<std::int32_t>(random.below(128));
      a = a | ItemSet::of(i), in_a.insert(i);
      b = b | ItemSet::of(j), in_b.insert(j);
    }
    CHECK(plain(a) == in_a);
    CHECK(a.count() == static_cast<std::int32_t>(in_a.size()));
    CHECK(a.least() == *in_a.begin());
    std::set<std::int32_t> both, either = in_a, rest = in_a;
    for (const auto item : in_b) {
      if (in_a.contains(item)) both.insert(item);
      either.insert(item);
      rest.erase(item);
      CHECK(b.has(item));
    }
    CHECK(plain(a & b) == both);
    CHECK(plain(a | b) == either);
    CHECK(plain(a.without(b)) == rest);
    std::set<std::int32_t> by_byte;
    for (int k = 0; k < 16; ++k)
      for (int bit = 0; bit < 8; ++bit)
        if ((a.byte(k) >> bit & 1) != 0) by_byte.insert(8 * k + bit);
    CHECK(by_byte == in_a);
  }
}

TEST_CASE("the first items are all those below a count") {
  for (const std::int32_t count : {0, 1, 63, 64, 65, 127, 128}) {
    const ItemSet first = ItemSet::first(count);
    CHECK(first.count() == count);
    CHECK(first.empty() == (count == 0));
    if (count > 0) CHECK(first.has(count - 1));
    if (count < 128) CHECK_FALSE(first.has(count));
  }
}

}  // namespace
}  // namespace maillage::engines::districting

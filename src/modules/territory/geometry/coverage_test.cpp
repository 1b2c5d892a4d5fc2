#include "modules/territory/geometry/coverage.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "modules/territory/geometry/testing/drawn.hpp"

using namespace maillage;
using namespace maillage::territory::geometry;

namespace {

std::vector<const Outline*> pointers(const std::map<char, Outline>& map) {
  std::vector<const Outline*> all;
  for (const auto& [letter, outline] : map) all.push_back(&outline);
  return all;
}

constexpr double kCell_m2 = kCell_m * kCell_m;

}  // namespace

TEST_CASE("coverage: a tiling has neither overlap nor void") {
  const auto map = drawn({"AAB", "CAB", "CDD"});
  CHECK(overlaps(pointers(map), 0).empty());
  CHECK(voids(pointers(map)).empty());
  CHECK(overlaps({}, 0).empty());
  CHECK(voids({nullptr}).empty());
}

TEST_CASE("coverage: overlaps are found whatever the way they are drawn") {
  const Outline left = rectangle(0, 0, 100, 100);
  const auto one = [&](const Outline& other) {
    const auto found = overlaps({&left, nullptr, &other}, 1);
    REQUIRE(found.size() == 1);
    CHECK(found[0].a == 0);
    CHECK(found[0].b == 2);
    return found[0].area_m2;
  };
  CHECK(one(left) == doctest::Approx(10'000));                           // the same twice
  CHECK(one(rectangle(50, 0, 100, 100)) == doctest::Approx(5'000));      // half over
  CHECK(one(rectangle(10, 10, 20, 20)) == doctest::Approx(400));         // inside
  CHECK(one(rectangle(-10, -10, 200, 200)) == doctest::Approx(10'000));  // around
  CHECK(one(rectangle(0, 0, 100, 200)) == doctest::Approx(10'000));      // three sides in common
  const Outline right = rectangle(100, 0, 100, 100);
  CHECK(overlaps({&left, &right}, 1).empty());
}

TEST_CASE("coverage: a unit drawn over the sum of two others overlaps both") {
  const auto map = drawn({"AB"});
  const Outline both = rectangle(0, -kCell_m, 2 * kCell_m, kCell_m);
  const auto found = overlaps({&map.at('A'), &map.at('B'), &both}, 1);
  REQUIRE(found.size() == 2);
  CHECK(found[0].b == 2);
  CHECK(found[1].a == 1);
}

TEST_CASE("coverage: a void is measured and its neighbours named") {
  const auto map = drawn({"AAB", "C B", "CDD"});
  const auto found = voids(pointers(map));
  REQUIRE(found.size() == 1);
  CHECK(found[0].area_m2 == doctest::Approx(kCell_m2));
  CHECK(found[0].around == std::vector<std::size_t>{0, 1, 2, 3});
  CHECK(voids(pointers(drawn({"AAA", "A  ", "AAA"}))).empty());
}

TEST_CASE("coverage: a hole of one unit that nobody fills is a void, filled it is none") {
  CHECK(voids(pointers(drawn({"AAA", "A A", "AAA"}))).size() == 1);
  CHECK(voids(pointers(drawn({"AAA", "ABA", "AAA"}))).empty());
}

TEST_CASE("coverage: random maps with water: voids add up to the enclosed water (property)") {
  Random random(31);
  for (int round = 0; round < 100; ++round) {
    std::vector<std::string> letters(5, std::string(5, 'A'));
    for (std::string& line : letters) {
      for (char& letter : line) letter = static_cast<char>('A' + random.below(3));
    }
    int water = 0;
    for (const std::size_t row : {1u, 3u}) {
      for (const std::size_t column : {1u, 3u}) {
        if (random.below(2) == 0) continue;
        letters[row][column] = ' ';
        ++water;
      }
    }
    const auto map = drawn(letters);
    double area = 0;
    for (const Void& found : voids(pointers(map))) area += found.area_m2;
    CHECK(area == doctest::Approx(water * kCell_m2));
    CHECK(overlaps(pointers(map), 0.01).empty());
  }
}

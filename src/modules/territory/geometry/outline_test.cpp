#include "modules/territory/geometry/outline.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <thread>

#include "base/random.hpp"
#include "modules/territory/geometry/testing/drawn.hpp"

using namespace maillage;
using namespace maillage::territory::geometry;

TEST_CASE("outline: measures of plain shapes") {
  const Outline square = rectangle(650'000, 6'860'000, 100, 50);
  CHECK(area_m2(square) == doctest::Approx(5000));
  CHECK(centroid(square).x == doctest::Approx(650'050));
  CHECK(centroid(square).y == doctest::Approx(6'860'025));
  Outline holed = square;
  holed.polygons[0].holes.push_back(rectangle(650'010, 6'860'010, 10, 10).polygons[0].shell);
  CHECK(area_m2(holed) == doctest::Approx(4900));
  CHECK(centroid(holed).x == doctest::Approx((5000 * 50.0 - 100 * 15) / 4900 + 650'000));
  CHECK(bounds(holed).x_max == 650'100);
  CHECK(area_m2({}) == 0);
  CHECK(centroid({}).x == 0);
  CHECK(bounds({}).empty());
}

TEST_CASE("outline: a point inside is inside, even of a ring") {
  Outline ring = rectangle(0, 0, 100, 100);
  ring.polygons[0].holes.push_back(rectangle(10, 10, 80, 80).polygons[0].shell);
  const OutlineIndex index({&ring});
  CHECK(index.find(point_inside(ring)) == 0);
  CHECK_FALSE(index.find(centroid(ring)));
}

TEST_CASE("outline: the grid keeps shared vertices shared") {
  const Lambert93 at = on_grid({652345.6789, 6862345.649999});
  CHECK(at.x == 652345.7);
  CHECK(at.y == 6862345.6);
  CHECK(on_grid(at).x == at.x);
}

TEST_CASE("wkb: what is written is read back, and bytes cut anywhere are refused") {
  Outline outline = drawn({"AAB", "ABB"}).at('A');
  outline.polygons.push_back(rectangle(5000, 5000, 10, 10).polygons[0]);
  outline.polygons[1].holes.push_back(rectangle(5002, 5002, 2, 2).polygons[0].shell);
  const std::string wkb = to_wkb(outline);
  const auto back = from_wkb(wkb);
  REQUIRE(back);
  CHECK(to_wkb(*back) == wkb);
  CHECK(area_m2(*back) == area_m2(outline));
  for (std::size_t cut = 0; cut < wkb.size(); ++cut) CHECK_FALSE(from_wkb(wkb.substr(0, cut)));
  CHECK_FALSE(from_wkb(wkb + "x"));
  CHECK(from_wkb(to_wkb({}))->empty());
}

TEST_CASE("wkb: a big-endian polygon is read") {
  std::string wkb("\0\0\0\0\3\0\0\0\1\0\0\0\4", 13);
  const auto number = [&](std::uint64_t bits) {
    for (int shift = 56; shift >= 0; shift -= 8) wkb += static_cast<char>(bits >> shift);
  };
  for (const std::uint64_t bits : {0ull, 0ull, 0x3FF0000000000000ull, 0ull, 0ull, 0x3FF0000000000000ull, 0ull, 0ull})
    number(bits);
  const auto outline = from_wkb(wkb);
  REQUIRE(outline);
  CHECK(area_m2(*outline) == doctest::Approx(0.5));
}

TEST_CASE("wkb: any change of a byte is read or refused, never trusted (property)") {
  const std::string wkb = to_wkb(drawn({"AB", "AA"}).at('A'));
  Random random(3);
  for (int round = 0; round < 3000; ++round) {
    std::string damaged = wkb;
    damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
    const auto outline = from_wkb(damaged);
    if (outline) CHECK(std::isfinite(bounds(*outline).x_max));
  }
}

TEST_CASE("outline: a self-crossing ring is mended to the ground it covers") {
  const Outline bow{{{{{0, 0}, {100, 100}, {100, 0}, {0, 100}, {0, 0}}, {}}}};
  CHECK_FALSE(valid(bow));
  const Outline mended = made_valid(bow);
  CHECK(valid(mended));
  CHECK(area_m2(mended) == doctest::Approx(5000));
  const Outline fine = rectangle(0, 0, 10, 10);
  CHECK(to_wkb(made_valid(fine)) == to_wkb(fine));
  const Outline flat{{{{{0, 0}, {100, 0}, {50, 0}, {0, 0}}, {}}}};
  CHECK(made_valid(flat).empty());
}

TEST_CASE("outline: units drawn apart are united without inner border") {
  const auto map = drawn({"AB", "CB"});
  const Outline all = united({&map.at('A'), &map.at('B'), nullptr, &map.at('C')});
  REQUIRE(all.polygons.size() == 1);
  CHECK(all.polygons[0].holes.empty());
  CHECK(area_m2(all) == doctest::Approx(area_m2(map.at('A')) + area_m2(map.at('B')) + area_m2(map.at('C'))));
  CHECK(united({}).empty());
  CHECK(common_area_m2(map.at('A'), map.at('B')) == 0);
  CHECK(common_area_m2(map.at('A'), all) == doctest::Approx(area_m2(map.at('A'))));
}

TEST_CASE("outline index: agrees with the letters of the map, borders go to the first") {
  const std::vector<std::string> letters{"AABB", "ACCB", "DDCB"};
  const auto map = drawn(letters);
  std::vector<const Outline*> outlines;
  for (const auto& [letter, outline] : map) outlines.push_back(&outline);
  outlines.push_back(nullptr);
  const OutlineIndex index(outlines);
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t column = 0; column < 4; ++column) {
      const auto found =
          index.find({(static_cast<double>(column) + 0.5) * kCell_m, -(static_cast<double>(row) + 0.5) * kCell_m});
      REQUIRE(found);
      CHECK(*found == static_cast<std::size_t>(letters[row][column] - 'A'));
    }
  }
  CHECK_FALSE(index.find({-1, -1}));
  CHECK_FALSE(index.find({std::nan(""), 0}));
  CHECK(index.find({2 * kCell_m, -10}) == 0);
  CHECK(index.find_all({2 * kCell_m, -10}) == std::vector<std::size_t>{0, 1});
}

TEST_CASE("outline index: several threads ask at once") {
  const auto map = drawn({"AB", "CD"});
  std::vector<const Outline*> outlines;
  for (const auto& [letter, outline] : map) outlines.push_back(&outline);
  const OutlineIndex index(outlines);
  std::vector<std::thread> threads;
  std::vector<int> hits(4);
  for (std::size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 500; ++i)
        hits[t] += index.find({(t % 2 ? 1.5 : 0.5) * kCell_m, (t / 2 ? -1.5 : -0.5) * kCell_m}) == t;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(hits == std::vector<int>{500, 500, 500, 500});
}

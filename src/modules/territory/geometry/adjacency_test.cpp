#include "modules/territory/geometry/adjacency.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.hpp"
#include "modules/territory/geometry/testing/drawn.hpp"

using namespace maillage;
using namespace maillage::territory::geometry;

namespace {

// "AB 100, BC ~" : pairs of letters with their length, ~ for a bridge.
std::string borders_of(const std::map<char, Outline>& map) {
  std::vector<const Outline*> outlines;
  std::string letters, text;
  for (const auto& [letter, outline] : map) {
    outlines.push_back(&outline);
    letters += letter;
  }
  for (const Border& border : adjacency(outlines)) {
    text += std::string(text.empty() ? "" : ", ") + letters[border.a] + letters[border.b] + " " +
            (border.bridge ? "~" : std::to_string(static_cast<int>(border.length_m + 0.5)));
  }
  return text;
}

}  // namespace

TEST_CASE("adjacency: lengths of common borders, corners do not count") {
  CHECK(borders_of(drawn({"AB", "CD"})) == "AB 100, AC 100, BD 100, CD 100");
  CHECK(borders_of(drawn({"AAB", "ABB"})) == "AB 300");
  CHECK(borders_of(drawn({"AAA", "ABA", "AAA"})) == "AB 400");
  CHECK(borders_of(drawn({"A"})).empty());
  CHECK(adjacency({}).empty());
}

TEST_CASE("adjacency: one bridge for each island, to the nearest unit") {
  CHECK(borders_of(drawn({"A B"})) == "AB ~");
  CHECK(borders_of(drawn({"AB  C", "     ", "    D"})) == "AB 100, BC ~, CD ~");
  CHECK(borders_of(drawn({"AB  CD"})) == "AB 100, BC ~, CD 100");
}

TEST_CASE("adjacency: empty outlines have no neighbour and no bridge") {
  const Outline a = rectangle(0, 0, 10, 10), b = rectangle(10, 0, 10, 10), none;
  const auto borders = adjacency({&a, nullptr, &none, &b});
  REQUIRE(borders.size() == 1);
  CHECK(borders[0].a == 0);
  CHECK(borders[0].b == 3);
  CHECK(borders[0].length_m == 10);
}

TEST_CASE("adjacency: a vertex more on one side does not hide a border") {
  Outline a = rectangle(0, 0, 100, 100);
  const Outline b = rectangle(100, 0, 100, 100);
  a.polygons[0].shell.insert(a.polygons[0].shell.begin() + 2, Lambert93{100, 40});
  const auto borders = adjacency({&a, &b});
  REQUIRE(borders.size() == 1);
  CHECK_FALSE(borders[0].bridge);
  CHECK(borders[0].length_m == doctest::Approx(100).epsilon(0.01));
}

TEST_CASE("adjacency: borders generalised apart by less than half a metre still touch") {
  const Outline a = rectangle(0, 0, 100, 100), near = rectangle(100.3, 0, 100, 100), far = rectangle(101, 0, 100, 100);
  CHECK(adjacency({&a, &near})[0].length_m == doctest::Approx(100).epsilon(0.02));
  CHECK(adjacency({&a, &far})[0].bridge);
}

TEST_CASE("adjacency: the order of units changes nothing but their numbers (property)") {
  Random random(23);
  for (int round = 0; round < 100; ++round) {
    std::vector<std::string> letters(5, std::string(6, 'A'));
    for (std::string& line : letters) {
      for (char& letter : line) letter = static_cast<char>('A' + random.below(8));
    }
    auto map = drawn(letters);
    std::vector<const Outline*> outlines, reversed;
    for (const auto& [letter, outline] : map) outlines.push_back(&outline);
    reversed.assign(outlines.rbegin(), outlines.rend());
    const auto borders = adjacency(outlines);
    auto mirrored = adjacency(reversed);
    double total = 0, mirrored_total = 0;
    for (const Border& border : borders) total += border.length_m;
    for (const Border& border : mirrored) mirrored_total += border.length_m;
    CHECK(borders.size() == mirrored.size());
    CHECK(total == doctest::Approx(mirrored_total));
    // Oracle: count the sides between different letters.
    int sides = 0;
    for (std::size_t y = 0; y < 5; ++y) {
      for (std::size_t x = 0; x < 6; ++x) {
        if (x + 1 < 6) sides += letters[y][x] != letters[y][x + 1];
        if (y + 1 < 5) sides += letters[y][x] != letters[y + 1][x];
      }
    }
    CHECK(total == doctest::Approx(sides * kCell_m));
  }
}

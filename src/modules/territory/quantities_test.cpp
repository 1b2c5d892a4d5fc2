// What a unit holds of a quantity: given, shared out, or not known.
#include "modules/territory/quantities.hpp"

#include <doctest/doctest.h>

#include <numeric>

#include "base/random.hpp"

using namespace maillage;
using namespace maillage::territory;

namespace {

// Units named "commune code + number" of these communes, with residents; a commune of one unit of five characters is
// that unit.
Snapshot land(const std::vector<std::pair<std::string, std::int64_t>>& units) {
  Snapshot out;
  for (const auto& [code, residents] : units) {
    out.codes.push_back(code);
    out.names.push_back("Lieu " + code);
    out.commune_codes.push_back(code.substr(0, 5));
    out.populations.push_back(residents);
  }
  return out;
}

using Amounts = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("what is given of a unit is what it holds; silence is not zero") {
  const auto found = spread({{"93001", 5000}, {"93003", 0}}, land({{"93001", 10}, {"93002", 20}, {"93003", 30}}));
  CHECK(found.of_unit == Amounts{5000, 0, 0});
  CHECK(found.missing == std::vector<std::int32_t>{1});
  CHECK(found.estimated == std::vector<bool>{false, false, false});
}

TEST_CASE("a commune's figure goes to its IRIS by residents, the sum exact, flagged") {
  const auto town = land({{"930010101", 100}, {"930010102", 200}, {"930010103", 400}, {"93002", 50}});
  const auto found = spread({{"93001", 1000}, {"93002", 7}}, town);
  CHECK(found.of_unit == Amounts{143, 286, 571, 7});  // 1/7, 2/7, 4/7 of a thousand, largest remainders first
  CHECK(found.estimated == std::vector<bool>{true, true, true, false});
  CHECK(found.missing.empty());
}

TEST_CASE("what some IRIS are given is taken off what the others share; where nobody lives they share equally") {
  const auto town = land({{"930010101", 100}, {"930010102", 0}, {"930010103", 0}});
  const auto found = spread({{"93001", 10}, {"930010101", 4}}, town);
  CHECK(found.of_unit == Amounts{4, 3, 3});
  CHECK(found.estimated == std::vector<bool>{false, true, true});
  const auto less = spread({{"93001", 3}, {"930010101", 4}}, town);
  CHECK(less.too_small == std::vector<std::string>{"93001"});
  // Every IRIS given: the commune's own figure is not needed, and not compared (publishers round).
  CHECK(spread({{"93001", 3}, {"930010101", 4}, {"930010102", 4}, {"930010103", 4}}, town).too_small.empty());
}

TEST_CASE("property: nothing is lost or invented, whatever is given") {
  Random random(3);
  for (int turn = 0; turn < 300; ++turn) {
    std::vector<std::pair<std::string, std::int64_t>> units;
    GivenAmounts given;
    std::int64_t whole = 0;
    for (int commune = 0; commune < 4; ++commune) {
      const std::string code = "9300" + std::to_string(commune);
      const auto iris = random.below(5);
      if (iris == 0) units.emplace_back(code, random.below(1000));
      for (std::uint64_t i = 1; i <= iris; ++i)
        units.emplace_back(code + "010" + std::to_string(i), random.below(1000));
      given[code] = static_cast<std::int64_t>(random.below(1'000'000'000'000));
      whole += given[code];
    }
    const auto snapshot = land(units);
    const auto found = spread(given, snapshot);
    CHECK(std::accumulate(found.of_unit.begin(), found.of_unit.end(), std::int64_t{0}) == whole);
    CHECK(found.missing.empty());
    for (std::size_t u = 0; u < units.size(); ++u) {
      CHECK(found.of_unit[u] >= 0);
      CHECK(found.estimated[u] == (units[u].first.size() == 9));
      // Within one thousandth of the exact share.
      double residents = 0;
      for (const auto& [code, number] : units)
        if (code.substr(0, 5) == units[u].first.substr(0, 5)) residents += static_cast<double>(number);
      if (residents <= 0) continue;
      const double share =
          static_cast<double>(given[units[u].first.substr(0, 5)]) * static_cast<double>(units[u].second) / residents;
      CHECK(std::abs(static_cast<double>(found.of_unit[u]) - share) < 1.001);
    }
  }
}

TEST_CASE("each quantity is spread on its own figures") {
  const auto all = spread_quantities(
      {{"a", "A", "", "2023", "", "a.csv", "then"}, {"b", "B", "foyers", "2022", "ase", "", ""}},
      {{"a", "commune", "93001", 3}, {"b", "commune", "93002", 4}}, land({{"93001", 1}, {"93002", 1}}));
  REQUIRE(all.size() == 2);
  CHECK(all[0].of_unit == Amounts{3, 0});
  CHECK(all[0].missing == std::vector<std::int32_t>{1});
  CHECK(all[0].file_name == "a.csv");
  CHECK(all[1].of_unit == Amounts{0, 4});
  CHECK(all[1].mission == "ase");
}

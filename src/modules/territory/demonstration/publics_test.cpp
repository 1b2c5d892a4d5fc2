#include "modules/territory/demonstration/publics.hpp"

#include <numeric>

#include "modules/territory/demonstration/testing/departements.hpp"

namespace maillage::territory::demonstration {
namespace {

std::int64_t whole(const Public& one) {
  return std::accumulate(one.of_iris.begin(), one.of_iris.end(), std::int64_t{0},
                         [](std::int64_t sum, const auto& row) { return sum + row.second; });
}

}  // namespace

TEST_CASE("publics: every IRIS has its share, never more than its residents, the same on every call") {
  for_each_departement([](const Departement& d) {
    const auto found = publics(d);
    REQUIRE(found.size() == 4);
    for (const Public& one : found) {
      CAPTURE(one.name);
      for (const Iris& iris : d.iris) {
        REQUIRE(one.of_iris.contains(iris.code));
        CHECK(one.of_iris.at(iris.code) >= 0);
      }
      for (const Iris* iris : in_force(d.iris, kToday)) CHECK(one.of_iris.at(iris->code) <= iris->population);
    }
    const auto again = publics(d);
    for (std::size_t p = 0; p < found.size(); ++p) CHECK(found[p].of_iris == again[p].of_iris);
  });
}

TEST_CASE("publics: rates of a Département of that size, and uneven from IRIS to IRIS") {
  for_each_departement([](const Departement& d) {
    std::int64_t residents = 0;
    for (const Iris* iris : in_force(d.iris, kToday)) residents += iris->population;
    const auto found = publics(d);
    const auto per_thousand = [&](std::size_t p) {
      return 1000.0 * static_cast<double>(whole(found[p])) / static_cast<double>(residents);
    };
    CHECK(per_thousand(0) == doctest::Approx(10).epsilon(0.15));
    CHECK((per_thousand(1) > 15 && per_thousand(1) < 40));
    CHECK(per_thousand(2) == doctest::Approx(430).epsilon(0.1));
    CHECK(per_thousand(3) == doctest::Approx(108).epsilon(0.2));
    for (const Public& one : found) {
      double least = 1, most = 0;
      for (const Iris* iris : in_force(d.iris, kToday)) {
        if (iris->population < 1000) continue;
        const double share = static_cast<double>(one.of_iris.at(iris->code)) / static_cast<double>(iris->population);
        least = std::min(least, share);
        most = std::max(most, share);
      }
      CHECK(most > 1.2 * least);
    }
  });
}

}  // namespace maillage::territory::demonstration

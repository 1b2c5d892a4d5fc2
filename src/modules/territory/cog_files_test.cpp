// INSEE's passage files against independent vintages of the same communes: applying the changes to the old map must
// give the new one.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "modules/territory/days.hpp"
#include "modules/territory/store.hpp"
#include "modules/territory/testing/imports.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

std::set<std::string> communes_on(sql::Database& database, Date at) {
  const DayRecords day = database.reading([&](sql::Session& session) { return store::day(session, at); });
  std::set<std::string> codes;
  for (const PlaceRecord& place : day.places)
    if (place.level == "commune") codes.insert(place.code);
  return codes;
}

double area_on(sql::Database& database, Date at) {
  const DayRecords day = database.reading([&](sql::Session& session) { return store::day(session, at); });
  double sum = 0;
  for (const CentreRecord& centre : day.centres) sum += centre.level == "commune" ? centre.area_m2 : 0;
  return sum;
}

}  // namespace

TEST_CASE("49: the communes of 2018 and the passage files give the communes of 2023, without losing a square metre") {
  const auto of_2018 = open_data("opendata/geometry/communes-2018-geofla/communes-49-maine-et-loire.geojson");
  if (!of_2018) return;
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    import(database, request(ImportKind::communes, *of_2018, Date(2018, 1, 1)));
    const double area = area_on(database, Date(2018, 1, 1));
    for (const char* years : {"2018_2019", "2019_2020", "2020_2021", "2021_2022", "2022_2023", "2023_2024"}) {
      const auto passage = open_data(std::string("opendata/insee/cog/passage_") + years + ".csv");
      import(database, request(ImportKind::cog_changes, *passage));
    }
    CHECK(communes_on(database, Date(2018, 1, 1)).size() == 183);
    const auto found = communes_on(database, Date(2023, 1, 1));
    CHECK(communes_on(database, Date(2024, 1, 1)).size() == 176);
    CHECK(area_on(database, Date(2024, 1, 1)) == doctest::Approx(area).epsilon(1e-6));
    // The oracle: another publisher's file of 2023.
    const auto of_2023 = open_data("opendata/geometry/communes-2023-riate/communes_49.geojson");
    const ImportReport oracle = import(database, request(ImportKind::communes, *of_2023, Date(2023, 1, 1)));
    CHECK(oracle.rows == 177);
    CHECK(found == communes_on(database, Date(2023, 1, 1)));
    CHECK(oracle.closed == 0);
  });
}

TEST_CASE(
    "64: Urdès into Lacq, from a file whose two columns are exchanged; then the new map agrees and infers nothing") {
  const auto of_2018 = open_data("opendata/geometry/communes-2018-geofla/communes-64-pyrenees-atlantiques.geojson");
  if (!of_2018) return;
  const auto now = open_data("territory/64/communes.geojson");
  const auto passage = open_data("opendata/insee/cog/passage_2023_2024.csv");
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    import(database, request(ImportKind::communes, *of_2018, Date(2018, 1, 1)));
    import(database, request(ImportKind::cog_changes, *passage));
    CHECK(communes_on(database, Date(2023, 12, 31)).contains("64541"));
    CHECK_FALSE(communes_on(database, Date(2024, 1, 1)).contains("64541"));
    const ImportReport today = import(database, request(ImportKind::communes, *now, Date(2025, 1, 1)));
    CHECK(today.created == 0);
    CHECK(today.closed == 0);
    CHECK(communes_on(database, Date(2025, 1, 1)).size() == 545);
    for (const EventRecord& event : database.reading([](sql::Session& s) { return store::events(s); }))
      CHECK_FALSE(event.inferred);
  });
}

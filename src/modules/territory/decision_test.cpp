// A decided map takes effect on its day and rewrites nothing before it.
#include <doctest/doctest.h>

#include "modules/territory/store.hpp"
#include "modules/territory/testing/imports.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

constexpr Date kDay{2027, 1, 1};

void on_both(const std::function<void(sql::Database&)>& test) {
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    import(database,
           request(ImportKind::communes,
                   collection(commune("93001", "Alpha", 100, 0, 0) + "," + commune("93002", "Béta", 200, 1, 0) + "," +
                              commune("93003", "Gamma", 300, 2, 0)),
                   Date(2020, 1, 1)));
    ImportRequest sectors = request(
        ImportKind::sectors, "code,sector,sector_name\n93001,S1,Nord\n93002,S2,Sud\n93003,S2,Sud\n", Date(2024, 1, 1));
    sectors.mission = "ssd";
    import(database, sectors);
    test(database);
  });
}

DecidedMap decided(std::vector<std::int32_t> of_unit) {
  return {
      "ssd", {{"S1", "Nord élargi"}, {"N01", "Est"}, {"N02", "Vide"}}, {"93001", "93002", "93003"}, std::move(of_unit)};
}

Decision decision(Date from = kDay) { return {from, "Carte commune", "marc", platform::Instant(kToday.days())}; }

void decide(sql::Database& database, const DecidedMap& map, const Decision& made = decision()) {
  database.write([&](sql::Session& session) { put_in_force(session, {map}, made); });
}

// "S1 S2 S2": the sector of every unit on that day.
std::string sectors_on(sql::Database& database, Date at) {
  Territory territory(database);
  const auto snapshot = territory.snapshot(at);
  const auto mission = snapshot->mission("ssd");
  if (mission < 0) return "";
  const MissionMap& map = snapshot->missions[static_cast<std::size_t>(mission)];
  std::string out;
  for (const auto sector : map.of_unit)
    out += (out.empty() ? "" : " ") + (sector < 0 ? "-" : map.sectors[static_cast<std::size_t>(sector)].code);
  return out;
}

}  // namespace

TEST_CASE("the day before is yesterday's map, the day itself the decided one") {
  on_both([](sql::Database& database) {
    decide(database, decided({0, 0, 1}));
    CHECK(sectors_on(database, Date(2026, 12, 31)) == "S1 S2 S2");
    CHECK(sectors_on(database, kDay) == "S1 S1 N01");
    CHECK(sectors_on(database, Date(2040, 1, 1)) == "S1 S1 N01");
    CHECK(sectors_on(database, Date(2023, 12, 31)) == "");
  });
}

TEST_CASE("a sector that goes on changes its name on the day; one without a unit is not kept") {
  on_both([](sql::Database& database) {
    decide(database, decided({0, 0, 1}));
    Territory territory(database);
    const auto names = [&](Date at) {
      std::string out;
      for (const auto& sector : territory.snapshot(at)->missions.at(0).sectors) out += sector.name + ";";
      return out;
    };
    CHECK(names(Date(2026, 12, 31)) == "Nord;Sud;");
    CHECK(names(kDay) == "Est;Nord élargi;");
  });
}

TEST_CASE("a unit left to nobody is nobody's from the day on") {
  on_both([](sql::Database& database) {
    decide(database, decided({0, -1, 1}));
    CHECK(sectors_on(database, kDay) == "S1 - N01");
  });
}

TEST_CASE("the same decision twice is one decision") {
  on_both([](sql::Database& database) {
    decide(database, decided({0, 0, 1}));
    const auto imports = [&] {
      return database.reading([](sql::Session& session) { return store::imports(session); }).size();
    };
    const auto before = imports();
    decide(database, decided({0, 0, 1}));
    CHECK(imports() == before);
    CHECK(sectors_on(database, kDay) == "S1 S1 N01");
  });
}

TEST_CASE("a map already known for a later day stays") {
  on_both([](sql::Database& database) {
    ImportRequest later = request(
        ImportKind::sectors, "code,sector,sector_name\n93001,Z,Tout\n93002,Z,Tout\n93003,Z,Tout\n", Date(2028, 1, 1));
    later.mission = "ssd";
    import(database, later);
    decide(database, decided({0, 0, 1}));
    CHECK(sectors_on(database, Date(2027, 12, 31)) == "S1 S1 N01");
    CHECK(sectors_on(database, Date(2028, 1, 1)) == "Z Z Z");
  });
}

TEST_CASE("a decision rolled back leaves no trace") {
  on_both([](sql::Database& database) {
    CHECK_THROWS(database.write([&](sql::Session& session) {
      put_in_force(session, {decided({0, 0, 1})}, decision());
      throw std::runtime_error("the caller changed its mind");
    }));
    CHECK(sectors_on(database, kDay) == "S1 S2 S2");
  });
}

TEST_CASE("the register says who decided what, and since when") {
  on_both([](sql::Database& database) {
    decide(database, decided({0, 0, 1}));
    const auto rows = database.reading([](sql::Session& session) { return store::imports(session); });
    REQUIRE_FALSE(rows.empty());
    CHECK(rows.front().kind == "decision");
    CHECK(rows.front().file_name == "Carte commune");
    CHECK(rows.front().by == "marc");
    CHECK(rows.front().rows == 3);
  });
}

TEST_CASE("sites are told with the unit they stand in; those nobody can place with none") {
  on_both([](sql::Database& database) {
    import(database, request(ImportKind::sites,
                             "code,name,kind,address,commune,lon,lat\n"
                             "M1,Maison d'Alpha,mds,1 rue A,93001,2.305,48.905\n"
                             "M2,Maison de Gamma,mds,2 rue B,93003,2.325,48.905\n"
                             "P1,Permanence,permanence,,93002,,\n",
                             Date(2024, 1, 1)));
    Territory territory(database);
    const auto sites = territory.sites(kToday);
    REQUIRE(sites.size() == 3);
    CHECK(sites[0].code == "M1");
    CHECK(sites[0].unit == 0);
    CHECK(sites[1].unit == 2);
    CHECK(sites[2].unit == -1);
    CHECK(territory.sites(Date(2023, 1, 1)).empty());
  });
}

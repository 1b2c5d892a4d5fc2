// Residents, groupings, sites and addresses: the kinds of files that complete the communes.
#include <doctest/doctest.h>

#include "modules/territory/days.hpp"
#include "modules/territory/store.hpp"
#include "modules/territory/testing/imports.hpp"
#include "modules/territory/views.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

constexpr Date kFirst{2020, 1, 1}, kLater{2025, 1, 1};

// Two communes side by side on the first day, then the test.
void on_two_communes(const std::function<void(sql::Database&, Days&)>& test) {
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    import(
        database,
        request(ImportKind::communes,
                collection(commune("93001", "Alpha", 100, 0, 0) + "," + commune("93002", "Beta", 200, 1, 0)), kFirst));
    Days days(database);
    test(database, days);
  });
}

}  // namespace

TEST_CASE("residents: a new count begins on its day, rows of elsewhere are left out and said") {
  on_two_communes([](sql::Database& database, Days& days) {
    const ImportReport report =
        import(database, request(ImportKind::populations, "CODGEO;population\n93001;150\n75056;2000000\n", kLater));
    CHECK(report.changed == 1);
    REQUIRE(report.repairs.size() == 1);
    CHECK(report.repairs[0].code == "territory.outside_left_out");
    CHECK(days.day(Date(2024, 12, 31))->snapshot.population() == 300);
    CHECK(days.day(kLater)->snapshot.population() == 350);
    CHECK_FALSE(
        import_file(database, request(ImportKind::populations, "CODGEO;population\n75056;1\n", kLater)).accepted);
  });
}

TEST_CASE("groupings: an EPT is preferred to the EPCI that holds it, and its residents add up") {
  on_two_communes([](sql::Database& database, Days& days) {
    import(database, request(ImportKind::epci,
                             "code;epci;nom_epci\n93001;200054781;Métropole\n93002;200054781;Métropole\n", kFirst));
    CHECK(days.day(kFirst)->snapshot.epci_codes == std::vector<std::string>(2, "200054781"));
    import(database, request(ImportKind::epci, "code;codeept;nom_epci\n93001;200057867;Plaine Commune\n", kLater));
    const auto day = days.day(kLater);
    CHECK(day->snapshot.epci_codes == std::vector<std::string>{"200057867", "200054781"});
    CHECK(day->residents("epci", "200054781").persons == 300);
    CHECK(day->residents("ept", "200057867").persons == 100);
    const auto page = place_detail(*day, "commune", "93001", "");
    REQUIRE(page);
    REQUIRE(page->memberships.size() == 2);
    CHECK(page->memberships[0].name == "Plaine Commune");
    CHECK(page->place.parent_name == "Plaine Commune");
    CHECK(days.day(kFirst)->place("ept", "200057867") == nullptr);
  });
}

TEST_CASE("sites: added and changed by a file, never closed by its silence") {
  on_two_communes([](sql::Database& database, Days& days) {
    const std::string head = "code,nom,type,adresse,code_insee,lon,lat\n";
    import(database,
           request(ImportKind::sites,
                   head + "M1,MDS Alpha,mds,1 place,93001,2.305,48.905\nP1,PMI Beta,pmi,2 rue,93002,,\n", kFirst));
    const ImportReport moved =
        import(database, request(ImportKind::sites, head + "M1,MDS Alpha,mds,9 avenue,93001,2.306,48.905\n", kLater));
    CHECK(moved.changed == 1);
    CHECK(moved.closed == 0);
    const wire::Sites before = sites(*days.day(kFirst)), after = sites(*days.day(kLater));
    REQUIRE(after.items.size() == 2);
    CHECK(before.items[0].address.starts_with("1 place"));
    CHECK(before.items[0].to == kLater);
    CHECK(after.items[0].address.starts_with("9 avenue"));
    CHECK(after.items[0].lon == doctest::Approx(2.306).epsilon(1e-6));
    CHECK(after.items[0].y < 0);  // y grows downwards
    CHECK(after.items[1].kind == "pmi");
    CHECK(after.items[1].x == 0);  // nobody knows where
  });
}

TEST_CASE("addresses: a door of the BAN says the commune, and a second import of the commune replaces its doors") {
  on_two_communes([](sql::Database& database, Days& days) {
    const std::string head = "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n";
    import(database, request(ImportKind::addresses,
                             head + "93001_0010_00001;1;;Rue du Bac;93300;93001;Alpha;2.305;48.905\n"
                                    "93001_0010_00002_bis;2;bis;Rue du Bac;93300;93001;Alpha;2.306;48.905\n",
                             kFirst));
    const Competence door = days.competence(kFirst)->at_address("2 bis r. du Bac, Alpha", "");
    CHECK(door.code == "93001");
    CHECK(door.reason.code == "of_door");
    const ImportReport again =
        import(database, request(ImportKind::addresses,
                                 head + "93001_0010_00001;1;;Rue du Bac;93300;93001;Alpha;2.305;48.905\n", kLater));
    CHECK(again.unchanged == 1);
    CHECK(again.closed == 1);
    CHECK(days.competence(kLater)->at_address("2 bis rue du Bac, Alpha", "").reason.code != "of_door");
  });
}

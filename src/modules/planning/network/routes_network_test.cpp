// Access today and studies of the network through their routes, on both databases.
#include "modules/planning/network/routes_network.hpp"

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>

#include "modules/planning/network/testing/square.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

std::string header(const platform::http::Response& answer, std::string_view name) {
  for (const auto& [key, value] : answer.headers)
    if (key == name) return value;
  return "";
}

}  // namespace

TEST_CASE("access today counts the houses whose place is known, and says which are left out") {
  on_network([](Square& square) {
    const auto seen = square.access();
    CHECK(seen.at == kToday);
    REQUIRE(seen.houses.size() == 2);
    CHECK((seen.houses[0].code == "N1" && seen.houses[0].name == "MDS du Nord-Ouest"));
    CHECK(seen.kinds[1].unplaced == 1);
    CHECK((seen.travel.detour == 1.3 && seen.travel.speed_kmh == 40));
    REQUIRE(seen.units.codes.size() == 16);
    CHECK(seen.picture.minutes.size() == 16);
    // The house stands at the centre of its commune; the farthest communes are those of the south.
    CHECK(seen.picture.minutes[0] == doctest::Approx(0).epsilon(0.1));
    CHECK(seen.picture.publics[0].worst_unit >= 12);
    CHECK(seen.picture.nearest[0] == 0);
    CHECK(seen.picture.nearest[3] == 1);
  });
}

TEST_CASE("what is asked of access changes its figures: kinds, speed, the day, the publics known") {
  on_network([](Square& square) {
    const auto usual = square.access(), walked = square.access("?mode=walk"), all = square.access("?kinds=mds,pmi");
    CHECK(walked.travel.speed_kmh == 4.5);
    CHECK(walked.picture.publics[0].mean_minutes > 5 * usual.picture.publics[0].mean_minutes);
    CHECK(walked.picture.publics[0].within[0] < usual.picture.publics[0].within[0]);
    CHECK(all.houses.size() == 3);
    CHECK(all.picture.publics[0].worst_minutes < usual.picture.publics[0].worst_minutes);
    CHECK(square.access("?detour=2.6&speed_kmh=80").picture.minutes == usual.picture.minutes);
    CHECK(square.access("?at=2019-06-01").units.codes.empty());
    import_births(square.desk);
    const auto births = square.access().publics;
    REQUIRE(births.size() == 2);
    CHECK((births[1].code == "naissances" && births[1].total == doctest::Approx(240)));
  });
}

TEST_CASE("partners’ points stand beside the houses, with their kinds and their file; a link may count some only") {
  on_network([](Square& square) {
    const auto before = square.access();
    CHECK(before.complement.kinds.empty());
    import_points(square.desk);
    const auto seen = square.access();
    CHECK(platform::to_json(seen.picture) == platform::to_json(before.picture));
    REQUIRE(seen.complement.kinds.size() == 2);
    CHECK((seen.complement.kinds[0].name == "CCAS" && seen.complement.kinds[0].approximate == 1));
    CHECK((seen.complement.kinds[1].source == "points-2021.csv" && seen.complement.kinds[1].vintage == "2021"));
    REQUIRE(seen.complement.points.size() == 2);
    CHECK(*seen.complement.points[1].hours == "lundi-vendredi 9h-12h");
    CHECK(seen.complement.publics[0].mean_minutes < seen.picture.publics[0].mean_minutes);
    CHECK(seen.complement.minutes[12] < seen.picture.minutes[12]);
    CHECK(square.access("?partners=ccas").complement.points.size() == 1);
    CHECK(square.access("?at=2019-06-01").complement.kinds.empty());
  });
}

TEST_CASE(
    "residents are counted at cells when a link asks for it, as the crow flies, and what is counted where is said") {
  on_network([](Square& square) {
    import_births(square.desk);
    CHECK(square.access().grids.empty());
    CHECK(square.refused(kAccess + "?cells=200") == "422 planning.unknown_grid/cells");
    import_cells(square.desk);
    const auto plain = square.access(), seen = square.access("?cells=200");
    REQUIRE(plain.grids.size() == 1);
    CHECK((plain.grids[0].cells == 3 && plain.grids[0].residents_imputed == 10'500));
    CHECK_FALSE(plain.cells.has_value());
    REQUIRE(seen.cells.has_value());
    CHECK(seen.cells->grid.vintage == "2021");
    CHECK(seen.picture.minutes.size() == 16);
    REQUIRE(seen.publics.size() == 6);
    CHECK(seen.publics[0].total == doctest::Approx(160.5));
    CHECK((seen.publics[1].code == "cells/aged_0_5" && seen.publics[1].total == doctest::Approx(10.8)));
    CHECK((seen.publics[5].code == "naissances" && seen.publics[5].total == doctest::Approx(240)));
    CHECK(seen.picture.publics[5].mean_minutes == plain.picture.publics[1].mean_minutes);
    CHECK(seen.picture.residents[0] + seen.picture.residents[1] == 161);
    CHECK(seen.cells->within[0][0] == 1);
    CHECK(seen.cells->within[0][1] == -1);
    CHECK(square.refused(kAccess + "?cells=1000") == "422 planning.unknown_grid/cells");
    CHECK(square.refused(kAccess + "?cells=200&at=2019-06-01") == "422 planning.unknown_grid/cells");
  });
}

TEST_CASE("no study opens a house at a partner’s point") {
  on_network([](Square& square) {
    import_points(square.desk);
    auto request = usual_request_of_study();
    request.candidates = Candidates::sites;
    request.houses_max = 3;
    const auto started = square.start(request);
    square.desk.end_of(started.job_id);
    for (const House& house : square.network(started.id, 1).houses) {
      CHECK(house.kind != "CCAS");
      CHECK(house.code.find('/') == std::string::npos);
    }
  });
}

TEST_CASE("the hours that a file of sites says are those that access is counted with") {
  on_network([](Square& square) {
    CHECK(square.access().opening.houses.at(0).half_days == -1);
    import_file(square.desk, "kind=sites&file_name=horaires.csv",
                "id,nom,type,longitude,latitude,code_insee,horaires\n"
                "N1,MDS du Nord-Ouest,mds,2.305,49.005,96100,lundi-vendredi 9h-12h\n");
    const auto seen = square.access();
    CHECK(*seen.houses.at(0).hours == "lundi-vendredi 9h-12h");
    CHECK(seen.opening.houses.at(0).half_days == 5);
    CHECK(seen.opening.houses.at(1).half_days == -1);
    const OpeningLine& line = seen.opening.lines.at(1);
    CHECK((line.half_days == 5 && line.houses == 1 && line.unsaid == 1));
    CHECK(line.surely[0].mean_minutes > line.at_most[0].mean_minutes);
    CHECK(line.at_most[0].mean_minutes == doctest::Approx(seen.picture.publics[0].mean_minutes));
  });
}

TEST_CASE("access that cannot be counted is refused in its field") {
  on_network([](Square& square) {
    CHECK(square.refused(kAccess + "?kinds=mairie") == "422 planning.unknown_site_kind/kinds");
    CHECK(square.refused(kAccess + "?detour=0.5") == "422 planning.outside/detour");
    CHECK(square.refused(kAccess + "?speed_kmh=1000") == "422 planning.outside/speed_kmh");
    for (const char* query : {"?mode=plane", "?at=soon", "?speed_kmh=fast", "?surprise=1"})
      CHECK(square.desk.ask(kAccess + query).status == 422);
  });
}

TEST_CASE("planners ask for studies, everyone who signed in reads them, nobody else") {
  on_network([](Square& square) {
    const auto started = square.start(usual_request_of_study());
    square.desk.end_of(started.job_id);
    const std::string network = Square::at(started.id, "/networks/0");
    for (const std::string& page : {kAccess, kStudies, Square::at(started.id), network, network + "/export"}) {
      CAPTURE(page);
      for (const char* token : {"planner", "executive", "administrator"})
        CHECK(square.desk.ask(page, {.token = token}).status == 200);
      CHECK(square.desk.ask(page, {.token = "nobody"}).status == 401);
    }
    const auto before = audit_length(square.desk);
    for (const auto& [token, status] : {std::pair("executive", 403), {"administrator", 403}, {"nobody", 401}})
      CHECK(square.desk.ask(kStudies, posted(usual_request_of_study(), token)).status == status);
    CHECK(audit_length(square.desk) == before);
    CHECK(square.desk.read<StudyList>(kStudies).items.size() == 1);
  });
}

TEST_CASE("a study goes from its request to networks that open, with their proof") {
  on_network([](Square& square) {
    const auto before = audit_length(square.desk);
    const auto started = square.start(usual_request_of_study());
    CHECK(audit_length(square.desk) == before + 1);
    const auto ended = square.desk.end_of(started.job_id);
    CHECK(ended.state == platform::JobState::done);
    const auto page = square.page(started.id);
    CHECK((page.name == "Réseau 2027" && page.by == "Claire" && page.request.at == kToday));
    REQUIRE(page.curve.size() == 3);
    REQUIRE(page.today);
    CHECK(page.today->houses == 2);
    CHECK(page.curve[0].value == doctest::Approx(page.today->value));  // two stay, none is added
    CHECK(page.best >= 0);
    for (const NetworkPoint& point : page.curve) {
      CHECK(point.status == StudyStatus::optimal);
      const auto shown = square.network(started.id, point.index);
      CHECK(platform::to_json(shown.point) == platform::to_json(point));
      CHECK(shown.houses.size() == static_cast<std::size_t>(point.houses));
      CHECK(shown.after.publics[0].mean_minutes == doctest::Approx(point.value));
      CHECK(shown.before.publics[0].mean_minutes == doctest::Approx(page.today->value));
    }
    const auto told = platform::from_json<StudyProgress>(ended.partial).value;
    CHECK(told.curve.size() == page.curve.size());
    const auto listed = square.desk.read<StudyList>(kStudies).items.at(0);
    CHECK((listed.networks == 3 && listed.houses_min == 2 && listed.houses_max == 4));
  });
}

TEST_CASE("a study serves the public asked, within the radius asked, and may close what is said") {
  on_network([](Square& square) {
    import_births(square.desk);
    auto request = usual_request_of_study();
    request.target = "naissances";
    request.aim = NetworkAim::cover;
    request.mode = TravelMode::walk;
    request.radius_minutes = 30;
    request.houses_min = request.houses_max = 1;
    request.closable = {"N1", "N2"};
    const auto started = square.start(request);
    square.desk.end_of(started.job_id);
    const auto page = square.page(started.id);
    CHECK(page.target_name == "naissances");
    REQUIRE(page.curve.size() == 1);
    CHECK((page.curve[0].opened == 1 && page.curve[0].closed == 2));
    const auto shown = square.network(started.id, 0);
    CHECK(shown.houses.at(2).unit >= 8);  // births are in the south
    CHECK(shown.after.publics[1].within[1] > shown.before.publics[1].within[1]);
  });
}

TEST_CASE("a study counts residents at the cells asked, says which and keeps to them") {
  on_network([](Square& square) {
    auto request = usual_request_of_study();
    request.cells = 200;
    CHECK(square.refused(kStudies, posted(request)) == "422 planning.unknown_grid/cells");
    import_births(square.desk);
    import_cells(square.desk);
    const auto started = square.start(request);
    CHECK(square.desk.end_of(started.job_id).state == platform::JobState::done);
    const auto page = square.page(started.id);
    REQUIRE(page.grid);
    CHECK((page.request.cells == 200 && page.grid->imputed == 1 && page.grid->vintage == "2021"));
    REQUIRE(page.curve.size() == 2);  // a fourth house would bring nobody nearer
    const auto seen = square.access("?cells=200");
    CHECK(page.today->value == doctest::Approx(seen.picture.publics[0].mean_minutes));
    const auto shown = square.network(started.id, 1);
    REQUIRE(shown.cells);
    CHECK(shown.cells->within_before == seen.cells->within);
    CHECK(shown.publics.size() == 6);
    CHECK(shown.after.publics[0].mean_minutes == doctest::Approx(page.curve[1].value));
    for (const char* format : {"csv", "geojson"}) {
      const auto file = square.desk.ask(Square::at(started.id, "/networks/1/export?format=") + format);
      CHECK(file.body->find("habitants comptés au carreau de 200 m (Insee 2021), carreaux imputés : 1 sur 3") !=
            std::string::npos);
    }
    const auto other = square.start(usual_request_of_study());
    square.desk.end_of(other.job_id);
    CHECK_FALSE(square.page(other.id).grid);
    CHECK_FALSE(square.network(other.id, 0).cells);
    request.target = "naissances";
    CHECK(square.refused(kStudies, posted(request)) == "422 planning.cells_unknown_public/target");
    request.target = kResidents;
    request.cells = 1000;
    CHECK(square.refused(kStudies, posted(request)) == "422 planning.unknown_grid/cells");
    request.cells = 200;
    request.usual_capacity = 100;
    CHECK(square.refused(kStudies, posted(request)) == "422 planning.cells_no_capacity/cells");
    // As many cells and residents, from a file of the same name: only who they are has changed.
    import_cells(square.desk, 100, 30);
    CHECK(square.refused(Square::at(started.id, "/networks/1")) == "409 planning.study_cells_changed/id");
    CHECK(
        (square.page(started.id).curve.size() == 2 && square.page(started.id).grid && !square.page(started.id).today));
  });
}

TEST_CASE("a study that cannot be is refused in its field, and leaves no trace") {
  on_network([](Square& square) {
    struct Refused {
      const char* why;
      std::function<void(StudyRequest&)> change;
    };
    const Refused cases[] = {
        {"422 planning.missing/name", [](auto& r) { r.name = ""; }},
        {"422 planning.unknown_quantity/target", [](auto& r) { r.target = "naissances"; }},
        {"422 planning.unknown_house/closable", [](auto& r) { r.closable = {"P1"}; }},
        {"422 planning.outside/houses_min", [](auto& r) { r.houses_min = 1; }},
        {"422 planning.outside/houses_max", [](auto& r) { r.houses_max = 17; }},
        {"422 planning.outside/seconds", [](auto& r) { r.seconds = 0; }},
        {"409 planning.no_territory/at", [](auto& r) { r.at = Date(2019, 12, 31); }},
    };
    const auto before = audit_length(square.desk);
    for (const Refused& one : cases) {
      auto request = usual_request_of_study();
      one.change(request);
      CHECK(square.refused(kStudies, posted(request)) == one.why);
    }
    for (const char* body : {"[]", R"({"name":"x"})"}) CHECK(square.desk.ask(kStudies, {"POST", body}).status == 422);
    CHECK(square.desk.read<StudyList>(kStudies).items.empty());
    CHECK(audit_length(square.desk) == before);
  });
}

TEST_CASE("what does not exist is said") {
  on_network([](Square& square) {
    const auto started = square.start(usual_request_of_study());
    square.desk.end_of(started.job_id);
    CHECK(square.refused(Square::at(999)) == "404 planning.unknown_study/id");
    CHECK(square.refused(Square::at(999, "/networks/0")) == "404 planning.unknown_study/id");
    CHECK(square.refused(Square::at(started.id, "/networks/9")) == "404 planning.unknown_network/index");
    CHECK(square.refused(Square::at(started.id, "/networks/-1/export")) == "404 planning.unknown_network/index");
    CHECK(square.desk.ask(Square::at(started.id, "/networks/0/export?format=pdf")).status == 422);
  });
}

TEST_CASE("a network is taken away as a file of its own name") {
  on_network([](Square& square) {
    const auto started = square.start(usual_request_of_study());
    square.desk.end_of(started.job_id);
    const std::string file = Square::at(started.id, "/networks/1/export?format=");
    const auto csv = square.desk.ask(file + "csv");
    CHECK(header(csv, "Content-Type") == "text/csv; charset=utf-8");
    CHECK(header(csv, "Content-Disposition").find("3-maisons.csv") != std::string::npos);
    CHECK(std::count(csv.body->begin(), csv.body->end(), '\n') == 4);
    const auto geojson = square.desk.ask(file + "geojson");
    CHECK(header(geojson, "Content-Type") == "application/geo+json");
    const auto read = boost::json::parse(*geojson.body);
    CHECK(read.at("features").as_array().size() == 16);
    CHECK(read.at("features").at(0).at("geometry").at("type").as_string() == "MultiPolygon");
  });
}

TEST_CASE("a study stays as it was when sites are imported, and is refused when its places have changed") {
  on_network([](Square& square) {
    const auto started = square.start(usual_request_of_study());
    square.desk.end_of(started.job_id);
    const auto before = platform::to_json(square.network(started.id, 2));
    import_file(square.desk, "kind=sites&file_name=autres.csv",
                "id,nom,type,longitude,latitude,code_insee\nN9,MDS du Sud,mds,2.315,48.975,96131\n");
    CHECK(platform::to_json(square.network(started.id, 2)) == before);
    CHECK(square.access().houses.size() == 3);
    square.desk.import({"1212", "2121", "1212", "31111"}, {});  // one more commune
    CHECK(square.refused(Square::at(started.id, "/networks/2")) == "409 planning.study_outdated/id");
    const auto page = square.page(started.id);
    CHECK(page.curve.size() == 3);
    CHECK_FALSE(page.today);
  });
}

TEST_CASE("every refusal of the network is a sentence in both languages") {
  for (const ProblemRow& row : network_problems()) {
    CAPTURE(row.code);
    CHECK(row.code.starts_with("planning."));
    CHECK((row.french.ends_with('.') && row.english.ends_with('.')));
    CHECK(row.french != row.english);
  }
}

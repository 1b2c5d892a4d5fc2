// Minutes imported and asked for through their routes, on both databases, with a server of routes on this machine.
#include <doctest/doctest.h>

#include <cmath>

#include "modules/planning/network/store_travel.hpp"
#include "modules/planning/network/testing/square.hpp"
#include "platform/fetch/testing/web.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;
using platform::testing::json_answer;
using platform::testing::Web;
using platform::testing::Wire;

namespace {

const std::string kTables = "/planning/network/travel/tables", kServer = "/planning/network/travel/server",
                  kAsk = "/planning/network/travel/minutes";

Asking file(const std::string& csv, const std::string& token = "planner") {
  return {"POST", csv, token, "application/octet-stream"};
}

std::string named(const std::string& more = "") {
  return kTables + "?file_name=minutes.csv&origin=DDTM&vintage=2026" + more;
}

// As many minutes to every house as its place in the list, times ten, and one more per unit.
std::string table_of(const NetworkAccess& access) {
  std::string out = "from,to,minutes\n";
  for (std::size_t h = 0; h < access.houses.size(); ++h)
    for (std::size_t u = 0; u < access.units.codes.size(); ++u)
      out += access.units.codes[u] + ',' + access.houses[h].code + ',' + std::to_string(10 * (h + 1) + u) + '\n';
  return out;
}

MinutesReport imported(Square& square, const std::string& csv, const std::string& more = "") {
  return square.desk.read<MinutesReport>(named(more), file(csv));
}

// A server that answers any table: a minute for each place before in the question, and no way to the last destination
// of several.
Wire any_table(const std::string& target) {
  const auto count = [&](const std::string& name) {
    const auto at = target.find(name + "=") + name.size() + 1;
    return 1 + std::count(target.begin() + static_cast<std::ptrdiff_t>(at),
                          target.begin() + static_cast<std::ptrdiff_t>(std::min(target.find('&', at), target.size())),
                          ';');
  };
  const auto rows = count("sources"), columns = count("destinations");
  std::string out = R"({"code":"Ok","durations":[)";
  for (long row = 0; row < rows; ++row) {
    out += row == 0 ? "[" : ",[";
    for (long column = 0; column < columns; ++column)
      out += (column == 0 ? "" : ",") + std::to_string(60 * (row + column + 1));
    out += "]";
  }
  return json_answer(out + "]}");
}

std::string choice(const std::string& address, const std::string& walk = "null") {
  return R"({"server":{"address":")" + address +
         R"(","vintage":"OpenStreetMap 2026","profile_car":"driving","profile_walk":)" + walk + "}}";
}

TravelTables set_server(Square& square, const std::string& address, const std::string& walk = "null") {
  return square.desk.read<TravelTables>(kServer, {"POST", choice(address, walk), "administrator"});
}

std::string asked_of(std::int64_t table) { return R"({"table":)" + std::to_string(table) + R"(,"kinds":[]})"; }

platform::JobView ask(Square& square, std::int64_t table) {
  const auto started = square.desk.read<MinutesStarted>(kAsk, {"POST", asked_of(table)}, 202);
  return square.desk.end_of(started.job_id);
}

}  // namespace

TEST_CASE("an imported table is what access is then counted with, and says so") {
  on_network([](Square& square) {
    const auto before = square.access();
    CHECK(before.tables.empty());
    const auto dry = imported(square, table_of(before), "&dry_run=true");
    CHECK((dry.accepted && dry.dry_run && !dry.table && dry.rows == 32 && dry.pairs == 32));
    CHECK((dry.departures == 16 && dry.destinations == 2 && dry.units == 16));
    CHECK(square.access().tables.empty());
    const auto done = imported(square, table_of(before));
    REQUIRE(done.table);
    const auto counted = square.access("?table=" + std::to_string(*done.table));
    REQUIRE(counted.tables.size() == 1);
    CHECK((counted.tables[0].pairs == 32 && counted.tables[0].made_by == "Claire"));
    CHECK((counted.travel.source == TravelSource::file && counted.travel.table == done.table));
    CHECK((counted.travel.origin == "DDTM" && counted.travel.vintage == "2026"));
    CHECK((counted.lacking.pairs == 0 && counted.lacking.houses.empty()));
    for (std::size_t u = 0; u < 16; ++u) CHECK(counted.picture.minutes[u] == static_cast<double>(10 + u));
    CHECK(square.access().picture.minutes == before.picture.minutes);
  });
}

TEST_CASE("the same file imported twice is one table; of other data, or in another mode, it is another") {
  on_network([](Square& square) {
    const std::string csv = table_of(square.access());
    const auto first = imported(square, csv), again = imported(square, csv);
    CHECK((!first.already && again.already && again.table == first.table));
    CHECK(imported(square, csv, "&dry_run=true").already);
    const auto walked = imported(square, csv, "&mode=walk");
    CHECK((!walked.already && walked.table != first.table));
    CHECK(square.access("?table=" + std::to_string(*walked.table)).travel.mode == TravelMode::walk);
    CHECK(square.access().tables.size() == 2);
  });
}

TEST_CASE("a file with a fault changes nothing, and every fault is told") {
  on_network([](Square& square) {
    const auto report = imported(square, table_of(square.access()) + "96999,N1,12\n96100,N1,soon\n");
    CHECK((!report.accepted && !report.table && report.faults.size() == 2));
    CHECK((report.faults[0].line == 34 && report.faults[0].column == "from"));
    CHECK(report.faults[1].sentence_fr == "« soon » n’est pas un nombre de minutes compris entre 0 et 1440.");
    CHECK(square.access().tables.empty());
  });
}

TEST_CASE("what a table does not say is told, and counts for nobody's reach") {
  on_network([](Square& square) {
    const auto done = imported(square, "from,to,minutes\n96100,N1,5\n96101,N1,40\n");
    const auto counted = square.access("?table=" + std::to_string(*done.table));
    CHECK(counted.lacking.pairs == 30);
    CHECK(square.refused(kAccess + "?cells=200&table=" + std::to_string(*done.table)) ==
          "422 planning.cells_need_crow/cells");
    auto study = usual_request_of_study();
    study.table = done.table;
    study.cells = 200;
    CHECK(square.refused(kStudies, posted(study)) == "422 planning.cells_need_crow/cells");
    CHECK(counted.lacking.houses == std::vector<std::string>{"MDS du Nord-Est"});
    CHECK(counted.picture.minutes[0] == 5);
    CHECK(std::count(counted.picture.minutes.begin(), counted.picture.minutes.end(), -1) == 14);
    CHECK(counted.picture.publics[0].within[0] == doctest::Approx(100.0 / 2'500).epsilon(0.5));
  });
}

TEST_CASE("a study by a table is computed, shown and taken away by it") {
  on_network([](Square& square) {
    const auto access = square.access();
    const auto done = imported(square, table_of(access) + "96133,P1,0\n96132,P1,1\n");
    auto request = usual_request_of_study();
    request.table = done.table;
    request.candidates = Candidates::sites;
    request.houses_max = 3;
    const auto started = square.start(request);
    CHECK(square.desk.end_of(started.job_id).state == platform::JobState::done);
    const auto page = square.page(started.id);
    CHECK((page.travel.source == TravelSource::file && page.travel.origin == "DDTM"));
    REQUIRE(page.curve.size() == 2);
    CHECK(page.curve[0].status == StudyStatus::optimal);
    CHECK(page.curve[1].value < page.curve[0].value);
    const auto network = square.network(started.id, 1);
    CHECK(network.after.minutes[15] == 0);
    const auto csv = square.desk.ask(Square::at(started.id, "/networks/1/export"));
    CHECK(csv.body->find("\"importé : DDTM, 2026\"") != std::string::npos);
  });
}

TEST_CASE("nobody is asked anything before an administrator says who") {
  on_network([](Square& square) {
    const auto file_table = imported(square, table_of(square.access()));
    CHECK(square.refused(kAsk, {"POST", asked_of(*file_table.table)}) == "409 planning.server_not_asked/table");
    CHECK(square.refused(kAsk, {"POST", asked_of(77)}) == "422 planning.unknown_travel_table/table");
    Web web(any_table);
    const auto tables = set_server(square, web.base() + "/", "\"foot\"");
    REQUIRE(tables.items.size() == 3);
    CHECK((tables.items[0].asked && tables.items[1].asked && !tables.items[2].asked));
    CHECK((tables.items[0].mode == TravelMode::walk && tables.items[1].origin == web.base()));
    CHECK(set_server(square, web.base(), "\"foot\"").items.size() == 3);  // the same setting: the same tables
    CHECK(web.asked().empty());
    const auto none = square.desk.read<TravelTables>(kServer, {"POST", R"({"server":null})", "administrator"});
    for (const TravelTable& table : none.items) CHECK_FALSE(table.asked);
    CHECK(square.refused(kAsk, {"POST", asked_of(tables.items[1].id)}) == "409 planning.server_not_asked/table");
    CHECK(web.asked().empty());
  });
}

TEST_CASE("a server is asked once for each way, and its minutes are kept with its name") {
  on_network([](Square& square) {
    Web web(any_table);
    const std::int64_t table = set_server(square, web.base()).items[0].id;
    const std::string query = "?table=" + std::to_string(table);
    CHECK(square.access(query).lacking.pairs > 0);
    const auto ended = ask(square, table);
    CHECK(ended.state == platform::JobState::done);
    CHECK(web.asked().size() == 1);
    const auto counted = square.access(query);
    CHECK((counted.travel.source == TravelSource::server && counted.travel.origin == web.base()));
    CHECK(counted.lacking.pairs == 0);
    for (const double minutes : counted.picture.minutes) CHECK(minutes >= 0);
    ask(square, table);
    CHECK(web.asked().size() == 1);  // all is known
    CHECK(web.asked()[0].find("driving") != std::string::npos);
    CHECK(web.asked()[0].find("N1") == std::string::npos);  // no name, no code: positions
  });
}

TEST_CASE("a study by a server asks for the ways it lacks before it computes") {
  on_network([](Square& square) {
    Web web(any_table);
    auto request = usual_request_of_study();
    request.table = set_server(square, web.base()).items[0].id;
    const auto started = square.start(request);
    const auto ended = square.desk.end_of(started.job_id);
    CHECK(ended.state == platform::JobState::done);
    CHECK(web.asked().size() == 1);  // sixteen units, sixteen places: one question
    const auto page = square.page(started.id);
    CHECK(page.travel.source == TravelSource::server);
    CHECK_FALSE(page.curve.empty());
    square.desk.end_of(square.start(request).job_id);
    CHECK(web.asked().size() == 1);
  });
}

TEST_CASE("a server that does not answer ends the job with a sentence; what it answered before is kept") {
  on_network([](Square& square) {
    auto answers = std::make_shared<Web>(any_table);
    const std::int64_t table = set_server(square, answers->base()).items[0].id;
    ask(square, table);
    answers.reset();  // it is gone
    auto request = usual_request_of_study();
    request.table = table;
    const auto ended = square.desk.end_of(square.start(request).job_id);
    CHECK(ended.state == platform::JobState::failed);
    CHECK(ended.problem.find("planning.server_silent") != std::string::npos);
    CHECK(square.access("?table=" + std::to_string(table)).lacking.pairs == 0);
    const std::int64_t gone = set_server(square, "http://127.0.0.1:9").items[0].id;
    CHECK(ask(square, gone).problem.find("planning.server_silent") != std::string::npos);
  });
}

TEST_CASE("who may import, ask and set the server, and what is refused") {
  on_network([](Square& square) {
    const std::string csv = table_of(square.access());
    const auto before = audit_length(square.desk);
    for (const auto& [token, status] : {std::pair("executive", 403), {"nobody", 401}}) {
      CHECK(square.desk.ask(named(), file(csv, token)).status == status);
      CHECK(square.desk.ask(kAsk, {"POST", asked_of(1), token}).status == status);
    }
    for (const auto& [token, status] : {std::pair("planner", 403), {"executive", 403}, {"nobody", 401}})
      CHECK(square.desk.ask(kServer, {"POST", choice("http://127.0.0.1:9"), token}).status == status);
    CHECK(square.desk.ask(kAsk, {"POST", asked_of(1), "administrator"}).status == 403);
    CHECK(square.refused(kTables + "?file_name=a.csv&origin=&vintage=2026", file(csv)) ==
          "422 planning.missing/origin");
    CHECK(square.refused(named("&at=1900-01-01"), file(csv)) == "409 planning.no_territory/at");
    CHECK(square.desk.ask(kTables + "?origin=DDTM&vintage=2026", file(csv)).status == 422);
    CHECK(square.refused(kServer, {"POST", choice("ftp://host"), "administrator"}) ==
          "422 planning.bad_server_address/address");
    CHECK(square.refused(kServer, {"POST", choice("http://host", "\"a/b\""), "administrator"}) ==
          "422 planning.bad_server_profile/profile_walk");
    CHECK(square.refused(kAccess + "?table=12") == "422 planning.unknown_travel_table/table");
    auto request = usual_request_of_study();
    request.table = 12;
    CHECK(square.refused(kStudies, {"POST", platform::to_json(request)}) == "422 planning.unknown_travel_table/table");
    CHECK(audit_length(square.desk) == before);
    imported(square, csv);
    CHECK(audit_length(square.desk) == before + 1);
  });
}

TEST_CASE("minutes added to a table replace what it knew of the same ways, and no other's") {
  on_both([](sql::Database& database) {
    TravelTable table;
    table.origin = "x";
    Minutes first, then;
    first.put("S1", "a", 10);
    first.put("S1", "b", Minutes::kNoWay);
    first.put("2.5;48.9", "2.4;48.8", 30);
    then.put("S1", "b", 22);
    then.put("S1", "c", 7);
    database.write([&](sql::Session& session) {
      const auto one = insert_travel_table(session, table, "1"), other = insert_travel_table(session, table, "2");
      add_minutes(session, one, first);
      add_minutes(session, other, then);
      add_minutes(session, one, then);
      const Minutes known = minutes_of(session, one);
      CHECK(known.pairs() == 4);
      CHECK((known.to("S1")->at("a") == 10 && known.to("S1")->at("b") == 22 && known.to("S1")->at("c") == 7));
      CHECK(known.to("2.5;48.9")->at("2.4;48.8") == 30);
      CHECK(minutes_of(session, other).pairs() == 2);
      CHECK(find_travel_table(session, one)->pairs == 4);
      CHECK(same_travel_table(session, table, "2") == other);
      CHECK_FALSE(same_travel_table(session, table, "3"));
    });
  });
}

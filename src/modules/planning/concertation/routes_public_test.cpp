// What the public sees and may do, through the open routes, on both databases.
#include <doctest/doctest.h>

#include <set>

#include "modules/planning/testing/concertation.hpp"
#include "platform/audit/audit.hpp"
#include "platform/sql/embedded.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

const bool registered = sql::register_sql("concertation_test", "queries", R"sql(
-- name: audit
SELECT who, act, object FROM platform_audit ORDER BY sequence
)sql");

struct AuditLine {
  std::string who, act, object;
};
BOOST_DESCRIBE_STRUCT(AuditLine, (), (who, act, object))

Asking sent(const NewRemark& remark, const std::string& token = "") {
  return {"POST", platform::to_json(remark), token};
}

// "Record.field" of a described type and of all it holds.
void collect(const describe::Type& type, std::set<std::string>& out) {
  if (type.element) collect(*type.element, out);
  for (const auto& field : type.fields) {
    out.insert(std::string(type.name) + "." + std::string(field.name));
    collect(*field.type, out);
  }
}

}  // namespace

TEST_CASE("the public sees the version shown, frozen: the drawing goes on without it") {
  on_square([](PublicSquare& square) {
    const auto item = square.open();
    const auto page = square.desk.read<PublicConcertation>(PublicSquare::address(item), visitor());
    CHECK(page.title == "Vos secteurs demain");
    CHECK(page.presentation == item.presentation);
    CHECK(page.open);
    CHECK(page.opened_on == kToday);
    CHECK(page.closes_on == Date(2026, 3, 31));
    CHECK(page.received == 0);
    const PublicPicture& picture = page.picture;
    REQUIRE(picture.places.size() == 16);
    CHECK(picture.places[1].name == "Commune 01");
    CHECK(picture.before.at(0).sectors.at(0).name == "Secteur A");
    CHECK(picture.before[0].moved == std::vector<std::int32_t>{1});
    CHECK(picture.after.at(1).name == "Secteur B");
    CHECK(picture.sector_of_place[1] == 1);
    const std::string before = *square.desk.ask(PublicSquare::address(item), visitor()).body;
    square.paint(1, {5}, 3);
    CHECK(*square.desk.ask(PublicSquare::address(item), visitor()).body == before);
  });
}

TEST_CASE("the figures shown are frozen too: an import that changes them later changes nothing here") {
  on_square([](PublicSquare& square) {
    const auto item = square.open();
    const auto before = *square.desk.ask(PublicSquare::address(item), visitor()).body;
    square.desk.import({"9999", "9999", "9999", "9999"}, {{"ase", {"AAAA", "AAAA", "AAAA", "AAAA"}}});
    CHECK(*square.desk.ask(PublicSquare::address(item), visitor()).body == before);
    const auto scenario = square.desk.read<ScenarioPage>(square.at());
    CHECK(scenario.measures.of_district[0].population == 3 * 900);
  });
}

TEST_CASE("the outlines are those of the territory on the map's day, with their tag") {
  on_square([](PublicSquare& square) {
    const auto item = square.open();
    const auto mine = square.desk.ask(PublicSquare::address(item, "/map"), visitor());
    const auto theirs = square.desk.ask("/territory/map?level=unit&at=" + item.opened_at.substr(0, 10));
    REQUIRE(mine.status == 200);
    CHECK(*mine.body == *theirs.body);
    const auto etag = [](const platform::http::Response& answer) {
      for (const auto& [name, value] : answer.headers)
        if (name == "ETag") return value;
      return std::string();
    };
    CHECK_FALSE(etag(mine).empty());
    CHECK(etag(mine) == etag(theirs));
  });
}

TEST_CASE("a remark is received, read, published with its answer: then everybody reads it, and not before") {
  on_square([](PublicSquare& square) {
    const auto item = square.open();
    const std::string list = PublicSquare::address(item, "/remarks");
    const auto receipt = square.remark(item, code_at(0, 1), "  Le bus ne va pas jusque là.\r\nEt le soir ?  ");
    CHECK(receipt.received_on == kToday);
    CHECK(receipt.place_name == "Commune 01");
    CHECK(receipt.notice_fr.find("équipe projet") != std::string::npos);
    CHECK(receipt.notice_en.find("project team") != std::string::npos);
    CHECK(square.desk.read<PublicRemarks>(list, visitor()).total == 0);
    square.desk.clock.advance(std::chrono::hours(48));
    const auto remark = square.remarks().items.at(0);
    square.reading(remark.id, {0, RemarkState::published, "Une ligne ouvre en mai.", ""});
    const auto shown = square.desk.read<PublicRemarks>(list, visitor());
    REQUIRE(shown.items.size() == 1);
    CHECK(shown.items[0].place == code_at(0, 1));
    CHECK(shown.items[0].content == "Le bus ne va pas jusque là.\nEt le soir ?");
    CHECK(shown.items[0].answer == "Une ligne ouvre en mai.");
    CHECK(shown.items[0].received_on == kToday);
    CHECK(shown.items[0].published_on == Date(2026, 3, 3));
    const auto page = square.desk.read<PublicConcertation>(PublicSquare::address(item), visitor());
    CHECK(page.received == 1);
    CHECK(page.published == 1);
    REQUIRE(page.places.size() == 1);
    CHECK(page.places[0].place == code_at(0, 1));
    CHECK(square.desk.read<PublicRemarks>(list + "?place=whole", visitor()).total == 0);
    CHECK(square.desk.read<PublicRemarks>(list + "?place=" + code_at(0, 1), visitor()).total == 1);
    square.reading(remark.id, {1, RemarkState::set_aside, "", "Nomme une personne"});
    CHECK(square.desk.read<PublicRemarks>(list, visitor()).total == 0);
  });
}

TEST_CASE("what is sent and cannot be taken is refused with its field, and nothing is kept") {
  on_square([](PublicSquare& square) {
    const auto item = square.open();
    const std::string path = PublicSquare::address(item, "/remarks");
    CHECK(square.refused(path, sent({"", ""})) == "422 planning.text_length/content");
    CHECK(square.refused(path, sent({"", " a "})) == "422 planning.text_length/content");
    CHECK(square.refused(path, sent({"", std::string(2001, 'a')})) == "422 planning.text_length/content");
    CHECK(square.refused(path, sent({"", "abc\x1b[31mdef"})) == "422 planning.unseen_characters/content");
    CHECK(square.refused(path, sent({"", "abc\u202Edef"})) == "422 planning.unseen_characters/content");
    for (const char* place : {"96999", "0", "whole", "96100 ", "../", "96"})
      CHECK(square.refused(path, sent({place, "Une remarque."})) == "422 planning.unknown_unit/place");
    CHECK(square.refused(path, {"POST", R"({"place":"","content":"abc","name":"Zoé"})", ""}) ==
          "422 input_unknown/name");
    CHECK(square.refused(path, {"POST", "content=abc", "", "application/x-www-form-urlencoded"}) == "403 cross_site");
    square.end(item.id, ConcertationState::closed);
    CHECK(square.refused(path, sent({"", "Une remarque."})) == "409 planning.concertation_closed/key");
    CHECK(square.desk.ask(PublicSquare::address(item), visitor()).status == 200);
    CHECK_FALSE(square.desk.read<PublicConcertation>(PublicSquare::address(item), visitor()).open);
    CHECK(square.remarks().total == 0);
  });
}

TEST_CASE("an address that was never given and one that was withdrawn are told apart by nothing") {
  on_square([](PublicSquare& square) {
    const auto item = square.open();
    square.remark(item, "", "Une remarque.");
    square.end(item.id, ConcertationState::withdrawn);
    std::string other = item.key;
    other[0] = other[0] == 'A' ? 'B' : 'A';
    for (const char* rest : {"", "/map", "/remarks"}) {
      CAPTURE(rest);
      const auto gone = square.desk.ask(PublicSquare::address(item, rest), visitor());
      const auto never = square.desk.ask("/concertation/" + other + rest, visitor());
      CHECK(gone.status == 404);
      CHECK(*gone.body == *never.body);
    }
    const auto gone = square.desk.ask(PublicSquare::address(item, "/remarks"), sent({"", "Une remarque."}));
    const auto never = square.desk.ask("/concertation/" + other + "/remarks", sent({"", "Une remarque."}));
    CHECK(gone.status == 404);
    CHECK(*gone.body == *never.body);
    CHECK(square.remarks().total == 1);
  });
}

TEST_CASE("too many at once from one address: the twenty-first waits, and is told how long") {
  on_square([](PublicSquare& square) {
    const auto item = square.open();
    auto& desk = square.desk;
    platform::Frame strict(desk.routes, {desk.database, desk.clock, desk.roles, "__Host-sid", platform::RateTable{}});
    platform::http::Request request;
    request.method = "POST";
    request.path = "/api/v1" + PublicSquare::address(item, "/remarks");
    request.headers = {{"host", "localhost"}, {"content-type", "application/json"}, {"sec-fetch-site", "same-origin"}};
    request.body = std::make_shared<const std::string>(platform::to_json(NewRemark{"", "Encore une remarque."}));
    request.address = "192.0.2.1";
    for (int i = 0; i < 20; ++i) CHECK(strict.answer(request).status == 201);
    const auto refused = strict.answer(request);
    CHECK(refused.status == 429);
    CHECK(platform::from_json<platform::wire::Problem>(*refused.body).value.code == "too_many_requests");
    // A session does not open another purse, another address does.
    request.headers.emplace_back("cookie", "__Host-sid=planner");
    CHECK(strict.answer(request).status == 429);
    request.address = "192.0.2.2";
    CHECK(strict.answer(request).status == 201);
    CHECK(square.remarks("?limit=0").total == 21);
  });
}

TEST_CASE("the audit says that a remark came and who read it, never who wrote it: not even an agent who is signed in") {
  on_square([](PublicSquare& square) {
    const auto item = square.open();
    CHECK(square.desk.ask(PublicSquare::address(item, "/remarks"), sent({"", "Une remarque."}, "executive")).status ==
          201);
    square.reading(square.remarks().items.at(0).id, {0, RemarkState::published, "", ""});
    square.end(item.id, ConcertationState::withdrawn);
    const auto lines = square.desk.database.reading(
        [](sql::Session& session) { return session.rows<AuditLine>("concertation_test.audit"); });
    REQUIRE(lines.size() >= 4);
    std::string said;
    for (std::size_t i = lines.size() - 4; i < lines.size(); ++i)
      said += lines[i].who + " " + lines[i].act + " " + lines[i].object + "\n";
    CHECK(said ==
          "claire planning.open_concertation concertation/1\n"
          " planning.receive_remark remark/1\n"
          "claire planning.read_remark remark/1\n"
          "claire planning.end_concertation concertation/1\n");
    CHECK(platform::audit::verify(square.desk.database).empty());
  });
}

TEST_CASE("no name of an agent, no internal comment, no unread or set aside remark in any byte the public receives") {
  on_square([](PublicSquare& square) {
    auto& desk = square.desk;
    desk.read<CommentList>(square.at("/comments"),
                           posted(R"({"unit":"","content":"COMMENTAIRE-INTERNE"})", "executive"));
    desk.read<ScenarioPage>(square.at("/stage"),
                            posted(platform::to_json(NewStage{Stage::submitted, "NOTE-INTERNE", std::nullopt})));
    const auto item = square.open();
    square.remark(item, "", "REMARQUE-NON-LUE");
    square.remark(item, code_at(0, 0), "REMARQUE-ECARTEE");
    square.remark(item, code_at(1, 1), "REMARQUE-PUBLIEE");
    for (const Remark& one : square.remarks().items) {
      if (one.content == "REMARQUE-ECARTEE") square.reading(one.id, {0, RemarkState::set_aside, "", "MOTIF-INTERNE"});
      if (one.content != "REMARQUE-PUBLIEE") continue;
      square.reading(one.id, {0, RemarkState::published, "REPONSE-RETIREE", ""});
      square.reading(one.id, {1, RemarkState::published, "REPONSE-PUBLIEE", ""});
    }
    std::string bytes;
    for (const char* rest : {"", "/map", "/remarks", "/remarks?place=whole", "/remarks?limit=100"}) {
      const auto answer = desk.ask(PublicSquare::address(item, rest), visitor());
      REQUIRE(answer.status == 200);
      bytes += *answer.body;
      for (const auto& [name, value] : answer.headers) bytes += name + value;
    }
    bytes += *desk.ask(PublicSquare::address(item, "/remarks"), sent({"", "Encore une."}, "planner")).body;
    for (const char* hidden : {"Claire", "claire", "Marc", "marc", "Awa", "awa", "COMMENTAIRE-INTERNE", "NOTE-INTERNE",
                               "REMARQUE-NON-LUE", "REMARQUE-ECARTEE", "MOTIF-INTERNE", "REPONSE-RETIREE"}) {
      CAPTURE(hidden);
      CHECK(bytes.find(hidden) == bytes.npos);
    }
    CHECK(bytes.find(item.key) == bytes.npos);
    CHECK(bytes.find("REMARQUE-PUBLIEE") != bytes.npos);
    CHECK(bytes.find("REPONSE-PUBLIEE") != bytes.npos);
  });
}

TEST_CASE("by type: the open routes of planning answer with these fields and no others; a new one is decided here") {
  on_square([](PublicSquare& square) {
    std::set<std::string> fields;
    for (const platform::Route& route : square.desk.routes.all())
      if (route.declaration.open && route.answer) collect(*route.answer, fields);
    const std::set<std::string> expected{"PublicConcertation.title",
                                         "PublicConcertation.presentation",
                                         "PublicConcertation.opened_on",
                                         "PublicConcertation.closes_on",
                                         "PublicConcertation.open",
                                         "PublicConcertation.received",
                                         "PublicConcertation.published",
                                         "PublicConcertation.places",
                                         "PublicConcertation.picture",
                                         "PublicPlaceCount.place",
                                         "PublicPlaceCount.remarks",
                                         "PublicPicture.at",
                                         "PublicPicture.unit_level",
                                         "PublicPicture.departement",
                                         "PublicPicture.demonstration",
                                         "PublicPicture.residents",
                                         "PublicPicture.places",
                                         "PublicPicture.before",
                                         "PublicPicture.after",
                                         "PublicPicture.sector_of_place",
                                         "PublicPicture.moved_residents",
                                         "PublicPicture.moved_places",
                                         "PublicPicture.sources",
                                         "PublicPlace.code",
                                         "PublicPlace.name",
                                         "PublicPlace.commune",
                                         "PublicPlace.residents",
                                         "PublicMission.code",
                                         "PublicMission.name_fr",
                                         "PublicMission.name_en",
                                         "PublicMission.sectors",
                                         "PublicMission.sector_of_place",
                                         "PublicMission.continued_by",
                                         "PublicMission.moved",
                                         "PublicMission.moved_residents",
                                         "PublicSector.name",
                                         "PublicSector.residents",
                                         "PublicSector.places",
                                         "PublicSector.deviation",
                                         "PublicSource.name",
                                         "PublicSource.vintage",
                                         "PublicSource.licence",
                                         "PublicRemarks.total",
                                         "PublicRemarks.items",
                                         "PublicRemark.place",
                                         "PublicRemark.place_name",
                                         "PublicRemark.content",
                                         "PublicRemark.received_on",
                                         "PublicRemark.answer",
                                         "PublicRemark.published_on",
                                         "RemarkReceipt.received_on",
                                         "RemarkReceipt.place_name",
                                         "RemarkReceipt.notice_fr",
                                         "RemarkReceipt.notice_en"};
    CHECK(fields == expected);
  });
}

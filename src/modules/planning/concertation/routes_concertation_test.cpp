// Concertations and remarks as agents handle them, through their routes, on both databases.
#include <doctest/doctest.h>

#include "base/random.hpp"
#include "modules/planning/testing/concertation.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

TEST_CASE("a concertation opens on the version asked, and is listed with its address and its counts") {
  on_square([](PublicSquare& square) {
    const auto first = square.open();
    CHECK(first.key.size() == 22);
    CHECK(first.version == 1);
    CHECK(first.title == "Vos secteurs demain");
    CHECK(first.opened_by == "Claire");
    CHECK(first.closes_on == Date(2026, 3, 31));
    CHECK(first.state == ConcertationState::open);
    NewConcertation again = PublicSquare::usual();
    again.version = 0;
    again.title = "  Deuxième essai\n";
    const auto second = square.open(again);
    CHECK(second.title == "Deuxième essai");
    CHECK(second.key != first.key);
    square.remark(first, "", "D’accord avec cette carte.");
    for (const char* role : {"planner", "executive", "administrator"}) {
      const auto list = square.desk.read<ConcertationList>(square.at("/concertations"), {"GET", "", role});
      REQUIRE(list.items.size() == 2);
      CHECK(list.items[0].key == second.key);
      CHECK(list.items[1].received == 1);
      CHECK(list.items[1].published == 0);
    }
  });
}

TEST_CASE("what cannot be shown to the public is refused with its field, and nothing is opened") {
  on_square([](PublicSquare& square) {
    const auto refused = [&](const NewConcertation& asked) {
      return square.refused(square.at("/concertations"), posted(platform::to_json(asked)));
    };
    auto asked = PublicSquare::usual();
    asked.version = 2;
    CHECK(refused(asked) == "422 planning.outside/version");
    asked.version = -1;
    CHECK(refused(asked) == "422 planning.outside/version");
    asked = PublicSquare::usual();
    asked.title = "ab";
    CHECK(refused(asked) == "422 planning.text_length/title");
    asked = PublicSquare::usual();
    asked.presentation = std::string(4001, 'a');
    CHECK(refused(asked) == "422 planning.text_length/presentation");
    asked.presentation = "Une\x01 page";
    CHECK(refused(asked) == "422 planning.unseen_characters/presentation");
    asked = PublicSquare::usual();
    asked.closes_on = Date(2026, 2, 28);
    CHECK(refused(asked) == "422 planning.past_closing/closes_on");
    asked.closes_on = kToday;
    CHECK(square.open(asked).state == ConcertationState::open);
    square.paint(1, {0}, -1);
    asked.version = 2;
    CHECK(refused(asked) == "409 planning.incomplete/version");
    CHECK(square.refused("/planning/scenarios/999/concertations", posted(platform::to_json(asked))) ==
          "404 planning.unknown_scenario/id");
    CHECK(square.refused("/planning/scenarios/999/concertations", {}) == "404 planning.unknown_scenario/id");
    CHECK(square.desk.read<ConcertationList>(square.at("/concertations")).items.size() == 1);
  });
}

TEST_CASE("a rejected scenario is not shown; what was already shown stays") {
  on_square([](PublicSquare& square) {
    const auto shown = square.open();
    const auto pass = [&](Stage stage, const std::string& token) {
      square.desk.read<ScenarioPage>(square.at("/stage"),
                                     posted(platform::to_json(NewStage{stage, "Vu", std::nullopt}), token));
    };
    pass(Stage::submitted, "planner");
    pass(Stage::rejected, "executive");
    CHECK(square.refused(square.at("/concertations"), posted(platform::to_json(PublicSquare::usual()))) ==
          "409 planning.rejected_scenario/id");
    CHECK(square.desk.ask(PublicSquare::address(shown), visitor()).status == 200);
  });
}

TEST_CASE("only planners open, end and read; executives and administrators look") {
  on_square([](PublicSquare& square) {
    const auto item = square.open();
    square.remark(item, "", "Une remarque.");
    const std::int64_t remark = square.remarks().items.at(0).id;
    const std::vector<std::pair<std::string, std::string>> writes{
        {square.at("/concertations"), platform::to_json(PublicSquare::usual())},
        {square.at("/concertations/" + std::to_string(item.id) + "/end"), R"({"state":"closed"})"},
        {square.at("/remarks/" + std::to_string(remark)), platform::to_json(NewReading{})}};
    for (const auto& [path, body] : writes) {
      CAPTURE(path);
      for (const char* role : {"executive", "administrator"})
        CHECK(square.refused(path, posted(body, role)) == "403 forbidden");
      CHECK(square.refused(path, posted(body, "")) == "401 signed_out");
    }
    for (const char* rest : {"/concertations", "/remarks"}) {
      CHECK(square.desk.ask(square.at(rest), {"GET", "", "executive"}).status == 200);
      CHECK(square.refused(square.at(rest), visitor()) == "401 signed_out");
    }
    CHECK(square.remarks().items.at(0).version == 0);
  });
}

TEST_CASE("ending: closed, then withdrawn, never back; the second planner is told") {
  on_square([](PublicSquare& square) {
    const auto item = square.open();
    const std::string path = square.at("/concertations/" + std::to_string(item.id) + "/end");
    const auto refused = [&](const char* body) { return square.refused(path, posted(body)); };
    CHECK(refused(R"({"state":"open"})") == "409 planning.concertation_ended/state");
    const auto closed = square.end(item.id, ConcertationState::closed);
    CHECK(closed.state == ConcertationState::closed);
    CHECK(closed.ended_by == "Claire");
    CHECK(refused(R"({"state":"closed"})") == "409 planning.concertation_ended/state");
    CHECK(square.end(item.id, ConcertationState::withdrawn).state == ConcertationState::withdrawn);
    for (const char* body : {R"({"state":"open"})", R"({"state":"closed"})", R"({"state":"withdrawn"})"})
      CHECK(refused(body) == "409 planning.concertation_ended/state");
    CHECK(square.refused(square.at("/concertations/999/end"), posted(R"({"state":"closed"})")) ==
          "404 planning.unknown_concertation/concertation");
    CHECK(square.refused("/planning/scenarios/999/concertations/1/end", posted(R"({"state":"closed"})")) ==
          "404 planning.unknown_scenario/id");
  });
}

TEST_CASE("a concertation closes by itself after its last day, in Paris") {
  on_square([](PublicSquare& square) {
    auto asked = PublicSquare::usual();
    asked.closes_on = kToday;
    const auto item = square.open(asked);
    const auto state = [&] {
      return square.desk.read<ConcertationList>(square.at("/concertations")).items.at(0).state;
    };
    square.desk.clock.advance(std::chrono::hours(13) + std::chrono::minutes(59));  // 22:59 UTC = 23:59 in Paris
    CHECK(state() == ConcertationState::open);
    square.remark(item, "", "Juste à temps.");
    square.desk.clock.advance(std::chrono::minutes(1));
    CHECK(state() == ConcertationState::closed);
    CHECK(square.refused(PublicSquare::address(item, "/remarks"),
                         visitor(platform::to_json(NewRemark{"", "Trop tard."}), "POST")) ==
          "409 planning.concertation_closed/key");
  });
}

TEST_CASE("remarks are filtered, sorted and counted; the counts of a filter do not depend on the page") {
  on_square([](PublicSquare& square) {
    const auto first = square.open(), second = square.open();
    square.remark(first, code_at(0, 0), "un deux trois");
    square.remark(first, code_at(0, 1), "quatre");
    square.remark(first, "", "cinq");
    square.remark(second, code_at(0, 0), "six sept");
    const auto all = square.remarks();
    CHECK(all.total == 4);
    CHECK(all.items.at(0).content == "six sept");
    CHECK(all.items.at(0).place_name == "Commune 00");
    REQUIRE(all.states.size() == 1);
    CHECK(all.states[0].remarks == 4);
    REQUIRE(all.places.size() == 3);
    CHECK(all.places[0].place.empty());
    CHECK(all.places[1].remarks == 2);
    square.reading(all.items[0].id, {0, RemarkState::published, "Oui.", ""});
    const auto received = square.remarks("?state=received&sort=oldest&limit=1");
    CHECK(received.total == 3);
    REQUIRE(received.items.size() == 1);
    CHECK(received.items[0].content == "un deux trois");
    CHECK(received.places.at(1).remarks == 1);
    CHECK(received.states.size() == 2);
    CHECK(square.remarks("?place=whole").items.at(0).content == "cinq");
    CHECK(square.remarks("?place=" + code_at(0, 1)).total == 1);
    CHECK(square.remarks("?concertation=" + std::to_string(second.id)).total == 1);
    CHECK(square.remarks("?offset=3").items.size() == 1);
    CHECK(square.remarks("?offset=-5&limit=9999").items.size() == 4);
    CHECK(square.refused(square.at("/remarks?state=lost"), {}) == "422 input_enum/state");
    CHECK(square.refused("/planning/scenarios/999/remarks", {}) == "404 planning.unknown_scenario/id");
  });
}

TEST_CASE("the file of remarks is that of the filter, whole whatever the page, for agents only") {
  on_square([](PublicSquare& square) {
    const auto item = square.open();
    for (const char* said : {"=HYPERLINK(\"http://exemple.fr\")", "deux, avec une virgule", "trois"})
      square.remark(item, code_at(0, 0), said);
    square.remark(item, "", "quatre");
    const auto file = square.desk.ask(square.at("/remarks/export?sort=oldest&limit=1&place=" + code_at(0, 0)));
    REQUIRE(file.status == 200);
    CHECK(file.body->find("1,Vos secteurs demain,96100,Commune 00,2026-03-01T09:00:00.000Z,received,\"'=HYPERLINK(") !=
          file.body->npos);
    CHECK(file.body->find("\"deux, avec une virgule\"") != file.body->npos);
    CHECK(file.body->find("trois") < file.body->npos);
    CHECK(file.body->find("quatre") == file.body->npos);
    CHECK(square.refused(square.at("/remarks/export"), visitor()) == "401 signed_out");
    CHECK(square.refused("/planning/scenarios/999/remarks/export", {}) == "404 planning.unknown_scenario/id");
  });
}

TEST_CASE("two planners on one remark: the second is told who, and nothing of the first is lost") {
  on_square([](PublicSquare& square) {
    square.remark(square.open(), "", "Une remarque.");
    const std::int64_t id = square.remarks().items.at(0).id;
    const std::string path = square.at("/remarks/" + std::to_string(id));
    square.reading(id, {0, RemarkState::published, "Merci.", ""});
    const auto late =
        square.desk.refusal(path, posted(platform::to_json(NewReading{0, RemarkState::set_aside, "", "Hors sujet"})));
    CHECK(late.status == 409);
    CHECK(late.code == "planning.remark_changed");
    CHECK(late.detail_fr.find("Claire") != std::string::npos);
    const auto page = square.desk.read<RemarkPage>(path);
    CHECK(page.remark.answer == "Merci.");
    CHECK(page.journal.size() == 1);
    const auto refused = [&](const NewReading& asked) {
      return square.refused(path, posted(platform::to_json(asked)));
    };
    CHECK(refused({1, RemarkState::set_aside, "", ""}) == "422 planning.text_length/reason");
    CHECK(refused({1, RemarkState::published, std::string(2001, 'a'), ""}) == "422 planning.text_length/answer");
    CHECK(square.reading(id, {1, RemarkState::received, "", ""}).remark.answer.empty());
    CHECK(refused({2, RemarkState::received, "", ""}) == "409 planning.remark_unchanged/state");
    CHECK(square.refused(square.at("/remarks/999"), {}) == "404 planning.unknown_remark/remark");
    CHECK(square.refused(square.at("/remarks/999"), posted(platform::to_json(NewReading{}))) ==
          "404 planning.unknown_remark/remark");
    CHECK(square.refused("/planning/scenarios/999/remarks/" + std::to_string(id), {}) ==
          "404 planning.unknown_remark/remark");
  });
}

TEST_CASE(
    "property: after any readings, the remark is what the last accepted one made of it, and the journal says them "
    "all") {
  on_square([](PublicSquare& square) {
    const auto item = square.open();
    square.remark(item, "", "Une remarque.");
    const std::int64_t id = square.remarks().items.at(0).id;
    const std::string path = square.at("/remarks/" + std::to_string(id));
    Random random(11);
    std::vector<NewReading> accepted;
    RemarkState state = RemarkState::received;
    for (int turn = 0; turn < 60; ++turn) {
      const auto version = static_cast<std::int32_t>(accepted.size());
      const NewReading asked{version - static_cast<std::int32_t>(random.below(5) == 0),
                             static_cast<RemarkState>(random.below(3)), "Réponse " + std::to_string(turn),
                             "Motif " + std::to_string(turn)};
      const bool lawful = asked.seen == version && (asked.state != state || state == RemarkState::published);
      const auto answer = square.desk.ask(path, posted(platform::to_json(asked)));
      CHECK((answer.status == 200) == lawful);
      if (!lawful) continue;
      accepted.push_back(asked);
      state = asked.state;
    }
    const auto page = square.desk.read<RemarkPage>(path);
    REQUIRE(page.journal.size() == accepted.size());
    for (std::size_t i = 0; i < accepted.size(); ++i) {
      const NewReading& asked = accepted[i];
      CHECK(page.journal[i].position == static_cast<std::int32_t>(i));
      CHECK(page.journal[i].state == asked.state);
      CHECK(page.journal[i].answer == (asked.state == RemarkState::published ? asked.answer : ""));
      CHECK(page.journal[i].reason == (asked.state == RemarkState::set_aside ? asked.reason : ""));
    }
    CHECK(page.remark.version == static_cast<std::int32_t>(accepted.size()));
    CHECK(page.remark.state == page.journal.back().state);
    CHECK(page.remark.answer == page.journal.back().answer);
    CHECK(page.remark.reason == page.journal.back().reason);
    const auto shown = square.desk.read<PublicRemarks>(PublicSquare::address(item, "/remarks"), visitor());
    CHECK(shown.total == (state == RemarkState::published));
  });
}

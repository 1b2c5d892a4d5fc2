// Concertations and remarks kept on both databases.
#include "modules/planning/concertation/store_concertation.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>

#include "base/random.hpp"
#include "platform/json/json.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using namespace maillage::planning;

namespace {

const Hand kClaire{"Claire", "2026-03-01T08:00:00.000Z"}, kPaul{"Paul", "2026-03-02T09:00:00.000Z"};

PublicPicture small_picture() {
  PublicPicture out;
  out.at = Date(2026, 3, 1);
  out.places = {{"96001", "L'Île « haute »", "L'Île", 120}};
  out.after = {{"Sud", 120, 1, 0}};
  out.sector_of_place = {0};
  out.sources = {{"Recensement", "2023", "Licence Ouverte 2.0"}};
  return out;
}

Concertation usual(std::int64_t scenario, const std::string& key) {
  Concertation out;
  out.scenario_id = scenario;
  out.key = key;
  out.version = 7;
  out.at = Date(2026, 3, 1);
  out.title = "Vos secteurs demain";
  out.presentation = "Pourquoi\nce projet";
  out.opened_at = kClaire.at;
  out.opened_by = kClaire.by;
  out.closes_on = Date(2026, 4, 30);
  return out;
}

Remark remark(ConcertationId id, const std::string& place, const std::string& content) {
  Remark out;
  out.concertation_id = id.value;
  out.place = place;
  out.place_name = place.empty() ? "" : "Commune " + place;
  out.content = content;
  out.received_at = "2026-03-03T10:00:00.000Z";
  return out;
}

struct Shelf {
  explicit Shelf(sql::Database& its_database) : database(its_database) {
    database.write([&](sql::Session& session) {
      Scenario one;
      one.name = "Un";
      one.at = Date(2026, 3, 1);
      one.origin = "mission/ssd";
      scenario = insert_scenario(session, one);
      other = insert_scenario(session, one);
      first = insert_concertation(session, usual(scenario.value, "first"), small_picture());
      second = insert_concertation(session, usual(scenario.value, "second"), small_picture());
      foreign = insert_concertation(session, usual(other.value, "foreign"), small_picture());
    });
  }
  RemarkId add(ConcertationId id, const std::string& place, const std::string& content = "Trop loin") {
    return database.writing([&](sql::Session& session) { return insert_remark(session, remark(id, place, content)); });
  }
  bool read(RemarkId id, std::int32_t seen, const Reading& reading, const Hand& hand = kClaire) {
    return database.writing([&](sql::Session& session) { return read_remark(session, id, seen, reading, hand); });
  }
  std::vector<std::int64_t> ids(const RemarksAsked& asked) {
    std::vector<std::int64_t> out;
    database.read([&](sql::Session& session) {
      for (const Remark& one : remarks_of(session, asked)) out.push_back(one.id);
    });
    return out;
  }

  sql::Database& database;
  ScenarioId scenario, other;
  ConcertationId first, second, foreign;
};

void on_both(const std::function<void(Shelf&)>& test) {
  testing::for_each_database({"platform", "planning"}, [&](sql::Database& database) {
    Shelf shelf(database);
    test(shelf);
  });
}

}  // namespace

TEST_CASE("a concertation is kept whole and found by its key alone; its picture comes back as it was") {
  on_both([](Shelf& shelf) {
    shelf.database.read([&](sql::Session& session) {
      const auto found = concertation_of_key(session, "second");
      REQUIRE(found);
      CHECK(found->id == shelf.second.value);
      CHECK(found->scenario_id == shelf.scenario.value);
      CHECK(found->version == 7);
      CHECK(found->title == "Vos secteurs demain");
      CHECK(found->presentation == "Pourquoi\nce projet");
      CHECK(found->opened_by == "Claire");
      CHECK(found->closes_on == Date(2026, 4, 30));
      CHECK(found->state == ConcertationState::open);
      for (const char* key : {"", "Second", "second ", "sec_nd", "%"}) CHECK_FALSE(concertation_of_key(session, key));
      CHECK(platform::to_json(picture_of(session, shelf.second)) == platform::to_json(small_picture()));
      const auto all = concertations_of(session, shelf.scenario);
      REQUIRE(all.size() == 2);
      CHECK(all[0].concertation.key == "second");
      CHECK(concertations_of(session, {999}).empty());
    });
  });
}

TEST_CASE("two concertations never share an address") {
  on_both([](Shelf& shelf) {
    CHECK_THROWS_AS(shelf.database.write([&](sql::Session& session) {
      insert_concertation(session, usual(shelf.scenario.value, "first"), small_picture());
    }),
                    sql::SqlFault);
  });
}

TEST_CASE("a concertation is ended once: of two planners the second is told") {
  on_both([](Shelf& shelf) {
    const auto end = [&](ConcertationState from, ConcertationState to, const Hand& hand) {
      return shelf.database.writing(
          [&](sql::Session& session) { return end_concertation(session, shelf.first, from, to, hand); });
    };
    CHECK(end(ConcertationState::open, ConcertationState::withdrawn, kPaul));
    CHECK_FALSE(end(ConcertationState::open, ConcertationState::closed, kClaire));
    shelf.database.read([&](sql::Session& session) {
      const auto found = concertation_of_key(session, "first");
      CHECK(found->state == ConcertationState::withdrawn);
      CHECK(found->ended_by == "Paul");
      CHECK(found->ended_at == kPaul.at);
      CHECK(concertation_of_key(session, "second")->state == ConcertationState::open);
    });
  });
}

TEST_CASE("a remark is read by whoever saw its last reading; its journal keeps every one") {
  on_both([](Shelf& shelf) {
    const RemarkId id = shelf.add(shelf.first, "96001", "Trop loin de l'école <b>Hugo</b>");
    CHECK(shelf.read(id, 0, {RemarkState::published, "Merci.", ""}));
    CHECK_FALSE(shelf.read(id, 0, {RemarkState::set_aside, "", "Hors sujet"}, kPaul));
    CHECK_FALSE(shelf.read(id, 2, {RemarkState::set_aside, "", "Hors sujet"}, kPaul));
    CHECK(shelf.read(id, 1, {RemarkState::set_aside, "", "Hors sujet"}, kPaul));
    shelf.database.read([&](sql::Session& session) {
      const auto found = find_remark(session, shelf.scenario, id);
      REQUIRE(found);
      CHECK(found->content == "Trop loin de l'école <b>Hugo</b>");
      CHECK(found->state == RemarkState::set_aside);
      CHECK(found->answer.empty());
      CHECK(found->reason == "Hors sujet");
      CHECK(found->version == 2);
      CHECK(found->touched_by == "Paul");
      CHECK_FALSE(find_remark(session, shelf.other, id));
      const auto steps = steps_of(session, id);
      REQUIRE(steps.size() == 2);
      CHECK(steps[0].answer == "Merci.");
      CHECK(steps[0].made_by == "Claire");
      CHECK(steps[1].reason == "Hors sujet");
    });
  });
}

TEST_CASE("only what is published is read by all, the newest first, by page and by place") {
  on_both([](Shelf& shelf) {
    const auto north = shelf.add(shelf.first, "96001", "un"), whole = shelf.add(shelf.first, "", "deux");
    const auto late = shelf.add(shelf.first, "96001", "trois"), hidden = shelf.add(shelf.first, "96002", "quatre");
    shelf.add(shelf.first, "96001", "cinq");
    const auto elsewhere = shelf.add(shelf.second, "96001", "six");
    for (const auto id : {north, whole, late, elsewhere})
      CHECK(shelf.read(id, 0, {RemarkState::published, "Oui.", ""}));
    CHECK(shelf.read(hidden, 0, {RemarkState::set_aside, "", "Nomme une personne"}));
    shelf.database.read([&](sql::Session& session) {
      const auto contents = [&](std::optional<std::string> place, std::int32_t offset, std::int32_t limit) {
        std::string out;
        for (const auto& one : published_remarks(session, shelf.first, place, offset, limit)) out += one.content + ";";
        return out;
      };
      CHECK(contents(std::nullopt, 0, 20) == "trois;deux;un;");
      CHECK(contents(std::nullopt, 1, 1) == "deux;");
      CHECK(contents("96001", 0, 20) == "trois;un;");
      CHECK(contents("", 0, 20) == "deux;");
      CHECK(contents("96002", 0, 20).empty());
      CHECK(count_published(session, shelf.first, std::nullopt) == 3);
      CHECK(count_published(session, shelf.first, "96001") == 2);
      CHECK(count_remarks(session, shelf.first) == 5);
      const auto places = published_by_place(session, shelf.first);
      REQUIRE(places.size() == 2);
      CHECK(places[0].place.empty());
      CHECK(places[1].name == "Commune 96001");
      CHECK(places[1].remarks == 2);
      const auto listed = concertations_of(session, shelf.scenario);
      CHECK(listed[1].received == 1);
      CHECK(listed[1].published == 3);
      CHECK(listed[1].set_aside == 1);
    });
  });
}

TEST_CASE("property: any filter, order and page gives what sorting and filtering by hand gives") {
  on_both([](Shelf& shelf) {
    struct Kept {
      std::int64_t id, concertation;
      std::string place;
      RemarkState state;
    };
    Random random(3);
    std::vector<Kept> all;
    const std::array places{"", "96001", "96002"};
    for (int i = 0; i < 40; ++i) {
      const ConcertationId in = random.below(2) == 0 ? shelf.first : shelf.second;
      const std::string place = places[random.below(3)];
      const auto id = shelf.add(in, place);
      const auto state = static_cast<RemarkState>(random.below(3));
      if (state != RemarkState::received) shelf.read(id, 0, {state, "", ""});
      all.push_back({id.value, in.value, place, state});
    }
    shelf.add(shelf.foreign, "96001");
    for (int turn = 0; turn < 60; ++turn) {
      RemarksAsked asked;
      asked.scenario = shelf.scenario;
      if (random.below(2) == 0) asked.concertation = shelf.second;
      if (random.below(2) == 0) asked.state = static_cast<RemarkState>(random.below(3));
      if (random.below(2) == 0) asked.place = places[random.below(3)];
      asked.order = static_cast<RemarkOrder>(random.below(4));
      asked.offset = static_cast<std::int32_t>(random.below(5));
      asked.limit = static_cast<std::int32_t>(random.below(20));
      std::vector<Kept> expected;
      for (const Kept& one : all)
        if ((!asked.concertation || one.concertation == asked.concertation->value) &&
            (!asked.state || one.state == *asked.state) && (!asked.place || one.place == *asked.place))
          expected.push_back(one);
      std::sort(expected.begin(), expected.end(), [&](const Kept& a, const Kept& b) {
        if (asked.order == RemarkOrder::place && a.place != b.place) return a.place < b.place;
        if (asked.order == RemarkOrder::state && a.state != b.state) return a.state < b.state;
        return asked.order == RemarkOrder::oldest ? a.id < b.id : a.id > b.id;
      });
      std::vector<std::int64_t> ids;
      for (std::size_t i = static_cast<std::size_t>(asked.offset); i < expected.size(); ++i)
        if (ids.size() < static_cast<std::size_t>(asked.limit)) ids.push_back(expected[i].id);
      CHECK(shelf.ids(asked) == ids);
    }
  });
}

#include "modules/planning/network/store_network.hpp"

#include <doctest/doctest.h>

#include "modules/planning/labels.hpp"
#include "modules/planning/network/testing/town.hpp"
#include "platform/json/json.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

StudyRow row_of(const std::string& name) {
  const auto snapshot = town({"12"});
  auto request = usual_study();
  request.name = name;
  StudyRow row;
  row.name = name;
  row.created_at = "2026-03-01T09:00:00.000Z";
  row.created_by = "Claire";
  row.at = Date(2025, 6, 1);
  row.request = platform::to_json(request);
  row.houses = houses_text(*houses_of(request, snapshot, {site_in(snapshot, 0)}));
  row.units = joined_codes(snapshot.codes);
  row.grid = R"({"size_m":200})";
  return row;
}

FoundNetwork found(std::int32_t index, std::vector<std::int32_t> open) {
  FoundNetwork out;
  out.point.index = index;
  out.point.houses = static_cast<std::int32_t>(open.size());
  out.point.value = 1.0 / 3;
  out.point.reach.within = {0.1, 0.2, 0.3};
  if (index > 0) out.point.bound = 0.25;
  out.open = std::move(open);
  return out;
}

void on_store(const std::function<void(sql::Database&)>& test) {
  maillage::testing::for_each_database({"platform", "access", "territory", "planning"}, test);
}

}  // namespace

TEST_CASE("a study comes back as it was kept, with its houses to the tenth of a metre") {
  on_store([](sql::Database& database) {
    auto row = row_of("Réseau d’été");
    auto houses = houses_of(row.houses);
    houses[0].x = 652'381.37;
    houses[0].name = "L’« Oasis », \"annexe\"";
    row.houses = houses_text(houses);
    const auto id = database.writing([&](sql::Session& session) {
      const StudyId made = insert_study(session, row);
      attach_job(session, made, 41);
      return made;
    });
    const auto kept = database.reading([&](sql::Session& session) { return find_study(session, id); });
    REQUIRE(kept);
    CHECK((kept->name == row.name && kept->created_by == "Claire" && kept->at == row.at && kept->job_id == 41));
    CHECK(kept->grid == row.grid);
    CHECK(study_request_of(kept->request).candidates == Candidates::units);
    const auto read = houses_of(kept->houses);
    REQUIRE(read.size() == houses.size());
    CHECK((read[0].x == houses[0].x && read[0].name == houses[0].name && read[0].existing && !read[1].existing));
    CHECK_FALSE(database.reading([&](sql::Session& session) { return find_study(session, {id.value + 1}); }));
  });
}

TEST_CASE("the networks of a study replace those before them, and no other's") {
  on_store([](sql::Database& database) {
    const auto [first, second] = database.writing([&](sql::Session& session) {
      const auto a = insert_study(session, row_of("a")), b = insert_study(session, row_of("b"));
      save_curve(session, a, {found(0, {0}), found(1, {0, 2}), found(2, {0, 1, 2})});
      save_curve(session, b, {found(0, {1})});
      save_curve(session, a, {found(0, {2}), found(1, {1, 2})});
      return std::pair(a, b);
    });
    database.read([&](sql::Session& session) {
      const auto curve = curve_of(session, first);
      REQUIRE(curve.size() == 2);
      CHECK((curve[0].value == 1.0 / 3 && !curve[0].bound && curve[1].bound == 0.25));
      CHECK(curve[1].reach.within == std::vector<double>{0.1, 0.2, 0.3});
      CHECK(find_network(session, first, 1)->open == std::vector<std::int32_t>{1, 2});
      CHECK_FALSE(find_network(session, first, 2));
      CHECK(find_network(session, second, 0)->open == std::vector<std::int32_t>{1});
      const auto listed = studies(session);
      REQUIRE(listed.size() == 2);
      CHECK((listed[0].name == "b" && listed[0].networks == 1 && listed[1].networks == 2));
    });
  });
}

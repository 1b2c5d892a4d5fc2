// What a study asks and answers, against the enumeration of every network of a small town.
#include "modules/planning/network/study.hpp"

#include <doctest/doctest.h>

#include <set>

#include "modules/planning/network/testing/town.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

// Every ascending choice of `n` of the houses that holds those that must stay open.
std::vector<std::vector<std::int32_t>> choices(const StudyQuestion& question, std::int32_t n) {
  std::vector<std::vector<std::int32_t>> out;
  const std::size_t count = question.houses.size();
  for (std::uint32_t mask = 0; mask < 1U << count; ++mask) {
    std::vector<std::int32_t> open;
    bool lawful = true;
    for (std::size_t h = 0; h < count; ++h) {
      const bool in = mask >> h & 1U;
      if (in) open.push_back(static_cast<std::int32_t>(h));
      const auto& closable = question.request.closable;
      const House& house = question.houses[h];
      lawful = lawful && (in || !house.existing || std::count(closable.begin(), closable.end(), house.code) > 0);
    }
    if (lawful && static_cast<std::int32_t>(open.size()) == n) out.push_back(open);
  }
  return out;
}

double best_value(const StudyQuestion& question, std::int32_t n) {
  const auto costs = costs_of(*question.snapshot, question.houses, question.ways);
  const bool cover = question.request.aim == NetworkAim::cover;
  double best = cover ? -1 : 1e9;
  for (const auto& open : choices(question, n)) {
    const double value = point_of(question, costs, open).value;
    best = cover ? std::max(best, value) : std::min(best, value);
  }
  return best;
}

std::vector<FoundNetwork> computed(const StudyQuestion& question) {
  return compute(question, 7, nullptr, [](double, const std::vector<FoundNetwork>&) {}).curve;
}

std::string refused(const StudyRequest& request, const territory::Snapshot& snapshot,
                    const std::vector<territory::SiteInUnit>& sites,
                    const std::vector<territory::Quantity>& quantities = {}) {
  auto houses = houses_of(request, snapshot, sites);
  if (!houses) return houses.problem().code + houses.problem().field;
  const auto asked = question_of(request, std::make_shared<const territory::Snapshot>(snapshot), *std::move(houses),
                                 quantities, crow_of(request, snapshot.at));
  return asked ? "accepted" : asked.problem().code + asked.problem().field;
}

}  // namespace

TEST_CASE("each number of houses gets the best network there is, and says so") {
  Random random(21);
  for (int turn = 0; turn < 12; ++turn) {
    const auto snapshot = any_town(random, 2, 5);
    auto request = usual_study();
    request.aim = turn % 2 == 0 ? NetworkAim::mean : NetworkAim::cover;
    request.radius_minutes = 1 + turn % 3;
    request.houses_max = 4;
    const std::vector<territory::SiteInUnit> sites{site_in(snapshot, 0), site_in(snapshot, 9)};
    if (turn % 3 > 0) request.closable = {"S9"};
    if (turn % 3 > 1) request.closable.push_back("S0");
    request.houses_min = std::max(1, 2 - static_cast<std::int32_t>(request.closable.size()));
    const auto question = asked_of(request, snapshot, sites);
    for (const FoundNetwork& found : computed(question)) {
      CAPTURE(turn);
      CAPTURE(found.point.houses);
      CHECK(found.point.value == doctest::Approx(best_value(question, found.point.houses)).epsilon(1e-6));
      CHECK(found.point.status == StudyStatus::optimal);
      REQUIRE(found.point.bound);
      CHECK(*found.point.bound == doctest::Approx(found.point.value).epsilon(1e-5));
      for (std::size_t h = 0; h < question.houses.size(); ++h)
        if (question.houses[h].existing &&
            std::count(request.closable.begin(), request.closable.end(), question.houses[h].code) == 0)
          CHECK(std::binary_search(found.open.begin(), found.open.end(), static_cast<std::int32_t>(h)));
    }
  }
}

TEST_CASE("one more house never makes the network worse, and every point has a network of its own") {
  Random random(22);
  const auto snapshot = any_town(random, 4, 6);
  for (const NetworkAim aim : {NetworkAim::mean, NetworkAim::cover}) {
    auto request = usual_study();
    request.aim = aim;
    request.radius_minutes = 1;
    request.houses_max = 24;
    const auto curve = computed(asked_of(request, snapshot, {}));
    REQUIRE(curve.size() > 3);
    std::set<std::vector<std::int32_t>> seen;
    for (std::size_t i = 0; i < curve.size(); ++i) {
      CHECK(curve[i].point.index == static_cast<std::int32_t>(i));
      CHECK(curve[i].point.houses == static_cast<std::int32_t>(curve[i].open.size()));
      CHECK(seen.insert(curve[i].open).second);
      if (i == 0) continue;
      CHECK(curve[i].point.houses > curve[i - 1].point.houses);
      const double gain = curve[i].point.value - curve[i - 1].point.value;
      CHECK((aim == NetworkAim::cover ? gain >= -1e-9 : gain <= 1e-9));
    }
  }
}

TEST_CASE("houses opened, closed and kept are counted as the planner counts them") {
  const auto snapshot = town({"9119"});
  auto request = usual_study();
  request.closable = {"S1", "S2"};
  request.houses_min = request.houses_max = 2;
  const auto question = asked_of(request, snapshot, {site_in(snapshot, 1), site_in(snapshot, 2)});
  const auto curve = computed(question);
  REQUIRE(curve.size() == 1);
  CHECK((curve[0].point.opened == 2 && curve[0].point.closed == 2 && curve[0].point.houses == 2));
  CHECK(curve[0].point.value == doctest::Approx(0.1));  // 200 of 2 000 residents are a minute away
  const auto kept = computed(asked_of(
      [&] {
        auto one = request;
        one.closable = {};
        return one;
      }(),
      snapshot, {site_in(snapshot, 1), site_in(snapshot, 2)}));
  REQUIRE(kept.size() == 1);
  CHECK((kept[0].point.opened == 0 && kept[0].point.closed == 0));
}

TEST_CASE("a study may serve another public than the residents") {
  const auto snapshot = town({"91119"});
  auto request = usual_study();
  request.target = "rsa";
  request.houses_max = 1;
  const auto question = asked_of(request, snapshot, {}, {quantity("rsa", {0, 0, 1'000, 7'500, 0})});
  const auto curve = computed(question);
  REQUIRE(curve.size() == 1);
  CHECK(question.houses[static_cast<std::size_t>(curve[0].open[0])].unit == 3);
  CHECK(curve[0].point.value == doctest::Approx(1 / 8.5));
}

TEST_CASE("a quarter that nobody can place is left out of the minutes, and of no share") {
  auto snapshot = town({"1113"});
  snapshot.centres[3] = {};
  auto request = usual_study();
  request.houses_max = 1;
  const auto mean = computed(asked_of(request, snapshot, {}));
  REQUIRE(mean.size() == 1);
  CHECK(mean[0].point.value == doctest::Approx(2.0 / 3));
  CHECK(*mean[0].point.bound == doctest::Approx(2.0 / 3));
  request.aim = NetworkAim::cover;
  request.radius_minutes = 1;
  const auto cover = computed(asked_of(request, snapshot, {}));
  REQUIRE(cover.size() == 1);
  CHECK(cover[0].point.value == doctest::Approx(0.5));
}

TEST_CASE("what cannot be asked is refused in its field") {
  const auto snapshot = town({"1234"});
  const std::vector<territory::SiteInUnit> sites{site_in(snapshot, 0), site_in(snapshot, 1)};
  const auto with = [&](auto change) {
    auto request = usual_study();
    request.houses_min = 2;
    change(request);
    return refused(request, snapshot, sites, {quantity("rsa", {1, 1, 1, 1}), quantity("vide", {0, 0, 0, 0})});
  };
  CHECK(with([](StudyRequest&) {}) == "accepted");
  CHECK(with([](StudyRequest& r) { r.name = ""; }) == "planning.missing/name");
  CHECK(with([](StudyRequest& r) { r.name = std::string(401, 'a'); }) == "planning.too_long/name");
  CHECK(with([](StudyRequest& r) { r.radius_minutes = 0; }) == "planning.outside/radius_minutes");
  CHECK(with([](StudyRequest& r) { r.radius_minutes = 181; }) == "planning.outside/radius_minutes");
  CHECK(with([](StudyRequest& r) { r.seconds = 0; }) == "planning.outside/seconds");
  CHECK(with([](StudyRequest& r) { r.seconds = 601; }) == "planning.outside/seconds");
  CHECK(with([](StudyRequest& r) { r.detour = 0.5; }) == "planning.outside/detour");
  CHECK(with([](StudyRequest& r) { r.speed_kmh = 400; }) == "planning.outside/speed_kmh");
  CHECK(with([](StudyRequest& r) { r.kinds = {"mairie"}; }) == "planning.unknown_site_kind/kinds");
  CHECK(with([](StudyRequest& r) { r.target = "inconnu"; }) == "planning.unknown_quantity/target");
  CHECK(with([](StudyRequest& r) { r.target = "vide"; }) == "planning.nobody_to_serve/target");
  CHECK(with([](StudyRequest& r) { r.target = "rsa"; }) == "accepted");
  CHECK(with([](StudyRequest& r) { r.closable = {"S3"}; }) == "planning.unknown_house/closable");
  CHECK(with([](StudyRequest& r) { r.closable = {"96102"}; }) == "planning.unknown_house/closable");  // a candidate
  CHECK(with([](StudyRequest& r) { r.houses_min = 1; }) == "planning.outside/houses_min");            // two stay
  CHECK(with([](StudyRequest& r) { r.houses_min = 5; }) == "planning.outside/houses_min");
  CHECK(with([](StudyRequest& r) { r.houses_max = 1; }) == "planning.outside/houses_max");
  CHECK(with([](StudyRequest& r) { r.houses_max = 5; }) == "planning.outside/houses_max");
}

TEST_CASE("a public of which some places are unknown is not served blindly, nor is a territory of which nothing is") {
  const auto snapshot = town({"12"});
  auto births = quantity("naissances", {1, 1});
  births.missing = {1};
  auto request = usual_study();
  request.houses_max = 1;
  request.target = "naissances";
  CHECK(refused(request, snapshot, {}, {births}) == "planning.quantity_incomplete/target");
  CHECK(refused(usual_study(), {}, {}) == "planning.no_territory/at");
  request.target = kResidents;
  request.candidates = Candidates::none;
  CHECK(refused(request, snapshot, {}) == "planning.no_house_possible/candidates");
}

TEST_CASE("what was computed with is written down: usual values may change one day") {
  const auto snapshot = town({"12"});
  auto request = usual_study();
  request.houses_max = 1;
  request.detour.reset();
  request.speed_kmh.reset();
  const auto question = asked_of(request, snapshot, {});
  CHECK((question.request.detour == 1.3 && question.request.speed_kmh == 40));
  CHECK(question.request.at == snapshot.at);
}

TEST_CASE("the network shown first is where the curve bends") {
  const auto curve = [](const std::vector<double>& values) {
    std::vector<NetworkPoint> out;
    for (const double value : values) {
      NetworkPoint point;
      point.index = static_cast<std::int32_t>(out.size());
      point.houses = point.index + 3;
      point.value = value;
      out.push_back(point);
    }
    return out;
  };
  CHECK(best_of(std::vector<NetworkPoint>{}) == -1);
  CHECK(best_of(curve({5})) == 0);
  CHECK(best_of(curve({20, 10, 9, 8, 7})) == 1);
  CHECK(best_of(curve({0.2, 0.5, 0.9, 0.91, 0.92})) == 2);  // the same when more is better
  CHECK(best_of(curve({4, 3, 2, 1})) == 0);                 // a straight line bends nowhere
}

TEST_CASE("a study that is stopped at once gives back what it has, lawful") {
  Random random(23);
  const auto snapshot = any_town(random, 6, 8);
  auto request = usual_study();
  request.houses_max = 20;
  const auto question = asked_of(request, snapshot, {});
  const std::atomic<bool> stop{true};
  for (const FoundNetwork& found : compute(question, 1, &stop, [](double, const std::vector<FoundNetwork>&) {}).curve) {
    CHECK_FALSE(found.open.empty());
    if (found.point.bound) CHECK(*found.point.bound <= found.point.value + 1e-9);
  }
}

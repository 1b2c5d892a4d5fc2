// What a study may be asked and may answer besides a curve, and what is decided of it, on both databases.
#include <doctest/doctest.h>

#include "modules/planning/network/testing/square.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

TEST_CASE("an impossible study says why, by the names of the places") {
  on_network([](Square& square) {
    auto request = usual_request_of_study();
    request.aim = NetworkAim::everyone;
    request.radius_minutes = 1;
    request.candidates = Candidates::none;
    const auto started = square.start(request);
    CHECK(square.desk.end_of(started.job_id).state == platform::JobState::done);
    const auto page = square.page(started.id);
    CHECK((page.curve.empty() && page.best == -1 && !page.today));
    REQUIRE(page.impossibility);
    CHECK(page.impossibility->code == "demand_unreachable");
    CHECK(page.impossibility->units_in_all >= 8);
    REQUIRE(page.impossibility->units.size() == 5);
    CHECK(page.impossibility->units[0].starts_with("Commune "));
    request.radius_minutes = 30;
    const auto possible = square.start(request);
    square.desk.end_of(possible.job_id);
    CHECK_FALSE(square.page(possible.id).impossibility);
  });
}

TEST_CASE("budgets, capacities and places that make no sense are refused in their field") {
  on_network([](Square& square) {
    const auto refused = [&](const std::function<void(StudyRequest&)>& change) {
      auto request = usual_request_of_study();
      change(request);
      return square.refused(kStudies, posted(request));
    };
    CHECK(refused([](auto& one) { one.aim = NetworkAim::budget; }) == "422 planning.budget_missing/budget");
    CHECK(refused([](auto& one) { one.aim = NetworkAim::budget, one.budget = 1e5; }) ==
          "422 planning.budget_missing/usual_price");
    CHECK(refused([](auto& one) { one.usual_capacity = 0; }) == "422 planning.outside/usual_capacity");
    CHECK(refused([](auto& one) {
            one.places = {{"P", "x", {}, {}, {}, {}, {}, {}}};
          }) == "422 planning.place_nowhere/places");
  });
}

TEST_CASE("capacities and places told go from the request to the network that is shown") {
  on_network([](Square& square) {
    auto request = usual_request_of_study();
    request.candidates = Candidates::none;
    request.places = {{"P1", "Halle", 2.335, 48.975, 5e4, {}, 1'500, "lundi"}};
    request.usual_capacity = 1'500;
    request.houses_max = 3;
    const auto started = square.start(request);
    square.desk.end_of(started.job_id);
    const auto page = square.page(started.id);
    REQUIRE_FALSE(page.curve.empty());
    const auto network = square.network(started.id, static_cast<std::int32_t>(page.curve.size()) - 1);
    CHECK((network.houses.back().code == "P1" && network.houses.back().hours == "lundi"));
    for (const std::int64_t residents : network.after.residents) CHECK(residents <= 1'500);
    CHECK(network.after.publics[0].mean_minutes == doctest::Approx(network.point.value));
  });
}

TEST_CASE("a network is submitted, taken back, adopted or rejected as a scenario is") {
  on_network([](Square& square) {
    const auto started = square.start(usual_request_of_study());
    square.desk.end_of(started.job_id);
    const std::string stage = Square::at(started.id, "/stage");
    const auto asking = [](const char* to, int network, const char* note, const char* who) {
      return Asking{"POST",
                    std::string(R"({"stage":")") + to + R"(","network":)" + std::to_string(network) + R"(,"note":")" +
                        note + "\"}",
                    who};
    };
    CHECK(square.refused(stage, asking("adopted", 0, "", "executive")) == "409 planning.no_such_passage/stage");
    CHECK(square.refused(stage, asking("submitted", 9, "", "planner")) == "404 planning.unknown_network/network");
    CHECK(square.refused(stage, asking("submitted", 0, "", "executive")) == "403 planning.planner_decides/stage");
    CHECK(square.desk.ask(stage, asking("submitted", 0, "", "administrator")).status == 403);
    const auto before = audit_length(square.desk);
    const auto submitted = square.desk.read<StudyPage>(stage, asking("submitted", 1, "Deux maisons", "planner"));
    CHECK((submitted.stage == Stage::submitted && submitted.chosen == 1 && submitted.stages.size() == 1));
    CHECK(audit_length(square.desk) == before + 1);
    CHECK(square.refused(stage, asking("adopted", 0, "", "planner")) == "403 planning.executive_decides/stage");
    CHECK(square.refused(stage, asking("rejected", 0, "", "executive")) == "422 planning.missing/note");
    square.desk.read<StudyPage>(stage, asking("amended", 0, "", "planner"));
    square.desk.read<StudyPage>(stage, asking("submitted", 2, "", "planner"));
    const auto adopted = square.desk.read<StudyPage>(stage, asking("adopted", 0, "Accord", "executive"));
    CHECK((adopted.stage == Stage::adopted && adopted.chosen == 2));
    REQUIRE(adopted.stages.size() == 4);
    CHECK((adopted.stages[0].note == "Deux maisons" && adopted.stages[0].decided_by == "Claire"));
    CHECK((adopted.stages[3].network == 2 && adopted.stages[3].decided_by == "Marc"));
    CHECK(square.desk.read<StudyList>(kStudies).items.at(0).stage == Stage::adopted);
    CHECK(square.refused(stage, asking("submitted", 0, "", "planner")) == "409 planning.no_such_passage/stage");
    CHECK(square.refused(Square::at(77, "/stage"), asking("submitted", 0, "", "planner")) ==
          "404 planning.unknown_study/id");
  });
}

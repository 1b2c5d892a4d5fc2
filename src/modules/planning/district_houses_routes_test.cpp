// Houses of districts, as the routes and the files give them.
#include <doctest/doctest.h>

#include <set>

#include "modules/planning/testing/desk.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

TEST_CASE("asked through the API, houses are in the plans, in the files and in the request, on both databases") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    import_usual(desk);
    auto request = usual_request();
    request.districts_max = 2;
    request.houses = HousesAsked{Candidates::communes, 1};
    request.territories.reset();
    desk.import_file("kind=sites&file_name=sites.csv&valid_from=2020-01-01",
                     "id,nom,type,longitude,latitude,code_insee\nN1,MDS du Nord,mds,2.305,49.005,96100\n");
    const auto started = desk.propose(request);
    desk.end_of(started.job_id);
    const std::string path = "/planning/proposals/" + std::to_string(started.id);
    const auto page = desk.read<ProposalPage>(path);
    REQUIRE(page.request.houses);
    CHECK(page.request.houses->candidates == Candidates::communes);
    REQUIRE_FALSE(page.front.empty());
    const auto plan = desk.read<PlanPage>(path + "/plans/0");
    REQUIRE(plan.summary.houses);
    std::set<std::string> held;
    for (const DistrictHouse& house : plan.summary.houses->of_district) held.insert(house.name);
    CHECK(held.contains("MDS du Nord"));
    CHECK(held.size() == 2);
    const auto csv = desk.ask(path + "/plans/0/export?format=csv");
    CHECK(csv.body->find("district_name,house\r\n") != std::string::npos);
    CHECK(csv.body->find(",MDS du Nord\r\n") != std::string::npos);
    CHECK(desk.ask(path + "/plans/0/export?format=geojson").body->find(R"("house":"MDS du Nord")") !=
          std::string::npos);
    request.houses = HousesAsked{Candidates::none, 2};
    const auto problem = desk.refusal("/planning/proposals", {"POST", platform::to_json(request)});
    CHECK(problem.code == "planning.outside");
    CHECK(problem.field == "/houses/opened_at_most");
    request.houses = HousesAsked{};
    const auto alone = desk.propose(request);
    desk.end_of(alone.job_id);
    const auto why = desk.read<ProposalPage>("/planning/proposals/" + std::to_string(alone.id)).impossibility;
    REQUIRE(why);
    CHECK(why->code == "too_few_seats");
  });
}

// The published plans, evaluated again: the referee must measure what the papers measured.
#include "engines/districting/testing/published.hpp"

#include <doctest/doctest.h>

#include "engines/districting/districting.hpp"

namespace maillage::engines::districting {
namespace {

Plan published_plan(const PublishedRow& known) {
  const std::string folder = open_data_folder() + "/districting/" + known.at("level") + "/" + known.at("state");
  std::map<std::string, District> district_of;
  for (const PublishedRow& row : published_rows(folder + "/plan_published_moi.csv"))
    district_of[row.at("geoid")] = std::stoi(row.at("district"));
  Plan plan;
  for (const PublishedRow& row : published_rows(folder + "/units.csv")) plan.push_back(district_of.at(row.at("geoid")));
  if (*std::min_element(plan.begin(), plan.end()) == 1)
    for (District& d : plan) --d;
  return plan;
}

TEST_CASE("published plans have their published inertia, cut edges and lawfulness") {
  if (open_data_folder().empty()) {
    MESSAGE("skipped: MAILLAGE_OPENDATA not set");
    return;
  }
  int read = 0;
  for (const PublishedRow& known : published_rows(open_data_folder() + "/districting/known.csv")) {
    if (known.at("state") == "OH")
      continue;  // its published plan is cut by an island that has no neighbour in the source
    CAPTURE(known.at("level") + "/" + known.at("state"));
    const Instance instance = published_instance(known);
    const Evaluation value = evaluate(instance, published_plan(known));
    CHECK(value.inertia / 1e6 == doctest::Approx(std::stod(known.at("plan_reeval"))).epsilon(1e-7));
    CHECK(value.cut_edges == std::stoll(known.at("plan_cut_edges")));
    CHECK(value.lawful());
    ++read;
  }
  CHECK(read == 17);
}

TEST_CASE("small published optima are found, and nothing better is") {
  if (open_data_folder().empty()) {
    MESSAGE("skipped: MAILLAGE_OPENDATA not set");
    return;
  }
  for (const PublishedRow& known : published_rows(open_data_folder() + "/districting/known.csv")) {
    if (known.at("level") != "county" || (known.at("state") != "NM" && known.at("state") != "ME")) continue;
    CAPTURE(known.at("state"));
    Instance instance = published_instance(known);
    Limits limits{.seconds = 60, .rounds = 12};
    const Answer compact = search(instance, limits);
    CHECK(compact.objective / 1e6 == doctest::Approx(std::stod(known.at("plan_reeval"))).epsilon(1e-7));
    instance.objective = Objective::cut_edges;
    CHECK(search(instance, limits).objective == std::stod(known.at("cut_edges_best")));
  }
}

}  // namespace
}  // namespace maillage::engines::districting

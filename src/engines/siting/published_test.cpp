// Published optima: reached, never passed by a bound.
#include "engines/siting/testing/published.hpp"

#include <doctest/doctest.h>

#include "engines/siting/siting.hpp"

namespace maillage::engines::siting {
namespace {

bool no_data() {
  if (!open_data_folder().empty()) return false;
  MESSAGE("skipped: MAILLAGE_OPENDATA not set");
  return true;
}

double known_value(const std::string& departement, const std::string& problem) {
  for (const PublishedRow& row : published_rows(open_data_folder() + "/territory/known.csv"))
    if (row.at("departement") == departement && row.at("problem") == problem) return std::stod(row.at("value"));
  FAIL("no such row");
  return 0;
}

TEST_CASE("OR-Library: the small ones are proved") {
  if (no_data()) return;
  for (const PublishedRow& row : published_rows(open_data_folder() + "/location/pmed/known.csv")) {
    if (std::stoi(row.at("n")) > 200) continue;
    CAPTURE(row.at("instance"));
    const Answer answer = solve(pmed_instance(row.at("instance")), {.seconds = 20});
    CHECK(answer.status == Status::optimal);
    CHECK(answer.value == std::stod(row.at("pmedian_optimum")));
    CHECK(answer.bound == answer.value);
  }
}

TEST_CASE("OR-Library: vertex centers") {
  if (no_data()) return;
  for (const PublishedRow& row : published_rows(open_data_folder() + "/location/pmed/known.csv")) {
    if (std::stoi(row.at("n")) > 200) continue;
    CAPTURE(row.at("instance"));
    Instance instance = pmed_instance(row.at("instance"));
    instance.model = Model::center;
    const Answer answer = solve(instance, {.seconds = 20});
    CHECK(answer.status == Status::optimal);
    CHECK(answer.value == std::stod(row.at("pcenter_optimum")));
  }
}

TEST_CASE("a cut short run has a bound that no optimum is below") {
  if (no_data()) return;
  for (const char* name : {"pmed13", "pmed15"}) {
    for (const PublishedRow& row : published_rows(open_data_folder() + "/location/pmed/known.csv")) {
      if (row.at("instance") != name) continue;
      const Answer answer = solve(pmed_instance(name), {.seconds = 0.05});
      CHECK(answer.value >= std::stod(row.at("pmedian_optimum")));
      CHECK(answer.bound.value_or(0) <= std::stod(row.at("pmedian_optimum")));
    }
  }
}

TEST_CASE("communes of 64 and 93: median, set cover and cover") {
  if (no_data()) return;
  struct Case {
    const char* departement;
    Site open;
    double radius_m;
  };
  for (const Case& one : {Case{"64", 12, 15000}, Case{"93", 8, 4000}}) {
    CAPTURE(one.departement);
    Instance instance = commune_instance(one.departement, Model::median, one.open, 1000);
    const Answer median = solve(instance, {.seconds = 20});
    CHECK(median.status == Status::optimal);
    CHECK(median.value == doctest::Approx(known_value(one.departement, "p-median")).epsilon(1e-9));
    instance = commune_instance(one.departement, Model::set_cover, 0, 1);
    instance.radius = one.radius_m;
    const Answer cover_all = solve(instance, {.seconds = 20});
    CHECK(cover_all.status == Status::optimal);
    CHECK(cover_all.value == known_value(one.departement, "LSCP"));
    if (one.open == 12) continue;  // 64 takes seconds: the bench proves it
    instance.model = Model::cover;
    instance.open = one.open;
    const Answer cover = solve(instance, {.seconds = 20});
    CHECK(cover.status == Status::optimal);
    CHECK(cover.value == known_value(one.departement, "MCLP"));
  }
}

}  // namespace
}  // namespace maillage::engines::siting

#include <doctest/doctest.h>

#include "engines/siting/siting.hpp"
#include "engines/siting/testing/small.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

TEST_CASE("a curve has the best value of each number of sites, and never worsens") {
  Random random(31);
  for (const Model model : {Model::median, Model::center, Model::cover}) {
    Instance instance = random_instance(random, model, {.demands = 10, .sites = 8, .whole = false});
    const auto points = curve(instance, 1, 20, {.seconds = 30});
    REQUIRE(points.size() == 8);
    for (std::size_t i = 0; i < points.size(); ++i) {
      CAPTURE(i);
      instance.open = points[i].open;
      CHECK(points[i].open == static_cast<Site>(i) + 1);
      CHECK(points[i].answer.status == Status::optimal);
      CHECK(points[i].answer.value == doctest::Approx(*brute_best(instance)).epsilon(1e-6));
      if (i == 0) continue;
      const double sign = model == Model::cover ? -1 : 1;
      CHECK(sign * points[i].answer.value <= sign * points[i - 1].answer.value + 1e-9);
      CHECK(sign * *points[i].answer.bound <= sign * *points[i - 1].answer.bound + 1e-9);
    }
  }
}

TEST_CASE("a curve tells its points as they come, and explains those that cannot be") {
  Random random(32);
  Instance instance = random_plane(random, Model::median, 20, 100, 1);
  instance.sites[3].rule = instance.sites[5].rule = Rule::open;
  std::size_t told = 0;
  const auto points = curve(instance, 1, 4, {.seconds = 10}, [&](double fraction, const auto& so_far) {
    ++told;
    CHECK(so_far.size() == told);
    CHECK(fraction == doctest::Approx(static_cast<double>(told) / 4));
  });
  CHECK(told == 4);
  REQUIRE(points.front().answer.why);
  CHECK(points.front().answer.why->code == "too_many_fixed");
  CHECK(points[1].answer.open == std::vector<Site>{3, 5});
}

TEST_CASE("without time, the points that follow keep lawful sites") {
  Random random(33);
  const Instance instance = random_plane(random, Model::median, 200, 1000, 9);
  const auto points = curve(instance, 3, 9, {.seconds = 0.01});
  REQUIRE(points.size() == 7);
  for (const CurvePoint& point : points) {
    if (point.answer.status == Status::unknown) continue;
    CHECK(point.answer.open.size() <= static_cast<std::size_t>(point.open));
    CHECK(evaluate(instance, point.answer.open).value == doctest::Approx(point.answer.value));
  }
}

}  // namespace
}  // namespace maillage::engines::siting

// The law of a draw against every map there is.
#include "modules/planning/ensemble/ensemble.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "engines/districting/ensemble_rank.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/spanning_trees.hpp"
#include "modules/planning/testing/text_map.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

namespace districting = engines::districting;

// Sixteen quarters, two missions that cut them in four.
EnsembleQuestion question_on(const std::vector<std::string>& hundreds, std::int32_t districts, double balance) {
  auto snapshot = grid(hundreds, hundreds);
  snapshot.missions = {mission("ase", {"AABB", "AABB", "CCDD", "CCDD"}),
                       mission("ssd", {"XXXX", "YYYY", "YYYY", "ZZZZ"})};
  EnsembleQuestion out;
  out.asked.missions = {"ase", "ssd"};
  out.asked.districts = districts;
  out.asked.balance = balance;
  out.asked.maps = 60'000;
  ProposalRequest request;
  request.missions = out.asked.missions;
  request.districts_min = request.districts_max = districts;
  request.balance = balance;
  out.question = question_of(request, snapshot);
  return out;
}

// Of each measure, the exact share of each value it takes: every lawful map, in proportion to its spanning trees.
std::vector<std::map<double, double>> law_of(const districting::Instance& instance) {
  std::vector<engines::Plan> plans;
  std::vector<double> trees;
  double total = 0;
  districting::testing::for_each_lawful(instance, [&](const engines::Plan& plan) {
    plans.push_back(plan);
    trees.push_back(1);
    for (engines::District d = 0; d < instance.districts; ++d)
      trees.back() *= districting::testing::spanning_trees(instance.graph, plan, d);
    total += trees.back();
  });
  REQUIRE(plans.size() > 50);
  const auto values = districting::measures_of(instance, plans);
  std::vector<std::map<double, double>> out(values.front().size());
  for (std::size_t p = 0; p < plans.size(); ++p)
    for (std::size_t m = 0; m < out.size(); ++m) out[m][values[p][m]] += trees[p] / total;
  return out;
}

double above(const std::map<double, double>& law, double value) {
  double sum = 0;
  for (const auto& [met, share] : law) sum += met > value * (1 + 1e-3) ? share : 0;
  return sum;
}

}  // namespace

TEST_CASE("law: on a 4 × 4 grid, places and quantiles are those of all its maps, each by its spanning trees") {
  const auto question = question_on({"1111", "1111", "1111", "1111"}, 4, 0.25);
  const auto law = law_of(instance_of(question.question, 4));
  const auto drawn = draw(question, 5, 2, nullptr, {});
  REQUIRE(drawn.complete);
  CHECK(drawn.chains == kChains);
  REQUIRE(drawn.distributions.size() == law.size());
  for (std::size_t m = 0; m < law.size(); ++m) {
    CAPTURE(drawn.names[m]);
    const auto& d = drawn.distributions[m];
    CHECK(districting::chains_agree(d));
    CHECK(d.least == doctest::Approx(law[m].begin()->first));
    CHECK(d.most == doctest::Approx(law[m].rbegin()->first));
    double mean = 0;
    for (const auto& [value, share] : law[m]) mean += share * value;
    CHECK(d.mean == doctest::Approx(mean).epsilon(0.01));
    const double error = 4 / std::sqrt(d.independent);  // far more than a share drawn that often strays
    for (const auto& [value, share] : law[m]) {
      const auto rank = districting::rank_of(d, value);
      CHECK(std::fabs(rank.better_than - above(law[m], value)) < error);
    }
    // A quantile is a value that about that share of the maps do not exceed, and the values before it fewer.
    for (const double share : {0.05, 0.25, 0.5, 0.75, 0.95}) {
      const double value = d.sketch.quantile(share);
      CHECK(1 - above(law[m], value) > share - error);
      if (value > 0) CHECK(1 - above(law[m], value * (1 - 3e-3)) < share + error);
    }
  }
}

TEST_CASE("law: maps that are alike but for their trees are not drawn alike") {
  // Halves of a 4 × 4 grid: two straight ones of 15 trees a side outweigh what winds.
  const auto question = question_on({"1111", "1111", "1111", "1111"}, 2, 0);
  const auto law = law_of(instance_of(question.question, 2));
  std::map<double, double> evenly;
  const auto instance = instance_of(question.question, 2);
  double count = 0;
  districting::testing::for_each_lawful(instance, [&](const engines::Plan& plan) {
    evenly[districting::measures_of(instance, plan)[1]] += 1;
    ++count;
  });
  const auto drawn = draw(question, 3, 1, nullptr, {});
  const double straight = 1 - drawn.distributions[1].sketch.share_above(4);
  CHECK(straight == doctest::Approx(law[1].at(4)).epsilon(0.1));
  CHECK(straight > 5 * evenly.at(4) / count);
}

TEST_CASE("a draw depends on its seed alone, tells as it goes, and stops when asked") {
  auto question = question_on({"1212", "2121", "1212", "3111"}, 3, 0.3);
  question.asked.maps = 4'000;
  const auto once = draw(question, 9, 1, nullptr, {}), again = draw(question, 9, 3, nullptr, {});
  CHECK(once.plans == 4'000);
  for (std::size_t m = 0; m < once.distributions.size(); ++m)
    CHECK(once.distributions[m].mean == again.distributions[m].mean);
  CHECK(draw(question, 10, 1, nullptr, {}).distributions[0].mean != once.distributions[0].mean);

  question.asked.maps = 1'000'000;
  std::atomic<bool> stop = false;
  double told = 0;
  int looks = 0;
  const auto stopped = draw(question, 9, 1, &stop,
                            {[&](double fraction) {
                               CHECK(fraction >= told);
                               told = fraction;
                             },
                             [&](const districting::Ensemble& so_far) { stop = so_far.plans > 0 && ++looks == 2; }});
  CHECK(looks == 2);
  CHECK(told > 0);
  CHECK_FALSE(stopped.complete);
  CHECK(stopped.seconds < 5);
  CHECK(static_cast<std::int64_t>(stopped.distributions[0].sketch.count()) >= stopped.plans);
}

TEST_CASE("nothing is drawn where there is no map to draw") {
  auto question = question_on({"1111", "1911", "1111", "1111"}, 4, 0.01);
  question.asked.seconds = 1;
  CHECK(draw(question, 1, 1, nullptr, {}).plans == 0);
}

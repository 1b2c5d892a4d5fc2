// The parts of the search and of the proof, each against its definition.
#include <doctest/doctest.h>

#include "engines/siting/ascent.hpp"
#include "engines/siting/cover_core.hpp"
#include "engines/siting/cover_search.hpp"
#include "engines/siting/interchange.hpp"
#include "engines/siting/search.hpp"
#include "engines/siting/set_cover.hpp"
#include "engines/siting/testing/services.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

TEST_CASE("interchange: what a move is said to save is what it saves, after any number of moves") {
  Random random(21);
  for (int i = 0; i < 20; ++i) {
    const Instance instance =
        random_instance(random, Model::median, {.demands = 30, .sites = 14, .reach = 0.7, .whole = i % 2 == 0});
    const Table table = weighted_table(instance);
    const Choice choice{.most = 6, .must = std::vector<char>(table.sites(), 0), .price = {}};
    Interchange exchange(table, choice);
    exchange.start(drawn_flags(random, table.sites(), 4));
    for (int step = 0; step < 12; ++step) {
      const std::vector<char> open = exchange.open();
      const double before = value_of(table, open);
      CHECK(exchange.value() == doctest::Approx(before));
      Move taken;
      for (std::int32_t in = 0; in < 14; ++in)
        for (std::int32_t out = -1; out < 14; ++out) {
          if (open[static_cast<std::size_t>(in)] != 0) continue;
          if (out >= 0 && open[static_cast<std::size_t>(out)] == 0) continue;
          std::vector<char> after = open;
          after[static_cast<std::size_t>(in)] = 1;
          if (out >= 0) after[static_cast<std::size_t>(out)] = 0;
          CHECK(exchange.saving(in, out) == doctest::Approx(before - value_of(table, after)).epsilon(1e-6));
          if (out >= 0 && random.below(20) == 0) taken = {in, out, 0};
        }
      if (taken.in >= 0) exchange.apply(taken);
    }
  }
}

TEST_CASE("interchange: at the end no exchange brings anything") {
  Random random(22);
  const Instance instance = random_plane(random, Model::median, 60, 100, 7);
  const Table table = weighted_table(instance);
  const Choice choice = choice_of(instance, table);
  const Limits limits;
  Interchange exchange(table, choice);
  exchange.start(drawn_flags(random, table.sites(), 7));
  CHECK(exchange.climb(Watch(limits)));
  for (std::int32_t in = 0; in < 60; ++in)
    for (std::int32_t out = 0; out < 60; ++out)
      if (exchange.open()[static_cast<std::size_t>(in)] == 0 && exchange.open()[static_cast<std::size_t>(out)] != 0)
        CHECK(exchange.saving(in, out) <= 1e-6 * exchange.value());
}

TEST_CASE("ascent: at every step the bound is below the best choice, and no site of it is decided away") {
  Random random(23);
  for (int i = 0; i < 40; ++i) {
    const Model model = i % 2 == 0 ? Model::median : Model::budgeted;
    const Instance instance = random_instance(random, model, {.demands = 10, .sites = 9, .whole = false});
    const auto best = brute_best(instance);
    if (!best) continue;
    const Table table = weighted_table(instance);
    const Choice choice = choice_of(instance, table);
    Ascent ascent(table.rows, table.outside, choice, std::vector<State>(table.sites(), State::free),
                  worth_beside(table, cheapest(choice), 0.3));
    for (int step = 0; step < 200 && !ascent.settled(); ++step) {
      ascent.step(*best * 1.05 + 1e-6);
      CHECK(ascent.bound() <= *best * (1 + 1e-9) + 1e-9);
    }
    // The best choice is of interest: it is among those that the states still allow.
    bool allowed = false;
    for (std::uint32_t flags = 0; flags < 1U << instance.sites.size() && !allowed; ++flags) {
      if (!brute_allowed(instance, flags) || brute_value(instance, flags).value_or(HUGE_VAL) > *best + 1e-9) continue;
      allowed = true;
      for (std::size_t s = 0; s < table.sites(); ++s) {
        const bool open = (flags >> s & 1U) != 0;
        allowed = allowed && ascent.states()[s] != (open ? State::closed : State::open);
      }
    }
    CHECK(allowed);
  }
}

TEST_CASE("selection: below every lawful choice that obeys the states") {
  Random random(24);
  for (int i = 0; i < 200; ++i) {
    Choice choice{.most = 1 + random.below(6), .must = std::vector<char>(7, 0), .price = {}, .budget = 12};
    std::vector<State> states;
    std::vector<double> values;
    for (int s = 0; s < 7; ++s) {
      if (i % 2 == 0) choice.price.push_back(static_cast<double>(random.below(9)));
      values.push_back(-30 * random.unit());
      states.push_back(random.below(5) == 0 ? State::closed : State::free);
    }
    const Selection selection = select(choice, states, values);
    for (std::uint32_t flags = 0; flags < 128; ++flags) {
      std::vector<char> open(7);
      double value = 0;
      bool obeys = true;
      for (std::size_t s = 0; s < 7; ++s) {
        open[s] = static_cast<char>(flags >> s & 1U);
        obeys = obeys && !(open[s] != 0 && states[s] == State::closed);
        value += open[s] != 0 ? values[s] : 0;
      }
      if (obeys && lawful(choice, open)) CHECK(selection.value <= value + 1e-9);
    }
  }
}

TEST_CASE("covers: reductions, search and proof against every choice; merging keeps the best cover of so many sites") {
  Random random(25);
  for (int i = 0; i < 60; ++i) {
    Instance instance = random_instance(random, Model::cover, {.demands = 12, .sites = 9});
    instance.radius = 25;
    const Table table = radius_table(instance);
    const Table small = merged(table, std::vector<char>(table.sites(), 0));
    CHECK(small.sites() <= table.sites());
    const Choice all{.most = 3, .must = std::vector<char>(small.sites(), 0), .price = {}};
    double best = HUGE_VAL, best_small = HUGE_VAL;
    for (std::uint32_t flags = 0; flags < 512; ++flags) {
      if (subset(flags).size() > 3) continue;
      std::vector<char> open(9), open_small(small.sites());
      for (std::size_t s = 0; s < 9; ++s) open[s] = static_cast<char>(flags >> s & 1U);
      for (std::size_t s = 0; s < small.sites(); ++s) open_small[s] = open[static_cast<std::size_t>(small.site_of[s])];
      best = std::min(best, value_of(table, open));
      best_small = std::min(best_small, value_of(small, open_small));
    }
    CHECK(best == best_small);
  }
}

TEST_CASE("few_sites: a cover, and no site too many on a line where every third site is enough") {
  Table table;
  for (std::int32_t d = 0; d < 30; ++d) {
    for (std::int32_t s = std::max(0, d - 1); s <= std::min(29, d + 1); ++s) table.rows.add({s, 0});
    table.rows.end_row();
    table.outside.push_back(1);
  }
  table.site_of.resize(30);
  table.columns = table.rows.turned(30);
  const Limits limits;
  const std::vector<char> open = few_sites(table, 0, 2000, Random(1), Watch(limits));
  CHECK(value_of(table, open) == 0);
  CHECK(std::count(open.begin(), open.end(), 1) == 10);
  const Cover cover = cover_all(table.rows, std::vector<char>(30, 0), 0, Watch(limits));
  CHECK(cover.count == 10);
  CHECK(cover.fewest == 10);
}

TEST_CASE("search: explored choices are lawful for the budget, and none is lost") {
  Random random(26);
  Instance instance = random_plane(random, Model::budgeted, 40, 100, 0);
  for (SiteTerms& terms : instance.sites) terms.price_open = 1 + static_cast<double>(random.below(9));
  instance.budget = 30;
  const Table table = weighted_table(instance);
  const Choice choice = choice_of(instance, table);
  const Limits limits;
  Watch watch(limits);
  Incumbent incumbent(table, watch);
  Search search(table, choice, incumbent, watch);
  double before = HUGE_VAL;
  for (int round = 0; round < 5; ++round) {
    search.explore(1, 1);
    CHECK(lawful(choice, incumbent.open()));
    CHECK(incumbent.value() <= before);
    before = incumbent.value();
  }
}

}  // namespace
}  // namespace maillage::engines::siting

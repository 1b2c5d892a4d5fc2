// The tree that ends the proof of a cover, against every choice, whatever has been decided before.
#include "engines/siting/cover_tree.hpp"

#include <doctest/doctest.h>

#include "engines/siting/testing/small.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

// The least value among the choices of so many sites that obey the states.
double brute_least(const Table& table, std::size_t most, const std::vector<State>& states) {
  double least = HUGE_VAL;
  for (std::uint32_t set = 0; set < 1U << table.sites(); ++set) {
    std::vector<char> open(table.sites());
    bool obeys = true;
    std::size_t count = 0;
    for (std::size_t s = 0; s < open.size(); ++s) {
      open[s] = static_cast<char>(set >> s & 1U);
      count += open[s] != 0 ? 1 : 0;
      obeys = obeys && !(states[s] == State::open && open[s] == 0) && !(states[s] == State::closed && open[s] != 0);
    }
    if (obeys && count <= most) least = std::min(least, value_of(table, open));
  }
  return least;
}

TEST_CASE("cover tree: from any states, the best choice that obeys them, or the proof that it is of no interest") {
  Random random(31);
  for (int i = 0; i < 120; ++i) {
    CAPTURE(i);
    Instance instance = random_instance(random, Model::cover, {.demands = 14, .sites = 9});
    const Table table = radius_table(instance);
    const Choice choice = choice_of(instance, table);
    std::vector<State> states(table.sites(), State::free);
    for (std::size_t s = 0; s < states.size(); ++s) {
      if (choice.must[s] != 0) states[s] = State::open;
      if (choice.must[s] == 0 && random.below(4) == 0) states[s] = State::closed;
    }
    const double least = brute_least(table, choice.most, states);
    const Limits limits;
    Watch watch(limits);
    Incumbent incumbent(table, watch);
    incumbent.offer(choice.must);
    CoverTree(table, choice, states, incumbent, watch).run();
    CHECK(incumbent.closed());
    CHECK(incumbent.value() <= least);
    CHECK(incumbent.bound() <= least);
    CHECK(lawful(choice, incumbent.open()));
  }
}

TEST_CASE("cover tree: without time it proves nothing false and keeps what was known") {
  Random random(32);
  Instance instance = random_plane(random, Model::cover, 60, 1000, 6);
  instance.radius = 150;
  const Table table = radius_table(instance);
  const Choice choice = choice_of(instance, table);
  const std::atomic<bool> stop = true;
  const Limits limits{.stop = &stop};
  Watch watch(limits);
  Incumbent incumbent(table, watch);
  incumbent.offer(std::vector<char>(table.sites(), 0));
  const double known = incumbent.value();
  CoverTree(table, choice, std::vector<State>(table.sites(), State::free), incumbent, watch).run();
  CHECK(incumbent.value() == known);
  CHECK_FALSE(incumbent.closed());
}

}  // namespace
}  // namespace maillage::engines::siting

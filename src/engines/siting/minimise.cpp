#include "engines/siting/minimise.hpp"

#include <cmath>

#include "engines/siting/branching.hpp"

namespace maillage::engines::siting {
namespace {

constexpr int kRootSteps = 3000;
constexpr int kProveEvery = 10, kImproveEvery = 50;  // steps
constexpr int kPatience = 8;                         // rounds of search without anything better
constexpr double kExploring = 0.25;                  // of the time left

std::vector<State> states_of(const Choice& choice) {
  std::vector<State> states(choice.must.size(), State::free);
  for (std::size_t s = 0; s < states.size(); ++s)
    if (choice.must[s] != 0) states[s] = State::open;
  return states;
}

// The first worth of which the bound is best.
std::vector<double> first_worth(const Table& table, const Choice& choice, const std::vector<char>& open) {
  std::vector<double> best;
  double bound = -HUGE_VAL;
  for (const double part : {0.5, 0.2, 0.08, 0.03, 0.0}) {
    const Ascent trial(table.rows, table.outside, choice, states_of(choice), worth_beside(table, open, part));
    if (trial.bound() > bound) bound = trial.bound(), best = trial.worth();
  }
  return best;
}

// Climbs the root, whose choices are as many starts for the search.
void climb_root(Ascent& root, Incumbent& incumbent, Search& search, const Choice& choice, const Watch& watch) {
  for (int i = 1; i <= kRootSteps && !root.settled() && !watch.over(); ++i) {
    root.step(incumbent.limit());
    if (i % kProveEvery == 0) incumbent.prove(root.bound());
    if (i % kImproveEvery == 0 && lawful(choice, root.picked())) search.improve(root.picked());
  }
  incumbent.prove(root.bound());
}

}  // namespace

void minimise(const Table& table, const Choice& choice, Incumbent& incumbent, const Watch& watch,
              const std::vector<char>& start, const Finish& finish) {
  Search search(table, choice, incumbent, watch);
  Random random(watch.seed());
  search.improve(start.empty() ? sampled_start(table, choice, random) : start);
  if (watch.over()) return;
  Ascent root(table.rows, table.outside, choice, states_of(choice), first_worth(table, choice, incumbent.open()));
  climb_root(root, incumbent, search, choice, watch);
  if (incumbent.closed() || watch.over()) return;
  search.explore(kPatience, kExploring * watch.left());
  if (incumbent.closed() || watch.over()) return;
  if (finish) return finish(root.states());
  Branching(table, choice, incumbent, search, watch).run(root);
}

}  // namespace maillage::engines::siting

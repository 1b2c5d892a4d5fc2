#include "engines/siting/minimise.hpp"

#include <cmath>

#include "engines/siting/branching.hpp"
#include "engines/siting/regions.hpp"

namespace maillage::engines::siting {
namespace {

constexpr int kProveEvery = 10, kImproveEvery = 50;  // steps
constexpr double kExploring = 0.25;                  // of the time left
constexpr double kInRegions = 0.5;                   // of the time left
constexpr std::size_t kMany = 24;                    // sites that are also looked at by regions

std::vector<State> states_of(const Choice& choice) {
  std::vector<State> states(choice.must.size(), State::free);
  for (std::size_t s = 0; s < states.size(); ++s)
    if (choice.must[s] != 0) states[s] = State::open;
  return states;
}

// The first worth of which the bound is best, among those that the watch leaves time for.
std::vector<double> first_worth(const Table& table, const Choice& choice, const std::vector<char>& open,
                                const Watch& watch) {
  std::vector<double> best;
  double bound = -HUGE_VAL;
  for (const double part : {0.5, 0.2, 0.08, 0.03, 0.0}) {
    const Ascent trial(table.rows, table.outside, choice, states_of(choice), worth_beside(table, open, part));
    if (trial.bound() > bound) bound = trial.bound(), best = trial.worth();
    if (watch.over()) break;
  }
  return best;
}

// Climbs the root, whose choices are as many starts for the search.
void climb_root(Ascent& root, Incumbent& incumbent, Search& search, const Choice& choice, int steps,
                const Watch& watch) {
  for (int i = 1; i <= steps && !root.settled() && !watch.over(); ++i) {
    root.step(incumbent.limit());
    if (i % kProveEvery == 0) incumbent.prove(root.bound());
    if (i % kImproveEvery == 0 && lawful(choice, root.picked())) search.improve(root.picked());
  }
  incumbent.prove(root.bound());
}

}  // namespace

void minimise(const Table& table, const Choice& choice, Incumbent& incumbent, const Watch& watch,
              const std::vector<char>& start, const Finish& finish, const Effort& effort) {
  Search search(table, choice, incumbent, watch);
  Random random(watch.seed());
  search.improve(start.empty() ? sampled_start(table, choice, random) : start);
  if (watch.over()) return;
  Ascent root(table.rows, table.outside, choice, states_of(choice),
              first_worth(table, choice, incumbent.open(), watch));
  climb_root(root, incumbent, search, choice, effort.steps, watch);
  if (incumbent.closed() || watch.over()) return;
  if (choice.most >= kMany && !choice.priced())
    Regions(table, choice, root.states(), incumbent, watch.part(kInRegions * watch.left())).run();
  if (incumbent.closed() || watch.over()) return;
  search.explore(effort.patience, kExploring * watch.left());
  if (incumbent.closed() || watch.over()) return;
  if (finish) return finish(root.states());
  Branching(table, choice, incumbent, search, watch).run(root, effort.nodes);
}

}  // namespace maillage::engines::siting

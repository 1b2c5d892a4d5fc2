#include <algorithm>

#include "engines/siting/cover_core.hpp"
#include "engines/siting/cover_search.hpp"
#include "engines/siting/cover_tree.hpp"
#include "engines/siting/evaluate.hpp"
#include "engines/siting/minimise.hpp"
#include "engines/siting/models.hpp"

namespace maillage::engines::siting {
namespace {

constexpr int kPatience = 1000;  // steps of the search for a cover of all
constexpr int kRounds = 1;       // of search without anything better: the tree searches too

// A choice that covers all that can be, if one is quickly met: the question is then closed.
std::vector<char> covers_all(const Table& table, const Choice& choice, const Watch& watch) {
  if (std::count(choice.must.begin(), choice.must.end(), 1) > 0) return {};
  Table reached = table;
  reached.rows = Rows();
  for (std::size_t d = 0; d < table.demands(); ++d) {
    if (table.rows[d].empty()) continue;
    for (const Entry& e : table.rows[d]) reached.rows.add(e);
    reached.rows.end_row();
  }
  reached.columns = reached.rows.turned(table.sites());
  std::vector<char> open = few_sites(reached, choice.most, kPatience, Random(watch.seed()), watch);
  if (static_cast<std::size_t>(std::count(open.begin(), open.end(), 1)) > choice.most) open.clear();
  return open;
}

}  // namespace

Answer solve_cover(const Instance& instance, Watch& watch, const std::vector<Site>& start) {
  const Table whole = radius_table(instance);
  const Table table = merged(whole, choice_of(instance, whole).must);
  const Choice choice = choice_of(instance, table);
  Incumbent incumbent(table, watch);
  std::vector<char> first = start_of(table, start);
  if (first.empty()) first = covers_all(table, choice, watch);
  minimise(table, choice, incumbent, watch, first,
           [&](const std::vector<State>& states) { CoverTree(table, choice, states, incumbent, watch).run(); },
           {.patience = kRounds});
  auto open = named(table, incumbent.open());
  auto of_demand = served_nearest(instance, open);
  Answer answer = measured(instance, std::move(open), std::move(of_demand));
  answer.nodes = incumbent.nodes();
  answer.bound = answer.value + incumbent.value() - incumbent.bound();
  if (incumbent.closed()) answer.status = Status::optimal;
  return answer;
}

}  // namespace maillage::engines::siting

#include <algorithm>
#include <cmath>

#include "engines/milp/milp.hpp"
#include "engines/siting/cover_core.hpp"
#include "engines/siting/cover_search.hpp"
#include "engines/siting/evaluate.hpp"
#include "engines/siting/minimise.hpp"
#include "engines/siting/models.hpp"

namespace maillage::engines::siting {
namespace {

constexpr int kPatience = 1000;  // steps of the search for a cover of all

// What is left to decide as a 0-1 programme: a column per site not closed, then one per demand that no site open for
// good reaches, which is 1 when it is left uncovered.
class CoverProgramme {
 public:
  CoverProgramme(const Table& table, const Choice& choice, const std::vector<State>& states) : states_(states) {
    column_.assign(table.sites(), -1);
    milp::Row together;
    for (std::size_t s = 0; s < table.sites(); ++s) {
      if (states[s] != State::free) continue;
      column_[s] = static_cast<std::int32_t>(programme_.costs.size());
      together.columns.push_back(column_[s]);
      programme_.costs.push_back(0);
    }
    together.coefficients.assign(together.columns.size(), 1.0);
    const auto open = std::count(states.begin(), states.end(), State::open);
    together.upper = static_cast<double>(choice.most) - static_cast<double>(open);
    programme_.rows.push_back(std::move(together));
    for (std::size_t d = 0; d < table.demands(); ++d) add_demand(table.rows[d], table.outside[d]);
    scale();
  }

  // Offers the best choice to the incumbent, and what is proved.
  void solve(const Table& table, Incumbent& incumbent, const Watch& watch) {
    const auto none = [](std::span<const double>) { return std::vector<milp::Row>(); };
    const milp::Answer answer = milp::solve(programme_, none,
                                            {.cutoff = (incumbent.limit() - alone_) / unit_,
                                             .seconds = watch.left(),
                                             .stop = watch.stop(),
                                             .covering = true});
    if (!answer.point.empty()) {
      std::vector<char> open(table.sites());
      for (std::size_t s = 0; s < open.size(); ++s)
        open[s] = column_[s] < 0 ? states_[s] == State::open : answer.point[static_cast<std::size_t>(column_[s])];
      incumbent.offer(open);
    }
    // The linear solver works in floating point: a millionth is left to it.
    if (answer.closed)
      incumbent.prove(incumbent.limit());
    else if (std::isfinite(answer.bound))
      incumbent.prove(alone_ + unit_ * answer.bound * (1 - 1e-6));
  }

 private:
  void add_demand(std::span<const Entry> row, double weight) {
    milp::Row reach;
    for (const Entry& e : row) {
      if (states_[static_cast<std::size_t>(e.other)] == State::open) return;
      if (column_[static_cast<std::size_t>(e.other)] >= 0)
        reach.columns.push_back(column_[static_cast<std::size_t>(e.other)]);
    }
    if (reach.columns.empty()) {
      alone_ += weight;
      return;
    }
    reach.columns.push_back(static_cast<std::int32_t>(programme_.costs.size()));
    programme_.costs.push_back(weight);
    reach.coefficients.assign(reach.columns.size(), 1.0);
    reach.lower = 1;
    programme_.rows.push_back(std::move(reach));
  }

  // The solver works best on costs of moderate size.
  void scale() {
    double largest = 1;
    for (const double cost : programme_.costs) largest = std::max(largest, cost);
    unit_ = largest / 1e4;
    for (double& cost : programme_.costs) cost /= unit_;
  }

  const std::vector<State>& states_;
  std::vector<std::int32_t> column_;
  milp::Programme programme_;
  double alone_ = 0;  // weight that no site still possible reaches
  double unit_ = 1;
};

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
  minimise(table, choice, incumbent, watch, first, [&](const std::vector<State>& states) {
    CoverProgramme(table, choice, states).solve(table, incumbent, watch);
  });
  auto open = named(table, incumbent.open());
  auto of_demand = served_nearest(instance, open);
  Answer answer = measured(instance, std::move(open), std::move(of_demand));
  answer.nodes = incumbent.nodes();
  answer.bound = answer.value + incumbent.value() - incumbent.bound();
  if (incumbent.closed()) answer.status = Status::optimal;
  return answer;
}

}  // namespace maillage::engines::siting

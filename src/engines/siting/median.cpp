#include "engines/siting/evaluate.hpp"
#include "engines/siting/minimise.hpp"
#include "engines/siting/models.hpp"
#include "engines/siting/set_cover.hpp"

namespace maillage::engines::siting {
namespace {

// Whether some demand is served nowhere: one costs more outside than all of them at their dearest sites.
bool leaves_out(const Table& table, double value) { return !table.outside.empty() && value >= table.outside.front(); }

// No choice serves every demand, or none was found: says which, or begins again from a cover of all.
Answer serve_all(const Instance& instance, const Table& table, const Choice& choice, Incumbent& incumbent,
                 Watch& watch) {
  Answer answer;
  const Cover cover = cover_all(table.rows, choice.must, choice.most, watch);
  if (cover.fewest > choice.most) {
    answer.status = Status::infeasible;
    answer.why = Impossibility{.code = "too_few_sites",
                               .demands = {},
                               .sites = {},
                               .have = static_cast<std::int64_t>(cover.fewest),
                               .limit = static_cast<std::int64_t>(choice.most)};
    return answer;
  }
  if (!lawful(choice, cover.open)) return answer;
  minimise(table, choice, incumbent, watch, cover.open);
  auto open = named(table, incumbent.open());
  auto of_demand = served_nearest(instance, open);
  return measured(instance, std::move(open), std::move(of_demand));
}

void certify(Answer& answer, const Incumbent& incumbent) {
  answer.nodes = incumbent.nodes();
  if (answer.status != Status::feasible) return;
  answer.bound = std::min(incumbent.bound(), answer.value);
  if (incumbent.closed()) answer.status = Status::optimal;
}

}  // namespace

Answer solve_median(const Instance& instance, Watch& watch, const std::vector<Site>& start) {
  const Table table = weighted_table(instance);
  const Choice choice = choice_of(instance, table);
  Incumbent incumbent(table, watch);
  minimise(table, choice, incumbent, watch, start_of(table, start));
  Answer answer;
  if (leaves_out(table, incumbent.value())) {
    if (incumbent.closed()) {
      answer.status = Status::infeasible;
      answer.why = Impossibility{.code = "nothing_fits", .demands = {}, .sites = {}};
    } else {
      answer = serve_all(instance, table, choice, incumbent, watch);
    }
  } else {
    auto open = named(table, incumbent.open());
    auto of_demand = served_nearest(instance, open);
    answer = measured(instance, std::move(open), std::move(of_demand));
  }
  certify(answer, incumbent);
  return answer;
}

}  // namespace maillage::engines::siting

#include "engines/siting/evaluate.hpp"
#include "engines/siting/minimise.hpp"
#include "engines/siting/models.hpp"
#include "engines/siting/set_cover.hpp"

namespace maillage::engines::siting {
namespace {

// Whether some demand is served nowhere: one costs more outside than all of them at their dearest sites.
bool leaves_out(const Table& table, double value) { return !table.outside.empty() && value >= table.outside.front(); }

Answer impossible(std::string code, std::size_t have, std::size_t limit) {
  Answer answer;
  answer.status = Status::infeasible;
  answer.why = Impossibility{.code = std::move(code),
                             .demands = {},
                             .sites = {},
                             .have = static_cast<std::int64_t>(have),
                             .limit = static_cast<std::int64_t>(limit)};
  return answer;
}

Answer answer_of(const Instance& instance, const Table& table, const Incumbent& incumbent) {
  auto open = named(table, incumbent.open());
  auto of_demand = served_nearest(instance, open);
  return measured(instance, std::move(open), std::move(of_demand));
}

// The best choice met leaves a demand out: says why none can serve all, or begins again from a cover of all.
Answer serve_all(const Instance& instance, const Table& table, const Choice& choice, Incumbent& incumbent,
                 Watch& watch) {
  const Cover cover = cover_all(table.rows, choice.must, choice.most, watch);
  if (cover.fewest > choice.most) return impossible("too_few_sites", cover.fewest, choice.most);
  if (incumbent.closed()) return impossible("nothing_fits", 0, 0);
  if (!lawful(choice, cover.open)) return {};
  minimise(table, choice, incumbent, watch, cover.open);
  return answer_of(instance, table, incumbent);
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
  Answer answer = leaves_out(table, incumbent.value()) ? serve_all(instance, table, choice, incumbent, watch)
                                                       : answer_of(instance, table, incumbent);
  certify(answer, incumbent);
  return answer;
}

}  // namespace maillage::engines::siting

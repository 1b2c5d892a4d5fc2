#include "engines/districting/growth.hpp"

#include <algorithm>

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// Cells reachable from `start` through cells of the same district.
std::vector<Cell> piece_of(const Model& model, const Plan& plan, Cell start, std::vector<bool>& seen) {
  std::vector<Cell> piece{start};
  seen[at(start)] = true;
  for (std::size_t head = 0; head < piece.size(); ++head)
    for (Cell n : model.graph().neighbours(piece[head]))
      if (!seen[at(n)] && plan[at(n)] == plan[at(start)]) seen[at(n)] = true, piece.push_back(n);
  return piece;
}

// Extends the piece by a shortest chain of free cells to another cell of its district; false when there is none.
bool join(const Model& model, Plan& plan, const std::vector<Cell>& piece) {
  const District d = plan[at(piece.front())];
  std::vector<Cell> from(plan.size(), -1), queue = piece;
  for (Cell c : piece) from[at(c)] = c;
  for (std::size_t head = 0; head < queue.size(); ++head)
    for (Cell n : model.graph().neighbours(queue[head])) {
      if (from[at(n)] >= 0 || (plan[at(n)] != -1 && plan[at(n)] != d)) continue;
      from[at(n)] = queue[head];
      queue.push_back(n);
      if (plan[at(n)] != d) continue;
      for (Cell c = queue[head]; plan[at(c)] == -1; c = from[at(c)]) plan[at(c)] = d;
      return true;
    }
  return false;
}

// Joins all the cells of the district of `start` in one piece; false when other districts are in the way.
bool make_whole(const Model& model, Plan& plan, Cell start) {
  for (;;) {
    std::vector<bool> seen(plan.size(), false);
    const auto piece = piece_of(model, plan, start, seen);
    const auto all = std::count(plan.begin(), plan.end(), plan[at(start)]);
    if (static_cast<std::ptrdiff_t>(piece.size()) == all) return true;
    if (!join(model, plan, piece)) return false;
  }
}

std::int64_t load_of(const Model& model, const std::vector<Cell>& cells) {
  std::int64_t sum = 0;
  for (Cell c : cells) sum += model.load(c, 0);
  return sum;
}

}  // namespace

bool lay_fixed(const Model& model, Plan& plan) {
  plan.assign(at(model.cells()), -1);
  for (Cell c = 0; c < model.cells(); ++c) {
    if (model.fixed(c) == -2) return false;
    plan[at(c)] = model.fixed(c);
  }
  std::vector<bool> whole(at(model.districts()), false);
  for (Cell c = 0; c < model.cells(); ++c) {
    const District d = model.fixed(c);
    if (d < 0 || whole[at(d)]) continue;
    if (!make_whole(model, plan, c)) return false;
    whole[at(d)] = true;
  }
  return true;
}

void keep_main_pieces(const Model& model, const Plan& fixed, Plan& plan) {
  std::vector<std::vector<Cell>> main(at(model.districts()));
  std::vector<bool> seen(plan.size(), false), anchored(at(model.districts()), false);
  for (std::size_t c = 0; c < plan.size(); ++c)
    if (fixed[c] >= 0) plan[c] = fixed[c], anchored[at(fixed[c])] = true;
  for (Cell c = 0; c < model.cells(); ++c) {
    if (seen[at(c)] || plan[at(c)] < 0) continue;
    const District d = plan[at(c)];
    auto piece = piece_of(model, plan, c, seen);
    const bool holds = std::any_of(piece.begin(), piece.end(), [&](Cell x) { return fixed[at(x)] == d; });
    if (anchored[at(d)] ? holds : main[at(d)].empty() || load_of(model, piece) > load_of(model, main[at(d)]))
      main[at(d)] = std::move(piece);
  }
  std::fill(plan.begin(), plan.end(), -1);
  for (District d = 0; d < model.districts(); ++d)
    for (Cell c : main[at(d)]) plan[at(c)] = d;
}

bool grow(const Model& model, Plan& plan) {
  const std::size_t districts = at(model.districts());
  std::vector<std::vector<Cell>> queue(districts);
  std::vector<std::size_t> head(districts, 0);
  std::vector<std::int64_t> load(districts, 0);
  const auto take = [&](Cell c, District d) {
    plan[at(c)] = d;
    load[at(d)] += model.load(c, 0);
    for (Cell n : model.graph().neighbours(c))
      if (plan[at(n)] < 0) queue[at(d)].push_back(n);
  };
  for (Cell c = 0; c < model.cells(); ++c)
    if (plan[at(c)] >= 0) take(c, plan[at(c)]);
  for (;;) {
    District lightest = -1;
    for (std::size_t d = 0; d < districts; ++d) {
      while (head[d] < queue[d].size() && plan[at(queue[d][head[d]])] >= 0) ++head[d];
      if (head[d] < queue[d].size() && (lightest < 0 || load[d] < load[at(lightest)]))
        lightest = static_cast<District>(d);
    }
    if (lightest < 0) break;
    take(queue[at(lightest)][head[at(lightest)]++], lightest);
  }
  std::vector<bool> used(districts, false);
  for (District d : plan) {
    if (d < 0) return false;
    used[at(d)] = true;
  }
  return std::find(used.begin(), used.end(), false) == used.end();
}

}  // namespace maillage::engines::districting

#include "modules/territory/demonstration/growth.hpp"

#include <limits>
#include <queue>

namespace maillage::territory::demonstration {
namespace {

struct Front {
  double cost;
  Cell cell;
  Label label;
  bool operator<(const Front& other) const {  // std::priority_queue serves the greatest first
    return cost != other.cost ? cost > other.cost : cell > other.cell;
  }
};

double step_cost(const Ground& ground, const Sprout& sprout, Cell from, Cell to, std::size_t direction) {
  const double ground_cost = static_cast<double>(ground.roughness[at(to)]) * sprout.stretch[direction % 3];
  const bool blocked = !sprout.crosses_rivers && ground.river_towards(from, direction);
  return ground_cost / sprout.speed + (blocked ? ground.river_cost : 0);
}

void flood_piece(const HexGrid& grid, const std::function<bool(Cell)>& inside, Cell start, std::vector<Label>& piece) {
  std::vector<Cell> stack{start};
  while (!stack.empty()) {
    const Cell cell = stack.back();
    stack.pop_back();
    for (const Cell next : grid.neighbours(cell)) {
      if (next == kNoCell || piece[at(next)] != kNoLabel || !inside(next)) continue;
      piece[at(next)] = piece[at(start)];
      stack.push_back(next);
    }
  }
}

}  // namespace

std::vector<Label> grow(const Ground& ground, const std::vector<Sprout>& sprouts,
                        const std::function<bool(Cell)>& open) {
  std::vector<Label> labels(at(ground.grid->cells()), kNoLabel);
  std::vector<double> best(labels.size(), std::numeric_limits<double>::infinity());  // cost of the best front so far
  std::priority_queue<Front> fronts;
  for (std::size_t k = 0; k < sprouts.size(); ++k) fronts.push({0, sprouts[k].cell, static_cast<Label>(k)});
  while (!fronts.empty()) {
    const Front front = fronts.top();
    fronts.pop();
    if (labels[at(front.cell)] != kNoLabel) continue;
    labels[at(front.cell)] = front.label;
    const auto near = ground.grid->neighbours(front.cell);
    for (std::size_t d = 0; d < near.size(); ++d) {
      if (near[d] == kNoCell || labels[at(near[d])] != kNoLabel || !open(near[d])) continue;
      const double cost = front.cost + step_cost(ground, sprouts[at(front.label)], front.cell, near[d], d);
      if (cost >= best[at(near[d])]) continue;
      best[at(near[d])] = cost;
      fronts.push({cost, near[d], front.label});
    }
  }
  return labels;
}

std::vector<Label> cell_pieces(const HexGrid& grid, const std::function<bool(Cell)>& inside) {
  std::vector<Label> piece(at(grid.cells()), kNoLabel);
  Label count = 0;
  for (Cell cell = 0; cell < grid.cells(); ++cell) {
    if (piece[at(cell)] != kNoLabel || !inside(cell)) continue;
    piece[at(cell)] = count++;
    flood_piece(grid, inside, cell, piece);
  }
  return piece;
}

}  // namespace maillage::territory::demonstration

#include "modules/territory/demonstration/borders.hpp"

namespace maillage::territory::demonstration {
namespace {

class Tracer {
 public:
  Tracer(const HexGrid& grid, const std::vector<Label>& labels, const std::vector<std::uint8_t>& river_sides)
      : grid_(grid), labels_(labels), river_sides_(river_sides), done_(at(grid.corners())) {}

  std::vector<Arc> run() {
    for_each_corner([&](Corner corner) {
      if (const int sides = degree(corner); sides != 0 && sides != 2) leave(corner);
    });
    for_each_corner([&](Corner corner) { leave(corner); });  // what is left is loops
    return std::move(arcs_);
  }

 private:
  template <class Visit>
  void for_each_corner(Visit visit) {
    for (Cell cell = 0; cell < grid_.cells(); ++cell) {
      if (!grid_.interior(cell)) continue;
      visit(2 * cell);
      visit(2 * cell + 1);
    }
  }

  bool river(const Spoke& spoke) const {
    if (river_sides_[at(spoke.left)] == 0) return false;
    const auto near = grid_.neighbours(spoke.left);
    for (std::size_t d = 0; d < near.size(); ++d)
      if (near[d] == spoke.right) return (river_sides_[at(spoke.left)] >> d & 1) != 0;
    return false;
  }

  bool border(const Spoke& spoke) const {
    const Label left = labels_[at(spoke.left)], right = labels_[at(spoke.right)];
    return left != right || (left != kNoLabel && river(spoke));
  }

  int degree(Corner corner) const {
    int sides = 0;
    for (const Spoke& spoke : grid_.spokes(corner)) sides += border(spoke);
    return sides;
  }

  bool done(Corner corner, std::size_t k) const { return (done_[at(corner)] >> k & 1) != 0; }

  // Marks the side as traced, from both of its ends.
  void finish(Corner corner, std::size_t k, Corner to) {
    done_[at(corner)] = static_cast<std::uint8_t>(done_[at(corner)] | (1 << k));
    const auto back = grid_.spokes(to);
    for (std::size_t b = 0; b < back.size(); ++b)
      if (back[b].to == corner) done_[at(to)] = static_cast<std::uint8_t>(done_[at(to)] | (1 << b));
  }

  void leave(Corner corner) {
    const auto spokes = grid_.spokes(corner);
    for (std::size_t k = 0; k < spokes.size(); ++k)
      if (!done(corner, k) && border(spokes[k])) follow(corner, k, spokes[k]);
  }

  void follow(Corner start, std::size_t k, Spoke spoke) {
    Arc arc{{start}, labels_[at(spoke.left)], labels_[at(spoke.right)]};
    for (Corner here = start;;) {
      finish(here, k, spoke.to);
      here = spoke.to;
      arc.corners.push_back(here);
      if (here == start || degree(here) != 2) break;
      const auto spokes = grid_.spokes(here);
      for (k = 0; done(here, k) || !border(spokes[k]);) ++k;
      spoke = spokes[k];
    }
    arcs_.push_back(std::move(arc));
  }

  const HexGrid& grid_;
  const std::vector<Label>& labels_;
  const std::vector<std::uint8_t>& river_sides_;
  std::vector<std::uint8_t> done_;  // per corner: bit k = its side k is in an arc
  std::vector<Arc> arcs_;
};

}  // namespace

std::vector<Arc> trace_borders(const HexGrid& grid, const std::vector<Label>& labels,
                               const std::vector<std::uint8_t>& river_sides) {
  return Tracer(grid, labels, river_sides).run();
}

}  // namespace maillage::territory::demonstration

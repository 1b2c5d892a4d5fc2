#include <algorithm>
#include <map>
#include <queue>

#include "modules/territory/demonstration/borders.hpp"
#include "modules/territory/demonstration/terrain.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr double kBinM = 500;
constexpr int kBinColumns = 256;

double twice_area(Lambert93 a, Lambert93 b, Lambert93 c) {
  return (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
}

// Sides included: a corner on the new side would split it.
bool in_triangle(Lambert93 p, Lambert93 a, Lambert93 b, Lambert93 c) {
  const double u = twice_area(a, b, p), v = twice_area(b, c, p), w = twice_area(c, a, p);
  return (u >= 0 && v >= 0 && w >= 0) || (u <= 0 && v <= 0 && w <= 0);
}

int bin_of(double metres) { return static_cast<int>(metres / kBinM); }

// The corners still there, found by place.
class Corners {
 public:
  Corners(const HexGrid& grid, const std::vector<Arc>& arcs)
      : grid_(grid), alive_(at(grid.corners())), bins_(at(kBinColumns * kBinColumns)) {
    for (const Arc& arc : arcs)
      for (const Corner corner : arc.corners) {
        if (alive_[at(corner)]) continue;
        alive_[at(corner)] = true;
        const Lambert93 p = grid.corner(corner);
        bins_[bin(bin_of(p.x - kOrigin.x), bin_of(p.y - kOrigin.y))].push_back(corner);
      }
  }

  void remove(Corner corner) { alive_[at(corner)] = false; }

  bool any_other_in_triangle(Corner a, Corner b, Corner c) const {
    const Lambert93 pa = grid_.corner(a), pb = grid_.corner(b), pc = grid_.corner(c);
    const auto [west, east] = std::minmax({pa.x, pb.x, pc.x});
    const auto [south, north] = std::minmax({pa.y, pb.y, pc.y});
    for (int row = bin_of(south - kOrigin.y); row <= bin_of(north - kOrigin.y); ++row)
      for (int column = bin_of(west - kOrigin.x); column <= bin_of(east - kOrigin.x); ++column)
        for (const Corner other : bins_[bin(column, row)])
          if (alive_[at(other)] && other != a && other != b && other != c &&
              in_triangle(grid_.corner(other), pa, pb, pc))
            return true;
    return false;
  }

 private:
  static std::size_t bin(int column, int row) { return at(row * kBinColumns + column); }
  const HexGrid& grid_;
  std::vector<bool> alive_;
  std::vector<std::vector<Corner>> bins_;
};

struct Candidate {
  double importance;  // area over tolerance
  std::int32_t arc;
  std::int32_t position;
  std::int32_t before, after;  // its neighbours when it was weighed
  bool operator<(const Candidate& o) const {
    if (importance != o.importance) return importance > o.importance;
    return std::pair(arc, position) > std::pair(o.arc, o.position);
  }
};

class Simplifier {
 public:
  Simplifier(const HexGrid& grid, std::vector<Arc>& arcs, const std::function<double(const Arc&)>& tolerance_m2)
      : grid_(grid), arcs_(arcs), corners_(grid, arcs) {
    std::map<std::pair<Corner, Corner>, int> twins;
    for (const Arc& arc : arcs) ++twins[ends(arc)];
    for (const Arc& arc : arcs) {
      links_.push_back(linked(arc.corners.size()));
      left_.push_back(static_cast<int>(arc.corners.size()));
      least_.push_back(arc.corners.front() == arc.corners.back() ? 4 : twins[ends(arc)] > 1 ? 3 : 2);
      tolerance_m2_.push_back(tolerance_m2(arc));
    }
  }

  void run() {
    for (std::size_t arc = 0; arc < arcs_.size(); ++arc)
      for (std::size_t k = 1; k + 1 < arcs_[arc].corners.size(); ++k)
        weigh(static_cast<std::int32_t>(arc), static_cast<std::int32_t>(k));
    while (!candidates_.empty()) {
      const Candidate candidate = candidates_.top();
      candidates_.pop();
      if (removable(candidate)) remove(candidate);
    }
    for (std::size_t arc = 0; arc < arcs_.size(); ++arc) rebuild(arc);
  }

 private:
  struct Link {
    std::int32_t before, after;  // after = -1: removed
  };

  static std::pair<Corner, Corner> ends(const Arc& arc) { return std::minmax(arc.corners.front(), arc.corners.back()); }

  static std::vector<Link> linked(std::size_t count) {
    std::vector<Link> links;
    for (std::size_t k = 0; k < count; ++k)
      links.push_back({static_cast<std::int32_t>(k) - 1, static_cast<std::int32_t>(k) + 1});
    return links;
  }

  void weigh(std::int32_t arc, std::int32_t position) {
    const Link link = links_[at(arc)][at(position)];
    const auto& corners = arcs_[at(arc)].corners;
    if (position == 0 || at(position) + 1 == corners.size()) return;
    const double area = twice_area(grid_.corner(corners[at(link.before)]), grid_.corner(corners[at(position)]),
                                   grid_.corner(corners[at(link.after)])) /
                        2;
    const double importance = (area < 0 ? -area : area) / tolerance_m2_[at(arc)];
    if (importance < 1) candidates_.push({importance, arc, position, link.before, link.after});
  }

  bool removable(const Candidate& c) const {
    const Link link = links_[at(c.arc)][at(c.position)];
    if (link.before != c.before || link.after != c.after || left_[at(c.arc)] <= least_[at(c.arc)]) return false;
    const auto& corners = arcs_[at(c.arc)].corners;
    return !corners_.any_other_in_triangle(corners[at(c.before)], corners[at(c.position)], corners[at(c.after)]);
  }

  void remove(const Candidate& c) {
    auto& links = links_[at(c.arc)];
    corners_.remove(arcs_[at(c.arc)].corners[at(c.position)]);
    links[at(c.before)].after = c.after;
    links[at(c.after)].before = c.before;
    links[at(c.position)] = {-1, -1};
    --left_[at(c.arc)];
    weigh(c.arc, c.before);
    weigh(c.arc, c.after);
  }

  void rebuild(std::size_t arc) {
    std::vector<Corner> kept;
    const auto& corners = arcs_[arc].corners;
    for (std::int32_t k = 0; at(k) < corners.size(); k = links_[arc][at(k)].after) kept.push_back(corners[at(k)]);
    arcs_[arc].corners = std::move(kept);
  }

  const HexGrid& grid_;
  std::vector<Arc>& arcs_;
  Corners corners_;
  std::vector<std::vector<Link>> links_;
  std::vector<int> left_, least_;  // corners of every arc: now, and under which it never goes
  std::vector<double> tolerance_m2_;
  std::priority_queue<Candidate> candidates_;
};

}  // namespace

void simplify_borders(const HexGrid& grid, std::vector<Arc>& arcs,
                      const std::function<double(const Arc&)>& tolerance_m2) {
  Simplifier(grid, arcs, tolerance_m2).run();
}

}  // namespace maillage::territory::demonstration

#include "modules/territory/geometry/arcs.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <unordered_map>

namespace maillage::territory::geometry {
namespace {

std::size_t mix(std::size_t seed, GridPoint at) {
  const std::uint64_t packed =
      (std::uint64_t{static_cast<std::uint32_t>(at.x)} << 32) | static_cast<std::uint32_t>(at.y);
  std::uint64_t z = seed + packed + 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  return z ^ (z >> 27);
}

struct PointHash {
  std::size_t operator()(GridPoint at) const { return mix(0, at); }
};
struct ArcHash {
  std::size_t operator()(const Arc& arc) const {
    std::size_t seed = arc.size();
    for (const GridPoint at : arc) seed = mix(seed, at);
    return seed;
  }
};

// Points where borders part: passed through twice with different neighbours.
class Junctions {
 public:
  explicit Junctions(const std::vector<GridRing>& rings) {
    for (const GridRing& ring : rings) {
      const std::size_t corners = ring.size() - 1;
      for (std::size_t i = 0; i < corners; ++i) visit(ring[(i + corners - 1) % corners], ring[i], ring[i + 1]);
    }
  }
  bool contains(GridPoint at) const { return passages_.at(at).junction; }

 private:
  struct Passage {
    GridPoint low, high;
    bool junction = false;
  };
  void visit(GridPoint before, GridPoint at, GridPoint after) {
    const auto [low, high] = std::minmax(before, after);
    const auto [found, fresh] = passages_.try_emplace(at, Passage{low, high, false});
    if (!fresh && (found->second.low != low || found->second.high != high)) found->second.junction = true;
  }
  std::unordered_map<GridPoint, Passage, PointHash> passages_;
};

class Cutter {
 public:
  explicit Cutter(const std::vector<GridRing>& rings) : junctions_(rings) {
    for (const GridRing& ring : rings) network_.rings.push_back(cut(ring));
  }
  ArcNetwork take() { return std::move(network_); }

 private:
  // The ring again, starting at its first junction; a ring without one starts at its lowest point, so that the same
  // ring met twice (an enclave and the hole it fills) gives the same arc.
  GridRing started(const GridRing& ring) const {
    GridRing turned(ring.begin(), ring.end() - 1);
    auto start = std::find_if(turned.begin(), turned.end(), [&](GridPoint at) { return junctions_.contains(at); });
    if (start == turned.end()) start = std::min_element(turned.begin(), turned.end());
    std::rotate(turned.begin(), start, turned.end());
    turned.push_back(turned.front());
    return turned;
  }

  std::vector<int> cut(const GridRing& ring) {
    const GridRing turned = started(ring);
    std::vector<int> pieces;
    auto begin = turned.begin();
    for (auto at = begin + 1; at != turned.end(); ++at) {
      if (at + 1 != turned.end() && !junctions_.contains(*at)) continue;
      pieces.push_back(number(Arc(begin, at + 1)));
      begin = at;
    }
    return pieces;
  }

  int number(Arc arc) {
    Arc reversed(arc.rbegin(), arc.rend());
    const bool backwards = reversed < arc;
    Arc& canonical = backwards ? reversed : arc;
    const auto [found, fresh] = numbers_.try_emplace(canonical, static_cast<int>(network_.arcs.size()));
    if (fresh) network_.arcs.push_back(std::move(canonical));
    return backwards ? ~found->second : found->second;
  }

  Junctions junctions_;
  std::unordered_map<Arc, int, ArcHash> numbers_;
  ArcNetwork network_;
};

double triangle(GridPoint a, GridPoint b, GridPoint c) {
  return std::abs((double(b.x) - a.x) * (double(c.y) - a.y) - (double(c.x) - a.x) * (double(b.y) - a.y)) / 2;
}

// A chain of vertices from which the one with the smallest triangle is taken out again and again.
class Chain {
 public:
  explicit Chain(const Arc& arc) : arc_(arc), before_(arc.size()), after_(arc.size()), area_(arc.size()) {
    for (std::size_t i = 1; i + 1 < arc.size(); ++i) {
      before_[i] = i - 1;
      after_[i] = i + 1;
      measure(i, 0);
    }
  }

  // The vertices taken out are marked true.
  std::vector<bool> reduce(double smallest_area, std::size_t least_points) {
    std::vector<bool> gone(arc_.size(), false);
    std::size_t left = arc_.size();
    while (left > least_points && !queue_.empty() && queue_.top().first < smallest_area) {
      const auto [area, i] = queue_.top();
      queue_.pop();
      if (gone[i] || area != area_[i]) continue;
      gone[i] = true;
      --left;
      link(before_[i], after_[i], area);
    }
    return gone;
  }

 private:
  bool inner(std::size_t i) const { return i > 0 && i + 1 < arc_.size(); }
  void link(std::size_t a, std::size_t b, double floor) {
    if (inner(a)) {
      after_[a] = b;
      measure(a, floor);
    }
    if (inner(b)) {
      before_[b] = a;
      measure(b, floor);
    }
  }
  // A vertex never counts less than the one taken out before it, as in the published method.
  void measure(std::size_t i, double floor) {
    area_[i] = std::max(floor, triangle(arc_[before_[i]], arc_[i], arc_[after_[i]]));
    queue_.push({area_[i], i});
  }

  using Entry = std::pair<double, std::size_t>;
  const Arc& arc_;
  std::vector<std::size_t> before_, after_;
  std::vector<double> area_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_;
};

}  // namespace

ArcNetwork cut_into_arcs(const std::vector<GridRing>& rings) { return Cutter(rings).take(); }

void simplify(Arc& arc, double smallest_area, std::size_t least_points) {
  if (arc.size() <= least_points) return;
  const std::vector<bool> gone = Chain(arc).reduce(smallest_area, least_points);
  std::size_t i = 0;
  std::erase_if(arc, [&](GridPoint) { return bool(gone[i++]); });
}

void simplify(ArcNetwork& network, double smallest_area) {
  std::vector<std::size_t> least(network.arcs.size(), 2);
  for (const std::vector<int>& ring : network.rings) {
    const std::size_t enough = ring.size() == 1 ? 4 : ring.size() == 2 ? 3 : 2;
    for (const int piece : ring) {
      std::size_t& points = least[static_cast<std::size_t>(piece < 0 ? ~piece : piece)];
      points = std::max(points, enough);
    }
  }
  for (std::size_t i = 0; i < network.arcs.size(); ++i) simplify(network.arcs[i], smallest_area, least[i]);
}

}  // namespace maillage::territory::geometry

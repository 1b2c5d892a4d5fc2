#include "engines/districting/bound_coarse.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::engines::districting {
namespace {

double squared(const Lambert93& a, const Lambert93& b) { return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y); }

// Cluster of every unit: each new cluster opens at the unit farthest from those already open.
std::vector<std::int32_t> farthest_first(const std::vector<Lambert93>& points, std::int32_t clusters) {
  std::vector<std::int32_t> cluster(points.size(), 0);
  std::vector<double> distance(points.size(), HUGE_VAL);
  std::size_t seed = 0;
  for (std::int32_t c = 0; c < clusters; ++c) {
    for (std::size_t u = 0; u < points.size(); ++u)
      if (const double d = squared(points[u], points[seed]); d < distance[u]) distance[u] = d, cluster[u] = c;
    seed = static_cast<std::size_t>(std::max_element(distance.begin(), distance.end()) - distance.begin());
  }
  return cluster;
}

}  // namespace

Coarse coarsened(const Instance& instance, std::int32_t clusters) {
  Coarse out{{}, farthest_first(instance.centres, clusters)};
  Weight weight{instance.weights[0].name, std::vector<std::int64_t>(static_cast<std::size_t>(clusters), 0),
                instance.weights[0].lower, instance.weights[0].upper};
  std::vector<Lambert93> sum(static_cast<std::size_t>(clusters));
  std::vector<double> count(static_cast<std::size_t>(clusters), 0);
  for (std::size_t u = 0; u < instance.centres.size(); ++u) {
    const auto c = static_cast<std::size_t>(out.cluster_of[u]);
    weight.of_unit[c] += instance.weights[0].of_unit[u];
    sum[c].x += instance.centres[u].x;
    sum[c].y += instance.centres[u].y;
    count[c] += 1;
  }
  for (std::size_t c = 0; c < sum.size(); ++c) {
    const double units = std::max(1.0, count[c]);
    out.instance.centres.push_back({sum[c].x / units, sum[c].y / units});
  }
  out.instance.graph = Graph(clusters, {});
  out.instance.weights.push_back(std::move(weight));
  out.instance.districts = instance.districts;
  return out;
}

}  // namespace maillage::engines::districting

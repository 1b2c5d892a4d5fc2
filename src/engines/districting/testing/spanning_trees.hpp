// How often the reversible chain meets a plan, counted otherwise. For tests only.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "engines/graph/graph.hpp"

namespace maillage::engines::districting::testing {

// Number of spanning trees of the cells of one district: the matrix-tree theorem (Kirchhoff 1847).
inline double spanning_trees(const Graph& graph, const Plan& plan, District d) {
  std::vector<Unit> cells;
  for (Unit u = 0; u < graph.units(); ++u)
    if (plan[static_cast<std::size_t>(u)] == d) cells.push_back(u);
  const std::size_t n = cells.size() - 1;
  std::vector<std::vector<double>> laplacian(n, std::vector<double>(n, 0));
  const auto place = [&](Unit u) {
    return static_cast<std::size_t>(std::find(cells.begin(), cells.end(), u) - cells.begin());
  };
  for (const Edge& e : graph.edges()) {
    if (plan[static_cast<std::size_t>(e.a)] != d || plan[static_cast<std::size_t>(e.b)] != d) continue;
    const std::size_t a = place(e.a), b = place(e.b);
    if (a < n) laplacian[a][a] += 1;
    if (b < n) laplacian[b][b] += 1;
    if (a < n && b < n) laplacian[a][b] -= 1, laplacian[b][a] -= 1;
  }
  double determinant = 1;
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t pivot = i;
    for (std::size_t r = i; r < n; ++r)
      if (std::fabs(laplacian[r][i]) > std::fabs(laplacian[pivot][i])) pivot = r;
    std::swap(laplacian[i], laplacian[pivot]);
    if (pivot != i) determinant = -determinant;
    determinant *= laplacian[i][i];
    for (std::size_t r = i + 1; r < n; ++r) {
      const double factor = laplacian[r][i] / laplacian[i][i];
      for (std::size_t c = i; c < n; ++c) laplacian[r][c] -= factor * laplacian[i][c];
    }
  }
  return determinant;
}

}  // namespace maillage::engines::districting::testing

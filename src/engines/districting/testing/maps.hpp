// Maps drawn as text, for tests only: one letter per unit, its district; neighbours share a side.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "engines/districting/evaluate.hpp"

namespace maillage::engines::districting::testing {

// "AAB" "ABB" → 0 0 1 0 1 1; '.' = no district.
inline Plan plan_of(const std::vector<std::string>& rows) {
  Plan plan;
  for (const std::string& row : rows)
    for (char c : row) plan.push_back(c == '.' ? -1 : c - 'A');
  return plan;
}

// Digits as loads: "123" "456" → 1 2 3 4 5 6.
inline std::vector<std::int64_t> loads_of(const std::vector<std::string>& rows) {
  std::vector<std::int64_t> loads;
  for (const std::string& row : rows)
    for (char c : row) loads.push_back(c - '0');
  return loads;
}

inline Graph grid(int height, int width) {
  std::vector<Edge> edges;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const Unit u = y * width + x;
      if (x + 1 < width) edges.push_back({u, u + 1, 1000});
      if (y + 1 < height) edges.push_back({u, u + width, 1000});
    }
  return Graph(height * width, edges);
}

// A grid of squares of one kilometre, `loads` row by row, in `districts` districts within ± tolerance.
inline Instance grid_instance(int height, int width, std::vector<std::int64_t> loads, District districts,
                              double tolerance) {
  Instance instance;
  instance.graph = grid(height, width);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) instance.centres.push_back({1000.0 * x, 1000.0 * y});
  instance.weights = {balanced("load", std::move(loads), districts, tolerance)};
  instance.districts = districts;
  return instance;
}

inline std::vector<std::int64_t> random_loads(Random& random, int count, int most) {
  std::vector<std::int64_t> loads;
  for (int i = 0; i < count; ++i)
    loads.push_back(1 + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most))));
  return loads;
}

}  // namespace maillage::engines::districting::testing

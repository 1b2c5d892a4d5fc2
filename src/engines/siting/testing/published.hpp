// Test and bench support: location instances with published optima, read from the open data folder.
#pragma once

#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "engines/siting/siting.hpp"
#include "engines/testing/open_data.hpp"

namespace maillage::engines::siting {

using engines::open_data_folder;
using engines::published_rows;
using engines::PublishedRow;

// Every point is a demand of the weight given and a site; `cost_of(i, j)` fills the table.
template <class CostOf>
Instance all_sites(std::vector<std::int64_t> weights, Site open, CostOf cost_of) {
  Instance instance;
  const std::size_t n = weights.size();
  std::vector<double> table(n * n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) table[i * n + j] = cost_of(i, j);
  instance.costs = Costs::dense(static_cast<Demand>(n), static_cast<Site>(n), table);
  instance.weights = std::move(weights);
  instance.sites.resize(n);
  instance.open = open;
  return instance;
}

// pmedNN of the OR-Library: edges in order, the last cost of a pair wins, then all-pairs shortest paths (Floyd).
inline Instance pmed_instance(const std::string& name) {
  std::ifstream file(open_data_folder() + "/location/pmed/" + name + ".txt");
  std::size_t n = 0, edges = 0;
  Site open = 0;
  file >> n >> edges >> open;
  std::vector<double> cost(n * n, HUGE_VAL);
  for (std::size_t i = 0; i < n; ++i) cost[i * n + i] = 0;
  for (std::size_t e = 0; e < edges; ++e) {
    std::size_t i = 0, j = 0;
    double c = 0;
    file >> i >> j >> c;
    cost[(i - 1) * n + j - 1] = cost[(j - 1) * n + i - 1] = c;
  }
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        cost[i * n + j] = std::min(cost[i * n + j], cost[i * n + k] + cost[k * n + j]);
  return all_sites(std::vector<std::int64_t>(n, 1), open,
                   [&](std::size_t i, std::size_t j) { return cost[i * n + j]; });
}

// Points of the TSPLIB, floor of the Euclid distance.
inline Instance tsplib_instance(const std::string& name, Site open) {
  std::vector<double> x, y;
  for (const PublishedRow& row : published_rows(open_data_folder() + "/location/tsplib/" + name + ".csv")) {
    x.push_back(std::stod(row.at("x")));
    y.push_back(std::stod(row.at("y")));
  }
  return all_sites(std::vector<std::int64_t>(x.size(), 1), open,
                   [&](std::size_t i, std::size_t j) { return std::floor(std::hypot(x[i] - x[j], y[i] - y[j])); });
}

// Capacitated instances: `x y capacity demand`; the cost does not count the demand. Floored in the OR-Library's.
inline Instance cpmp_instance(const std::string& name) {
  std::ifstream file(open_data_folder() + "/location/cpmp/" + name + ".txt");
  std::size_t n = 0;
  Site open = 0;
  file >> n >> open;
  std::vector<double> x(n), y(n);
  std::vector<std::int64_t> capacity(n), load(n);
  for (std::size_t i = 0; i < n; ++i) file >> x[i] >> y[i] >> capacity[i] >> load[i];
  const bool floored = name.starts_with("cpmp");
  Instance instance = all_sites(std::vector<std::int64_t>(n, 1), open, [&](std::size_t i, std::size_t j) {
    const double distance = std::hypot(x[i] - x[j], y[i] - y[j]);
    return floored ? std::floor(distance) : distance;
  });
  instance.model = Model::capacitated;
  instance.loads = std::move(load);
  for (std::size_t i = 0; i < n; ++i) instance.sites[i].capacity = capacity[i];
  return instance;
}

// Communes of a Département: weight = population, cost = distance between centres in units of so many metres.
inline Instance commune_instance(const std::string& departement, Model model, Site open, double metres) {
  std::vector<double> x, y;
  std::vector<std::int64_t> weights;
  for (const PublishedRow& row : published_rows(open_data_folder() + "/territory/" + departement + "/units.csv")) {
    x.push_back(std::stod(row.at("x_l93_m")));
    y.push_back(std::stod(row.at("y_l93_m")));
    weights.push_back(std::stoll(row.at("population")));
  }
  Instance instance = all_sites(std::move(weights), open, [&](std::size_t i, std::size_t j) {
    return std::hypot(x[i] - x[j], y[i] - y[j]) / metres;
  });
  instance.model = model;
  return instance;
}

}  // namespace maillage::engines::siting

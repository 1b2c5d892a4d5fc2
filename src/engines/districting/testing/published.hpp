// Test and bench support: the published districting instances, read from the open data folder.
#pragma once

#include <string>
#include <vector>

#include "engines/districting/instance.hpp"
#include "engines/testing/open_data.hpp"

namespace maillage::engines::districting {

using engines::open_data_folder;
using engines::published_rows;
using engines::PublishedRow;

// Units and edges of `folder` (units.csv with the named columns, edges.csv); weight 0 has no bounds yet.
inline Instance published_units(const std::string& folder, const std::string& population, const std::string& x,
                                const std::string& y) {
  Instance instance;
  Weight weight{.name = "population", .of_unit = {}};
  for (const PublishedRow& row : published_rows(folder + "/units.csv")) {
    weight.of_unit.push_back(std::stoll(row.at(population)));
    instance.centres.push_back({std::stod(row.at(x)), std::stod(row.at(y))});
  }
  std::vector<Edge> edges;
  for (const PublishedRow& row : published_rows(folder + "/edges.csv")) {
    const auto border = row.find("shared_border_m");
    edges.push_back(
        {std::stoi(row.at("i")), std::stoi(row.at("j")), border == row.end() ? 1.0 : std::stod(border->second)});
  }
  instance.graph = Graph(static_cast<Unit>(instance.centres.size()), std::move(edges));
  instance.weights.push_back(std::move(weight));
  return instance;
}

// Instance of one row of districting/known.csv: inertia, distances rounded to whole kilometres.
inline Instance published_instance(const PublishedRow& known) {
  const std::string folder = open_data_folder() + "/districting/" + known.at("level") + "/" + known.at("state");
  Instance instance = published_units(folder, "pop", "x_m", "y_m");
  instance.weights[0].lower = std::stoll(known.at("L"));
  instance.weights[0].upper = std::stoll(known.at("U"));
  instance.districts = std::stoi(known.at("k"));
  instance.rounding = Rounding::km;
  return instance;
}

// Commune graph of a Département: k districts within ± tolerance of the mean population.
inline Instance published_territory(const std::string& departement, District districts, double tolerance) {
  Instance instance =
      published_units(open_data_folder() + "/territory/" + departement, "population", "x_l93_m", "y_l93_m");
  instance.districts = districts;
  instance.weights[0] = balanced("population", instance.weights[0].of_unit, districts, tolerance);
  return instance;
}

}  // namespace maillage::engines::districting

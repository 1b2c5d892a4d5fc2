// What an ensemble measures of a plan, and how it is kept up to date when two districts change.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engines/districting/model.hpp"

namespace maillage::engines::districting {

// "inertia" (km²·load, exact distances), "cut_edges", "border_km" (length of the borders between districts),
// "max_deviation" (largest |load − mean| / mean of weight 0), then "moved_1", "moved_2"… (load moved against each
// present plan, best matching). Smaller is better for all.
std::vector<std::string> measure_names(const Instance& instance);

// Tables of the model, and the measures of districts.
class Measures {
 public:
  explicit Measures(const Model& model);

  // Load and moments of a set of cells.
  struct Sum {
    double load = 0, x = 0, y = 0, squares = 0;
  };
  // Cut between two districts.
  struct Cut {
    double edges = 0;
    double border_km = 0;
  };

  // Inertia about the unit nearest to the district's centroid, which is the best one: Σ load·|u − c|² = Σ load·|u − g|²
  // + load·|c − g|² (Huygens).
  double inertia(std::span<const Cell> cells) const;
  Cut cut(std::int32_t edge) const { return cuts_[static_cast<std::size_t>(edge)]; }
  double mean_load() const { return mean_load_; }
  std::size_t presents() const { return labels_of_.size(); }

  // Common load of every district of present plan p and one new district.
  using Overlaps = std::vector<std::vector<std::int64_t>>;  // [present district][new district]
  Overlaps no_overlap(std::size_t p) const;
  void overlap(std::size_t p, std::span<const Cell> cells, District district, Overlaps& overlaps) const;
  // Load that moves when present districts are matched to new ones for the largest common load.
  double moved(std::size_t p, const Overlaps& overlaps) const;

  // All measures of a plan of units, from nothing.
  std::vector<double> of(const Plan& plan) const;

 private:
  struct Point {
    double x = 0, y = 0;  // km from the mean of all units
  };
  struct Share {
    District label;
    std::int64_t load;
  };
  void tabulate_points();
  void tabulate_cuts();
  void tabulate_present(const Present& present);

  const Model& model_;
  std::vector<Point> points_;               // of the units, by cell
  std::vector<std::uint32_t> first_point_;  // of each cell
  std::vector<Sum> sums_;                   // of each cell
  std::vector<Cut> cuts_;                   // of each edge of cells
  double mean_load_ = 0;
  std::vector<std::vector<std::vector<Share>>> labels_of_;  // [present][cell]
  std::vector<std::size_t> label_count_;
  std::vector<std::int64_t> labelled_load_;
};

}  // namespace maillage::engines::districting

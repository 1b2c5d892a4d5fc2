// Points of the plane shared among moving centres so that each gets about the load wanted.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/random.hpp"

namespace maillage::engines::districting {

struct Point {
  double x = 0, y = 0, load = 0;  // kilometres
};

// What is to be shared, and between how many centres.
struct Sharing {
  std::vector<Point> points;
  std::vector<std::int32_t> fixed;   // the centre that a point must go to, or -1
  std::vector<std::int32_t> anchor;  // of each centre: the point where it begins, or -1 for one drawn
  double lower = 0, upper = 0;       // load wanted at each centre
  bool anchored = false;             // centres stay where they begin
};

// Each point goes to the centre of least (squared distance + multiplier); multipliers rise where the load is above what
// is wanted and sink where it is below; centres move to the middle of what they get (Lloyd 1982, Aurenhammer 1987).
class PowerDiagram {
 public:
  // Centres without an anchor begin far from one another by chance (k-means++, Arthur & Vassilvitskii 2007).
  PowerDiagram(const Sharing& sharing, Random& random);
  PowerDiagram(const Sharing& sharing, std::vector<Point> centres);

  // Moves centres and multipliers until they settle or `stop` says so; loads end near the bounds, not always within.
  // Gives about what the best balanced sharing among the last centres costs, to compare sharings with: the larger of
  // the Lagrangian's value and of what this sharing costs, load outside the bounds paid for, km² × load.
  double settle(const std::function<bool()>& stop);
  // The centre of every point.
  const std::vector<std::int32_t>& plan() const { return plan_; }

 private:
  void seed(Random& random);
  double assign();
  void raise();
  void recentre();
  void keep_best();

  // A sharing met, its load outside the bounds, and what it costs with that paid for.
  struct Kept {
    std::vector<std::int32_t> plan;
    double outside = 0;
    double cost = 0;
  };

  const Sharing& sharing_;
  std::vector<Point> centres_;
  std::vector<double> multiplier_, load_, spread_;  // spread: Σ load × squared distance
  std::vector<double> excess_, gain_;               // of the multipliers: the last excess of load, and how far to step
  std::vector<double> least_;                       // of each point: squared distance and multiplier of its centre
  std::vector<std::int32_t> plan_;
  Kept kept_;  // since the centres last moved
};

}  // namespace maillage::engines::districting

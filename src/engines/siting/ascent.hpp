// Lower bounds: the Lagrangian dual of "each demand is served once", climbed by the volume algorithm. Cornuéjols,
// Fisher & Nemhauser, Management Science 23 (1977); Barahona & Anbil, Mathematical Programming 87 (2000).
#pragma once

#include <vector>

#include "engines/siting/choice.hpp"
#include "engines/siting/knapsacks.hpp"

namespace maillage::engines::siting {

// A price per demand and the bound it proves, improved step by step. What reduced costs decide of the sites is kept.
class Ascent {
 public:
  // The rows may be those of a table, or fewer: see `kept_rows`. `worth` = what serving each demand is worth at first.
  // With knapsacks, sites serve within their capacities.
  Ascent(const Rows& rows, const std::vector<double>& outside, const Choice& choice, std::vector<State> states,
         std::vector<double> worth, Knapsacks* knapsacks = nullptr);

  // One step, given that choices of value `limit` or more are of no interest. Decides sites by their reduced costs.
  void step(double limit);
  // Decides sites by the reduced costs of the last point alone.
  void decide(double limit);

  // No choice that obeys the states given at first, and is of interest, has a smaller value. Rounding is counted.
  double bound() const { return bound_; }
  const std::vector<double>& worth() const { return best_worth_; }
  const std::vector<State>& states() const { return states_; }
  std::size_t undecided() const;
  // How open each site is in the mean of the steps, 0..1.
  const std::vector<double>& share() const { return share_; }
  // The choice of the last step.
  const std::vector<char>& picked() const { return selection_.picked; }
  // Nothing more to expect of further steps.
  bool settled() const { return settled_; }

 private:
  void evaluate();
  void add_values();
  void add_served();
  void move_on(double limit);
  double length_of_heading() const;
  double least_worth(std::size_t demand) const;
  void blend();
  double blend_weight() const;
  void judge(double limit);
  double rounding_error() const;

  const Rows& rows_;
  const std::vector<double>& outside_;
  const Choice& choice_;
  Knapsacks* knapsacks_;
  std::vector<State> states_;
  std::vector<double> worth_, best_worth_;
  std::vector<double> reduced_;     // value of each site: what it saves of the worth of demands, ≤ 0
  std::vector<double> best_slope_;  // where the bound is
  std::vector<double> slope_;       // of the last point: 1 − how often each demand is served
  std::vector<double> heading_;     // mean of the slopes
  std::vector<double> share_;
  Selection selection_;
  double value_ = 0, bound_ = 0;
  double length_ = 0.2;  // share of the way to the limit that a step aims at
  double blend_most_ = 0.1;
  int steps_ = 0, failures_ = 0;
  double bound_before_ = 0;  // at the last look back
  bool settled_ = false;
};

// The entries a search below these states can use: sites not closed, up to the nearest one that is open for good.
Rows kept_rows(const Rows& rows, const std::vector<State>& states);

// A first worth of the demands: what their nearest site of a choice costs, and so much of the way to the second
// nearest.
std::vector<double> worth_beside(const Table& table, const std::vector<char>& open, double part);

}  // namespace maillage::engines::siting

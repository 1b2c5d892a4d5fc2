// One Markov chain of lawful plans by recombination of two adjacent districts.
#pragma once

#include <cstdint>
#include <vector>

#include "base/random.hpp"
#include "engines/districting/ensemble_measures.hpp"
#include "engines/districting/forest.hpp"

namespace maillage::engines::districting {

enum class ChainKind { recom, reversible };

// What the last change of a chain touched.
struct Change {
  District a = -1;
  District b = -1;
};

// The chain's plan is always lawful: contiguous, every weight within its bounds in every district.
class Chain {
 public:
  // `plan` (of cells) is lawful; the model has no fixed cell and at least two districts.
  Chain(const Model& model, const Measures& measures, ChainKind kind, Plan plan, std::uint64_t seed);

  // Makes one proposal. True when the chain has a new plan.
  //
  // recom (DeFord, Duchin & Solomon, HDSR 2021): a cut edge drawn uniformly names two districts; a uniform spanning
  // tree of their union is cut at an edge drawn uniformly among those that leave two lawful districts; when there is
  // none, another tree of the same two is drawn, ten times at most, then another pair.
  //
  // reversible: an edge of the graph drawn uniformly; within a district, the chain stays; else, one of two steps on its
  // two districts A and B, drawn. Every proposal counted, both leave the law proportional to the product of the
  // districts' numbers of spanning trees, τ; E(A,B) = edges between A and B.
  // Redraw (after Cannon, Duchin, Randall & Rule, 2022): of the b edges of a uniform tree of the union that leave two
  // lawful districts, one is taken with probability b / M, or the chain stays. Drawing the pair by an edge weighs it by
  // E(A,B), so the flow τ(A)τ(B) E(A,B) · τ(A')τ(B') E(A',B') / (τ(A∪B) M) is the same both ways, without the
  // rejection by 1 / E(A',B') that a uniform pair asks for. M bounds b for the union, hence is the same both ways.
  // Slide: trees of A and of B, uniform, hung together by the edge drawn, make a tree of the union that is uniform
  // among those that the present cut leaves two districts of, whose number is τ(A)τ(B)E(A,B); one of its b edges that
  // leave two lawful districts is taken. The flow is Σ 1 / b over the trees that both cuts share: the same both ways.
  bool propose();

  const Plan& plan() const { return plan_; }
  const Change& change() const { return change_; }
  // Measures of the current plan, in the order of measure_names.
  const std::vector<double>& measures() const { return measured_; }

 private:
  struct Part {
    std::vector<Cell> cells;
    double inertia = 0;
  };

  bool draw_pair();
  bool recombine();
  bool redraw();
  bool slide();
  void draw_cuts();
  void weigh_subtrees();
  void keep_lawful(std::size_t weight);
  void find_cuts();
  std::uint64_t cuts_max();
  void mark_lower(Place cut);
  bool lower_takes_a() const;
  void update_cut_edges();
  void apply(Place cut);
  void refill(District d, bool lower);
  void measure();
  std::int64_t& load(District d, std::size_t weight) { return loads_[static_cast<std::size_t>(d) * weights_ + weight]; }

  const Model& model_;
  const Measures& measures_;
  const ChainKind kind_;
  const std::size_t weights_;
  Random random_;
  Plan plan_;
  std::vector<Part> parts_;
  std::vector<std::int64_t> loads_;  // [district][weight]
  std::vector<Measures::Overlaps> overlaps_;
  std::vector<double> measured_;
  Change change_;
  Edge link_;  // the edge that drew the pair

  std::vector<std::int64_t> cell_loads_;  // [weight][cell]
  int trees_left_ = 0;                    // to draw on the patch before another pair is drawn
  Patch patch_;
  SpanningTree tree_;
  std::vector<std::int64_t> below_;   // [weight][place]: load of the subtree
  std::vector<std::uint8_t> lower_;   // of each place: on the lower side of the cut
  std::vector<std::uint8_t> was_a_;   // of each place: in district a before the cut
  std::vector<Place> cuts_;           // places whose edge to their parent leaves two lawful districts
  std::vector<std::int64_t> sorted_;  // scratch of cuts_max
};

}  // namespace maillage::engines::districting

// Branch and bound on the sites, open or closed, each node bounded by a few steps of the ascent. Christofides &
// Beasley, "A tree search algorithm for the p-median problem", European Journal of Operational Research 10 (1982).
#pragma once

#include <memory>
#include <vector>

#include "engines/siting/ascent.hpp"
#include "engines/siting/incumbent.hpp"
#include "engines/siting/search.hpp"

namespace maillage::engines::siting {

// The most promising side of each branching is gone through first; the bound of what was not gone through is proved to
// the incumbent at the end.
class Branching {
 public:
  Branching(const Table& table, const Choice& choice, Incumbent& incumbent, Search& search, const Watch& watch);

  // From what the ascent of the root has decided and proved, through so many nodes at most.
  void run(const Ascent& root, std::int64_t most_nodes);

 private:
  struct Node {
    std::vector<State> states;
    std::vector<double> worth;
    double bound = 0;
    std::shared_ptr<const Rows> rows;
    std::size_t alive = 0;  // sites not closed when the rows were made
  };

  void visit(Node node);
  void climb(Ascent& ascent);
  void branch(const Node& node, const Ascent& ascent);
  void settle(const std::vector<State>& states);
  void prove();

  const Table& table_;
  const Choice& choice_;
  Incumbent& incumbent_;
  Search& search_;
  Watch watch_;
  std::vector<Node> open_;
  double least_closed_ = 0;  // of the bounds of nodes gone through
};

}  // namespace maillage::engines::siting

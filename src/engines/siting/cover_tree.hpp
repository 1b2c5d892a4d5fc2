// The end of the proof of a cover: branch and bound on the sites by linear programmes.
#pragma once

#include <memory>
#include <vector>

#include "engines/milp/linear.hpp"
#include "engines/siting/ascent.hpp"
#include "engines/siting/incumbent.hpp"
#include "engines/siting/search.hpp"

namespace maillage::engines::siting {

// Works on a table where every entry is free. The open side of each branching is gone through first: good choices come
// soon. What a node proves is worked out afresh from the prices of its linear programme, as a step of the ascent: no
// tolerance of the linear solver is in it.
class CoverTree {
 public:
  // From what has been decided of the sites.
  CoverTree(const Table& table, const Choice& choice, const std::vector<State>& states, Incumbent& incumbent,
            const Watch& watch);

  // Offers better choices to the incumbent, and proves to it what was not gone through.
  void run();

 private:
  struct Node {
    std::vector<State> states;
    double bound = 0;
    std::shared_ptr<const milp::Linear::Basis> basis;
  };

  void visit(Node node);
  void relax(Node& node);
  void branch(const Node& node);
  void offer();
  void impose(const std::vector<State>& states);
  void add_rows(std::size_t most);
  double shortfall(std::size_t demand) const;
  std::vector<double> worth() const;
  std::vector<char> flags_of(const std::vector<char>& open) const;

  const Table& table_;
  Incumbent& incumbent_;
  Watch watch_;
  Search search_;
  Table core_;  // what is left to decide
  Choice choice_;
  milp::Linear programme_;         // a column per site, then one per row: the part of its demand left uncovered
  double unit_ = 1;                // weight that costs 1
  std::vector<std::size_t> rows_;  // demands in the programme; their rows come after that of the number of sites
  std::vector<char> has_row_;
  std::vector<double> point_;  // of the last optimum
  std::vector<Node> open_;
  double least_closed_ = 0;  // of the bounds of nodes gone through
};

}  // namespace maillage::engines::siting

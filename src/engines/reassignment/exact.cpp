#include "engines/reassignment/exact.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace maillage::engines::reassignment {
namespace {

class Enumeration {
 public:
  Enumeration(const Model& model, const Dual& dual, Assignment known, std::int64_t nodes)
      : model_(model),
        dual_(dual),
        most_(nodes),
        best_(std::move(known)),
        value_(model.value(best_)),
        tried_(best_),
        order_(best_.size()) {
    std::iota(order_.begin(), order_.end(), 0);
    // What the second best carrier adds: the more, the sooner the unit is settled.
    std::vector<double> second(best_.size(), std::numeric_limits<double>::infinity());
    for (std::size_t u = 0; u < best_.size(); ++u) {
      auto row = dual.excess[u];
      std::sort(row.begin(), row.end());
      if (row.size() > 1) second[u] = row[1];
    }
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::int32_t a, std::int32_t b) { return second[at(a)] > second[at(b)]; });
  }

  Enumerated run() {
    const bool complete = settle(0, 0);
    return {std::move(best_), complete, nodes_};
  }

 private:
  // False when it gave up.
  bool settle(std::size_t depth, double excess) {
    if (depth == order_.size()) {
      judge();
      return true;
    }
    const std::int32_t u = order_[depth];
    const auto& allowed = model_.allowed(u);
    std::vector<std::size_t> choices(allowed.size());
    std::iota(choices.begin(), choices.end(), std::size_t{0});
    const auto& row = dual_.excess[at(u)];
    std::stable_sort(choices.begin(), choices.end(), [&](std::size_t a, std::size_t b) { return row[a] < row[b]; });
    for (const std::size_t choice : choices) {
      if (dual_.bound + excess + row[choice] >= value_ - margin()) return true;
      if (++nodes_ > most_) return false;
      tried_[at(u)] = allowed[choice];
      if (!settle(depth + 1, excess + row[choice])) return false;
    }
    return true;
  }
  // As long as a node for each unit.
  void judge() {
    nodes_ += static_cast<std::int64_t>(tried_.size());
    const double value = model_.value(tried_);
    if (value >= value_ - margin() || !model_.lawful(tried_)) return;
    best_ = tried_;
    value_ = value;
  }
  // Below it two values are the same.
  double margin() const { return 1e-9 * (1 + value_); }

  const Model& model_;
  const Dual& dual_;
  std::int64_t most_;
  Assignment best_;
  double value_;
  Assignment tried_;
  std::vector<std::int32_t> order_;
  std::int64_t nodes_ = 0;
};

}  // namespace

Enumerated enumerate(const Model& model, const Dual& dual, Assignment known, std::int64_t nodes) {
  return Enumeration(model, dual, std::move(known), nodes).run();
}

}  // namespace maillage::engines::reassignment

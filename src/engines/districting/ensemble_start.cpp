#include "engines/districting/ensemble_start.hpp"

#include <numeric>
#include <utility>

#include "engines/districting/forest.hpp"

namespace maillage::engines::districting {
namespace {

constexpr int kTreesPerPart = 40;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

class Splitter {
 public:
  Splitter(const Model& model, Random& random)
      : model_(model), random_(random), patch_(model.graph()), tree_(model.cells()), plan_(at(model.cells()), -1) {}

  bool split(const std::vector<Cell>& cells, District first, District count) {
    if (count == 1) {
      for (Cell c : cells) plan_[at(c)] = first;
      return true;
    }
    std::vector<Cell> below, above;
    if (cells.size() < at(count) || !cut(cells, count / 2, count - count / 2, below, above)) return false;
    return split(below, first, count / 2) && split(above, first + count / 2, count - count / 2);
  }
  Plan& plan() { return plan_; }

 private:
  // Cuts the cells into one side that can hold `low` districts and one that can hold `high`.
  bool cut(const std::vector<Cell>& cells, District low, District high, std::vector<Cell>& below,
           std::vector<Cell>& above) {
    patch_.assign(cells, {});
    for (int tree = 0; tree < kTreesPerPart; ++tree) {
      tree_.draw(patch_, random_);
      std::vector<std::pair<Place, bool>> cuts;  // and whether the lower side is the low one
      weigh();
      for (Place p : tree_.order().subspan(1)) {
        if (fits(p, low, high)) cuts.emplace_back(p, true);
        if (low != high && fits(p, high, low)) cuts.emplace_back(p, false);
      }
      if (cuts.empty()) continue;
      const auto [place, lower_is_low] = cuts[random_.below(cuts.size())];
      share_out(place, lower_is_low ? below : above, lower_is_low ? above : below);
      return true;
    }
    return false;
  }

  void weigh() {
    const std::size_t weights = model_.weights();
    loads_.assign(at(patch_.size()) * weights, 0);
    const auto order = tree_.order();
    for (std::size_t i = order.size(); i-- > 0;)
      for (std::size_t w = 0; w < weights; ++w) {
        std::int64_t& load = loads_[at(order[i]) * weights + w];
        load += model_.load(patch_.vertex(order[i]), w);
        if (i > 0) loads_[at(tree_.parent(order[i])) * weights + w] += load;
      }
  }

  bool fits(Place lower, District in_lower, District in_upper) const {
    const std::size_t weights = model_.weights();
    for (std::size_t w = 0; w < weights; ++w) {
      const Weight& bounds = model_.instance().weights[w];
      const std::int64_t here = loads_[at(lower) * weights + w];
      const std::int64_t there = loads_[at(tree_.order().front()) * weights + w] - here;
      if (here < in_lower * bounds.lower || here > in_lower * bounds.upper) return false;
      if (there < in_upper * bounds.lower || there > in_upper * bounds.upper) return false;
    }
    return true;
  }

  void share_out(Place cut, std::vector<Cell>& lower, std::vector<Cell>& upper) const {
    std::vector<bool> in_lower(at(patch_.size()), false);
    in_lower[at(cut)] = true;
    for (Place p : tree_.order()) {
      in_lower[at(p)] = in_lower[at(p)] || in_lower[at(tree_.parent(p))];
      (in_lower[at(p)] ? lower : upper).push_back(patch_.vertex(p));
    }
  }

  const Model& model_;
  Random& random_;
  Patch patch_;
  SpanningTree tree_;
  std::vector<std::int64_t> loads_;  // [place][weight] of the subtree
  Plan plan_;
};

}  // namespace

std::optional<Plan> lawful_start(const Model& model, Random& random, const std::function<bool()>& enough) {
  std::vector<Cell> cells(at(model.cells()));
  std::iota(cells.begin(), cells.end(), 0);
  Splitter splitter(model, random);
  while (!enough())
    if (splitter.split(cells, 0, model.districts())) return std::move(splitter.plan());
  return std::nullopt;
}

}  // namespace maillage::engines::districting

#include "engines/reassignment/search.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "base/random.hpp"

namespace maillage::engines::reassignment {
namespace {

// So that a large question takes no longer than a small one.
constexpr std::int32_t kShakenInAll = 800, kMostShakes = 12, kLeastShakes = 2;
constexpr int kShakenUnits = 3;

double tolerance(double value) { return 1e-10 * (1 + value); }

// A unit and those that would be cut off without it, to another carrier.
struct Branch {
  std::vector<std::int32_t> units;
  Carrier from = -1;
  Carrier to = -1;
  double load = 0;
  double gain = 0;  // what the value loses
};

class Search {
 public:
  Search(const Model& model, Assignment start)
      : model_(model), of_unit_(std::move(start)), taken_(model.taken(of_unit_)) {}

  const Assignment& answer() const { return of_unit_; }

  void descend() {
    const double least = tolerance(model_.value(of_unit_));
    while (shift_once(least) || exchange_once(least)) {
    }
  }
  // Moves a few branches wherever they may go.
  void shake(Random& random) {
    for (int i = 0; i < kShakenUnits; ++i) {
      const auto u = static_cast<std::int32_t>(random.below(of_unit_.size()));
      const auto& allowed = model_.allowed(u);
      if (const auto branch = branch_of(hanging_on(u), allowed[random.below(allowed.size())])) apply(*branch);
    }
  }

 private:
  // The unit and those that hang on it alone.
  std::vector<std::int32_t> hanging_on(std::int32_t u) const {
    std::vector<std::int32_t> out{u};
    if (model_.loose(u)) return out;
    const Carrier carrier = of_unit_[at(u)];
    const auto still = model_.rooted(of_unit_, carrier, u);
    for (std::int32_t v = 0; v < model_.units(); ++v)
      if (v != u && of_unit_[at(v)] == carrier && !still[at(v)]) out.push_back(v);
    return out;
  }
  // Those units as a branch, if that carrier may take it.
  std::optional<Branch> branch_of(const std::vector<std::int32_t>& units, Carrier to) const {
    Branch out{units, of_unit_[at(units.front())], to, 0, 0};
    if (out.from == to || !(model_.loose(units.front()) || borders(out))) return std::nullopt;
    weigh(out);
    return out;
  }
  bool borders(const Branch& branch) const {
    return std::any_of(branch.units.begin(), branch.units.end(), [&](std::int32_t u) {
      const auto& around = model_.unit(u).neighbours;
      return model_.touches(u, branch.to) ||
             std::any_of(around.begin(), around.end(), [&](std::int32_t v) { return of_unit_[at(v)] == branch.to; });
    });
  }
  void weigh(Branch& branch) const {
    for (const std::int32_t u : branch.units) {
      branch.load += model_.unit(u).load;
      branch.gain += model_.cost(u, branch.from) - model_.cost(u, branch.to);
    }
    const double from = taken_[at(branch.from)], to = taken_[at(branch.to)];
    branch.gain += model_.price(branch.from, from) - model_.price(branch.from, from - branch.load);
    branch.gain += model_.price(branch.to, to) - model_.price(branch.to, to + branch.load);
  }
  void apply(const Branch& branch) {
    for (const std::int32_t u : branch.units) of_unit_[at(u)] = branch.to;
    taken_ = model_.taken(of_unit_);
  }
  bool shift_once(double least) {
    bool moved = false;
    for (std::int32_t u = 0; u < model_.units(); ++u) {
      std::optional<Branch> best;
      const auto units = hanging_on(u);
      for (const Carrier to : model_.allowed(u)) {
        auto branch = branch_of(units, to);
        if (branch && branch->gain > (best ? best->gain : least)) best = std::move(branch);
      }
      if (best) apply(*best), moved = true;
    }
    return moved;
  }
  // The branch of `u` goes to the carrier of `v`, then that of `v` to the carrier that `u` had.
  bool exchange(std::int32_t u, std::int32_t v, double least) {
    const auto first = branch_of(hanging_on(u), of_unit_[at(v)]);
    if (!first) return false;
    const Assignment before = of_unit_;
    apply(*first);
    const auto second = branch_of(hanging_on(v), first->from);
    if (second && first->gain + second->gain > least) {
      apply(*second);
      return true;
    }
    of_unit_ = before;
    taken_ = model_.taken(of_unit_);
    return false;
  }
  bool exchange_once(double least) {
    for (std::int32_t u = 0; u < model_.units(); ++u)
      for (std::int32_t v = 0; v < model_.units(); ++v)
        if (of_unit_[at(u)] != of_unit_[at(v)] && near(u, of_unit_[at(v)]) && near(v, of_unit_[at(u)]) &&
            exchange(u, v, least))
          return true;
    return false;
  }
  // The unit alone could be given to that carrier.
  bool near(std::int32_t u, Carrier carrier) const {
    const auto& allowed = model_.allowed(u);
    return std::binary_search(allowed.begin(), allowed.end(), carrier) &&
           (model_.loose(u) || borders({{u}, of_unit_[at(u)], carrier, 0, 0}));
  }

  const Model& model_;
  Assignment of_unit_;
  std::vector<double> taken_;
};

// What one more unit adds to the value.
double added(const Model& model, const std::vector<double>& taken, std::int32_t u, Carrier carrier) {
  const double load = taken[at(carrier)];
  return model.cost(u, carrier) + model.price(carrier, load + model.unit(u).load) - model.price(carrier, load);
}

bool reaches(const Model& model, const Assignment& of_unit, std::int32_t u, Carrier carrier) {
  if (model.loose(u) || model.touches(u, carrier)) return true;
  const auto& around = model.unit(u).neighbours;
  return std::any_of(around.begin(), around.end(), [&](std::int32_t v) { return of_unit[at(v)] == carrier; });
}

}  // namespace

Assignment growth(const Model& model) {
  Assignment of_unit(at(model.units()), -1);
  std::vector<double> taken(at(model.carriers()), 0);
  for (std::int32_t given = 0; given < model.units(); ++given) {
    double least = std::numeric_limits<double>::infinity();
    std::int32_t unit = -1;
    Carrier taker = -1;
    for (std::int32_t u = 0; u < model.units(); ++u) {
      if (of_unit[at(u)] >= 0) continue;
      for (const Carrier carrier : model.allowed(u)) {
        // Per weight: a large unit is not put off because it is large.
        const double adds = added(model, taken, u, carrier) / model.unit(u).weight;
        if (adds >= least || !reaches(model, of_unit, u, carrier)) continue;
        least = adds, unit = u, taker = carrier;
      }
    }
    of_unit[at(unit)] = taker;
    taken[at(taker)] += model.unit(unit).load;
  }
  return of_unit;
}

Assignment improved(const Model& model, Assignment start) {
  Search first(model, std::move(start));
  first.descend();
  Assignment best = first.answer();
  double value = model.value(best);
  Random random(1);
  const auto shakes = std::clamp(kShakenInAll / std::max(1, model.units()), kLeastShakes, kMostShakes);
  for (std::int32_t i = 0; i < shakes && model.units() > 1; ++i) {
    Search search(model, best);
    search.shake(random);
    search.descend();
    const double found = model.value(search.answer());
    if (found < value - tolerance(value)) best = search.answer(), value = found;
  }
  return best;
}

}  // namespace maillage::engines::reassignment

#include "engines/siting/choice.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace maillage::engines::siting {
namespace {

constexpr double kRounding = 1e-9;   // of sums of prices, beside them
constexpr double kMostExact = 1e15;  // whole numbers up to there are exact
constexpr int kHalvings = 40;

// The best choice for `values` without a budget: those that must, then the least values below zero.
struct Pick {
  std::vector<char> picked;
  double value = 0;
  double price = 0;
  double last_in = 0, first_out = 0;
};

class Picker {
 public:
  Picker(const Choice& choice, const std::vector<State>& states, const std::vector<double>& values)
      : choice_(choice), states_(states), values_(values), reduced_(values) {}

  // At this price of prices.
  Pick at(double multiplier) {
    for (std::size_t s = 0; s < values_.size() && choice_.priced(); ++s)
      reduced_[s] = values_[s] + multiplier * choice_.price[s];
    Pick pick;
    pick.picked.assign(values_.size(), 0);
    pick.value = -multiplier * choice_.budget;
    take_decided(pick);
    take_free(pick);
    return pick;
  }
  const std::vector<double>& reduced() const { return reduced_; }

 private:
  void take(Pick& pick, std::size_t site) const {
    pick.picked[site] = 1;
    pick.value += reduced_[site];
    if (choice_.priced()) pick.price += choice_.price[site];
  }

  void take_decided(Pick& pick) {
    free_.clear();
    room_ = choice_.most;
    for (std::size_t s = 0; s < states_.size(); ++s) {
      if (states_[s] == State::open) {
        take(pick, s);
        room_ -= room_ > 0 ? 1 : 0;
      } else if (states_[s] == State::free && reduced_[s] < 0) {
        free_.push_back(s);
      }
    }
  }

  void take_free(Pick& pick) {
    const auto less = [&](std::size_t a, std::size_t b) {
      return reduced_[a] != reduced_[b] ? reduced_[a] < reduced_[b] : a < b;
    };
    if (free_.size() >= room_ && room_ > 0) {
      std::nth_element(free_.begin(), free_.begin() + static_cast<std::ptrdiff_t>(room_ - 1), free_.end(), less);
      pick.last_in = reduced_[free_[room_ - 1]];
    }
    const std::size_t taken = std::min(room_, free_.size());
    for (std::size_t i = 0; i < taken; ++i) take(pick, free_[i]);
    for (std::size_t i = taken; i < free_.size(); ++i) pick.first_out = std::min(pick.first_out, reduced_[free_[i]]);
  }

  const Choice& choice_;
  const std::vector<State>& states_;
  const std::vector<double>& values_;
  std::vector<double> reduced_;
  std::vector<std::size_t> free_;
  std::size_t room_ = 0;
};

Selection selection_of(Pick pick, std::vector<double> reduced) {
  Selection selection;
  selection.value = pick.value;
  selection.share.assign(pick.picked.begin(), pick.picked.end());
  selection.picked = std::move(pick.picked);
  selection.reduced = std::move(reduced);
  selection.last_in = pick.last_in;
  selection.first_out = pick.first_out;
  return selection;
}

// Moves the shares towards the choice that spends more, until both together spend the budget.
void blend(Selection& selection, const Pick& within, const Pick& beyond, double budget) {
  const double part = (budget - within.price) / (beyond.price - within.price);
  if (!(part > 0 && part < 1)) return;
  for (std::size_t s = 0; s < selection.share.size(); ++s)
    selection.share[s] += part * (beyond.picked[s] - within.picked[s]);
}

// The largest whole number that divides them all; 0 when one of them is not whole or all are 0.
std::int64_t divisor(const std::vector<double>& prices) {
  std::int64_t out = 0;
  for (const double price : prices) {
    if (price != std::floor(price) || std::fabs(price) > kMostExact) return 0;
    out = std::gcd(out, static_cast<std::int64_t>(price));
  }
  return out;
}

// What can be spent of the budget: when whole prices have a common divisor, the rest of its division buys nothing, and
// would only weaken the bound.
double spendable(const Choice& choice) {
  std::vector<double> open_to_choice;
  double spent = 0;
  for (std::size_t s = 0; s < choice.price.size(); ++s) {
    if (choice.must[s] != 0)
      spent += choice.price[s];
    else
      open_to_choice.push_back(choice.price[s]);
  }
  const auto step = static_cast<double>(divisor(open_to_choice));
  if (step == 0) return choice.budget;
  const double left = choice.budget - spent + kRounding * (1 + std::fabs(choice.budget));
  return spent + std::floor(left / step) * step;
}

}  // namespace

Choice choice_of(const Instance& instance, const Table& table) {
  Choice choice;
  const bool priced = instance.model == Model::budgeted;
  const bool counted = instance.model != Model::set_cover && instance.open > 0;
  choice.most = counted ? std::min(static_cast<std::size_t>(instance.open), table.sites()) : table.sites();
  choice.budget = instance.budget;
  for (const SiteTerms& terms : instance.sites) choice.budget -= priced ? terms.price_closed : 0;
  for (const Site site : table.site_of) {
    const SiteTerms& terms = instance.sites[static_cast<std::size_t>(site)];
    choice.must.push_back(terms.rule == Rule::open);
    if (priced) choice.price.push_back(terms.price_open - terms.price_closed);
  }
  if (priced) choice.budget = spendable(choice);
  return choice;
}

double price_of(const Choice& choice, const std::vector<char>& open) {
  double price = 0;
  for (std::size_t s = 0; s < choice.price.size(); ++s) price += open[s] != 0 ? choice.price[s] : 0;
  return price;
}

bool affordable(const Choice& choice, double price) {
  return !choice.priced() || price <= choice.budget + kRounding * (1 + std::fabs(choice.budget));
}

bool lawful(const Choice& choice, const std::vector<char>& open) {
  std::size_t count = 0;
  for (std::size_t s = 0; s < open.size(); ++s) {
    if (choice.must[s] != 0 && open[s] == 0) return false;
    count += open[s] != 0 ? 1 : 0;
  }
  return count <= choice.most && affordable(choice, price_of(choice, open));
}

std::vector<char> cheapest(const Choice& choice) {
  std::vector<char> open = choice.must;
  std::size_t room = choice.most - std::min<std::size_t>(choice.most, std::accumulate(open.begin(), open.end(), 0UL));
  std::vector<std::size_t> order(choice.price.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return choice.price[a] < choice.price[b]; });
  for (const std::size_t s : order) {
    if (room == 0 || choice.price[s] >= 0) break;
    if (open[s] == 0) open[s] = 1, --room;
  }
  return open;
}

Selection select(const Choice& choice, const std::vector<State>& states, const std::vector<double>& values) {
  Picker picker(choice, states, values);
  Pick within = picker.at(0);
  if (!choice.priced() || within.price <= choice.budget) return selection_of(std::move(within), picker.reduced());
  Pick beyond = within;
  double low = 0, high = 1;
  for (int i = 0; i < 2 * kHalvings; ++i, high *= 4)
    if (within = picker.at(high); within.price <= choice.budget) break;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = 0.5 * (low + high);
    Pick pick = picker.at(middle);
    const bool spends_less = pick.price <= choice.budget;
    (spends_less ? high : low) = middle;
    (spends_less ? within : beyond) = std::move(pick);
  }
  within = picker.at(high);
  Selection selection = selection_of(within, picker.reduced());
  blend(selection, within, beyond, choice.budget);
  return selection;
}

}  // namespace maillage::engines::siting

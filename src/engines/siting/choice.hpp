// Which sets of sites may be open together, and the best of them for a sum of values of sites.
#pragma once

#include <vector>

#include "engines/siting/table.hpp"

namespace maillage::engines::siting {

// At most `most` sites, those of `must` among them, whose prices add up to no more than the budget.
struct Choice {
  std::size_t most = 0;
  std::vector<char> must;     // flags, by site of the table
  std::vector<double> price;  // of opening rather than not; empty = no budget
  double budget = 0;

  bool priced() const { return !price.empty(); }
};

// What the instance allows; the budget is less the prices of closing everything, and less what could buy nothing.
Choice choice_of(const Instance& instance, const Table& table);

// Price of the sites flagged; 0 without a budget.
double price_of(const Choice& choice, const std::vector<char>& open);

// Whether the prices, as they add up, are within the budget; sums may be off by their rounding.
bool affordable(const Choice& choice, double price);

// Whether these sites (flags) may be open together, and no other.
bool lawful(const Choice& choice, const std::vector<char>& open);

// The lawful choice of least price, flags; it is over the budget when no choice is lawful for its price.
std::vector<char> cheapest(const Choice& choice);

// What has been decided of a site on the way to a proof.
enum class State : char { free, open, closed };

// The best lawful choice for `values` (least sum), relaxed: with a budget, a price on prices is found such that the
// mean of two choices meets it, and the sum counts what the budget left brings at that price.
struct Selection {
  double value = 0;             // never above the sum of a lawful choice that obeys the states
  std::vector<double> share;    // of each site, 0..1; between the two only with a budget
  std::vector<char> picked;     // a choice of at most `most` sites
  std::vector<double> reduced;  // values, prices counted
  double last_in = 0;           // largest reduced value that a site forced in would drive out; 0 = none is driven out
  double first_out = 0;         // reduced value of the site that would replace one forced out; 0 = none
};
Selection select(const Choice& choice, const std::vector<State>& states, const std::vector<double>& values);

}  // namespace maillage::engines::siting

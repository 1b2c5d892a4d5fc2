// Every district that a better plan may use, listed: pricing by a bounded search around each centre.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engines/districting/bound_costs.hpp"
#include "engines/districting/item_set.hpp"

namespace maillage::engines::districting {

// A district that a lawful plan may have.
struct Column {
  ItemSet items;
  double cost = 0;  // inertia around its best centre, plus the price of leaving every present district but `label`
  std::int32_t centre = 0;  // the centre that serves it best
  std::int32_t label = -1;  // the present district it continues; -1 = none
};

// The districts of an instance of at most ItemSet::kMost items, all loaded, whose objective is inertia. Contiguity is
// that of items (a group counts as one place), and what is left around a district must still be divisible among the
// other districts: no pocket too light for one. Every lawful plan is made of such districts, and costs no less than
// they do.
class ColumnSearch {
 public:
  // Told of a district whose cost less the prices of its items is `reduced`; gives the limit from there on.
  using Meet = std::function<double(const Column&, double reduced)>;

  ColumnSearch(const Instance& instance, const HessCosts& costs);

  std::int32_t items() const { return costs_.items; }
  std::int32_t centres() const { return costs_.centres; }
  std::int32_t districts() const { return costs_.districts; }
  std::int32_t labels() const { return costs_.leave_price > 0 ? costs_.labels : 0; }

  // A lower bound of cost less prices over the districts of a centre: contiguity is dropped, loads are rounded.
  // Infinity when no district fits around it.
  double relaxed(Unit centre, std::span<const double> price);
  // The items that give it.
  ItemSet relaxed_items(Unit centre, std::span<const double> price);
  // Goes through all the districts served best from `centre` whose cost less prices is below `limit`. False when `stop`
  // said to end before.
  bool around(Unit centre, std::span<const double> price, double limit, const Meet& meet,
              const std::function<bool()>& stop);
  double reduced(const Column& column, std::span<const double> price) const;

 private:
  class Search;
  struct Bounds {  // of a further weight of items
    std::vector<std::int64_t> load;
    std::int64_t lower, upper;
  };

  static std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }
  void join(const Instance& instance);
  void separate(const Instance& instance);
  void weigh(const Instance& instance);
  void order(Unit centre);
  double cost(Unit centre, std::int32_t item, std::int32_t label) const;
  double cost(Unit centre, ItemSet items, std::int32_t label) const;
  bool served_best(const Column& column) const;
  bool balanced(ItemSet items) const;
  bool leaves_room(ItemSet items) const;
  ItemSet flood(ItemSet from, ItemSet within) const;

  const HessCosts& costs_;
  std::vector<ItemSet> beside_;                     // of an item: those it shares a border with
  std::vector<ItemSet> apart_;                      // of an item: those fixed to another district
  std::vector<Bounds> weights_;                     // [0] is the load that inertia counts
  std::vector<std::vector<Unit>> units_;            // of an item
  std::vector<std::vector<std::int32_t>> outward_;  // of a centre: the other items, nearest by borders first
  // Loads in steps, rounded down so that no district is lost: those of items, and the range of a district.
  std::vector<std::int32_t> steps_;
  std::int32_t least_ = 0, most_ = 0;
};

}  // namespace maillage::engines::districting

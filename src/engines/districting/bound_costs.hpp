// The Hess model of an instance after contraction: items that move whole, and what each costs per load at each centre.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "engines/districting/instance.hpp"

namespace maillage::engines::districting {

// Items are the classes of units that any lawful plan keeps together (groups, units fixed to the same district) and
// whose load is not zero; a unit of load 0 costs nothing anywhere. Centres are all units; with seats, only those may be
// used.
struct HessCosts {
  std::int32_t items = 0;
  std::int32_t centres = 0;
  std::int32_t districts = 0;
  double lower = 0;  // bounds on the load of a district
  double upper = 0;
  std::vector<double> load;       // of an item, > 0
  std::vector<std::int32_t> own;  // of a centre: the item it belongs to, -1 when that item has no load
  // [centre][item] load-weighted mean squared distance, rounded down; infinite where the item holds a kept seat and the
  // centre is to be opened: they are never in one district.
  std::vector<float> mean_km2;
  double leave_price = 0;           // per load, of not being in the present district that a new district continues
  std::vector<std::int32_t> label;  // of an item: its present district; -1 when it is in none or in several
  std::int32_t labels = 0;          // present districts
  std::vector<Seat> seat;           // of a centre; empty = all may be used
  std::int32_t opened_max = 0;      // openable centres used; when they are no fewer than districts, all seats are kept

  bool may_use(std::int32_t centre) const {
    return seat.empty() || seat[static_cast<std::size_t>(centre)] != Seat::none;
  }
  bool opens(std::int32_t centre) const {
    return !seat.empty() && seat[static_cast<std::size_t>(centre)] == Seat::openable;
  }
  // Whether the number of centres opened can matter.
  bool limited() const { return std::find(seat.begin(), seat.end(), Seat::openable) != seat.end(); }
  // Centres that a plan could use at once.
  std::int32_t usable() const {
    if (seat.empty()) return centres;
    const auto kept = std::count(seat.begin(), seat.end(), Seat::kept);
    const auto openable = std::count(seat.begin(), seat.end(), Seat::openable);
    return static_cast<std::int32_t>(kept + std::min<std::ptrdiff_t>(openable, opened_max));
  }
  std::span<const float> row(std::int32_t centre) const {
    return {&mean_km2[static_cast<std::size_t>(centre) * static_cast<std::size_t>(items)],
            static_cast<std::size_t>(items)};
  }
};

// Contracts the instance. Every lawful plan of the instance costs at least what it costs here.
HessCosts hess_costs(const Instance& instance);

}  // namespace maillage::engines::districting

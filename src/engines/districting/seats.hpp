// Districts whose centre must be at a seat: which of them open one, and where a search may begin them.
#pragma once

#include <limits>
#include <vector>

#include "base/random.hpp"
#include "engines/districting/model.hpp"

namespace maillage::engines::districting {

// A place to count the inertia of a district from, and that inertia; infinity where there is none.
struct Centring {
  double value = std::numeric_limits<double>::infinity();
  Unit unit = -1;

  void improve(double with, Unit at) {
    if (with < value) value = with, unit = at;
  }
};

// The best centres of a district: among the seats kept, among all its seats, among all its units.
struct Centrings {
  Centring kept, any, free;

  void improve(Seat seat, double with, Unit at) {
    free.improve(with, at);
    if (seat != Seat::none) any.improve(with, at);
    if (seat == Seat::kept) kept.improve(with, at);
  }
  // Where the rule has the centre: a kept seat wins over an openable one, however far.
  const Centring& seat() const { return kept.unit >= 0 ? kept : any; }
};

// Where each district has its centre, and how many opened it. A district that may have none is centred at its best
// unit, and counted.
struct Seating {
  std::vector<Centring> centre;
  District opened = 0;
  District unseated = 0;
};

// Each district at the best seat kept that it holds; one that holds none opens the best it may, the first `opened_max`
// of them.
Seating choose_seats(const std::vector<Centrings>& of_district, District opened_max);

// Labels a free cell that holds a seat for every district that `plan` gives no cell yet, far from one another by chance
// (k-means++, Arthur & Vassilvitskii 2007); openable seats alone begin no more of them than may be opened. False when
// there are not so many seats.
bool lay_seats(const Model& model, Random& random, Plan& plan);

}  // namespace maillage::engines::districting

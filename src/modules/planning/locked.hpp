// The locked sectors of a drawing in a search: each is a district that keeps exactly its units.
#pragma once

#include <vector>

#include "engines/districting/instance.hpp"
#include "modules/planning/scenario/journal.hpp"

namespace maillage::planning {

// Locked sectors that hold units; the n-th is the engine's district n, whatever the number of districts.
struct Locked {
  std::vector<std::int32_t> positions;  // in the drawing, in its order
  std::vector<std::int32_t> of_unit;    // which one holds each unit; -1 = free to move
};
Locked locked_in(const Draft& drawing);

// Fixes the units of each locked sector in its district, and cuts its borders: contiguity then keeps every other unit
// out of it. A sector in several pieces stays one by bridges; a place to keep whole is kept among the free units only.
void keep_locked(const Locked& locked, engines::districting::Instance& instance);

// The drawing as a plan of `instance` to begin from: locked sectors first, then the districts that its fixed units
// begin, then the others. Empty when it has not so many sectors, is not whole, or breaks a rule other than balance.
engines::Plan beginning_of(const Draft& drawing, const engines::districting::Instance& instance);

}  // namespace maillage::planning

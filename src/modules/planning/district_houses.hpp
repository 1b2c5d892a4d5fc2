// A house for every district of a map: where districts may have one, and which one each of a plan has.
#pragma once

#include "modules/planning/question.hpp"

namespace maillage::planning {

// The present MDS, those that nobody knows where they are with unit -1, then the places where one may open.
std::vector<House> houses_asked(const HousesAsked& asked, const territory::Snapshot& snapshot,
                                const std::vector<territory::SiteInUnit>& sites);

// Every MDS has a known place, as it may be the nearest; every locked sector holds a house, or one may still open in
// it.
Result<Done> check_houses(const Question& question);

// Gives the instance its seats: the units of the houses, kept where one is present.
void seat(const std::vector<House>& houses, std::int32_t opened_at_most, engines::districting::Instance& instance);

// The house of every district of a plan that has its centres at `seats`: of several in that unit, the one nearest to
// the residents. With the distances to them, and the present houses left over: each is in a district that has another
// present one.
PlanHouses houses_of(const Question& question, const engines::Plan& plan, const std::vector<engines::Unit>& seats);

}  // namespace maillage::planning

// One proposed plan beside today's map: districts named, residents who change, before and after.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "modules/planning/disagreement.hpp"
#include "modules/planning/loads.hpp"
#include "modules/planning/question.hpp"

namespace maillage::planning {

// What a district holds of a quantity.
struct DistrictLoad {
  double amount = 0;     // in the unit of the quantity
  double deviation = 0;  // from the mean
};
BOOST_DESCRIBE_STRUCT(DistrictLoad, (), (amount, deviation))

// Districts grouped; named after the place where most of its residents live.
struct TerritoryRow {
  std::string name;
  std::int32_t districts = 0;
  std::int64_t population = 0;
  double deviation = 0;    // from the mean of the territories
  std::int32_t seat = -1;  // the district whose house is its seat; -1 = no houses
};
BOOST_DESCRIBE_STRUCT(TerritoryRow, (), (name, districts, population, deviation, seat))

struct DistrictRow {
  std::int32_t index = 0;
  std::string name;
  std::int32_t units = 0;
  std::int64_t population = 0;
  double deviation = 0;                  // from the mean, −1 … : 0.04 = 4 % above
  bool locked = false;                   // in the drawing that the search began from
  std::vector<DistrictLoad> loads = {};  // in the order of the page's quantities
  std::int32_t territory = -1;           // position in the page's territories; -1 = none asked or found
};
BOOST_DESCRIBE_STRUCT(DistrictRow, (), (index, name, units, population, deviation, locked, loads, territory))

// A unit whose residents change sector, and in which missions.
struct MovedUnit {
  std::string code;
  std::string name;
  std::int64_t population = 0;
  std::vector<std::string> missions;
};
BOOST_DESCRIBE_STRUCT(MovedUnit, (), (code, name, population, missions))

struct PlanPage {
  PlanSummary summary;
  std::vector<std::string> units;
  std::vector<std::int32_t> of_unit;
  std::string reference_mission;             // the mission shown as "before": the one the plan moves least
  std::vector<std::int32_t> before_of_unit;  // position in `before`; -1 = nobody's
  std::vector<SectorLoad> before;
  std::vector<std::int32_t> before_match;  // district that each sector of `before` becomes; -1 = none
  std::vector<DistrictRow> districts;
  std::vector<MovedUnit> moved;  // most residents first
  std::vector<BalancedQuantity> quantities;
  std::vector<TerritoryRow> territories;
};
BOOST_DESCRIBE_STRUCT(PlanPage, (),
                      (summary, units, of_unit, reference_mission, before_of_unit, before, before_match, districts,
                       moved, quantities, territories))

// Names from the place where most residents of each district live: the commune, then its largest unit when several
// districts share that commune. Names are distinct.
std::vector<std::string> name_districts(const territory::Snapshot& snapshot, const engines::Plan& plan,
                                        std::int32_t districts);

// The page of a plan made for this question (same units, in the same order).
PlanPage plan_page(const Question& question, const FoundPlan& plan);

}  // namespace maillage::planning

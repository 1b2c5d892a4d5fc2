// A common map proposed for several missions: what is asked, what is answered, in the words of the trade.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/result.hpp"
#include "engines/districting/districting.hpp"
#include "modules/planning/network/houses.hpp"
#include "modules/territory/territory.hpp"

namespace maillage::planning {

enum class Keep { none, commune, epci };  // places that must not be cut
BOOST_DESCRIBE_ENUM(Keep, none, commune, epci)

// A quantity of the territory to balance besides the residents.
struct WeightAsked {
  std::string quantity;    // its code
  double tolerance = 0.2;  // largest deviation from the mean, 0.005 … 1
};
BOOST_DESCRIBE_STRUCT(WeightAsked, (), (quantity, tolerance))

// Every district has a house of its own that it holds, a present MDS or one that opens: compactness counts from it.
struct HousesAsked {
  Candidates candidates = Candidates::none;  // places where one may open
  std::int32_t opened_at_most = 0;           // 0 when there are none
};
BOOST_DESCRIBE_STRUCT(HousesAsked, (), (candidates, opened_at_most))

struct ProposalRequest {
  std::string name;
  std::optional<Date> at;             // the territory and the present maps of that day; today when absent
  std::vector<std::string> missions;  // whose present maps count; at least one
  std::int32_t districts_min = 0;
  std::int32_t districts_max = 0;
  double balance = 0.1;       // largest deviation from the mean population, 0.005 … 1
  double stability = 0.5;     // 0 = compact whatever moves … 0.95 = move as few residents as possible
  std::int32_t seconds = 30;  // time allowed, 1 … 600
  std::optional<std::int64_t> seed;
  Keep keep = Keep::none;
  // The scenario whose drawing the search begins from, and after how many of its steps. Its locked sectors stay as they
  // are; it says the day and, when none is named, the missions.
  std::optional<std::int64_t> scenario;
  std::optional<std::int32_t> version;
  std::optional<std::vector<WeightAsked>> weights;
  std::optional<bool> around_mds;           // every district holds one MDS exactly
  std::optional<std::int32_t> territories;  // the districts grouped in so many, each in one piece
  std::optional<HousesAsked> houses;        // compact around the best place of each district when absent
};
BOOST_DESCRIBE_STRUCT(ProposalRequest, (),
                      (name, at, missions, districts_min, districts_max, balance, stability, seconds, seed, keep,
                       scenario, version, weights, around_mds, territories, houses))

struct MovedResidents {
  std::string mission;
  std::int64_t residents = 0;
};
BOOST_DESCRIBE_STRUCT(MovedResidents, (), (mission, residents))

// How far a plan is from sharing a quantity evenly.
struct WeightDeviation {
  std::string quantity;
  double tolerance = 0;      // asked
  double max_deviation = 0;  // of a district from the mean
};
BOOST_DESCRIBE_STRUCT(WeightDeviation, (), (quantity, tolerance, max_deviation))

// The house of a district. Distances are as the crow flies, from the centres of the units that people live in.
struct DistrictHouse {
  std::string code;  // of the site, or of the place where it opens
  std::string name;
  bool opened = false;
  double mean_km = 0;   // of its residents
  double worst_km = 0;  // from its farthest inhabited unit
};
BOOST_DESCRIBE_STRUCT(DistrictHouse, (), (code, name, opened, mean_km, worst_km))

struct PlanHouses {
  std::vector<DistrictHouse> of_district;
  double mean_km = 0;             // of all residents to the house of their district
  double worst_km = 0;            // from the farthest inhabited unit
  std::vector<std::string> left;  // names of the present houses that are no district's: nothing is decided of them
  // The district each of those is in, which has another present house; absent of plans kept before this was told.
  std::optional<std::vector<std::int32_t>> left_in;
};
BOOST_DESCRIBE_STRUCT(PlanHouses, (), (of_district, mean_km, worst_km, left, left_in))

enum class PlanStatus { optimal, feasible, infeasible, unknown };
BOOST_DESCRIBE_ENUM(PlanStatus, optimal, feasible, infeasible, unknown)

// The level above a plan: its districts grouped. The bound is proved over the groupings of these very districts.
struct TerritoryLevel {
  PlanStatus status = PlanStatus::unknown;
  double tolerance = 0;  // that of the question, or wider when none was found within it
  double inertia = 0;    // inhabitants × km², about the seats when there are any
  std::optional<double> bound;
  std::optional<double> gap;
  // Of each territory, the district whose house is its seat: the best placed of the present ones that its districts
  // have, else of those to open. With houses.
  std::optional<std::vector<std::int32_t>> seats;
};
BOOST_DESCRIBE_STRUCT(TerritoryLevel, (), (status, tolerance, inertia, bound, gap, seats))

// One plan of the front, measured. `bound` is proved: no lawful plan of so many districts within the tolerance has a
// smaller inertia; `gap` = (inertia − bound) / inertia. Absent when nothing is proved.
struct PlanSummary {
  std::int32_t index = 0;
  std::int32_t districts = 0;
  double tolerance = 0;
  double inertia = 0;    // inhabitants × km²
  double objective = 0;  // inhabitants × km²
  std::optional<double> bound;
  std::optional<double> gap;
  PlanStatus status = PlanStatus::unknown;
  double max_deviation = 0;
  std::int64_t moved_residents = 0;  // who change sector in at least one mission
  std::vector<MovedResidents> moved;
  std::int64_t cut_edges = 0;
  double seconds = 0;
  std::int64_t seed = 0;
  std::int64_t plans = 0;                                          // plans examined
  std::optional<std::vector<WeightDeviation>> weights;             // besides the residents, in the order asked
  std::optional<std::vector<std::int32_t>> territory_of_district;  // when asked and found
  std::optional<TerritoryLevel> territories;                       // with territory_of_district
  std::optional<PlanHouses> houses;                                // when asked
};
BOOST_DESCRIBE_STRUCT(PlanSummary, (),
                      (index, districts, tolerance, inertia, objective, bound, gap, status, max_deviation,
                       moved_residents, moved, cut_edges, seconds, seed, plans, weights, territory_of_district,
                       territories, houses))

// A plan to keep: its measures and the district of every unit.
struct FoundPlan {
  PlanSummary summary;
  engines::Plan of_unit;
};

// Checks the request against the territory. Every refusal names its field.
Result<Done> check(const ProposalRequest& request, const territory::Snapshot& snapshot);

// Checks quantities to balance against those of the territory: known, known everywhere, named once, four at most.
Result<Done> check(const std::vector<WeightAsked>& weights, const std::vector<territory::Quantity>& known);

// The engine's question: populations, shared borders, present maps, indivisible places. The request must have passed
// check(). Bounds are those of `districts_min` districts.
engines::districting::Instance instance_of(const ProposalRequest& request, const territory::Snapshot& snapshot);

// The front in the words of the trade, in the engine's order; index is the position. Borders are counted on the
// territory, not on the engine's question.
std::vector<FoundPlan> describe_front(const std::vector<engines::districting::Proposal>& front,
                                      const ProposalRequest& request, const territory::Snapshot& snapshot,
                                      std::int64_t seed);

// Position of the plan shown first: the lawful plan nearest to the best of both inertia and moved residents, each
// scaled by its range over the front. -1 when the front is empty.
std::int32_t best_of(const std::vector<PlanSummary>& front);

}  // namespace maillage::planning

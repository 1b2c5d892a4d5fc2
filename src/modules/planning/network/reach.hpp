// How each public reaches a network of houses: minutes, shares, who is worst served.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engines/siting/siting.hpp"
#include "modules/planning/network/minutes.hpp"

namespace maillage::planning {

// The residents ("residents"), or an imported quantity, unit by unit.
struct Public {
  std::string code, name, unit, period;  // name, unit and period of a quantity; "" of the residents
  double total = 0;
  std::int32_t estimated = 0;  // units whose figure was shared out, not given
  std::int32_t missing = 0;    // units of which nothing is known: they count for nobody
  std::vector<double> of_unit;
};
BOOST_DESCRIBE_STRUCT(Public, (), (code, name, unit, period, total, estimated, missing, of_unit))

inline constexpr const char* kResidents = "residents";

// The same, as whole weights: persons, or thousandths of the unit of the quantity.
struct CountedPublic {
  Public said;
  std::vector<std::int64_t> weights;
};

// The residents first, then every quantity, by code.
std::vector<CountedPublic> publics_of(const territory::Snapshot& snapshot,
                                      const std::vector<territory::Quantity>& quantities);

// Minutes from every unit to every house. As the crow flies, a unit whose centre is unknown reaches none; by a table, a
// unit reaches the houses that it knows a way to.
// `beyond`: places that people leave from besides the units, behind them in the costs; read as the crow flies only.
engines::siting::Costs costs_of(const territory::Snapshot& snapshot, const std::vector<House>& houses, const Ways& ways,
                                const std::vector<Lambert93>& beyond = {});

// As the crow flies, the same, with the way to the nearest of the first `first` houses and to the nearest of the others
// only: enough for either kind and for both together, where many leave for many.
engines::siting::Costs nearest_costs_of(const territory::Snapshot& snapshot, const std::vector<House>& houses,
                                        std::size_t first, const Ways& ways, const std::vector<Lambert93>& beyond);

// The minutes of each unit to the house that serves it (`of_unit`, -1: none), and to no other.
engines::siting::Costs only_served(const engines::siting::Costs& costs, const std::vector<std::int32_t>& of_unit);

// How one public reaches the houses. Shares are of its whole, those who reach none included; minutes are of those who
// reach one.
struct PublicReach {
  double mean_minutes = 0;
  double most_minutes = -1;         // nine in ten are no farther; -1 = more than one in ten reach none
  double worst_minutes = 0;         // of a unit where at least one lives
  std::int32_t worst_unit = -1;     // position of that unit; the first of several; -1 = nobody reaches anything
  std::vector<double> within = {};  // share within each of reach_rows()
};
BOOST_DESCRIBE_STRUCT(PublicReach, (), (mean_minutes, most_minutes, worst_minutes, worst_unit, within))

// What a set of open houses gives to every unit, every house and every public.
struct Picture {
  std::vector<double> minutes;          // of every unit to its nearest open house; -1 = it reaches none
  std::vector<std::int32_t> nearest;    // position of that house; the first of several; -1 = none
  std::vector<std::int64_t> residents;  // of every house: those whose nearest it is
  std::vector<PublicReach> publics;     // in the order of the publics
};
BOOST_DESCRIBE_STRUCT(Picture, (), (minutes, nearest, residents, publics))

// `open`: positions of the open houses, ascending.
Picture picture_of(const engines::siting::Costs& costs, const std::vector<std::int32_t>& open,
                   const std::vector<CountedPublic>& publics);

}  // namespace maillage::planning

// The places that receive the public, or could.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/result.hpp"
#include "modules/territory/territory.hpp"

namespace maillage::planning {

// A house of the network, or a place where one could open.
struct House {
  std::string code, name;
  std::string kind;       // of a site: mds, antenne, permanence, pmi, other; of another place: commune, unit, place
  bool existing = false;  // a site counted as a house today
  std::int32_t unit = -1;
  double x = 0, y = 0;  // of the map: Lambert-93 metres, y negated
  // When somebody said so: what it costs to open it (of a house of today, to keep it), and what closing one of today
  // costs (below zero: a saving); how many it can serve; when it is open, as it was written.
  std::optional<double> price_open = {}, price_closed = {};
  std::optional<std::int64_t> capacity = {};
  std::optional<std::string> hours = {};
};
BOOST_DESCRIBE_STRUCT(House, (), (code, name, kind, existing, unit, x, y, price_open, price_closed, capacity, hours))

Lambert93 place_of(const House& house);

// Where the centre of the unit is known; it is {0, 0} where no outline is.
bool is_placed(const territory::Snapshot& snapshot, std::size_t unit);

// The kinds of sites that may be counted as houses, and those that are when nothing is asked.
const std::vector<std::string>& site_kinds();
const std::vector<std::string>& usual_kinds();

// Refused when a kind is none of site_kinds(); field "/kinds".
Result<Done> check_kinds(const std::vector<std::string>& kinds);

// The sites of these kinds whose place is known, in their order.
std::vector<House> network_of(const std::vector<territory::SiteInUnit>& sites, const std::vector<std::string>& kinds);

// Where houses could open: nowhere, in the communes that have no house (at the centre of the unit where most residents
// live), in every unit that has none, or at the sites of the other kinds.
enum class Candidates { none, communes, units, sites };
BOOST_DESCRIBE_ENUM(Candidates, none, communes, units, sites)

// In the order of their codes, or of the sites.
std::vector<House> candidates_of(Candidates which, const territory::Snapshot& snapshot,
                                 const std::vector<territory::SiteInUnit>& sites, const std::vector<std::string>& kinds,
                                 const std::vector<House>& houses);

}  // namespace maillage::planning

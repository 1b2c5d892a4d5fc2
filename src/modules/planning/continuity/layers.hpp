// Who answers today, and what they could carry while some of them cannot: desks of a kind, or sectors of a mission.
// Pure.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "modules/planning/continuity/request.hpp"
#include "modules/territory/relay.hpp"

namespace maillage::planning {

// A desk or a sector.
struct ContinuityCarrier {
  std::string code, name;
  std::optional<Lambert93> place = {};  // of the house; of a sector without one, where most of its residents are near
  std::int32_t unit = -1;               // that holds the place; -1 = nobody knows
  bool lacks = false;                   // closed, or short of agents
  std::optional<double> posts = {}, absent = {};
  double usual = 0;     // what it can carry in usual times, in any unit that is the same for all
  double capacity = 0;  // what it can now; 0 = it takes nothing
};

// One question: the carriers, and which of them answers for each unit today.
struct ContinuityLayer {
  territory::RelayKind kind = territory::RelayKind::desk;
  std::string mission;    // of a sector; "" of a desk
  std::string site_kind;  // of a desk; "" of a sector
  std::vector<ContinuityCarrier> carriers;
  std::vector<std::int32_t> of_unit;  // -1 = nobody
  bool posts_known = false;           // capacities are posts; else shares of today's load
};

// The carriers that another plan in force in those days leaves short: they take nothing.
using Spent = std::set<std::string>;

// The questions that a checked request asks: one per kind of sites that close, one per mission that lacks agents.
// `loads`: of every unit. `spent`: codes, of desks and of "mission/sector".
//
// Received at a house: the units of the sector of its map (mds, pmi) that the house is that of; elsewhere, and for the
// other kinds, those it is the nearest to, as the page of the network counts. What a house, or a sector whose posts are
// not known, can carry in usual times is what it carries today. Refused when nobody is left to take.
Result<std::vector<ContinuityLayer>> layers_of(const ContinuityRequest& request, const ContinuityGround& ground,
                                               const std::vector<std::int64_t>& loads, const Spent& spent);

}  // namespace maillage::planning

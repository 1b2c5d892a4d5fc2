// The streets of the dominant city, and addresses everywhere.
#pragma once

#include <string>
#include <vector>

#include "modules/territory/demonstration/draft.hpp"

namespace maillage::territory::demonstration {

inline constexpr std::size_t kStreets = 300;

// 300 streets of the city: inside one IRIS, between two of them (one side each) or across several. The ranges of a
// street never overlap and its IRIS are neighbours.
std::vector<StreetRange> lay_streets(const Draft& draft);

// "12 rue du Moulin, 96000 Aubrelle": in the city, an address that lies in the unit by the streets given.
std::string address_in(const Draft& draft, const std::vector<StreetRange>& streets, std::size_t unit,
                       std::uint64_t draw);

}  // namespace maillage::territory::demonstration

// Lines that several pages share. Internal to the module.
#pragma once

#include <optional>
#include <string_view>

#include "modules/territory/day.hpp"
#include "modules/territory/wire.hpp"

namespace maillage::territory {

// Nothing for what has no planned end.
std::optional<Date> end_of(Date to);
wire::Site site_line(const SiteRecord& site);
wire::PlaceRow place_line(const Day& day, const PlaceRecord& place);
// Sector `sector` of mission `mission` (positions), with its residents.
wire::PlaceRow sector_line(const Day& day, std::size_t mission, std::size_t sector);

}  // namespace maillage::territory

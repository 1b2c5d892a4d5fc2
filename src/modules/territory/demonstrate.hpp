// The invented Département, recorded like imported files.
#pragma once

#include <cstdint>
#include <string_view>

#include "platform/clock/clock.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::territory {

// Records the Département generated from the seed, all its days, in one transaction, and marks the whole as a
// demonstration. A second run changes nothing. Gives the number of units of the last day.
std::size_t load_demonstration(sql::Database& database, std::uint64_t seed, std::string_view by, platform::Instant now);

}  // namespace maillage::territory

// What is wrong with a map of sectors, explained.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "modules/territory/day.hpp"

namespace maillage::territory {

// gap: nobody's units, touching one another. overlap: units that several sectors claim. pieces: a sector that is not of
// one piece (the units are those off its largest one). unknown_unit: a code that is no place on that day. split_unit: a
// unit shared by streets.
enum class FaultKind { gap, overlap, pieces, unknown_unit, split_unit };
BOOST_DESCRIBE_ENUM(FaultKind, gap, overlap, pieces, unknown_unit, split_unit)

struct CoverageFault {
  FaultKind kind = FaultKind::gap;
  std::vector<std::int32_t> sectors;  // positions in the mission's sectors, ascending
  std::vector<std::string> units;     // codes
  std::vector<std::string> names;     // of the units; an unknown code has the name it had
  std::int64_t population = 0;
  std::string reason;  // code of the front end's dictionary
  std::vector<std::pair<std::string, std::string>> args;
};

// Faults of a mission (its position in the snapshot), by kind, then by population, largest first. A map without fault
// covers every unit exactly once with sectors of one piece. Where no border is known, pieces are not looked for.
std::vector<CoverageFault> coverage_faults(const Day& day, std::size_t mission);

}  // namespace maillage::territory

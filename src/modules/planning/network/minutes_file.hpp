// A file of minutes between units and places of reception: "from,to,minutes", in the usual delimiters and encodings.
#pragma once

#include <set>
#include <string_view>

#include "modules/planning/network/minutes.hpp"

namespace maillage::planning {

// The codes that a file may name, from and to.
struct KnownPlaces {
  std::set<std::string, std::less<>> departures, destinations;
};

// The units of the day; and its sites, its communes and its units, which may hold a house one day.
KnownPlaces known_places(const territory::Snapshot& snapshot, const std::vector<territory::SiteInUnit>& sites);

// What is wrong in a line (0: in the whole file), and in which column ("": in none).
struct MinutesFault {
  std::int32_t line = 0;
  std::string column;
  std::string code;
  std::string sentence_fr, sentence_en;
};
BOOST_DESCRIBE_STRUCT(MinutesFault, (), (line, column, code, sentence_fr, sentence_en))

// No more faults than this are told.
inline constexpr std::size_t kMostFaults = 500;

struct ReadMinutes {
  Minutes minutes;
  std::int64_t rows = 0;
  std::vector<MinutesFault> faults;  // in the order of the lines; empty = the file is good
};

// Reads the whole file, whatever its faults: a code that is not known, minutes that are no number between 0 and 1440, a
// pair given twice with other minutes. Minutes are kept to the nearest tenth. Columns may be named in French.
ReadMinutes read_minutes(std::string_view bytes, const KnownPlaces& known);

}  // namespace maillage::planning

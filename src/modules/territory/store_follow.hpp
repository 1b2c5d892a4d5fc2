// What follows from an import: mergers carry members along, outlines make borders. In the import's own transaction.
#pragma once

#include "modules/territory/store_history.hpp"

namespace maillage::territory::store {

// Makes every recorded merger, change of code and delegated commune true from its day on (or from `day` if that is
// later): the former commune ends, its residents and ground go to its successor unless a file already said so, and the
// IRIS it held are attached to the successor. What was true before that day stays as it was.
void follow_events(Recorder& recorder, Date day);

// Recomputes who borders whom from `day` on, on every day an outline begins or ends.
void follow_outlines(Recorder& recorder, Date day);

// For each commune a complete file has just closed: the commune whose new outline holds a point of the old one; no
// event where one is recorded on that day. Codes without a successor are given back in `lost`.
std::vector<EventRecord> inferred_mergers(Recorder& recorder, Date day, const std::vector<OutlineRecord>& outlines,
                                          std::vector<std::string>& lost);

}  // namespace maillage::territory::store

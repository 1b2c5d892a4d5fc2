#include "modules/territory/history.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace maillage::territory {
namespace {

// What is known of a key on the day and after it.
struct Known {
  const Version* present = nullptr;
  Date next = kEndOfTime;  // beginning of the first later version
};

std::unordered_map<std::string_view, Known> known_by_key(std::span<const Version> existing, Date day) {
  std::unordered_map<std::string_view, Known> all;
  all.reserve(existing.size());
  for (const Version& version : existing) {
    Known& known = all[version.key];
    if (version.period.contains(day)) known.present = &version;
    if (day < version.period.from && !version.period.empty()) known.next = std::min(known.next, version.period.from);
  }
  return all;
}

// Ends the present version on the day; what a later complete list confirmed goes on from there. Gives the day until
// which the file may speak.
Date end_present(Revision& revision, const Version& present, Date day, const Completeness& completeness) {
  revision.close.push_back({present.id, day});
  const Date next = completeness.next_listing(present.key);
  if (next < present.period.to) revision.resume.push_back({present.id, {next, present.period.to}});
  return std::min(next, present.period.to);
}

void state(Revision& revision, std::size_t position, const Statement& statement, const Known& known, Date day,
           const Completeness& completeness) {
  if (known.present == nullptr) {
    const Date end = std::min(known.next, completeness.next_listing(statement.key));
    revision.open.push_back({position, {day, end}});
    ++revision.created;
  } else if (known.present->content == statement.content) {
    ++revision.unchanged;
    if (known.present->period.from < day) revision.confirmed.push_back(position);
  } else {
    const Date end = end_present(revision, *known.present, day, completeness);
    revision.open.push_back({position, {day, end}});
    ++revision.changed;
  }
}

}  // namespace

Revision revise(std::span<const Version> existing, std::span<const Statement> statements, Date day,
                const Completeness& completeness) {
  const auto known = known_by_key(existing, day);
  Revision revision;
  std::unordered_set<std::string_view> stated;
  stated.reserve(statements.size());
  for (std::size_t i = 0; i < statements.size(); ++i) {
    if (!stated.insert(statements[i].key).second) continue;
    const auto found = known.find(statements[i].key);
    state(revision, i, statements[i], found == known.end() ? Known{} : found->second, day, completeness);
  }
  for (const Version& version : existing) {
    if (!version.period.contains(day) || stated.contains(version.key) || !completeness.covers(version.key)) continue;
    end_present(revision, version, day, completeness);
    ++revision.closed;
  }
  return revision;
}

}  // namespace maillage::territory

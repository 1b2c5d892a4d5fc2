#include "modules/territory/relays.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "modules/territory/view_rows.hpp"

namespace maillage::territory {
namespace {

// The codes of the units that the place is made of.
std::set<std::string> units_of(const Day& day, const wire::Competence& page) {
  if (!page.place) return {};
  if (day.finder.unit(page.place->code) >= 0) return {page.place->code};
  std::set<std::string> out;
  for (const std::int32_t unit : day.finder.of_commune(page.place->code))
    out.insert(day.snapshot.codes[static_cast<std::size_t>(unit)]);
  return out;
}

// The permanent answer is the one that is relayed, or nobody can tell yet.
bool stands_in(const RelayLine& line, const wire::Competence& page) {
  if (line.kind == RelayKind::desk) return true;
  const auto found = std::find_if(page.answers.begin(), page.answers.end(),
                                  [&](const wire::Answer& answer) { return answer.mission == line.mission; });
  return found != page.answers.end() && (!found->sector || found->sector->code == line.from_code);
}

// The name that day of a site, or of a sector of the mission; the one that was said when it is no longer there.
std::string name_on(const Day& day, const RelayLine& line, const std::string& code, const std::string& said) {
  if (line.kind == RelayKind::desk) {
    for (const SiteRecord& site : day.records.sites)
      if (site.code == code) return site.name;
  } else if (const auto mission = day.snapshot.mission(line.mission); mission >= 0) {
    for (const SectorName& sector : day.snapshot.missions[static_cast<std::size_t>(mission)].sectors)
      if (sector.code == code) return sector.name;
  }
  return said;
}

wire::RelayHere line_of(const Day& day, const Relay& relay, const RelayLine& line, std::size_t of_units) {
  wire::RelayHere out;
  out.kind = line.kind;
  if (!line.mission.empty()) out.mission = line.mission;
  out.from = {line.from_code, name_on(day, line, line.from_code, line.from_name)};
  out.to = {line.to_code, name_on(day, line, line.to_code, line.to_name)};
  for (const SiteRecord& site : day.records.sites)
    if (line.kind == RelayKind::desk && site.code == line.to_code) out.site = site_line(site);
  out.since = relay.period.from;
  out.until = Date(relay.period.to.days() - std::chrono::days(1));
  out.reason = relay.reason;
  out.origin = relay.origin;
  out.of_units = static_cast<std::int32_t>(of_units);
  return out;
}

auto subject(const wire::RelayHere& one) {
  return std::tie(one.kind, one.mission, one.origin, one.from.code, one.to.code);
}

}  // namespace

std::vector<wire::RelayHere> relays_here(const Day& day, const wire::Competence& page,
                                         const std::vector<Relay>& relays) {
  const auto units = units_of(day, page);
  std::vector<wire::RelayHere> out;
  for (const Relay& relay : relays) {
    for (const RelayLine& line : relay.lines) {
      if (!units.contains(line.unit) || !stands_in(line, page)) continue;
      auto made = line_of(day, relay, line, units.size());
      auto same = std::find_if(out.begin(), out.end(), [&](const auto& one) { return subject(one) == subject(made); });
      if (same == out.end()) same = out.insert(out.end(), std::move(made));
      ++same->units;
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::tie(a.kind, a.mission) < std::tie(b.kind, b.mission);
  });
  return out;
}

}  // namespace maillage::territory

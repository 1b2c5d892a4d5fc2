#include "modules/territory/store_follow.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "modules/territory/day.hpp"
#include "modules/territory/geometry/adjacency.hpp"
#include "modules/territory/store.hpp"

namespace maillage::territory::store {
namespace {

using geometry::Outline;
using Outlines = std::unordered_map<std::string, Outline>;

Outlines outlines_of(sql::Session& session, Date day, std::string_view level) {
  Outlines all;
  for (auto& [code, wkb] : outlines(session, day, level))
    if (auto outline = geometry::from_wkb(wkb)) all.emplace(code, *std::move(outline));
  return all;
}

// The former communes of one successor on one day.
struct Succession {
  Date date;
  std::string to;
  std::vector<std::string> from;
};

std::vector<Succession> successions(const std::vector<EventRecord>& events) {
  std::map<std::pair<Date, std::string>, Succession> grouped;
  for (const EventRecord& event : events) {
    if (event.kind == "split" || event.from_code == event.to_code) continue;
    Succession& one = grouped[{event.date, event.to_code}];
    one.date = event.date;
    one.to = event.to_code;
    one.from.push_back(event.from_code);
  }
  std::vector<Succession> all;
  for (auto& [key, one] : grouped) all.push_back(std::move(one));
  return all;
}

const PlaceRecord* commune(const DayRecords& day, std::string_view code) {
  const auto found = std::find_if(day.places.begin(), day.places.end(), [&](const PlaceRecord& place) {
    return place.level == "commune" && place.code == code;
  });
  return found == day.places.end() ? nullptr : &*found;
}

const PopulationRecord* population(const DayRecords& day, std::string_view code) {
  const auto found = std::find_if(day.populations.begin(), day.populations.end(), [&](const PopulationRecord& one) {
    return one.level == "commune" && one.code == code;
  });
  return found == day.populations.end() ? nullptr : &*found;
}

double area(const DayRecords& day, std::string_view code) {
  for (const CentreRecord& centre : day.centres)
    if (centre.level == "commune" && centre.code == code) return centre.area_m2;
  return 0;
}

// Residents of the successor and of those that end, unless a file about that day has already counted them together.
void add_residents(Recorder& recorder, const Succession& one, const DayRecords& before, const DayRecords& today,
                   const std::vector<std::string>& codes) {
  const PopulationRecord* then = population(before, one.to);
  const PopulationRecord* now = population(today, one.to);
  if (now != nullptr && (then == nullptr || then->persons != now->persons)) return;
  PopulationRecord sum{"commune", one.to, 0, false};
  bool counted = false;
  for (const std::string& code : codes) {
    const PopulationRecord* its = population(before, code);
    if (its == nullptr) continue;
    sum.persons += its->persons;
    sum.estimated = sum.estimated || its->estimated;
    counted = true;
  }
  if (counted) recorder.populations({sum}, one.date, {});
}

// The same for the ground.
void add_ground(Recorder& recorder, const Succession& one, const DayRecords& before, const DayRecords& today,
                const std::vector<std::string>& codes) {
  if (area(before, one.to) != area(today, one.to)) return;
  const Outlines shapes = outlines_of(recorder.session(), before.at, "commune");
  std::vector<const Outline*> ground;
  for (const std::string& code : codes)
    if (const auto found = shapes.find(code); found != shapes.end()) ground.push_back(&found->second);
  if (!ground.empty()) recorder.outlines({{"commune", one.to, geometry::united(ground)}}, one.date, {});
}

void end_former(Recorder& recorder, const Succession& one) {
  const DayRecords today = day(recorder.session(), one.date);
  std::vector<std::string> codes{one.to};
  for (const std::string& code : one.from)
    if (const PlaceRecord* place = commune(today, code); place != nullptr && place->from < one.date)
      codes.push_back(code);
  if (codes.size() == 1) return;
  const DayRecords before = day(recorder.session(), Date(one.date.days() - std::chrono::days(1)));
  if (commune(today, one.to) == nullptr)
    recorder.places({{"commune", one.to, commune(today, codes[1])->name, "", {}, {}}}, one.date, {});
  add_residents(recorder, one, before, today, codes);
  add_ground(recorder, one, before, today, codes);
  for (std::size_t i = 1; i < codes.size(); ++i) recorder.end_place("commune", codes[i], one.date);
}

void attach_members(Recorder& recorder, const Succession& one, Date from) {
  const DayRecords then = day(recorder.session(), from);
  std::vector<MembershipRecord> moved;
  for (const MembershipRecord& row : then.memberships) {
    const bool orphan = row.in_level == "commune" && commune(then, row.in_code) == nullptr &&
                        std::find(one.from.begin(), one.from.end(), row.in_code) != one.from.end();
    if (orphan) moved.push_back({row.level, row.code, row.in_level, one.to});
  }
  if (!moved.empty()) recorder.memberships(moved, from, {});
}

void draw_edges(Recorder& recorder, Date from, Date next) {
  sql::Session& session = recorder.session();
  const Day then(day(session, from));
  Outlines shapes = outlines_of(session, from, "commune");
  shapes.merge(outlines_of(session, from, "iris"));
  std::vector<const Outline*> units;
  for (const std::string& code : then.snapshot.codes) {
    const auto found = shapes.find(code);
    units.push_back(found == shapes.end() ? nullptr : &found->second);
  }
  std::vector<EdgeRecord> edges;
  for (const geometry::Border& border : geometry::adjacency(units))
    edges.push_back({then.snapshot.codes[border.a], then.snapshot.codes[border.b],
                     border.bridge ? 0 : std::max<std::int64_t>(1, std::llround(border.length_m * 10))});
  recorder.edges(edges, from, next);
}

}  // namespace

void follow_events(Recorder& recorder, Date since) {
  for (const Succession& one : successions(recorder.session().rows<EventRecord>("territory.events"))) {
    end_former(recorder, one);
    attach_members(recorder, one, std::max(one.date, since));
  }
}

void follow_outlines(Recorder& recorder, Date from) {
  if (!recorder.borders_touched()) return;
  std::vector<Date> days = recorder.outline_days_after(from);
  days.insert(days.begin(), from);
  days.push_back(kEndOfTime);
  for (std::size_t i = 0; i + 1 < days.size(); ++i) draw_edges(recorder, days[i], days[i + 1]);
}

std::vector<EventRecord> inferred_mergers(Recorder& recorder, Date day, const std::vector<OutlineRecord>& outlines,
                                          std::vector<std::string>& lost) {
  std::vector<EventRecord> inferred;
  std::vector<std::string> closed;
  const auto known = recorder.session().rows<EventRecord>("territory.events");
  for (const std::string& key : recorder.closed_places()) {
    const std::string code = key.substr(key.find('|') + 1);
    const bool told = std::any_of(known.begin(), known.end(), [&](const EventRecord& event) {
      return event.date == day && event.from_code == code && event.to_code != code;
    });
    if (!told && key.starts_with("commune|")) closed.push_back(code);
  }
  if (closed.empty()) return inferred;
  const Outlines before = outlines_of(recorder.session(), Date(day.days() - std::chrono::days(1)), "commune");
  std::vector<const Outline*> after;
  for (const OutlineRecord& row : outlines) after.push_back(&row.outline);
  const geometry::OutlineIndex index(after);
  for (const std::string& code : closed) {
    const auto old = before.find(code);
    const auto holder = old == before.end() ? std::nullopt : index.find(geometry::point_inside(old->second));
    if (holder) {
      inferred.push_back({day, "merged", code, outlines[*holder].code, 1, true});
    } else {
      lost.push_back(code);
    }
  }
  return inferred;
}

}  // namespace maillage::territory::store

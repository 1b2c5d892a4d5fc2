// Communes, IRIS, their residents, their groupings and what happens to them.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "modules/territory/geometry/outline.hpp"
#include "modules/territory/import_work.hpp"
#include "modules/territory/missions.hpp"
#include "modules/territory/store.hpp"
#include "modules/territory/store_follow.hpp"

namespace maillage::territory {
namespace {

using Scopes = store::Recorder::Scopes;

// The commune of an IRIS: that of its code; where there is none that day (it has merged since, or is an arrondissement
// of Paris, Lyon or Marseille), the one whose ground holds the IRIS.
class CommunesOfIris {
 public:
  explicit CommunesOfIris(ImportWork& work) : work_(work) {
    for (const PlaceRecord& place : store::day(work.recorder.session(), work.day).places)
      if (place.level == "commune") known_.insert(place.code);
  }

  std::string of(const reading::IrisRow& row) {
    const std::string& said = row.commune.str();
    if (known_.contains(said) || known_.empty()) return said;
    if (!index_) draw();
    const auto holder = index_->find(geometry::point_inside(row.outline));
    const std::string& found = holder ? codes_[*holder] : said;
    if (holder) ++attached_[{said, found}];
    return found;
  }

  void tell() {
    for (const auto& [pair, count] : attached_)
      work_.repair(
          std::nullopt, "insee_com", "territory.iris_attached",
          {{"count", std::to_string(count)}, {"from", pair.first}, {"to", pair.second}, {"date", work_.day.str()}});
  }

 private:
  void draw() {
    std::vector<geometry::Outline> shapes;
    for (auto& [code, wkb] : store::outlines(work_.recorder.session(), work_.day, "commune")) {
      auto outline = geometry::from_wkb(wkb);
      if (!outline || !known_.contains(code)) continue;
      codes_.push_back(code);
      shapes.push_back(*std::move(outline));
    }
    std::vector<const geometry::Outline*> pointers;
    for (const geometry::Outline& shape : shapes) pointers.push_back(&shape);
    index_.emplace(pointers);
  }

  ImportWork& work_;
  std::unordered_set<std::string> known_;
  std::vector<std::string> codes_;
  std::optional<geometry::OutlineIndex> index_;
  std::map<std::pair<std::string, std::string>, int> attached_;
};

// Communes ever known, so that a national file can be read for this territory only.
std::unordered_set<std::string> known_communes(ImportWork& work) {
  std::unordered_set<std::string> codes;
  for (const NameRecord& name : store::commune_names(work.recorder.session())) codes.insert(name.code);
  return codes;
}

void refuse_parts_of_files(ImportWork& work) {
  for (const std::string& scope : work.recorder.hollowed())
    work.problem(std::nullopt, "", "territory.incomplete_file", {{"scope", scope}, {"date", work.day.str()}});
}

void note_left_out(ImportWork& work, std::size_t count) {
  if (count > 0) work.repair(std::nullopt, "", "territory.outside_left_out", {{"count", std::to_string(count)}});
}

void record_mergers(ImportWork& work, const std::vector<store::OutlineRecord>& outlines) {
  std::vector<std::string> lost;
  const auto mergers = store::inferred_mergers(work.recorder, work.day, outlines, lost);
  for (const EventRecord& merger : mergers)
    work.repair(std::nullopt, "", "territory.merger_inferred",
                {{"from", merger.from_code}, {"to", merger.to_code}, {"date", merger.date.str()}});
  for (const std::string& code : lost)
    work.repair(std::nullopt, "", "territory.closed_without_successor", {{"code", code}, {"date", work.day.str()}});
  work.recorder.events(mergers);
}

}  // namespace

void record(ImportWork& work, const std::vector<reading::CommuneRow>& rows) {
  std::vector<PlaceRecord> places;
  std::vector<PopulationRecord> populations;
  std::vector<store::OutlineRecord> outlines;
  std::vector<MembershipRecord> memberships;
  Scopes complete, grouped;
  for (const reading::CommuneRow& row : rows) {
    const std::string& code = row.code.str();
    places.push_back({"commune", code, row.name, "", {}, {}});
    complete.insert(store::scope_of("commune", code));
    if (row.population) populations.push_back({"commune", code, *row.population, false});
    if (row.outline && !row.outline->empty()) outlines.push_back({"commune", code, *row.outline});
    if (!row.epci) continue;
    memberships.push_back({"commune", code, "epci", row.epci->str()});
    grouped.insert(store::scope_of("commune", code) + ">epci");
  }
  const Scopes none;
  work.recorder.places(places, work.day, complete);
  refuse_parts_of_files(work);
  work.recorder.populations(populations, work.day, populations.empty() ? none : complete);
  work.recorder.outlines(outlines, work.day, outlines.empty() ? none : complete);
  work.recorder.memberships(memberships, work.day, grouped);
  record_mergers(work, outlines);
  store::follow_events(work.recorder, work.day);
  store::follow_outlines(work.recorder, work.day);
}

void record(ImportWork& work, const std::vector<reading::IrisRow>& rows) {
  std::vector<PlaceRecord> places;
  std::vector<store::OutlineRecord> outlines;
  std::vector<MembershipRecord> memberships;
  Scopes complete, grouped;
  std::unordered_set<std::string> communes;
  CommunesOfIris communes_of(work);
  const auto add_scope = [&](std::string_view iris) {
    complete.insert(store::scope_of("iris", iris));
    grouped.insert(store::scope_of("iris", iris) + ">commune");
  };
  for (const reading::IrisRow& row : rows) {
    const std::string& code = row.code.str();
    places.push_back({"iris", code, row.name, std::string(1, row.type), {}, {}});
    outlines.push_back({"iris", code, row.outline});
    memberships.push_back({"iris", code, "commune", communes_of.of(row)});
    communes.insert(memberships.back().in_code);
    add_scope(code);
  }
  communes_of.tell();
  // An IRIS that kept the number of a merged commune belongs to the list of the commune that holds it now.
  for (const auto& row : store::memberships(work.recorder.session(), work.day))
    if (row.level == "iris" && communes.contains(row.in_code)) add_scope(row.code);
  work.recorder.places(places, work.day, complete);
  refuse_parts_of_files(work);
  work.recorder.outlines(outlines, work.day, complete);
  work.recorder.memberships(memberships, work.day, grouped);
  store::follow_events(work.recorder, work.day);
  store::follow_outlines(work.recorder, work.day);
}

void record(ImportWork& work, const std::vector<reading::PopulationRow>& rows) {
  std::unordered_set<std::string> known;
  for (const PlaceRecord& place : store::day(work.recorder.session(), work.day).places) known.insert(place.code);
  std::vector<PopulationRecord> populations;
  std::size_t left_out = 0, withheld = 0;
  for (const reading::PopulationRow& row : rows) {
    const std::string& code = reading::text(row.code);
    if (!known.contains(code)) {
      ++left_out;
    } else if (!row.population) {
      ++withheld;
    } else {
      populations.push_back({code.size() == 5 ? "commune" : "iris", code, *row.population, row.estimated});
    }
  }
  if (populations.empty() && !rows.empty())
    work.problem(std::nullopt, "", "territory.nothing_known", {{"date", work.day.str()}});
  note_left_out(work, left_out);
  if (withheld > 0) work.repair(std::nullopt, "", "territory.withheld_left_out", {{"count", std::to_string(withheld)}});
  work.recorder.populations(populations, work.day, {});
}

void record(ImportWork& work, const std::vector<reading::EpciRow>& rows) {
  const std::unordered_set<std::string> known = known_communes(work);
  std::vector<PlaceRecord> places;
  std::vector<MembershipRecord> memberships;
  Scopes complete, grouped;
  for (const reading::EpciRow& row : rows) {
    const std::string level = row.kind == reading::EpciKind::ept ? "ept" : "epci";
    bool ours = false;
    for (const CommuneCode& member : row.members) {
      if (!known.contains(member.str())) continue;
      ours = true;
      memberships.push_back({"commune", member.str(), level, row.code.str()});
      grouped.insert(store::scope_of("commune", member.str()) + ">" + level);
    }
    if (!ours) continue;
    places.push_back({level, row.code.str(), row.name, "", {}, {}});
    complete.insert(level);
  }
  if (places.empty() && !rows.empty())
    work.problem(std::nullopt, "", "territory.nothing_known", {{"date", work.day.str()}});
  note_left_out(work, rows.size() - places.size());
  work.recorder.places(places, work.day, complete);
  refuse_parts_of_files(work);
  work.recorder.memberships(memberships, work.day, grouped);
}

void record(ImportWork& work, const std::vector<reading::CogChange>& rows) {
  static constexpr const char* kNames[] = {"merged", "split", "code", "delegated"};
  const std::unordered_set<std::string> known = known_communes(work);
  std::vector<EventRecord> events;
  std::size_t left_out = 0;
  Date first = kEndOfTime;
  for (const reading::CogChange& row : rows) {
    const auto ours = [&](const CommuneCode& code) { return known.contains(code.str()); };
    if (std::none_of(row.from.begin(), row.from.end(), ours) && std::none_of(row.to.begin(), row.to.end(), ours)) {
      ++left_out;
      continue;
    }
    const Date date = row.date.value_or(work.day);
    for (const CommuneCode& from : row.from)
      for (std::size_t t = 0; t < row.to.size(); ++t) {
        const double share = t < row.shares.size() ? row.shares[t] : 1;
        if (from == row.to[t] && row.kind != reading::CogKind::split) continue;
        events.push_back({date, kNames[static_cast<int>(row.kind)], from.str(), row.to[t].str(), share, false});
        first = std::min(first, date);
      }
  }
  note_left_out(work, left_out);
  work.recorder.events(events);
  if (events.empty()) return;
  store::follow_events(work.recorder, first);
  store::follow_outlines(work.recorder, first);
}

}  // namespace maillage::territory

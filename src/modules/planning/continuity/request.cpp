#include "modules/planning/continuity/request.hpp"

#include <algorithm>
#include <set>

#include "modules/planning/concertation/concertation.hpp"

namespace maillage::planning {
namespace {

using territory::MissionMap;
using territory::Snapshot;

constexpr double kMostPosts = 1000, kMostMinutes = 60;

std::string days(int count) { return std::to_string(count); }

Problem outside(std::string field, double low, double high) {
  return {"planning.outside",
          std::move(field),
          {{"low", std::to_string(static_cast<int>(low))}, {"high", std::to_string(static_cast<int>(high))}}};
}

Result<Done> check_days(const ContinuityRequest& asked, Date today) {
  if (asked.from < today) return Problem{"planning.continuity_past", "/from", {}};
  if (asked.to < asked.from) return Problem{"planning.continuity_days", "/to", {}};
  if ((asked.to.days() - asked.from.days()).count() >= kLongestDays)
    return Problem{"planning.continuity_long", "/to", {{"days", days(kLongestDays)}}};
  return Done{};
}

const MissionMap* mission_in(const Snapshot& snapshot, const std::string& code) {
  const auto found = snapshot.mission(code);
  return found < 0 ? nullptr : &snapshot.missions[static_cast<std::size_t>(found)];
}

bool same_sectors(const MissionMap& a, const MissionMap& b) {
  return a.of_unit == b.of_unit && std::equal(a.sectors.begin(), a.sectors.end(), b.sectors.begin(), b.sectors.end(),
                                              [](const auto& x, const auto& y) { return x.code == y.code; });
}

Problem map_changes(const ContinuityGround& ground) {
  return {"planning.continuity_map_changes", "/to", {{"to", ground.last->at.str()}}};
}

// The map of a mission holds from the first day to the last.
Result<Done> check_map(const ContinuityGround& ground, const std::string& mission, const std::string& field) {
  const MissionMap* first = mission_in(*ground.first, mission);
  if (!first) return Problem{"planning.unknown_mission", field, {{"mission", mission}, {"at", ground.first->at.str()}}};
  const MissionMap* last = mission_in(*ground.last, mission);
  if (ground.first->codes != ground.last->codes || !last || !same_sectors(*first, *last)) return map_changes(ground);
  return Done{};
}

// The map that says who is received at that house, if any, holds from the first day to the last.
Result<Done> check_own_map(const ContinuityGround& ground, const std::string& kind) {
  const bool begins = mission_in(*ground.first, kind), ends = mission_in(*ground.last, kind);
  if (!has_own_map(kind) || (!begins && !ends)) return Done{};
  return begins ? check_map(ground, kind, "/closed") : map_changes(ground);
}

Result<Done> check_houses(ContinuityRequest& asked, const ContinuityGround& ground) {
  std::set<std::string> once(asked.closed.begin(), asked.closed.end());
  asked.closed.assign(once.begin(), once.end());
  for (const std::string& code : asked.closed) {
    const auto same = [&](const territory::SiteInUnit& one) { return one.code == code; };
    const auto site = std::find_if(ground.sites.begin(), ground.sites.end(), same);
    if (site == ground.sites.end()) return Problem{"planning.unknown_house", "/closed", {{"code", code}}};
    if (const auto good = check_own_map(ground, site->kind); !good) return good;
  }
  once = {asked.missions.begin(), asked.missions.end()};
  asked.missions.assign(once.begin(), once.end());
  for (const std::string& mission : asked.missions)
    if (const auto good = check_map(ground, mission, "/missions"); !good) return good;
  if (ground.first->codes != ground.last->codes) return map_changes(ground);
  return Done{};
}

// The posts of the sector when the request does not say them.
std::optional<double> known_posts(const KnownPosts& posts, const Absence& absence) {
  const auto mission = posts.find(absence.mission);
  if (mission == posts.end()) return std::nullopt;
  const auto found = mission->second.find(absence.sector);
  return found == mission->second.end() || found->second <= 0 ? std::nullopt : std::optional(found->second);
}

Result<Done> check_absence(Absence& absence, const ContinuityGround& ground, const std::string& field) {
  if (const auto good = check_map(ground, absence.mission, field + "/mission"); !good) return good;
  const auto& sectors = mission_in(*ground.first, absence.mission)->sectors;
  const auto found = std::find_if(sectors.begin(), sectors.end(),
                                  [&](const territory::SectorName& sector) { return sector.code == absence.sector; });
  if (found == sectors.end())
    return Problem{"planning.continuity_unknown_sector", field + "/sector", {{"sector", absence.sector}}};
  if (!absence.posts) absence.posts = known_posts(ground.posts, absence);
  if (!absence.posts) return Problem{"planning.continuity_posts_unknown", field + "/posts", {{"sector", found->name}}};
  if (!(*absence.posts > 0 && *absence.posts <= kMostPosts)) return outside(field + "/posts", 0, kMostPosts);
  if (!(absence.absent > 0 && absence.absent <= *absence.posts))
    return Problem{"planning.continuity_absent", field + "/absent", {{"sector", found->name}}};
  return Done{};
}

Result<Done> check_absences(ContinuityRequest& asked, const ContinuityGround& ground) {
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t i = 0; i < asked.absences.size(); ++i) {
    Absence& absence = asked.absences[i];
    const std::string field = "/absences/" + std::to_string(i);
    if (const auto good = check_absence(absence, ground, field); !good) return good;
    if (!seen.emplace(absence.mission, absence.sector).second)
      return Problem{"planning.continuity_twice", field + "/sector", {{"sector", absence.sector}}};
  }
  return Done{};
}

Result<Done> check_load(const std::string& load, const std::vector<territory::Quantity>& quantities) {
  if (load == kResidents) return Done{};
  const auto found =
      std::find_if(quantities.begin(), quantities.end(), [&](const auto& quantity) { return quantity.code == load; });
  if (found == quantities.end()) return Problem{"planning.unknown_quantity", "/load", {{"quantity", load}}};
  if (!found->missing.empty())
    return Problem{"planning.quantity_incomplete",
                   "/load",
                   {{"name", found->name}, {"count", std::to_string(found->missing.size())}}};
  if (std::all_of(found->of_unit.begin(), found->of_unit.end(), [](std::int64_t amount) { return amount == 0; }))
    return Problem{"planning.quantity_empty", "/load", {{"name", found->name}}};
  return Done{};
}

}  // namespace

bool has_own_map(const std::string& kind) { return kind == "mds" || kind == "pmi"; }

Result<ContinuityRequest> check(const ContinuityRequest& asked, const ContinuityGround& ground, Date today) {
  ContinuityRequest out = asked;
  auto reason = clean_text(asked.reason, kReason);
  if (!reason) return reason.problem();
  out.reason = *std::move(reason);
  if (const auto good = check_days(asked, today); !good) return good.problem();
  if (ground.first->codes.empty()) return Problem{"planning.no_territory", "/from", {{"at", ground.first->at.str()}}};
  if (asked.closed.empty() && asked.absences.empty()) return Problem{"planning.continuity_nothing", "/closed", {}};
  if (const auto good = check_houses(out, ground); !good) return good.problem();
  if (const auto good = check_absences(out, ground); !good) return good.problem();
  if (const auto good = check_load(asked.load, ground.quantities); !good) return good.problem();
  if (const auto good = check(travel_on(asked.from, asked.mode, asked.detour, asked.speed_kmh)); !good)
    return good.problem();
  if (!(asked.minutes_for_tenth >= 0 && asked.minutes_for_tenth <= kMostMinutes))
    return outside("/minutes_for_tenth", 0, kMostMinutes);
  return out;
}

}  // namespace maillage::planning

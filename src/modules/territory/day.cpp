#include "modules/territory/day.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "modules/territory/missions.hpp"
#include "modules/territory/quantities.hpp"
#include "modules/territory/reading/reading.hpp"

namespace maillage::territory {
namespace {

// How many residents an IRIS of each INSEE type is worth when a commune's are shared out: housing IRIS are drawn to
// hold 1 800 to 5 000 inhabitants each, activity and diverse ones hold few.
double weight_of(const PlaceRecord& iris) { return iris.kind == "A" || iris.kind == "D" ? 0.1 : 1.0; }

std::string key(std::string_view level, std::string_view code) {
  std::string text(level);
  return text.append(1, '|').append(code);
}

}  // namespace

Day::Day(DayRecords read) : records(std::move(read)) {
  snapshot.at = records.at;
  snapshot.demonstration = records.demonstration;
  index_places();
  index_memberships();
  count_residents();
  list_units();
  finder = UnitFinder(snapshot.codes, snapshot.commune_codes);
  place_units();
  draw_edges();
  draw_missions();
  name_departement();
  quantities = spread_quantities(records.quantities, records.amounts, snapshot);
}

void Day::index_places() {
  for (const PlaceRecord& place : records.places) places_.emplace(key(place.level, place.code), &place);
}

void Day::index_memberships() {
  for (const MembershipRecord& membership : records.memberships) {
    if (!places_.contains(key(membership.level, membership.code))) continue;
    holders_.emplace(key(membership.level, membership.code) + '|' + membership.in_level, membership.in_code);
    members_[key(membership.in_level, membership.in_code) + '|' + membership.level].push_back(membership.code);
  }
  for (auto& [holder, codes] : members_) std::sort(codes.begin(), codes.end());
}

void Day::count_residents() {
  for (const PopulationRecord& population : records.populations)
    residents_.emplace(key(population.level, population.code), Residents{population.persons, population.estimated});
  const auto share_out = [&](const PlaceRecord& commune) {
    std::vector<IrisCode> unknown;
    std::vector<double> weights;
    std::int64_t known = 0;
    for (std::string_view code : members("commune", commune.code, "iris")) {
      const auto found = residents_.find(key("iris", code));
      if (found != residents_.end()) known += found->second.persons;
      const auto iris = IrisCode::parse(code);
      if (found != residents_.end() || !iris) continue;
      unknown.push_back(*iris);
      weights.push_back(weight_of(*place("iris", code)));
    }
    const auto whole = residents_.find(key("commune", commune.code));
    if (whole == residents_.end()) {
      if (known > 0) residents_[key("commune", commune.code)] = {known, !unknown.empty()};
    } else if (!unknown.empty()) {
      const std::int64_t left = std::max<std::int64_t>(0, whole->second.persons - known);
      for (const auto& row : reading::apportioned(left, unknown, weights))
        residents_[key("iris", reading::text(row.code))] = {row.population.value_or(0), true};
    }
  };
  for (const PlaceRecord& place : records.places)
    if (place.level == "commune") share_out(place);
  for (const PlaceRecord& place : records.places) {
    if (place.level != "epci" && place.level != "ept") continue;
    Residents sum;
    for (std::string_view code : members(place.level, place.code, "commune")) {
      const Residents commune = residents("commune", code);
      sum.persons += commune.persons;
      sum.estimated = sum.estimated || commune.estimated;
    }
    residents_.emplace(key(place.level, place.code), sum);
  }
}

void Day::list_units() {
  std::vector<const PlaceRecord*> units;
  bool iris = false;
  for (const PlaceRecord& place : records.places) {
    const bool is_iris = place.level == "iris" && !holder("iris", place.code, "commune").empty();
    iris = iris || is_iris;
    if (is_iris || (place.level == "commune" && members("commune", place.code, "iris").empty()))
      units.push_back(&place);
  }
  std::sort(units.begin(), units.end(), [](const auto* a, const auto* b) { return a->code < b->code; });
  snapshot.unit_level = iris ? "iris" : "commune";
  for (const PlaceRecord* unit : units) {
    const std::string_view commune = unit->level == "iris" ? holder("iris", unit->code, "commune") : unit->code;
    const PlaceRecord* its_commune = place("commune", commune);
    const std::string_view ept = holder("commune", commune, "ept");
    const Residents inhabitants = residents(unit->level, unit->code);
    snapshot.codes.push_back(unit->code);
    snapshot.names.push_back(unit->name);
    snapshot.commune_codes.emplace_back(commune);
    snapshot.commune_names.push_back(its_commune ? its_commune->name : std::string(commune));
    snapshot.epci_codes.emplace_back(ept.empty() ? holder("commune", commune, "epci") : ept);
    snapshot.populations.push_back(inhabitants.persons);
    snapshot.estimated.push_back(inhabitants.estimated);
  }
}

void Day::place_units() {
  snapshot.centres.resize(snapshot.codes.size());
  for (const CentreRecord& centre : records.centres) {
    const std::int32_t unit = finder.unit(centre.code);
    if (unit >= 0) snapshot.centres[static_cast<std::size_t>(unit)] = {centre.x_m, centre.y_m};
  }
}

void Day::draw_edges() {
  for (const EdgeRecord& edge : records.edges) {
    const std::int32_t a = finder.unit(edge.a), b = finder.unit(edge.b);
    if (a >= 0 && b >= 0) snapshot.edges.push_back({a, b, static_cast<double>(edge.border_dm) / 10});
  }
}

void Day::draw_missions() {
  std::vector<std::string_view> codes;
  for (const Mission& mission : missions()) codes.push_back(mission.code);
  std::set<std::string_view> others;
  for (const SectorRecord& sector : records.sectors)
    if (!mission_rank(sector.mission)) others.insert(sector.mission);
  codes.insert(codes.end(), others.begin(), others.end());
  for (std::string_view code : codes) {
    std::vector<SectorRecord> sectors;
    std::copy_if(records.sectors.begin(), records.sectors.end(), std::back_inserter(sectors),
                 [&](const SectorRecord& sector) { return sector.mission == code; });
    if (sectors.empty()) continue;
    std::vector<SectorUnitRecord> rows;
    std::copy_if(records.sector_units.begin(), records.sector_units.end(), std::back_inserter(rows),
                 [&](const SectorUnitRecord& row) { return row.mission == code; });
    claims.push_back(territory::claims(rows, sectors, finder, snapshot.codes.size()));
    MissionMap map{std::string(code), std::string(code), std::string(code), claims.back().sectors,
                   claims.back().of_unit};
    if (const auto rank = mission_rank(code)) {
      map.name_fr = missions()[*rank].name_fr;
      map.name_en = missions()[*rank].name_en;
    }
    for (const MissionRecord& named : records.missions)
      if (named.code == code) map.name_fr = named.name_fr, map.name_en = named.name_en;
    snapshot.missions.push_back(std::move(map));
  }
}

void Day::name_departement() {
  snapshot.departement_code = records.departement_code;
  snapshot.departement_name = records.departement_name;
  if (!snapshot.departement_code.empty() || snapshot.codes.empty()) return;
  const std::string_view code = departement_part(snapshot.commune_codes.front());
  if (code != departement_part(snapshot.commune_codes.back())) return;
  snapshot.departement_code = code;
  snapshot.departement_name = departement_name(code);
}

const PlaceRecord* Day::place(std::string_view level, std::string_view code) const {
  const auto found = places_.find(key(level, code));
  return found == places_.end() ? nullptr : found->second;
}

Residents Day::residents(std::string_view level, std::string_view code) const {
  const auto found = residents_.find(key(level, code));
  return found == residents_.end() ? Residents{0, true} : found->second;
}

std::string_view Day::holder(std::string_view level, std::string_view code, std::string_view in_level) const {
  const auto found = holders_.find(key(level, code) + '|' + std::string(in_level));
  return found == holders_.end() ? std::string_view{} : found->second;
}

std::vector<std::string_view> Day::members(std::string_view in_level, std::string_view in_code,
                                           std::string_view level) const {
  const auto found = members_.find(key(in_level, in_code) + '|' + std::string(level));
  return found == members_.end() ? std::vector<std::string_view>{} : found->second;
}

std::int64_t Snapshot::population() const {
  return std::accumulate(populations.begin(), populations.end(), std::int64_t{0});
}

std::int32_t Snapshot::mission(std::string_view code) const {
  for (std::size_t m = 0; m < missions.size(); ++m)
    if (missions[m].code == code) return static_cast<std::int32_t>(m);
  return -1;
}

}  // namespace maillage::territory

#include "modules/territory/competence.hpp"

#include <algorithm>

#include "modules/territory/address.hpp"

namespace maillage::territory {
namespace {

constexpr std::size_t kMostCandidates = 10;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

std::vector<const geometry::Outline*> pointers(const std::vector<geometry::Outline>& outlines) {
  std::vector<const geometry::Outline*> all;
  for (const geometry::Outline& outline : outlines) all.push_back(&outline);
  return all;
}

std::string names_of(const Claims& claims, std::vector<std::int32_t> sectors) {
  std::sort(sectors.begin(), sectors.end());
  sectors.erase(std::unique(sectors.begin(), sectors.end()), sectors.end());
  std::string names;
  for (std::int32_t sector : sectors) {
    if (sector < 0) continue;
    if (!names.empty()) names += ", ";
    names += claims.sectors[at(sector)].name;
  }
  return names;
}

std::string side_name(char side) { return side == 'o' ? "odd" : side == 'e' ? "even" : "any"; }

Reason street_reason(const Street& street, const NumberRange& range) {
  return {"street_of_sector",
          {{"street", street.name},
           {"from", range.from < 0 ? "" : std::to_string(range.from)},
           {"to", range.to < 0 ? "" : std::to_string(range.to)},
           {"side", side_name(range.side)}}};
}

}  // namespace

CompetenceIndex::CompetenceIndex(std::shared_ptr<const Day> day, const std::vector<geometry::Outline>& outlines,
                                 std::span<const StreetRecord> streets, std::span<const AddressRecord> addresses)
    : day_(std::move(day)), outlines_(pointers(outlines)), streets_(*day_, streets, addresses) {
  for (const PlaceRecord& place : day_->records.places)
    if (place.level == "commune") communes_[commune_key(place.name)].push_back(place.code);
}

Competence CompetenceIndex::at_code(std::string_view code) const {
  const std::int32_t unit = day_->finder.unit(code);
  if (unit >= 0) return answer({unit, day_->snapshot.commune_codes[at(unit)], nullptr, 0}, {"of_code", {}});
  if (day_->place("commune", code) != nullptr) return answer({-1, std::string(code), nullptr, 0}, {"of_code", {}});
  Competence none;
  none.reason = {"unknown_code", {{"code", std::string(code)}}};
  return none;
}

std::int32_t CompetenceIndex::unit_at(Lambert93 point) const {
  const auto unit = outlines_.find(point);
  return unit ? static_cast<std::int32_t>(*unit) : -1;
}

Competence CompetenceIndex::at_point(Lambert93 point) const {
  const auto unit = outlines_.find(point);
  if (!unit) {
    Competence none;
    none.reason = {"outside", {}};
    return none;
  }
  return answer({static_cast<std::int32_t>(*unit), day_->snapshot.commune_codes[*unit], nullptr, 0}, {"of_point", {}});
}

Competence CompetenceIndex::at_address(std::string_view text, std::string_view commune) const {
  const TypedAddress typed = parse_address(text);
  std::string street = street_key(typed.street);
  std::vector<std::string_view> communes;
  if (!commune.empty()) {
    communes = communes_named(commune);
  } else if (!typed.town.empty()) {
    communes = communes_named(typed.town);
  } else {
    // "12 rue du Moulin Aubervilliers": the longest end of the text that is a commune.
    const std::string plain = folded(typed.street);
    for (std::size_t start = 0; start != plain.npos && communes.empty();) {
      communes = communes_named(plain.substr(start));
      if (!communes.empty()) street = street_key(plain.substr(0, start));
      start = plain.find(' ', start);
      if (start != plain.npos) ++start;
    }
  }
  if (communes.size() == 1) return in_commune(communes.front(), street, typed.number, typed.suffix);
  std::vector<const Street*> streets = streets_.everywhere(street);
  if (!communes.empty())
    std::erase_if(streets, [&](const Street* one) {
      return std::find(communes.begin(), communes.end(), one->commune) == communes.end();
    });
  if (streets.size() == 1 && (commune.empty() || !communes.empty()))
    return on_street(*streets.front(), typed.number, typed.suffix);
  if (streets.empty()) return unsure("street_unknown", streets_.like("", street, kMostCandidates));
  return unsure("address_unclear", streets);
}

std::vector<std::string_view> CompetenceIndex::communes_named(std::string_view name) const {
  if (const PlaceRecord* place = day_->place("commune", name)) return {place->code};
  const auto found = communes_.find(commune_key(name));
  return found == communes_.end() ? std::vector<std::string_view>{} : found->second;
}

Competence CompetenceIndex::in_commune(std::string_view commune, std::string_view street, int number,
                                       std::string_view suffix) const {
  if (street.empty()) return answer({-1, std::string(commune), nullptr, 0}, {"of_commune", {}});
  if (const Street* known = streets_.find(commune, street)) return on_street(*known, number, suffix);
  const std::vector<const Street*> like = streets_.like(commune, street, kMostCandidates);
  if (like.size() == 1) return on_street(*like.front(), number, suffix);
  Competence found = answer({-1, std::string(commune), nullptr, 0}, {"of_commune", {{"street", "unknown"}}});
  found.candidates = unsure("", like).candidates;
  return found;
}

Competence CompetenceIndex::on_street(const Street& street, int number, std::string_view suffix) const {
  Spot spot{-1, street.commune, &street, number};
  if (const Door* door = number > 0 ? nearest_door(street, number, suffix) : nullptr) {
    if (const auto unit = outlines_.find(door->point)) {
      spot.unit = static_cast<std::int32_t>(*unit);
      const bool exact = door->number == number;
      return answer(spot, {exact ? "of_door" : "of_near_door",
                           {{"street", street.name}, {"number", std::to_string(door->number)}}});
    }
  }
  std::vector<std::int32_t> units;
  for (const UnitRange& range : street.ranges)
    if (range.range.may_hold(number)) units.push_back(range.unit);
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  if (units.size() == 1) {
    spot.unit = units.front();
    return answer(spot, {"of_street_range", {{"street", street.name}}});
  }
  return answer(spot, {"of_street", {{"street", street.name}, {"units", std::to_string(units.size())}}});
}

Competence CompetenceIndex::unsure(std::string code, const std::vector<const Street*>& streets) const {
  Competence none;
  none.reason = {std::move(code), {}};
  for (const Street* street : streets) {
    if (none.candidates.size() == kMostCandidates) break;
    const PlaceRecord* commune = day_->place("commune", street->commune);
    none.candidates.push_back(
        {street->name + ", " + (commune ? commune->name : street->commune), street->commune, street->name});
  }
  return none;
}

Competence CompetenceIndex::answer(const Spot& spot, Reason reason) const {
  const Snapshot& snapshot = day_->snapshot;
  Competence found;
  found.reason = std::move(reason);
  // A commune without IRIS is its own unit.
  Spot precise = spot;
  if (precise.unit < 0) precise.unit = day_->finder.unit(spot.commune);
  if (precise.unit >= 0) precise.commune = snapshot.commune_codes[at(precise.unit)];
  const bool iris = precise.unit >= 0 && snapshot.codes[at(precise.unit)] != snapshot.commune_codes[at(precise.unit)];
  found.level = iris ? "iris" : "commune";
  found.code = iris ? snapshot.codes[at(precise.unit)] : precise.commune;
  const PlaceRecord* place = day_->place(found.level, found.code);
  found.name = place ? place->name : found.code;
  for (std::size_t m = 0; m < snapshot.missions.size(); ++m) found.answers.push_back(answer_of_mission(precise, m));
  found.mds = house(found);
  return found;
}

MissionAnswer CompetenceIndex::answer_of_mission(const Spot& spot, std::size_t mission) const {
  if (auto by_street = answer_by_street(spot, mission)) return *std::move(by_street);
  return spot.unit >= 0 ? answer_by_unit(spot.unit, mission) : answer_by_commune(spot.commune, mission);
}

std::optional<MissionAnswer> CompetenceIndex::answer_by_street(const Spot& spot, std::size_t mission) const {
  if (spot.street == nullptr) return std::nullopt;
  std::vector<std::int32_t> sectors;
  const SectorRange* claim = nullptr;
  for (const SectorRange& one : spot.street->claims) {
    if (one.mission != static_cast<std::int32_t>(mission) || !one.range.may_hold(spot.number)) continue;
    if (one.unit >= 0 && spot.unit >= 0 && one.unit != spot.unit) continue;
    if (claim == nullptr) claim = &one;
    sectors.push_back(one.sector);
  }
  if (claim == nullptr) return std::nullopt;
  if (std::all_of(sectors.begin(), sectors.end(), [&](std::int32_t s) { return s == claim->sector; }))
    return MissionAnswer{claim->sector, street_reason(*spot.street, claim->range)};
  const char* code = spot.number == 0 ? "number_needed" : "claimed_by_several";
  return MissionAnswer{-1, {code, {{"sectors", names_of(day_->claims[mission], sectors)}}}};
}

MissionAnswer CompetenceIndex::answer_by_unit(std::int32_t unit, std::size_t mission) const {
  const Claims& claims = day_->claims[mission];
  const std::vector<std::int32_t>& whole = claims.whole[at(unit)];
  const std::string& name = day_->snapshot.names[at(unit)];
  if (whole.size() == 1) return {whole.front(), {"unit_of_sector", {{"unit", name}}}};
  if (whole.size() > 1) return {whole.front(), {"claimed_by_several", {{"sectors", names_of(claims, whole)}}}};
  const std::vector<std::int32_t>& partial = claims.partial[at(unit)];
  if (partial.empty()) return {-1, {"nobody", {{"unit", name}}}};
  return {-1, {"street_needed", {{"unit", name}, {"sectors", names_of(claims, partial)}}}};
}

MissionAnswer CompetenceIndex::answer_by_commune(std::string_view commune, std::size_t mission) const {
  const Claims& claims = day_->claims[mission];
  std::vector<std::int32_t> sectors;
  for (std::int32_t unit : day_->finder.of_commune(commune)) sectors.push_back(claims.of_unit[at(unit)]);
  if (sectors.empty()) return {-1, {"nobody", {}}};
  if (std::all_of(sectors.begin(), sectors.end(), [&](std::int32_t s) { return s == sectors.front(); })) {
    if (sectors.front() < 0) return {-1, {"nobody", {}}};
    return {sectors.front(), {"commune_of_sector", {}}};
  }
  return {-1, {"several_sectors", {{"sectors", names_of(claims, sectors)}}}};
}

const SiteRecord* CompetenceIndex::house(const Competence& found) const {
  const std::int32_t mission = day_->snapshot.mission("mds");
  if (mission < 0 || found.answers[at(mission)].sector < 0) return nullptr;
  const std::int32_t position = found.answers[at(mission)].sector;
  const SectorName& sector = day_->claims[at(mission)].sectors[at(position)];
  const SiteRecord* inside = nullptr;
  for (const SiteRecord& site : day_->records.sites) {
    if (site.kind != "mds") continue;
    if (site.code == sector.code || site.name == sector.name) return &site;
    if (!inside && stands_in(site, mission, position)) inside = &site;
  }
  return inside;
}

bool CompetenceIndex::stands_in(const SiteRecord& site, std::int32_t mission, std::int32_t sector) const {
  if (!site.x_dm || !site.y_dm) return false;
  const auto unit = outlines_.find({static_cast<double>(*site.x_dm) / 10, static_cast<double>(*site.y_dm) / 10});
  return unit && day_->snapshot.missions[at(mission)].of_unit[*unit] == sector;
}

}  // namespace maillage::territory

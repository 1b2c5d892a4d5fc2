#include "modules/territory/street_index.hpp"

#include <algorithm>
#include <cstdlib>

namespace maillage::territory {
namespace {

char side_of(std::string_view parity) { return parity == "odd" ? 'o' : parity == "even" ? 'e' : 'a'; }

std::string name_of(std::string_view commune, std::string_view key) {
  std::string name(commune);
  return name.append(1, '|').append(key);
}

template <class F>
void for_each_word(std::string_view text, F each) {
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    each(text.substr(start, end - start));
    start = end + 1;
  }
}

bool holds_words(std::string_view text, std::string_view words) {
  bool all = true;
  for_each_word(words, [&](std::string_view wanted) {
    bool found = false;
    for_each_word(text, [&](std::string_view word) { found = found || word == wanted; });
    all = all && found;
  });
  return all;
}

}  // namespace

bool NumberRange::may_hold(int number) const {
  if (number == 0) return true;
  if (from >= 0 && number < from) return false;
  if (to >= 0 && number > to) return false;
  return side == 'a' || (side == 'o') == (number % 2 == 1);
}

StreetIndex::StreetIndex(const Day& day, std::span<const StreetRecord> streets,
                         std::span<const AddressRecord> addresses) {
  for (const StreetRecord& row : streets) {
    const std::int32_t unit = day.finder.unit(row.iris);
    if (unit < 0) continue;
    const std::string& commune = day.snapshot.commune_codes[static_cast<std::size_t>(unit)];
    street(commune, row.street, row.street_name)
        .ranges.push_back({{row.from_number, row.to_number, side_of(row.parity)}, unit});
  }
  for (const AddressRecord& row : addresses) {
    street(row.commune, row.street, row.street_name)
        .doors.push_back({row.number,
                          row.suffix.empty() ? '\0' : row.suffix[0],
                          {static_cast<double>(row.x_dm) / 10, static_cast<double>(row.y_dm) / 10}});
  }
  add_claims(day);
  for (Street& one : streets_)
    std::sort(one.doors.begin(), one.doors.end(), [](const Door& a, const Door& b) {
      return a.number != b.number ? a.number < b.number : a.suffix < b.suffix;
    });
}

void StreetIndex::add_claims(const Day& day) {
  std::vector<std::unordered_map<std::string_view, std::int32_t>> sectors(day.claims.size());
  for (std::size_t m = 0; m < day.claims.size(); ++m)
    for (std::size_t s = 0; s < day.claims[m].sectors.size(); ++s)
      sectors[m].emplace(day.claims[m].sectors[s].code, static_cast<std::int32_t>(s));
  for (const SectorUnitRecord& row : day.records.sector_units) {
    const std::int32_t mission = day.snapshot.mission(row.mission);
    if (row.street.empty() || mission < 0) continue;
    const auto sector = sectors[static_cast<std::size_t>(mission)].find(row.sector);
    if (sector == sectors[static_cast<std::size_t>(mission)].end()) continue;
    const bool whole_commune = day.place("commune", row.unit) != nullptr;
    const std::int32_t unit = whole_commune ? -1 : day.finder.unit(row.unit);
    if (!whole_commune && unit < 0) continue;
    const std::string& commune = whole_commune ? row.unit : day.snapshot.commune_codes[static_cast<std::size_t>(unit)];
    street(commune, row.street, row.street_name)
        .claims.push_back({{row.from_number, row.to_number, side_of(row.parity)}, mission, sector->second, unit});
  }
}

Street& StreetIndex::street(std::string_view commune, std::string_view key, std::string_view name) {
  const auto [found, fresh] = by_name_.emplace(name_of(commune, key), streets_.size());
  if (fresh) {
    by_key_[std::string(key)].push_back(streets_.size());
    for_each_word(key, [&](std::string_view word) { by_word_[std::string(word)].push_back(streets_.size()); });
    streets_.push_back({std::string(commune), std::string(key), std::string(name), {}, {}, {}});
  }
  return streets_[found->second];
}

const Street* StreetIndex::find(std::string_view commune, std::string_view key) const {
  const auto found = by_name_.find(name_of(commune, key));
  return found == by_name_.end() ? nullptr : &streets_[found->second];
}

std::vector<const Street*> StreetIndex::everywhere(std::string_view key) const {
  std::vector<const Street*> all;
  const auto found = by_key_.find(std::string(key));
  if (found == by_key_.end()) return all;
  for (std::size_t position : found->second) all.push_back(&streets_[position]);
  std::sort(all.begin(), all.end(), [](const Street* a, const Street* b) { return a->commune < b->commune; });
  return all;
}

const std::vector<std::size_t>* StreetIndex::with_rarest_word(std::string_view key) const {
  static const std::vector<std::size_t> kNone;
  const std::vector<std::size_t>* rarest = nullptr;
  for_each_word(key, [&](std::string_view word) {
    const auto found = by_word_.find(std::string(word));
    const std::vector<std::size_t>* with = found == by_word_.end() ? &kNone : &found->second;
    if (rarest == nullptr || with->size() < rarest->size()) rarest = with;
  });
  return rarest == nullptr ? &kNone : rarest;
}

std::vector<const Street*> StreetIndex::like(std::string_view commune, std::string_view key, std::size_t most) const {
  std::vector<const Street*> all;
  for (std::size_t position : *with_rarest_word(key)) {
    const Street& one = streets_[position];
    if (!commune.empty() && one.commune != commune) continue;
    if (holds_words(one.key, key)) all.push_back(&one);
    if (all.size() >= 20 * most) break;
  }
  std::sort(all.begin(), all.end(), [](const Street* a, const Street* b) { return a->name < b->name; });
  if (all.size() > most) all.resize(most);
  return all;
}

const Door* nearest_door(const Street& street, int number, std::string_view suffix) {
  const char wanted = suffix.empty() ? '\0' : suffix[0];
  const Door* best = nullptr;
  for (const Door& door : street.doors) {
    if (door.number == number && door.suffix == wanted) return &door;
    if (door.number % 2 != number % 2) continue;
    if (best == nullptr || std::abs(door.number - number) < std::abs(best->number - number)) best = &door;
  }
  return best;
}

}  // namespace maillage::territory

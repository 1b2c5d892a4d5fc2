// Streets of the day by commune: doors with their point, ranges of numbers with their IRIS, ranges that sectors claim.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/point.hpp"
#include "modules/territory/day.hpp"
#include "modules/territory/records.hpp"

namespace maillage::territory {

// Numbers from..to, both included, of one side or both; -1 = no limit.
struct NumberRange {
  std::int32_t from = -1;
  std::int32_t to = -1;
  char side = 'a';  // a any, o odd, e even
  // True also for number 0, "not said": it may lie there.
  bool may_hold(int number) const;
};

struct Door {
  std::int32_t number = 0;
  char suffix = 0;  // first letter of bis, ter, a…
  Lambert93 point;
};
struct UnitRange {
  NumberRange range;
  std::int32_t unit = 0;
};
struct SectorRange {
  NumberRange range;
  std::int32_t mission = 0;
  std::int32_t sector = 0;
  std::int32_t unit = -1;  // -1: the whole commune
};

struct Street {
  std::string commune;      // code
  std::string key;          // comparable form
  std::string name;         // as published
  std::vector<Door> doors;  // by number, then suffix
  std::vector<UnitRange> ranges;
  std::vector<SectorRange> claims;
};

class StreetIndex {
 public:
  StreetIndex() = default;
  StreetIndex(const Day& day, std::span<const StreetRecord> streets, std::span<const AddressRecord> addresses);

  // The street of that comparable name in the commune, or null.
  const Street* find(std::string_view commune, std::string_view key) const;
  // All streets of that comparable name, by commune code.
  std::vector<const Street*> everywhere(std::string_view key) const;
  // At most `most` streets of the commune ("" = any) whose comparable name has every word of `key`, by name.
  std::vector<const Street*> like(std::string_view commune, std::string_view key, std::size_t most) const;
  std::size_t size() const { return streets_.size(); }

 private:
  Street& street(std::string_view commune, std::string_view key, std::string_view name);
  void add_claims(const Day& day);
  const std::vector<std::size_t>* with_rarest_word(std::string_view key) const;
  std::vector<Street> streets_;
  std::unordered_map<std::string, std::size_t> by_name_;               // "commune|key"
  std::unordered_map<std::string, std::vector<std::size_t>> by_key_;   // in every commune
  std::unordered_map<std::string, std::vector<std::size_t>> by_word_;  // of the comparable name
};

// The door of that number and suffix; without it the nearest number of the same side of the street, if any.
const Door* nearest_door(const Street& street, int number, std::string_view suffix);

}  // namespace maillage::territory

// "Who is competent here?": from a code, a point or a typed address, the unit of every mission, with the reason.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "modules/territory/day.hpp"
#include "modules/territory/geometry/outline.hpp"
#include "modules/territory/street_index.hpp"

namespace maillage::territory {

// A sentence of the front end's dictionary.
struct Reason {
  std::string code;
  std::vector<std::pair<std::string, std::string>> args;
};

struct MissionAnswer {
  std::int32_t sector = -1;  // among the mission's sectors; -1 = nobody, or more must be said
  Reason reason;
};

struct Candidate {
  std::string label;
  std::string commune;  // code
  std::string street;   // as published
};

struct Competence {
  std::string level, code, name;       // the place found; "" when none was
  Reason reason;                       // how it was found, or why not
  std::vector<MissionAnswer> answers;  // as snapshot.missions
  const SiteRecord* mds = nullptr;     // the house of the "mds" sector
  std::vector<Candidate> candidates;   // when the address fits several streets, or none
};

// Everything needed for one day, in memory. An answer takes well under a millisecond. Safe from several threads.
//
// Reasons of a place: of_code, of_point, of_door, of_near_door, of_street_range, of_commune, of_street;
// not found: unknown_code, outside, street_unknown, address_unclear. Reasons of a mission: unit_of_sector,
// commune_of_sector, street_of_sector, claimed_by_several, several_sectors, number_needed, street_needed, nobody.
class CompetenceIndex {
 public:
  // `outlines[u]` is that of unit u; empty ones hold no point.
  CompetenceIndex(std::shared_ptr<const Day> day, const std::vector<geometry::Outline>& outlines,
                  std::span<const StreetRecord> streets, std::span<const AddressRecord> addresses);

  Competence at_code(std::string_view code) const;
  Competence at_point(Lambert93 point) const;
  // `commune`: a code or a name that settles it, or "".
  Competence at_address(std::string_view text, std::string_view commune) const;

  // The unit that holds the point; -1 = none does.
  std::int32_t unit_at(Lambert93 point) const;
  const Day& day() const { return *day_; }

 private:
  // Where an address was brought to.
  struct Spot {
    std::int32_t unit = -1;  // -1: only the commune is known
    std::string commune;
    const Street* street = nullptr;
    int number = 0;
  };
  Competence answer(const Spot& spot, Reason reason) const;
  MissionAnswer answer_of_mission(const Spot& spot, std::size_t mission) const;
  std::optional<MissionAnswer> answer_by_street(const Spot& spot, std::size_t mission) const;
  MissionAnswer answer_by_unit(std::int32_t unit, std::size_t mission) const;
  MissionAnswer answer_by_commune(std::string_view commune, std::size_t mission) const;
  // The house that bears the code or the name of the "mds" sector found, else the first that stands in it.
  const SiteRecord* house(const Competence& found) const;
  bool stands_in(const SiteRecord& site, std::int32_t mission, std::int32_t sector) const;
  std::vector<std::string_view> communes_named(std::string_view name) const;
  Competence in_commune(std::string_view commune, std::string_view street, int number, std::string_view suffix) const;
  Competence on_street(const Street& street, int number, std::string_view suffix) const;
  Competence unsure(std::string code, const std::vector<const Street*>& streets) const;

  std::shared_ptr<const Day> day_;
  geometry::OutlineIndex outlines_;
  StreetIndex streets_;
  std::unordered_map<std::string, std::vector<std::string_view>> communes_;  // codes by comparable name
};

}  // namespace maillage::territory

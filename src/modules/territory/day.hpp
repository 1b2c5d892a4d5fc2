// One day of the territory, worked out from its records: the picture others see, and what the rules of this module
// need.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "modules/territory/claims.hpp"
#include "modules/territory/records.hpp"
#include "modules/territory/territory.hpp"

namespace maillage::territory {

// A number of residents, and whether it was counted.
struct Residents {
  std::int64_t persons = 0;
  bool estimated = false;
};

// Built once, then only read. Its views look into `records` and `snapshot`: it is not moved.
struct Day {
  explicit Day(DayRecords read);
  Day(const Day&) = delete;
  Day& operator=(const Day&) = delete;

  DayRecords records;
  Snapshot snapshot;
  UnitFinder finder;
  std::vector<Claims> claims;  // as snapshot.missions
  std::vector<Quantity> quantities;

  // The place, or null when it does not exist on that day.
  const PlaceRecord* place(std::string_view level, std::string_view code) const;
  // Residents of a commune, IRIS, EPCI or EPT; nothing known reads 0, estimated.
  Residents residents(std::string_view level, std::string_view code) const;
  // Code of the place of `in_level` that holds it, "" when none.
  std::string_view holder(std::string_view level, std::string_view code, std::string_view in_level) const;
  // Codes of the places of `level` that it holds, ascending.
  std::vector<std::string_view> members(std::string_view in_level, std::string_view in_code,
                                        std::string_view level) const;

 private:
  std::unordered_map<std::string, const PlaceRecord*> places_;
  std::unordered_map<std::string, Residents> residents_;
  std::unordered_map<std::string, std::string_view> holders_;
  std::unordered_map<std::string, std::vector<std::string_view>> members_;
  void index_places();
  void index_memberships();
  void count_residents();
  void list_units();
  void place_units();
  void draw_edges();
  void draw_missions();
  void name_departement();
};

}  // namespace maillage::territory

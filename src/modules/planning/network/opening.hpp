// When a place is open in an ordinary week, read from what somebody wrote. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/date.hpp"

namespace maillage::planning {

// A half-day is open when the place is, for an hour at least, before one o'clock in the afternoon, or after. Hours by
// appointment only are not counted: nobody can simply come.
struct Opening {
  std::int32_t half_days = 0;  // of the fourteen of a week
  std::int32_t minutes = 0;    // of a week
  bool partial = false;        // some days could not be read: they are counted as closed
};

// Reads "lundi-vendredi 9h-12h30, 13h30-17h ; samedi fermé", "Mo-Fr 09:00-12:00,14:00-17:00", "mardi 9:00 - 12:00 / Sur
// RDV : 14:00 - 17:00". A day whose words are not understood ("semaines paires") is left out; nothing when that leaves
// no day, or when no day is named.
std::optional<Opening> opening_of(std::string_view hours);

// A number of open half-days a week that access is counted with.
struct OpeningRow {
  std::int32_t half_days = 0;
  Date from;
  std::string_view reference_fr, reference_en;
};
// In ascending order.
std::span<const OpeningRow> opening_rows();

}  // namespace maillage::planning

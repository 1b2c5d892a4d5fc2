// The vocabulary of the invented Département: credible French, nobody's name.
#pragma once

#include <span>
#include <string_view>

namespace maillage::territory::demonstration {

using Words = std::span<const std::string_view>;

inline constexpr std::string_view kDepartementCode = "96";  // between the last one of France and those overseas
inline constexpr std::string_view kDepartementName = "Val-de-Lorne";
inline constexpr std::string_view kCityName = "Aubrelle";
inline constexpr std::string_view kRiverNames[] = {"La Lorne", "L’Ardive", "La Sénance"};
inline constexpr std::string_view kRiverSuffixes[] = {"-sur-Lorne", "-sur-Ardive", "-sur-Sénance"};

// Communes.
Words town_names();       // seats of EPCI inland
Words port_names();       // seats of EPCI by the sea
Words name_beginnings();  // end with a vowel
Words name_endings();     // begin with a consonant
Words saints();           // with Saint- or Sainte-
Words castle_names();     // Beaumont, Villeneuve…: always followed by a suffix
Words articled_heads();   // La Chapelle, Le Plessis…: always followed by a family
Words families();
Words country_suffixes();
Words coast_suffixes();

// IRIS and streets.
Words heart_quarters();  // around the town hall of the city
Words city_quarters();
Words town_quarters();
Words activity_quarters();
Words open_spaces();
Words street_complements();

}  // namespace maillage::territory::demonstration

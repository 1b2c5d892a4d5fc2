// Names given by rules: the sea, the rivers, the city and the saints leave theirs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "modules/territory/demonstration/division.hpp"

namespace maillage::territory::demonstration {

// A name for every commune, all different even without accents; the city is Aubrelle.
std::vector<std::string> name_communes(const Settlements& settlements, std::uint64_t seed);

// A name for every unit, all different inside a commune; an undivided commune gives its own name.
std::vector<std::string> name_units(const Division& division, const std::vector<std::string>& commune_names,
                                    std::uint64_t seed);

// What French sorts by: no leading article, no accent, no capital, spaces for hyphens ("Chapelle aubry").
std::string sorting_key(std::string_view name);

// "de Montfort", "d'Aubrelle", "du Plessis-Aubry", "des Moutiers-Viau", "de la Roche-Viau".
std::string of_place(std::string_view name);

}  // namespace maillage::territory::demonstration

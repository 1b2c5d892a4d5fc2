// The missions whose maps are held, and the names of the Départements.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace maillage::territory {

struct Mission {
  std::string_view code;
  std::string_view name_fr;
  std::string_view name_en;
};

// ssd, ase, pmi, then the levels above them: mds, territoire. In the order they are shown.
std::span<const Mission> missions();
// Position among missions(), or nothing.
std::optional<std::size_t> mission_rank(std::string_view code);

// "Seine-Saint-Denis" for "93"; "" for an unknown code (official names, COG 2025).
std::string_view departement_name(std::string_view code);
// "93" for 93066, "2A" for 2A004, "974" for 97411; also for IRIS codes.
std::string_view departement_part(std::string_view commune_code);

}  // namespace maillage::territory

// Who the missions serve among the residents: the quantities that a Département would import.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "modules/territory/demonstration/demonstration.hpp"

namespace maillage::territory::demonstration {

struct Public {
  std::string code;                          // of a column so named in an imported file
  std::string name;                          // "Naissances"
  std::string unit;                          // "naissances"
  std::string period;                        // "2025"
  std::string mission;                       // "" = of none
  std::map<IrisCode, std::int64_t> of_iris;  // of every IRIS there ever was; never more than its residents
};

// Births, households on RSA, residents aged 15 to 50, residents of 75 and over. The rates are those of a French
// Département of that size, uneven as they are: households on RSA live in towns, the very old in the country. The same
// Département has the same publics on every machine.
std::vector<Public> publics(const Departement& departement);

}  // namespace maillage::territory::demonstration

#include "modules/territory/demonstration/publics.hpp"

#include <algorithm>

#include "base/random.hpp"

namespace maillage::territory::demonstration {
namespace {

// Per thousand residents, in the country and in a town, and how far an IRIS may be from it, in hundredths.
struct Rate {
  const char *code, *name, *unit, *mission;
  std::int64_t country, town, spread;
};
constexpr Rate kRates[] = {
    {"naissances", "Naissances", "naissances", "pmi", 9, 11, 30},
    {"foyersrsa", "Foyers RSA", "foyers", "ssd", 12, 38, 70},
    {"habitantsde15a50ans", "Habitants de 15 à 50 ans", "habitants", "", 400, 460, 12},
    {"habitantsde75ansetplus", "Habitants de 75 ans et plus", "habitants", "", 125, 90, 30},
};
constexpr const char* kPeriod = "2025";
constexpr std::int64_t kTown = 15'000;  // residents of the commune

std::map<CommuneCode, std::int64_t> largest_populations(const Departement& departement) {
  std::map<CommuneCode, std::int64_t> out;
  for (const Commune& one : departement.communes) out[one.code] = std::max(out[one.code], one.population);
  return out;
}

}  // namespace

std::vector<Public> publics(const Departement& departement) {
  const auto populations = largest_populations(departement);
  std::vector<Public> out;
  std::uint64_t seed = 0;
  for (const Rate& rate : kRates) {
    Random random(++seed);
    Public one{rate.code, rate.name, rate.unit, kPeriod, rate.mission, {}};
    for (const Iris& iris : departement.iris) {
      const bool town = populations.at(commune_of(iris.code)) >= kTown;
      const auto uneven = 100 - rate.spread + static_cast<std::int64_t>(random.below(2 * rate.spread + 1));
      one.of_iris[iris.code] = iris.population * (town ? rate.town : rate.country) * uneven / 100'000;
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace maillage::territory::demonstration

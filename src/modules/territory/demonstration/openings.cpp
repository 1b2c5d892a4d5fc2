#include "modules/territory/demonstration/openings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace maillage::territory::demonstration {
namespace {

constexpr std::size_t kFranceServices = 24, kCcas = 12, kUnsaid = 8;

constexpr std::array kOfMds{"lundi-vendredi 9h-12h30, 13h30-17h", "lundi-jeudi 9h-12h, 14h-17h ; vendredi 9h-12h"};
constexpr std::array kOfAntenne{"lundi, mardi, jeudi 9h-12h ; jeudi 14h-17h", "mardi et jeudi 9h-12h, 13h30-16h30",
                                "lundi-vendredi 9h-12h"};
constexpr std::array kOfPermanence{"mardi 9h-12h", "jeudi 14h-17h", "lundi 9h-12h ; vendredi 9h-12h"};
constexpr std::array kOfPmi{"lundi-vendredi 8h45-12h15, 13h30-17h", "lundi, mardi, jeudi, vendredi 9h-12h"};
constexpr std::array kOfPoint{"lundi-vendredi 9:00 - 12:00 / 13:30 - 17:00",
                              "lundi-jeudi 9:00 - 12:30 / Sur RDV : 14:00 - 17:00 ; vendredi 9:00 - 12:00",
                              "mardi-samedi 9:00 - 12:00"};

template <std::size_t N>
std::string one_of(const std::array<const char*, N>& all, std::size_t number) {
  return all[number % N];
}

// In force at the end, the most populated first.
std::vector<const Commune*> communes_without(const Departement& departement) {
  std::set<std::string> served;
  for (const Site& site : departement.sites) served.insert(site.commune.str());
  std::vector<const Commune*> out;
  for (const Commune& one : departement.communes)
    if (one.period.to == kEndOfTime && !served.contains(one.code.str())) out.push_back(&one);
  std::stable_sort(out.begin(), out.end(),
                   [](const Commune* a, const Commune* b) { return a->population > b->population; });
  return out;
}

}  // namespace

std::string hours_of(const Site& site) {
  const auto number = static_cast<std::size_t>(std::stoi(site.code.substr(1)));
  if (number % kUnsaid == 0) return "";
  if (site.kind == "mds") return one_of(kOfMds, number);
  if (site.kind == "antenne") return one_of(kOfAntenne, number);
  return site.kind == "pmi" ? one_of(kOfPmi, number) : one_of(kOfPermanence, number);
}

std::vector<AccessPoint> access_points(const Departement& departement) {
  const auto communes = communes_without(departement);
  std::vector<AccessPoint> out;
  for (std::size_t i = 0; i < std::min(communes.size(), kFranceServices + kCcas); ++i) {
    const Commune& one = *communes[i];
    const bool ccas = i >= kFranceServices;
    out.push_back({ccas ? "ccas" : "franceservices", one.code.str(), ccas ? "CCAS" : "France services",
                   (ccas ? "CCAS – " : "France services – ") + one.name, "", one.code.str(),
                   i % kUnsaid == 0 ? "" : one_of(kOfPoint, i), std::llround(one.centre.x * 10),
                   std::llround(one.centre.y * 10), false});
  }
  return out;
}

}  // namespace maillage::territory::demonstration

#include "modules/territory/demonstration/sites.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "modules/territory/demonstration/naming.hpp"
#include "modules/territory/demonstration/noise.hpp"
#include "modules/territory/demonstration/sector_naming.hpp"
#include "modules/territory/demonstration/streets.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr std::size_t kAntennes = 23, kPermanences = 30;
constexpr double kAsideM = 450;  // how far from the centre of its unit a site may stand
constexpr Date kPermanencesSince{2018, 3, 1};

class Opener {
 public:
  Opener(const Draft& draft, const std::vector<StreetRange>& streets) : draft_(draft), streets_(streets) {}

  std::vector<Site> run() {
    open_everywhere("mds", "Maison des solidarités ", draft_.maps[3]);
    open_antennes();
    open_everywhere("pmi", "Centre de PMI ", draft_.maps[2]);
    open_permanences();
    return std::move(sites_);
  }

 private:
  void open_everywhere(const char* kind, const char* title, const MissionMap& map) {
    for (const SectorHeart& heart : sector_hearts(draft_, map))
      open(kind, title + of_place(heart.name), heart.unit, map.since);
  }

  void open_antennes() {
    const MissionMap& ssd = draft_.maps.front();
    std::set<int> served;
    for (const std::size_t unit : taken_) served.insert(ssd.sector_of_block[at(draft_.blocks.block_of_unit[unit])]);
    std::size_t opened = 0;
    const auto hearts = sector_hearts(draft_, ssd);
    for (std::size_t sector = 0; sector < hearts.size() && opened < kAntennes; ++sector) {
      if (served.contains(static_cast<int>(sector))) continue;
      open("antenne", "Antenne sociale " + of_place(hearts[sector].name), hearts[sector].unit, ssd.since);
      ++opened;
    }
  }

  void open_permanences() {
    std::set<Label> served{draft_.absorbed};
    for (const std::size_t unit : taken_) served.insert(draft_.commune_of(unit));
    const auto halls = town_hall_units(draft_.division);
    std::vector<std::size_t> order(halls.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const auto& communes = draft_.settlements.communes;
      return std::pair(-communes[a].population, a) < std::pair(-communes[b].population, b);
    });
    std::size_t opened = 0;
    for (const std::size_t commune : order) {
      if (opened == kPermanences) return;
      if (served.contains(static_cast<Label>(commune))) continue;
      open("permanence", "Permanence sociale " + of_place(draft_.commune_names[commune]), halls[commune],
           kPermanencesSince);
      ++opened;
    }
  }

  void open(const char* kind, std::string name, std::size_t unit, Date since) {
    const auto number = static_cast<std::uint64_t>(sites_.size());
    sites_.push_back({fmt::format("S{:03}", number + 1),
                      std::move(name),
                      kind,
                      address_in(draft_, streets_, unit, number),
                      draft_.commune_codes[at(draft_.commune_of(unit))],
                      aside(unit, number),
                      draft_.unit_codes[unit],
                      {since, kEndOfTime}});
    taken_.push_back(unit);
  }

  // Near the centre of the unit and inside it; two sites of a unit do not stand on each other.
  Lambert93 aside(std::size_t unit, std::uint64_t number) const {
    const Lambert93 centre = draft_.unit_places[unit];
    for (double reach_m = kAsideM; reach_m > 20; reach_m /= 1.4) {
      const double dx = 2 * hash_unit(draft_.seed, 2 * number) - 1, dy = 2 * hash_unit(draft_.seed, 2 * number + 1) - 1;
      const Lambert93 place{static_cast<double>(static_cast<std::int64_t>(centre.x + reach_m * dx)),
                            static_cast<double>(static_cast<std::int64_t>(centre.y + reach_m * dy))};
      if (inside(draft_.unit_outlines[unit], place)) return place;
    }
    return centre;
  }

  const Draft& draft_;
  const std::vector<StreetRange>& streets_;
  std::vector<Site> sites_;
  std::vector<std::size_t> taken_;  // units that have a site
};

}  // namespace

std::vector<Site> open_sites(const Draft& draft, const std::vector<StreetRange>& streets) {
  return Opener(draft, streets).run();
}

}  // namespace maillage::territory::demonstration

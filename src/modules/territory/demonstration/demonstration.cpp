#include "modules/territory/demonstration/demonstration.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.hpp"
#include "modules/territory/demonstration/draft.hpp"
#include "modules/territory/demonstration/naming.hpp"
#include "modules/territory/demonstration/sector_naming.hpp"
#include "modules/territory/demonstration/sites.hpp"
#include "modules/territory/demonstration/streets.hpp"
#include "modules/territory/demonstration/words.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr std::int64_t kMetropole = 400'000, kAgglomeration = 50'000;
constexpr Period kAlways{kBeginningOfTime, kEndOfTime};
constexpr Period kBeforeMerger{kBeginningOfTime, kMergerDate};
constexpr Period kSinceMerger{kMergerDate, kEndOfTime};

bool merges(const Draft& draft, Label commune) { return commune == draft.merging || commune == draft.absorbed; }

std::int64_t merged_population(const Draft& draft) {
  return draft.settlements.communes[at(draft.merging)].population +
         draft.settlements.communes[at(draft.absorbed)].population;
}

std::vector<Commune> communes_of(const Draft& draft) {
  const auto halls = town_hall_units(draft.division);
  std::vector<Commune> communes;
  for (std::size_t k = 0; k < draft.commune_codes.size(); ++k) {
    const Settlement& settlement = draft.settlements.communes[k];
    const auto label = static_cast<Label>(k);
    communes.push_back({draft.commune_codes[k], draft.commune_names[k], settlement.population,
                        draft.epci_codes[at(settlement.epci)], draft.unit_places[halls[k]], draft.commune_outlines[k],
                        merges(draft, label) ? kBeforeMerger : kAlways});
    if (label != draft.merging) continue;
    Commune merged = communes.back();
    merged.population = merged_population(draft);
    merged.outline = draft.merged_outline;
    merged.period = kSinceMerger;
    communes.push_back(std::move(merged));
  }
  return communes;
}

std::vector<Iris> iris_of(const Draft& draft) {
  std::vector<Iris> iris;
  for (std::size_t k = 0; k < draft.unit_codes.size(); ++k) {
    const UnitDraft& unit = draft.division.units[k];
    iris.push_back({draft.unit_codes[k], draft.unit_names[k], unit.type, unit.population, draft.unit_places[k],
                    draft.unit_outlines[k], merges(draft, unit.commune) ? kBeforeMerger : kAlways});
    if (unit.commune != draft.merging) continue;
    Iris merged = iris.back();
    merged.population = merged_population(draft);
    merged.outline = draft.merged_outline;
    merged.period = kSinceMerger;
    iris.push_back(std::move(merged));
  }
  return iris;
}

std::string epci_name(const std::string& seat, std::int64_t population) {
  if (population >= kMetropole) return seat + " Métropole";
  if (population >= kAgglomeration) return "CA " + seat + " Agglomération";
  return "CC du Pays " + of_place(seat);
}

std::vector<Epci> epcis_of(const Draft& draft) {
  std::vector<std::int64_t> population(kEpcis);
  std::vector<std::size_t> seats(kEpcis);
  for (std::size_t k = 0; k < draft.settlements.communes.size(); ++k) {
    const Settlement& commune = draft.settlements.communes[k];
    population[at(commune.epci)] += commune.population;
    if (commune.seat) seats[at(commune.epci)] = k;
  }
  std::vector<Epci> epcis;
  for (std::size_t k = 0; k < seats.size(); ++k)
    epcis.push_back(
        {draft.epci_codes[k], epci_name(draft.commune_names[seats[k]], population[k]), draft.commune_codes[seats[k]]});
  return epcis;
}

struct Labelling {
  std::string_view mission;
  std::string_view code;   // followed by the number
  std::string_view title;  // followed by "de …"; empty: the name alone
};
constexpr Labelling kLabellings[] = {{"ssd", "SSD", ""},
                                     {"ase", "ASE", ""},
                                     {"pmi", "PMI", ""},
                                     {"mds", "MDS", "MDS "},
                                     {"territoire", "T", "Territoire "}};

std::string sector_code(const Labelling& labelling, std::size_t position, std::size_t count) {
  return count > 9 ? fmt::format("{}{:02}", labelling.code, position + 1)
                   : fmt::format("{}{}", labelling.code, position + 1);
}

// Adds one unit to its sectors: one after the other when it changed sector, until it disappears when it is absorbed.
void enlist(const Draft& draft, const MissionMap& map, std::size_t unit, std::vector<Sector>& sectors) {
  const std::size_t block = at(draft.blocks.block_of_unit[unit]);
  const int before = map.sector_of_block_before[block], today = map.sector_of_block[block];
  const Date end = draft.commune_of(unit) == draft.absorbed ? kMergerDate : kEndOfTime;
  const IrisCode& code = draft.unit_codes[unit];
  if (before == today) return sectors[at(today)].members.push_back({code, {map.since, end}});
  sectors[at(before)].members.push_back({code, {map.since, kSsdChange}});
  sectors[at(today)].members.push_back({code, {kSsdChange, end}});
}

void add_sectors(const Draft& draft, const MissionMap& map, const Labelling& labelling, std::vector<Sector>& all) {
  const auto hearts = sector_hearts(draft, map);
  std::vector<Sector> sectors;
  for (std::size_t k = 0; k < hearts.size(); ++k) {
    const std::string& name = hearts[k].name;
    sectors.push_back({std::string(map.mission),
                       sector_code(labelling, k, hearts.size()),
                       labelling.title.empty() ? name : std::string(labelling.title) + of_place(name),
                       {}});
  }
  for (std::size_t unit = 0; unit < draft.unit_codes.size(); ++unit) enlist(draft, map, unit, sectors);
  for (Sector& sector : sectors) {
    std::sort(sector.members.begin(), sector.members.end(), [](const SectorMember& a, const SectorMember& b) {
      return std::pair(a.unit, a.period.from) < std::pair(b.unit, b.period.from);
    });
    all.push_back(std::move(sector));
  }
}

// By code, then by date.
template <class Row>
void sort_rows(std::vector<Row>& rows) {
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::pair(a.code, a.period.from) < std::pair(b.code, b.period.from);
  });
}

DepartementCode departement_code() {
  const auto code = DepartementCode::parse(kDepartementCode);
  MAILLAGE_ASSERT(code, "96 has the shape of a Département code");
  return *code;
}

}  // namespace

Departement generate(std::uint64_t seed) {
  const Draft draft(seed);
  Departement departement;
  departement.code = departement_code();
  departement.name = kDepartementName;
  departement.communes = communes_of(draft);
  departement.iris = iris_of(draft);
  departement.epcis = epcis_of(draft);
  departement.mergers = {
      {kMergerDate, draft.commune_codes[at(draft.merging)], draft.commune_codes[at(draft.absorbed)]}};
  for (std::size_t k = 0; k < draft.maps.size(); ++k)
    add_sectors(draft, draft.maps[k], kLabellings[k], departement.sectors);
  departement.streets = lay_streets(draft);
  departement.sites = open_sites(draft, departement.streets);
  departement.rivers = draft.rivers;
  sort_rows(departement.communes);
  sort_rows(departement.iris);
  return departement;
}

}  // namespace maillage::territory::demonstration

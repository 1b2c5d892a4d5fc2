#include "app/loading.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <functional>

#include "app/import_report.hpp"
#include "app/language.hpp"

namespace maillage::app {
namespace {

using territory::ImportKind;

// The établissements publics territoriaux of the Métropole du Grand Paris (Insee, 2016), which files often only name.
struct Ept {
  std::string_view siren, name;
};
constexpr auto kEpts = std::to_array<Ept>({{"200057966", "Vallée Sud Grand Paris"},
                                           {"200057974", "Grand Paris Seine Ouest"},
                                           {"200057982", "Paris Ouest La Défense"},
                                           {"200057990", "Boucle Nord de Seine"},
                                           {"200057867", "Plaine Commune"},
                                           {"200058097", "Paris Terres d'Envol"},
                                           {"200057875", "Est Ensemble"},
                                           {"200058790", "Grand Paris Grand Est"},
                                           {"200057941", "Paris Est Marne et Bois"},
                                           {"200058006", "Grand Paris Sud Est Avenir"},
                                           {"200058014", "Grand-Orly Seine Bièvre"}});

std::string quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

using Sector = std::pair<std::string, std::string>;  // code and name; no code: in none
using SectorOf = std::function<Sector(const Groupings&)>;

// One line a commune that is in one, under the header; "" when none is.
std::string lines(std::string_view header, const std::vector<Groupings>& communes, const SectorOf& sector_of) {
  std::string text;
  for (const Groupings& commune : communes)
    if (const auto [code, name] = sector_of(commune); !code.empty())
      text += fmt::format("{};{};{}\n", commune.code, code, quoted(name));
  return text.empty() ? text : fmt::format("{}\n{}", header, text);
}

// A partition that stands in for the sectors of a mission.
struct StandIn {
  std::string_view mission, of;
  CantonNames names;
  SectorOf sector_of;
};

std::vector<StandIn> stand_ins(CantonNames cantons) {
  return {{"ssd", "SSD", cantons, [](const Groupings& c) { return Sector(c.canton, c.canton_name); }},
          {"ase",
           "ASE",
           {"Arrondissements", "Arrondissements"},
           [](const Groupings& c) { return Sector(c.arrondissement, "Arrondissement " + c.arrondissement); }},
          {"pmi", "PMI", {"EPCI et EPT", "EPCI and EPT"}, [](const Groupings& c) {
             return c.ept.empty() ? Sector(c.epci, c.epci_name) : Sector(c.ept, c.ept_name);
           }}};
}

}  // namespace

void Loading::add(ImportKind kind, const std::string& name, std::string bytes, Date from,
                  const territory::ImportRequest& more) {
  territory::ImportRequest& request = requests_.emplace_back(more);
  request.kind = kind;
  request.file_name = name;
  request.bytes = texts_.emplace_back(std::move(bytes));
  request.valid_from = from;
  request.by = "cli";
  request.today = clock_.today();
  request.now = clock_.now();
}

Result<Done> Loading::finish() {
  const std::vector<territory::ImportReport> reports = territory::import_files(database_, requests_);
  const bool done = std::all_of(reports.begin(), reports.end(), [](const auto& report) { return report.accepted; });
  for (const territory::ImportReport& report : reports)
    if (done || &report == &reports.back()) print_report(report, !french());
  if (done) return Done{};
  return Problem{"cli.file_refused", "", {{"file", reports.back().file_name}}};
}

std::string_view siren_of_ept(std::string_view name) {
  const auto found = std::find_if(kEpts.begin(), kEpts.end(), [&](const Ept& ept) { return ept.name == name; });
  return found == kEpts.end() ? std::string_view{} : found->siren;
}

std::string_view name_of_ept(std::string_view siren) {
  const auto found = std::find_if(kEpts.begin(), kEpts.end(), [&](const Ept& ept) { return ept.siren == siren; });
  return found == kEpts.end() ? std::string_view{} : found->name;
}

void add_groupings(Loading& loading, const std::vector<Groupings>& communes, const std::string& source, Date from,
                   CantonNames cantons) {
  const std::string epci =
      lines("code;epci;nom_epci", communes, [](const auto& c) { return Sector(c.epci, c.epci_name); });
  if (!epci.empty()) loading.add(ImportKind::epci, source + " (EPCI)", epci, from);
  const std::string ept =
      lines("code;codeept;nom_epci", communes, [](const auto& c) { return Sector(c.ept, c.ept_name); });
  if (!ept.empty()) loading.add(ImportKind::epci, source + " (EPT)", ept, from);
  for (const StandIn& one : stand_ins(cantons)) {
    territory::ImportRequest more;
    more.mission = one.mission;
    more.mission_fr = fmt::format("{} (à défaut des secteurs {})", one.names.french, one.of);
    more.mission_en = fmt::format("{} (in place of the {} sectors)", one.names.english, one.of);
    const std::string text = lines("code;sector;sector_name", communes, one.sector_of);
    if (!text.empty()) loading.add(ImportKind::sectors, fmt::format("{} ({})", source, one.mission), text, from, more);
  }
}

}  // namespace maillage::app

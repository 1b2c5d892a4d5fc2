#include "app/departement.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <vector>

#include "app/import_report.hpp"
#include "base/csv.hpp"
#include "modules/territory/import.hpp"

namespace maillage::app {
namespace {

namespace fs = std::filesystem;
using territory::ImportKind;

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The first file of the folder whose name begins and ends so, in alphabetical order.
std::optional<fs::path> file_in(const fs::path& folder, std::string_view begin, std::string_view end) {
  std::vector<fs::path> found;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(folder, missing)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(begin) && name.ends_with(end)) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found.empty() ? std::nullopt : std::optional(found.front());
}

// SIREN of the établissements publics territoriaux of Seine-Saint-Denis, which files often only name (Insee, 2016).
std::string_view siren_of_ept(std::string_view name) {
  static const std::map<std::string_view, std::string_view> kSirens{{"Plaine Commune", "200057867"},
                                                                    {"Paris Terres d'Envol", "200058097"},
                                                                    {"Est Ensemble", "200057875"},
                                                                    {"Grand Paris Grand Est", "200058790"}};
  const auto found = kSirens.find(name);
  return found == kSirens.end() ? std::string_view{} : found->second;
}

// Runs the imports of one Département, one after the other; the first refusal stops.
class Loading {
 public:
  Loading(sql::Database& database, const platform::Clock& clock) : database_(database), clock_(clock) {}

  Result<Done> import(ImportKind kind, const std::string& name, std::string_view bytes, std::optional<Date> from,
                      const territory::ImportRequest& more = {}) {
    territory::ImportRequest request = more;
    request.kind = kind;
    request.file_name = name;
    request.bytes = bytes;
    request.valid_from = from;
    request.by = "cli";
    request.today = clock_.today();
    request.now = clock_.now();
    const territory::ImportReport report = territory::import_file(database_, request);
    print_report(report, false);
    if (report.accepted) return Done{};
    const auto& first = report.problems.front();
    return Problem{first.code, name, {}};
  }
  Result<Done> import_path(ImportKind kind, const fs::path& path, Date from) {
    return import(kind, path.filename().string(), text_of(path), from);
  }

 private:
  sql::Database& database_;
  const platform::Clock& clock_;
};

// The columns of units.csv that name groupings of communes.
struct Unit {
  std::string code, arrondissement, epci, epci_name, ept, canton;
};

std::vector<Unit> units_of(const std::string& text) {
  csv::Reader reader(csv::without_mark(text), csv::detect_delimiter(text));
  std::map<std::string, std::size_t, std::less<>> columns;
  std::vector<Unit> units;
  while (reader.next()) {
    const auto& fields = reader.fields();
    if (columns.empty()) {
      for (std::size_t i = 0; i < fields.size(); ++i) columns.emplace(fields[i], i);
      continue;
    }
    const auto field = [&](std::string_view name) {
      const auto column = columns.find(name);
      return column == columns.end() || column->second >= fields.size() ? std::string()
                                                                        : std::string(fields[column->second]);
    };
    units.push_back(
        {field("code"), field("arrondissement"), field("epci"), field("epci_nom"), field("ept"), field("canton2015")});
  }
  return units;
}

std::string quoted(const std::string& text) { return '"' + text + '"'; }

Result<Done> import_groupings(Loading& loading, const std::vector<Unit>& units, Date from) {
  std::string epci = "code;epci;nom_epci\n", ept = "code;codeept;nom_epci\n";
  bool any_ept = false;
  for (const Unit& unit : units) {
    if (!unit.epci.empty()) epci += unit.code + ";" + unit.epci + ";" + quoted(unit.epci_name) + "\n";
    const std::string_view siren = siren_of_ept(unit.ept);
    if (siren.empty()) continue;
    ept += fmt::format("{};{};{}\n", unit.code, siren, quoted(unit.ept));
    any_ept = true;
  }
  if (auto done = loading.import(ImportKind::epci, "units.csv (EPCI)", epci, from); !done) return done;
  return any_ept ? loading.import(ImportKind::epci, "units.csv (EPT)", ept, from) : Result<Done>(Done{});
}

// A partition that stands in for the sectors of a mission.
Result<Done> import_stand_in(Loading& loading, const std::vector<Unit>& units, Date from, const std::string& mission,
                             const std::string& name_fr, const std::string& name_en,
                             const std::function<std::pair<std::string, std::string>(const Unit&)>& sector_of) {
  std::string text = "code;sector;sector_name\n";
  for (const Unit& unit : units) {
    const auto [code, name] = sector_of(unit);
    if (!code.empty()) text += unit.code + ";" + code + ";" + quoted(name) + "\n";
  }
  territory::ImportRequest more;
  more.mission = mission;
  more.mission_fr = name_fr;
  more.mission_en = name_en;
  return loading.import(ImportKind::sectors, "units.csv (" + mission + ")", text, from, more);
}

Result<Done> import_stand_ins(Loading& loading, const std::vector<Unit>& units, Date from) {
  using Sector = std::pair<std::string, std::string>;
  if (auto done = import_stand_in(loading, units, from, "ssd", "Cantons 2015 (à défaut des secteurs SSD)",
                                  "Cantons 2015 (in place of the SSD sectors)",
                                  [](const Unit& u) { return Sector(u.canton, "Canton " + u.canton); });
      !done)
    return done;
  if (auto done =
          import_stand_in(loading, units, from, "ase", "Arrondissements (à défaut des secteurs ASE)",
                          "Arrondissements (in place of the ASE sectors)",
                          [](const Unit& u) { return Sector(u.arrondissement, "Arrondissement " + u.arrondissement); });
      !done)
    return done;
  return import_stand_in(loading, units, from, "pmi", "EPCI et EPT (à défaut des secteurs PMI)",
                         "EPCI and EPT (in place of the PMI sectors)", [](const Unit& u) {
                           const std::string_view siren = siren_of_ept(u.ept);
                           return siren.empty() ? Sector(u.epci, u.epci_name) : Sector(std::string(siren), u.ept);
                         });
}

}  // namespace

Result<Done> load_departement(sql::Database& database, const platform::Clock& clock, const std::string& code,
                              const std::string& folder) {
  const fs::path root(folder);
  fs::path current = root / "territory" / code;
  if (!fs::exists(current)) current = root.parent_path() / "territory" / code;
  if (!fs::exists(current)) current = root / ".." / "territory" / code;
  const auto of_2023 = file_in(root / "geometry" / "communes-2023-riate", "communes_" + code, ".geojson");
  const auto of_today = file_in(current, "communes", ".geojson");
  if (!of_2023 && !of_today)
    return Problem{"cli.files_missing",
                   "",
                   {{"code", code},
                    {"folder", folder},
                    {"expected", "geometry/communes-2023-riate/communes_" + code + ".geojson, territory/" + code +
                                     "/communes.geojson"}}};
  Loading loading(database, clock);
  constexpr Date kOldest{2023, 1, 1}, kNewest{2025, 1, 1};
  if (of_2023)
    if (auto done = loading.import_path(ImportKind::communes, *of_2023, kOldest); !done) return done;
  if (const auto iris = file_in(root / "geometry" / ("iris-" + code), "contours-iris", ".geojson"))
    if (auto done = loading.import_path(ImportKind::iris, *iris, of_2023 ? kOldest : kNewest); !done) return done;
  if (of_today)
    if (auto done = loading.import_path(ImportKind::communes, *of_today, kNewest); !done) return done;
  if (!fs::exists(current / "units.csv")) return Done{};
  const std::vector<Unit> units = units_of(text_of(current / "units.csv"));
  if (auto done = import_groupings(loading, units, kNewest); !done) return done;
  return import_stand_ins(loading, units, kNewest);
}

Result<Done> download_departement(sql::Database& database, const platform::Clock& clock, const std::string& code) {
  const std::string address = fmt::format(
      "https://geo.api.gouv.fr/departements/{}/communes?fields=code,nom,population,codeEpci,centre,contour"
      "&geometry=contour&format=geojson",
      code);
  const fs::path file = fs::temp_directory_path() / fmt::format("maillage-communes-{}.geojson", code);
  const std::string command = fmt::format(
      "curl --fail --silent --show-error --location --max-time 60 --output '{}' '{}'", file.string(), address);
  if (std::system(command.c_str()) != 0) return Problem{"cli.network_refused", "", {{"address", "geo.api.gouv.fr"}}};
  Loading loading(database, clock);
  auto done = loading.import_path(ImportKind::communes, file, clock.today());
  fs::remove(file);
  return done;
}

}  // namespace maillage::app

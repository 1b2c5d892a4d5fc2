#include "app/departement.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <vector>

#include "app/loading.hpp"
#include "base/csv.hpp"

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

void add_path(Loading& loading, ImportKind kind, const fs::path& path, Date from) {
  loading.add(kind, path.filename().string(), text_of(path), from);
}

// The columns of units.csv that name groupings of communes.
std::vector<Groupings> groupings_of(const std::string& text) {
  csv::Reader reader(csv::without_mark(text), csv::detect_delimiter(text));
  std::map<std::string, std::size_t, std::less<>> columns;
  std::vector<Groupings> communes;
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
    const std::string ept = field("ept"), canton = field("canton2015");
    communes.push_back({field("code"), field("arrondissement"), field("epci"), field("epci_nom"),
                        std::string(siren_of_ept(ept)), ept, canton, "Canton " + canton});
  }
  return communes;
}

std::string files_of_communes(const std::string& code) {
  return "geometry/communes-2023-riate/communes_" + code + ".geojson, territory/" + code + "/communes.geojson";
}

}  // namespace

std::string expected_files(const std::string& code) {
  return files_of_communes(code) + ", geometry/iris-" + code + "/contours-iris.geojson, territory/" + code +
         "/units.csv";
}

Result<Done> load_departement(sql::Database& database, const platform::Clock& clock, const std::string& code,
                              const std::string& folder) {
  const fs::path root(folder);
  fs::path current = root / "territory" / code;
  if (!fs::exists(current)) current = root.parent_path() / "territory" / code;
  if (!fs::exists(current)) current = root / ".." / "territory" / code;
  const auto of_2023 = file_in(root / "geometry" / "communes-2023-riate", "communes_" + code, ".geojson");
  const auto of_today = file_in(current, "communes", ".geojson");
  if (!of_2023 && !of_today)
    return Problem{
        "cli.files_missing", "", {{"code", code}, {"folder", folder}, {"expected", files_of_communes(code)}}};
  Loading loading(database, clock);
  constexpr Date kOldest{2023, 1, 1}, kNewest{2025, 1, 1};
  if (of_2023) add_path(loading, ImportKind::communes, *of_2023, kOldest);
  if (const auto iris = file_in(root / "geometry" / ("iris-" + code), "contours-iris", ".geojson"))
    add_path(loading, ImportKind::iris, *iris, of_2023 ? kOldest : kNewest);
  if (of_today) add_path(loading, ImportKind::communes, *of_today, kNewest);
  if (fs::exists(current / "units.csv"))
    add_groupings(loading, groupings_of(text_of(current / "units.csv")), "units.csv", kNewest,
                  {"Cantons 2015", "Cantons 2015"});
  return loading.finish();
}

}  // namespace maillage::app

// The published files of real Départements, each imported twice, the old ones after the new ones too: the second time
// writes nothing at all.
#include <doctest/doctest.h>

#include "modules/territory/testing/imports.hpp"
#include "modules/territory/testing/tables.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

struct Published {
  ImportKind kind;
  const char* path;
  Date from;
  const char* mission = "";
};

void twice(const std::vector<Published>& files) {
  std::vector<std::string> bytes;
  for (const Published& file : files) {
    const auto content = open_data(file.path);
    if (!content) return;
    bytes.push_back(*content);
  }
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    const auto import_all = [&] {
      std::vector<ImportReport> reports;
      for (std::size_t i = 0; i < files.size(); ++i) {
        ImportRequest asked = request(files[i].kind, bytes[i], files[i].from);
        asked.mission = files[i].mission;
        asked.file_name = std::string(files[i].path).substr(std::string_view(files[i].path).rfind('/') + 1);
        reports.push_back(import(database, asked));
      }
      return reports;
    };
    const auto first = import_all();
    const std::string before = tables(database);
    const auto second = import_all();
    CHECK(tables(database) == before);
    for (std::size_t i = 0; i < files.size(); ++i) {
      CAPTURE(std::string(files[i].path));
      CHECK(first[i].rows > 0);
      CHECK(second[i].rows == first[i].rows);
      CHECK(second[i].unchanged > 0);
      CHECK(second[i].created + second[i].changed + second[i].closed == 0);
    }
  });
}

}  // namespace

TEST_CASE("93: communes of 2023 and 2025, IRIS, EPCI and EPT, sites: all of them twice") {
  twice({{ImportKind::communes, "opendata/geometry/communes-2023-riate/communes_93.geojson", Date(2023, 1, 1)},
         {ImportKind::iris, "opendata/geometry/iris-93/contours-iris-93-wgs84.geojson", Date(2023, 1, 1)},
         {ImportKind::epci, "opendata/geometry/communes-2024-cartelette/communes_93_2024.geojson", Date(2024, 1, 1)},
         {ImportKind::sites, "opendata/directory/annuaire-dila-2016/annuaire-93.sjson", Date(2016, 2, 1)},
         {ImportKind::communes, "territory/93/communes.geojson", Date(2025, 1, 1)}});
}

TEST_CASE("62 and 49: sectors split by streets, and mergers of four years: all of them twice") {
  twice({{ImportKind::communes, "opendata/geometry/communes-2023-riate/communes_62.geojson", Date(2023, 1, 1)},
         {ImportKind::sectors, "opendata/sectorisation-62/zones_62.csv", Date(2023, 1, 1), "mds"}});
  twice({{ImportKind::communes, "opendata/geometry/communes-2018-geofla/communes-49-maine-et-loire.geojson",
          Date(2018, 1, 1)},
         {ImportKind::cog_changes, "opendata/insee/cog/passage_2018_2019.csv", Date(2019, 1, 1)},
         {ImportKind::cog_changes, "opendata/insee/cog/passage_2023_2024.csv", Date(2024, 1, 1)}});
}

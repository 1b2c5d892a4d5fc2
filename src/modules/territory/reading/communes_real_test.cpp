#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <map>

#include "base/csv.hpp"
#include "modules/territory/geometry/adjacency.hpp"
#include "modules/territory/geometry/topology.hpp"
#include "modules/territory/reading/reading.hpp"
#include "modules/territory/reading/testing/real_files.hpp"
#include "modules/territory/reading/testing/sayings.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::reading;

namespace {

Read<CommuneRow> communes(const std::string& path) {
  const std::string bytes = slurped(path);
  return read_communes({path.substr(path.rfind('/') + 1), bytes});
}

std::vector<const geometry::Outline*> outlines_of(const std::vector<CommuneRow>& rows) {
  std::vector<const geometry::Outline*> outlines;
  for (const CommuneRow& row : rows) outlines.push_back(row.outline ? &*row.outline : nullptr);
  return outlines;
}

double total_km2(const Read<CommuneRow>& read) {
  double area = 0;
  for (const CommuneRow& row : read.rows) area += geometry::area_m2(*row.outline);
  return area / 1e6;
}

}  // namespace

TEST_CASE("real communes: six Départements in the formats of 2018, 2023 and 2024") {
  const auto folder = open_data();
  if (!folder) return;
  struct Case {
    const char* path;
    std::size_t communes;
    bool populated;
    double km2;
  };
  const Case cases[] = {
      {"communes-2018-geofla/communes-93-seine-saint-denis.geojson", 40, false, 236},
      {"communes-2018-geofla/communes-95-val-d-oise.geojson", 184, false, 1246},
      {"communes-2018-geofla/communes-31-haute-garonne.geojson", 587, false, 6309},
      {"communes-2018-geofla/communes-49-maine-et-loire.geojson", 183, false, 7166},
      {"communes-2018-geofla/communes-64-pyrenees-atlantiques.geojson", 546, false, 7645},
      {"communes-2023-riate/communes_93.geojson", 40, true, 236},
      {"communes-2023-riate/communes_95.geojson", 184, true, 1246},
      {"communes-2023-riate/communes_31.geojson", 586, true, 6309},
      {"communes-2023-riate/communes_49.geojson", 177, true, 7166},
      {"communes-2023-riate/communes_62.geojson", 890, true, 6671},
      {"communes-2024-cartelette/communes_93_2024.geojson", 40, true, 236},
      {"communes-2024-cartelette/communes_95_2024.geojson", 183, true, 1246},
      {"communes-2024-cartelette/communes_31_2024.geojson", 586, true, 6309},
      {"communes-2024-cartelette/communes_49_2024.geojson", 176, true, 7166},
      {"communes-2024-cartelette/communes_62_2024.geojson", 890, true, 6671},
      {"communes-2024-cartelette/communes_64_2024.geojson", 545, true, 7645},
  };
  for (const Case& expected : cases) {
    CAPTURE(std::string(expected.path));
    const auto read = communes(*folder + "/opendata/geometry/" + expected.path);
    CHECK(said(read.problems) == "");
    for (const Note& repair : read.repairs) CHECK(repair.problem.code == "territory.void_between");
    CHECK(read.rows.size() == expected.communes);
    for (const CommuneRow& row : read.rows) {
      REQUIRE(row.outline);
      CHECK(geometry::valid(*row.outline));
      CHECK(row.population.has_value() == expected.populated);
      CHECK(row.epci.has_value() == expected.populated);
    }
    CHECK(total_km2(read) == doctest::Approx(expected.km2).epsilon(0.02));
  }
}

TEST_CASE("real communes: land of a neighbour Département inside ours is a void, measured") {
  const auto folder = open_data();
  if (!folder) return;
  const auto read =
      communes(*folder + "/opendata/geometry/communes-2018-geofla/communes-64-pyrenees-atlantiques.geojson");
  CHECK(said(read.repairs) ==
        "- geometry: void_between(64507, 64001, 64238, 64453…, 23663482)\n"
        "- geometry: void_between(64372, 64398, 64454, 64507…, 18886816)");
}

TEST_CASE("real communes: adjacency agrees with the published graphs") {
  const auto folder = open_data();
  if (!folder) return;
  for (const std::string departement : {"93", "64", "31"}) {
    const auto read = communes(*folder + "/territory/" + departement + "/communes.geojson");
    CHECK(said(read.problems) == "");
    const auto start = std::chrono::steady_clock::now();
    std::map<std::pair<std::string, std::string>, double> found, published;
    for (const geometry::Border& border : geometry::adjacency(outlines_of(read.rows))) {
      found[std::minmax(read.rows[border.a].code.str(), read.rows[border.b].code.str())] = border.length_m;
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    const std::string text = slurped(*folder + "/territory/" + departement + "/edges.csv");
    csv::Reader reader(text, ',');
    REQUIRE(reader.next());
    while (reader.next()) {
      const auto& fields = reader.fields();
      published[std::minmax(std::string(fields[2]), std::string(fields[3]))] = std::stod(std::string(fields[4]));
    }
    std::size_t missing = 0, added = 0;
    double worst = 0;
    for (const auto& [pair, length] : published) {
      if (found.count(pair) == 0) {
        ++missing;
        MESSAGE("missing " << pair.first << "-" << pair.second << " " << length);
      } else {
        worst = std::max(worst, std::abs(found[pair] - length) / std::max(100.0, length));
      }
    }
    for (const auto& [pair, length] : found) {
      if (published.count(pair) > 0) continue;
      ++added;
      MESSAGE("added " << pair.first << "-" << pair.second << " " << length);
    }
    MESSAGE(departement << ": " << published.size() << " published, " << missing << " missing, " << added
                        << " added, worst length " << worst << ", " << seconds.count() << " s");
    CHECK(missing == 0);
    CHECK(added == 0);
    CHECK(worst < 0.01);
  }
}

TEST_CASE("real communes: OpenStreetMap keeps what has a code, and lists the rest") {
  const auto folder = open_data();
  if (!folder) return;
  const auto read = communes(*folder + "/opendata/geometry/communes-osm/communes93_overpass_2025-09-26.geojson");
  CHECK(said(read.problems) == "");
  CHECK(read.rows.size() == 39);
  CHECK(read.repairs.size() >= 268);
  CHECK(read.licence == "ODbL 1.0");
  std::size_t populated = 0;
  for (const CommuneRow& row : read.rows) populated += row.population.has_value();
  CHECK(populated == 38);
}

TEST_CASE("real communes: what the formats tell of their origin") {
  const auto folder = open_data();
  if (!folder) return;
  const std::string geometry_folder = *folder + "/opendata/geometry/";
  const auto riate = communes(geometry_folder + "communes-2023-riate/communes_93.geojson");
  CHECK(riate.source == "IGN-RIATE, Insee");
  CHECK(riate.vintage == "2023");
  CHECK(riate.rows[0].code.str() == "93001");
  CHECK(riate.rows[0].population == 89401);
  const auto cartelette = communes(geometry_folder + "communes-2024-cartelette/communes_93_2024.geojson");
  CHECK(cartelette.vintage == "2024");
  CHECK(cartelette.licence == "ODbL 1.0");
  CHECK(cartelette.rows[0].name == "L'Île-Saint-Denis");
  CHECK(cartelette.rows[0].epci->str() == "200054781");
}

// A real Département put together from its published files.
#pragma once

#include <string>

#include "base/result.hpp"
#include "platform/clock/clock.hpp"
#include "platform/fetch/fetch.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::app {

// Imports what `folder` holds of the Département: communes of several vintages, IRIS outlines, EPCI and EPT, and,
// because the social sectors are not published, cantons, arrondissements and EPCI or EPT in their place, named so. Of
// the folder it reads geometry/communes-2023-riate/communes_NN*.geojson, geometry/iris-NN/contours-iris*.geojson, and,
// in territory/NN of the folder or of the one above, communes*.geojson and units.csv. All or nothing. Refused: no file
// of communes, or a file that is not what it should be.
Result<Done> load_departement(sql::Database& database, const platform::Clock& clock, const std::string& code,
                              const std::string& folder);

// The files of a Département that such a folder may hold, for a sentence.
std::string expected_files(const std::string& code);

// Where open data is read from, and how patiently.
struct Sources {
  std::string communes = "https://geo.api.gouv.fr";        // Etalab: communes, their outlines, names of EPCI
  std::string outlines = "https://data.geopf.fr/wfs/ows";  // IGN: outlines of IRIS, cantons and arrondissements
  platform::FetchLimits limits;
  std::size_t page = 1000;  // features asked at a time of the second
};

// The usual sources, or the mirrors that MAILLAGE_GEO_API and MAILLAGE_WFS name.
Sources sources_of_environment();

// Downloads the same as load_departement reads, of the year of `clock`, and imports it from 1 January. All or nothing.
// Refused: no network, or an answer that is not what it should be.
Result<Done> download_departement(sql::Database& database, const platform::Clock& clock, const std::string& code,
                                  const Sources& sources);

}  // namespace maillage::app

// A real Département put together from its published files.
#pragma once

#include <string>

#include "base/result.hpp"
#include "platform/clock/clock.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::app {

// Imports what `folder` holds of the Département: communes of several vintages, IRIS outlines, EPCI and EPT, and,
// because the social sectors are not published, cantons, arrondissements and EPCI or EPT in their place, named so. Of
// the folder it reads geometry/communes-2023-riate/communes_NN*.geojson, geometry/iris-NN/contours-iris*.geojson, and,
// in territory/NN of the folder or of the one above, communes*.geojson and units.csv. Refused: no file of communes.
Result<Done> load_departement(sql::Database& database, const platform::Clock& clock, const std::string& code,
                              const std::string& folder);

// Downloads the communes, with outlines, and the EPCI of the Département from geo.api.gouv.fr and imports them.
// Refused: no network.
Result<Done> download_departement(sql::Database& database, const platform::Clock& clock, const std::string& code);

}  // namespace maillage::app

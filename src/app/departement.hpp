// A real Département put together from its published files.
#pragma once

#include <string>

#include "base/result.hpp"
#include "platform/clock/clock.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::app {

// Imports what `folder` holds of the Département: communes of several vintages, IRIS outlines, EPCI and EPT, and,
// because the social sectors are not published, cantons, arrondissements and EPCI or EPT in their place, named so. The
// folder is laid out as docs/operations.md says. Refused: no file of communes.
Result<Done> load_departement(sql::Database& database, const platform::Clock& clock, const std::string& code,
                              const std::string& folder);

// Downloads the communes, with outlines, and the EPCI of the Département from geo.api.gouv.fr and imports them.
// Refused: no network.
Result<Done> download_departement(sql::Database& database, const platform::Clock& clock, const std::string& code);

}  // namespace maillage::app

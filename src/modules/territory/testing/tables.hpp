// For tests: every row of every table of the territory, and of the audit, as one text. Two databases with the same text
// hold the same.
#pragma once

#include <string>

#include "platform/audit/audit.hpp"
#include "platform/sql/embedded.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::territory::testing {

inline const bool tables_registered = sql::register_sql("territorytest", "tables", R"sql(
-- name: import
SELECT CAST(id AS TEXT) || '|' || kind || '|' || file_name || '|' || sha256 || '|' || valid_from || '|' || mission || '|' || source || '|' || vintage || '|' || licence || '|' || imported_at || '|' || imported_by || '|' || CAST(rows_read AS TEXT) || '|' || CAST(created AS TEXT) || '|' || CAST(changed AS TEXT) || '|' || CAST(closed AS TEXT) FROM territory_import ORDER BY 1
-- name: listing
SELECT what || '|' || scope || '|' || valid_from FROM territory_listing ORDER BY 1
-- name: fact
SELECT name || '|' || content FROM territory_fact ORDER BY 1
-- name: place
SELECT CAST(id AS TEXT) || '|' || level || '|' || code || '|' || name || '|' || kind || '|' || valid_from || '|' || valid_to || '|' || CAST(import_id AS TEXT) FROM territory_place ORDER BY 1
-- name: population
SELECT CAST(id AS TEXT) || '|' || level || '|' || code || '|' || CAST(persons AS TEXT) || '|' || CAST(estimated AS TEXT) || '|' || valid_from || '|' || valid_to || '|' || CAST(import_id AS TEXT) FROM territory_population ORDER BY 1
-- name: outline
SELECT CAST(id AS TEXT) || '|' || level || '|' || code || '|' || fingerprint || '|' || CAST(area_m2 AS TEXT) || '|' || valid_from || '|' || valid_to || '|' || CAST(import_id AS TEXT) FROM territory_outline ORDER BY 1
-- name: membership
SELECT CAST(id AS TEXT) || '|' || level || '|' || code || '|' || in_level || '|' || in_code || '|' || valid_from || '|' || valid_to || '|' || CAST(import_id AS TEXT) FROM territory_membership ORDER BY 1
-- name: event
SELECT CAST(id AS TEXT) || '|' || happened_on || '|' || kind || '|' || from_code || '|' || to_code || '|' || CAST(inferred AS TEXT) || '|' || CAST(import_id AS TEXT) FROM territory_event ORDER BY 1
-- name: mission
SELECT CAST(id AS TEXT) || '|' || code || '|' || name_fr || '|' || name_en || '|' || valid_from || '|' || valid_to FROM territory_mission ORDER BY 1
-- name: sector
SELECT CAST(id AS TEXT) || '|' || mission || '|' || code || '|' || name || '|' || valid_from || '|' || valid_to || '|' || CAST(import_id AS TEXT) FROM territory_sector ORDER BY 1
-- name: sector_unit
SELECT CAST(id AS TEXT) || '|' || mission || '|' || sector || '|' || unit || '|' || street || '|' || street_name || '|' || ban_id || '|' || CAST(from_number AS TEXT) || '|' || CAST(to_number AS TEXT) || '|' || parity || '|' || valid_from || '|' || valid_to || '|' || CAST(import_id AS TEXT) FROM territory_sector_unit ORDER BY 1
-- name: address
SELECT CAST(id AS TEXT) || '|' || ban_id || '|' || commune || '|' || street || '|' || street_name || '|' || CAST(number AS TEXT) || '|' || suffix || '|' || CAST(x_dm AS TEXT) || '|' || CAST(y_dm AS TEXT) || '|' || valid_from || '|' || valid_to FROM territory_address ORDER BY 1
-- name: site
SELECT CAST(id AS TEXT) || '|' || code || '|' || name || '|' || kind || '|' || address || '|' || commune || '|' || COALESCE(CAST(x_dm AS TEXT), '-') || '|' || COALESCE(CAST(y_dm AS TEXT), '-') || '|' || hours || '|' || valid_from || '|' || valid_to FROM territory_site ORDER BY 1
-- name: access_point
SELECT CAST(id AS TEXT) || '|' || kind || '|' || code || '|' || kind_name || '|' || name || '|' || address || '|' || commune || '|' || hours || '|' || CAST(x_dm AS TEXT) || '|' || CAST(y_dm AS TEXT) || '|' || CAST(approximate AS TEXT) || '|' || valid_from || '|' || valid_to || '|' || CAST(import_id AS TEXT) FROM territory_access_point ORDER BY 1
-- name: grid_cell
SELECT CAST(id AS TEXT) || '|' || CAST(size_m AS TEXT) || '|' || CAST(north_m AS TEXT) || '|' || CAST(east_m AS TEXT) || '|' || CAST(x_dm AS TEXT) || '|' || CAST(y_dm AS TEXT) || '|' || CAST(residents AS TEXT) || '|' || CAST(aged_0_5 AS TEXT) || '|' || CAST(aged_65 AS TEXT) || '|' || CAST(aged_80 AS TEXT) || '|' || CAST(households AS TEXT) || '|' || CAST(poor AS TEXT) || '|' || CAST(imputed AS TEXT) || '|' || valid_from || '|' || valid_to || '|' || CAST(import_id AS TEXT) FROM territory_grid_cell ORDER BY 1
-- name: edge
SELECT CAST(id AS TEXT) || '|' || a || '|' || b || '|' || CAST(border_dm AS TEXT) || '|' || valid_from || '|' || valid_to FROM territory_edge ORDER BY 1
-- name: upload
SELECT CAST(id AS TEXT) || '|' || file_name FROM territory_upload ORDER BY 1
)sql");

inline std::string tables(sql::Database& database) {
  std::string text;
  database.read([&](sql::Session& session) {
    for (const char* table :
         {"import", "listing", "fact", "place", "population", "outline", "membership", "event", "mission", "sector",
          "sector_unit", "address", "site", "access_point", "grid_cell", "edge", "upload"}) {
      text.append("== ").append(table).append("\n");
      for (const std::string& row : session.rows<std::string>(std::string("territorytest.") + table))
        text += row + "\n";
    }
    text += "== audit\n" + platform::audit::head(session).hash;
  });
  return text;
}

}  // namespace maillage::territory::testing

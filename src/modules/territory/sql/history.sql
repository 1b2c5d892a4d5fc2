-- name: place_versions
SELECT id, level || '|' || code, name || '|' || kind, valid_from, valid_to FROM territory_place WHERE valid_to > ?
-- name: place_close
UPDATE territory_place SET valid_to = ? WHERE id = ?
-- name: place_open
INSERT INTO territory_place (level, code, name, kind, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?, ?)
-- name: place_resume
INSERT INTO territory_place (level, code, name, kind, valid_from, valid_to, import_id) SELECT level, code, name, kind, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_place WHERE id = ?

-- name: population_versions
SELECT id, level || '|' || code, CAST(persons AS TEXT) || '|' || CAST(estimated AS TEXT), valid_from, valid_to FROM territory_population WHERE valid_to > ?
-- name: population_close
UPDATE territory_population SET valid_to = ? WHERE id = ?
-- name: population_open
INSERT INTO territory_population (level, code, persons, estimated, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?, ?)
-- name: population_resume
INSERT INTO territory_population (level, code, persons, estimated, valid_from, valid_to, import_id) SELECT level, code, persons, estimated, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_population WHERE id = ?

-- name: outline_versions
SELECT id, level || '|' || code, fingerprint, valid_from, valid_to FROM territory_outline WHERE valid_to > ?
-- name: outline_close
UPDATE territory_outline SET valid_to = ? WHERE id = ?
-- name: outline_open
INSERT INTO territory_outline (level, code, wkb, fingerprint, area_m2, x_m, y_m, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
-- name: outline_resume
INSERT INTO territory_outline (level, code, wkb, fingerprint, area_m2, x_m, y_m, valid_from, valid_to, import_id) SELECT level, code, wkb, fingerprint, area_m2, x_m, y_m, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_outline WHERE id = ?

-- name: membership_versions
SELECT id, level || '|' || code || '|' || in_level, in_code, valid_from, valid_to FROM territory_membership WHERE valid_to > ?
-- name: membership_close
UPDATE territory_membership SET valid_to = ? WHERE id = ?
-- name: membership_open
INSERT INTO territory_membership (level, code, in_level, in_code, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?, ?)
-- name: membership_resume
INSERT INTO territory_membership (level, code, in_level, in_code, valid_from, valid_to, import_id) SELECT level, code, in_level, in_code, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_membership WHERE id = ?

-- name: mission_versions
SELECT id, code, name_fr || '|' || name_en, valid_from, valid_to FROM territory_mission WHERE valid_to > ?
-- name: mission_close
UPDATE territory_mission SET valid_to = ? WHERE id = ?
-- name: mission_open
INSERT INTO territory_mission (code, name_fr, name_en, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?)
-- name: mission_resume
INSERT INTO territory_mission (code, name_fr, name_en, valid_from, valid_to, import_id) SELECT code, name_fr, name_en, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_mission WHERE id = ?

-- name: sector_versions
SELECT id, mission || '|' || code, name, valid_from, valid_to FROM territory_sector WHERE valid_to > ?
-- name: sector_close
UPDATE territory_sector SET valid_to = ? WHERE id = ?
-- name: sector_open
INSERT INTO territory_sector (mission, code, name, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?)
-- name: sector_resume
INSERT INTO territory_sector (mission, code, name, valid_from, valid_to, import_id) SELECT mission, code, name, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_sector WHERE id = ?

-- name: sector_unit_versions
SELECT id, mission || '|' || sector || '|' || unit || '|' || street || '|' || CAST(from_number AS TEXT) || '|' || CAST(to_number AS TEXT) || '|' || parity, street_name || '|' || ban_id, valid_from, valid_to FROM territory_sector_unit WHERE valid_to > ?
-- name: sector_unit_close
UPDATE territory_sector_unit SET valid_to = ? WHERE id = ?
-- name: sector_unit_open
INSERT INTO territory_sector_unit (mission, sector, unit, street, street_name, ban_id, from_number, to_number, parity, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
-- name: sector_unit_resume
INSERT INTO territory_sector_unit (mission, sector, unit, street, street_name, ban_id, from_number, to_number, parity, valid_from, valid_to, import_id) SELECT mission, sector, unit, street, street_name, ban_id, from_number, to_number, parity, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_sector_unit WHERE id = ?

-- name: street_versions
SELECT id, commune || '|' || street || '|' || CAST(from_number AS TEXT) || '|' || CAST(to_number AS TEXT) || '|' || parity, iris || '|' || street_name, valid_from, valid_to FROM territory_street WHERE valid_to > ?
-- name: street_close
UPDATE territory_street SET valid_to = ? WHERE id = ?
-- name: street_open
INSERT INTO territory_street (commune, street, street_name, from_number, to_number, parity, iris, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
-- name: street_resume
INSERT INTO territory_street (commune, street, street_name, from_number, to_number, parity, iris, valid_from, valid_to, import_id) SELECT commune, street, street_name, from_number, to_number, parity, iris, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_street WHERE id = ?

-- name: address_versions
SELECT id, commune || '|' || ban_id, street_name || '|' || CAST(number AS TEXT) || suffix || '|' || CAST(x_dm AS TEXT) || '|' || CAST(y_dm AS TEXT), valid_from, valid_to FROM territory_address WHERE valid_to > ?
-- name: address_close
UPDATE territory_address SET valid_to = ? WHERE id = ?
-- name: address_open
INSERT INTO territory_address (ban_id, commune, street, street_name, number, suffix, x_dm, y_dm, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
-- name: address_resume
INSERT INTO territory_address (ban_id, commune, street, street_name, number, suffix, x_dm, y_dm, valid_from, valid_to, import_id) SELECT ban_id, commune, street, street_name, number, suffix, x_dm, y_dm, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_address WHERE id = ?

-- name: site_versions
SELECT id, code, name || '|' || kind || '|' || address || '|' || commune || '|' || COALESCE(CAST(x_dm AS TEXT), '') || '|' || COALESCE(CAST(y_dm AS TEXT), '') || '|' || hours, valid_from, valid_to FROM territory_site WHERE valid_to > ?
-- name: site_close
UPDATE territory_site SET valid_to = ? WHERE id = ?
-- name: site_open
INSERT INTO territory_site (code, name, kind, address, commune, x_dm, y_dm, hours, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
-- name: site_resume
INSERT INTO territory_site (code, name, kind, address, commune, x_dm, y_dm, hours, valid_from, valid_to, import_id) SELECT code, name, kind, address, commune, x_dm, y_dm, hours, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_site WHERE id = ?

-- name: edge_versions
SELECT id, a || '|' || b, CAST(border_dm AS TEXT), valid_from, valid_to FROM territory_edge WHERE valid_to > ?
-- name: edge_close
UPDATE territory_edge SET valid_to = ? WHERE id = ?
-- name: edge_open
INSERT INTO territory_edge (a, b, border_dm, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?)
-- name: edge_resume
INSERT INTO territory_edge (a, b, border_dm, valid_from, valid_to, import_id) SELECT a, b, border_dm, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_edge WHERE id = ?

-- name: quantity_versions
SELECT id, code, name || '|' || unit || '|' || period || '|' || mission, valid_from, valid_to FROM territory_quantity WHERE valid_to > ?
-- name: quantity_close
UPDATE territory_quantity SET valid_to = ? WHERE id = ?
-- name: quantity_open
INSERT INTO territory_quantity (code, name, unit, period, mission, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
-- name: quantity_resume
INSERT INTO territory_quantity (code, name, unit, period, mission, valid_from, valid_to, import_id) SELECT code, name, unit, period, mission, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_quantity WHERE id = ?

-- name: amount_versions
SELECT id, quantity || '|' || level || '|' || code, CAST(thousandths AS TEXT), valid_from, valid_to FROM territory_amount WHERE valid_to > ?
-- name: amount_close
UPDATE territory_amount SET valid_to = ? WHERE id = ?
-- name: amount_open
INSERT INTO territory_amount (quantity, level, code, thousandths, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?, ?)
-- name: amount_resume
INSERT INTO territory_amount (quantity, level, code, thousandths, valid_from, valid_to, import_id) SELECT quantity, level, code, thousandths, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_amount WHERE id = ?

-- name: access_point_versions
SELECT id, kind || '|' || code, kind_name || '|' || name || '|' || address || '|' || commune || '|' || hours || '|' || CAST(x_dm AS TEXT) || '|' || CAST(y_dm AS TEXT) || '|' || CAST(approximate AS TEXT), valid_from, valid_to FROM territory_access_point WHERE valid_to > ?
-- name: access_point_close
UPDATE territory_access_point SET valid_to = ? WHERE id = ?
-- name: access_point_open
INSERT INTO territory_access_point (kind, code, kind_name, name, address, commune, hours, x_dm, y_dm, approximate, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
-- name: access_point_resume
INSERT INTO territory_access_point (kind, code, kind_name, name, address, commune, hours, x_dm, y_dm, approximate, valid_from, valid_to, import_id) SELECT kind, code, kind_name, name, address, commune, hours, x_dm, y_dm, approximate, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_access_point WHERE id = ?

-- name: grid_cell_versions
SELECT id, CAST(size_m AS TEXT) || '|' || CAST(north_m AS TEXT) || '|' || CAST(east_m AS TEXT), CAST(x_dm AS TEXT) || '|' || CAST(y_dm AS TEXT) || '|' || CAST(residents AS TEXT) || '|' || CAST(aged_0_5 AS TEXT) || '|' || CAST(aged_65 AS TEXT) || '|' || CAST(aged_80 AS TEXT) || '|' || CAST(households AS TEXT) || '|' || CAST(poor AS TEXT) || '|' || CAST(imputed AS TEXT), valid_from, valid_to FROM territory_grid_cell WHERE valid_to > ?
-- name: grid_cell_close
UPDATE territory_grid_cell SET valid_to = ? WHERE id = ?
-- name: grid_cell_open
INSERT INTO territory_grid_cell (size_m, north_m, east_m, x_dm, y_dm, residents, aged_0_5, aged_65, aged_80, households, poor, imputed, valid_from, valid_to, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
-- name: grid_cell_resume
INSERT INTO territory_grid_cell (size_m, north_m, east_m, x_dm, y_dm, residents, aged_0_5, aged_65, aged_80, households, poor, imputed, valid_from, valid_to, import_id) SELECT size_m, north_m, east_m, x_dm, y_dm, residents, aged_0_5, aged_65, aged_80, households, poor, imputed, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {integer}) FROM territory_grid_cell WHERE id = ?

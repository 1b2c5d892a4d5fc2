-- name: places_at
SELECT level, code, name, kind, valid_from, valid_to FROM territory_place WHERE valid_from <= ?1 AND ?1 < valid_to ORDER BY level, code
-- name: place_history
SELECT level, code, name, kind, valid_from, valid_to FROM territory_place WHERE level = ? AND code = ? AND valid_from < valid_to ORDER BY valid_from
-- name: place_names
SELECT code, name, valid_from FROM territory_place WHERE level = 'commune' AND valid_from < valid_to ORDER BY valid_from
-- name: populations_at
SELECT level, code, persons, estimated FROM territory_population WHERE valid_from <= ?1 AND ?1 < valid_to
-- name: centres_at
SELECT level, code, x_m, y_m, area_m2 FROM territory_outline WHERE valid_from <= ?1 AND ?1 < valid_to
-- name: outlines_at
SELECT code, wkb FROM territory_outline WHERE level = ?2 AND valid_from <= ?1 AND ?1 < valid_to ORDER BY code
-- name: memberships_at
SELECT level, code, in_level, in_code FROM territory_membership WHERE valid_from <= ?1 AND ?1 < valid_to ORDER BY level, code, in_level
-- name: missions_at
SELECT code, name_fr, name_en FROM territory_mission WHERE valid_from <= ?1 AND ?1 < valid_to ORDER BY code
-- name: sectors_at
SELECT mission, code, name, valid_from, valid_to FROM territory_sector WHERE valid_from <= ?1 AND ?1 < valid_to ORDER BY mission, code
-- name: sector_units_at
SELECT mission, sector, unit, street, street_name, ban_id, from_number, to_number, parity FROM territory_sector_unit WHERE valid_from <= ?1 AND ?1 < valid_to ORDER BY mission, sector, unit, street, from_number
-- name: streets_at
SELECT commune, street, street_name, from_number, to_number, parity, iris FROM territory_street WHERE valid_from <= ?1 AND ?1 < valid_to ORDER BY commune, street, from_number
-- name: addresses_at
SELECT commune, street, street_name, number, suffix, x_dm, y_dm FROM territory_address WHERE valid_from <= ?1 AND ?1 < valid_to ORDER BY commune, street, number, suffix
-- name: sites_at
SELECT code, name, kind, address, commune, x_dm, y_dm, valid_from, valid_to, hours FROM territory_site WHERE valid_from <= ?1 AND ?1 < valid_to ORDER BY code
-- name: quantities_at
SELECT q.code, q.name, q.unit, q.period, q.mission, i.file_name, i.imported_at FROM territory_quantity q JOIN territory_import i ON i.id = (SELECT MAX(a.import_id) FROM territory_amount a WHERE a.quantity = q.code AND a.valid_from <= ?1 AND ?1 < a.valid_to) WHERE q.valid_from <= ?1 AND ?1 < q.valid_to ORDER BY q.code
-- name: amounts_at
SELECT quantity, level, code, thousandths FROM territory_amount WHERE valid_from <= ?1 AND ?1 < valid_to ORDER BY quantity, code
-- name: edges_at
SELECT a, b, border_dm FROM territory_edge WHERE valid_from <= ?1 AND ?1 < valid_to ORDER BY a, b
-- name: change_dates
SELECT valid_from FROM territory_place WHERE valid_from < valid_to
UNION SELECT valid_from FROM territory_sector WHERE valid_from < valid_to
UNION SELECT valid_from FROM territory_sector_unit WHERE valid_from < valid_to
UNION SELECT valid_from FROM territory_site WHERE valid_from < valid_to
UNION SELECT valid_to FROM territory_place WHERE valid_from < valid_to
UNION SELECT valid_to FROM territory_sector WHERE valid_from < valid_to
UNION SELECT valid_to FROM territory_sector_unit WHERE valid_from < valid_to
UNION SELECT valid_to FROM territory_site WHERE valid_from < valid_to
ORDER BY 1
-- name: outline_dates
SELECT DISTINCT valid_from FROM territory_outline WHERE valid_from > ?1 AND valid_from < valid_to
UNION SELECT DISTINCT valid_to FROM territory_outline WHERE valid_to > ?1 AND valid_from < valid_to
ORDER BY 1

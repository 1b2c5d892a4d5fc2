-- name: relay_of_origin
SELECT id FROM territory_relay WHERE origin = ?
-- name: relay_open
INSERT INTO territory_relay (origin, reason, valid_from, valid_to) VALUES (?, ?, ?, ?) RETURNING id
-- name: relay_unit_open
INSERT INTO territory_relay_unit (relay_id, kind, mission, unit, from_code, from_name, to_code, to_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
-- name: relay_end
UPDATE territory_relay SET valid_to = CASE WHEN ?2 < valid_from THEN valid_from ELSE ?2 END WHERE origin = ?1 AND ?2 < valid_to
-- name: relay_erase_reason
UPDATE territory_relay SET reason = '' WHERE origin = ?
-- name: relays_between
SELECT r.origin, r.reason, r.valid_from, r.valid_to, u.kind, u.mission, u.unit, u.from_code, u.from_name, u.to_code, u.to_name FROM territory_relay r JOIN territory_relay_unit u ON u.relay_id = r.id WHERE r.valid_from < ?2 AND ?1 < r.valid_to AND r.valid_from < r.valid_to ORDER BY r.id, u.kind, u.mission, u.unit, u.from_code

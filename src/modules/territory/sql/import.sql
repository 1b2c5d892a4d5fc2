-- name: import_open
INSERT INTO territory_import (kind, file_name, sha256, valid_from, mission, source, vintage, licence, imported_at, imported_by, rows_read, created, changed, closed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0) RETURNING id
-- name: import_count
UPDATE territory_import SET created = ?, changed = ?, closed = ? WHERE id = ?
-- name: imports
SELECT id, kind, file_name, sha256, imported_at, imported_by, rows_read, created, changed, closed, source, vintage FROM territory_import ORDER BY id DESC
-- name: sources
SELECT CASE WHEN source = '' THEN file_name ELSE source END AS source, vintage, licence, imported_at FROM territory_import WHERE (source <> '' OR kind IN ('communes', 'iris', 'populations')) AND valid_from <= ? ORDER BY id

-- name: listing_add
INSERT INTO territory_listing (what, scope, valid_from) VALUES (?, ?, ?) ON CONFLICT (what, scope, valid_from) DO NOTHING
-- name: listings_after
SELECT scope, MIN(valid_from) FROM territory_listing WHERE what = ? AND valid_from > ? GROUP BY scope

-- name: fact
SELECT content FROM territory_fact WHERE name = ?
-- name: fact_set
INSERT INTO territory_fact (name, content) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET content = excluded.content
-- name: version
SELECT CAST(content AS {integer}) FROM territory_fact WHERE name = 'version'
-- name: version_next
INSERT INTO territory_fact (name, content) VALUES ('version', '1') ON CONFLICT (name) DO UPDATE SET content = CAST(CAST(territory_fact.content AS {integer}) + 1 AS TEXT)

-- name: event_add
INSERT INTO territory_event (happened_on, kind, from_code, to_code, share, inferred, import_id) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (happened_on, kind, from_code, to_code) DO UPDATE SET inferred = CASE WHEN excluded.inferred < territory_event.inferred THEN excluded.inferred ELSE territory_event.inferred END
-- name: events
SELECT happened_on, kind, from_code, to_code, share, inferred FROM territory_event ORDER BY happened_on, kind, from_code, to_code

-- name: upload_add
INSERT INTO territory_upload (file_name, content, uploaded_at) VALUES (?, ?, ?) RETURNING id
-- name: upload
SELECT content FROM territory_upload WHERE id = ?
-- name: upload_drop
DELETE FROM territory_upload WHERE id = ?
-- name: uploads_forget
DELETE FROM territory_upload WHERE uploaded_at < ?

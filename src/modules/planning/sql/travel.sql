-- name: travel_tables
SELECT id, source, mode, origin, vintage, profile, file_name, made_at, made_by, asked, pairs FROM planning_travel_table ORDER BY id DESC

-- name: find_travel_table
SELECT id, source, mode, origin, vintage, profile, file_name, made_at, made_by, asked, pairs FROM planning_travel_table WHERE id = ?

-- name: same_travel_table
SELECT id FROM planning_travel_table WHERE source = ? AND mode = ? AND origin = ? AND vintage = ? AND profile = ? AND sha256 = ?

-- name: insert_travel_table
INSERT INTO planning_travel_table (source, mode, origin, vintage, profile, file_name, sha256, made_at, made_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id

-- name: ask_travel_table
UPDATE planning_travel_table SET asked = 1 WHERE id = ?

-- name: ask_no_travel_table
UPDATE planning_travel_table SET asked = 0 WHERE asked = 1

-- name: count_travel_pairs
UPDATE planning_travel_table SET pairs = ? WHERE id = ?

-- name: travel_minutes
SELECT destination, departures, tenths FROM planning_travel_minutes WHERE table_id = ? ORDER BY destination

-- name: put_travel_minutes
INSERT INTO planning_travel_minutes (table_id, destination, departures, tenths) VALUES (?, ?, ?, ?) ON CONFLICT (table_id, destination) DO UPDATE SET departures = excluded.departures, tenths = excluded.tenths

-- name: insert_continuity
INSERT INTO planning_continuity (reason, first_day, last_day, answer, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?) RETURNING id

-- name: continuities
SELECT id, reason, first_day, last_day, answer, created_at, created_by, verdict, decided_at, decided_by, note, erased_on FROM planning_continuity ORDER BY id DESC

-- name: find_continuity
SELECT id, reason, first_day, last_day, answer, created_at, created_by, verdict, decided_at, decided_by, note, erased_on FROM planning_continuity WHERE id = ?

-- name: decide_continuity
UPDATE planning_continuity SET verdict = ?, note = ?, decided_at = ?, decided_by = ? WHERE id = ? AND verdict = ''

-- name: end_continuity
UPDATE planning_continuity SET last_day = ?1 WHERE id = ?2 AND verdict = 'adopted' AND ?1 <= last_day

-- name: insert_continuity_end
INSERT INTO planning_continuity_end (continuity_id, last_day, note, ended_at, ended_by) VALUES (?, ?, ?, ?, ?)

-- name: continuity_ends
SELECT continuity_id, last_day, note, ended_at, ended_by FROM planning_continuity_end WHERE CAST(?1 AS {integer}) = 0 OR continuity_id = ?1 ORDER BY id

-- name: continuities_to_erase
SELECT id, reason, first_day, last_day, answer, created_at, created_by, verdict, decided_at, decided_by, note, erased_on FROM planning_continuity WHERE erased_on = '' AND last_day < ? ORDER BY id

-- name: erase_continuity
UPDATE planning_continuity SET reason = '', note = '', answer = ?, erased_on = ? WHERE id = ?

-- name: erase_continuity_ends
UPDATE planning_continuity_end SET note = '' WHERE continuity_id = ?

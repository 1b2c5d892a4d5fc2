-- name: insert_continuity
INSERT INTO planning_continuity (reason, first_day, last_day, answer, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?) RETURNING id

-- name: continuities
SELECT id, reason, first_day, last_day, answer, created_at, created_by, verdict, decided_at, decided_by, note, ended_at, ended_by, end_note FROM planning_continuity ORDER BY id DESC

-- name: find_continuity
SELECT id, reason, first_day, last_day, answer, created_at, created_by, verdict, decided_at, decided_by, note, ended_at, ended_by, end_note FROM planning_continuity WHERE id = ?

-- name: decide_continuity
UPDATE planning_continuity SET verdict = ?, note = ?, decided_at = ?, decided_by = ? WHERE id = ? AND verdict = ''

-- name: end_continuity
UPDATE planning_continuity SET last_day = ?1, end_note = ?2, ended_at = ?3, ended_by = ?4 WHERE id = ?5 AND verdict = 'adopted' AND ?1 < last_day

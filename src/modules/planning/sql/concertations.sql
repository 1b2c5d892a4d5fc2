-- name: insert_concertation
INSERT INTO planning_concertation (scenario_id, key, version, at, title, presentation, opened_at, opened_by, closes_on, state, picture) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id

-- name: concertations
SELECT id, scenario_id, key, version, at, title, presentation, opened_at, opened_by, closes_on, state, ended_at, ended_by,
  (SELECT COUNT(*) FROM planning_remark WHERE concertation_id = planning_concertation.id AND planning_remark.state = 'received') AS received,
  (SELECT COUNT(*) FROM planning_remark WHERE concertation_id = planning_concertation.id AND planning_remark.state = 'published') AS published,
  (SELECT COUNT(*) FROM planning_remark WHERE concertation_id = planning_concertation.id AND planning_remark.state = 'set_aside') AS set_aside
FROM planning_concertation WHERE scenario_id = ? ORDER BY id DESC

-- name: concertation_of_key
SELECT id, scenario_id, key, version, at, title, presentation, opened_at, opened_by, closes_on, state, ended_at, ended_by FROM planning_concertation WHERE key = ?

-- name: concertation_picture
SELECT picture FROM planning_concertation WHERE id = ?

-- name: end_concertation
UPDATE planning_concertation SET state = ?, ended_at = ?, ended_by = ? WHERE id = ? AND state = ?

-- name: insert_remark
INSERT INTO planning_remark (concertation_id, place, place_name, content, received_at, state) VALUES (?, ?, ?, ?, ?, ?) RETURNING id

-- name: count_remarks
SELECT COUNT(*) FROM planning_remark WHERE concertation_id = ?

-- name: published_remarks
SELECT place, place_name, content, received_at, answer, touched_at FROM planning_remark WHERE concertation_id = ? AND state = 'published' AND (CAST(? AS {integer}) = 0 OR place = ?) ORDER BY id DESC LIMIT ? OFFSET ?

-- name: count_published_remarks
SELECT COUNT(*) FROM planning_remark WHERE concertation_id = ? AND state = 'published' AND (CAST(? AS {integer}) = 0 OR place = ?)

-- name: published_places
SELECT place, MIN(place_name) AS name, COUNT(*) AS remarks FROM planning_remark WHERE concertation_id = ? AND state = 'published' GROUP BY place ORDER BY place

-- name: remarks_of_scenario
SELECT planning_remark.id, concertation_id, place, place_name, content, received_at, planning_remark.state, answer, reason, planning_remark.version, touched_at, touched_by
FROM planning_remark JOIN planning_concertation ON planning_concertation.id = concertation_id
WHERE scenario_id = ?1 AND (CAST(?2 AS {integer}) = 0 OR concertation_id = ?2) AND (CAST(?3 AS TEXT) = '' OR planning_remark.state = ?3) AND (CAST(?4 AS {integer}) = 0 OR place = ?5)
ORDER BY CASE CAST(?6 AS TEXT) WHEN 'place' THEN place WHEN 'state' THEN CASE planning_remark.state WHEN 'received' THEN '0' WHEN 'published' THEN '1' ELSE '2' END ELSE '' END, CASE CAST(?6 AS TEXT) WHEN 'oldest' THEN planning_remark.id ELSE -planning_remark.id END
LIMIT ?7 OFFSET ?8

-- name: count_remarks_of_scenario
SELECT planning_remark.state, COUNT(*) AS remarks
FROM planning_remark JOIN planning_concertation ON planning_concertation.id = concertation_id
WHERE scenario_id = ?1 AND (CAST(?2 AS {integer}) = 0 OR concertation_id = ?2) AND (CAST(?3 AS {integer}) = 0 OR place = ?4)
GROUP BY planning_remark.state

-- name: remark_places
SELECT place, MIN(place_name) AS name, COUNT(*) AS remarks
FROM planning_remark JOIN planning_concertation ON planning_concertation.id = concertation_id
WHERE scenario_id = ?1 AND (CAST(?2 AS {integer}) = 0 OR concertation_id = ?2) AND (CAST(?3 AS TEXT) = '' OR planning_remark.state = ?3)
GROUP BY place ORDER BY place

-- name: find_remark
SELECT planning_remark.id, concertation_id, place, place_name, content, received_at, planning_remark.state, answer, reason, planning_remark.version, touched_at, touched_by
FROM planning_remark JOIN planning_concertation ON planning_concertation.id = concertation_id
WHERE scenario_id = ? AND planning_remark.id = ?

-- name: read_remark
UPDATE planning_remark SET state = ?, answer = ?, reason = ?, version = ?, touched_at = ?, touched_by = ? WHERE id = ? AND version = ?

-- name: insert_remark_step
INSERT INTO planning_remark_step (remark_id, position, state, answer, reason, made_at, made_by) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: remark_steps
SELECT position, state, answer, reason, made_at, made_by FROM planning_remark_step WHERE remark_id = ? ORDER BY position

-- name: erase_remark_steps
UPDATE planning_remark_step SET reason = '' WHERE reason <> '' AND remark_id IN (SELECT planning_remark.id FROM planning_remark JOIN planning_concertation ON planning_concertation.id = concertation_id WHERE CASE WHEN ended_at <> '' THEN SUBSTR(ended_at, 1, 10) ELSE closes_on END < ?)

-- name: erase_remarks
UPDATE planning_remark SET content = '', reason = '' WHERE content <> '' AND concertation_id IN (SELECT id FROM planning_concertation WHERE CASE WHEN ended_at <> '' THEN SUBSTR(ended_at, 1, 10) ELSE closes_on END < ?)

-- name: insert_study
INSERT INTO planning_study (name, created_at, created_by, at, request, houses, units) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id

-- name: attach_study_job
UPDATE planning_study SET job_id = ? WHERE id = ?

-- name: studies
SELECT id, name, created_at, created_by, request, job_id,
  (SELECT COUNT(*) FROM planning_network WHERE planning_network.study_id = planning_study.id) AS networks
FROM planning_study ORDER BY id DESC

-- name: find_study
SELECT id, name, created_at, created_by, at, request, houses, units, job_id FROM planning_study WHERE id = ?

-- name: delete_networks
DELETE FROM planning_network WHERE study_id = ?

-- name: insert_network
INSERT INTO planning_network (study_id, position, point, open) VALUES (?, ?, ?, ?)

-- name: networks
SELECT point FROM planning_network WHERE study_id = ? ORDER BY position

-- name: find_network
SELECT point, open FROM planning_network WHERE study_id = ? AND position = ?

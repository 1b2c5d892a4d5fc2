-- name: insert_study
INSERT INTO planning_study (name, created_at, created_by, at, request, houses, units, grid) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id

-- name: attach_study_job
UPDATE planning_study SET job_id = ? WHERE id = ?

-- name: studies
SELECT id, name, created_at, created_by, request, job_id,
  (SELECT COUNT(*) FROM planning_network WHERE planning_network.study_id = planning_study.id) AS networks, stage
FROM planning_study ORDER BY id DESC

-- name: find_study
SELECT id, name, created_at, created_by, at, request, houses, units, job_id, impossibility, stage, chosen, grid FROM planning_study WHERE id = ?

-- name: save_study_impossibility
UPDATE planning_study SET impossibility = ? WHERE id = ?

-- name: set_study_stage
UPDATE planning_study SET stage = ?, chosen = ? WHERE id = ? AND stage = ?

-- name: insert_study_stage
INSERT INTO planning_study_stage (study_id, stage, network, decided_at, decided_by, note) VALUES (?, ?, ?, ?, ?, ?)

-- name: study_stages
SELECT stage, network, decided_at, decided_by, note FROM planning_study_stage WHERE study_id = ? ORDER BY id

-- name: delete_networks
DELETE FROM planning_network WHERE study_id = ?

-- name: insert_network
INSERT INTO planning_network (study_id, position, point, open, served) VALUES (?, ?, ?, ?, ?)

-- name: networks
SELECT point FROM planning_network WHERE study_id = ? ORDER BY position

-- name: find_network
SELECT point, open, served FROM planning_network WHERE study_id = ? AND position = ?

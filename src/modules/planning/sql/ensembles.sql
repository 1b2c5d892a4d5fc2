-- name: insert_ensemble
INSERT INTO planning_ensemble (created_at, created_by, at, request, units) VALUES (?, ?, ?, ?, ?) RETURNING id

-- name: attach_ensemble_job
UPDATE planning_ensemble SET job_id = ? WHERE id = ?

-- name: ensembles
SELECT id, created_at, created_by, at, request, job_id, drawn FROM planning_ensemble ORDER BY id DESC

-- name: find_ensemble
SELECT id, created_at, created_by, at, request, units, job_id, drawn, impossibility FROM planning_ensemble WHERE id = ?

-- name: save_drawn
UPDATE planning_ensemble SET drawn = ? WHERE id = ?

-- name: save_ensemble_impossibility
UPDATE planning_ensemble SET impossibility = ? WHERE id = ?

-- name: delete_distributions
DELETE FROM planning_distribution WHERE ensemble_id = ?

-- name: insert_distribution
INSERT INTO planning_distribution (ensemble_id, position, figures, chains) VALUES (?, ?, ?, ?)

-- name: distributions
SELECT figures, chains FROM planning_distribution WHERE ensemble_id = ? ORDER BY position

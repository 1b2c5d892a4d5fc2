-- name: insert_proposal
INSERT INTO planning_proposal (name, created_at, created_by, at, request, units) VALUES (?, ?, ?, ?, ?, ?) RETURNING id

-- name: attach_job
UPDATE planning_proposal SET job_id = ? WHERE id = ?

-- name: proposals
SELECT id, name, created_at, created_by, request, job_id,
  (SELECT COUNT(*) FROM planning_plan WHERE planning_plan.proposal_id = planning_proposal.id) AS plans
FROM planning_proposal ORDER BY id DESC

-- name: find_proposal
SELECT id, name, created_at, created_by, at, request, units, job_id, impossibility FROM planning_proposal WHERE id = ?

-- name: save_impossibility
UPDATE planning_proposal SET impossibility = ? WHERE id = ?

-- name: delete_plans
DELETE FROM planning_plan WHERE proposal_id = ?

-- name: insert_plan
INSERT INTO planning_plan (proposal_id, position, summary, labels) VALUES (?, ?, ?, ?)

-- name: plans
SELECT summary FROM planning_plan WHERE proposal_id = ? ORDER BY position

-- name: find_plan
SELECT summary, labels FROM planning_plan WHERE proposal_id = ? AND position = ?

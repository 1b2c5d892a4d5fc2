-- name: insert_scenario
INSERT INTO planning_scenario (name, created_at, created_by, at, origin, rules, units, labels, names, stage, touched_at, touched_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id

-- name: scenarios
SELECT id, name, created_at, created_by, at, origin, rules, units, labels, names, stage, effective_on, steps, touched_at, touched_by FROM planning_scenario ORDER BY id DESC

-- name: find_scenario
SELECT id, name, created_at, created_by, at, origin, rules, units, labels, names, stage, effective_on, steps, touched_at, touched_by FROM planning_scenario WHERE id = ?

-- name: touch_scenario
UPDATE planning_scenario SET steps = ?, touched_at = ?, touched_by = ? WHERE id = ? AND steps = ?

-- name: insert_step
INSERT INTO planning_step (scenario_id, position, made_at, made_by, step) VALUES (?, ?, ?, ?, ?)

-- name: steps
SELECT position, made_at, made_by, step FROM planning_step WHERE scenario_id = ? ORDER BY position

-- name: set_stage
UPDATE planning_scenario SET stage = ?, effective_on = ?, touched_at = ?, touched_by = ? WHERE id = ? AND stage = ?

-- name: insert_stage
INSERT INTO planning_stage (scenario_id, stage, decided_at, decided_by, note, effective_on) VALUES (?, ?, ?, ?, ?, ?)

-- name: stages
SELECT stage, decided_at, decided_by, note, effective_on FROM planning_stage WHERE scenario_id = ? ORDER BY id

-- name: insert_comment
INSERT INTO planning_comment (scenario_id, unit, content, written_at, written_by) VALUES (?, ?, ?, ?, ?) RETURNING id

-- name: comments
SELECT id, unit, content, written_at, written_by FROM planning_comment WHERE scenario_id = ? ORDER BY id

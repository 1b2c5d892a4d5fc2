-- name: formulas
SELECT id, kind, measure, quantity, quantity_name, per_post, valid_from, valid_to, reference, law, written_at, written_by FROM planning_formula ORDER BY law DESC, kind, valid_from, id

-- name: insert_formula
INSERT INTO planning_formula (kind, measure, quantity, quantity_name, per_post, valid_from, valid_to, reference, law, written_at, written_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?) RETURNING id

-- name: end_formula
UPDATE planning_formula SET valid_to = ?, written_at = ?, written_by = ? WHERE id = ? AND law = 0

-- name: posts_of_map
SELECT version, posts, touched_at, touched_by FROM planning_posts WHERE origin = ?

-- name: insert_posts
INSERT INTO planning_posts (origin, version, posts, touched_at, touched_by) VALUES (?, 1, ?, ?, ?) ON CONFLICT (origin) DO NOTHING

-- name: update_posts
UPDATE planning_posts SET version = version + 1, posts = ?, touched_at = ?, touched_by = ? WHERE origin = ? AND version = ?

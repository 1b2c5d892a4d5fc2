-- name: add_job
INSERT INTO platform_job (kind, owner, parameters, seed, created_at, state, fraction, message, partial, problem, wish, server, lease_until)
VALUES (?, ?, ?, ?, ?, 'queued', 0, '', '', '', '', '', '') RETURNING id;

-- name: find_job
SELECT id, kind, owner, state, fraction, message, partial, problem, created_at, finished_at FROM platform_job WHERE id = ?;

-- name: a_job_is_queued
SELECT EXISTS (SELECT 1 FROM platform_job WHERE state = 'queued');

-- name: claim_job
UPDATE platform_job SET state = 'running', server = ?, lease_until = ?
WHERE id = (SELECT id FROM platform_job WHERE state = 'queued' ORDER BY id LIMIT 1)
RETURNING id, kind, owner, parameters, seed, created_at;

-- name: claim_job @postgres
UPDATE platform_job SET state = 'running', server = ?, lease_until = ?
WHERE id = (SELECT id FROM platform_job WHERE state = 'queued' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id, kind, owner, parameters, seed, created_at;

-- name: save_job_progress
UPDATE platform_job SET fraction = ?, message = ?, partial = ? WHERE id = ? AND server = ? AND state = 'running';

-- name: extend_job_lease
UPDATE platform_job SET lease_until = ? WHERE id = ? AND server = ? AND state = 'running';

-- name: end_job
UPDATE platform_job SET state = ?, fraction = ?, message = ?, partial = ?, problem = ?, finished_at = ?
WHERE id = ? AND server = ? AND state = 'running';

-- name: end_queued_job
UPDATE platform_job SET state = ?, finished_at = ? WHERE id = ? AND state = 'queued';

-- name: wish_job_end
UPDATE platform_job SET wish = CASE WHEN wish = 'cancel' THEN wish ELSE ? END WHERE id = ? AND state = 'running';

-- name: job_wishes
SELECT id, wish FROM platform_job WHERE server = ? AND state = 'running' AND wish <> '';

-- name: a_lease_has_lapsed
SELECT EXISTS (SELECT 1 FROM platform_job WHERE state = 'running' AND lease_until < ?);

-- name: interrupt_lapsed_jobs
UPDATE platform_job SET state = 'interrupted', finished_at = ? WHERE state = 'running' AND lease_until < ?;

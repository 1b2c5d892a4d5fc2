-- name: session
SELECT s.login, a.name, a.roles, a.active, s.seen_at, s.ends_at
FROM access_session s JOIN access_account a ON a.login = s.login WHERE s.token_hash = ?;

-- name: add_session
INSERT INTO access_session (token_hash, login, seen_at, ends_at) VALUES (?, ?, ?, ?);

-- name: touch_session
UPDATE access_session SET seen_at = ? WHERE token_hash = ?;

-- name: end_session
DELETE FROM access_session WHERE token_hash = ?;

-- name: end_sessions_of
DELETE FROM access_session WHERE login = ?;

-- name: forget_sessions_ended_before
DELETE FROM access_session WHERE ends_at < ?;

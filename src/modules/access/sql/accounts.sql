-- name: account
SELECT login, name, roles, password_hash, active, demonstration, created_at FROM access_account WHERE login = ?;

-- name: accounts
SELECT login, name, roles, password_hash, active, demonstration, created_at FROM access_account ORDER BY login;

-- name: save_account
INSERT INTO access_account (login, name, roles, password_hash, active, demonstration, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (login) DO UPDATE SET name = excluded.name, roles = excluded.roles,
  password_hash = excluded.password_hash, active = excluded.active, demonstration = excluded.demonstration;

-- name: set_password_hash
UPDATE access_account SET password_hash = ? WHERE login = ?;

-- name: disable_account
UPDATE access_account SET active = 0 WHERE login = ? AND active = 1;

-- Who may sign in, and who is signed in.
CREATE TABLE access_account (
  login TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,                -- "planner,executive"
  password_hash TEXT NOT NULL,        -- argon2id, with its own parameters
  active {integer} NOT NULL,
  demonstration {integer} NOT NULL,   -- known password: only from this machine
  created_at TEXT NOT NULL
) {strict};

CREATE TABLE access_session (
  token_hash TEXT PRIMARY KEY,        -- SHA-256 of the token: the token itself is nowhere but in the browser
  login TEXT NOT NULL REFERENCES access_account (login),
  seen_at TEXT NOT NULL,
  ends_at TEXT NOT NULL
) {strict};

CREATE INDEX access_session_login ON access_session (login);

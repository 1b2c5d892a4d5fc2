-- name: make_migrations
CREATE TABLE IF NOT EXISTS platform_migration (
  module TEXT NOT NULL,
  number {integer} NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (module, number)
) {strict};

-- name: make_migrations @postgres
DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(7310214);
  CREATE TABLE IF NOT EXISTS platform_migration (
    module TEXT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (module, number)
  );
END $$;

-- name: lock_migrations
SELECT 1;

-- name: lock_migrations @postgres
LOCK TABLE platform_migration IN EXCLUSIVE MODE;

-- name: migrations
SELECT module, number, name, hash FROM platform_migration ORDER BY module, number;

-- name: add_migration
INSERT INTO platform_migration (module, number, name, hash) VALUES (?, ?, ?, ?);

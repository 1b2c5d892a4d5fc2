CREATE TABLE platform_job (
  id {id},
  kind TEXT NOT NULL,
  owner TEXT NOT NULL,
  parameters TEXT NOT NULL,
  seed {integer} NOT NULL,
  state TEXT NOT NULL,
  fraction {real} NOT NULL,
  message TEXT NOT NULL,
  partial TEXT NOT NULL,
  problem TEXT NOT NULL,
  wish TEXT NOT NULL,
  server TEXT NOT NULL,
  lease_until TEXT NOT NULL,
  created_at TEXT NOT NULL,
  finished_at TEXT
) {strict};
CREATE INDEX platform_job_unfinished ON platform_job (state, id) WHERE state IN ('queued', 'running');

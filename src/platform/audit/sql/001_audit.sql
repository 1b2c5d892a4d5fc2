-- Lines are only ever added, each with the hash of the one before (audit.hpp).
CREATE TABLE platform_audit (
  sequence {integer} PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  act TEXT NOT NULL,
  object TEXT NOT NULL,
  outcome TEXT NOT NULL,
  hash TEXT NOT NULL
) {strict};

-- @sqlite
CREATE TRIGGER platform_audit_no_update BEFORE UPDATE ON platform_audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is never changed');
END;
CREATE TRIGGER platform_audit_no_delete BEFORE DELETE ON platform_audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is never changed');
END;
-- @postgres
CREATE FUNCTION platform_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is never changed';
END $$;
CREATE TRIGGER platform_audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON platform_audit
FOR EACH STATEMENT EXECUTE FUNCTION platform_audit_refuse();

-- name: audit_head
SELECT sequence, hash FROM platform_audit ORDER BY sequence DESC LIMIT 1;

-- name: add_audit_line
INSERT INTO platform_audit (sequence, at, who, act, object, outcome, hash) VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: first_audit_sequence
SELECT sequence FROM platform_audit ORDER BY sequence LIMIT 1;

-- name: audit_lines_from
SELECT sequence, at, who, act, object, outcome, hash FROM platform_audit WHERE sequence >= ? ORDER BY sequence LIMIT 10000;

-- How many posts a quantity of the territory asks for: one for every `per_post` of it. Those of the law came with the
-- program and are never changed; those of the Département are added and ended. quantity '' = residents; valid_to '' =
-- still in force.
CREATE TABLE planning_formula (
  id {id},
  kind TEXT NOT NULL,
  measure TEXT NOT NULL,
  quantity TEXT NOT NULL,
  quantity_name TEXT NOT NULL,
  per_post {integer} NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL DEFAULT '',
  reference TEXT NOT NULL,
  law {integer} NOT NULL,
  written_at TEXT NOT NULL DEFAULT '',
  written_by TEXT NOT NULL DEFAULT ''
) {strict};

-- The least a Département's PMI service must have (CSP, section codified on 27 May 2003 from decree 92-785 of 6 August
-- 1992). Births are counted where the parents live.
INSERT INTO planning_formula (kind, measure, quantity, quantity_name, per_post, valid_from, reference, law) VALUES
  ('Sages-femmes de PMI', 'post', 'naissances', 'Naissances', 1500, '2003-05-27', 'CSP, art. R2112-7', 1),
  ('Puéricultrices de PMI', 'post', 'naissances', 'Naissances', 250, '2003-05-27', 'CSP, art. R2112-7', 1),
  ('Consultations d’enfants', 'session', 'naissances', 'Naissances', 200, '2003-05-27', 'CSP, art. R2112-6', 1),
  ('Consultations prénatales', 'session', 'habitantsde15a50ans', 'Habitants de 15 à 50 ans', 25000, '2003-05-27', 'CSP, art. R2112-5', 1);

-- The posts of a map: what each sector has today, and between what bounds it may be given some. Never who holds them.
-- `version` counts the times it was written.
CREATE TABLE planning_posts (
  origin TEXT NOT NULL PRIMARY KEY,
  version {integer} NOT NULL,
  posts TEXT NOT NULL,
  touched_at TEXT NOT NULL,
  touched_by TEXT NOT NULL
) {strict};

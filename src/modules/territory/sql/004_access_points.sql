-- When a site is open, as it was written; '' = nobody said.
ALTER TABLE territory_site ADD COLUMN hours TEXT NOT NULL DEFAULT '';

-- Where partners receive people: laid beside the sites of the Département, never among them. `kind` is the folded name
-- of its kind ("franceservices" for "France services"). Lambert-93 decimetres; `approximate` = the centre of the
-- commune.
CREATE TABLE territory_access_point (
  id {id},
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  kind_name TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  commune TEXT NOT NULL,
  hours TEXT NOT NULL,
  x_dm {integer} NOT NULL,
  y_dm {integer} NOT NULL,
  approximate {integer} NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};

-- A numeric column of the units other than their residents: births, households on RSA, files open in a mission…
-- `mission` '' = of none. `period` is what the figures are about ("2023").
CREATE TABLE territory_quantity (
  id {id},
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  mission TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};

-- As the file gave it, of a commune or an IRIS; what a commune's is worth in each of its IRIS is worked out when read.
CREATE TABLE territory_amount (
  id {id},
  quantity TEXT NOT NULL,
  level TEXT NOT NULL,
  code TEXT NOT NULL,
  thousandths {integer} NOT NULL CHECK (thousandths >= 0),
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  import_id {integer} NOT NULL REFERENCES territory_import (id),
  CHECK (valid_from <= valid_to)
) {strict};
CREATE INDEX territory_amount_quantity ON territory_amount (quantity, code);

-- name: access_points_at
SELECT p.kind, p.code, p.kind_name, p.name, p.address, p.commune, p.hours, p.x_dm, p.y_dm, p.approximate, CASE WHEN i.source = '' THEN i.file_name ELSE i.source END AS source, i.vintage FROM territory_access_point p JOIN territory_import i ON i.id = p.import_id WHERE p.valid_from <= ?1 AND ?1 < p.valid_to ORDER BY p.kind, p.code
-- name: site_hours_at
SELECT code, hours FROM territory_site WHERE valid_from <= ?1 AND ?1 < valid_to AND hours <> '' ORDER BY code

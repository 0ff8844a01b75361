CREATE OR REPLACE VIEW publication.association_activity WITH (security_barrier) AS
SELECT x.association_id, x.activity_code AS code, c.name, c.position
FROM register.association_activity x
JOIN register.activity c ON c.code = x.activity_code
JOIN register.association a ON a.id = x.association_id
WHERE a.is_public;

CREATE OR REPLACE VIEW publication.activity WITH (security_barrier) AS
SELECT code, name, position FROM register.activity;

CREATE OR REPLACE VIEW publication.area WITH (security_barrier) AS
SELECT code, kind, name, name_fr, slug, parent, lau_code, lat, lon, population, valid_to, successor FROM register.area;

DROP FUNCTION register.keep_codes(text[], text[], text[], text[]);
DELETE FROM register.association_activity x USING register.activity c WHERE c.code = x.activity_code AND NOT c.is_listed;
DELETE FROM register.association_area x USING register.area c WHERE c.code = x.area_code AND c.kind = 'tekst';
DELETE FROM register.activity WHERE NOT is_listed;
DELETE FROM register.area WHERE kind = 'tekst';
ALTER TABLE register.activity DROP COLUMN is_listed;
ALTER TABLE register.area DROP CONSTRAINT area_kind_check;
ALTER TABLE register.area ADD CONSTRAINT area_kind_check CHECK (kind IN ('gewest', 'provincie', 'gemeente', 'nvt'));

-- A code that the lists do not hold (not yet, or no more) is kept with the name that the register's export gives it. Of
-- an area that name is shown with the association; nothing can be chosen by it. When a list gets the code, its row
-- becomes one like the others.

ALTER TABLE register.area DROP CONSTRAINT area_kind_check;
ALTER TABLE register.area
    ADD CONSTRAINT area_kind_check CHECK (kind IN ('gewest', 'provincie', 'gemeente', 'nvt', 'tekst'));
ALTER TABLE register.activity ADD COLUMN is_listed boolean NOT NULL DEFAULT true;

CREATE FUNCTION register.keep_codes(area_codes text[], area_names text[], activity_codes text[], activity_names text[])
    RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
    INSERT INTO register.area (code, kind, name, slug)
    SELECT code, 'tekst', name, lower(code) FROM unnest(area_codes, area_names) AS given (code, name) ORDER BY code
    ON CONFLICT (code) DO NOTHING;
    INSERT INTO register.activity (code, name, position, is_listed)
    SELECT code, name, 0, false FROM unnest(activity_codes, activity_names) AS given (code, name) ORDER BY code
    ON CONFLICT (code) DO NOTHING;
END;
REVOKE ALL ON FUNCTION register.keep_codes(text[], text[], text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION register.keep_codes(text[], text[], text[], text[]) TO directory_registrar;

CREATE OR REPLACE VIEW publication.area WITH (security_barrier) AS
SELECT code, kind, name, name_fr, slug, parent, lau_code, lat, lon, population, valid_to, successor
FROM register.area WHERE kind <> 'tekst';

CREATE OR REPLACE VIEW publication.activity WITH (security_barrier) AS
SELECT code, name, position FROM register.activity WHERE is_listed;

CREATE OR REPLACE VIEW publication.association_activity WITH (security_barrier) AS
SELECT x.association_id, x.activity_code AS code, c.name, c.position
FROM register.association_activity x
JOIN register.activity c ON c.code = x.activity_code
JOIN register.association a ON a.id = x.association_id
WHERE a.is_public AND c.is_listed;

-- What every public association counts for, by facet, told by the published views alone. Nothing here knows the search.
CREATE TEMPORARY TABLE fact AS
WITH located AS (
    SELECT l.association_id, l.nis, g.parent, l.postcode,
           l.nis || '-' || trim(BOTH '-' FROM regexp_replace(
               translate(lower(l.district), 'àâäçéèêëîïôöûü', 'aaaceeeeiioouu'), '[^a-z0-9]+', '-', 'g')) AS district
    FROM publication.location l JOIN publication.area g ON g.code = l.nis
), address AS (
    SELECT association_id, nis AS value FROM located UNION SELECT association_id, parent FROM located
), works AS (
    SELECT association_id, code AS value FROM publication.association_area WHERE kind <> 'nvt'
), part AS (
    SELECT association_id, district AS value FROM located WHERE district NOT LIKE '%-'
)
SELECT association_id, 'activiteit' AS facet, code AS value FROM publication.association_activity
UNION SELECT association_id, 'adres', value FROM address
UNION SELECT association_id, 'gebied', value FROM address
UNION SELECT association_id, 'gebied', value FROM works
UNION SELECT association_id, 'gebied', parent FROM publication.association_area WHERE kind = 'gemeente'
UNION SELECT association_id, facet, value FROM part CROSS JOIN unnest('{adres,gebied,deelgemeente}'::text[]) AS facet
UNION SELECT association_id, 'werkt', value FROM works
UNION SELECT association_id, 'postcode', postcode FROM located
UNION SELECT association_id, 'type', CASE type_code WHEN 'FV' THEN 'VZER' ELSE type_code END FROM publication.association
UNION SELECT association_id, 'erkend', 'ja' FROM publication.recognition WHERE status = 'Actief'
UNION SELECT association_id, 'heeft', lower(kind) FROM publication.contact WHERE kind <> 'SocialMedia'
UNION SELECT association_id, 'leeftijd', 'alle-leeftijden' FROM publication.association WHERE min_age = 0 AND max_age = 150
UNION SELECT association_id, 'leeftijd', age.name
      FROM publication.association
      JOIN (VALUES ('kinderen', 0, 11), ('jongeren', 12, 25), ('volwassenen', 26, 64), ('65-plus', 65, 150))
          AS age (name, youngest, oldest) ON min_age <= oldest AND max_age >= youngest
UNION SELECT association_id, 'gewijzigd', period.name
      FROM publication.association
      JOIN (VALUES ('maand', interval '1 month'), ('kwartaal', interval '3 months'), ('jaar', interval '1 year'))
          AS period (name, length) ON modified_on >= (now() AT TIME ZONE 'Europe/Brussels')::date - length
-- A name is its own, or that of the umbrella or the association that it belongs to.
UNION SELECT association_id, 'woord', regexp_split_to_table(lower(concat_ws(' ', name, parent_name)), '[^a-z]+')
      FROM publication.association
UNION SELECT association_id, 'woord', regexp_split_to_table(lower(other_name), '[^a-z]+') FROM publication.membership;
CREATE INDEX ON fact (association_id, facet, value);
CREATE INDEX ON fact (facet, value);
ANALYZE fact;

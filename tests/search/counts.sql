-- One facet leaves out its own choice; what fails another facet counts nowhere else.
WITH asked (facet, value) AS (SELECT * FROM unnest(%(facets)s::text[], %(values)s::text[])),
base AS (
    SELECT a.association_id FROM publication.association a
    WHERE (%(word)s = '' OR EXISTS (
              SELECT FROM fact f
              WHERE f.association_id = a.association_id AND (f.facet, f.value) = ('woord', %(word)s)))
      AND (cardinality(%(subtypes)s::text[]) = 0 OR a.subtype_code = ANY(%(subtypes)s))
      AND (%(since)s::date IS NULL OR a.modified_on >= %(since)s)
      AND (cardinality(%(there)s::text[]) = 0 OR EXISTS (
              SELECT FROM fact f JOIN unnest(%(kinds)s::text[], %(there)s::text[]) AS w (facet, value)
                  ON (f.facet, f.value) = (w.facet, w.value)
              WHERE f.association_id = a.association_id))
      AND NOT EXISTS (
              SELECT FROM fact f JOIN unnest(%(nearer_kinds)s::text[], %(nearer)s::text[]) AS w (facet, value)
                  ON (f.facet, f.value) = (w.facet, w.value)
              WHERE f.association_id = a.association_id)
      AND (%(km)s::integer IS NULL OR EXISTS (
              SELECT FROM publication.location l
              WHERE l.association_id = a.association_id
                AND 6371.0088 * acos(least(1, sin(radians(l.lat)) * sin(radians(%(lat)s))
                    + cos(radians(l.lat)) * cos(radians(%(lat)s)) * cos(radians(l.lon - %(lon)s)))) <= %(km)s))
),
failed AS (
    SELECT b.association_id, a.facet FROM base b CROSS JOIN (SELECT DISTINCT facet FROM asked) a
    WHERE NOT EXISTS (SELECT FROM fact f JOIN asked w USING (facet, value)
                      WHERE f.association_id = b.association_id AND f.facet = a.facet)
)
SELECT f.facet, f.value, count(*) FROM base b JOIN fact f USING (association_id)
WHERE NOT EXISTS (SELECT FROM failed x WHERE x.association_id = b.association_id AND x.facet <> f.facet) GROUP BY 1, 2
UNION ALL
SELECT 'totaal', '', count(*) FROM base b WHERE NOT EXISTS (SELECT FROM failed x WHERE x.association_id = b.association_id)

-- What may leave. Columns are listed, never `*`: what is not listed cannot leave. The views belong to the owner and read
-- with the owner's rights; the roles below can read nothing else. security_barrier keeps a leaky function in a query
-- from seeing rows before the view has filtered them.

CREATE VIEW publication.area WITH (security_barrier) AS
SELECT code, kind, name, name_fr, slug, parent, lau_code, lat, lon, population, valid_to, successor FROM register.area;

CREATE VIEW publication.area_lau WITH (security_barrier) AS
SELECT lau_code, area_code FROM register.area_lau;

CREATE VIEW publication.place WITH (security_barrier) AS
SELECT postcode, name, nis, lat, lon FROM register.place;

CREATE VIEW publication.activity WITH (security_barrier) AS
SELECT code, name, position FROM register.activity;

CREATE VIEW publication.association_type WITH (security_barrier) AS
SELECT code, name FROM register.association_type;

CREATE VIEW publication.association WITH (security_barrier) AS
SELECT a.id AS association_id, a.version, a.vcode, a.type_code, t.name AS type_name, a.subtype_code, s.name AS subtype_name,
       p.vcode AS parent_vcode, p.name AS parent_name,
       CASE WHEN p.id IS NULL THEN '' ELSE a.parent_identification END AS parent_identification,
       CASE WHEN p.id IS NULL THEN '' ELSE a.parent_description END AS parent_description,
       a.name, a.short_name, a.call_name, a.description, a.start_date, a.winding_up, a.min_age, a.max_age, a.kbo_number,
       a.modified_on
FROM register.association a
JOIN register.association_type t ON t.code = a.type_code
JOIN register.association_subtype s ON s.code = a.subtype_code
LEFT JOIN register.association p ON p.vcode = a.parent_vcode AND p.is_public
WHERE a.is_public;

CREATE VIEW publication.association_activity WITH (security_barrier) AS
SELECT x.association_id, x.activity_code AS code, c.name, c.position
FROM register.association_activity x
JOIN register.activity c ON c.code = x.activity_code
JOIN register.association a ON a.id = x.association_id
WHERE a.is_public;

CREATE VIEW publication.association_area WITH (security_barrier) AS
SELECT x.association_id, x.area_code AS code, c.kind, c.name, c.lau_code, c.parent
FROM register.association_area x
JOIN register.area c ON c.code = x.area_code
JOIN register.association a ON a.id = x.association_id
WHERE a.is_public;

-- A correspondence address of a small club is often a private home: it leaves as post code and municipality only, so
-- that the association is found by place. register.policy restores the register's own behaviour.
CREATE VIEW publication.location WITH (security_barrier) AS
SELECT l.association_id, l.location_id, l.kind, l.is_primary,
       CASE WHEN whole THEN l.name ELSE '' END AS name,
       CASE WHEN whole THEN l.street ELSE '' END AS street,
       CASE WHEN whole THEN l.house_number ELSE '' END AS house_number,
       CASE WHEN whole THEN l.box ELSE '' END AS box,
       l.postcode, l.municipality, l.country,
       CASE WHEN whole THEN l.address_id ELSE '' END AS address_id,
       l.nis, l.district,
       CASE WHEN whole THEN l.lat ELSE round(l.lat::numeric, 2)::double precision END AS lat,
       CASE WHEN whole THEN l.lon ELSE round(l.lon::numeric, 2)::double precision END AS lon,
       l.source_key
FROM register.location l
JOIN register.association a ON a.id = l.association_id
CROSS JOIN register.policy
CROSS JOIN LATERAL (SELECT l.kind <> 'Correspondentie' OR policy.full_correspondence_address AS whole) AS w
WHERE a.is_public;

CREATE VIEW publication.contact WITH (security_barrier) AS
SELECT c.association_id, c.contact_id, c.kind, c.value, c.description, c.is_primary, c.source_key
FROM register.contact c
JOIN register.association a ON a.id = c.association_id
WHERE a.is_public;

-- The name of a hidden association does not leak through its members.
CREATE VIEW publication.membership WITH (security_barrier) AS
SELECT m.association_id, m.membership_id, o.vcode AS other_vcode, o.name AS other_name, m.from_date, m.until_date,
       m.identification, m.description, m.source_key
FROM register.membership m
JOIN register.association a ON a.id = m.association_id
JOIN register.association o ON o.vcode = m.other_vcode
WHERE a.is_public AND o.is_public;

-- The other way round: who is a member, which are the departments.
CREATE VIEW publication.member WITH (security_barrier) AS
SELECT o.id AS association_id, a.vcode AS member_vcode, a.name AS member_name
FROM register.membership m
JOIN register.association a ON a.id = m.association_id
JOIN register.association o ON o.vcode = m.other_vcode
WHERE a.is_public AND o.is_public;

CREATE VIEW publication.department WITH (security_barrier) AS
SELECT p.id AS association_id, d.vcode AS department_vcode, d.name AS department_name
FROM register.association d
JOIN register.association p ON p.vcode = d.parent_vcode
WHERE d.is_public AND p.is_public;

-- The reason of a suspension is free text about people: it stays inside.
CREATE VIEW publication.recognition WITH (security_barrier) AS
SELECT r.association_id, r.recognition_id, r.authority_ovo, r.authority_name, r.product_number, r.product_name,
       r.start_date, r.end_date, r.renewal_date, r.renewal_url, r.status
FROM register.recognition r
JOIN register.association a ON a.id = r.association_id
WHERE a.is_public;

-- vCodes that were public once: their address answers "gone" instead of "unknown". One that never was public is not here.
CREATE VIEW publication.departed WITH (security_barrier) AS
SELECT vcode FROM register.association WHERE NOT is_public AND first_public_at IS NOT NULL
UNION
SELECT t.vcode FROM feed.tombstone t
WHERE t.was_public AND NOT EXISTS (SELECT FROM register.association a WHERE a.vcode = t.vcode);

-- What the pages say of the index: its generation, and since when it agrees with the register.
CREATE VIEW publication.index_state WITH (security_barrier) AS
SELECT g.name AS generation, g.live_at, m.at AS in_step_at
FROM feed.generation g
LEFT JOIN feed.mark m ON m.name = 'in_step'
WHERE g.state = 'live';

-- How the index follows, for the metrics: numbers only, nothing of any association.
CREATE VIEW publication.index_health WITH (security_barrier) AS
SELECT (SELECT count(*) FROM feed.outbox) AS outbox_depth,
       (SELECT coalesce(greatest(extract(epoch FROM clock_timestamp() - min(queued_at)), 0), 0)::double precision
        FROM feed.outbox) AS outbox_oldest_seconds,
       (SELECT count(*) FROM feed.dead_letter) AS dead_letters,
       (SELECT name FROM feed.generation WHERE state = 'live') AS generation,
       (SELECT name FROM feed.generation WHERE state = 'building') AS building;

CREATE VIEW publication.index_tally WITH (security_barrier) AS
SELECT name, label, count FROM feed.tally;

-- For the indexer alone: every version there is, of hidden and of deleted associations too, so that a removal from the
-- index carries the right one.
CREATE VIEW feed.version WITH (security_barrier) AS
SELECT id AS association_id, version, is_public FROM register.association
UNION ALL
SELECT association_id, version, false FROM feed.tombstone;

-- Roles ------------------------------------------------------------------------------------------------------------------
-- Roles belong to the whole cluster: another database may have made them already, perhaps at this very moment.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY '{directory_registrar,directory_public,directory_indexer}'::text[] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;  -- made by a neighbour in between, which is what we wanted
        END;
    END LOOP;
END $$;

GRANT USAGE ON SCHEMA register TO directory_registrar;
GRANT SELECT ON ALL TABLES IN SCHEMA register TO directory_registrar;
GRANT INSERT, UPDATE, DELETE ON register.association, register.association_activity, register.association_area,
    register.location, register.contact, register.membership, register.recognition, register.representative,
    register.bank_account, register.bank_account_confirmation TO directory_registrar;

GRANT USAGE ON SCHEMA publication TO directory_public, directory_indexer, directory_registrar;
GRANT SELECT ON ALL TABLES IN SCHEMA publication TO directory_public, directory_indexer;

GRANT USAGE ON SCHEMA feed TO directory_indexer;
GRANT SELECT ON feed.version TO directory_indexer;
GRANT SELECT, INSERT, UPDATE, DELETE ON feed.outbox, feed.dead_letter, feed.generation, feed.mark, feed.tally
    TO directory_indexer;

-- Functions are executable by everyone unless one says otherwise; schema USAGE is the first wall, this is the second.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA register, feed FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA register TO directory_registrar;
REVOKE EXECUTE ON FUNCTION register.raise_versions(bigint[]), register.raise_versions_of_related(text[]),
    register.hold_wholes(bigint[], text[]), register.watch(text) FROM directory_registrar;
GRANT EXECUTE ON FUNCTION feed.settle() TO directory_indexer;

-- Back to associations alone: what other kinds have in the feed goes, all of associations stays.
DELETE FROM feed.outbox WHERE kind <> 'association';
DELETE FROM feed.tombstone WHERE kind <> 'association';
DELETE FROM feed.dead_letter WHERE kind <> 'association';
DELETE FROM feed.generation WHERE kind <> 'association';
DELETE FROM feed.mark WHERE kind <> 'association';

DROP TRIGGER hint ON feed.outbox;
CREATE OR REPLACE FUNCTION feed.hint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('outbox', '');
    RETURN NULL;
END $$;
CREATE TRIGGER hint AFTER INSERT ON feed.outbox
    FOR EACH STATEMENT WHEN (pg_try_advisory_xact_lock_shared(7226370)) EXECUTE FUNCTION feed.hint();

-- Views and functions that name a column anew, before the columns get their names back.
CREATE OR REPLACE VIEW publication.departed WITH (security_barrier) AS
SELECT vcode FROM register.association WHERE NOT is_public AND first_public_at IS NOT NULL
UNION
SELECT t.vcode FROM feed.tombstone t
WHERE t.was_public AND NOT EXISTS (SELECT FROM register.association a WHERE a.vcode = t.vcode);
DROP VIEW publication.index_state, publication.index_health, feed.version;
DROP FUNCTION feed.queue(text, bigint[], bigint[]), feed.put_off(bigint[], bigint[]);

ALTER TABLE feed.mark DROP CONSTRAINT mark_pkey;
ALTER TABLE feed.mark DROP COLUMN kind;
ALTER TABLE feed.mark ADD CONSTRAINT mark_pkey PRIMARY KEY (name);

DROP INDEX feed.generation_one_live, feed.generation_one_building;
ALTER TABLE feed.generation DROP COLUMN kind;
ALTER TABLE feed.generation RENAME COLUMN fingerprint TO schema_hash;
CREATE UNIQUE INDEX generation_one_live ON feed.generation (state) WHERE state = 'live';
CREATE UNIQUE INDEX generation_one_building ON feed.generation (state) WHERE state = 'building';

ALTER TABLE feed.dead_letter DROP CONSTRAINT dead_letter_entity;
ALTER TABLE feed.dead_letter DROP COLUMN kind;
ALTER TABLE feed.dead_letter RENAME COLUMN entity_id TO association_id;
ALTER TABLE feed.dead_letter
    ADD CONSTRAINT dead_letter_association_id_generation_key UNIQUE (association_id, generation);

ALTER TABLE feed.tombstone DROP CONSTRAINT tombstone_pkey;
ALTER TABLE feed.tombstone DROP CONSTRAINT tombstone_vcode_of_association;
ALTER TABLE feed.tombstone DROP COLUMN kind;
ALTER TABLE feed.tombstone ALTER COLUMN vcode SET NOT NULL;
ALTER TABLE feed.tombstone RENAME COLUMN entity_id TO association_id;
ALTER TABLE feed.tombstone ADD CONSTRAINT tombstone_pkey PRIMARY KEY (association_id);

DROP INDEX feed.outbox_order, feed.outbox_entity;
ALTER TABLE feed.outbox DROP COLUMN kind;
ALTER TABLE feed.outbox RENAME COLUMN entity_id TO association_id;
CREATE INDEX outbox_order ON feed.outbox (priority, id);
CREATE INDEX outbox_association ON feed.outbox (association_id);

CREATE VIEW publication.index_state WITH (security_barrier) AS
SELECT g.name AS generation, g.live_at, m.at AS in_step_at
FROM feed.generation g
LEFT JOIN feed.mark m ON m.name = 'in_step'
WHERE g.state = 'live';

CREATE VIEW publication.index_health WITH (security_barrier) AS
SELECT (SELECT count(*) FROM feed.outbox) AS outbox_depth,
       (SELECT coalesce(greatest(extract(epoch FROM clock_timestamp() - min(queued_at)), 0), 0)::double precision
        FROM feed.outbox) AS outbox_oldest_seconds,
       (SELECT count(*) FROM feed.dead_letter) AS dead_letters,
       (SELECT name FROM feed.generation WHERE state = 'live') AS generation,
       (SELECT name FROM feed.generation WHERE state = 'building') AS building;

CREATE VIEW feed.version WITH (security_barrier) AS
SELECT id AS association_id, version, is_public FROM register.association
UNION ALL
SELECT association_id, version, false FROM feed.tombstone;
GRANT SELECT ON publication.index_state, publication.index_health TO directory_public, directory_indexer;
GRANT SELECT ON feed.version TO directory_indexer;

CREATE FUNCTION feed.queue(ids bigint[], versions bigint[]) RETURNS void LANGUAGE sql SECURITY DEFINER
    BEGIN ATOMIC
        INSERT INTO feed.outbox (association_id, version, priority, trace)
        SELECT id, version, register.setting('priority', '0')::smallint, register.setting('trace', '')
        FROM unnest(ids, versions) AS queued (id, version);
    END;

CREATE FUNCTION feed.put_off(ids bigint[], awaited bigint[]) RETURNS void LANGUAGE sql SECURITY DEFINER
    BEGIN ATOMIC
        INSERT INTO feed.outbox (association_id, version, locked_until, priority, trace, awaits)
        SELECT id, 0, 'infinity', register.setting('priority', '0')::smallint, register.setting('trace', ''), awaits
        FROM unnest(ids, awaited) AS queued (id, awaits);
    END;
REVOKE EXECUTE ON FUNCTION feed.queue(bigint[], bigint[]), feed.put_off(bigint[], bigint[]) FROM PUBLIC;

CREATE OR REPLACE FUNCTION feed.settle() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    calm bigint[];
    free bigint[];
BEGIN
    IF NOT EXISTS (SELECT FROM feed.outbox WHERE awaits IS NOT NULL) THEN
        RETURN;
    END IF;
    calm := ARRAY(SELECT DISTINCT awaits FROM feed.outbox o WHERE awaits IS NOT NULL
                  AND NOT EXISTS (SELECT FROM register.association WHERE id = o.awaits));
    calm := calm || ARRAY(
        SELECT id FROM register.association WHERE id IN (SELECT awaits FROM feed.outbox WHERE awaits IS NOT NULL)
        ORDER BY id FOR SHARE SKIP LOCKED);
    free := ARRAY(
        SELECT id FROM register.association
        WHERE id IN (SELECT association_id FROM feed.outbox WHERE awaits = ANY (calm))
        ORDER BY id FOR NO KEY UPDATE SKIP LOCKED);
    -- The part itself was not changed: its own date stays.
    PERFORM set_config('directory.dates', 'told', true);
    UPDATE register.association SET version_tx = pg_current_xact_id() WHERE id = ANY (free);
    DELETE FROM feed.outbox o WHERE awaits = ANY (calm)
        AND (association_id = ANY (free) OR NOT EXISTS (SELECT FROM register.association WHERE id = o.association_id));
END $$;

CREATE OR REPLACE FUNCTION register.association_inserted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM feed.queue(array_agg(id), array_agg(version)) FROM new_rows;
    PERFORM register.hold_wholes(array_agg(id), array_agg(parent_vcode)) FROM new_rows WHERE parent_vcode IS NOT NULL;
    PERFORM register.raise_versions_of_related((SELECT array_agg(vcode) FROM new_rows WHERE is_public));
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION register.association_updated() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF NEW.version > OLD.version THEN
        INSERT INTO feed.outbox (association_id, version, priority, trace)
        VALUES (NEW.id, NEW.version, register.setting('priority', '0')::smallint, register.setting('trace', ''));
    END IF;
    IF NEW.is_public <> OLD.is_public OR (NEW.is_public AND NEW.name <> OLD.name) THEN
        PERFORM register.raise_versions_of_related(ARRAY[NEW.vcode]);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION register.association_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO feed.tombstone (association_id, vcode, version, was_public)
    SELECT id, vcode, version + 1, first_public_at IS NOT NULL FROM old_rows;
    PERFORM feed.queue(array_agg(id), array_agg(version + 1)) FROM old_rows;
    PERFORM register.raise_versions_of_related((SELECT array_agg(vcode) FROM old_rows WHERE is_public));
    RETURN NULL;
END $$;

-- The feed by kind of entity: `kind` names the index (`association` until now), `entity_id` a number within the kind.
-- Every row stays. A web of the release before works on: the views that it reads keep their columns. A worker of the
-- release before fails at its next claim, and what changes waits in the outbox until the new worker runs.

ALTER TABLE feed.outbox RENAME COLUMN association_id TO entity_id;
ALTER TABLE feed.outbox ADD COLUMN kind text NOT NULL DEFAULT 'association';
ALTER TABLE feed.outbox ALTER COLUMN kind DROP DEFAULT;
DROP INDEX feed.outbox_order, feed.outbox_association;
CREATE INDEX outbox_order ON feed.outbox (kind, priority, id);
CREATE INDEX outbox_entity ON feed.outbox (kind, entity_id);

ALTER TABLE feed.tombstone RENAME COLUMN association_id TO entity_id;
ALTER TABLE feed.tombstone ADD COLUMN kind text NOT NULL DEFAULT 'association';
ALTER TABLE feed.tombstone ALTER COLUMN kind DROP DEFAULT;
-- Associations alone have a vCode.
ALTER TABLE feed.tombstone ALTER COLUMN vcode DROP NOT NULL;
ALTER TABLE feed.tombstone ADD CONSTRAINT tombstone_vcode_of_association CHECK (kind <> 'association' OR vcode IS NOT NULL);
ALTER TABLE feed.tombstone DROP CONSTRAINT tombstone_pkey;
ALTER TABLE feed.tombstone ADD CONSTRAINT tombstone_pkey PRIMARY KEY (kind, entity_id);

ALTER TABLE feed.dead_letter RENAME COLUMN association_id TO entity_id;
ALTER TABLE feed.dead_letter ADD COLUMN kind text NOT NULL DEFAULT 'association';
ALTER TABLE feed.dead_letter ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE feed.dead_letter DROP CONSTRAINT dead_letter_association_id_generation_key;
ALTER TABLE feed.dead_letter ADD CONSTRAINT dead_letter_entity UNIQUE (kind, entity_id, generation);

-- A generation is told apart by the fingerprint of shape and content, no longer by a hash of the shape alone.
ALTER TABLE feed.generation RENAME COLUMN schema_hash TO fingerprint;
ALTER TABLE feed.generation ADD COLUMN kind text NOT NULL DEFAULT 'association';
ALTER TABLE feed.generation ALTER COLUMN kind DROP DEFAULT;
DROP INDEX feed.generation_one_live, feed.generation_one_building;
CREATE UNIQUE INDEX generation_one_live ON feed.generation (kind) WHERE state = 'live';
CREATE UNIQUE INDEX generation_one_building ON feed.generation (kind) WHERE state = 'building';

ALTER TABLE feed.mark ADD COLUMN kind text NOT NULL DEFAULT 'association';
ALTER TABLE feed.mark ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE feed.mark DROP CONSTRAINT mark_pkey;
ALTER TABLE feed.mark ADD CONSTRAINT mark_pkey PRIMARY KEY (kind, name);

-- A new kind replaces this view by one with its own versions added. Those of hidden and deleted entities are there too,
-- so that a removal from the index carries the right version.
DROP VIEW feed.version;
CREATE VIEW feed.version WITH (security_barrier) AS
SELECT 'association'::text AS kind, id AS entity_id, version, is_public FROM register.association
UNION ALL
SELECT kind, entity_id, version, false FROM feed.tombstone;
GRANT SELECT ON feed.version TO directory_indexer;

CREATE OR REPLACE VIEW publication.departed WITH (security_barrier) AS
SELECT vcode FROM register.association WHERE NOT is_public AND first_public_at IS NOT NULL
UNION
SELECT t.vcode FROM feed.tombstone t
WHERE t.kind = 'association' AND t.was_public
  AND NOT EXISTS (SELECT FROM register.association a WHERE a.vcode = t.vcode);

-- The live generation of each kind, and since when it agrees with the register.
CREATE OR REPLACE VIEW publication.index_state WITH (security_barrier) AS
SELECT g.name AS generation, g.live_at, m.at AS in_step_at, g.kind
FROM feed.generation g
LEFT JOIN feed.mark m ON m.kind = g.kind AND m.name = 'in_step'
WHERE g.state = 'live';

-- How each index follows; a row for associations is always there.
CREATE OR REPLACE VIEW publication.index_health WITH (security_barrier) AS
SELECT (SELECT count(*) FROM feed.outbox o WHERE o.kind = k.kind) AS outbox_depth,
       (SELECT coalesce(greatest(extract(epoch FROM clock_timestamp() - min(o.queued_at)), 0), 0)::double precision
        FROM feed.outbox o WHERE o.kind = k.kind) AS outbox_oldest_seconds,
       (SELECT count(*) FROM feed.dead_letter d WHERE d.kind = k.kind) AS dead_letters,
       (SELECT g.name FROM feed.generation g WHERE g.kind = k.kind AND g.state = 'live') AS generation,
       (SELECT g.name FROM feed.generation g WHERE g.kind = k.kind AND g.state = 'building') AS building,
       k.kind
FROM (SELECT 'association'::text AS kind UNION SELECT g.kind FROM feed.generation g) AS k;

-- NOTIFY is a hint to look now. Its payload is the kind that changed.
DROP TRIGGER hint ON feed.outbox;
CREATE OR REPLACE FUNCTION feed.hint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('outbox', changed.kind) FROM (SELECT DISTINCT kind FROM new_rows) AS changed;
    RETURN NULL;
END $$;
-- The number is AdvisoryLock.LISTENER_AWAKE: a writer that cannot get it does not notify (ADR 5).
CREATE TRIGGER hint AFTER INSERT ON feed.outbox REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT WHEN (pg_try_advisory_xact_lock_shared(7226370)) EXECUTE FUNCTION feed.hint();

CREATE FUNCTION feed.queue(of_kind text, ids bigint[], versions bigint[]) RETURNS void LANGUAGE sql SECURITY DEFINER
    BEGIN ATOMIC
        INSERT INTO feed.outbox (kind, entity_id, version, priority, trace)
        SELECT of_kind, id, version, register.setting('priority', '0')::smallint, register.setting('trace', '')
        FROM unnest(ids, versions) AS queued (id, version);
    END;
REVOKE EXECUTE ON FUNCTION feed.queue(text, bigint[], bigint[]) FROM PUBLIC;

-- Associations only: puts off raising the versions of `ids` until `awaited` are not being changed any more.
CREATE OR REPLACE FUNCTION feed.put_off(ids bigint[], awaited bigint[]) RETURNS void LANGUAGE sql SECURITY DEFINER
    BEGIN ATOMIC
        INSERT INTO feed.outbox (kind, entity_id, version, locked_until, priority, trace, awaits)
        SELECT 'association', id, 0, 'infinity', register.setting('priority', '0')::smallint,
               register.setting('trace', ''), awaits
        FROM unnest(ids, awaited) AS queued (id, awaits);
    END;

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
        WHERE id IN (SELECT entity_id FROM feed.outbox WHERE awaits = ANY (calm))
        ORDER BY id FOR NO KEY UPDATE SKIP LOCKED);
    -- The part itself was not changed: its own date stays.
    PERFORM set_config('directory.dates', 'told', true);
    UPDATE register.association SET version_tx = pg_current_xact_id() WHERE id = ANY (free);
    DELETE FROM feed.outbox o WHERE awaits = ANY (calm)
        AND (entity_id = ANY (free) OR NOT EXISTS (SELECT FROM register.association WHERE id = o.entity_id));
END $$;

CREATE OR REPLACE FUNCTION register.association_inserted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM feed.queue('association', array_agg(id), array_agg(version)) FROM new_rows;
    PERFORM register.hold_wholes(array_agg(id), array_agg(parent_vcode)) FROM new_rows WHERE parent_vcode IS NOT NULL;
    PERFORM register.raise_versions_of_related((SELECT array_agg(vcode) FROM new_rows WHERE is_public));
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION register.association_updated() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF NEW.version > OLD.version THEN
        INSERT INTO feed.outbox (kind, entity_id, version, priority, trace)
        VALUES ('association', NEW.id, NEW.version, register.setting('priority', '0')::smallint,
                register.setting('trace', ''));
    END IF;
    IF NEW.is_public <> OLD.is_public OR (NEW.is_public AND NEW.name <> OLD.name) THEN
        PERFORM register.raise_versions_of_related(ARRAY[NEW.vcode]);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION register.association_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO feed.tombstone (kind, entity_id, vcode, version, was_public)
    SELECT 'association', id, vcode, version + 1, first_public_at IS NOT NULL FROM old_rows;
    PERFORM feed.queue('association', array_agg(id), array_agg(version + 1)) FROM old_rows;
    PERFORM register.raise_versions_of_related((SELECT array_agg(vcode) FROM old_rows WHERE is_public));
    RETURN NULL;
END $$;

DROP FUNCTION feed.queue(bigint[], bigint[]);

-- History, versions and the outbox: written by the database, so that no path (psql, an import, a migration) escapes them.
-- What an import does in bulk (inserts, deletes) runs per statement with transition tables and pays once; an update,
-- which people do one at a time, runs per row. Names are qualified instead of
-- setting search_path per function: that setting alone doubled the cost of an update, and no role may create anything.

CREATE TABLE register.history (
    id bigint GENERATED ALWAYS AS IDENTITY,
    -- The moment of writing and not of the transaction's begin: writers of one association wait for each other, so that
    -- its moments follow the order in which things happened, also when a slow transaction commits late.
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
    association_id bigint NOT NULL,
    list text NOT NULL,
    item text NOT NULL,
    operation text NOT NULL CHECK (operation IN ('insert', 'update', 'delete')),
    -- Only the fields that changed, each with its value before and after. An insert has no before, a delete no after.
    -- json and not jsonb, which takes three times as long to make: history is written all the time and read now and then.
    old json,
    new json,
    actor_kind text NOT NULL,
    actor_id text NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (association_id, id)
);

-- Who is at work: set per transaction by register.actor; without it the database login itself is named.
CREATE FUNCTION register.setting(name text, fallback text) RETURNS text
    LANGUAGE sql STABLE
    RETURN coalesce(nullif(current_setting('directory.' || name, true), ''), fallback);

-- Gives a table its own trigger functions, which name each of its columns: finding out at run time what a row has, or
-- comparing two rows as JSON, took two to four times as long. A migration that adds a column calls it again (a test
-- insists). SECURITY DEFINER: the registrar may change the register but cannot write (or forge) its history.
CREATE FUNCTION register.watch(of_table text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    -- The columns that the database keeps for itself say nothing that a person changed.
    facts text[] := (
        SELECT array_agg(attname ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = format('register.%I', of_table)::regclass AND attnum > 0 AND NOT attisdropped
          AND attname <> ALL ('{version,version_tx,first_public_at,is_public}'));
    association text := CASE of_table WHEN 'association' THEN 'id' ELSE 'association_id' END;
    -- What tells an item from its neighbours in the list: the rest of the key.
    item text := coalesce((
        SELECT string_agg(format('r.%I::text', attname), ' || ''/'' || ' ORDER BY attnum)
        FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
        WHERE indrelid = format('register.%I', of_table)::regclass AND indisprimary AND attname <> association), '''''');
    side record;
BEGIN
    FOR side IN VALUES ('insert', 'new', 'new_rows'), ('delete', 'old', 'old_rows') LOOP
        EXECUTE format($function$
            CREATE OR REPLACE FUNCTION register.%1$I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $body$
            BEGIN
                INSERT INTO register.history (association_id, list, item, operation, %2$I, actor_kind, actor_id, reason)
                SELECT r.%3$I, %4$L, %5$s, %6$L, to_json(f), (SELECT register.setting('actor_kind', 'database')),
                       (SELECT register.setting('actor_id', session_user)), (SELECT register.setting('reason', ''))
                FROM %7$I r CROSS JOIN LATERAL (SELECT %8$s) AS f;
                RETURN NULL;
            END $body$ $function$,
            format('record_%s_of_%s', side.column1, of_table), side.column2, association, of_table, item, side.column1,
            side.column3, (SELECT string_agg(format('r.%I', fact), ', ') FROM unnest(facts) AS fact));
    END LOOP;
    EXECUTE format($function$
        CREATE OR REPLACE FUNCTION register.%1$I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $body$
        DECLARE before text := ''; after text := '';
        BEGIN
            %3$s
            IF after <> '' THEN
                INSERT INTO register.history
                    (association_id, list, item, operation, old, new, actor_kind, actor_id, reason)
                VALUES (NEW.%4$I, %2$L, %5$s, 'update', ('{' || substr(before, 2) || '}')::json,
                        ('{' || substr(after, 2) || '}')::json, register.setting('actor_kind', 'database'),
                        register.setting('actor_id', session_user), register.setting('reason', ''));
            END IF;
            RETURN NULL;
        END $body$ $function$,
        'record_update_of_' || of_table, of_table, (
            SELECT string_agg(format(
                'IF NEW.%1$I IS DISTINCT FROM OLD.%1$I THEN '
                'before := before || %2$L || coalesce(to_json(OLD.%1$I)::text, ''null''); '
                'after := after || %2$L || coalesce(to_json(NEW.%1$I)::text, ''null''); END IF;',
                fact, format(',%s:', to_json(fact))), E'\n')
            FROM unnest(facts) AS fact),
        association, replace(item, 'r.', 'NEW.'));
END $$;

-- The key of a row is its identity in the history: it never changes.
CREATE FUNCTION register.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = TG_ARGV[0];
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register.history
    FOR EACH STATEMENT EXECUTE FUNCTION register.refuse('register.history is append-only');

-- Versions ---------------------------------------------------------------------------------------------------------------
-- A version rises once per transaction, when a public or visibility column changed. Setting version_tx is how the
-- triggers on child rows ask for it.
-- Not in a WHEN clause: the server reads that one's text anew for each statement, and so many columns make a long text.
CREATE FUNCTION register.raise_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- For every writer the database sets these: an identity stays, and `first_public_at` is never unset.
    IF NEW.id <> OLD.id OR NEW.vcode <> OLD.vcode THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'An association keeps its id and vCode.';
    END IF;
    NEW.version := OLD.version;
    NEW.first_public_at := OLD.first_public_at;
    IF NEW.version_tx = OLD.version_tx
       AND ROW(NEW.type_code, NEW.subtype_code, NEW.name, NEW.short_name, NEW.call_name, NEW.description,
               NEW.start_date, NEW.status, NEW.winding_up, NEW.opted_out, NEW.deleted_on, NEW.min_age, NEW.max_age,
               NEW.kbo_number, NEW.modified_on)
           IS NOT DISTINCT FROM
           ROW(OLD.type_code, OLD.subtype_code, OLD.name, OLD.short_name, OLD.call_name, OLD.description,
               OLD.start_date, OLD.status, OLD.winding_up, OLD.opted_out, OLD.deleted_on, OLD.min_age, OLD.max_age,
               OLD.kbo_number, OLD.modified_on)
    THEN
        RETURN NEW;
    END IF;
    IF OLD.first_public_at IS NULL AND NEW.status = 'Actief' AND NOT NEW.opted_out AND NEW.deleted_on IS NULL THEN
        NEW.first_public_at := now();
    END IF;
    NEW.version_tx := pg_current_xact_id();
    IF OLD.version_tx <> NEW.version_tx THEN
        NEW.version := OLD.version + 1;
    END IF;
    -- An import tells itself when the register changed something last; ours would change it back and forth.
    IF NEW.modified_on = OLD.modified_on AND register.setting('dates', '') <> 'told' THEN
        NEW.modified_on := current_date;
    END IF;
    RETURN NEW;
END $$;

-- Of being a department the public sees nothing while the whole is hidden.
CREATE FUNCTION register.raise_version_of_department() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF NEW.parent_vcode IS DISTINCT FROM OLD.parent_vcode THEN
        PERFORM register.hold_wholes(ARRAY[NEW.id], ARRAY[NEW.parent_vcode]);
    END IF;
    IF EXISTS (SELECT FROM register.association WHERE vcode IN (OLD.parent_vcode, NEW.parent_vcode) AND is_public) THEN
        NEW.version_tx := pg_current_xact_id();
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION register.first_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := 1;
    NEW.version_tx := pg_current_xact_id();
    NEW.first_public_at := CASE WHEN NEW.status = 'Actief' AND NOT NEW.opted_out AND NEW.deleted_on IS NULL THEN now() END;
    RETURN NEW;
END $$;

CREATE TRIGGER first_version BEFORE INSERT ON register.association
    FOR EACH ROW EXECUTE FUNCTION register.first_version();
-- Triggers of one moment go by name: a department is looked at, then the version rises, also when the one before has
-- asked for it.
CREATE TRIGGER a_department BEFORE UPDATE ON register.association FOR EACH ROW
    WHEN (ROW(NEW.parent_vcode, NEW.parent_identification, NEW.parent_description)
          IS DISTINCT FROM ROW(OLD.parent_vcode, OLD.parent_identification, OLD.parent_description))
    EXECUTE FUNCTION register.raise_version_of_department();
CREATE TRIGGER b_raise_version BEFORE UPDATE ON register.association
    FOR EACH ROW EXECUTE FUNCTION register.raise_version();

-- In order of id, so that two writers that touch the same associations wait for each other and do not deadlock.
CREATE FUNCTION register.raise_versions(ids bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    UPDATE register.association SET version_tx = pg_current_xact_id()
    WHERE id IN (SELECT id FROM register.association
                 WHERE id = ANY (ids) AND version_tx <> pg_current_xact_id() ORDER BY id FOR NO KEY UPDATE);
END $$;

-- What of a row the public can see: a change in the rest raises nothing.
CREATE FUNCTION register.public_part(entry register.location) RETURNS jsonb LANGUAGE sql STABLE
    RETURN CASE WHEN entry.kind = 'Correspondentie'
                 AND NOT (SELECT full_correspondence_address FROM register.policy)
        THEN to_jsonb(entry) - '{name,street,house_number,box,address_id}'::text[]
             || jsonb_build_object('lat', round(entry.lat::numeric, 2), 'lon', round(entry.lon::numeric, 2))
        ELSE to_jsonb(entry) END;

CREATE FUNCTION register.public_part(entry register.contact) RETURNS jsonb LANGUAGE sql STABLE
    RETURN to_jsonb(entry);

CREATE FUNCTION register.public_part(entry register.association_activity) RETURNS jsonb LANGUAGE sql STABLE
    RETURN to_jsonb(entry);

CREATE FUNCTION register.public_part(entry register.association_area) RETURNS jsonb LANGUAGE sql STABLE
    RETURN to_jsonb(entry);

CREATE FUNCTION register.public_part(entry register.recognition) RETURNS jsonb LANGUAGE sql STABLE
    RETURN to_jsonb(entry) - 'suspension_reason';

-- A membership of a hidden association is itself hidden (NULL).
CREATE FUNCTION register.public_part(entry register.membership) RETURNS jsonb LANGUAGE sql STABLE
    RETURN (SELECT to_jsonb(entry) FROM register.association a WHERE a.vcode = entry.other_vcode AND a.is_public);

CREATE FUNCTION register.child_inserted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE ids bigint[];
BEGIN
    EXECUTE 'SELECT array_agg(DISTINCT association_id) FROM new_rows' INTO ids;
    PERFORM register.raise_versions(ids);
    RETURN NULL;
END $$;

CREATE FUNCTION register.child_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE ids bigint[];
BEGIN
    EXECUTE 'SELECT array_agg(DISTINCT association_id) FROM old_rows' INTO ids;
    PERFORM register.raise_versions(ids);
    RETURN NULL;
END $$;

CREATE FUNCTION register.child_updated() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE ids bigint[];
BEGIN
    EXECUTE format(
        'SELECT array_agg(DISTINCT association_id) FROM ('
        ' (SELECT o.association_id, register.public_part(o::register.%1$I) FROM old_rows o'
        '  EXCEPT ALL SELECT n.association_id, register.public_part(n::register.%1$I) FROM new_rows n)'
        ' UNION ALL'
        ' (SELECT n.association_id, register.public_part(n::register.%1$I) FROM new_rows n'
        '  EXCEPT ALL SELECT o.association_id, register.public_part(o::register.%1$I) FROM old_rows o)) AS changed',
        TG_TABLE_NAME) INTO ids;
    PERFORM register.raise_versions(ids);
    RETURN NULL;
END $$;

-- What is published of a part (a member, a department) also depends on its whole. Two transactions of which one adds
-- such a tie and the other renames, hides or shows the whole do not see each other's rows, so that the part could stay
-- in the index as it was. Adding a tie therefore keeps the whole from changing until the commit; where the whole
-- is being changed already, it does not wait (ADR 11) but leaves a note: `feed.settle` raises the part once that is over.
CREATE FUNCTION register.hold_wholes(parts bigint[], wholes text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    late bigint[];
    busy bigint[];
BEGIN
    IF parts IS NULL THEN
        RETURN;
    END IF;
    WITH held AS MATERIALIZED (
        SELECT id FROM register.association WHERE vcode = ANY (wholes) ORDER BY id FOR SHARE SKIP LOCKED
    )
    SELECT array_agg(tie.part), array_agg(whole.id) INTO late, busy
    FROM unnest(parts, wholes) AS tie (part, vcode) JOIN register.association whole USING (vcode)
    WHERE whole.id NOT IN (SELECT id FROM held);
    IF late IS NOT NULL THEN
        PERFORM feed.put_off(late, busy);
    END IF;
END $$;

CREATE FUNCTION register.membership_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM register.hold_wholes(array_agg(association_id), array_agg(other_vcode)) FROM new_rows;
    RETURN NULL;
END $$;

-- Memberships of hidden associations come and go unseen.
CREATE FUNCTION register.membership_inserted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM register.raise_versions((
        SELECT array_agg(DISTINCT n.association_id) FROM new_rows n
        JOIN register.association a ON a.vcode = n.other_vcode AND a.is_public));
    RETURN NULL;
END $$;

CREATE FUNCTION register.membership_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM register.raise_versions((
        SELECT array_agg(DISTINCT o.association_id) FROM old_rows o
        JOIN register.association a ON a.vcode = o.other_vcode AND a.is_public));
    RETURN NULL;
END $$;

DO $$
DECLARE
    child text;
    key text;
BEGIN
    FOREACH child IN ARRAY '{association,association_activity,association_area,location,contact,membership,recognition,
                             representative,bank_account,bank_account_confirmation}'::text[]
    LOOP
        PERFORM register.watch(child);
        EXECUTE format('CREATE TRIGGER history_insert AFTER INSERT ON register.%I REFERENCING NEW TABLE AS new_rows
                        FOR EACH STATEMENT EXECUTE FUNCTION register.%I()', child, 'record_insert_of_' || child);
        EXECUTE format('CREATE TRIGGER history_update AFTER UPDATE ON register.%I FOR EACH ROW
                        WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION register.%I()',
                       child, 'record_update_of_' || child);
        EXECUTE format('CREATE TRIGGER history_delete AFTER DELETE ON register.%I REFERENCING OLD TABLE AS old_rows
                        FOR EACH STATEMENT EXECUTE FUNCTION register.%I()', child, 'record_delete_of_' || child);
        EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON register.%I FOR EACH STATEMENT
                        EXECUTE FUNCTION register.refuse(''TRUNCATE would escape the history: use DELETE'')', child);
    END LOOP;
    FOREACH child IN ARRAY '{association_activity,association_area,location,contact,recognition}'::text[]
    LOOP
        EXECUTE format('CREATE TRIGGER version_insert AFTER INSERT ON register.%I REFERENCING NEW TABLE AS new_rows
                        FOR EACH STATEMENT EXECUTE FUNCTION register.child_inserted()', child);
        EXECUTE format('CREATE TRIGGER version_delete AFTER DELETE ON register.%I REFERENCING OLD TABLE AS old_rows
                        FOR EACH STATEMENT EXECUTE FUNCTION register.child_deleted()', child);
    END LOOP;
    FOREACH child IN ARRAY '{association_activity,association_area,location,contact,recognition,membership}'::text[]
    LOOP
        EXECUTE format('CREATE TRIGGER version_update AFTER UPDATE ON register.%I REFERENCING OLD TABLE AS old_rows
                        NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION register.child_updated()', child);
    END LOOP;
    -- The identity of a row in the history is its key: a key that moved would tear its story apart.
    FOR child, key IN
        SELECT c.relname, string_agg(format('OLD.%1$I IS DISTINCT FROM NEW.%1$I', a.attname), ' OR ')
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace s ON s.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
        WHERE i.indisprimary AND s.nspname = 'register' AND c.relname = ANY ('{association_activity,association_area,
            location,contact,membership,recognition,representative,bank_account,bank_account_confirmation}'::text[])
        GROUP BY c.relname
    LOOP
        EXECUTE format('CREATE TRIGGER keep_key BEFORE UPDATE ON register.%I FOR EACH ROW WHEN (%s)
                        EXECUTE FUNCTION register.refuse(''A row keeps its key: delete it and insert another'')', child, key);
    END LOOP;
END $$;
-- By name before `version_…`, which looks whether the other association is public.
CREATE TRIGGER hold_wholes AFTER INSERT ON register.membership REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION register.membership_told();
CREATE TRIGGER hold_wholes_changed AFTER UPDATE ON register.membership REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION register.membership_told();
CREATE TRIGGER version_insert AFTER INSERT ON register.membership REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION register.membership_inserted();
CREATE TRIGGER version_delete AFTER DELETE ON register.membership REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION register.membership_deleted();

-- The policy decides what of a correspondence address is public: changing it changes what those associations publish.
CREATE FUNCTION register.policy_updated() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM register.raise_versions((
        SELECT array_agg(DISTINCT association_id) FROM register.location WHERE kind = 'Correspondentie'));
    RETURN NULL;
END $$;
CREATE TRIGGER version_update AFTER UPDATE ON register.policy
    FOR EACH ROW WHEN (NEW.full_correspondence_address <> OLD.full_correspondence_address)
    EXECUTE FUNCTION register.policy_updated();

-- The feed ---------------------------------------------------------------------------------------------------------------
-- Append-only and coalesced on read. An upsert would make writers wait for the worker that holds the row.
CREATE TABLE feed.outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    association_id bigint NOT NULL,
    version bigint NOT NULL,
    queued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    locked_until timestamptz NOT NULL DEFAULT '-infinity',
    attempts integer NOT NULL DEFAULT 0,
    priority smallint NOT NULL DEFAULT 0,  -- 0: a person waits for it; 5: bulk work
    trace text NOT NULL DEFAULT '',
    -- Not to be claimed until that association is not being changed any more: see `feed.settle`.
    awaits bigint
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000);
CREATE INDEX outbox_order ON feed.outbox (priority, id);
CREATE INDEX outbox_association ON feed.outbox (association_id);
CREATE INDEX outbox_awaits ON feed.outbox (awaits) WHERE awaits IS NOT NULL;

-- What a hard delete leaves: the version that its removal from the index carries.
CREATE TABLE feed.tombstone (
    association_id bigint PRIMARY KEY,
    vcode text NOT NULL,
    version bigint NOT NULL,
    was_public boolean NOT NULL,
    deleted_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX tombstone_vcode ON feed.tombstone (vcode);

CREATE TABLE feed.dead_letter (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    association_id bigint NOT NULL,
    version bigint NOT NULL,
    generation text NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now(),
    error text NOT NULL,
    trace text NOT NULL DEFAULT '',
    UNIQUE (association_id, generation)
);

CREATE TABLE feed.generation (
    name text PRIMARY KEY,
    schema_hash text NOT NULL,
    state text NOT NULL CHECK (state IN ('building', 'live', 'retired', 'failed', 'dropped')),
    created_at timestamptz NOT NULL DEFAULT now(),
    cursor bigint NOT NULL DEFAULT 0,
    backfilled_at timestamptz,
    checked_at timestamptz,
    live_at timestamptz,
    retired_at timestamptz,
    documents bigint NOT NULL DEFAULT 0,
    note text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX generation_one_live ON feed.generation (state) WHERE state = 'live';
CREATE UNIQUE INDEX generation_one_building ON feed.generation (state) WHERE state = 'building';

-- Small marks that outlive a process: how far the sweep is, when index and register last agreed.
CREATE TABLE feed.mark (
    name text PRIMARY KEY,
    number bigint NOT NULL DEFAULT 0,
    at timestamptz NOT NULL DEFAULT now(),
    note text NOT NULL DEFAULT ''
);

-- What the workers did, counted. They add to it in the transaction that settles their work; the web shows the sums.
CREATE TABLE feed.tally (
    name text NOT NULL,
    label text NOT NULL DEFAULT '',
    count bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (name, label)
);

-- NOTIFY is a hint to look now, nothing more: a lost one costs the second until the next look. A transaction that
-- notifies commits behind one lock of the whole server, so that writers queue up for each other's disk writes. The
-- listener therefore holds this advisory lock while it is awake anyway; a writer that cannot get it does not notify.
CREATE FUNCTION feed.hint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('outbox', '');
    RETURN NULL;
END $$;
CREATE TRIGGER hint AFTER INSERT ON feed.outbox
    FOR EACH STATEMENT WHEN (pg_try_advisory_xact_lock_shared(7226370)) EXECUTE FUNCTION feed.hint();

CREATE FUNCTION feed.queue(ids bigint[], versions bigint[]) RETURNS void LANGUAGE sql SECURITY DEFINER
    BEGIN ATOMIC
        INSERT INTO feed.outbox (association_id, version, priority, trace)
        SELECT id, version, register.setting('priority', '0')::smallint, register.setting('trace', '')
        FROM unnest(ids, versions) AS queued (id, version);
    END;

-- Puts off raising the versions of `ids` until no transaction is changing `awaited` any more.
CREATE FUNCTION feed.put_off(ids bigint[], awaited bigint[]) RETURNS void LANGUAGE sql SECURITY DEFINER
    BEGIN ATOMIC
        INSERT INTO feed.outbox (association_id, version, locked_until, priority, trace, awaits)
        SELECT id, 0, 'infinity', register.setting('priority', '0')::smallint, register.setting('trace', ''), awaits
        FROM unnest(ids, awaited) AS queued (id, awaits);
    END;

-- A name or a visibility that changed also changes what is published of members and departments.
-- It waits for no lock: the transaction that holds it may be waiting for ours. Locked rows are put off.
CREATE FUNCTION register.raise_versions_of_related(vcodes text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    related bigint[];
    busy bigint[];
BEGIN
    IF vcodes IS NULL THEN
        RETURN;
    END IF;
    related := ARRAY(
        SELECT association_id FROM register.membership WHERE other_vcode = ANY (vcodes)
        UNION
        SELECT id FROM register.association WHERE parent_vcode = ANY (vcodes));
    WITH free AS MATERIALIZED (
        SELECT id FROM register.association
        WHERE id = ANY (related) AND version_tx <> pg_current_xact_id() ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
    ), raised AS (
        UPDATE register.association a SET version_tx = pg_current_xact_id() FROM free WHERE a.id = free.id)
    SELECT array_agg(id) INTO busy FROM register.association
    WHERE id = ANY (related) AND version_tx <> pg_current_xact_id() AND id NOT IN (SELECT id FROM free);
    IF busy IS NOT NULL THEN
        PERFORM feed.put_off(busy, busy);
    END IF;
END $$;

-- Raises what was put off, as far as the awaited rows are not locked. A transaction that held them when the note was
-- made has committed by then, and one that begins now sees what the note's transaction wrote. It waits for no lock.
CREATE FUNCTION feed.settle() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
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

CREATE FUNCTION register.association_inserted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM feed.queue(array_agg(id), array_agg(version)) FROM new_rows;
    PERFORM register.hold_wholes(array_agg(id), array_agg(parent_vcode)) FROM new_rows WHERE parent_vcode IS NOT NULL;
    PERFORM register.raise_versions_of_related((SELECT array_agg(vcode) FROM new_rows WHERE is_public));
    RETURN NULL;
END $$;

CREATE FUNCTION register.association_updated() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
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

CREATE FUNCTION register.association_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO feed.tombstone (association_id, vcode, version, was_public)
    SELECT id, vcode, version + 1, first_public_at IS NOT NULL FROM old_rows;
    PERFORM feed.queue(array_agg(id), array_agg(version + 1)) FROM old_rows;
    PERFORM register.raise_versions_of_related((SELECT array_agg(vcode) FROM old_rows WHERE is_public));
    RETURN NULL;
END $$;

CREATE TRIGGER outbox_insert AFTER INSERT ON register.association REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION register.association_inserted();
CREATE TRIGGER outbox_update AFTER UPDATE ON register.association
    FOR EACH ROW EXECUTE FUNCTION register.association_updated();
CREATE TRIGGER outbox_delete AFTER DELETE ON register.association REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION register.association_deleted();

-- Reading the history ------------------------------------------------------------------------------------------------------
CREATE AGGREGATE register.merge(jsonb) (SFUNC = jsonb_concat, STYPE = jsonb, INITCOND = '{}');

-- The association as it stood at a moment: {"association": {...}, "location": [...], ...}, or NULL when it was not there.
-- A vCode may have been given out anew: what stood at that moment is the youngest of those that had it. A transaction
-- counts as a whole, from its last change of this association on.
CREATE FUNCTION register.state_at(of_vcode text, moment timestamptz) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER  -- it looks at tombstones, which the registrar may not
    RETURN (
        WITH known AS (
            SELECT id AS association_id FROM register.association WHERE vcode = of_vcode
            UNION ALL
            SELECT association_id FROM feed.tombstone WHERE vcode = of_vcode
        ), told AS (
            SELECT h.*, max(h.at) OVER (PARTITION BY h.association_id, h.tx) AS settled
            FROM register.history h JOIN known USING (association_id)
        ), youngest AS (
            SELECT max(association_id) AS association_id FROM told WHERE settled <= moment
        ), lives AS (
            SELECT told.*, max(id) FILTER (WHERE operation = 'insert') OVER whole AS born,
                   max(id) FILTER (WHERE operation = 'delete') OVER whole AS died
            FROM told JOIN youngest USING (association_id)
            WHERE settled <= moment
            WINDOW whole AS (PARTITION BY list, item)
        ), items AS (
            SELECT list, item, register.merge(new::jsonb ORDER BY id) AS entry
            FROM lives WHERE id >= born AND (died IS NULL OR died < born)
            GROUP BY list, item
        )
        SELECT CASE WHEN count(*) FILTER (WHERE list = 'association') > 0 THEN jsonb_object_agg(list, entries) END
        FROM (SELECT list, CASE WHEN list = 'association' THEN (array_agg(entry))[1]
                                ELSE jsonb_agg(entry ORDER BY item) END AS entries
              FROM items GROUP BY list) AS lists);

-- Who has changed much (an import) does not leave readers with the plans of before until autovacuum comes by.
CREATE FUNCTION register.refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    ANALYZE register.association, register.association_activity, register.association_area, register.location,
        register.contact, register.membership, register.recognition, register.representative, register.bank_account,
        register.bank_account_confirmation;
END $$;

-- The next number of an item in a list of an association. The history knows every number that was ever used.
CREATE FUNCTION register.next_item(of_association bigint, of_list text) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    RETURN (SELECT coalesce(max(item::integer), 0) + 1 FROM register.history
            WHERE association_id = of_association AND list = of_list AND operation = 'insert');

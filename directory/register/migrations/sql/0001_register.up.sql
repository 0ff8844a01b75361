-- The truth. Everything here is private; what may leave is decided by the views of 0004.
CREATE SCHEMA register;
CREATE SCHEMA feed;
CREATE SCHEMA publication;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- Check digits -------------------------------------------------------------------------------------------------------
-- CASE and not AND: only CASE promises that the casts are not tried on text that is no number.
CREATE FUNCTION register.is_kbo_number(value text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN value ~ '^[0-9]{10}$' THEN right(value, 2)::int = 97 - left(value, 8)::int % 97 ELSE false END;

-- Not STRICT, as the next one: only then is it written out in the constraint instead of being called for every row.
CREATE FUNCTION register.is_insz(value text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    -- Born before 2000, or from then on with a 2 before the number. None fits both: 2,000,000,000 is no multiple of 97.
    RETURN CASE WHEN value ~ '^[0-9]{11}$'
        THEN (right(value, 2)::int = 97 - left(value, 9)::bigint % 97)
          <> (right(value, 2)::int = 97 - ('2' || left(value, 9))::bigint % 97)
        ELSE false END;

CREATE FUNCTION register.is_belgian_iban(value text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    -- Stored in groups of four. B = 11 and E = 14 after the rule of ISO 13616.
    RETURN CASE WHEN value ~ '^BE[0-9]{2}( [0-9]{4}){3}$'
        THEN (replace(substr(value, 6), ' ', '') || '1114' || substr(value, 3, 2))::numeric % 97 = 1
        ELSE false END;

CREATE FUNCTION register.is_distinct_list(items text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN cardinality(items) = (SELECT count(DISTINCT lower(item)) FROM unnest(items) AS item);

-- Code lists and places ----------------------------------------------------------------------------------------------
CREATE TABLE register.activity (
    code text PRIMARY KEY,
    name text NOT NULL,
    position smallint NOT NULL
);

CREATE TABLE register.association_type (
    code text PRIMARY KEY,
    name text NOT NULL,
    from_kbo boolean NOT NULL
);

CREATE TABLE register.association_subtype (
    code text PRIMARY KEY,
    name text NOT NULL
);

-- Regions, provinces and municipalities in one hierarchy. A municipality's code is its NIS code, never its LAU code
-- (four municipalities have two). Ended municipalities stay, with their successor: old codes still arrive.
CREATE TABLE register.area (
    code text PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('gewest', 'provincie', 'gemeente', 'nvt')),
    name text NOT NULL,
    name_fr text NOT NULL DEFAULT '',
    slug text NOT NULL,
    parent text REFERENCES register.area (code),
    lau_code text NOT NULL DEFAULT '',
    arrondissement text NOT NULL DEFAULT '',
    lat double precision,
    lon double precision,
    population integer,
    valid_from date,
    valid_to date,
    successor text REFERENCES register.area (code),
    CHECK ((valid_to IS NULL) = (successor IS NULL)),
    CHECK (kind <> 'gemeente' OR code ~ '^[0-9]{5}$')
);
CREATE UNIQUE INDEX area_slug ON register.area (kind, slug) WHERE valid_to IS NULL;
CREATE INDEX area_parent ON register.area (parent);
CREATE INDEX area_successor ON register.area (successor);

CREATE TABLE register.area_lau (
    lau_code text PRIMARY KEY,
    area_code text NOT NULL REFERENCES register.area (code)
);
CREATE INDEX area_lau_area_code ON register.area_lau (area_code);

CREATE TABLE register.place (
    postcode text NOT NULL CHECK (postcode ~ '^[0-9]{4}$'),
    name text NOT NULL,
    nis text NOT NULL REFERENCES register.area (code),
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    PRIMARY KEY (postcode, name, nis)
);
CREATE INDEX place_nis ON register.place (nis);

-- One row that the publication views consult: how much of a correspondence address leaves.
CREATE TABLE register.policy (
    sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
    full_correspondence_address boolean NOT NULL DEFAULT false
);
INSERT INTO register.policy DEFAULT VALUES;

-- Associations -------------------------------------------------------------------------------------------------------
CREATE TABLE register.association (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    vcode text NOT NULL CONSTRAINT association_vcode UNIQUE CHECK (vcode ~ '^V[0-9]{7}$' AND vcode >= 'V0001001'),
    type_code text NOT NULL REFERENCES register.association_type (code),
    subtype_code text NOT NULL DEFAULT '' REFERENCES register.association_subtype (code),
    -- The association that this one is a department of. No foreign key: the register names associations that
    -- arrive later in the same file.
    parent_vcode text CHECK (parent_vcode ~ '^V[0-9]{7}$' AND parent_vcode <> vcode),
    parent_identification text NOT NULL DEFAULT '',
    parent_description text NOT NULL DEFAULT '',
    name text NOT NULL CHECK (btrim(name) <> ''),
    short_name text NOT NULL DEFAULT '',
    call_name text NOT NULL DEFAULT '',
    description text NOT NULL DEFAULT '',
    start_date date,
    end_date date,
    status text NOT NULL DEFAULT 'Actief' CHECK (status IN ('Actief', 'Gestopt', 'Dubbel')),
    winding_up boolean NOT NULL DEFAULT false,
    duplicate_of text CHECK (duplicate_of ~ '^V[0-9]{7}$' AND duplicate_of <> vcode),
    opted_out boolean NOT NULL DEFAULT false,
    deleted_on date,
    min_age smallint NOT NULL DEFAULT 0,
    max_age smallint NOT NULL DEFAULT 150,
    kbo_number text CONSTRAINT association_kbo_number UNIQUE CHECK (register.is_kbo_number(kbo_number)),
    legal_form text NOT NULL DEFAULT '',
    source text NOT NULL DEFAULT 'Initiator' CHECK (source IN ('Initiator', 'KBO')),
    modified_on date NOT NULL DEFAULT current_date,
    first_public_at timestamptz,
    version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
    -- The transaction that raised the version last: a transaction raises it once, however many rows it touches.
    version_tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
    -- The one definition of "public". Everything else refers to this column.
    is_public boolean NOT NULL GENERATED ALWAYS AS (status = 'Actief' AND NOT opted_out AND deleted_on IS NULL) STORED,
    CONSTRAINT association_ends_after_it_starts CHECK (end_date >= start_date),
    CONSTRAINT association_ages CHECK (0 <= min_age AND min_age <= max_age AND max_age <= 150),
    CONSTRAINT association_subtype_only_vzer CHECK (subtype_code = '' OR type_code = 'VZER'),
    CONSTRAINT association_department_has_parent CHECK ((subtype_code = 'SUB') = (parent_vcode IS NOT NULL)),
    CONSTRAINT association_opt_out_without_legal_personality CHECK (NOT opted_out OR type_code IN ('FV', 'VZER')),
    CONSTRAINT association_duplicate_names_the_authentic CHECK ((status = 'Dubbel') = (duplicate_of IS NOT NULL)),
    CONSTRAINT association_winding_up_is_active CHECK (NOT winding_up OR status = 'Actief')
);
CREATE INDEX association_public ON register.association (id) WHERE is_public;
CREATE INDEX association_parent ON register.association (parent_vcode) WHERE parent_vcode IS NOT NULL;
CREATE INDEX association_of_type ON register.association (type_code);

CREATE TABLE register.association_activity (
    association_id bigint NOT NULL REFERENCES register.association (id) ON DELETE CASCADE,
    activity_code text NOT NULL REFERENCES register.activity (code),
    PRIMARY KEY (association_id, activity_code)
);
CREATE INDEX association_activity_code ON register.association_activity (activity_code);

CREATE TABLE register.association_area (
    association_id bigint NOT NULL REFERENCES register.association (id) ON DELETE CASCADE,
    area_code text NOT NULL REFERENCES register.area (code),
    PRIMARY KEY (association_id, area_code)
);
CREATE INDEX association_area_code ON register.association_area (area_code);

-- `source_key` is the identifier that the register's export gives an item (`@id`): it recognises the item in the next
-- export. Numbers start at 1 within their association and are never used again (register.next_item).
CREATE TABLE register.location (
    association_id bigint NOT NULL REFERENCES register.association (id) ON DELETE CASCADE,
    location_id integer NOT NULL CHECK (location_id > 0),
    kind text NOT NULL
        CHECK (kind IN ('Activiteiten', 'Correspondentie', 'Maatschappelijke zetel volgens KBO')),
    is_primary boolean NOT NULL DEFAULT false,
    name text NOT NULL DEFAULT '' CHECK (char_length(name) <= 128),
    street text NOT NULL DEFAULT '',
    house_number text NOT NULL DEFAULT '',
    box text NOT NULL DEFAULT '',
    postcode text NOT NULL DEFAULT '',
    municipality text NOT NULL DEFAULT '',
    country text NOT NULL DEFAULT '',
    address_id text NOT NULL DEFAULT '' CHECK (address_id = '' OR address_id LIKE 'https://data.vlaanderen.be/id/adres/%'),
    nis text REFERENCES register.area (code),
    district text NOT NULL DEFAULT '',
    lat double precision CHECK (lat BETWEEN -90 AND 90),
    lon double precision CHECK (lon BETWEEN -180 AND 180),
    source_key text NOT NULL DEFAULT '',
    PRIMARY KEY (association_id, location_id),
    CONSTRAINT location_one_primary EXCLUDE USING btree (association_id WITH =) WHERE (is_primary) DEFERRABLE,
    CONSTRAINT location_one_correspondence
        EXCLUDE USING btree (association_id WITH =) WHERE (kind = 'Correspondentie') DEFERRABLE,
    CONSTRAINT location_one_seat
        EXCLUDE USING btree (association_id WITH =) WHERE (kind = 'Maatschappelijke zetel volgens KBO') DEFERRABLE
);
CREATE INDEX location_nis ON register.location (nis);

CREATE TABLE register.contact (
    association_id bigint NOT NULL REFERENCES register.association (id) ON DELETE CASCADE,
    contact_id integer NOT NULL CHECK (contact_id > 0),
    kind text NOT NULL CHECK (kind IN ('E-mail', 'Website', 'SocialMedia', 'Telefoon')),
    value text NOT NULL CHECK (btrim(value) <> ''),
    description text NOT NULL DEFAULT '' CHECK (char_length(description) <= 128),
    is_primary boolean NOT NULL DEFAULT false,
    source_key text NOT NULL DEFAULT '',
    PRIMARY KEY (association_id, contact_id),
    CONSTRAINT contact_once UNIQUE (association_id, kind, value, description) DEFERRABLE,
    CONSTRAINT contact_one_primary_per_kind
        EXCLUDE USING btree (association_id WITH =, kind WITH =) WHERE (is_primary) DEFERRABLE
);

CREATE TABLE register.membership (
    association_id bigint NOT NULL REFERENCES register.association (id) ON DELETE CASCADE,
    membership_id integer NOT NULL CHECK (membership_id > 0),
    other_vcode text NOT NULL CHECK (other_vcode ~ '^V[0-9]{7}$'),
    from_date date,
    until_date date,
    identification text NOT NULL DEFAULT '',
    description text NOT NULL DEFAULT '',
    source_key text NOT NULL DEFAULT '',
    PRIMARY KEY (association_id, membership_id),
    CONSTRAINT membership_ends_after_it_starts CHECK (until_date >= from_date)
);
CREATE INDEX membership_other ON register.membership (other_vcode);

CREATE TABLE register.recognition (
    association_id bigint NOT NULL REFERENCES register.association (id) ON DELETE CASCADE,
    recognition_id integer NOT NULL CHECK (recognition_id > 0),
    authority_ovo text NOT NULL CHECK (btrim(authority_ovo) <> ''),
    authority_name text NOT NULL DEFAULT '',
    product_number text NOT NULL DEFAULT '',
    product_name text NOT NULL DEFAULT '',
    start_date date,
    end_date date,
    renewal_date date,
    renewal_url text NOT NULL DEFAULT '' CHECK (renewal_url = '' OR renewal_url ~ '^https?://'),
    suspension_reason text NOT NULL DEFAULT '',
    status text NOT NULL CHECK (status IN ('InAanvraag', 'Actief', 'Geschorst', 'Verlopen')),
    PRIMARY KEY (association_id, recognition_id),
    CONSTRAINT recognition_ends_after_it_starts CHECK (end_date >= start_date),
    CONSTRAINT recognition_renewed_within_its_period CHECK (renewal_date BETWEEN start_date AND end_date),
    CONSTRAINT recognition_suspended_with_reason CHECK (status <> 'Geschorst' OR btrim(suspension_reason) <> '')
);

-- Persons and accounts: never public -----------------------------------------------------------------------------------
CREATE TABLE register.representative (
    association_id bigint NOT NULL REFERENCES register.association (id) ON DELETE CASCADE,
    representative_id integer NOT NULL CHECK (representative_id > 0),
    insz text NOT NULL CHECK (register.is_insz(insz)),
    first_name text NOT NULL CHECK (first_name ~ '[^0-9]' AND first_name !~ '[0-9]'),
    last_name text NOT NULL CHECK (last_name ~ '[^0-9]' AND last_name !~ '[0-9]'),
    call_name text NOT NULL DEFAULT '',
    role text NOT NULL DEFAULT '',
    is_primary boolean NOT NULL DEFAULT false,
    email text NOT NULL DEFAULT '',
    phone text NOT NULL DEFAULT '',
    mobile text NOT NULL DEFAULT '',
    social_media text NOT NULL DEFAULT '',
    confirmed_by_ksz boolean,
    PRIMARY KEY (association_id, representative_id),
    CONSTRAINT representative_once UNIQUE (association_id, insz) DEFERRABLE,
    CONSTRAINT representative_one_primary EXCLUDE USING btree (association_id WITH =) WHERE (is_primary) DEFERRABLE
);

CREATE TABLE register.bank_account (
    association_id bigint NOT NULL REFERENCES register.association (id) ON DELETE CASCADE,
    account_id integer NOT NULL CHECK (account_id > 0),
    iban text NOT NULL CHECK (register.is_belgian_iban(iban)),
    purpose text NOT NULL DEFAULT '' CHECK (char_length(purpose) <= 128),
    holders text[] NOT NULL CHECK (cardinality(holders) >= 1 AND register.is_distinct_list(holders)),
    source text NOT NULL DEFAULT 'Initiator' CHECK (source IN ('Initiator', 'KBO')),
    PRIMARY KEY (association_id, account_id),
    CONSTRAINT bank_account_once UNIQUE (association_id, iban) DEFERRABLE
);

CREATE TABLE register.bank_account_confirmation (
    association_id bigint NOT NULL,
    account_id integer NOT NULL,
    ovo_code text NOT NULL CHECK (btrim(ovo_code) <> ''),
    name text NOT NULL DEFAULT '',
    PRIMARY KEY (association_id, account_id, ovo_code),
    FOREIGN KEY (association_id, account_id) REFERENCES register.bank_account ON DELETE CASCADE
);

-- What one row cannot know about its neighbours --------------------------------------------------------------------------
-- Checked per statement, so that a bulk merge pays once. The messages are the register's own. Two transactions do not see
-- each other's rows: the first to check locks the association, and the second then sees what the first has written.
CREATE FUNCTION register.lock_associations(ids bigint[]) RETURNS void LANGUAGE sql
    BEGIN ATOMIC
        -- What this transaction has raised itself, it has locked already.
        SELECT FROM register.association
        WHERE id = ANY (ids) AND version_tx <> pg_current_xact_id() ORDER BY id FOR NO KEY UPDATE;
    END;

CREATE FUNCTION register.check_memberships() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM register.lock_associations((SELECT array_agg(association_id) FROM new_rows));
    IF EXISTS (SELECT FROM new_rows n JOIN register.association a ON a.id = n.association_id AND a.vcode = n.other_vcode)
    THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_not_of_itself',
        MESSAGE = 'Een vereniging kan geen lid zijn van zichzelf.';
    END IF;
    IF EXISTS (
        SELECT FROM new_rows n JOIN register.membership m
            ON m.association_id = n.association_id AND m.other_vcode = n.other_vcode AND m.membership_id <> n.membership_id
           AND daterange(m.from_date, m.until_date, '[]') && daterange(n.from_date, n.until_date, '[]'))
    THEN RAISE EXCEPTION USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'membership_no_overlap',
        MESSAGE = 'De periodes van lidmaatschappen bij dezelfde vereniging mogen niet overlappen.';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION register.check_recognitions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM register.lock_associations((SELECT array_agg(association_id) FROM new_rows));
    IF EXISTS (
        SELECT FROM new_rows n JOIN register.recognition r
            ON r.association_id = n.association_id AND r.product_number = n.product_number
           AND r.authority_ovo = n.authority_ovo AND r.recognition_id <> n.recognition_id
           AND daterange(r.start_date, r.end_date, '[]') && daterange(n.start_date, n.end_date, '[]'))
    THEN RAISE EXCEPTION USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'recognition_no_overlap',
        MESSAGE = 'De periodes van erkenningen voor hetzelfde product mogen niet overlappen.';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION register.check_areas() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM register.lock_associations((SELECT array_agg(association_id) FROM new_rows));
    IF EXISTS (
        SELECT FROM register.association_area a
        WHERE a.association_id IN (SELECT association_id FROM new_rows)
        GROUP BY a.association_id HAVING bool_or(a.area_code = 'NVT') AND count(*) > 1)
    THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'area_not_applicable_stands_alone',
        MESSAGE = 'Het opgegeven werkingsgebied NVT kan niet gecombineerd worden met andere codes.';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER check_new AFTER INSERT ON register.membership
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION register.check_memberships();
CREATE TRIGGER check_changed AFTER UPDATE ON register.membership
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION register.check_memberships();
CREATE TRIGGER check_new AFTER INSERT ON register.recognition
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION register.check_recognitions();
CREATE TRIGGER check_changed AFTER UPDATE ON register.recognition
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION register.check_recognitions();
CREATE TRIGGER check_new AFTER INSERT ON register.association_area
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION register.check_areas();
CREATE TRIGGER check_changed AFTER UPDATE ON register.association_area
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION register.check_areas();

-- Mistakes that visitors report. Of who reports nothing is kept but what they typed, and that only for a while.
CREATE TABLE site.report (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- What a reporter can quote. Made of the form and what was typed in it, so that the same form sent twice is one row.
    reference text NOT NULL CHECK (reference ~ '^[0-9A-Z]{5}-[0-9A-Z]{5}$'),
    -- No foreign key: a report outlives the association that it was about.
    vcode text NOT NULL CHECK (vcode ~ '^V[0-9]{7}$'),
    kind text NOT NULL CHECK (kind IN ('naam', 'plaats', 'contact', 'activiteit', 'gestopt', 'anders')),
    message text NOT NULL CHECK (length(message) <= 2000),
    contact text NOT NULL CHECK (length(contact) <= 200 AND contact !~ '[[:cntrl:]]'),
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'sent', 'failed', 'closed')),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    -- No attempt before this: the end of a worker's claim, or of the pause after an attempt that failed.
    next_try timestamptz NOT NULL DEFAULT clock_timestamp(),
    settled_at timestamptz,
    addressee text NOT NULL DEFAULT '' CHECK (addressee IN ('', 'association', 'municipality', 'site')),
    problem text NOT NULL DEFAULT '' CHECK (problem IN ('', 'refused', 'postponed')),
    erased_at timestamptz,
    CONSTRAINT report_reference UNIQUE (reference),
    CONSTRAINT report_settled CHECK ((state = 'new') = (settled_at IS NULL)),
    CONSTRAINT report_sent_to_somebody CHECK (state <> 'sent' OR addressee <> ''),
    CONSTRAINT report_erased CHECK (CASE WHEN erased_at IS NULL THEN message <> '' ELSE message = '' AND contact = '' END),
    -- What was not passed on yet is not erased: it would be lost.
    CONSTRAINT report_kept_until_settled CHECK (state <> 'new' OR erased_at IS NULL)
);
CREATE INDEX report_waiting ON site.report (next_try, id) WHERE state = 'new';
CREATE INDEX report_to_erase ON site.report (received_at) WHERE erased_at IS NULL;

-- Where a municipality wants to hear of mistakes in associations that have no address of their own.
CREATE TABLE site.municipality_mail (
    nis text PRIMARY KEY CHECK (nis ~ '^[0-9]{5}$'),
    email text NOT NULL CHECK (email ~ '^[!-~]+@[!-~]+$' AND length(email) <= 254)
);

-- Numbers only: nothing of any report.
CREATE VIEW site.report_health WITH (security_barrier) AS
SELECT wanted.state, count(r.id) AS reports,
       coalesce(greatest(extract(epoch FROM clock_timestamp() - min(r.received_at)), 0), 0)::double precision AS oldest_seconds
FROM unnest('{new,sent,failed,closed}'::text[]) AS wanted (state)
LEFT JOIN site.report r ON r.state = wanted.state
GROUP BY wanted.state;

-- The web drops a report in the box and cannot look into it.
GRANT INSERT (reference, vcode, kind, message, contact) ON site.report TO directory_public;
GRANT SELECT (nis) ON site.municipality_mail TO directory_public;
GRANT SELECT ON site.report_health TO directory_public, directory_indexer;

GRANT SELECT ON site.report, site.municipality_mail TO directory_indexer;
GRANT UPDATE (message, contact, state, attempts, next_try, settled_at, addressee, problem, erased_at)
    ON site.report TO directory_indexer;

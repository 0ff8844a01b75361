-- Two more logins: that of the signed-in application, and that of the rooms' jobs (mail of reports, statistics of
-- widgets), which ran as the indexer until now. Roles belong to the whole cluster: another database may have made them.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY '{directory_desk,directory_worker}'::text[] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;  -- made by a neighbour in between, which is what we wanted
        END;
    END LOOP;
END $$;

-- The signed-in application has no room yet, and so no right: each room grants what it needs when it moves in.

GRANT USAGE ON SCHEMA publication, site TO directory_worker;
-- To whom a report goes is read from the association as it is published.
GRANT SELECT ON publication.association, publication.association_activity, publication.association_area,
    publication.location, publication.contact, publication.membership, publication.recognition TO directory_worker;
GRANT SELECT ON site.report, site.municipality_mail, site.report_health TO directory_worker;
GRANT UPDATE (message, contact, state, attempts, next_try, settled_at, addressee, problem, erased_at)
    ON site.report TO directory_worker;
GRANT SELECT (id) ON site.widget TO directory_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON site.widget_day, site.widget_term TO directory_worker;
GRANT SELECT, INSERT, DELETE ON site.widget_batch TO directory_worker;

-- The indexer has no business with what reporters typed or with saved widgets.
REVOKE SELECT ON site.report, site.municipality_mail, site.report_health FROM directory_indexer;
REVOKE UPDATE (message, contact, state, attempts, next_try, settled_at, addressee, problem, erased_at)
    ON site.report FROM directory_indexer;
REVOKE SELECT (id) ON site.widget FROM directory_indexer;
REVOKE SELECT, INSERT, UPDATE, DELETE ON site.widget_day, site.widget_term FROM directory_indexer;
REVOKE SELECT, INSERT, DELETE ON site.widget_batch FROM directory_indexer;
REVOKE USAGE ON SCHEMA site FROM directory_indexer;

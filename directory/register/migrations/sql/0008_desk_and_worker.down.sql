GRANT USAGE ON SCHEMA site TO directory_indexer;
GRANT SELECT ON site.report, site.municipality_mail, site.report_health TO directory_indexer;
GRANT UPDATE (message, contact, state, attempts, next_try, settled_at, addressee, problem, erased_at)
    ON site.report TO directory_indexer;
GRANT SELECT (id) ON site.widget TO directory_indexer;
GRANT SELECT, INSERT, UPDATE, DELETE ON site.widget_day, site.widget_term TO directory_indexer;
GRANT SELECT, INSERT, DELETE ON site.widget_batch TO directory_indexer;

-- The roles stay: they belong to the whole cluster, and another database may use them.
REVOKE ALL ON ALL TABLES IN SCHEMA publication, site FROM directory_worker;
REVOKE UPDATE (message, contact, state, attempts, next_try, settled_at, addressee, problem, erased_at)
    ON site.report FROM directory_worker;
REVOKE SELECT (id) ON site.widget FROM directory_worker;
REVOKE USAGE ON SCHEMA publication, site FROM directory_worker;

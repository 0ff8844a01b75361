DO $$
DECLARE
    drop_statement text;
BEGIN
    FOR drop_statement IN
        SELECT format('DROP TRIGGER %I ON register.%I', t.tgname, c.relname)
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'register' AND NOT t.tgisinternal AND t.tgname NOT IN ('check_new', 'check_changed')
    LOOP
        EXECUTE drop_statement;
    END LOOP;
END $$;
DROP FUNCTION register.next_item(bigint, text);
DROP FUNCTION register.refresh_statistics();
DROP FUNCTION register.state_at(text, timestamptz);
DROP AGGREGATE register.merge(jsonb);
DROP FUNCTION register.association_deleted();
DROP FUNCTION register.association_updated();
DROP FUNCTION register.association_inserted();
DROP FUNCTION register.raise_versions_of_related(text[]);
DROP FUNCTION feed.settle();
DROP FUNCTION feed.put_off(bigint[], bigint[]);
DROP FUNCTION feed.queue(bigint[], bigint[]);
DROP TABLE feed.tally, feed.mark, feed.generation, feed.dead_letter, feed.tombstone, feed.outbox;
DROP FUNCTION feed.hint();
DROP FUNCTION register.policy_updated();
DROP FUNCTION register.membership_deleted();
DROP FUNCTION register.membership_inserted();
DROP FUNCTION register.membership_told();
DROP FUNCTION register.hold_wholes(bigint[], text[]);
DROP FUNCTION register.child_updated();
DROP FUNCTION register.child_deleted();
DROP FUNCTION register.child_inserted();
DROP FUNCTION register.public_part(register.membership);
DROP FUNCTION register.public_part(register.recognition);
DROP FUNCTION register.public_part(register.association_area);
DROP FUNCTION register.public_part(register.association_activity);
DROP FUNCTION register.public_part(register.contact);
DROP FUNCTION register.public_part(register.location);
DROP FUNCTION register.raise_versions(bigint[]);
DROP FUNCTION register.first_version();
DROP FUNCTION register.raise_version_of_department();
DROP FUNCTION register.raise_version();
DROP TABLE register.history;
DROP FUNCTION register.refuse();
DO $$
DECLARE
    drop_statement text;
BEGIN
    FOR drop_statement IN
        SELECT format('DROP FUNCTION register.%I()', p.proname)
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = 'register' AND p.proname LIKE 'record\_%\_of\_%'
    LOOP
        EXECUTE drop_statement;
    END LOOP;
END $$;
DROP FUNCTION register.watch(text);
DROP FUNCTION register.setting(text, text);

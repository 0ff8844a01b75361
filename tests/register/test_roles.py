"""Each role can do what it must and nothing else: every relation and function is tried, found in the catalog."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import errors, sql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.running_parts import Database

SCHEMAS = ["register", "feed", "publication"]
READ = {"SELECT"}
WRITE = {"SELECT", "INSERT", "UPDATE", "DELETE"}
VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN")

CODE_LISTS = ("activity", "area", "area_lau", "association_subtype", "association_type", "place", "policy")
WRITTEN = (
    *("association", "association_activity", "association_area", "bank_account", "bank_account_confirmation"),
    *("contact", "location", "membership", "recognition", "representative"),
)
VIEWS = (
    *("activity", "area", "area_lau", "association", "association_activity", "association_area", "association_type"),
    *("contact", "departed", "department", "index_health", "index_state", "index_tally", "location", "member"),
    *("membership", "place", "recognition"),
)
# What the mail of reports reads of an association.
MAILED = (
    *("association", "association_activity", "association_area", "contact", "location", "membership", "recognition"),
)
WORKED = ("dead_letter", "generation", "mark", "outbox", "tally")

# The decisions: a new table or view is added here, for each role.
DECIDED: dict[str, dict[str, set[str]]] = {
    **{f"register.{name}": {"directory_registrar": READ} for name in (*CODE_LISTS, "history")},
    **{f"register.{name}": {"directory_registrar": WRITE} for name in WRITTEN},
    **{f"publication.{name}": {"directory_public": READ, "directory_indexer": READ} for name in VIEWS},
    **{
        f"publication.{name}": {"directory_public": READ, "directory_indexer": READ, "directory_worker": READ}
        for name in MAILED
    },
    **{f"feed.{name}": {"directory_indexer": WRITE} for name in WORKED},
    "feed.tombstone": {},
    "feed.version": {"directory_indexer": READ},
}
# Functions that only triggers and the owner call; every other one of `register` is the registrar's too.
OWNERS_ONLY = {"raise_versions", "raise_versions_of_related", "hold_wholes", "watch"}
ROLES = (
    *("directory_registrar", "directory_public", "directory_desk", "directory_indexer", "directory_worker"),
    "stranger",
)


@pytest.fixture(scope="module")
def logins(module_database: Database) -> Iterator[dict[str, str]]:
    """Return the address of each role, a fresh one without any right among them."""
    name, password = f"stranger_{secrets.token_hex(4)}", secrets.token_hex(8)
    server = module_database.superuser.rpartition("@")[2]
    with psycopg.connect(module_database.superuser, autocommit=True) as connection:
        create = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
        connection.execute(create.format(sql.Identifier(name), sql.Literal(password)))
        yield {
            "directory_registrar": module_database.registrar,
            "directory_public": module_database.public,
            "directory_desk": module_database.desk,
            "directory_indexer": module_database.indexer,
            "directory_worker": module_database.worker,
            "stranger": f"postgresql://{name}:{password}@{server}",
        }
        connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


@pytest.fixture
def catalog(module_database: Database) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """Connect as the superuser, to read the catalog."""
    with psycopg.connect(module_database.superuser, autocommit=True) as connection:
        yield connection


def _relations(catalog: psycopg.Connection[tuple[Any, ...]]) -> set[str]:
    found = catalog.execute(
        "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = ANY (%s) AND c.relkind IN ('r', 'v', 'm', 'p', 'f')",
        (SCHEMAS,),
    )
    return {row[0] for row in found}


def _statement(verb: str, relation: str, column: str) -> str:
    """Write a statement that needs this right and would change nothing."""
    return {
        "SELECT": f"SELECT {column} FROM {relation} LIMIT 0",  # noqa: S608 - names from the catalog
        "INSERT": f"INSERT INTO {relation} ({column}) SELECT {column} FROM {relation} WHERE false",  # noqa: S608 - idem
        "UPDATE": f"UPDATE {relation} SET {column} = {column} WHERE false",  # noqa: S608 - idem
        "DELETE": f"DELETE FROM {relation} WHERE false",  # noqa: S608 - idem
        "TRUNCATE": f"TRUNCATE {relation}",
        "REFERENCES": f"CREATE TABLE register.grip (x int REFERENCES {relation})",
        "TRIGGER": f"CREATE TRIGGER grip BEFORE DELETE ON {relation} FOR EACH STATEMENT EXECUTE FUNCTION feed.hint()",
        "MAINTAIN": f"LOCK TABLE {relation} IN ACCESS EXCLUSIVE MODE",
    }[verb]


# A view that cannot be written at all is told apart before rights are looked at.
_REFUSALS = (errors.InsufficientPrivilege, errors.ObjectNotInPrerequisiteState, errors.WrongObjectType)


def _allowed(role: str, relation: str) -> set[str]:
    return DECIDED[relation].get(role, set())


def test_every_table_and_view_has_been_decided_about(catalog: psycopg.Connection[tuple[Any, ...]]) -> None:
    assert _relations(catalog) == set(DECIDED)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "stranger"])
def test_a_role_has_exactly_the_rights_that_were_decided(
    catalog: psycopg.Connection[tuple[Any, ...]], role: str
) -> None:
    found = catalog.execute(
        "SELECT name, verb FROM unnest(%s::text[]) AS name, unnest(%s::text[]) AS verb"
        " WHERE has_table_privilege(%s, name, verb)"
        "    OR (verb IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') AND has_any_column_privilege(%s, name, verb))",
        (sorted(DECIDED), list(VERBS), role, role),
    ).fetchall()
    assert set(found) == {(relation, verb) for relation in DECIDED for verb in _allowed(role, relation)}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_that_tries_what_it_must_not_is_refused(
    catalog: psycopg.Connection[tuple[Any, ...]], logins: dict[str, str], role: str, verb: str
) -> None:
    columns = dict(
        catalog.execute(
            "SELECT attrelid::regclass::text, min(attname) FROM pg_attribute"
            " WHERE attrelid = ANY (%s::regclass[]) AND attnum > 0 AND attgenerated = '' AND attidentity = ''"
            " GROUP BY 1",
            (sorted(DECIDED),),
        ).fetchall()
    )
    got_through = []
    with psycopg.connect(logins[role]) as connection:
        for relation in sorted(_relations(catalog)):
            if verb in _allowed(role, relation) or (verb == "MAINTAIN" and _allowed(role, relation) >= WRITE):
                continue  # the right to delete includes the right to lock
            try:
                connection.execute(_statement(verb, relation, columns[relation]).encode())
                got_through.append(relation)
            except _REFUSALS:
                pass
            connection.rollback()
    assert got_through == []


@pytest.mark.parametrize("role", [role for role in ROLES if role != "stranger"])
def test_a_role_may_call_exactly_the_functions_of_its_own_room(
    catalog: psycopg.Connection[tuple[Any, ...]], role: str
) -> None:
    found = catalog.execute(
        "SELECT n.nspname, p.proname, has_function_privilege(%s, p.oid, 'EXECUTE')"
        " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ANY (%s)",
        (role, SCHEMAS),
    ).fetchall()
    assert found
    for schema, name, callable_ in found:
        is_registrars = role == "directory_registrar" and schema == "register" and name not in OWNERS_ONLY
        expected = is_registrars or (role, name) in {
            ("directory_indexer", "settle"),
            ("directory_public", "find_by_name"),
        }
        assert callable_ == expected, f"{role} {schema}.{name}"


@pytest.mark.parametrize("role", ROLES)
def test_a_role_sees_no_schema_but_its_own(
    catalog: psycopg.Connection[tuple[Any, ...]], logins: dict[str, str], role: str
) -> None:
    with psycopg.connect(logins[role], autocommit=True) as connection:
        found = connection.execute(
            "SELECT name FROM unnest(%s::text[]) AS name WHERE has_schema_privilege(name, 'USAGE')",
            ([*SCHEMAS, "public"],),
        ).fetchall()
    expected = {
        "directory_registrar": {"register", "publication"},
        "directory_public": {"publication"},
        "directory_desk": set(),
        "directory_indexer": {"publication", "feed"},
        "directory_worker": {"publication"},
        "stranger": set(),
    }
    assert {row[0] for row in found} == expected[role]


@pytest.mark.parametrize("schema", [*SCHEMAS, "public"])
@pytest.mark.parametrize("role", ROLES)
def test_a_role_makes_nothing_of_its_own(logins: dict[str, str], role: str, schema: str) -> None:
    with psycopg.connect(logins[role]) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(sql.SQL("CREATE TABLE {}.grip (x int)").format(sql.Identifier(schema)))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE directory_owner",
        "SET session_replication_role = replica",
        "CREATE ROLE grip",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('PG_VERSION')",
    ],
)
def test_a_role_grows_no_further(logins: dict[str, str], role: str, statement: str) -> None:
    with psycopg.connect(logins[role]) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement.encode())


def test_no_role_belongs_to_another(catalog: psycopg.Connection[tuple[Any, ...]]) -> None:
    members = catalog.execute(
        "SELECT m.member::regrole::text, m.roleid::regrole::text FROM pg_auth_members m"
        " WHERE m.member::regrole::text = ANY (%s)",
        (list(ROLES),),
    ).fetchall()
    assert members == []


@pytest.mark.parametrize("role", ROLES)
def test_only_who_imports_makes_temporary_tables(logins: dict[str, str], role: str) -> None:
    with psycopg.connect(logins[role]) as connection:
        found = connection.execute("SELECT has_database_privilege(current_database(), 'TEMPORARY')").fetchone()
    assert found == (role == "directory_registrar",)


@pytest.mark.parametrize("role", ROLES)
def test_no_role_makes_reads_or_writes_large_objects(logins: dict[str, str], role: str) -> None:
    with psycopg.connect(logins[role]) as connection:
        found = connection.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
            " AND proname ~ '^(lo_|loread$|lowrite$)' AND has_function_privilege(oid, 'EXECUTE')"
        ).fetchall()
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute("SELECT lo_create(0)")
    assert found == []


# Every right of our logins on what belongs to saved widgets: those of the web by column where it need not have all.
WIDGET_RIGHTS = {
    ("directory_public", "widget", verb) for verb in ("SELECT", "INSERT", "UPDATE", "DELETE")
} | {
    ("directory_public", "widget_change", "SELECT"), ("directory_public", "widget_change", "INSERT"),
    ("directory_public", "widget_day", "SELECT"), ("directory_public", "widget_term_shown", "SELECT"),
    ("directory_worker", "widget", "SELECT"),
    *(("directory_worker", name, verb) for name in ("widget_day", "widget_term")
      for verb in ("SELECT", "INSERT", "UPDATE", "DELETE")),
    *(("directory_worker", "widget_batch", verb) for verb in ("SELECT", "INSERT", "DELETE")),
}  # fmt: skip


def test_the_rights_on_saved_widgets_are_those_that_were_decided(catalog: psycopg.Connection[tuple[Any, ...]]) -> None:
    found = catalog.execute(
        "SELECT role, relname, verb FROM unnest(%s::text[]) AS role, unnest(%s::text[]) AS verb, pg_class c"
        " WHERE c.relnamespace = 'site'::regnamespace AND c.relname LIKE 'widget%%' AND c.relkind IN ('r', 'v')"
        " AND (has_table_privilege(role, c.oid, verb)"
        "      OR (verb IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')"
        "          AND has_any_column_privilege(role, c.oid, verb)))",
        ([role for role in ROLES if role != "stranger"], list(VERBS)),
    ).fetchall()
    assert set(found) == WIDGET_RIGHTS

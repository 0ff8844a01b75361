"""What may leave: exactly these columns, of associations that are public, and nothing that betrays another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.publication.whitelist import COLUMNS
from tests.register.rows import CHILDREN, add, add_association, add_whole, change, one, vcode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.running_parts import Database

Connection = psycopg.Connection[tuple[Any, ...]]

HIDDEN: list[dict[str, Any]] = [
    {"status": "Gestopt"},
    {"status": "Dubbel", "duplicate_of": "V8888888"},
    {"opted_out": True},
    {"deleted_on": "2025-01-01"},
]


@pytest.fixture
def registrar(module_database: Database) -> Iterator[Connection]:
    """Connect as the registrar."""
    with psycopg.connect(module_database.registrar, autocommit=True) as connection:
        yield connection


@pytest.fixture
def public(module_database: Database) -> Iterator[Connection]:
    """Connect as the web does."""
    with psycopg.connect(module_database.public, autocommit=True) as connection:
        yield connection


def mentions(public: Connection, text: str) -> set[str]:
    """Return the views in which a text stands, in whatever column."""
    return {
        view
        for view in COLUMNS
        if one(public, f"SELECT count(*) FROM publication.{view} v WHERE strpos(v::text, %s) > 0", text)  # noqa: S608 - names from above
    }


def test_the_views_show_these_columns_and_no_others(public: Connection) -> None:
    rows = public.execute(
        "SELECT c.relname, string_agg(a.attname, ' ' ORDER BY a.attnum) FROM pg_attribute a"
        " JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'publication'::regnamespace AND a.attnum > 0"
        " GROUP BY c.relname"
    ).fetchall()
    assert dict(rows) == COLUMNS


def test_no_function_in_a_query_sees_a_row_before_the_view_has_filtered_it(public: Connection) -> None:
    rows = public.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'publication'::regnamespace AND relkind = 'v'"
        " AND NOT coalesce('security_barrier=true' = ANY (reloptions), false)"
    )
    assert rows.fetchall() == []


def test_a_public_association_shows_with_all_its_lists(registrar: Connection, public: Connection) -> None:
    number = add_whole(registrar, name="Volop Zichtbaar")
    assert mentions(public, "Volop Zichtbaar") == {"association"}
    for view in ("association_activity", "association_area", "location", "contact", "recognition"):
        assert one(public, f"SELECT count(*) FROM publication.{view} WHERE association_id = %s", number) == 1  # noqa: S608 - names from above


@pytest.mark.parametrize("state", HIDDEN, ids=str)
def test_a_hidden_association_shows_nowhere(registrar: Connection, public: Connection, state: dict[str, Any]) -> None:
    own = vcode()
    umbrella = vcode()
    add_association(registrar, vcode=umbrella)
    number = add_association(registrar, vcode=own, name=f"Verborgen {own}", **state)
    for child in CHILDREN:
        add(registrar, child, number, **({"other_vcode": umbrella} if child == "membership" else {}))
    assert mentions(public, own) == set()
    views = [view for view, columns in COLUMNS.items() if columns.startswith("association_id")]
    assert not any(
        one(public, f"SELECT count(*) FROM publication.{view} WHERE association_id = %s", number)  # noqa: S608 - names from above
        for view in views
    )


@pytest.mark.parametrize("state", HIDDEN, ids=str)
def test_a_hidden_association_does_not_show_through_others(
    registrar: Connection, public: Connection, state: dict[str, Any]
) -> None:
    hidden, visible = vcode(), vcode()
    number = add_association(registrar, vcode=hidden, name=f"Verborgen {hidden}", **state)
    add(registrar, "membership", number, other_vcode=visible)
    around = {
        "subtype_code": "SUB",
        "parent_vcode": hidden,
        "parent_identification": hidden,
        "parent_description": hidden,
    }
    member = add_association(registrar, vcode=visible, **around)
    add(registrar, "membership", member, other_vcode=hidden, identification=hidden)
    assert mentions(public, hidden) == set()


def test_a_hidden_department_does_not_show_at_the_whole(registrar: Connection, public: Connection) -> None:
    whole, hidden = vcode(), vcode()
    add_association(registrar, vcode=whole)
    add_association(registrar, vcode=hidden, opted_out=True, subtype_code="SUB", parent_vcode=whole)
    assert mentions(public, hidden) == set()


def test_public_relations_show_from_both_sides(registrar: Connection, public: Connection) -> None:
    whole, part = vcode(), vcode()
    add_association(registrar, vcode=whole)
    number = add_association(registrar, vcode=part, subtype_code="SUB", parent_vcode=whole)
    add(registrar, "membership", number, other_vcode=whole)
    assert mentions(public, part) == {"association", "department", "member"}
    assert mentions(public, whole) == {"association", "membership"}


PRIVATE: list[tuple[str, dict[str, Any]]] = [
    ("representative", {"first_name": "Kanarie"}),
    ("representative", {"last_name": "Kanarie"}),
    ("representative", {"call_name": "Kanarie"}),
    ("representative", {"role": "Kanarie"}),
    ("representative", {"email": "Kanarie"}),
    ("representative", {"phone": "Kanarie"}),
    ("representative", {"mobile": "Kanarie"}),
    ("representative", {"social_media": "Kanarie"}),
    ("bank_account", {"purpose": "Kanarie"}),
    ("bank_account", {"holders": ["Kanarie"]}),
    ("bank_account_confirmation", {"name": "Kanarie"}),
    ("recognition", {"suspension_reason": "Kanarie"}),
    ("association", {"legal_form": "Kanarie"}),
]


@pytest.mark.parametrize(("table", "values"), PRIVATE, ids=str)
def test_a_private_value_of_a_public_association_shows_nowhere(
    registrar: Connection, public: Connection, table: str, values: dict[str, Any]
) -> None:
    number = add_whole(registrar)
    change(registrar, table, number, **values)
    assert mentions(public, "Kanarie") == set()


HOME = {
    "kind": "Correspondentie",
    "name": "Bij ons thuis",
    "street": "Geheimstraat",
    "house_number": "77",
    "box": "12",
    "address_id": "https://data.vlaanderen.be/id/adres/77",
    "lat": 51.051234,
    "lon": 3.721234,
}
_SHOWN = (
    "SELECT to_jsonb(l) - '{association_id,location_id,is_primary,source_key,district}'::text[]"
    " FROM publication.location l WHERE association_id = %s"
)
_REDUCED = {
    "kind": "Correspondentie",
    "name": "",
    "street": "",
    "house_number": "",
    "box": "",
    "address_id": "",
    "postcode": "9000",
    "municipality": "Gent",
    "country": "België",
    "nis": "44021",
    "lat": 51.05,
    "lon": 3.72,
}


@pytest.fixture
def home(registrar: Connection) -> int:
    """Make an association with a private home as correspondence address."""
    number = add_association(registrar)
    add(registrar, "location", number, **HOME)
    return number


def test_of_a_correspondence_address_only_the_place_leaves(public: Connection, home: int) -> None:
    assert one(public, _SHOWN, home) == _REDUCED


def test_the_policy_lets_the_whole_address_leave(module_database: Database, public: Connection, home: int) -> None:
    with psycopg.connect(module_database.owner, autocommit=True) as owner:
        owner.execute("UPDATE register.policy SET full_correspondence_address = true")
        shown = one(public, _SHOWN, home)
        owner.execute("UPDATE register.policy SET full_correspondence_address = false")
    assert shown == _REDUCED | HOME


@pytest.mark.parametrize("kind", ["Activiteiten", "Maatschappelijke zetel volgens KBO"])
def test_other_addresses_leave_whole(registrar: Connection, public: Connection, kind: str) -> None:
    number = add_association(registrar)
    add(registrar, "location", number, **(HOME | {"kind": kind}))
    assert one(public, _SHOWN, number) == _REDUCED | HOME | {"kind": kind}


def _departed(public: Connection, own: str) -> bool:
    return bool(one(public, "SELECT count(*) FROM publication.departed WHERE vcode = %s", own))


@pytest.mark.parametrize("state", HIDDEN, ids=str)
def test_what_was_public_once_has_departed(registrar: Connection, public: Connection, state: dict[str, Any]) -> None:
    own = vcode()
    number = add_association(registrar, vcode=own)
    assert not _departed(public, own)
    change(registrar, "association", number, **state)
    assert _departed(public, own)


@pytest.mark.parametrize("state", HIDDEN, ids=str)
def test_what_never_was_public_never_departs(registrar: Connection, public: Connection, state: dict[str, Any]) -> None:
    own = vcode()
    number = add_association(registrar, vcode=own, **state)
    hidden = _departed(public, own)
    registrar.execute("DELETE FROM register.association WHERE id = %s", (number,))
    assert (hidden, _departed(public, own)) == (False, False)


def test_what_was_deleted_for_good_has_departed_until_it_is_there_anew(
    registrar: Connection, public: Connection
) -> None:
    own = vcode()
    add_association(registrar, vcode=own)
    registrar.execute("DELETE FROM register.association WHERE vcode = %s", (own,))
    gone = _departed(public, own)
    add_association(registrar, vcode=own)
    assert (gone, _departed(public, own)) == (True, False)


def test_the_indexer_knows_every_version_and_whose_it_was_not(module_database: Database, registrar: Connection) -> None:
    shown, hidden, gone = (add_association(registrar, opted_out=number == 1) for number in range(3))
    registrar.execute("DELETE FROM register.association WHERE id = %s", (gone,))
    with psycopg.connect(module_database.indexer) as indexer:
        rows = indexer.execute(
            "SELECT entity_id, version, is_public FROM feed.version"
            " WHERE kind = 'association' AND entity_id = ANY (%s) ORDER BY 1",
            ([shown, hidden, gone],),
        ).fetchall()
    assert rows == [(shown, 1, True), (hidden, 1, False), (gone, 2, False)]

"""A version rises when, and only when, what is published changes; each rise is one row in the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import errors

from directory.platform.advisory_locks import AdvisoryLock, exclusive
from directory.publication.reader import published
from directory.register.actor import Actor, ActorKind, ChangeContext, Priority, announce
from tests.register.rows import (
    CHANGEABLE,
    CHILDREN,
    add,
    add_association,
    add_ready,
    add_whole,
    change,
    changed,
    one,
    vcode,
    version,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.publication.rows import Association
    from tests.running_parts import Database

Registrar = psycopg.Connection[tuple[Any, ...]]

PRIVATE = ("representative", "bank_account", "bank_account_confirmation")


def shown(connection: Registrar, association: int) -> Association | None:
    """Return what the public sees of an association, but for its version and date of change."""
    found = published(connection, [association])
    return found[0]._replace(version=0, modified_on=None) if found else None  # type: ignore[arg-type]  # left out of the comparison


def queued(connection: Registrar, association: int) -> list[int]:
    """Return the versions that wait in the outbox."""
    rows = connection.execute("SELECT version FROM feed.outbox WHERE entity_id = %s ORDER BY id", (association,))
    return [row[0] for row in rows]


@pytest.fixture
def umbrella(registrar: Registrar) -> str:
    """Make a public association that others are a member or a department of."""
    own = vcode()
    add_association(registrar, vcode=own, name="De Koepel")
    return own


def _number(connection: Registrar, of_vcode: str) -> int:
    return int(one(connection, "SELECT id FROM register.association WHERE vcode = %s", of_vcode))


@pytest.mark.parametrize(("table", "column"), CHANGEABLE)
def test_a_field_raises_the_version_exactly_when_the_public_sees_it(
    registrar: Registrar, owner: Registrar, umbrella: str, table: str, column: str
) -> None:
    number = add_ready(registrar, column, whole=umbrella)
    values = changed(table, column)
    if column in {"parent_vcode", "other_vcode"}:
        other = vcode()
        add_association(registrar, vcode=other, name="De Andere Koepel")
        values |= {column: other}
    before, was = version(registrar, number), shown(owner, number)
    change(registrar, table, number, **values)
    visible = shown(owner, number) != was or column == "modified_on"
    assert version(registrar, number) - before == int(visible)
    assert queued(owner, number)[-1] == version(registrar, number)


@pytest.mark.parametrize("table", CHILDREN)
def test_an_item_that_comes_or_goes_raises_the_version_when_the_public_sees_it(
    registrar: Registrar, umbrella: str, table: str
) -> None:
    number = add_association(registrar)
    add(registrar, "bank_account", number)
    known: dict[str, Any] = {"account_id": 2, "iban": "BE71 0961 2345 6769"} if table == "bank_account" else {}
    if table == "membership":
        known = {"other_vcode": umbrella}
    add(registrar, table, number, **known)
    added = version(registrar, number)
    registrar.execute(f"DELETE FROM register.{table} WHERE association_id = %s".encode(), (number,))  # noqa: S608 - our own names
    expected = (1, 1) if table in PRIVATE else (2, 3)
    assert (added, version(registrar, number)) == expected


def test_a_transaction_raises_the_version_once(registrar: Registrar, owner: Registrar) -> None:
    number = add_whole(registrar)
    before, waiting = version(registrar, number), len(queued(owner, number))
    with registrar.transaction():
        change(registrar, "association", number, name="Een")
        change(registrar, "contact", number, value="een@vrienden.example")
        with registrar.transaction():  # a savepoint is no transaction of its own
            change(registrar, "association", number, name="Twee")
    assert version(registrar, number) == before + 1
    assert len(queued(owner, number)) == waiting + 1


def test_a_new_association_waits_with_its_first_version(registrar: Registrar, owner: Registrar) -> None:
    with registrar.transaction():
        number = add_whole(registrar)
    assert (version(registrar, number), queued(owner, number)) == (1, [1])


def test_a_transaction_that_is_undone_leaves_nothing(registrar: Registrar, owner: Registrar) -> None:
    number = add_association(registrar)
    with registrar.transaction(force_rollback=True):
        change(registrar, "association", number, name="Nee")
    assert (version(registrar, number), queued(owner, number)) == (1, [1])


def test_many_rows_in_one_statement_raise_each_association_once(registrar: Registrar, owner: Registrar) -> None:
    numbers = [add_association(registrar) for _ in range(3)]
    registrar.execute("UPDATE register.association SET name = name || '!' WHERE id = ANY (%s)", (numbers,))
    assert [queued(owner, number) for number in numbers] == [[1, 2]] * 3


def test_the_owner_at_the_prompt_is_not_overlooked(owner: Registrar) -> None:
    number = add_association(owner)
    owner.execute("UPDATE register.association SET name = 'Hersteld' WHERE id = %s", (number,))
    assert queued(owner, number) == [1, 2]


@pytest.mark.parametrize("values", [{"version": 99}, {"first_public_at": None}, {"first_public_at": "2001-01-01"}])
def test_what_the_database_keeps_for_itself_cannot_be_set(registrar: Registrar, values: dict[str, Any]) -> None:
    number = add_association(registrar)
    kept = "SELECT ROW(version, first_public_at) FROM register.association WHERE id = %s"
    before = one(registrar, kept, number)
    change(registrar, "association", number, **values)
    assert one(registrar, kept, number) == before


def test_the_outbox_says_how_soon_and_from_which_request(registrar: Registrar, owner: Registrar) -> None:
    with registrar.transaction():
        announce(registrar, ChangeContext(Actor(ActorKind.SYSTEM, "import"), "", Priority.BULK, trace="abc"))
        number = add_association(registrar)
        umbrella = add_association(registrar)
    registrar.execute("UPDATE register.association SET name = 'Later' WHERE id = %s", (umbrella,))
    rows = owner.execute(
        "SELECT priority, trace FROM feed.outbox WHERE entity_id = ANY (%s) ORDER BY id", ([number, umbrella],)
    ).fetchall()
    assert rows == [(5, "abc"), (5, "abc"), (0, "")]


@pytest.fixture
def related(registrar: Registrar, umbrella: str) -> tuple[int, int]:
    """Make a member and a department of the umbrella."""
    member = add_association(registrar)
    add(registrar, "membership", member, other_vcode=umbrella)
    department = add_association(registrar, subtype_code="SUB", parent_vcode=umbrella)
    return member, department


@pytest.mark.parametrize(
    "values", [{"name": "Anders"}, {"opted_out": True}, {"status": "Gestopt"}, {"deleted_on": "2025-01-01"}], ids=str
)
def test_members_and_departments_follow_what_the_public_sees_of_the_whole(
    registrar: Registrar, umbrella: str, related: tuple[int, int], values: dict[str, Any]
) -> None:
    before = [version(registrar, number) for number in related]
    change(registrar, "association", _number(registrar, umbrella), **values)
    assert [version(registrar, number) for number in related] == [number + 1 for number in before]


def test_members_and_departments_follow_when_the_whole_comes_back(
    registrar: Registrar, umbrella: str, related: tuple[int, int]
) -> None:
    whole = _number(registrar, umbrella)
    change(registrar, "association", whole, opted_out=True)
    before = [version(registrar, number) for number in related]
    change(registrar, "association", whole, opted_out=False)
    assert [version(registrar, number) for number in related] == [number + 1 for number in before]


def test_members_and_departments_follow_when_the_whole_goes_for_good_and_when_it_comes_anew(
    registrar: Registrar, umbrella: str, related: tuple[int, int]
) -> None:
    before = [version(registrar, number) for number in related]
    registrar.execute("DELETE FROM register.association WHERE vcode = %s", (umbrella,))
    gone = [version(registrar, number) for number in related]
    add_association(registrar, vcode=umbrella)
    back = [version(registrar, number) for number in related]
    assert (gone, back) == ([number + 1 for number in before], [number + 2 for number in before])


@pytest.mark.parametrize("values", [{"name": "Anders"}, {"description": "Anders"}, {"status": "Gestopt"}], ids=str)
def test_a_hidden_whole_changes_unseen(
    registrar: Registrar, umbrella: str, related: tuple[int, int], values: dict[str, Any]
) -> None:
    change(registrar, "association", _number(registrar, umbrella), opted_out=True)
    before = [version(registrar, number) for number in related]
    change(registrar, "association", _number(registrar, umbrella), **values)
    assert [version(registrar, number) for number in related] == before


def test_belonging_to_a_hidden_whole_comes_changes_and_goes_unseen(registrar: Registrar, umbrella: str) -> None:
    change(registrar, "association", _number(registrar, umbrella), opted_out=True)
    number = add_association(registrar, subtype_code="SUB", parent_vcode="V7777777")
    add(registrar, "membership", number, other_vcode=umbrella)
    change(registrar, "membership", number, identification="9")
    change(registrar, "association", number, parent_vcode=umbrella, parent_description="Jeugd")
    registrar.execute("DELETE FROM register.membership WHERE association_id = %s", (number,))
    assert version(registrar, number) == 1


def test_a_hard_delete_leaves_the_next_version_in_the_outbox_and_as_a_tombstone(
    registrar: Registrar, owner: Registrar
) -> None:
    own = vcode()
    number = add_whole(registrar, vcode=own)
    last = version(registrar, number)
    registrar.execute("DELETE FROM register.association WHERE id = %s", (number,))
    tombstone = owner.execute(
        "SELECT vcode, version, was_public FROM feed.tombstone WHERE entity_id = %s", (number,)
    ).fetchone()
    assert tombstone == (own, last + 1, True)
    assert queued(owner, number)[-1] == last + 1


def test_what_never_was_public_leaves_a_tombstone_that_says_so(registrar: Registrar, owner: Registrar) -> None:
    number = add_association(registrar, opted_out=True)
    registrar.execute("DELETE FROM register.association WHERE id = %s", (number,))
    assert not one(owner, "SELECT was_public FROM feed.tombstone WHERE entity_id = %s", number)


@pytest.fixture
def post(registrar: Registrar) -> int:
    """Make an association with an address for its post alone."""
    number = add_association(registrar)
    add(registrar, "location", number, kind="Correspondentie")
    return number


@pytest.fixture
def full_addresses(owner: Registrar) -> Iterator[None]:
    """Let whole correspondence addresses leave during the test."""
    owner.execute("UPDATE register.policy SET full_correspondence_address = true")
    yield
    owner.execute("UPDATE register.policy SET full_correspondence_address = false")


def test_the_street_of_a_correspondence_address_changes_unseen(registrar: Registrar, post: int) -> None:
    before = version(registrar, post)
    change(
        registrar, "location", post, street="Elders", house_number="9", box="1", name="Thuis", lat=51.0501, lon=3.7201
    )
    assert version(registrar, post) == before


@pytest.mark.parametrize("values", [{"lat": 51.06}, {"lon": 3.73}, {"postcode": "9030"}, {"nis": "11002"}], ids=str)
def test_the_place_of_a_correspondence_address_does_not(
    registrar: Registrar, post: int, values: dict[str, Any]
) -> None:
    before = version(registrar, post)
    change(registrar, "location", post, **values)
    assert version(registrar, post) == before + 1


@pytest.mark.usefixtures("full_addresses")
def test_under_the_registers_own_policy_the_street_is_seen(registrar: Registrar, post: int) -> None:
    before = version(registrar, post)
    change(registrar, "location", post, street="Elders")
    assert version(registrar, post) == before + 1


def test_another_policy_raises_only_associations_with_a_correspondence_address(
    registrar: Registrar, owner: Registrar, post: int
) -> None:
    other = add_whole(registrar)
    before = version(registrar, post), version(registrar, other)
    owner.execute("UPDATE register.policy SET full_correspondence_address = true")
    owner.execute("UPDATE register.policy SET full_correspondence_address = true")
    owner.execute("UPDATE register.policy SET full_correspondence_address = false")
    assert (version(registrar, post), version(registrar, other)) == (before[0] + 2, before[1])


def test_the_date_of_change_is_that_of_the_public_change_alone(registrar: Registrar) -> None:
    number = add_whole(registrar, modified_on="2020-01-01")
    registrar.execute("UPDATE register.association SET modified_on = '2020-01-01' WHERE id = %s", (number,))
    change(registrar, "representative", number, role="voorzitter")
    private = one(registrar, "SELECT modified_on::text FROM register.association WHERE id = %s", number)
    change(registrar, "contact", number, description="Nieuw")
    public = one(registrar, "SELECT modified_on = current_date FROM register.association WHERE id = %s", number)
    assert (private, public) == ("2020-01-01", True)


def test_a_writer_keeps_silent_while_the_listener_is_awake(module_database: Database, registrar: Registrar) -> None:
    with psycopg.connect(module_database.indexer, autocommit=True) as listener:
        listener.execute("LISTEN outbox")
        with exclusive(listener, AdvisoryLock.LISTENER_AWAKE):
            add_association(registrar)
        add_association(registrar)
        heard = list(listener.notifies(timeout=10, stop_after=1)) + list(listener.notifies(timeout=0))
    assert [notice.channel for notice in heard] == ["outbox"]


@pytest.mark.parametrize("statement", ["SELECT register.raise_versions('{1}')", "SELECT feed.queue('{1}', '{1}')"])
def test_the_registrar_cannot_raise_versions_by_hand(registrar: Registrar, statement: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        registrar.execute(statement.encode())

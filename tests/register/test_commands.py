"""Commands on single associations against the real database: outcomes, optimistic locking, history, rules."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from directory.register import edits, reader
from directory.register.actor import Actor, ActorKind, ChangeContext
from directory.register.commands import ChangeOutcome, ChangeResult, change, create
from directory.register.edits import AddItem, ItemList, RemoveItem, ReplaceItem, SetFields
from directory.register.records import (
    BankAccountRecord,
    ConfirmationRecord,
    ContactRecord,
    LocationRecord,
    MembershipRecord,
    RecognitionRecord,
    RepresentativeRecord,
)
from tests.register.rows import add_whole, insz, kbo, one, vcode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.devstack.databases import Database
    from directory.platform.database import Connection
    from directory.register.edits import Edit
    from directory.register.state import CurrentAssociation

BOARD = ChangeContext(Actor(ActorKind.REPRESENTATIVE, "Fien Verzonnen"), "")
CITY = ChangeContext(Actor(ActorKind.AUTHORITY, "OVO900001"), "Gemeld door de vereniging")
MAIL = ContactRecord("E-mail", "info@nieuw.example")
HALL = LocationRecord(
    "Activiteiten", street="Kerkstraat", house_number="1", postcode="3010", municipality="Kessel-Lo", country="België"
)
SECRETARY = RepresentativeRecord(0, insz(7), "An", "Testaert")
ACCOUNT = BankAccountRecord(0, "BE71096123456769", ("De Vrienden",))


@pytest.fixture
def known(registrar: Connection) -> str:
    """Return the vCode of an association with a row in each table."""
    own = vcode()
    add_whole(registrar, vcode=own)
    return own


def read(connection: Connection, of_vcode: str) -> CurrentAssociation:
    """Return an association that is there."""
    found = reader.current(connection, of_vcode)
    assert found is not None
    return found


def edit(connection: Connection, of_vcode: str, *wanted: Edit) -> ChangeResult:
    """Change an association as it is now."""
    return change(connection, BOARD, of_vcode, read(connection, of_vcode).revision, wanted)


def lines(connection: Connection, of_vcode: str) -> int:
    """Return how many lines the history of an association has."""
    return len(reader.history(connection, of_vcode, limit=1_000))


def test_a_change_is_written_with_actor_and_reason(registrar: Connection, known: str) -> None:
    before = read(registrar, known)
    result = change(registrar, CITY, known, before.revision, [SetFields(name="De Nieuwe Naam")])
    after = read(registrar, known)
    newest = reader.history(registrar, known, after=before.revision)
    assert (result.outcome, result.revision, result.version) == (
        ChangeOutcome.CHANGED,
        after.revision,
        before.version + 1,
    )
    assert after.record.name == "De Nieuwe Naam"
    assert [(line.actor_kind, line.actor_id, line.reason) for line in newest] == [
        ("authority", "OVO900001", "Gemeld door de vereniging")
    ]
    assert [(line.table, line.old and line.old["name"], line.new and line.new["name"]) for line in newest] == [
        ("association", "De Vrienden", "De Nieuwe Naam")
    ]


@pytest.mark.parametrize("item", [MAIL, HALL, SECRETARY, ACCOUNT])
def test_an_item_is_added_replaced_and_removed_under_one_number(registrar: Connection, known: str, item: Any) -> None:
    items = next(one for one in ItemList if one.table in str(type(item)).lower().replace("bankaccount", "bank_account"))
    assert edit(registrar, known, AddItem(item)).outcome is ChangeOutcome.CHANGED
    number = max(getattr(read(registrar, known), items))
    described = {"description": "Secretariaat", "name": "Zaal", "role": "secretaris", "purpose": "Lidgeld"}
    other = item._replace(**{name: text for name, text in described.items() if name in item._fields})
    assert edit(registrar, known, ReplaceItem(number, other)).outcome is ChangeOutcome.CHANGED
    assert number in getattr(read(registrar, known), items)
    assert edit(registrar, known, RemoveItem(items, number)).outcome is ChangeOutcome.CHANGED
    assert edit(registrar, known, AddItem(item)).outcome is ChangeOutcome.CHANGED
    assert max(getattr(read(registrar, known), items)) == number + 1  # a number is never used again


def test_what_an_import_kept_against_a_rule_hinders_no_other_edit(registrar: Connection, known: str) -> None:
    registrar.execute("UPDATE register.association SET name = '<vzw> Koor' WHERE vcode = %s", (known,))
    registrar.execute("SELECT register.keep_codes('{BE2}', '{Vlaams Gewest}', '{}', '{}')")
    registrar.execute(
        "INSERT INTO register.association_area SELECT id, 'BE2' FROM register.association WHERE vcode = %s", (known,)
    )
    outcomes = [
        edit(registrar, known, SetFields(description="Samen zingen.")).outcome,
        edit(registrar, known, SetFields(description="<b>Samen</b> zingen.")).outcome,
        edit(registrar, known, SetFields(areas=("BE3",))).outcome,
        edit(registrar, known, SetFields(areas=())).outcome,
    ]
    assert outcomes == [ChangeOutcome.CHANGED, ChangeOutcome.INVALID, ChangeOutcome.INVALID, ChangeOutcome.CHANGED]


def test_the_same_edit_again_changes_nothing(registrar: Connection, known: str) -> None:
    wanted: list[Edit] = [
        SetFields(description="Samen spelen.", activities=("SPRT", "JGDW")),
        ReplaceItem(1, MAIL._replace(is_primary=True)),
    ]
    first = edit(registrar, known, *wanted)
    before = (lines(registrar, known), one(registrar, "SELECT count(*) FROM register.history"))
    again = change(registrar, BOARD, known, None, wanted)
    assert (first.outcome, again.outcome, again.revision) == (
        ChangeOutcome.CHANGED,
        ChangeOutcome.UNCHANGED,
        first.revision,
    )
    assert (lines(registrar, known), one(registrar, "SELECT count(*) FROM register.history")) == before


def test_another_revision_than_expected_is_a_conflict_with_the_present_one(registrar: Connection, known: str) -> None:
    seen = read(registrar, known).revision
    between = edit(registrar, known, AddItem(SECRETARY))
    late = change(registrar, CITY, known, seen, [SetFields(name="Te laat")])
    assert (late.outcome, late.revision) == (ChangeOutcome.CONFLICT, between.revision)
    assert read(registrar, known).record.name == "De Vrienden"
    assert [line.table for line in reader.history(registrar, known, after=seen)] == ["representative"]


@pytest.mark.parametrize(
    "wanted",
    [
        [AddItem(SECRETARY)],
        [AddItem(ACCOUNT)],
        [RemoveItem(ItemList.REPRESENTATIVES, 1)],
        [SetFields(legal_form="017")],
        [ReplaceItem(1, RecognitionRecord(1, "OVO900001", "Actief", suspension_reason="Verslag ontbreekt."))],
        [ReplaceItem(1, BankAccountRecord(1, "BE68 5390 0754 7034", ("De Vrienden",), "Kamp"))],
    ],
)
def test_a_private_edit_raises_the_revision_and_no_public_version(
    registrar: Connection, known: str, wanted: Sequence[Edit]
) -> None:
    before = read(registrar, known)
    outbox = "SELECT count(*) FROM register.association WHERE id = %s AND version > %s"
    result = change(registrar, BOARD, known, before.revision, wanted)
    assert (result.outcome, result.version) == (ChangeOutcome.CHANGED, before.version)
    assert result.revision is not None
    assert result.revision > before.revision
    assert one(registrar, outbox, before.association_id, before.version) == 0


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ([SetFields(name=" ")], "naam"),
        ([SetFields(min_age=50, max_age=10)], "doelgroep"),
        ([SetFields(activities=("SPRT", "SPRT"))], "hoofdactiviteitenVerenigingsloket"),
        ([AddItem(MAIL._replace(value="geen adres"))], "contactgegevens[1].waarde"),
        ([AddItem(SECRETARY), AddItem(SECRETARY)], "vertegenwoordigers[2].insz"),
        ([SetFields(kbo_number="0000000001")], "sleutels"),
        ([SetFields(name="Een \x00 teken")], ""),
        ([SetFields(name="Een \ud800 teken")], ""),
        ([AddItem(SECRETARY._replace(role="\x00"))], ""),
    ],
)
def test_what_breaks_a_rule_writes_nothing(
    registrar: Connection, known: str, wanted: Sequence[Edit], field: str
) -> None:
    before = (read(registrar, known), lines(registrar, known))
    result = edit(registrar, known, SetFields(description="Ook dit niet."), *wanted)
    assert (result.outcome, result.violations[0].field) == (ChangeOutcome.INVALID, field)
    assert (read(registrar, known), lines(registrar, known)) == before


def test_what_only_the_database_can_know_is_a_violation_too(registrar: Connection, known: str) -> None:
    number, other = kbo(), vcode()
    add_whole(registrar, vcode=other, kbo_number=number)
    result = edit(registrar, known, SetFields(kbo_number=number))
    assert result.violations == (("sleutels", "Een andere vereniging heeft dit KBO-nummer al."),)


def test_an_authority_says_why(registrar: Connection, known: str) -> None:
    silent = ChangeContext(Actor(ActorKind.AUTHORITY, "OVO900001"), " ")
    result = change(registrar, silent, known, None, [SetFields(name="Zomaar")])
    assert (result.outcome, result.violations) == (ChangeOutcome.INVALID, (("reden", "'Reden' is verplicht."),))
    assert read(registrar, known).record.name == "De Vrienden"


def test_a_reason_that_cannot_be_stored_is_a_violation(registrar: Connection, known: str) -> None:
    context = ChangeContext(Actor(ActorKind.REPRESENTATIVE, "Fien"), "om\x00dat")
    assert change(registrar, context, known, None, [SetFields(name="X")]).outcome is ChangeOutcome.INVALID


@pytest.mark.parametrize("unknown", ["V9000001", "nonsense", "V0000001", "V\x00", ""])
def test_an_association_that_is_not_there_is_not_found(registrar: Connection, unknown: str) -> None:
    result = change(registrar, BOARD, unknown, None, [SetFields(name="X")])
    assert result == ChangeResult(ChangeOutcome.NOT_FOUND)


@pytest.mark.parametrize("wanted", [RemoveItem(ItemList.CONTACTS, 9), ReplaceItem(9, MAIL)])
def test_an_item_that_is_not_there_is_not_found(registrar: Connection, known: str, wanted: Edit) -> None:
    before = read(registrar, known)
    assert edit(registrar, known, SetFields(name="Ook niet"), wanted).outcome is ChangeOutcome.ITEM_NOT_FOUND
    assert read(registrar, known) == before


def test_an_address_is_located_and_its_key_of_the_import_stays(registrar: Connection, known: str) -> None:
    registrar.execute("UPDATE register.location SET source_key = 'loc:1' FROM register.association a"
                      " WHERE a.id = association_id AND a.vcode = %s", (known,))  # fmt: skip
    edit(registrar, known, ReplaceItem(1, HALL))
    location = read(registrar, known).locations[1]
    assert (location.nis, location.district, location.source_key) == ("24062", "Kessel-Lo", "loc:1")
    assert location.lat is not None


def test_two_items_change_places_in_one_command(registrar: Connection, known: str) -> None:
    edit(registrar, known, ReplaceItem(1, HALL._replace(is_primary=True)), AddItem(HALL._replace(house_number="2")))
    umbrella = read(registrar, known).memberships[1].other_vcode
    early = MembershipRecord(umbrella, date(2000, 1, 1), date(2005, 1, 1))
    late = MembershipRecord(umbrella, date(2010, 1, 1), date(2015, 1, 1))
    edit(registrar, known, ReplaceItem(1, early), AddItem(late))
    result = edit(
        registrar,
        known,
        ReplaceItem(1, HALL),
        ReplaceItem(2, HALL._replace(house_number="2", is_primary=True)),
        ReplaceItem(1, late),
        ReplaceItem(2, early),
    )
    after = read(registrar, known)
    assert result.outcome is ChangeOutcome.CHANGED
    assert [location.is_primary for location in after.locations.values()] == [False, True]
    assert [membership.from_date for membership in after.memberships.values()] == [date(2010, 1, 1), date(2000, 1, 1)]


def test_confirmations_of_an_account_come_and_go_with_it(registrar: Connection, known: str) -> None:
    account = read(registrar, known).bank_accounts[1]
    two = (ConfirmationRecord("OVO900001", "Stad"), ConfirmationRecord("OVO900002", "Provincie"))
    edit(registrar, known, ReplaceItem(1, account._replace(confirmations=two)))
    assert read(registrar, known).bank_accounts[1].confirmations == two
    assert edit(registrar, known, RemoveItem(ItemList.BANK_ACCOUNTS, 1)).outcome is ChangeOutcome.CHANGED
    assert read(registrar, known).bank_accounts == {}


def test_a_stop_and_a_removal_can_be_taken_back(registrar: Connection, known: str) -> None:
    seen = []
    today = date(2026, 1, 1)
    for step in (edits.stop(today), edits.resume(), edits.remove(today), edits.restore()):
        assert edit(registrar, known, step).outcome is ChangeOutcome.CHANGED
        now = read(registrar, known)
        seen.append((now.record.status, now.record.end_date, now.record.deleted_on, now.is_public))
    assert seen == [
        ("Gestopt", today, None, False),
        ("Actief", None, None, True),
        ("Actief", None, today, False),
        ("Actief", None, None, True),
    ]


def test_an_association_is_created_with_all_that_it_has(registrar: Connection) -> None:
    own = vcode()
    result = create(
        registrar,
        BOARD,
        own.lower(),
        [
            SetFields(type_code="VZER", name="Nieuw", activities=("SPRT",), areas=("44021",)),
            *(AddItem(item) for item in (HALL, HALL._replace(house_number="2"), MAIL, SECRETARY, ACCOUNT)),
        ],
    )
    made = read(registrar, own)
    assert (result.outcome, result.version, result.revision) == (ChangeOutcome.CREATED, 1, made.revision)
    assert (made.record.source, made.record.status, made.is_public) == ("Initiator", "Actief", True)
    assert (list(made.locations), list(made.contacts), list(made.bank_accounts)) == ([1, 2], [1], [1])
    assert made.record.modified_on == one(registrar, "SELECT current_date")
    assert made.bank_accounts[1].iban == "BE71 0961 2345 6769"


def test_a_vcode_is_given_once(registrar: Connection, known: str) -> None:
    result = create(registrar, BOARD, known, [SetFields(type_code="VZER", name="Nog een")])
    assert result == ChangeResult(ChangeOutcome.EXISTS)


def test_an_association_without_type_and_name_is_not_created(registrar: Connection) -> None:
    own = vcode()
    result = create(registrar, BOARD, own, [])
    assert {broken.field for broken in result.violations} == {"naam", "verenigingstype"}
    assert reader.current(registrar, own) is None


def test_a_command_is_part_of_the_transaction_of_its_caller(registrar: Connection, known: str) -> None:
    before = read(registrar, known)
    with registrar.transaction(force_rollback=True):
        assert edit(registrar, known, SetFields(name="Even")).outcome is ChangeOutcome.CHANGED
        assert read(registrar, known).record.name == "Even"
    assert read(registrar, known) == before


def test_of_two_writers_who_saw_the_same_one_wins_and_the_other_is_told(module_database: Database, known: str) -> None:
    start = threading.Barrier(2)

    def write(wanted: Edit) -> ChangeResult:
        with psycopg.connect(module_database.registrar, autocommit=True) as connection:
            seen = read(connection, known).revision
            start.wait()
            return change(connection, BOARD, known, seen, [wanted])

    wanted = [SetFields(name="Van de een"), SetFields(description="Van de ander")]
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(write, wanted))
    with psycopg.connect(module_database.registrar, autocommit=True) as connection:
        after = read(connection, known)
    assert sorted(result.outcome for result in results) == [ChangeOutcome.CHANGED, ChangeOutcome.CONFLICT]
    assert {result.revision for result in results} == {after.revision}
    assert (after.record.name == "Van de een") is not (after.record.description == "Van de ander")


def test_no_update_is_lost_among_writers_who_try_again(module_database: Database, known: str) -> None:
    def add(number: int) -> int:
        with psycopg.connect(module_database.registrar, autocommit=True) as connection:
            for attempt in range(1, 100):
                seen = read(connection, known).revision
                contact = ContactRecord("E-mail", f"nr{number}@vrienden.example")
                if change(connection, BOARD, known, seen, [AddItem(contact)]).outcome is ChangeOutcome.CHANGED:
                    return attempt
        raise AssertionError

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(add, range(12)))
    with psycopg.connect(module_database.registrar, autocommit=True) as connection:
        contacts = read(connection, known).contacts
    assert list(contacts) == list(range(1, 14))
    assert {contact.value for contact in contacts.values()} >= {f"nr{number}@vrienden.example" for number in range(12)}


def test_a_writer_waits_for_a_private_row_that_another_transaction_changes(
    module_database: Database, known: str
) -> None:
    with psycopg.connect(module_database.registrar) as importing, ThreadPoolExecutor(1) as pool:
        importing.execute(
            "UPDATE register.representative SET phone = '09 000 00 09' FROM register.association a"
            " WHERE a.id = association_id AND a.vcode = %s",
            (known,),
        )

        def write() -> tuple[int, ChangeResult]:
            with psycopg.connect(module_database.registrar, autocommit=True) as connection:
                seen = read(connection, known)
                return seen.revision, change(connection, BOARD, known, seen.revision, [SetFields(name="Te laat")])

        writing = pool.submit(write)
        with psycopg.connect(module_database.superuser, autocommit=True) as watching:
            while not one(watching, "SELECT count(*) FROM pg_locks WHERE NOT granted"):
                assert not writing.done()
        importing.commit()
        seen, result = writing.result()
    assert result.outcome is ChangeOutcome.CONFLICT
    assert result.revision is not None
    assert result.revision > seen

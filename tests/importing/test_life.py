"""What happens to an association over several imports: tombstones and returns, what a file leaves untold, numbers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from tests.importing.exports import (
    administrative,
    association,
    coded,
    contact,
    location,
    membership,
    tombstone,
    vcode,
)

if TYPE_CHECKING:
    from tests.importing.conftest import Importer

ONE = vcode(1001)
DETAILS = administrative(1001)
ITEMS = ("recognition", "representative", "bank_account", "bank_account_confirmation")


def own(importer: Importer, column: str) -> Any:
    """Return a column of the association that most of these tests are about."""
    return importer.register.one(f"SELECT {column} FROM register.association WHERE vcode = %s", ONE)  # noqa: S608 - written here


def test_a_tombstone_takes_a_known_association_away(importer: Importer) -> None:
    importer.run(association(1001))

    importer.run(tombstone(1001, "2026-05-04"))

    assert (own(importer, "deleted_on"), own(importer, "is_public")) == (dt.date(2026, 5, 4), False)


def test_a_tombstone_of_an_unknown_association_does_nothing(importer: Importer) -> None:
    code = importer.run(tombstone(1001))

    assert (code, importer.register.vcodes()) == (0, set())


def test_a_tombstone_without_a_date_does_not_change_from_day_to_day(importer: Importer) -> None:
    bare = {"vereniging": {"vCode": ONE, "teVerwijderen": True}}
    importer.run(association(1001))
    importer.run(bare)
    importer.register.run("UPDATE register.association SET deleted_on = '2026-01-01'")
    before = importer.register.trail()

    importer.run(bare)

    assert importer.register.trail() == before


def test_a_full_line_brings_a_deleted_association_back(importer: Importer) -> None:
    importer.run(association(1001))
    before = importer.register.state()
    importer.run(tombstone(1001))

    importer.run(association(1001))

    assert importer.register.state() == before


@pytest.mark.parametrize("column", ["opted_out", "winding_up", "end_date", "legal_form", "source", "status"])
def test_what_the_public_export_does_not_tell_stays(importer: Importer, column: str) -> None:
    told = {
        "isUitgeschrevenUitPubliekeDatastroom": True,
        "inStopzetting": True,
        "einddatum": "2025-01-01",
        "rechtsvorm": "017",
        "bron": "KBO",
    }
    importer.run(association(1001, **told))
    before = own(importer, column)

    importer.run(association(1001, naam="Anders", status=None))

    assert own(importer, column) == before


@pytest.mark.parametrize("table", ITEMS)
def test_lists_that_the_public_export_does_not_tell_stay(importer: Importer, table: str) -> None:
    importer.run(association(1001, **DETAILS))

    importer.run(association(1001))

    assert importer.register.one(f"SELECT count(*) FROM register.{table}") == 1  # noqa: S608 - written here


@pytest.mark.parametrize("table", ITEMS)
def test_lists_that_are_told_to_be_empty_become_empty(importer: Importer, table: str) -> None:
    importer.run(association(1001, **DETAILS))

    importer.run(association(1001, erkenningen=[], vertegenwoordigers=[], bankrekeningnummers=[]))

    assert importer.register.one(f"SELECT count(*) FROM register.{table}") == 0  # noqa: S608 - written here


def test_what_only_authorities_see_is_kept_as_told(importer: Importer) -> None:
    importer.run(association(1001, **DETAILS))

    assert importer.register.query(
        "SELECT r.insz, r.email, b.iban, b.holders, c.ovo_code, e.status, e.product_number"
        " FROM register.representative r JOIN register.bank_account b USING (association_id)"
        " JOIN register.bank_account_confirmation c USING (association_id)"
        " JOIN register.recognition e USING (association_id)"
    ) == [
        (
            "85073000061",
            "1001@persoon.example",
            "BE68 5390 0754 7034",
            ["Verzonnen Persoon"],
            "OVO000001",
            "Verlopen",
            "123",
        )
    ]


def test_a_second_import_of_private_lists_writes_nothing(importer: Importer) -> None:
    importer.run(association(1001, **DETAILS))
    before = importer.register.trail()

    importer.run(association(1001, **DETAILS))

    assert importer.register.trail() == before


def test_a_private_change_queues_nothing(importer: Importer) -> None:
    importer.run(association(1001, **DETAILS))
    before = importer.register.trail()
    (person,) = DETAILS["vertegenwoordigers"]

    importer.run(association(1001, **DETAILS | {"vertegenwoordigers": [person | {"telefoon": "09 999 99 99"}]}))

    after = importer.register.trail()
    assert (after.history - before.history, after.outbox - before.outbox) == (1, 0)


@pytest.mark.parametrize(
    ("told", "hidden_by"),
    [
        ({"status": "Gestopt", "einddatum": "2025-01-01"}, "status = 'Gestopt'"),
        ({"status": "Dubbel", "isDubbelVan": "V0001002"}, "duplicate_of = 'V0001002'"),
        ({"isUitgeschrevenUitPubliekeDatastroom": True}, "opted_out"),
        ({"isVerwijderd": True, "verwijderdOp": "2026-02-02"}, "deleted_on = '2026-02-02'"),
    ],
)
def test_every_way_of_being_hidden_arrives(importer: Importer, told: dict[str, Any], hidden_by: str) -> None:
    importer.run(association(1001, **told))

    assert own(importer, f"NOT is_public AND {hidden_by}") is True


def test_who_stops_is_not_winding_up_any_more(importer: Importer) -> None:
    importer.run(association(1001, inStopzetting=True))

    code = importer.run(association(1001, status="Gestopt"))

    assert (code, own(importer, "winding_up")) == (0, False)


def test_a_department_may_come_before_what_it_is_part_of(importer: Importer) -> None:
    part = {
        "verenigingssubtype": {"code": "SUB"},
        "subverenigingVan": {"andereVereniging": vcode(1002), "identificatie": "7", "beschrijving": "Jeugd"},
    }

    importer.run(association(1001, **part), association(1002))

    assert own(importer, "ROW(parent_vcode, parent_identification, parent_description)") == (vcode(1002), "7", "Jeugd")


def test_an_item_keeps_its_number_when_it_changes(importer: Importer) -> None:
    importer.run(association(1001, contactgegevens=[contact(ONE, 1), contact(ONE, 2)]))

    importer.run(association(1001, contactgegevens=[contact(ONE, 2, waarde="nieuw@club.example")]))

    assert importer.register.query("SELECT contact_id, value FROM register.contact") == [(2, "nieuw@club.example")]


def test_a_new_item_gets_a_number_that_was_never_used(importer: Importer) -> None:
    importer.run(association(1001, contactgegevens=[contact(ONE, 1), contact(ONE, 2)]))
    importer.run(association(1001, contactgegevens=[]))

    importer.run(association(1001, contactgegevens=[contact(ONE, 3)]))

    assert importer.register.query("SELECT contact_id FROM register.contact") == [(3,)]


def test_an_item_without_identifier_is_recognised_by_its_content(importer: Importer) -> None:
    bare = contact(ONE)
    del bare["@id"]
    importer.run(association(1001, contactgegevens=[bare]))
    before = importer.register.trail()

    importer.run(association(1001, contactgegevens=[bare]))

    assert importer.register.trail() == before


def test_two_items_may_exchange_their_content(importer: Importer) -> None:
    importer.run(association(1001, contactgegevens=[contact(ONE, 1, isPrimair=True), contact(ONE, 2)]))

    code = importer.run(
        association(
            1001,
            contactgegevens=[
                contact(ONE, 1, waarde="post2@club.example"),
                contact(ONE, 2, waarde="post1@club.example", isPrimair=True),
            ],
        )
    )

    assert (code, importer.register.query("SELECT contact_id, value FROM register.contact WHERE is_primary")) == (
        0,
        [(2, "post1@club.example")],
    )


def test_a_new_name_of_an_umbrella_raises_its_members_and_leaves_their_date(importer: Importer) -> None:
    member = association(1001, lidmaatschappen=[membership(ONE, vcode(1002))])
    importer.run(member, association(1002))
    before = own(importer, "version")

    importer.run(member, association(1002, naam="Nieuwe Koepel"))

    assert (own(importer, "version") > before, own(importer, "modified_on")) == (True, dt.date(2026, 3, 1))


def test_the_history_names_the_file(importer: Importer) -> None:
    importer.run(association(1001))

    assert importer.register.query("SELECT DISTINCT actor_kind, actor_id, reason FROM register.history") == [
        ("system", "import", "import of export.ndjson")
    ]


def test_an_import_is_bulk_work_with_one_trace(importer: Importer) -> None:
    importer.run(association(1001), association(1002))

    assert importer.register.query("SELECT DISTINCT priority, left(trace, 7) FROM feed.outbox") == [(5, "import-")]


@pytest.mark.parametrize(
    ("postcode", "municipality", "country", "expected"),
    [
        ("3010", "Kessel-Lo (Leuven)", "België", ("24062", "Kessel-Lo")),
        ("9000", "GENT", "België", ("44021", "")),
        ("2150", "Borsbeek", "België", ("11002", "Borsbeek")),
        ("1000", "Bruxelles", "België", ("21004", "")),
        ("9000", "Onbekend Gehucht", "België", ("44021", "")),
        ("9999", "Nergens", "België", (None, "")),
        ("9000", "Gent", "Nederland", (None, "")),
    ],
)
def test_an_address_is_placed(
    importer: Importer, postcode: str, municipality: str, country: str, expected: tuple[str | None, str]
) -> None:
    address = location(ONE)["adres"] | {"postcode": postcode, "gemeente": municipality, "land": country}

    importer.run(association(1001, locaties=[location(ONE, adres=address)]))

    assert importer.register.query("SELECT nis, district FROM register.location") == [expected]


def test_areas_that_merged_are_one(importer: Importer) -> None:
    code = importer.run(association(1001, werkingsgebieden=[coded("BE21111007"), coded("BE21111002")]))

    assert (code, importer.register.query("SELECT area_code FROM register.association_area")) == (0, [("11002",)])

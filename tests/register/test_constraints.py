"""The database refuses what the rules refuse, from every writer."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import errors

from directory.register import identifiers
from tests.register.rows import add, add_association, add_whole, change, insz, kbo, one, vcode

if TYPE_CHECKING:
    from tests.running_parts import Database

Registrar = psycopg.Connection[tuple[Any, ...]]

several = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
digits = st.text("0123456789", min_size=1, max_size=14)
body_of_insz = st.text("0123456789", min_size=9, max_size=9)


@several
@given(st.text("0123456789", min_size=8, max_size=8), st.integers(0, 99))
def test_the_database_and_the_rules_agree_on_kbo_numbers(registrar: Registrar, body: str, check: int) -> None:
    for number in (f"{body}{check:02}", f"{body}{identifiers.check_digits(body):02}"):
        assert one(registrar, "SELECT register.is_kbo_number(%s)", number) == (identifiers.kbo(number) == number)


@several
@given(body_of_insz, st.integers(0, 99), st.sampled_from(["", "2"]))
def test_the_database_and_the_rules_agree_on_persons_numbers(
    registrar: Registrar, body: str, check: int, century: str
) -> None:
    for number in (f"{body}{check:02}", f"{body}{identifiers.check_digits(century + body):02}"):
        assert one(registrar, "SELECT register.is_insz(%s)", number) == (identifiers.insz(number) == number)


@several
@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 99))
def test_the_database_and_the_rules_agree_on_accounts(registrar: Registrar, account: str, check: int) -> None:
    right = 98 - int(account + "111400") % 97
    for both in (check, right):
        number = f"BE{both:02} {account[:4]} {account[4:8]} {account[8:]}"
        assert one(registrar, "SELECT register.is_belgian_iban(%s)", number) == (identifiers.iban(number) == number)


@several
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_gets_the_same_answer_from_the_database_and_the_rules(registrar: Registrar, text: str) -> None:
    told = registrar.execute(
        "SELECT register.is_kbo_number(%(t)s), register.is_insz(%(t)s), register.is_belgian_iban(%(t)s)", {"t": text}
    ).fetchone()
    stored = (identifiers.kbo(text), identifiers.insz(text), identifiers.iban(text))
    assert told == tuple(value == text for value in stored)


ASSOCIATION: list[dict[str, Any]] = [
    {"vcode": "V0001000"},
    {"vcode": "v0001001"},
    {"vcode": "V00010011"},
    {"type_code": "BV"},
    {"subtype_code": "XX"},
    {"name": " "},
    {"status": "Slapend"},
    {"source": "Hoorensay"},
    {"start_date": date(2020, 1, 2), "end_date": date(2020, 1, 1)},
    {"min_age": -1},
    {"max_age": 151},
    {"min_age": 9, "max_age": 8},
    {"kbo_number": "0123456788"},
    {"type_code": "VZW", "subtype_code": "NB"},
    {"subtype_code": "SUB"},
    {"parent_vcode": "V9999999"},
    {"vcode": "V0001001", "parent_vcode": "V0001001", "subtype_code": "SUB"},
    {"type_code": "VZW", "opted_out": True},
    {"status": "Dubbel"},
    {"duplicate_of": "V9999999"},
    {"vcode": "V0001001", "status": "Dubbel", "duplicate_of": "V0001001"},
    {"status": "Gestopt", "winding_up": True},
]
ITEMS: list[tuple[str, dict[str, Any]]] = [
    ("association_activity", {"activity_code": "sprt"}),
    ("association_area", {"area_code": "BE23444021"}),
    ("location", {"location_id": 0}),
    ("location", {"kind": "Thuis"}),
    ("location", {"name": "x" * 129}),
    ("location", {"address_id": "https://adres.example/1"}),
    ("location", {"nis": "99999"}),
    ("location", {"lat": 91.0}),
    ("location", {"lon": -181.0}),
    ("contact", {"contact_id": 0}),
    ("contact", {"kind": "Fax"}),
    ("contact", {"value": " "}),
    ("contact", {"description": "x" * 129}),
    ("membership", {"membership_id": 0}),
    ("membership", {"other_vcode": "V1"}),
    ("membership", {"from_date": date(2020, 1, 2), "until_date": date(2020, 1, 1)}),
    ("recognition", {"recognition_id": 0}),
    ("recognition", {"authority_ovo": " "}),
    ("recognition", {"status": "Goed"}),
    ("recognition", {"status": "Geschorst"}),
    ("recognition", {"renewal_url": "ftp://x.example"}),
    ("recognition", {"start_date": date(2020, 1, 2), "end_date": date(2020, 1, 1)}),
    ("recognition", {"start_date": date(2020, 1, 2), "end_date": date(2021, 1, 1), "renewal_date": date(2022, 1, 1)}),
    ("representative", {"representative_id": 0}),
    ("representative", {"insz": "70990100100"}),
    ("representative", {"first_name": "Fien2"}),
    ("representative", {"last_name": ""}),
    ("bank_account", {"account_id": 0}),
    ("bank_account", {"iban": "BE68539007547034"}),
    ("bank_account", {"purpose": "x" * 129}),
    ("bank_account", {"holders": []}),
    ("bank_account", {"holders": ["An", "AN"]}),
    ("bank_account", {"source": "Hoorensay"}),
    ("bank_account_confirmation", {"ovo_code": " "}),
    ("bank_account_confirmation", {"account_id": 9}),
]
PAIRS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("location", {"is_primary": True}, {"location_id": 2, "is_primary": True}),
    ("location", {"kind": "Correspondentie"}, {"location_id": 2, "kind": "Correspondentie"}),
    (
        "location",
        {"kind": "Maatschappelijke zetel volgens KBO"},
        {"location_id": 2, "kind": "Maatschappelijke zetel volgens KBO"},
    ),
    ("contact", {}, {"contact_id": 2}),
    ("contact", {"is_primary": True}, {"contact_id": 2, "value": "b@x.example", "is_primary": True}),
    ("membership", {}, {"membership_id": 2}),
    ("membership", {"until_date": date(2020, 1, 1)}, {"membership_id": 2, "from_date": date(2020, 1, 1)}),
    ("recognition", {}, {"recognition_id": 2}),
    ("recognition", {"end_date": date(2020, 1, 1)}, {"recognition_id": 2, "start_date": date(2019, 1, 1)}),
    ("representative", {}, {"representative_id": 2}),
    ("representative", {"is_primary": True}, {"representative_id": 2, "insz": insz(2), "is_primary": True}),
    ("bank_account", {}, {"account_id": 2}),
    ("association_area", {"area_code": "NVT"}, {"area_code": "44021"}),
    ("association_activity", {}, {}),
]
NEIGHBOURS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("location", {"is_primary": True}, {"location_id": 2}),
    ("location", {}, {"location_id": 2, "kind": "Correspondentie"}),
    ("contact", {"is_primary": True}, {"contact_id": 2, "kind": "Website", "value": "https://x", "is_primary": True}),
    ("contact", {}, {"contact_id": 2, "description": "Jeugd"}),
    ("membership", {"until_date": date(2020, 1, 1)}, {"membership_id": 2, "from_date": date(2020, 1, 2)}),
    ("membership", {}, {"membership_id": 2, "other_vcode": "V9999998"}),
    ("recognition", {}, {"recognition_id": 2, "product_number": "102"}),
    ("recognition", {}, {"recognition_id": 2, "authority_ovo": "OVO900002"}),
    ("representative", {"is_primary": True}, {"representative_id": 2, "insz": insz(2)}),
    ("association_area", {"area_code": "BE23"}, {"area_code": "44021"}),
]
_REFUSED = (errors.IntegrityError, errors.ExclusionViolation)


@pytest.mark.parametrize("values", ASSOCIATION, ids=str)
def test_an_unsound_association_is_refused(registrar: Registrar, values: dict[str, Any]) -> None:
    with pytest.raises(errors.IntegrityError):
        add_association(registrar, **values)


@pytest.mark.parametrize(("table", "values"), ITEMS, ids=str)
def test_an_unsound_item_is_refused(registrar: Registrar, table: str, values: dict[str, Any]) -> None:
    number = add_association(registrar)
    if table == "bank_account_confirmation":
        add(registrar, "bank_account", number)
    with pytest.raises(errors.IntegrityError):
        add(registrar, table, number, **values)


@pytest.mark.parametrize(("table", "first", "second"), PAIRS, ids=str)
def test_items_that_do_not_go_together_are_refused(
    registrar: Registrar, table: str, first: dict[str, Any], second: dict[str, Any]
) -> None:
    number = add_association(registrar)
    add(registrar, table, number, **first)
    with pytest.raises(_REFUSED):
        add(registrar, table, number, **second)


@pytest.mark.parametrize(("table", "first", "second"), NEIGHBOURS, ids=str)
def test_items_that_go_together_are_taken(
    registrar: Registrar, table: str, first: dict[str, Any], second: dict[str, Any]
) -> None:
    number = add_association(registrar)
    add(registrar, table, number, **first)
    add(registrar, table, number, **second)
    assert one(registrar, f"SELECT count(*) FROM register.{table} WHERE association_id = %s", number) == 2  # noqa: S608 - from the list above


def test_a_vcode_and_a_kbo_number_belong_to_one_association(registrar: Registrar) -> None:
    taken, enterprise = vcode(), kbo()
    add_association(registrar, vcode=taken, kbo_number=enterprise, type_code="VZW")
    with pytest.raises(errors.UniqueViolation):
        add_association(registrar, vcode=taken)
    with pytest.raises(errors.UniqueViolation):
        add_association(registrar, kbo_number=enterprise, type_code="VZW")


def test_an_association_is_no_member_of_itself(registrar: Registrar) -> None:
    own = vcode()
    number = add_association(registrar, vcode=own)
    with pytest.raises(errors.CheckViolation, match=r"Een vereniging kan geen lid zijn van zichzelf\."):
        add(registrar, "membership", number, other_vcode=own)


@pytest.mark.parametrize("values", [{"until_date": None}, {"from_date": date(2020, 1, 1)}])
def test_a_membership_may_not_grow_into_another(registrar: Registrar, values: dict[str, Any]) -> None:
    number = add_association(registrar)
    add(registrar, "membership", number, until_date=date(2020, 1, 1))
    add(registrar, "membership", number, membership_id=2, from_date=date(2020, 1, 2), until_date=date(2020, 2, 1))
    with pytest.raises(errors.ExclusionViolation):
        change(registrar, "membership", number, **values)


def test_the_primary_location_may_move_within_one_statement(registrar: Registrar) -> None:
    number = add_association(registrar)
    add(registrar, "location", number, is_primary=True)
    add(registrar, "location", number, location_id=2)
    registrar.execute("UPDATE register.location SET is_primary = NOT is_primary WHERE association_id = %s", (number,))
    assert (
        one(registrar, "SELECT location_id FROM register.location WHERE is_primary AND association_id = %s", number)
        == 2
    )


@pytest.mark.parametrize("table", ["membership", "recognition"])
def test_two_transactions_at_once_cannot_overlap_each_other(module_database: Database, table: str) -> None:
    with (
        psycopg.connect(module_database.registrar) as first,
        psycopg.connect(module_database.registrar, autocommit=True) as second,
    ):
        number = add_association(second)
        add(first, table, number)
        refused: list[bool] = []

        def also() -> None:
            try:
                add(second, table, number, **{f"{table}_id": 2})
            except errors.ExclusionViolation:
                refused.append(True)

        other = threading.Thread(target=also)
        other.start()
        # The second waits for the first before it looks.
        while not one(first, "SELECT count(*) FROM pg_locks WHERE NOT granted"):
            pass
        first.commit()
        other.join()
    assert refused == [True]


def test_a_row_goes_with_its_association(registrar: Registrar) -> None:
    number = add_whole(registrar)
    registrar.execute("DELETE FROM register.association WHERE id = %s", (number,))
    assert (
        one(registrar, "SELECT count(*) FROM register.bank_account_confirmation WHERE association_id = %s", number) == 0
    )

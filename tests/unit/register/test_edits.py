"""Edits change exactly what they name, and items are stored in the register's own way of writing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from directory.register.edits import (
    AddItem,
    ItemList,
    ItemNotFoundError,
    RemoveItem,
    ReplaceItem,
    SetFields,
    apply_edits,
    resume,
    stop,
)
from directory.register.known_codes import from_reference
from directory.register.records import (
    AssociationRecord,
    BankAccountRecord,
    ContactRecord,
    LocationRecord,
    MembershipRecord,
    RepresentativeRecord,
)
from directory.register.rows import differences, rows_of
from directory.register.state import AssociationState

if TYPE_CHECKING:
    from directory.register.edits import Edit

RECORD = AssociationRecord(
    *("V0001001", "VZER", "De Vrienden"),
    status="Actief",
    winding_up=True,
    contacts=(ContactRecord("E-mail", "info@vrienden.example", source_key="cont:1"),),
)
STATE = AssociationState(7, RECORD, (), (3,), (), {}, {})


def edited(*edits: Edit) -> AssociationState:
    """Return the state after edits."""
    return apply_edits(STATE, edits, locator=from_reference().locator, next_number=lambda _items: 5)


def test_only_the_fields_that_are_set_change() -> None:
    after = edited(SetFields(name="De Buren", start_date=None))
    assert after.record._replace(name="De Vrienden") == edited().record
    assert [diff.changed_columns for diff in differences(rows_of(STATE), rows_of(after))] == [("name",)]


def test_edits_take_effect_in_their_order() -> None:
    assert edited(SetFields(name="Eerst"), SetFields(name="Dan")).record.name == "Dan"


def test_items_that_are_added_are_numbered_on_from_the_last_number_ever_used() -> None:
    contact = ContactRecord("E-mail", "a@vrienden.example")
    after = edited(
        AddItem(contact), AddItem(contact._replace(value="b@vrienden.example")), RemoveItem(ItemList.CONTACTS, 3)
    )
    assert list(after.contacts) == [5, 6]


def test_an_item_that_is_replaced_keeps_number_and_key() -> None:
    after = edited(ReplaceItem(3, ContactRecord("Website", "https://vrienden.example", source_key="of another")))
    assert after.contacts == {3: ContactRecord("Website", "https://vrienden.example", source_key="cont:1")}


@pytest.mark.parametrize("edit", [RemoveItem(ItemList.CONTACTS, 4), ReplaceItem(3, LocationRecord("Activiteiten"))])
def test_an_item_that_is_not_in_the_list_is_named(edit: Edit) -> None:
    with pytest.raises(ItemNotFoundError) as caught:
        edited(edit)
    assert (caught.value.items, caught.value.number) in {(ItemList.CONTACTS, 4), (ItemList.LOCATIONS, 3)}


def test_numbers_are_stored_in_one_way_of_writing() -> None:
    after = edited(
        SetFields(kbo_number="0455.563.567"),
        AddItem(RepresentativeRecord(0, "70.99.01-001.95", "Fien", "Verzonnen")),
        AddItem(BankAccountRecord(0, "BE71096123456769", ("De Vrienden",))),
        AddItem(MembershipRecord("v0001002")),
    )
    assert after.record.kbo_number == "0455563567"
    assert after.representatives[5].insz == "70990100195"
    assert after.bank_accounts[5].iban == "BE71 0961 2345 6769"
    assert after.memberships[5].other_vcode == "V0001002"


def test_a_wrong_number_stays_as_it_was_written_for_the_rules() -> None:
    assert edited(SetFields(kbo_number="12 34")).record.kbo_number == "12 34"


def test_where_an_address_lies_follows_from_the_address_alone() -> None:
    hall = LocationRecord("Activiteiten", postcode="3010", municipality="Kessel-Lo (Leuven)", country="België", nis="x")
    abroad = hall._replace(country="Nederland")
    at_home, elsewhere = edited(AddItem(hall), AddItem(abroad)).locations.values()
    assert (at_home.nis, at_home.district, elsewhere.nis, elsewhere.lat) == ("24062", "Kessel-Lo", None, None)


def test_a_stop_ends_the_winding_up_and_can_be_taken_back() -> None:
    stopped = edited(stop(date(2026, 1, 2))).record
    again = edited(stop(date(2026, 1, 2)), resume()).record
    assert (stopped.status, stopped.end_date, stopped.winding_up) == ("Gestopt", date(2026, 1, 2), False)
    assert (again.status, again.end_date, again.winding_up) == ("Actief", None, False)

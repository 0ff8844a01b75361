"""Any sequence of edits ends in the record that a plain dict ends in, and the history adds up to it."""

from __future__ import annotations

import copy
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from directory.register import reader
from directory.register.actor import Actor, ActorKind, ChangeContext
from directory.register.commands import ChangeOutcome, change, create
from directory.register.edits import UNSET, AddItem, ItemList, RemoveItem, ReplaceItem, SetFields
from directory.register.records import (
    ASSOCIATION_COLUMNS,
    BankAccountRecord,
    ConfirmationRecord,
    ContactRecord,
    LocationRecord,
    MembershipRecord,
    RecognitionRecord,
    RepresentativeRecord,
)
from tests.register.rows import insz, one, vcode

if TYPE_CHECKING:
    from directory.platform.database import Connection
    from directory.register.edits import Edit
    from directory.register.state import AssociationState

CONTEXT = ChangeContext(Actor(ActorKind.REPRESENTATIVE, "Fien Verzonnen"), "proef")
KINDS: dict[type, ItemList] = {
    LocationRecord: ItemList.LOCATIONS,
    ContactRecord: ItemList.CONTACTS,
    MembershipRecord: ItemList.MEMBERSHIPS,
    RecognitionRecord: ItemList.RECOGNITIONS,
    RepresentativeRecord: ItemList.REPRESENTATIVES,
    BankAccountRecord: ItemList.BANK_ACCOUNTS,
}
# What the register fills in by itself.
DERIVED = {"source_key", "nis", "district", "lat", "lon", "recognition_id", "representative_id", "account_id"}

FIELDS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["De Vrienden", "'t Verlof", "Fanfare 🎺", " "]),  # the last breaks a rule
        "description": st.sampled_from(["", "Samen spelen.", "<b>vet</b>"]),
        "legal_form": st.sampled_from(["", "017"]),
        "min_age": st.sampled_from([0, 6, 99, 200]),
        "max_age": st.sampled_from([12, 150]),
        "start_date": st.sampled_from([None, date(1990, 1, 2)]),
        "opted_out": st.booleans(),
        "activities": st.sampled_from([(), ("SPRT",), ("SPRT", "JGDW"), ("SPRT", "SPRT"), ("NIET",)]),
        "areas": st.sampled_from([(), ("44021",), ("NVT",), ("NVT", "44021")]),
    },
)
ITEMS = st.one_of(
    st.builds(
        LocationRecord,
        st.sampled_from(["Activiteiten", "Correspondentie"]),
        st.booleans(),
        street=st.just("Kerkstraat"),
        house_number=st.sampled_from(["1", "2", ""]),
        postcode=st.just("9000"),
        municipality=st.just("Gent"),
        country=st.just("België"),
    ),
    st.builds(
        ContactRecord,
        st.just("E-mail"),
        st.sampled_from(["een@vrienden.example", "twee@vrienden.example", "geen adres"]),
        is_primary=st.booleans(),
    ),
    st.builds(MembershipRecord, st.sampled_from(["V9999999", "V9999998"]), st.sampled_from([None, date(2020, 1, 2)])),
    st.builds(
        RecognitionRecord,
        st.just(0),
        st.sampled_from(["OVO900001", "OVO900002"]),
        st.sampled_from(["Actief", "Geschorst"]),
        suspension_reason=st.sampled_from(["", "Verslag ontbreekt."]),
    ),
    st.builds(
        RepresentativeRecord,
        st.just(0),
        st.sampled_from([insz(1), insz(2), "12345678901"]),
        st.sampled_from(["Fien", "Jan"]),
        st.just("Verzonnen"),
        is_primary=st.booleans(),
    ),
    st.builds(
        BankAccountRecord,
        st.just(0),
        st.sampled_from(["BE68 5390 0754 7034", "BE71 0961 2345 6769"]),
        st.just(("De Vrienden",)),
        confirmations=st.sampled_from(
            [(), (ConfirmationRecord("OVO900001"), ConfirmationRecord("OVO900002", "Provincie"))]
        ),
    ),
)
NUMBERS = st.integers(1, 4)
EDITS = st.one_of(
    FIELDS.map(lambda values: SetFields(**values)),
    ITEMS.map(AddItem),
    st.builds(ReplaceItem, NUMBERS, ITEMS),
    st.builds(RemoveItem, st.sampled_from(ItemList), NUMBERS),
)
COMMANDS = st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=8)
PRIVATE = {ItemList.REPRESENTATIVES, ItemList.BANK_ACCOUNTS}


class Model:
    """What the edits make of an association, by the simplest means: dicts of fields, and of items by their number."""

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.lists: dict[ItemList, dict[int, dict[str, Any]]] = {items: {} for items in ItemList}
        self.used: dict[ItemList, int] = dict.fromkeys(ItemList, 0)  # numbers that were written at any time

    def applied(self, edits: list[Edit]) -> Model | None:
        """Return the model after the edits, or None when one names an item that is not there."""
        after = copy.deepcopy(self)
        for edit in edits:
            match edit:
                case SetFields():
                    values = ((name, getattr(edit, name)) for name in edit.__dataclass_fields__)
                    after.fields |= {name: value for name, value in values if value is not UNSET}
                case AddItem(item):
                    after.used[KINDS[type(item)]] += 1
                    after.lists[KINDS[type(item)]][after.used[KINDS[type(item)]]] = _told(item)
                case ReplaceItem(number, item):
                    if number not in after.lists[KINDS[type(item)]]:
                        return None
                    after.lists[KINDS[type(item)]][number] = _told(item)
                case RemoveItem(items, number):
                    if after.lists[items].pop(number, None) is None:
                        return None
        # Of what was added and removed in one command the register never knew.
        after.used = {items: max([self.used[items], *after.lists[items]]) for items in ItemList}
        return after


def _told(item: Any) -> dict[str, Any]:
    return {name: value for name, value in item._asdict().items() if name not in DERIVED}


def _lists(state: AssociationState) -> dict[ItemList, dict[int, dict[str, Any]]]:
    return {items: {number: _told(item) for number, item in getattr(state, items).items()} for items in ItemList}


def _is_private(edit: Edit) -> bool:
    match edit:
        case SetFields():
            return all(getattr(edit, name) is UNSET for name in edit.__dataclass_fields__ if name != "legal_form")
        case RemoveItem(items):
            return items in PRIVATE
        case _:
            return KINDS[type(edit.item)] in PRIVATE


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COMMANDS)
def test_any_sequence_of_edits_ends_as_a_plain_dict_does(registrar: Connection, commands: list[list[Edit]]) -> None:
    own = vcode()
    create(registrar, CONTEXT, own, [SetFields(type_code="VZER", name="De Vrienden")])
    model = Model()
    moments: list[tuple[datetime, AssociationState]] = []
    for edits in commands:
        before = reader.current(registrar, own)
        assert before is not None
        result = change(registrar, CONTEXT, own, before.revision, edits)
        after = reader.current(registrar, own)
        assert after is not None
        wanted = model.applied(edits)
        event(result.outcome)
        if result.outcome in {ChangeOutcome.CHANGED, ChangeOutcome.UNCHANGED}:
            assert wanted is not None
            model = wanted
        if result.outcome is ChangeOutcome.CHANGED:
            assert after.revision > before.revision
        else:
            # Nothing was written: neither a row nor a line of the history.
            assert after == before
            assert (wanted is None) == (result.outcome is ChangeOutcome.ITEM_NOT_FOUND)
            assert (result.outcome is ChangeOutcome.INVALID) == bool(result.violations)
        if all(map(_is_private, edits)):
            assert after.version == before.version
        moments.append((one(registrar, "SELECT clock_timestamp()"), after))
        assert _lists(after) == model.lists
        for name, value in model.fields.items():
            stored = getattr(after.record, name)
            assert (set(stored) if isinstance(stored, tuple) else stored) == (
                set(value) if isinstance(value, tuple) else value
            ), name
    for moment, state in moments:
        told = reader.state_at(registrar, own, moment)
        assert told is not None
        assert (told.record, _lists(told)) == (state.record, _lists(state))


def test_every_field_of_an_association_can_be_set() -> None:
    fixed = {"vcode", "modified_on"}
    assert set(SetFields.__dataclass_fields__) == {*ASSOCIATION_COLUMNS, "activities", "areas"} - fixed

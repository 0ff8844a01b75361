"""Edits of one association as values, and what an association becomes by a sequence of them. Pure: no database.

An edit is written in the register's own terms; turning a form or a JSON body into edits, and deciding who may make
which one, is the work of the room that takes the form.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from directory.register import identifiers
from directory.register.records import (
    BankAccountRecord,
    ContactRecord,
    LocationRecord,
    MembershipRecord,
    RecognitionRecord,
    RepresentativeRecord,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from directory.register.address_locator import AddressLocator
    from directory.register.state import AssociationState


class Unset(Enum):
    """The value of a field that an edit leaves as it is; None is a value of its own."""

    UNSET = "unset"


UNSET: Final = Unset.UNSET

Item: TypeAlias = (
    LocationRecord | ContactRecord | MembershipRecord | RecognitionRecord | RepresentativeRecord | BankAccountRecord
)


class ItemList(StrEnum):
    """The lists of numbered items, by their name in `AssociationRecord`."""

    LOCATIONS = "locations"
    CONTACTS = "contacts"
    MEMBERSHIPS = "memberships"
    RECOGNITIONS = "recognitions"
    REPRESENTATIVES = "representatives"
    BANK_ACCOUNTS = "bank_accounts"

    @property
    def table(self) -> str:
        """The table of schema `register` that holds the items."""
        return self.value.removesuffix("s")


_LISTS: Final[dict[type[Item], ItemList]] = {
    LocationRecord: ItemList.LOCATIONS,
    ContactRecord: ItemList.CONTACTS,
    MembershipRecord: ItemList.MEMBERSHIPS,
    RecognitionRecord: ItemList.RECOGNITIONS,
    RepresentativeRecord: ItemList.REPRESENTATIVES,
    BankAccountRecord: ItemList.BANK_ACCOUNTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFields:
    """Give fields of the association itself another value; a list of codes is replaced as a whole.

    The vCode never changes, and the date of the last change is the database's.
    """

    type_code: str | Unset = UNSET
    name: str | Unset = UNSET
    subtype_code: str | Unset = UNSET
    parent_vcode: str | Unset | None = UNSET
    parent_identification: str | Unset = UNSET
    parent_description: str | Unset = UNSET
    short_name: str | Unset = UNSET
    call_name: str | Unset = UNSET
    description: str | Unset = UNSET
    start_date: date | Unset | None = UNSET
    min_age: int | Unset = UNSET
    max_age: int | Unset = UNSET
    kbo_number: str | Unset | None = UNSET
    deleted_on: date | Unset | None = UNSET
    status: str | Unset = UNSET
    duplicate_of: str | Unset | None = UNSET
    end_date: date | Unset | None = UNSET
    winding_up: bool | Unset = UNSET
    opted_out: bool | Unset = UNSET
    legal_form: str | Unset = UNSET
    source: str | Unset = UNSET
    activities: tuple[str, ...] | Unset = UNSET
    areas: tuple[str, ...] | Unset = UNSET


@dataclass(frozen=True, slots=True)
class AddItem:
    """Add an item to the list of its kind. Its number is given by the register; one in the item is ignored."""

    item: Item


@dataclass(frozen=True, slots=True)
class ReplaceItem:
    """Put an item in the place of the one with this number, in the list of its kind."""

    number: int
    item: Item


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """Take the item with this number out of a list."""

    items: ItemList
    number: int


Edit: TypeAlias = SetFields | AddItem | ReplaceItem | RemoveItem


def stop(end_date: date) -> SetFields:
    """Return the edit that stops an association: it is no longer public, and not winding up any more."""
    return SetFields(status="Gestopt", end_date=end_date, winding_up=False, duplicate_of=None)


def resume() -> SetFields:
    """Return the edit that takes a stop back."""
    return SetFields(status="Actief", end_date=None, winding_up=False, duplicate_of=None)


def remove(deleted_on: date) -> SetFields:
    """Return the edit that removes an association: it stays in the register, hidden, with its history."""
    return SetFields(deleted_on=deleted_on)


def restore() -> SetFields:
    """Return the edit that takes a removal back."""
    return SetFields(deleted_on=None)


class ItemNotFoundError(LookupError):
    """An edit names an item that is not there."""

    def __init__(self, items: ItemList, number: int) -> None:
        super().__init__(f"There is no item {number} in {items}.")
        self.items = items
        self.number = number


def apply_edits(
    state: AssociationState,
    edits: Iterable[Edit],
    *,
    locator: AddressLocator,
    next_number: Callable[[ItemList], int],
) -> AssociationState:
    """Return the state after the edits, in their order. Not yet checked by the rules.

    `next_number` gives the first number that a list never used. Raises `ItemNotFoundError`.
    """
    values: dict[str, Any] = {}
    lists: dict[ItemList, dict[int, Any]] = {items: dict(getattr(state, items)) for items in ItemList}
    numbers: dict[ItemList, int] = {}
    for edit in edits:
        if isinstance(edit, SetFields):
            values |= _set_values(edit)
        elif isinstance(edit, AddItem):
            items = _LISTS[type(edit.item)]
            numbers[items] = numbers[items] + 1 if items in numbers else next_number(items)
            lists[items][numbers[items]] = _stored(edit.item, numbers[items], locator, source_key="")
        else:
            items = edit.items if isinstance(edit, RemoveItem) else _LISTS[type(edit.item)]
            if edit.number not in lists[items]:
                raise ItemNotFoundError(items, edit.number)
            if isinstance(edit, RemoveItem):
                del lists[items][edit.number]
            else:
                # An import recognises the item by its key, also after an edit by hand.
                source_key = getattr(lists[items][edit.number], "source_key", "")
                lists[items][edit.number] = _stored(edit.item, edit.number, locator, source_key=source_key)
    values |= {items.value: tuple(lists[items].values()) for items in ItemList}
    return replace(
        state,
        record=state.record._replace(**values),
        location_numbers=tuple(lists[ItemList.LOCATIONS]),
        contact_numbers=tuple(lists[ItemList.CONTACTS]),
        membership_numbers=tuple(lists[ItemList.MEMBERSHIPS]),
    )


def _set_values(edit: SetFields) -> dict[str, Any]:
    values = {one.name: value for one in fields(edit) if (value := getattr(edit, one.name)) is not UNSET}
    for name, canonical in (
        ("kbo_number", identifiers.kbo),
        ("parent_vcode", identifiers.vcode),
        ("duplicate_of", identifiers.vcode),
    ):
        # A wrong number stays as it was written, so that the rules can say what is wrong with it.
        if values.get(name) is not None:
            values[name] = canonical(values[name]) or values[name]
    return values


def _stored(item: Item, number: int, locator: AddressLocator, *, source_key: str) -> Item:
    """Return an item as the register stores it: numbered, numbers written in one way, derived fields filled in."""
    match item:
        case LocationRecord():
            position = locator.locate(item.postcode, item.municipality, item.country)
            return item._replace(**position._asdict(), source_key=source_key)
        case ContactRecord():
            return item._replace(source_key=source_key)
        case MembershipRecord():
            other = identifiers.vcode(item.other_vcode) or item.other_vcode
            return item._replace(other_vcode=other, source_key=source_key)
        case RecognitionRecord():
            return item._replace(recognition_id=number)
        case RepresentativeRecord():
            return item._replace(representative_id=number, insz=identifiers.insz(item.insz) or item.insz)
        case BankAccountRecord():
            return item._replace(account_id=number, iban=identifiers.iban(item.iban) or item.iban)

"""What to do with a line that breaks one rule so that the association is taken: a function per rule that needs its own.

Most violations need none of these: the value that they name is taken out. Where a wish not to be shown cannot be read,
the association is taken and not shown.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import orjson

from directory.importing import fields, json_paths
from directory.importing.notes import CORRECT_IT, KEEP_ONE, Treatment
from directory.register.rules import contacts, locations, messages

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from directory.register.records import AssociationRecord
    from directory.register.rules.violation import Violation

    # What became of it and how to mend it, or None: this remedy does not help.
    Remedy = Callable[[dict[str, Any], Violation, AssociationRecord | None], tuple[Treatment, str] | None]

OPT_OUT: Final = "isUitgeschrevenUitPubliekeDatastroom"
_WITHDRAWALS: Final = frozenset((OPT_OUT, "isVerwijderd", "teVerwijderen"))
_YES: Final = frozenset(("true", "ja", "1", "1.0", "yes", "waar", "j", "y"))
_NO: Final = frozenset(("false", "nee", "0", "0.0", "no", "onwaar", "n"))
_ADDRESS_PART: Final = re.compile(r"locaties\[\d+\]\.adres\.\w+")
_CONTACT_VALUE: Final = re.compile(r"contactgegevens\[\d+\]\.waarde")
_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)
_DIGITS: Final = re.compile(r"[0-9]{1,9}")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_DAY_AND_TIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]|[0-9]{8}\Z")
_HERE: Final = ZoneInfo("Europe/Brussels")
_NUMBERS: Final = {
    "erkenningen": "erkenningId",
    "vertegenwoordigers": "vertegenwoordigerId",
    "bankrekeningnummers": "bankrekeningnummerId",
    "bevestigdDoor": "ovoCode",
}
_SUBTYPE_FIELDS: Final = ("verenigingssubtype", "subverenigingVan")
# Rules for people that the register itself does not always keep: such values stay.
_KEPT: Final = frozenset(
    (
        *(messages.FORBIDDEN_CHARACTERS, messages.LOCATION_SEAT, messages.MEMBER_OF_PARENT),
        messages.DUPLICATE_KBO,
    )
)
_LEFT_OUT: Final = (Treatment.LEFT_OUT, CORRECT_IT)
_ADAPTED: Final = (Treatment.ADAPTED, CORRECT_IT)


def is_kept(violation: Violation) -> bool:
    """Tell whether the value stays as it is: a text with `<…>`, an address that misses a part."""
    if violation.message in _KEPT:
        return True
    return _ADDRESS_PART.fullmatch(violation.field) is not None and violation.message.endswith("is verplicht.")


def apply(
    association: dict[str, Any], violation: Violation, record: AssociationRecord | None
) -> tuple[Treatment, str] | None:
    """Change the line so that it no longer breaks this rule; `record` is what was read, where reading came so far."""
    own = _OF_MESSAGES.get(violation.message) or _of_field(violation.field)
    outcome = own(association, violation, record) if own else None
    if outcome is None and json_paths.take_out(association, violation.field):
        return _LEFT_OUT
    return outcome


def _of_field(path: str) -> Remedy | None:
    if path in _WITHDRAWALS:
        return _read_withdrawal
    if path == "sleutels":
        return _drop_kbo_number
    if path.startswith("verenigingstype"):
        return _guess_type
    return _tidy_contact if _CONTACT_VALUE.fullmatch(path) else None


def _text_from_number(
    association: dict[str, Any], violation: Violation, _record: AssociationRecord | None
) -> tuple[Treatment, str] | None:
    value = json_paths.value_at(association, violation.field)
    if type(value) is not int or violation.field.startswith("verenigingstype"):
        own = _of_field(violation.field)
        return own(association, violation, None) if own else None
    json_paths.replace(association, violation.field, str(value))
    return _ADAPTED


def _whole_number(
    association: dict[str, Any], violation: Violation, record: AssociationRecord | None
) -> tuple[Treatment, str] | None:
    """Take `"6"` and `6.0` for the number that they say."""
    value = json_paths.value_at(association, violation.field)
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        json_paths.replace(association, violation.field, int(value))
        return _ADAPTED
    if isinstance(value, float) and value.is_integer() and abs(value) < fields.BIGGEST_NUMBER:
        json_paths.replace(association, violation.field, int(value))
        return _ADAPTED
    own = _of_field(violation.field)
    return own(association, violation, record) if own else None


def _yes_or_no(
    association: dict[str, Any], violation: Violation, record: AssociationRecord | None
) -> tuple[Treatment, str] | None:
    """Take "ja", 1 and the like for what they say; where it is a wish not to be shown, `_read_withdrawal` does."""
    own = _of_field(violation.field)
    if own is not None:
        return own(association, violation, record)
    value = json_paths.value_at(association, violation.field)
    written = str(value).strip().casefold() if isinstance(value, (str, int, float)) else ""
    if written not in _YES | _NO:
        return None
    json_paths.replace(association, violation.field, written in _YES)
    return _ADAPTED


def _day(
    association: dict[str, Any], violation: Violation, _record: AssociationRecord | None
) -> tuple[Treatment, str] | None:
    """Take another way to write a day: with a time, without dashes, or day first as people here do."""
    value = json_paths.value_at(association, violation.field)
    found = _day_of(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    json_paths.replace(association, violation.field, found.isoformat())
    return _ADAPTED


def _day_of(written: str) -> date | None:
    match = _DAY_FIRST.fullmatch(written)
    try:
        if match is not None:
            return date(int(match[3]), int(match[2]), int(match[1]))
        if not _DAY_AND_TIME.match(written):
            return None
        moment = datetime.fromisoformat(written)
        # A moment is on the day that it is here.
        return (moment.astimezone(_HERE) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        return None


def _tidy_contact(
    association: dict[str, Any], violation: Violation, _record: AssociationRecord | None
) -> tuple[Treatment, str] | None:
    """Write `HTTPS://` small and drop spaces around; what is still wrong then is taken out with its item."""
    item = violation.field.rpartition(".")[0]
    contact = json_paths.value_at(association, item)
    value = contact.get("waarde") if isinstance(contact, dict) else None
    if isinstance(value, str) and isinstance(kind := contact.get("contactgegeventype"), str):
        tidy = _SCHEME.sub(lambda scheme: scheme[0].lower(), value.strip(), count=1)
        if tidy and tidy != value and kind in contacts.KINDS and contacts.value_problem(kind, tidy) is None:
            contact["waarde"] = tidy
            return _ADAPTED
    return _LEFT_OUT if json_paths.take_out(association, item) else None


def _read_withdrawal(
    association: dict[str, Any], violation: Violation, _record: AssociationRecord | None
) -> tuple[Treatment, str] | None:
    value = association.get(violation.field)
    written = str(value).strip().casefold() if isinstance(value, (str, int, float)) else ""
    # Better an association that is missed than one that is shown against its wish.
    association[violation.field] = written not in _NO
    return _ADAPTED if written in _YES | _NO else (Treatment.HIDDEN, CORRECT_IT)


def _hide_opted_out(
    association: dict[str, Any], _violation: Violation, _record: AssociationRecord | None
) -> tuple[Treatment, str]:
    association[OPT_OUT] = None
    association["isVerwijderd"] = True
    return Treatment.HIDDEN, "In het register kan een KBO-vereniging niet uitgeschreven zijn: verbeter type of vlag."


def _drop_kbo_number(
    association: dict[str, Any], _violation: Violation, _record: AssociationRecord | None
) -> tuple[Treatment, str] | None:
    keys = association.get("sleutels")
    if not isinstance(keys, list):
        return None
    association["sleutels"] = [key for key in keys if not (isinstance(key, dict) and key.get("bron") == "KBO")]
    return _LEFT_OUT


def _guess_type(
    association: dict[str, Any], _violation: Violation, _record: AssociationRecord | None
) -> tuple[Treatment, str]:
    keys = association.get("sleutels")
    has_kbo_number = isinstance(keys, list) and any(
        isinstance(key, dict) and key.get("bron") == "KBO" and key.get("waarde") for key in keys
    )
    # Who is opted out must be able to stay so: with legal personality that is impossible.
    code = "VZW" if has_kbo_number and not association.get(OPT_OUT) else "VZER"
    association["verenigingstype"] = {"code": code}
    return _ADAPTED


def _drop_subtype(
    association: dict[str, Any], _violation: Violation, _record: AssociationRecord | None
) -> tuple[Treatment, str]:
    association.update(dict.fromkeys(_SUBTYPE_FIELDS))
    return _LEFT_OUT


def _duplicate_without_authentic(
    association: dict[str, Any], _violation: Violation, _record: AssociationRecord | None
) -> tuple[Treatment, str]:
    """Count a duplicate of an unknown one as stopped: it is not shown either."""
    association["isDubbelVan"] = None
    if association.get("status") == "Dubbel":
        association["status"] = "Gestopt"
    return _ADAPTED


def _deleted_without_a_day(
    association: dict[str, Any], _violation: Violation, _record: AssociationRecord | None
) -> tuple[Treatment, str]:
    association["verwijderdOp"] = datetime.now(UTC).date().isoformat()
    return _ADAPTED


def _one_primary(
    association: dict[str, Any], violation: Violation, _record: AssociationRecord | None
) -> tuple[Treatment, str]:
    primary = [item for _, item in _items(association, violation.field) if item.get("isPrimair")]
    for item in primary[1:]:
        item["isPrimair"] = False
    return Treatment.ADAPTED, KEEP_ONE


def _one_of_kind(kind: str) -> Remedy:
    def remedy(
        association: dict[str, Any], _violation: Violation, _record: AssociationRecord | None
    ) -> tuple[Treatment, str]:
        places = [place for place, item in _items(association, "locaties") if item.get("locatietype") == kind]
        for place in places[1:]:
            json_paths.take_out(association, f"locaties[{place}]")
        return Treatment.LEFT_OUT, KEEP_ONE

    return remedy


def _distinct_locations(
    association: dict[str, Any], _violation: Violation, record: AssociationRecord | None
) -> tuple[Treatment, str] | None:
    if record is None or record.locations is None:
        return None
    return _without_repeats(association, "locaties", enumerate(map(locations.key, record.locations)))


def _distinct_codes(
    association: dict[str, Any], violation: Violation, _record: AssociationRecord | None
) -> tuple[Treatment, str] | None:
    codes = ((place, str(item.get("code")).casefold()) for place, item in _items(association, violation.field))
    return _without_repeats(association, violation.field, codes)


def _area_beside_not_applicable(
    association: dict[str, Any], _violation: Violation, _record: AssociationRecord | None
) -> tuple[Treatment, str]:
    for place, item in _items(association, "werkingsgebieden"):
        if item.get("code") == "NVT":
            json_paths.take_out(association, f"werkingsgebieden[{place}]")
    return _LEFT_OUT


def _distinct_items(
    association: dict[str, Any], violation: Violation, _record: AssociationRecord | None
) -> tuple[Treatment, str] | None:
    """Two items of one number or `@id`: without its `@id` a different item can stay."""
    items = list(_items(association, violation.field))
    if number := _NUMBERS.get(violation.field.rpartition(".")[2]):
        return _without_repeats(association, violation.field, ((place, item.get(number)) for place, item in items))
    seen: set[str] = set()
    repeated = []
    for _, item in items:
        if (identifier := item.get("@id")) and identifier in seen:
            repeated.append(item)
        seen.add(str(identifier))
    for item in repeated:
        item["@id"] = None
    if repeated:
        return Treatment.ADAPTED, KEEP_ONE
    return _without_repeats(association, violation.field, ((place, _content(item)) for place, item in items))


def _items(association: dict[str, Any], path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the items of a list with their places, without those that were taken out just now."""
    for place, item in enumerate(json_paths.value_at(association, path) or ()):
        if isinstance(item, dict):
            yield place, item


def _content(item: dict[str, Any]) -> bytes:
    told = {name: value for name, value in item.items() if name not in {"@type", "adresvoorstelling", "verwijstNaar"}}
    return orjson.dumps(told, option=orjson.OPT_SORT_KEYS)


def _without_repeats(
    association: dict[str, Any], path: str, keys: Iterable[tuple[int, Hashable]]
) -> tuple[Treatment, str] | None:
    seen: set[Hashable] = set()
    repeated = []
    for place, key in keys:
        if key in seen:
            repeated.append(place)
        seen.add(key)
    for place in repeated:
        json_paths.take_out(association, f"{path}[{place}]")
    return (Treatment.LEFT_OUT, KEEP_ONE) if repeated else None


_OF_MESSAGES: Final[dict[str, Remedy]] = {
    fields.NOT_TEXT: _text_from_number,
    fields.NOT_NUMBER: _whole_number,
    fields.NOT_FLAG: _yes_or_no,
    fields.NOT_DATE: _day,
    fields.TWICE: _distinct_items,
    messages.ITEM_NUMBER: _distinct_items,
    messages.LOCATION_TWO_PRIMARY: _one_primary,
    messages.PERSON_TWO_PRIMARY: _one_primary,
    messages.LOCATION_TWO_CORRESPONDENCE: _one_of_kind(locations.CORRESPONDENCE),
    messages.LOCATION_TWO_SEATS: _one_of_kind(locations.SEAT),
    messages.LOCATION_TWICE: _distinct_locations,
    messages.ACTIVITY_TWICE: _distinct_codes,
    messages.AREA_TWICE: _distinct_codes,
    messages.AREA_NOT_APPLICABLE: _area_beside_not_applicable,
    messages.SUBTYPE_NOT_ALLOWED: _drop_subtype,
    messages.PARENT_REQUIRED: _drop_subtype,
    messages.PARENT_ITSELF: _drop_subtype,
    messages.DUPLICATE_AUTHENTIC: _duplicate_without_authentic,
    messages.DUPLICATE_OF_ITSELF: _duplicate_without_authentic,
    messages.OPT_OUT_KBO: _hide_opted_out,
    fields.required("verwijderdOp").violations[0].message: _deleted_without_a_day,
}
# A rule of the database that names a whole field: how to send the line without what it refused.
_OF_REFUSED_FIELDS: Final[dict[str, Remedy]] = {
    "sleutels": _drop_kbo_number,
    "verenigingssubtype": _drop_subtype,
    "subverenigingVan": _drop_subtype,
    "isDubbelVan": _duplicate_without_authentic,
    OPT_OUT: _hide_opted_out,
}
# Where the database does not say which value it means, these are left out one after the other.
SUSPECTS: Final = (
    *("contactgegevens", "bankrekeningnummers", "locaties", "lidmaatschappen", "erkenningen", "vertegenwoordigers"),
    *("werkingsgebieden", "hoofdactiviteitenVerenigingsloket", "sleutels", "verenigingssubtype", "doelgroep"),
    *("startdatum", "einddatum", "isDubbelVan", OPT_OUT, "korteBeschrijving", "korteNaam", "roepnaam"),
)


_CAN_GO: Final = frozenset((*SUSPECTS, *_OF_REFUSED_FIELDS, "inStopzetting"))


def leave_out(association: dict[str, Any], violation: Violation) -> tuple[Treatment, str]:
    """Take out a whole field, as the database refused it; a list of the register then stays as it is."""
    own = _OF_REFUSED_FIELDS.get(violation.field)
    outcome = own(association, violation, None) if own else None
    if outcome is None:
        # Untold, it would stay as it is beside a status that does not go with it.
        association[violation.field] = False if violation.field == "inStopzetting" else None
    return outcome or _LEFT_OUT


def next_to_leave_out(violation: Violation, tried: Sequence[Violation]) -> Violation | None:
    """Return what to leave out after the database refused this; None when there is nothing left."""
    names = {one.field for one in tried}
    if violation.field in _CAN_GO and violation.field not in names:
        return violation
    suspect = next((name for name in SUSPECTS if name not in names), None)
    return None if suspect is None else violation._replace(field=suspect)


def unknown_identity(field: str) -> bool:
    """Tell whether a violation is one of what no association can do without."""
    return field in {"", "vereniging", "vCode", "naam"}

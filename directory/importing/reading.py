"""Reads one line of the register's export into an association or a tombstone, or rejects it with reasons in Dutch."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import orjson

from directory.importing import fields
from directory.importing.fields import JsonObject, day, flag, inner, number, optional_text, required_text, text
from directory.importing.items import ItemReader
from directory.importing.kept_codes import KeptCodes
from directory.importing.objects import end_of_object
from directory.importing.rejection import RejectedLineError, rejection
from directory.register import identifiers
from directory.register.records import AssociationRecord
from directory.register.rules import violations
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from directory.importing.lines import ImportLine
    from directory.importing.unknown_keys import UnknownKeys
    from directory.register.known_codes import KnownCodes

Item = TypeVar("Item", bound=tuple[Any, ...])

NOT_JSON: Final = "De regel is geen geldige JSON: onvolledig of beschadigd."
LAST_LINE_CUT_OFF: Final = "De laatste regel is afgebroken: het bestand is niet volledig. Haal het opnieuw op."
NOT_UTF8: Final = "De regel is geen geldige UTF-8."
HAS_NUL: Final = "De waarde bevat een NUL-teken."
STATUS_UNKNOWN: Final = "De status is niet gekend (Actief, Gestopt of Dubbel)."
SOURCE_UNKNOWN: Final = "De bron is niet gekend (Initiator of KBO)."
AREA_TWICE: Final = "Elke waarde in de werkingsgebieden mag slechts eenmaal voorkomen."

_LINE = frozenset(("@context", "vereniging", "metadata"))
_METADATA = frozenset(("datumLaatsteAanpassing",))
_PUBLIC = frozenset(
    (
        *("@type", "vCode", "verenigingstype", "verenigingssubtype", "subverenigingVan", "naam", "roepnaam"),
        *("korteNaam", "korteBeschrijving", "startdatum", "doelgroep", "status", "contactgegevens", "locaties"),
        *("hoofdactiviteitenVerenigingsloket", "werkingsgebieden", "sleutels", "relaties", "lidmaatschappen"),
    )
)
# What only the full export of an authority has.
_ADMINISTRATIVE = frozenset(
    (
        *("einddatum", "inStopzetting", "isUitgeschrevenUitPubliekeDatastroom", "isDubbelVan", "isVerwijderd"),
        *("verwijderdOp", "rechtsvorm", "bron", "erkenningen", "vertegenwoordigers", "bankrekeningnummers"),
    )
)
_ASSOCIATION = _PUBLIC | _ADMINISTRATIVE
_TOMBSTONE = frozenset(("@type", "vCode", "teVerwijderen", "deletedAt"))
_CODED = frozenset(("@id", "@type", "code", "naam"))
_AGES = frozenset(("@id", "@type", "minimumleeftijd", "maximumleeftijd"))
_PARENT = frozenset(("@id", "@type", "andereVereniging", "naam", "identificatie", "beschrijving"))
_TOLD_OF_PARENT = ("andereVereniging", "identificatie", "beschrijving")
_KEY = frozenset(("@id", "@type", "bron", "waarde", "codeerSysteem", "gestructureerdeIdentificator"))
_STATUSES = frozenset(("Actief", "Gestopt", "Dubbel"))
_SOURCES = frozenset(("Initiator", "KBO"))
_NO_PARENT: tuple[None, str, str] = (None, "", "")
# Where an item has what it is recognised by: a number in front, or the key of the export at its end.
_BY_NUMBER, _BY_KEY = 0, -1
# Finds the vCode of a line that is no JSON, so that the file of rejected lines names the association.
_VCODE = re.compile(rb'"vCode"\s*:\s*"(V[0-9]{7})"')


class Tombstone(NamedTuple):
    """The register no longer shows this association."""

    vcode: str
    deleted_on: date | None


class LineReader:
    """Reads lines, knowing the code lists and the places."""

    def __init__(self, codes: KnownCodes, unknown_keys: UnknownKeys) -> None:
        self._codes = codes
        # Codes that the lists do not hold and that are taken all the same.
        self.kept = KeptCodes()
        self._unknown_keys = unknown_keys
        self._items = ItemReader(codes.locator, unknown_keys)

    def read(self, line: ImportLine) -> AssociationRecord | Tombstone:
        """Return what the line says; raises `RejectedLineError`."""
        if line.violation is not None:
            raise RejectedLineError(line.violation, vcode=_guessed_vcode(line.content))
        content = self.read_entry(_parsed(line.content))
        if isinstance(content, AssociationRecord) and (broken := violations(content)):
            raise RejectedLineError(*broken, vcode=content.vcode)
        return content

    def read_entry(self, entry: JsonObject) -> AssociationRecord | Tombstone:
        """Return what a parsed line says, without asking whether it keeps the rules of the domain."""
        association = inner(entry, "vereniging")
        if not association:
            raise fields.required("vereniging")
        vcode = _own_vcode(association)
        try:
            if flag(association, "teVerwijderen"):
                return self._tombstone(vcode, association)
            self._unknown_keys.check(entry, _LINE, "/")
            modified_on = fields.inside(entry, "metadata", self._modified_on)
            return self._association(vcode, association, modified_on)
        except RejectedLineError as rejected:
            raise RejectedLineError(*rejected.violations, vcode=vcode) from None

    def _tombstone(self, vcode: str, entry: JsonObject) -> Tombstone:
        self._unknown_keys.check(entry, _TOMBSTONE, "")
        return Tombstone(vcode, day(entry, "deletedAt"))

    def _modified_on(self, entry: JsonObject) -> date | None:
        self._unknown_keys.check(entry, _METADATA, "/metadata.")
        return day(entry, "datumLaatsteAanpassing")

    def _association(self, vcode: str, entry: JsonObject, modified_on: date | None) -> AssociationRecord:
        self._unknown_keys.check(entry, _ASSOCIATION, "")
        parent_vcode, parent_identification, parent_description = fields.inside(entry, "subverenigingVan", self._parent)
        min_age, max_age = fields.inside(entry, "doelgroep", self._ages)
        return AssociationRecord(
            vcode=vcode,
            type_code=fields.inside(entry, "verenigingstype", self._type),
            name=required_text(entry, "naam"),
            subtype_code=fields.inside(entry, "verenigingssubtype", self._subtype),
            parent_vcode=parent_vcode,
            parent_identification=parent_identification,
            parent_description=parent_description,
            short_name=text(entry, "korteNaam"),
            call_name=text(entry, "roepnaam"),
            description=text(entry, "korteBeschrijving"),
            start_date=day(entry, "startdatum"),
            min_age=min_age,
            max_age=max_age,
            kbo_number=self._kbo_number(entry),
            deleted_on=_deleted_on(entry, modified_on),
            modified_on=modified_on,
            status=_one_of(entry, "status", _STATUSES, STATUS_UNKNOWN),
            duplicate_of=None
            if fields.given(entry, "isDubbelVan") is None
            else fields.other_vcode(entry, "isDubbelVan"),
            end_date=day(entry, "einddatum"),
            specifies_end_date="einddatum" in entry,
            winding_up=flag(entry, "inStopzetting"),
            opted_out=flag(entry, "isUitgeschrevenUitPubliekeDatastroom"),
            legal_form=optional_text(entry, "rechtsvorm"),
            source=_one_of(entry, "bron", _SOURCES, SOURCE_UNKNOWN),
            activities=fields.each(entry, "hoofdactiviteitenVerenigingsloket", self._activity),
            areas=self._areas(entry),
            locations=_items(entry, "locaties", self._items.location, _BY_KEY),
            contacts=_items(entry, "contactgegevens", self._items.contact, _BY_KEY),
            memberships=_items(entry, "lidmaatschappen", self._items.membership, _BY_KEY),
            recognitions=_items(entry, "erkenningen", self._items.recognition, _BY_NUMBER),
            representatives=_items(entry, "vertegenwoordigers", self._items.representative, _BY_NUMBER),
            bank_accounts=_items(entry, "bankrekeningnummers", self._items.account, _BY_NUMBER),
        )

    def _parent(self, entry: JsonObject) -> tuple[str | None, str, str]:
        self._unknown_keys.check(entry, _PARENT, "subverenigingVan.")
        if all(fields.given(entry, key) is None for key in _TOLD_OF_PARENT):
            return _NO_PARENT
        return fields.other_vcode(entry, "andereVereniging"), text(entry, "identificatie"), text(entry, "beschrijving")

    def _ages(self, entry: JsonObject) -> tuple[int, int]:
        self._unknown_keys.check(entry, _AGES, "doelgroep.")
        return number(entry, "minimumleeftijd", 0), number(entry, "maximumleeftijd", 150)

    def _code(self, entry: JsonObject, path: str) -> str:
        self._unknown_keys.check(entry, _CODED, path)
        return text(entry, "code")

    def _type(self, entry: JsonObject) -> str:
        code = self._code(entry, "verenigingstype.")
        if code not in self._codes.types:
            raise rejection("code", f'Het verenigingstype is niet gekend: "{_short(code)}"')
        return code

    def _subtype(self, entry: JsonObject) -> str:
        code = self._code(entry, "verenigingssubtype.")
        if code not in self._codes.subtypes:
            raise rejection("code", f'Het verenigingssubtype is niet gekend: "{_short(code)}"')
        return code

    def _activity(self, entry: JsonObject) -> str:
        code = self._code(entry, "hoofdactiviteitenVerenigingsloket[].")
        if code not in self._codes.activities and code not in self.kept.activities:
            raise rejection("code", f'De opgegeven hoofdactiviteit is niet gekend: "{_short(code)}"')
        return code

    def _areas(self, entry: JsonObject) -> tuple[str, ...] | None:
        codes = fields.each(entry, "werkingsgebieden", self._known_area)
        if codes is None:
            return None
        if len(set(codes)) < len(codes):
            raise rejection("werkingsgebieden", AREA_TWICE)
        # Two municipalities of before may be one today: that is no mistake of the file.
        return tuple(dict.fromkeys(self._codes.areas.get(code, code) for code in codes))

    def _known_area(self, entry: JsonObject) -> str:
        code = self._code(entry, "werkingsgebieden[].")
        if code not in self._codes.areas and code not in self.kept.areas:
            raise rejection("code", f'Het opgegeven werkingsgebied is niet gekend: "{_short(code)}"')
        return code

    def _kbo_number(self, entry: JsonObject) -> str | None:
        keys = fields.each(entry, "sleutels", self._key) or ()
        written = next((value for source, value in keys if source == "KBO"), None)
        # A wrong number stays as it was written, so that the rules can say what is wrong with it.
        return None if written is None else identifiers.kbo(written) or written

    def _key(self, entry: JsonObject) -> tuple[str, str]:
        self._unknown_keys.check(entry, _KEY, "sleutels[].")
        return text(entry, "bron"), text(entry, "waarde")


def _items(entry: JsonObject, key: str, read: Callable[[JsonObject], Item], place: int) -> tuple[Item, ...] | None:
    items = fields.each(entry, key, read)
    if items and len({item[place] for item in items}) < len(items):
        raise rejection(key, fields.TWICE)
    return items


def _one_of(entry: JsonObject, key: str, known: frozenset[str], reason: str) -> str | None:
    if fields.given(entry, key) is None:
        return None
    value = text(entry, key)
    if value not in known:
        raise rejection(key, reason)
    return value


def _deleted_on(entry: JsonObject, modified_on: date | None) -> date | None:
    """Return since when it is deleted; a full line without a deletion takes an earlier one back."""
    if not flag(entry, "isVerwijderd"):
        return None
    deleted_on = day(entry, "verwijderdOp") or modified_on
    if deleted_on is None:
        raise fields.required("verwijderdOp")
    return deleted_on


def _own_vcode(entry: JsonObject) -> str:
    written = required_text(entry, "vCode")
    vcode = identifiers.vcode(written)
    if vcode is None:
        raise rejection("vCode", identifiers.VCODE_FORM)
    return vcode


def _parsed(content: bytes) -> JsonObject:
    try:
        parsed = orjson.loads(content)
    except orjson.JSONDecodeError:
        raise RejectedLineError(_why_no_json(content), vcode=_guessed_vcode(content)) from None
    if type(parsed) is not dict:
        raise rejection("", fields.NOT_OBJECT)
    # Postgres cannot hold this one character; looking for it in every value would cost a tenth of the time.
    if b"\\u0000" in content and (path := next(_with_nul(parsed, ""), None)) is not None:
        raise RejectedLineError(Violation(path, HAS_NUL), vcode=_guessed_vcode(content))
    return parsed


def _why_no_json(content: bytes) -> Violation:
    if b"\x00" in content:
        return Violation("", HAS_NUL)
    try:
        content.decode()
    except UnicodeDecodeError:
        return Violation("", NOT_UTF8)
    # Only the last line of a file can be without an end.
    is_cut_off = not content.endswith(b"\n") and content.lstrip().startswith(b"{") and end_of_object(content) is None
    return Violation("", LAST_LINE_CUT_OFF if is_cut_off else NOT_JSON)


def _with_nul(value: Any, path: str) -> Iterator[str]:
    """Yield the path of every text with a NUL in it; without recursion: a line may be nested a thousand deep."""
    waiting = [(value, path)]
    while waiting:
        value, path = waiting.pop()
        if isinstance(value, str):
            if "\x00" in value:
                yield path
        elif isinstance(value, dict):
            for key, inside in reversed(value.items()):
                waiting += ((inside, f"{path}.{key}" if path else key), (key, path))
        elif isinstance(value, list):
            waiting += ((inside, f"{path}[{index}]") for index, inside in reversed(list(enumerate(value))))


def _guessed_vcode(content: bytes) -> str | None:
    match = _VCODE.search(content)
    return match[1].decode() if match else None


def _short(code: str) -> str:
    return code if len(code) <= 40 else f"{code[:40]}…"  # noqa: PLR2004 - no code is longer

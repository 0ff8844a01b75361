"""Reads lines and takes the association though a value in it breaks a rule: the value is left out, and a note tells it.

Rules for what people type are not always kept by what a register already holds. Refused are only lines that are no line
(damaged, no JSON) and those without identity or name; for the rest a missing value costs people less than an
association that is missing, or that stays as it was years ago.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import orjson

from directory.importing import encodings, json_paths, remedies
from directory.importing.kept_codes import KeptCodes
from directory.importing.notes import CORRECT_IT, NOT_LISTED, Note, Treatment, public_reason
from directory.importing.reading import HAS_NUL, LineReader, Tombstone
from directory.importing.rejection import RejectedLineError
from directory.importing.unknown_keys import UnknownKeys
from directory.register.records import AssociationRecord
from directory.register.rules import violations
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.importing.lines import ImportLine
    from directory.register.known_codes import KnownCodes

# Each round mends one field of every item at least: no line of the register needs more.
_ROUNDS: Final = 100
# What orjson holds at most; a longer number is none that anything here means.
_LONGEST_NUMBER: Final = 18
# An index of the database holds no longer value (2,704 bytes for all columns together).
_LONGEST_INDEXED: Final = 2_000
_MARK: Final = "\ufeff"
TOO_LONG: Final = "De waarde is te lang."
HALF_CHARACTERS: Final = "De regel bevat tekens die geen tekst zijn."
AS_WINDOWS_1252: Final = "De regel is geen UTF-8; hij is gelezen als Windows-1252."
SAVE_AS_UTF8: Final = "Bewaar het bestand als UTF-8."


class StrictReader:
    """Reads a line as it is, or rejects it."""

    is_strict = True

    def __init__(self, codes: KnownCodes, unknown_keys: UnknownKeys) -> None:
        self._reader = LineReader(codes, unknown_keys)
        self.kept = KeptCodes()

    def read(
        self, line: ImportLine, _refused: Sequence[Violation] = ()
    ) -> tuple[AssociationRecord | Tombstone, tuple[Note, ...]]:
        """Return what the line says; there is never anything to note."""
        return self._reader.read(line), ()


class MendingReader:
    """Reads a line as it is; mends one that would be rejected."""

    is_strict = False

    def __init__(self, codes: KnownCodes, unknown_keys: UnknownKeys) -> None:
        self._reader = LineReader(codes, unknown_keys)
        # A line that is read again must not count its unknown keys again.
        self._second_reader = LineReader(codes, UnknownKeys())
        self.kept = KeptCodes()

    def read(
        self, line: ImportLine, refused: Sequence[Violation] = ()
    ) -> tuple[AssociationRecord | Tombstone, tuple[Note, ...]]:
        """Return what the line says and what was mended; `refused` names the fields that the database did not take."""
        if not refused:
            try:
                content = self._reader.read(line)
            except RejectedLineError as rejected:
                if line.violation is not None:
                    raise
                first = rejected
            else:
                if not _has_too_long(content):
                    return content, ()
                first = RejectedLineError(Violation("", TOO_LONG), vcode=content.vcode)
        else:
            first = RejectedLineError(*refused)
        self._second_reader.kept = KeptCodes()
        mended = _Mending(self._second_reader, line, first).mended(refused)
        self.kept.add(self._second_reader.kept)
        return mended


class _Mending:
    """The mending of one line."""

    def __init__(self, reader: LineReader, line: ImportLine, first: RejectedLineError) -> None:
        self._reader = reader
        self._notes: list[Note] = []
        self._entry = self._parsed(line.content, first)
        association = self._entry.get("vereniging")
        if not isinstance(association, dict):
            raise first
        self._association: dict[str, Any] = association
        self._lists = json_paths.LineLists(association)

    def mended(self, refused: Sequence[Violation]) -> tuple[AssociationRecord | Tombstone, tuple[Note, ...]]:
        for violation in refused:
            self._note(violation, *remedies.leave_out(self._association, violation))
        for _ in range(_ROUNDS):
            record: AssociationRecord | None = None
            try:
                content = self._reader.read_entry(self._entry)
                if isinstance(content, Tombstone):
                    return content, tuple(self._notes)
                record = content
                broken = (*violations(self._reader.kept.left_out(record)), *_too_long(record))
            except RejectedLineError as rejected:
                broken = rejected.violations
                self._refuse_what_no_association_misses(rejected)
            to_mend = [violation for violation in broken if not remedies.is_kept(violation)]
            if record is not None and any(remedies.unknown_identity(one.field) for one in to_mend):
                raise RejectedLineError(*broken, vcode=record.vcode)
            if record is not None and not to_mend:
                for violation in broken:
                    self._note(violation, Treatment.KEPT, CORRECT_IT)
                return record, tuple(self._notes)
            for violation in to_mend:
                self._mend(violation, record)
            self._lists.close_ranks()
        raise RejectedLineError(*to_mend, vcode=self._association.get("vCode"))

    def _refuse_what_no_association_misses(self, rejected: RejectedLineError) -> None:
        """Raise what was rejected for its identity or name; a name that is a number is a name all the same."""
        for violation in rejected.violations:
            if violation.field == "naam" and type(self._association.get("naam")) is int:
                continue
            if remedies.unknown_identity(violation.field):
                raise rejected

    def _mend(self, violation: Violation, record: AssociationRecord | None) -> None:
        item = json_paths.value_at(self._association, violation.field.rpartition(".")[0])
        if self._reader.kept.keep(violation, item):
            outcome: tuple[Treatment, str] | None = (Treatment.KEPT, NOT_LISTED)
        elif violation.field.partition(".")[0] == "metadata":
            outcome = (Treatment.LEFT_OUT, CORRECT_IT) if json_paths.take_out(self._entry, violation.field) else None
        else:
            outcome = remedies.apply(self._association, violation, record)
        if outcome is None:
            raise RejectedLineError(violation, vcode=self._association.get("vCode"))
        self._note(violation, *outcome)

    def _note(self, violation: Violation, treatment: Treatment, remedy: str) -> None:
        path = self._lists.path_in_file(violation.field)
        # An item that goes because its value went has been told already.
        if not any(note.field == path or note.field.startswith(f"{path}.") for note in self._notes):
            self._notes.append(Note(path, treatment, public_reason(violation.message), remedy))

    def _parsed(self, content: bytes, first: RejectedLineError) -> dict[str, Any]:
        try:
            entry = orjson.loads(content)
        except orjson.JSONDecodeError:
            if as_windows_1252 := encodings.is_windows_1252(content):
                content = content.decode("cp1252").encode()
            entry = _parsed_patiently(content, first)
            told = (AS_WINDOWS_1252, SAVE_AS_UTF8) if as_windows_1252 else (HALF_CHARACTERS, CORRECT_IT)
            self._notes.append(Note("", Treatment.ADAPTED, *told))
        if not isinstance(entry, dict):
            raise first
        if b"\\u0000" in content or b"\x00" in content:
            self._notes.append(Note("", Treatment.ADAPTED, HAS_NUL, CORRECT_IT))
            entry = _without_nul(entry)
        return dict(entry)


def _parsed_patiently(content: bytes, first: RejectedLineError) -> Any:
    """Read what only a strict parser refuses: control characters, halves of characters, numbers without end."""
    try:
        entry = json.loads(
            content.decode(errors="replace").lstrip(_MARK),
            strict=False,
            parse_int=lambda digits: int(digits) if len(digits) <= _LONGEST_NUMBER else None,
            parse_constant=lambda _: None,
        )
        return orjson.loads(json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        raise first from None


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    if isinstance(value, dict):
        return {key.replace("\x00", ""): _without_nul(item) for key, item in value.items()}
    return value


def _has_too_long(content: AssociationRecord | Tombstone) -> bool:
    return isinstance(content, AssociationRecord) and bool(_too_long(content))


def _too_long(record: AssociationRecord) -> list[Violation]:
    """Find what an index of the database cannot hold."""
    return [
        Violation(f"contactgegevens[{place}].waarde", TOO_LONG)
        for place, contact in enumerate(record.contacts or ())
        if len(contact.value) > _LONGEST_INDEXED // 4 and len(contact.value.encode()) > _LONGEST_INDEXED
    ]

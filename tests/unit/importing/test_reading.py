"""A line is read into the values of the register, or rejected with the field and the reason: without a database."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import orjson
import pytest

from directory.importing import lines
from directory.importing.lines import ImportLine
from directory.importing.reading import LineReader, Tombstone
from directory.importing.rejection import RejectedLineError
from directory.importing.unknown_keys import UnknownKeys
from directory.register.known_codes import from_reference
from directory.register.records import AssociationRecord
from directory.register.rules.violation import Violation
from tests.importing.exports import AREAS, administrative, association, coded, location, vcode
from tests.importing.wrong_lines import BAD, MINE, UNREADABLE, WRONG, raw, wrong_line


def read(content: bytes, unknown_keys: UnknownKeys | None = None) -> AssociationRecord | Tombstone:
    """Read the only line of a file."""
    reader = LineReader(from_reference(), unknown_keys or UnknownKeys())
    (line,) = lines.lines(io.BytesIO(content))
    return reader.read(line)


def rejected(content: bytes) -> RejectedLineError:
    """Return the rejection of a line that is wrong."""
    with pytest.raises(RejectedLineError) as caught:
        read(content)
    return caught.value


@pytest.mark.parametrize("kind", UNREADABLE)
def test_an_unreadable_line_is_rejected_with_its_reason(kind: str) -> None:
    line, field, reason = UNREADABLE[kind]
    assert rejected(line + b"\n").violations == ((field, reason),)


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_field_is_named_with_the_reason(kind: str) -> None:
    _changes, field, reason = WRONG[kind]
    first = rejected(wrong_line(kind)).violations[0]
    assert (first.field, reason in first.message) == (field, True)


def test_a_deletion_needs_a_date() -> None:
    line = orjson.dumps(association(BAD, isVerwijderd=True) | {"metadata": {}})
    assert rejected(line).violations == (("verwijderdOp", "'VerwijderdOp' is verplicht."),)


def test_all_rules_that_a_line_breaks_are_told() -> None:
    assert {one.field for one in rejected(raw(naam="", startdatum="2999-01-01")).violations} == {"naam", "startdatum"}


@pytest.mark.parametrize("line", [raw()[:-5], raw(naam=None)])
def test_the_vcode_of_a_wrong_line_is_told_where_it_can_be_read(line: bytes) -> None:
    assert rejected(line).vcode == MINE


def test_a_whole_line_becomes_a_record() -> None:
    record = read(raw(**administrative(MINE)))
    assert isinstance(record, AssociationRecord)
    assert (record.vcode, record.representatives is None, record.bank_accounts is None) == (MINE, False, False)


def test_a_list_that_a_line_does_not_mention_is_unspecified() -> None:
    record = read(raw())
    assert isinstance(record, AssociationRecord)
    assert (record.representatives, record.specifies_end_date) == (None, False)


@pytest.mark.parametrize(("lau", "code"), AREAS)
def test_an_area_is_stored_by_its_code_of_today(lau: str, code: str) -> None:
    record = read(raw(werkingsgebieden=[coded(lau)]))
    assert isinstance(record, AssociationRecord)
    assert record.areas == (code,)


def test_a_tombstone_says_when_an_association_was_removed() -> None:
    line = orjson.dumps({"vereniging": {"vCode": MINE, "teVerwijderen": True, "deletedAt": "2025-01-02"}})
    assert read(line) == Tombstone(MINE, date(2025, 1, 2))


def test_unknown_keys_are_counted_by_their_path() -> None:
    unknown_keys = UnknownKeys()
    read(raw(onbekend=1, locaties=[location(vcode(1), kleur="rood"), location(vcode(1), 2, kleur="")]), unknown_keys)
    assert dict(unknown_keys.counts) == {"onbekend": 1, "locaties[].kleur": 2}


def test_a_stream_that_breaks_gives_what_came_before() -> None:
    class Breaking(io.RawIOBase):
        def __init__(self) -> None:
            self.parts = iter([b"{}\n{}"])

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            for part in self.parts:
                buffer[: len(part)] = part
                return len(part)
            raise OSError(5, "Input/output error")

    assert list(lines.lines(io.BufferedReader(Breaking()))) == [
        ImportLine(1, b"{}\n"),
        ImportLine(2, b"", Violation("", lines.UNREADABLE)),
    ]


def test_a_nul_in_a_line_that_is_nested_a_thousand_deep_is_told_and_breaks_nothing() -> None:
    deep = b'{"vereniging":' + b"[" * 1_000 + b'"\\u0000"' + b"]" * 1_000 + b"}"
    assert rejected(deep).violations[0].message == "De waarde bevat een NUL-teken."

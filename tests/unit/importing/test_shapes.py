"""An export in any form that leaves no doubt is read as if it were NDJSON in UTF-8; other files are named."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.importing import lines, objects, reading, sources
from directory.importing.mending import AS_WINDOWS_1252, MendingReader, StrictReader
from directory.importing.rejection import RejectedLineError
from directory.importing.unknown_keys import UnknownKeys
from directory.importing.unusable import UnusableSourceError
from directory.register.known_codes import from_reference
from directory.register.rules.violation import Violation
from tests.importing.exports import Entry, association, vcode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

AWKWARD = ("Café De Zwaan", 'Het "Koor"', "{[}]", "\\", "}{", "'t Verlof", "Ünïö 🎺", "a\\", '","vereniging":{"')
ENTRIES = [association(2001 + place, naam=name) for place, name in enumerate(AWKWARD)]


def ndjson(entries: Iterable[Entry] = ENTRIES) -> str:
    """Return entries as the register writes them."""
    return "".join(f"{json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a zip of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def names(folder: Path, content: bytes, *, strict: bool = False) -> list[str]:
    """Return the names of all associations that are read from a file, in its order."""
    return [record.name for record, _ in read(folder, content, strict=strict)]


def read(folder: Path, content: bytes, *, strict: bool = False) -> list[tuple[Any, Any]]:
    """Return what is read from a file."""
    file = folder / "export"
    file.write_bytes(content)
    reader = (StrictReader if strict else MendingReader)(from_reference(), UnknownKeys())
    with sources.opened(str(file), strict=strict) as source:
        return [reader.read(line) for line in source.lines]


def why_not(folder: Path, content: bytes, *, strict: bool = False) -> str:
    """Return why a file is not imported at all."""
    with pytest.raises(UnusableSourceError) as caught:
        names(folder, content, strict=strict)
    return str(caught.value)


WRITTEN: dict[str, Callable[[list[Entry]], str]] = {
    "NDJSON": ndjson,
    "an array in one line": lambda entries: json.dumps(entries, ensure_ascii=False),
    "an indented array": lambda entries: json.dumps(entries, indent=2, ensure_ascii=False),
    "an array with a line each": lambda entries: "[\n" + ndjson(entries).strip().replace("}\n", "},\n") + "\n]\n",
    "indented objects": lambda entries: "\n".join(json.dumps(one, indent=2) for one in entries),
    "indented objects without space in front": lambda entries: "\n".join(json.dumps(one, indent=0) for one in entries),
    "objects with tabs": lambda entries: "\n".join(json.dumps(one, indent="\t") for one in entries),
    "objects in a row": lambda entries: "".join(json.dumps(one) for one in entries),
    "a comma after each line": lambda entries: ndjson(entries).replace("}\n", "},\n"),
    "a text sequence": lambda entries: "".join(f"\x1e{line}" for line in ndjson(entries).splitlines(keepends=True)),
    "empty lines between": lambda entries: ndjson(entries).replace("}\n", "}\n\n \n"),
    "no end of the last line": lambda entries: ndjson(entries).strip(),
}
ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}
ENCODED: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, big end first": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-16, big end first, without a mark": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "UTF-32, big end first, without a mark": lambda text: text.encode("utf-32-be"),
}
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zip": lambda content: zipped({"export.ndjson": content}),
    "zip of a Mac": lambda content: zipped(
        {"d/export.ndjson": content, "__MACOSX/d/._export.ndjson": b"x", "d/.DS_Store": b"x"}
    ),
    "gzip in zip": lambda content: zipped({"export.gz": gzip.compress(content)}),
    "gzip twice": lambda content: gzip.compress(gzip.compress(content)),
    "two gzips": lambda content: gzip.compress(content[:700]) + gzip.compress(content[700:]),
}


@given(
    entries=st.permutations(ENTRIES).flatmap(lambda all_: st.integers(1, len(all_)).map(lambda count: all_[:count])),
    written=st.sampled_from(sorted(WRITTEN)),
    end=st.sampled_from(sorted(ENDS)),
    encoded=st.sampled_from(sorted(ENCODED)),
    packed=st.sampled_from(sorted(PACKED)),
)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_form_is_read_alike(  # noqa: PLR0913, PLR0917 - each is one dimension of a form
    tmp_path: Path, entries: list[Entry], written: str, end: str, encoded: str, packed: str
) -> None:
    text = WRITTEN[written](entries).replace("\n", ENDS[end])
    content = PACKED[packed](ENCODED[encoded](text))
    assert names(tmp_path, content) == [entry["vereniging"]["naam"] for entry in entries]


@pytest.mark.parametrize("written", sorted(WRITTEN))
@pytest.mark.parametrize("step", [1, 7, 64, 1 << 18])
def test_where_a_piece_of_the_stream_ends_makes_no_difference(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: str, step: int
) -> None:
    monkeypatch.setattr(objects, "_STEP", step)
    assert names(tmp_path, WRITTEN[written](ENTRIES).encode()) == list(AWKWARD)


@given(place=st.integers(0, len(ENTRIES) - 1), cut=st.integers(30, 200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_that_is_cut_off_in_an_array_takes_no_other_along(tmp_path: Path, place: int, cut: int) -> None:
    parts = [json.dumps(entry) for entry in ENTRIES]
    parts[place] = parts[place][:cut]
    file = tmp_path / "export"
    file.write_text(f"[{','.join(parts)}]")
    reader = MendingReader(from_reference(), UnknownKeys())
    taken = []
    with sources.opened(str(file)) as source:
        for line in source.lines:
            try:
                taken.append(reader.read(line)[0].vcode)
            except RejectedLineError:
                continue
    assert taken == [vcode(2001 + other) for other in range(len(ENTRIES)) if other != place]


def test_one_that_is_longer_than_any_association_takes_no_other_along(tmp_path: Path) -> None:
    file = tmp_path / "export"
    file.write_text(json.dumps([ENTRIES[0], association(1999, naam="x" * 3_000_000), ENTRIES[1]]))
    with sources.opened(str(file)) as source:
        found = list(source.lines)
    assert [line.violation and line.violation.message for line in found] == [None, lines.TOO_LONG, None]


def test_windows_1252_is_read_as_such_and_told(tmp_path: Path) -> None:
    text = ndjson([association(2001, naam="Café “De Zwaan” … 5 €")])
    ((record, notes),) = read(tmp_path, text.encode("cp1252"))
    assert (record.name, [note.reason for note in notes]) == ("Café “De Zwaan” … 5 €", [AS_WINDOWS_1252])


def test_a_line_of_utf_8_with_a_damaged_letter_is_no_windows_1252(tmp_path: Path) -> None:
    line = ndjson([association(2001, naam="Café Zoë")]).encode().replace(b"\xc3\xab", b"\xc3")
    ((record, _notes),) = read(tmp_path, line)
    assert record.name == "Café Zo\ufffd"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\n \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"\0" * 4096, "empty"),
        (gzip.compress(b""), "empty"),
        (b"[]", "empty list"),
        (b"vCode;naam;gemeente\nV0001001;Koor;Gent\n", "CSV"),
        (b'\xef\xbb\xbf"vCode","naam","adres"\r\n"V0001001","Koor","Markt 1, Gent"\r\n', "CSV"),
        ("vCode\tnaam\tgemeente\n".encode("utf-16"), "CSV"),
        (zipped({"export.csv": b"vCode,naam,gemeente\n"}), "CSV"),
        (b"<!DOCTYPE html>\n<html><title>Aanmelden", "web page"),
        (b"\n<HTML>", "web page"),
        (b"<?xml version='1.0'?><verenigingen/>", "XML"),
        (b"%PDF-1.7", "PDF"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
        (zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "office"),
        (zipped({"a.ndjson": b"{}", "b.ndjson": b"{}"}), "2 files"),
        (zipped({}), "0 files"),
        (zipped({"a.ndjson": b"{}" * 400})[:-30], "incomplete"),
        (b"\x1f\x8b\x08\x00\x00", "incomplete"),
        (b"BZh9 and no more", "incomplete"),
        (b"\x28\xb5\x2f\xfd\x04\x00", "zstd"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (gzip.compress(b"export.ndjson" + b"\0" * 244 + b"ustar\x0000" + b"\0" * 300), "tar"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "LFS"),
        (b"SQLite format 3\0", "SQLite"),
        (b"PGDMP\x01", "Postgres"),
        (b'{"type": "FeatureCollection", "features": []}', "GeoJSON"),
        (b'{"@context": "x", "verenigingen": [{"vCode": "V0001001"}]}', "search results"),
        (b'{"title": "Unauthorized", "status": 401}', "error message"),
    ],
    # What is packed holds the hour: workers would not agree on the name of a test.
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_a_file_that_is_no_export_is_named(tmp_path: Path, content: bytes, word: str) -> None:
    assert word in why_not(tmp_path, content)


@pytest.mark.parametrize("form", [ENCODED["UTF-16"], lambda text: zipped({"a.ndjson": text.encode()})])
def test_a_strict_import_names_what_it_does_not_read(tmp_path: Path, form: Callable[[str], bytes]) -> None:
    assert any(word in why_not(tmp_path, form(ndjson()), strict=True) for word in ("UTF-16", "zip"))


@pytest.mark.parametrize("written", ["an array in one line", "a comma after each line", "objects in a row"])
def test_a_strict_import_reads_lines_only(tmp_path: Path, written: str) -> None:
    with pytest.raises(RejectedLineError):
        names(tmp_path, WRITTEN[written](ENTRIES).encode(), strict=True)


@pytest.mark.parametrize("form", sorted(WRITTEN.keys() - {"NDJSON", "empty lines between", "no end of the last line"}))
def test_how_a_file_was_read_is_told_unless_it_is_as_it_should(tmp_path: Path, form: str) -> None:
    told = []
    for written in ("NDJSON", form):
        file = tmp_path / "export"
        file.write_text(WRITTEN[written](ENTRIES))
        with sources.opened(str(file)) as source:
            told.append(source.remarks)
    assert (told[0], len(told[1])) == ((), 1)


@pytest.mark.parametrize(
    "first", [b"[]", b'["V0003000"]', b"\xff\xfe", b"vCode;naam;plaats", b'{"vereniging": {"na', b"{", b'{"a": "', b""]
)
def test_a_wrong_first_line_takes_no_other_along(tmp_path: Path, first: bytes) -> None:
    file = tmp_path / "export"
    file.write_bytes(first + b"\n" + ndjson().encode())
    reader = MendingReader(from_reference(), UnknownKeys())
    with sources.opened(str(file)) as source:
        found = [line for line in source.lines if line.content.strip() != first]
        assert [reader.read(line)[0].vcode for line in found] == [vcode(2001 + place) for place in range(len(ENTRIES))]


@given(
    broken=st.lists(
        st.sampled_from((b"{", b"[]", b"\xff\xfe", b'{"vereniging": {"vCode": "V00', b'  "a": 1', b"}", b"x"))
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_broken_lines_in_front_are_each_a_line(tmp_path: Path, broken: list[bytes]) -> None:
    file = tmp_path / "export"
    file.write_bytes(b"".join(line + b"\n" for line in broken) + ndjson().encode())
    with sources.opened(str(file)) as source:
        assert [line.content.strip() for line in source.lines][: len(broken)] == [line.strip() for line in broken]


def test_a_last_line_that_is_cut_off_is_told(tmp_path: Path) -> None:
    with pytest.raises(RejectedLineError) as caught:
        names(tmp_path, ndjson().encode()[:-40])
    assert caught.value.violations[0].message == reading.LAST_LINE_CUT_OFF


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_packed_file_that_is_cut_off_gives_what_came_before(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    text = ndjson(association(number) for number in range(2001, 2400))
    file = tmp_path / "export"
    packed = pack(text.encode())
    file.write_bytes(packed[: len(packed) * 3 // 4])
    with sources.opened(str(file)) as source:
        *before, last = source.lines
    numbers = [line.number for line in before]
    assert (last.violation, len(before) > 10, all(b - a == 1 for a, b in pairwise(numbers))) == (
        Violation("", lines.CUT_OFF),
        True,
        True,
    )

"""Recognises a file that is no export of the register by its first bytes, and says what to give instead."""

from __future__ import annotations

import re
from typing import Final

_GIVE: Final = "give the register's export `detail/all` (NDJSON: one association a line)"
_PROGRAMS: Final = {
    b"%PDF": "a PDF",
    b"PAR1": "a Parquet table",
    b"SQLite format 3\0": "an SQLite database",
    b"\xd0\xcf\x11\xe0": "an old document of an office program",
    b"PGDMP": "a backup of Postgres (`pg_restore` reads it)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"MZ": "a program",
}
_TEXTS: Final = (
    (
        re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE),
        "a web page: the download led to a login or an error",
    ),
    (re.compile(rb"<"), "XML"),
    (re.compile(rb"version https://git-lfs"), "a pointer of Git LFS: the file itself was not fetched"),
    (re.compile(rb"@?prefix\b|@base\b|<https?://[^>]*>\s+<", re.IGNORECASE), "linked data in Turtle"),
    (re.compile(rb"--|/\*|(?:BEGIN|INSERT|CREATE|COPY|SET)\s", re.IGNORECASE), "SQL"),
    (re.compile(rb"(?:HTTP/\d|curl:|wget:)", re.IGNORECASE), "an answer of a web server, not what was asked of it"),
)
# A line of at least three cells.
_CELLS: Final = re.compile(rb"[^{}\n]*?(?P<sign>[,;\t|])[^{}\n]*?(?P=sign)[^{}\n]*")
_NO_TEXT: Final = re.compile(rb"[\0-\x08\x0e-\x1f]")
_EMPTY_LIST: Final = re.compile(rb"\[\s*\]\s*")
_OBJECT: Final = re.compile(rb"^[ \t]*[\[{]", re.MULTILINE)
_OTHER_JSON: Final = (
    (re.compile(rb'"type"\s*:\s*"FeatureCollection"'), "a map layer (GeoJSON)"),
    (
        re.compile(rb'"(?:verenigingen|results|resultaten|hits)"\s*:\s*[\[{]'),
        "a list of search results, which holds associations in part only",
    ),
    (
        re.compile(rb'"(?:error|message|detail|title)"\s*:\s*"', re.IGNORECASE),
        "an error message of a service, not what was asked of it",
    ),
)


def problem(name: str, head: bytes) -> str | None:
    """Return a sentence on a file that cannot be an export, or None for one that may be; `head` is UTF-8."""
    kind = _kind(head)
    return None if kind is None else f"{name} is {kind}. Please {_GIVE}."


def _kind(head: bytes) -> str | None:
    for magic, kind in _PROGRAMS.items():
        if head.startswith(magic):
            return kind
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _EMPTY_LIST.fullmatch(start):
        return "an empty list"
    if not start.startswith(b"{") or b'"vereniging"' in head:
        return None if _OBJECT.search(start) else _kind_of_text(start)
    return next((kind for pattern, kind in _OTHER_JSON if pattern.search(head)), None)


def _kind_of_text(start: bytes) -> str | None:
    if _NO_TEXT.search(start):
        return None
    for pattern, kind in _TEXTS:
        if pattern.match(start):
            return kind
    if _CELLS.match(start):
        return "a table (CSV): its columns do not hold all that an association has"
    return None

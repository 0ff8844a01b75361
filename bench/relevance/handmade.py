"""The associations of `associations.csv`, made by hand after real ones, as lines of an import file.

A row: a key for the judged queries, what the association tells of itself, the key of its umbrella, and `what`: what it
is, whatever its name says, by the subjects of `subjects.csv`; `~` before a subject stands for "near to it".
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from bench.relevance import places
from directory.register.reference import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]

_TABLE = Path(__file__).with_name("associations.csv")
_WEBSITE_EVERY, _MAILBOX_EVERY = 3, 2


class Row(NamedTuple):
    """A row of the table, and the vCode that it got."""

    key: str
    name: str
    short: str
    activities: str
    place: str
    umbrella: str
    what: str
    says: str
    vcode: str


@cache
def table() -> tuple[Row, ...]:
    """Return all rows; half of them are older than all invented associations, half are newer."""
    with _TABLE.open(encoding="utf-8") as file:
        lines_of_table = (line for line in file if not line.startswith("#"))
        read = list(csv.DictReader(lines_of_table, delimiter="|", quoting=csv.QUOTE_NONE))
    return tuple(
        Row(**row, vcode=f"V{(10_000 if number % 2 else 3_000_000) + number * 37:07}")
        for number, row in enumerate(read)
    )


@cache
def vcodes() -> dict[str, str]:
    """Return the vCode of each key."""
    return {row.key: row.vcode for row in table()}


def lines() -> Iterator[bytes]:
    """Yield the lines of the import file."""
    activities = {row["code"]: row["name"] for row in rows("activity")}
    for number, row in enumerate(table()):
        yield orjson.dumps({"vereniging": _body(number, row, activities)})


def _body(number: int, row: Row, activities: dict[str, str]) -> Json:
    return {
        "vCode": row.vcode,
        "verenigingstype": {"code": "VZER", "naam": "Vereniging zonder eigen rechtspersoonlijkheid"},
        "verenigingssubtype": {"code": "", "naam": ""},
        "naam": row.name,
        "korteNaam": row.short,
        "korteBeschrijving": row.says,
        "startdatum": None,
        "doelgroep": {"minimumleeftijd": 0, "maximumleeftijd": 150},
        "status": "Actief",
        "contactgegevens": _contacts(number),
        "locaties": [_location(places.find(row.place))],
        "hoofdactiviteitenVerenigingsloket": [
            {"code": code, "naam": activities[code]} for code in row.activities.split()
        ],
        "werkingsgebieden": [],
        "sleutels": [{"bron": "VR", "waarde": row.vcode, "codeerSysteem": "Vcode"}],
        "relaties": [],
        "lidmaatschappen": [{"andereVereniging": vcodes()[row.umbrella]}] if row.umbrella else [],
    }


def _contacts(number: int) -> list[Json]:
    # Addresses that repeat nothing of the name: a match on the site is no match on these words.
    contacts = [("Website", f"https://www.v{number * 61:05}.example/")] if number % _WEBSITE_EVERY == 0 else []
    contacts += [("E-mail", f"info@v{number * 61:05}.example")] if number % _MAILBOX_EVERY == 0 else []
    return [
        {"contactgegeventype": kind, "waarde": value, "beschrijving": "", "isPrimair": True} for kind, value in contacts
    ]


def _location(place: places.Place) -> Json:
    town = place.written
    return {
        "locatietype": "Activiteiten",
        "isPrimair": True,
        "naam": "",
        "adres": {
            "straatnaam": "Dorp",
            "huisnummer": "1",
            "busnummer": "",
            "postcode": place.postcode,
            "gemeente": town,
            "land": "België",
        },
        "adresvoorstelling": f"Dorp 1, {place.postcode} {town}, België",
        "adresId": None,
        "verwijstNaar": None,
    }

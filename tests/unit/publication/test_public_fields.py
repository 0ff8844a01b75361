"""Every published column is in each place that docs/public-fields.md names, and in no other: none is forgotten."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from directory.pages.about.columns import WORDS
from directory.pages.detail.linked import linked
from directory.pages.detail.page import detail
from directory.publication.rows import Activity, Area, Association, Contact, Location, Membership, Recognition
from directory.publication.statements import OWN_FIELDS
from directory.search.index import schema
from directory.search.index.document import document
from tests.publication.whitelist import COLUMNS
from tests.unit.geography.gazetteers import reference

TABLE = Path(__file__).parents[3] / "docs" / "public-fields.md"
OUTLETS = ("search", "result", "page", "linked data")
# The views that are read as an association with its lists: field of the row, type of an item.
LISTS: dict[str, tuple[str, Any]] = {
    "association_activity": ("activities", Activity),
    "association_area": ("areas", Area),
    "location": ("locations", Location),
    "contact": ("contacts", Contact),
    "membership": ("memberships", Membership),
    "recognition": ("recognitions", Recognition),
}
# What ties the rows of a list to their association, and what orders them: read, but part of no row.
NOT_IN_ROWS = {*((view, "association_id") for view in LISTS), ("association_activity", "position")}

SAMPLE = Association(
    *(7, 3, "V0001001", "VZER", "Vereniging", "NB", "Niet bepaald", "V0001002", "De Moeder", "12", "Jeugd"),
    *(
        "De Vrienden",
        "DV",
        "Vriendjes",
        "Samen spelen.",
        date(1990, 1, 2),
        False,
        6,
        12,
        "0455563567",
        date(2025, 1, 2),
    ),
    activities=(Activity("SPRT", "Sport"),),
    areas=(Area("44021", "gemeente", "Gent", "BE23444021", "BE23"),),
    locations=tuple(
        Location(
            *(number, kind, number == 1, "Zaal", "Kerkstraat", "1", "2", postcode, town, "België"),
            *("https://data.vlaanderen.be/id/adres/1", nis, "", 51.05, 3.72, f"loc:{number}"),
        )
        for number, (kind, postcode, town, nis) in enumerate(
            [
                ("Activiteiten", "9000", "Gent", "44021"),
                ("Activiteiten", "2000", "Antwerpen", "11002"),
                ("Maatschappelijke zetel volgens KBO", "9000", "Gent", "44021"),
                ("Correspondentie", "9000", "Gent", "44021"),
            ],
            1,
        )
    ),
    contacts=tuple(
        Contact(number, kind, value, "Info", number == 1, f"cont:{number}")
        for number, (kind, value) in enumerate(
            [("E-mail", "info@vrienden.example"), ("Website", "https://vrienden.example"), ("Telefoon", "09 000 00 01")]
        )
    ),
    memberships=(Membership(1, "V0001003", "De Koepel", "2020-01-02", "2024-01-02", "123", "Lid", "lid:1"),),
    recognitions=(
        Recognition(
            *(1, "OVO900001", "Stad", "101", "Erkenning", "2020-01-02", "2030-01-02", "2029-01-02"),
            *("https://erkend.example", "Actief"),
        ),
    ),
)
# For each kind of value another one; for codes another one that exists.
OTHER: dict[str, Any] = {
    "type_code": "VZW",
    "subtype_code": "FV",
    "status": "Geschorst",
    "code": {"Activity": "JGDW", "Area": "11002"},
    "kind": {"Area": "nvt", "Location": "Correspondentie", "Contact": "SocialMedia"},
    "nis": "24062",
    "value": "https://anders.example",
    "renewal_url": "https://anders.example",
    "kbo_number": "0123456749",
    "vcode": "V0001009",
}


def other(row: Any, name: str) -> Any:
    """Return another value for a field of a row."""
    value = OTHER.get(name)
    if value is not None:
        return value[type(row).__name__] if isinstance(value, dict) else value
    match getattr(row, name):
        case bool(flag):
            return not flag
        case int(number) | float(number):
            return number + 30
        case date() as day:
            return day.replace(year=2001)
        case str(text) if text[:4].isdigit() and text[4:5] == "-":
            return "2001" + text[4:]
        case str(text):
            return f"{text} anders"
    raise AssertionError(name)


def outputs(association: Association) -> dict[str, Any]:
    """Return what the association becomes in each outlet."""
    found = document(association) or {}
    result = found.pop(schema.SHOWN)
    page = detail(association, (), (), reference())
    return dict(zip(OUTLETS, (found, result, page, linked(association, (), "https://gids.example")), strict=True))


@cache
def columns() -> dict[tuple[str, str], frozenset[str]]:
    """Return the outlets in which a change of each published column of an association shows."""
    before = outputs(SAMPLE)

    def changed(association: Association) -> frozenset[str]:
        after = outputs(association)
        return frozenset(outlet for outlet in OUTLETS if before[outlet] != after[outlet])

    found = {("association", name): changed(SAMPLE._replace(**{name: other(SAMPLE, name)})) for name in OWN_FIELDS}
    for view, (field, kind) in LISTS.items():
        for name in kind._fields:
            items: Any = tuple(item._replace(**{name: other(item, name)}) for item in getattr(SAMPLE, field))
            found[view, name] = changed(SAMPLE._replace(**{field: items}))
    return found


def documented() -> dict[tuple[str, str], frozenset[str]]:
    """Return the table of the document: per column the outlets that are ticked."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    found = {}
    for name, *ticks in cells:
        view, _, column = name.strip("`").partition(".")
        found[view, column] = frozenset(outlet for outlet, tick in zip(OUTLETS, ticks, strict=True) if tick == "x")
    return found


def test_every_column_of_a_view_is_a_field_of_its_row_and_the_reverse() -> None:
    published = {(view, name) for view in ("association", *LISTS) for name in COLUMNS[view].split()}
    assert published - NOT_IN_ROWS == set(columns())


def test_every_column_is_in_words_on_the_page_about_the_data_and_the_reverse() -> None:
    assert {view: set(words.columns) for view, words in WORDS.items()} == {
        view: set(names.split()) for view, names in COLUMNS.items()
    }


@pytest.mark.parametrize("column", sorted({*columns(), *documented()}), ids=".".join)
def test_a_column_shows_in_the_outlets_that_the_document_names(column: tuple[str, str]) -> None:
    assert columns().get(column) == documented().get(column)


def test_the_engine_knows_every_field_of_the_document() -> None:
    assert set(document(SAMPLE) or {}) <= set(schema.FIELDS)


def test_an_area_that_is_kept_as_text_is_shown_and_nothing_can_be_chosen_by_it() -> None:
    area = Area("BE2", "tekst", "Vlaams Gewest", "", None)
    found = outputs(SAMPLE._replace(areas=(*SAMPLE.areas, area)))
    assert ("Vlaams Gewest" in str(found["page"]), "BE2" in str(found["search"]).split("'")) == (True, False)

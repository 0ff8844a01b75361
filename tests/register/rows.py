"""Rows of the register for the tests: a sound one for each table, and another sound value for each column."""

from __future__ import annotations

import itertools
from datetime import date
from typing import TYPE_CHECKING, Any

from psycopg import sql

from directory.register import tables
from directory.register.identifiers import check_digits

if TYPE_CHECKING:
    import psycopg
    from psycopg.sql import Composed

_numbers = itertools.count(3_000_000)


def insz(serial: int) -> str:
    """Return a number with right check digits that is never given out: there is no month 99."""
    body = f"709901{serial:03}"
    return f"{body}{check_digits(body):02}"


def vcode() -> str:
    """Return a vCode that no other test has."""
    return f"V{next(_numbers)}"


# One sound row per table that belongs to an association; the association itself and its number are filled in.
CHILDREN: dict[str, dict[str, Any]] = {
    "association_activity": {"activity_code": "SPRT"},
    "association_area": {"area_code": "44021"},
    "location": {
        "location_id": 1,
        "kind": "Activiteiten",
        "street": "Kerkstraat",
        "house_number": "1",
        "postcode": "9000",
        "municipality": "Gent",
        "country": "België",
        "nis": "44021",
        "lat": 51.05,
        "lon": 3.72,
    },
    "contact": {"contact_id": 1, "kind": "E-mail", "value": "info@vrienden.example"},
    "membership": {"membership_id": 1, "other_vcode": "V9999999"},
    "recognition": {"recognition_id": 1, "authority_ovo": "OVO900001", "status": "Actief"},
    "representative": {"representative_id": 1, "insz": insz(1), "first_name": "Fien", "last_name": "Verzonnen"},
    "bank_account": {"account_id": 1, "iban": "BE68 5390 0754 7034", "holders": ["De Vrienden"]},
    "bank_account_confirmation": {"account_id": 1, "ovo_code": "OVO900001"},
}
WATCHED = ("association", *CHILDREN)
KEYS: dict[str, tuple[str, ...]] = {
    name: tuple(column.name for column in tables.METADATA.tables[f"register.{name}"].primary_key) for name in WATCHED
}
# What the database keeps for itself, and what identifies a row: it cannot be changed.
_FIXED = {"id", "vcode", "is_public", "version", "version_tx", "first_public_at", "association_id"}
CHANGEABLE = tuple(
    (name, column.name)
    for name in WATCHED
    for column in tables.METADATA.tables[f"register.{name}"].columns
    if column.name not in _FIXED | set(KEYS[name])
)

# For each column another sound value, with what must change along with it.
_CHANGED: dict[tuple[str, str], dict[str, Any]] = {
    ("association", "type_code"): {"type_code": "VZW"},
    ("association", "subtype_code"): {"subtype_code": "NB"},
    ("association", "parent_vcode"): {"parent_vcode": "V8888888", "subtype_code": "SUB"},
    ("association", "parent_identification"): {"parent_identification": "12"},
    ("association", "parent_description"): {"parent_description": "Jeugd"},
    ("association", "name"): {"name": "De Andere Vrienden"},
    ("association", "short_name"): {"short_name": "DAV"},
    ("association", "call_name"): {"call_name": "De Vriendjes"},
    ("association", "description"): {"description": "Samen spelen."},
    ("association", "start_date"): {"start_date": date(1990, 1, 2)},
    ("association", "end_date"): {"end_date": date(2020, 1, 2)},
    ("association", "status"): {"status": "Gestopt"},
    ("association", "winding_up"): {"winding_up": True},
    ("association", "duplicate_of"): {"duplicate_of": "V8888888", "status": "Dubbel"},
    ("association", "opted_out"): {"opted_out": True},
    ("association", "deleted_on"): {"deleted_on": date(2025, 1, 2)},
    ("association", "min_age"): {"min_age": 6},
    ("association", "max_age"): {"max_age": 99},
    ("association", "kbo_number"): {"kbo_number": None},  # a new one each time: see `changed`
    ("association", "legal_form"): {"legal_form": "017"},
    ("association", "source"): {"source": "KBO"},
    ("association", "modified_on"): {"modified_on": date(2024, 1, 2)},
    ("location", "kind"): {"kind": "Correspondentie"},
    ("location", "is_primary"): {"is_primary": True},
    ("location", "name"): {"name": "Zaal"},
    ("location", "street"): {"street": "Molenweg"},
    ("location", "house_number"): {"house_number": "2"},
    ("location", "box"): {"box": "3"},
    ("location", "postcode"): {"postcode": "9030"},
    ("location", "municipality"): {"municipality": "Mariakerke (Gent)"},
    ("location", "country"): {"country": "Belgium"},
    ("location", "address_id"): {"address_id": "https://data.vlaanderen.be/id/adres/9"},
    ("location", "nis"): {"nis": "11002"},
    ("location", "district"): {"district": "Mariakerke"},
    ("location", "lat"): {"lat": 51.08},
    ("location", "lon"): {"lon": 3.68},
    ("location", "source_key"): {"source_key": "loc:1"},
    ("contact", "kind"): {"kind": "Website"},
    ("contact", "value"): {"value": "https://vrienden.example"},
    ("contact", "description"): {"description": "Secretariaat"},
    ("contact", "is_primary"): {"is_primary": True},
    ("contact", "source_key"): {"source_key": "cont:1"},
    ("membership", "other_vcode"): {"other_vcode": "V9999998"},
    ("membership", "from_date"): {"from_date": date(2020, 1, 2)},
    ("membership", "until_date"): {"until_date": date(2024, 1, 2)},
    ("membership", "identification"): {"identification": "123"},
    ("membership", "description"): {"description": "Lid"},
    ("membership", "source_key"): {"source_key": "lid:1"},
    ("recognition", "authority_ovo"): {"authority_ovo": "OVO900002"},
    ("recognition", "authority_name"): {"authority_name": "Lokaal bestuur"},
    ("recognition", "product_number"): {"product_number": "101"},
    ("recognition", "product_name"): {"product_name": "Erkenning"},
    ("recognition", "start_date"): {"start_date": date(2020, 1, 2)},
    ("recognition", "end_date"): {"end_date": date(2030, 1, 2)},
    ("recognition", "renewal_date"): {"renewal_date": date(2029, 1, 2)},
    ("recognition", "renewal_url"): {"renewal_url": "https://erkend.example"},
    ("recognition", "suspension_reason"): {"suspension_reason": "Verslag ontbreekt."},
    ("recognition", "status"): {"status": "Verlopen"},
    ("representative", "insz"): {"insz": insz(2)},
    ("representative", "first_name"): {"first_name": "Jan"},
    ("representative", "last_name"): {"last_name": "Testaert"},
    ("representative", "call_name"): {"call_name": "Jef"},
    ("representative", "role"): {"role": "voorzitter"},
    ("representative", "is_primary"): {"is_primary": True},
    ("representative", "email"): {"email": "jan@personen.example"},
    ("representative", "phone"): {"phone": "09 000 00 01"},
    ("representative", "mobile"): {"mobile": "09 000 00 02"},
    ("representative", "social_media"): {"social_media": "https://x.example"},
    ("representative", "confirmed_by_ksz"): {"confirmed_by_ksz": True},
    ("bank_account", "iban"): {"iban": "BE71 0961 2345 6769"},
    ("bank_account", "purpose"): {"purpose": "Lidgeld"},
    ("bank_account", "holders"): {"holders": ["De Vrienden", "An Verzonnen"]},
    ("bank_account", "source"): {"source": "KBO"},
    ("bank_account_confirmation", "name"): {"name": "Lokaal bestuur"},
}


assert set(_CHANGED) == set(CHANGEABLE), set(_CHANGED) ^ set(CHANGEABLE)


def changed(table: str, column: str) -> dict[str, Any]:
    """Return another sound value for a column, with what must change along with it."""
    return {"kbo_number": kbo()} if column == "kbo_number" else _CHANGED[table, column]


def kbo() -> str:
    """Return an enterprise number that no other test has; real ones do not begin with 9."""
    body = f"9{next(_numbers)}"
    return f"{body}{check_digits(body):02}"


def _insert(table: str, values: dict[str, Any], *, returning: str) -> Composed:
    return sql.SQL("INSERT INTO register.{} ({}) VALUES ({}) RETURNING {}").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(map(sql.Placeholder, values)),
        sql.Identifier(returning),
    )


def add_association(connection: psycopg.Connection[tuple[Any, ...]], **values: Any) -> int:
    """Insert an association and return its number."""
    row = {"vcode": vcode(), "type_code": "VZER", "name": "De Vrienden"} | values
    found = connection.execute(_insert("association", row, returning="id"), row).fetchone()
    assert found is not None
    return int(found[0])


def add(connection: psycopg.Connection[tuple[Any, ...]], table: str, association: int, **values: Any) -> None:
    """Insert a row that belongs to an association."""
    row = {"association_id": association} | CHILDREN[table] | values
    connection.execute(_insert(table, row, returning="association_id"), row)


def add_whole(connection: psycopg.Connection[tuple[Any, ...]], **values: Any) -> int:
    """Insert an association with one row in each of its tables."""
    number = add_association(connection, **values)
    for table in CHILDREN:
        add(connection, table, number)
    return number


def add_ready(connection: psycopg.Connection[tuple[Any, ...]], column: str, *, whole: str = "V7777777") -> int:
    """Insert an association with a row in each of its tables, a member of `whole`, in which the column can change."""
    is_of_department = column in {"parent_identification", "parent_description"}
    own = {"subtype_code": "SUB", "parent_vcode": whole} if is_of_department else {}
    number = add_association(connection, **own)
    for table in CHILDREN:
        add(connection, table, number, **({"other_vcode": whole} if table == "membership" else {}))
    if column == "renewal_date":
        change(connection, "recognition", number, start_date="2020-01-01", end_date="2031-01-01")
    return number


def change(connection: psycopg.Connection[tuple[Any, ...]], table: str, association: int, **values: Any) -> None:
    """Update all rows of one association in one table."""
    statement = sql.SQL("UPDATE register.{} SET {} WHERE {} = {}").format(
        sql.Identifier(table),
        sql.SQL(", ").join(sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in values),
        sql.Identifier("id" if table == "association" else "association_id"),
        sql.Placeholder("of_association"),
    )
    connection.execute(statement, values | {"of_association": association})


def one(connection: psycopg.Connection[tuple[Any, ...]], query: str, *values: Any) -> Any:
    """Return the only value of a query."""
    row = connection.execute(query.encode(), values or None).fetchone()
    assert row is not None
    return row[0]


def version(connection: psycopg.Connection[tuple[Any, ...]], association: int) -> int:
    """Return the version of an association."""
    return int(one(connection, "SELECT version FROM register.association WHERE id = %s", association))

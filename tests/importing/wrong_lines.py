"""Lines that are wrong in each possible way, with the field and the reason that are told: seen by reading alone."""

from __future__ import annotations

from typing import Any

import orjson

from directory.importing import fields, lines, reading
from tests.importing.exports import Entry, administrative, association, coded, contact, location, membership, vcode

BAD = 3000
MINE = vcode(BAD)


def raw(**changes: Any) -> bytes:
    """Return the line of the association that is wrong."""
    return orjson.dumps(association(BAD, **changes))


def recognition(**changes: Any) -> Entry:
    """Return a recognition."""
    made: Entry = administrative(MINE)["erkenningen"][0]
    return made | changes


def account(**changes: Any) -> Entry:
    """Return a bank account."""
    made: Entry = administrative(MINE)["bankrekeningnummers"][0]
    return made | changes


UNREADABLE = {
    "bad JSON": (b'{"vereniging": {"vCode": "V0003000",, }}', "", reading.NOT_JSON),
    "a line cut off": (raw()[:400], "", reading.NOT_JSON),
    "JSON of another shape": (b'["V0003000"]', "", fields.NOT_OBJECT),
    "no association": (b'{"metadata": {}}', "vereniging", "'Vereniging' is verplicht."),
    "ten megabytes": (raw(naam="x" * 10_000_000), "", lines.TOO_LONG),
    "a raw NUL": (raw().replace(b"Club", b"Cl\x00b"), "", reading.HAS_NUL),
    "an escaped NUL": (raw(naam="Cl\x00b"), "vereniging.naam", reading.HAS_NUL),
    "an escaped NUL in a key": (raw(**{"na\x00am": ""}), "vereniging", reading.HAS_NUL),
    "invalid UTF-8": (raw().replace(b"Club", b"Cl\xffb"), "", reading.NOT_UTF8),
    "half a surrogate pair": (raw().replace(b"Club", b"Cl\\ud800b"), "", reading.NOT_JSON),
    "nested without end": (b'{"vereniging":' * 5_000, "", reading.NOT_JSON),
}
WRONG: dict[str, tuple[Entry, str, str]] = {
    "no name": ({"naam": None}, "naam", "'Naam' is verplicht."),
    "an empty name": ({"naam": ""}, "naam", "'Naam' mag niet leeg zijn."),
    "no vCode": ({"vCode": None}, "vCode", "'VCode' is verplicht."),
    "a wrong vCode": ({"vCode": "V12"}, "vCode", "Een vCode bestaat uit de letter V"),
    "a number for a name": ({"naam": 7}, "naam", fields.NOT_TEXT),
    "a text for an age": ({"doelgroep": {"minimumleeftijd": "6"}}, "doelgroep.minimumleeftijd", fields.NOT_NUMBER),
    "true for an age": ({"doelgroep": {"minimumleeftijd": True}}, "doelgroep.minimumleeftijd", fields.NOT_NUMBER),
    "an endless age": ({"doelgroep": {"minimumleeftijd": 10**18}}, "doelgroep.minimumleeftijd", fields.NOT_NUMBER),
    "a text for a list": ({"locaties": "Gent"}, "locaties", fields.NOT_LIST),
    "a list for an object": ({"doelgroep": []}, "doelgroep", fields.NOT_OBJECT),
    "a text for an item": ({"locaties": ["Gent"]}, "locaties[0]", fields.NOT_OBJECT),
    "a text for a flag": (
        {"locaties": [location(MINE), location(MINE, 2, isPrimair="ja")]},
        "locaties[1].isPrimair",
        fields.NOT_FLAG,
    ),
    "a number in an address": (
        {"locaties": [location(MINE, adres={"postcode": 9000})]},
        "locaties[0].adres.postcode",
        fields.NOT_TEXT,
    ),
    "a date of another form": ({"startdatum": "20200101"}, "startdatum", fields.NOT_DATE),
    "a day that is not": ({"startdatum": "2021-02-29"}, "startdatum", fields.NOT_DATE),
    "an unknown type": ({"verenigingstype": {"code": "BV"}}, "verenigingstype.code", 'niet gekend: "BV"'),
    "an unknown subtype": ({"verenigingssubtype": {"code": "X"}}, "verenigingssubtype.code", 'niet gekend: "X"'),
    "an unknown activity": (
        {"hoofdactiviteitenVerenigingsloket": [coded("CULT")]},
        "hoofdactiviteitenVerenigingsloket[0].code",
        'De opgegeven hoofdactiviteit is niet gekend: "CULT"',
    ),
    "an activity twice": (
        {"hoofdactiviteitenVerenigingsloket": [coded("SPRT"), coded("SPRT")]},
        "hoofdactiviteitenVerenigingsloket",
        "slechts 1 maal",
    ),
    "an unknown area": (
        {"werkingsgebieden": [coded("BE99")]},
        "werkingsgebieden[0].code",
        'Het opgegeven werkingsgebied is niet gekend: "BE99"',
    ),
    "an area twice": ({"werkingsgebieden": [coded("BE22"), coded("BE22")]}, "werkingsgebieden", reading.AREA_TWICE),
    "an area beside NVT": ({"werkingsgebieden": [coded("NVT"), coded("BE22")]}, "werkingsgebieden", "NVT"),
    "an unknown status": ({"status": "Slapend"}, "status", reading.STATUS_UNKNOWN),
    "an item twice": ({"locaties": [location(MINE), location(MINE, naam="Lokaal")]}, "locaties", fields.TWICE),
    "two primary locations": (
        {"locaties": [location(MINE, 1, isPrimair=True), location(MINE, 2, isPrimair=True)]},
        "locaties",
        "primaire locatie",
    ),
    "no kind of contact": (
        {"contactgegevens": [contact(MINE, contactgegeventype="Fax")]},
        "contactgegevens[0].contactgegeventype",
        "Fax",
    ),
    "a member of itself": (
        {"lidmaatschappen": [membership(MINE, MINE)]},
        "lidmaatschappen[0].andereVereniging",
        "lid zijn van zichzelf",
    ),
    "a member of no vCode": (
        {"lidmaatschappen": [membership(MINE, "Koepel")]},
        "lidmaatschappen[0].andereVereniging",
        "vCode",
    ),
    "a wrong KBO number": ({"sleutels": [{"bron": "KBO", "waarde": "0123456700"}]}, "sleutels", "checksum"),
    "no number for an item": (
        {"erkenningen": [recognition(erkenningId=None)]},
        "erkenningen[0].erkenningId",
        "verplicht",
    ),
    "a number below 1": ({"erkenningen": [recognition(erkenningId=0)]}, "erkenningen[0].erkenningId", "begint bij 1"),
    "no list of holders": (
        {"bankrekeningnummers": [account(titularissen="Jan")]},
        "bankrekeningnummers[0].titularissen",
        "lijst van teksten",
    ),
    "no holders at all": (
        {"bankrekeningnummers": [account(titularissen=None)]},
        "bankrekeningnummers[0].titularissen",
        "titularis",
    ),
    "an organisation twice": (
        {"bankrekeningnummers": [account(bevestigdDoor=[{"ovoCode": "OVO1"}, {"ovoCode": "OVO1"}])]},
        "bankrekeningnummers[0].bevestigdDoor",
        fields.TWICE,
    ),
    "markup": ({"naam": "<b>Club</b>"}, "naam", "niet toegestane tekens"),
    "two problems": ({"naam": "", "startdatum": "2999-01-01"}, "startdatum", "toekomst"),
}


def wrong_line(kind: str) -> bytes:
    """Return a line with one wrong field."""
    return raw(**WRONG[kind][0])

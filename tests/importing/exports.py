"""Makes files in the shape of the register's export: one plain association, and a strategy for any."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Entry: TypeAlias = dict[str, Any]

AWKWARD = (
    "'t Verlof",
    "K.S.A.",
    "Sint-Jozef / St. Jozef",
    "Ĳsclub Het IJ",
    "نادي الكتاب",
    "Fanfare 🎺 De Toekomst",
    'Tab\tand "quotes" and \\N and \\.',
    "line\nbreak",
    "( [ { / : ! ^ ~ -",
    "x" * 500,
)
CODES = ("SPRT", "JGDW", "KECU", "TOER", "NMDW")
# Post code, place as the register writes it, and what it is: NIS code and district.
PLACES = (
    ("9000", "Gent", "44021", ""),
    ("3010", "Kessel-Lo (Leuven)", "24062", "Kessel-Lo"),
    ("9030", "Mariakerke (Gent)", "44021", "Mariakerke"),
    ("2950", "Kapellen", "11023", ""),
)
# LAU code and what it is stored as; Borsbeek merged into Antwerp.
AREAS = (("BE23444021", "44021"), ("BE21111023", "11023"), ("BE21111007", "11002"), ("BE22", "BE22"))


def vcode(number: int) -> str:
    """Return the vCode with this number."""
    return f"V{number:07d}"


def key(kind: str, *parts: object) -> str:
    """Return an `@id` as the register makes them: always the same for the same item."""
    return f"{kind}:{uuid.uuid5(uuid.NAMESPACE_URL, '-'.join(map(str, parts)))}"


def kbo(number: int) -> str:
    """Return an enterprise number with right check digits."""
    return f"{number:08d}{97 - number % 97:02d}"


def location(of: object, number: int = 1, place: tuple[str, ...] = PLACES[0], **changes: Any) -> Entry:
    """Return a location."""
    return {
        "@id": key("loc", of, number),
        "@type": "org:Site",
        "locatietype": "Activiteiten",
        "isPrimair": False,
        "naam": "",
        "adres": {
            "@type": "locn:Address",
            "straatnaam": "Dorpsstraat",
            "huisnummer": str(number),
            "busnummer": "",
            "postcode": place[0],
            "gemeente": place[1],
            "land": "België",
        },
        "adresvoorstelling": "",
        "adresId": None,
        "verwijstNaar": None,
    } | changes


def contact(of: object, number: int = 1, **changes: Any) -> Entry:
    """Return a contact detail."""
    return {
        "@id": key("cont", of, number),
        "@type": "schema:ContactPoint",
        "contactgegeventype": "E-mail",
        "waarde": f"post{number}@club.example",
        "beschrijving": "",
        "isPrimair": False,
    } | changes


def membership(of: object, other: str, number: int = 1, **changes: Any) -> Entry:
    """Return a membership of another association."""
    return {
        "@id": key("lid", of, number),
        "@type": "org:Membership",
        "andereVereniging": other,
        "van": None,
        "tot": None,
        "identificatie": "",
        "beschrijving": "",
    } | changes


def association(number: int, **changes: Any) -> Entry:
    """Return a plain association, as the public export tells of it."""
    mine = vcode(number)
    told = {
        "@type": "fei:FeitelijkeVerenigingen",
        "vCode": mine,
        "verenigingstype": {"code": "VZER", "naam": "Vereniging zonder eigen rechtspersoonlijkheid"},
        "verenigingssubtype": {"code": "", "naam": ""},
        "naam": f"Club {number}",
        "korteNaam": "",
        "korteBeschrijving": "",
        "startdatum": None,
        "doelgroep": {"@type": "verenigingen_ext:Doelgroep", "minimumleeftijd": 0, "maximumleeftijd": 150},
        "status": "Actief",
        "contactgegevens": [contact(mine)],
        "locaties": [location(mine)],
        "hoofdactiviteitenVerenigingsloket": [coded("SPRT")],
        "werkingsgebieden": [coded("BE23444021")],
        "sleutels": [{"bron": "VR", "waarde": mine, "codeerSysteem": "Vcode"}],
        "relaties": [],
        "lidmaatschappen": [],
    }
    return {"@context": "…", "vereniging": told | changes, "metadata": {"datumLaatsteAanpassing": "2026-03-01"}}


def coded(code: str) -> Entry:
    """Return an item of a code list."""
    return {"@id": key("code", code), "@type": "skos:Concept", "code": code, "naam": ""}


def administrative(of: object, item: int = 1) -> Entry:
    """Return what only the full export of an authority tells, with one item in each list."""
    return {
        "einddatum": None,
        "inStopzetting": False,
        "isUitgeschrevenUitPubliekeDatastroom": False,
        "rechtsvorm": "",
        "bron": "Initiator",
        "erkenningen": [
            {
                "erkenningId": item,
                "geregistreerdDoor": {"ovoCode": "OVO000001", "naam": "Departement"},
                "ipdcProduct": {"nummer": "123", "naam": "Subsidie"},
                "startdatum": "2020-01-01",
                "einddatum": "2025-12-31",
                "hernieuwingsdatum": "2025-01-01",
                "hernieuwingsUrl": "https://erkend.example",
                "redenSchorsing": "",
                "status": "Verlopen",
            }
        ],
        "vertegenwoordigers": [
            {
                "vertegenwoordigerId": item,
                "insz": "85.07.30-000.61",
                "voornaam": "Verzonnen",
                "achternaam": "Persoon",
                "roepnaam": "",
                "rol": "voorzitter",
                "isPrimair": True,
                "e-mail": f"{of}@persoon.example",
                "telefoon": "",
                "mobiel": "",
                "socialMedia": "",
            }
        ],
        "bankrekeningnummers": [
            {
                "bankrekeningnummerId": item,
                "iban": "BE68539007547034",
                "doel": "Lidgeld",
                "titularissen": ["Verzonnen Persoon"],
                "bevestigdDoor": [{"ovoCode": "OVO000001", "naam": "Departement"}],
            }
        ],
    }


def tombstone(number: int, day: str = "2026-05-04") -> Entry:
    """Return the line of an association that is no longer shown."""
    return {"vereniging": {"vCode": vcode(number), "teVerwijderen": True, "deletedAt": day}}


def export(entries: Iterable[Entry | bytes]) -> bytes:
    """Return a file; what is bytes already stays as it is."""
    return b"".join((one if isinstance(one, bytes) else orjson.dumps(one)) + b"\n" for one in entries)


_words = st.one_of(
    st.sampled_from(AWKWARD), st.text(st.characters(codec="utf-8", exclude_characters="\0<"), max_size=30)
)
_names = _words.filter(lambda text: text.strip() != "")
_days = st.dates(min_value=date(1801, 1, 1), max_value=date(2026, 1, 1))


@st.composite
def associations(draw: st.DrawFn, number: int, others: Sequence[int] = ()) -> Entry:
    """Draw any association that the register could export, with all its public lists told."""
    mine = vcode(number)
    drawn = draw(st.permutations(range(1, 5)))
    places = [draw(st.sampled_from(PLACES)) for _ in range(draw(st.integers(0, 3)))]
    ages = sorted((draw(st.integers(0, 150)), draw(st.integers(0, 150))))
    start = draw(st.none() | _days)
    members = draw(st.lists(st.sampled_from(others), unique=True, max_size=2)) if others else []
    made = association(
        number,
        naam=draw(_names),
        korteNaam=draw(_words),
        korteBeschrijving=draw(_words),
        startdatum=None if start is None else start.isoformat(),
        doelgroep={"minimumleeftijd": ages[0], "maximumleeftijd": ages[1]},
        locaties=[
            location(mine, item, place, isPrimair=position == 0, naam=draw(st.sampled_from(("", "Lokaal", "'t Kot"))))
            for position, (item, place) in enumerate(zip(drawn, places, strict=False))
        ],
        contactgegevens=[
            contact(mine, item, isPrimair=position == 0)
            for position, item in enumerate(drawn[: draw(st.integers(0, 3))])
        ],
        hoofdactiviteitenVerenigingsloket=[
            coded(code) for code in draw(st.lists(st.sampled_from(CODES), unique=True, max_size=3))
        ],
        werkingsgebieden=[coded(code) for code, _ in draw(st.lists(st.sampled_from(AREAS), unique=True, max_size=3))],
        lidmaatschappen=[membership(mine, vcode(other), item) for item, other in enumerate(members, 1)],
    )
    if draw(st.booleans()):
        made["vereniging"]["sleutels"].append({"bron": "KBO", "waarde": kbo(number), "codeerSysteem": "KBO nummer"})
        made["vereniging"]["verenigingstype"] = {"code": "VZW", "naam": ""}
        made["vereniging"]["roepnaam"] = draw(_words)
    return made


@st.composite
def exports(draw: st.DrawFn, numbers: Sequence[int]) -> list[Entry]:
    """Draw an export of associations with these numbers, in any order, some members of others."""
    chosen = draw(st.lists(st.sampled_from(numbers), unique=True, min_size=1))
    return [draw(associations(number, [other for other in numbers if other != number])) for number in chosen]

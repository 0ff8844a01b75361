"""The lines of the file: one invented association after another, as the register's `detail/all` writes them."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any, Final

import orjson

from directory.importing.demo import contacts, locations, naming, place_sampling, private, status
from directory.importing.demo.draft import Drawn
from directory.importing.demo.patterns import compound
from directory.importing.demo.random_draw import day_in, pick, weighted
from directory.importing.demo.society import EVERYWHERE, Society, Umbrella, department, part_name, umbrellas
from directory.register.reference import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.importing.demo.random_draw import Roll

Json = dict[str, Any]

MOST: Final = 1_400_000  # there are no more vCodes from the first one on
_FIRST_NUMBER: Final = 100_000
_STEP: Final = 7  # each line has seven numbers to itself and takes one: vCodes have gaps, as in the register
_UMBRELLA_EVERY: Final = 29
_CONTEXT: Final = "https://publiek.verenigingen.example/v1/contexten/publiek/detail-all-vereniging-context.json"

_TYPES: Final = {row["code"]: {"code": row["code"], "naam": row["name"]} for row in rows("association_type")}
_SUBTYPES: Final = {row["code"]: {"code": row["code"], "naam": row["name"]} for row in rows("association_subtype")}
_ACTIVITIES: Final = {row["code"]: row["name"] for row in rows("activity")}
_LEGAL: Final = weighted([("VZW", 960), ("IVZW", 12), ("PS", 20), ("SVON", 8)], size=1000)
_LEGAL_FORMS: Final = {"VZW": "017", "IVZW": "125", "PS": "026", "SVON": "029"}
_SUBTYPE_CARDS: Final = weighted([("", 52), ("NB", 28), ("FV", 20)], size=100)


def lines(count: int, seed: int) -> Iterator[bytes]:
    """Yield `count` lines without line ends; fewer lines of the same seed are a beginning of more."""
    roll = Random(seed).random  # noqa: S311 - lots for a demonstration, no secret
    society, coming = Society(), iter(umbrellas())
    for number in range(count):
        vcode = f"V{_FIRST_NUMBER + number * _STEP + int(roll() * _STEP):07}"
        if roll() < 0.01:  # one in a hundred is gone and leaves only its vCode
            yield orjson.dumps(_tombstone(roll, vcode))
            continue
        umbrella = next(coming, None) if number % _UMBRELLA_EVERY == 1 else None
        drawn = _unite(roll, number, vcode, umbrella) if umbrella else _draw(roll, number, vcode)
        yield orjson.dumps(_line(drawn, society, umbrella))


def _tombstone(roll: Roll, vcode: str) -> Json:
    deleted = day_in(roll, status.LAST_YEAR - 1, status.LAST_YEAR - 1)
    return {"vereniging": {"vCode": vcode, "teVerwijderen": True, "deletedAt": deleted}}


def _draw(roll: Roll, number: int, vcode: str) -> Drawn:
    kind, spot = pick(roll, naming.kinds()), pick(roll, place_sampling.deck())
    type_code = pick(roll, _LEGAL) if roll() < kind.with_personality else "VZER"
    return Drawn(roll, number, vcode, kind, spot, type_code, naming.name(kind, roll, spot, type_code))


def _unite(roll: Roll, number: int, vcode: str, umbrella: Umbrella) -> Drawn:
    spot = pick(roll, place_sampling.of_province(umbrella.province))
    type_code = "VZW" if roll() < 0.8 else "VZER"  # most umbrellas have legal personality
    return Drawn(roll, number, vcode, umbrella.kind, spot, type_code, umbrella.name)


def _line(drawn: Drawn, society: Society, umbrella: Umbrella | None) -> Json:
    body = _public(drawn, society, umbrella)
    body["vertegenwoordigers"] = private.representatives(drawn)
    body["bankrekeningnummers"] = private.accounts(drawn)
    body["erkenningen"] = status.recognitions(drawn)
    # An umbrella for all of Flanders stays: everything else may be hidden, with members and departments.
    became = {} if umbrella and umbrella.province == EVERYWHERE else status.state(drawn, society.authentic(drawn.roll))
    body.update(became)
    society.remember(drawn, umbrella, hidden=bool(became))
    changed = day_in(drawn.roll, status.LAST_YEAR - 1, status.LAST_YEAR - 1)
    return {"@context": _CONTEXT, "vereniging": body, "metadata": {"datumLaatsteAanpassing": changed}}


def _public(drawn: Drawn, society: Society, umbrella: Umbrella | None) -> Json:
    """Return what the public export tells."""
    roll = drawn.roll
    own = _subtype(drawn, society, may_be_department=umbrella is None)  # first: a department changes its name
    return {
        "@type": "regorg:RegisteredOrganization" if drawn.from_kbo else "fei:FeitelijkeVerenigingen",
        "vCode": drawn.vcode,
        "verenigingstype": _TYPES[drawn.type_code],
        **own,
        "naam": drawn.name,
        "korteNaam": naming.short_name(drawn.name, roll),
        "korteBeschrijving": umbrella.description if umbrella else naming.description(drawn.kind, roll, drawn.spot),
        "startdatum": status.started(roll),
        "doelgroep": _ages(drawn),
        "status": "Actief",
        "contactgegevens": contacts.contacts(drawn),
        "locaties": locations.locations(drawn),
        "hoofdactiviteitenVerenigingsloket": _activities(drawn),
        "werkingsgebieden": locations.areas(drawn),
        "sleutels": _keys(drawn),
        "relaties": [],
        "lidmaatschappen": society.memberships(drawn),
    }


def _subtype(drawn: Drawn, society: Society, *, may_be_department: bool) -> Json:
    """Return what goes with the type: legal form and call name, or a subtype with what it is a department of."""
    roll = drawn.roll
    if drawn.from_kbo:
        called = {"roepnaam": compound(roll)} if roll() < 0.12 else {}  # one in eight
        return {"rechtsvorm": _LEGAL_FORMS[drawn.type_code], "bron": "KBO", **called}
    parent = society.parent(drawn) if may_be_department and roll() < 0.03 else None  # three in a hundred
    if parent is None:
        return {"verenigingssubtype": _SUBTYPES[pick(roll, _SUBTYPE_CARDS)]}
    drawn.name = part_name(roll, parent[1], drawn.spot.place)
    return {"verenigingssubtype": _SUBTYPES["SUB"], "subverenigingVan": department(roll, parent[0])}


def _ages(drawn: Drawn) -> Json:
    low, high = drawn.kind.ages.split("-")
    if drawn.roll() < 0.3:  # three in ten say nothing of ages
        low, high = "0", "150"
    return {
        "@id": f"doel:{drawn.key}0",
        "@type": "verenigingen_ext:Doelgroep",
        "minimumleeftijd": int(low),
        "maximumleeftijd": int(high),
    }


def _activities(drawn: Drawn) -> list[Json]:
    codes = drawn.kind.activities.split("|")
    if len(codes) > 1 and drawn.roll() < 0.45:  # nearly half name their first activity only
        codes = codes[:1]
    return [
        {
            "@id": f"act:{drawn.key}{number}",
            "@type": "skos:Concept",
            "code": code,
            "naam": _ACTIVITIES[code],
        }
        for number, code in enumerate(codes)
    ]


def _keys(drawn: Drawn) -> list[Json]:
    own = [_identifier(drawn, 0, "VR", "Vcode", drawn.vcode)]
    if drawn.from_kbo:
        own.append(_identifier(drawn, 1, "KBO", "KBO nummer", private.kbo(drawn.number)))
    return own


def _identifier(drawn: Drawn, number: int, source: str, system: str, value: str) -> Json:
    return {
        "@id": f"identificatoren:{drawn.key}{number}",
        "@type": "adms:Identifier",
        "bron": source,
        "waarde": value,
        "codeerSysteem": system,
        "gestructureerdeIdentificator": {
            "@id": f"ges:{drawn.key}{number}",
            "@type": "generiek:GestructureerdeIdentificator",
            "nummer": value,
        },
    }

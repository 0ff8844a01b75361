"""The lines of the file: one invented association after another, as the register's `detail/all` writes them."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any, Final

import orjson

from directory.importing.demo import contacts, locations, naming, place_sampling, private, status
from directory.importing.demo.draft import DemoDraft
from directory.importing.demo.patterns import compound
from directory.importing.demo.random_draw import choose, day_in, weighted
from directory.importing.demo.relations import EVERYWHERE, DemoRelations, Umbrella, department, part_name, umbrellas
from directory.register.reference import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from directory.importing.demo.random_draw import RandomFloat

Json = dict[str, Any]

MAX_COUNT: Final = 1_400_000  # there are no more vCodes from the first one on
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


def lines(count: int, seed: int, until: date = status.LAST_DAY) -> Iterator[bytes]:
    """Yield `count` lines without line ends; fewer lines of the same seed are a beginning of more.

    The last changes reach to `until`.
    """
    random = Random(seed).random  # noqa: S311 - for a demonstration, no secret
    relations, coming = DemoRelations(), iter(umbrellas())
    for number in range(count):
        vcode = f"V{_FIRST_NUMBER + number * _STEP + int(random() * _STEP):07}"
        if random() < 0.01:  # one in a hundred is gone and leaves only its vCode
            yield orjson.dumps(_tombstone(random, vcode))
            continue
        umbrella = next(coming, None) if number % _UMBRELLA_EVERY == 1 else None
        draft = _draw_umbrella(random, number, vcode, umbrella) if umbrella else _draw(random, number, vcode)
        yield orjson.dumps(_line(draft, relations, umbrella, until))


def _tombstone(random: RandomFloat, vcode: str) -> Json:
    deleted = day_in(random, status.LAST_YEAR - 1, status.LAST_YEAR - 1)
    return {"vereniging": {"vCode": vcode, "teVerwijderen": True, "deletedAt": deleted}}


def _draw(random: RandomFloat, number: int, vcode: str) -> DemoDraft:
    kind, demo_place = choose(random, naming.kinds()), choose(random, place_sampling.weighted_places())
    type_code = choose(random, _LEGAL) if random() < kind.with_personality else "VZER"
    return DemoDraft(
        random, number, vcode, kind, demo_place, type_code, naming.name(kind, random, demo_place, type_code)
    )


def _draw_umbrella(random: RandomFloat, number: int, vcode: str, umbrella: Umbrella) -> DemoDraft:
    demo_place = choose(random, place_sampling.of_province(umbrella.province))
    type_code = "VZW" if random() < 0.8 else "VZER"  # most umbrellas have legal personality
    return DemoDraft(random, number, vcode, umbrella.kind, demo_place, type_code, umbrella.name)


def _line(draft: DemoDraft, relations: DemoRelations, umbrella: Umbrella | None, until: date) -> Json:
    body = _public(draft, relations, umbrella)
    body["vertegenwoordigers"] = private.representatives(draft)
    body["bankrekeningnummers"] = private.accounts(draft)
    body["erkenningen"] = status.recognitions(draft)
    # An umbrella for all of Flanders stays: everything else may be hidden, with members and departments.
    state = (
        {} if umbrella and umbrella.province == EVERYWHERE else status.state(draft, relations.authentic(draft.random))
    )
    body.update(state)
    relations.remember(draft, umbrella, hidden=bool(state))
    changed = status.changed(draft.random, until)
    return {"@context": _CONTEXT, "vereniging": body, "metadata": {"datumLaatsteAanpassing": changed}}


def _public(draft: DemoDraft, relations: DemoRelations, umbrella: Umbrella | None) -> Json:
    """Return what the public export has."""
    random = draft.random
    own = _subtype(draft, relations, may_be_department=umbrella is None)  # first: a department changes its name
    return {
        "@type": "regorg:RegisteredOrganization" if draft.from_kbo else "fei:FeitelijkeVerenigingen",
        "vCode": draft.vcode,
        "verenigingstype": _TYPES[draft.type_code],
        **own,
        "naam": draft.name,
        "korteNaam": naming.short_name(draft.name, random),
        "korteBeschrijving": umbrella.description
        if umbrella
        else naming.description(draft.kind, random, draft.demo_place),
        "startdatum": status.started(random),
        "doelgroep": _ages(draft),
        "status": "Actief",
        "contactgegevens": contacts.contacts(draft),
        "locaties": locations.locations(draft),
        "hoofdactiviteitenVerenigingsloket": _activities(draft),
        "werkingsgebieden": locations.areas(draft),
        "sleutels": _keys(draft),
        "relaties": [],
        "lidmaatschappen": relations.memberships(draft),
    }


def _subtype(draft: DemoDraft, relations: DemoRelations, *, may_be_department: bool) -> Json:
    """Return what goes with the type: legal form and call name, or a subtype with what it is a department of."""
    random = draft.random
    if draft.from_kbo:
        called = {"roepnaam": compound(random)} if random() < 0.12 else {}  # one in eight
        return {"rechtsvorm": _LEGAL_FORMS[draft.type_code], "bron": "KBO", **called}
    parent = relations.parent(draft) if may_be_department and random() < 0.03 else None  # three in a hundred
    if parent is None:
        return {"verenigingssubtype": _SUBTYPES[choose(random, _SUBTYPE_CARDS)]}
    draft.kind = parent.kind
    draft.name = part_name(random, parent.name, draft.demo_place.place)
    return {"verenigingssubtype": _SUBTYPES["SUB"], "subverenigingVan": department(random, parent.vcode)}


def _ages(draft: DemoDraft) -> Json:
    low, high = draft.kind.ages.split("-")
    if draft.random() < 0.3:  # three in ten say nothing of ages
        low, high = "0", "150"
    return {
        "@id": f"doel:{draft.key}0",
        "@type": "verenigingen_ext:Doelgroep",
        "minimumleeftijd": int(low),
        "maximumleeftijd": int(high),
    }


def _activities(draft: DemoDraft) -> list[Json]:
    codes = draft.kind.activities.split("|")
    if len(codes) > 1 and draft.random() < 0.45:  # nearly half name their first activity only
        codes = codes[:1]
    return [
        {
            "@id": f"act:{draft.key}{number}",
            "@type": "skos:Concept",
            "code": code,
            "naam": _ACTIVITIES[code],
        }
        for number, code in enumerate(codes)
    ]


def _keys(draft: DemoDraft) -> list[Json]:
    own = [_identifier(draft, 0, "VR", "Vcode", draft.vcode)]
    if draft.from_kbo:
        own.append(_identifier(draft, 1, "KBO", "KBO nummer", private.kbo(draft.number)))
    return own


def _identifier(draft: DemoDraft, number: int, source: str, system: str, value: str) -> Json:
    return {
        "@id": f"identificatoren:{draft.key}{number}",
        "@type": "adms:Identifier",
        "bron": source,
        "waarde": value,
        "codeerSysteem": system,
        "gestructureerdeIdentificator": {
            "@id": f"ges:{draft.key}{number}",
            "@type": "generiek:GestructureerdeIdentificator",
            "nummer": value,
        },
    }

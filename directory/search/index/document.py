"""Makes the search document of one published association. Pure: the same row gives the same bytes.

Only what `publication.rows` holds can come in, and every field is named here, so nothing else can come out. `shown`
holds all that a result needs, so that a page of results costs one request.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from directory.geography.nis import district_code, is_municipality, province_of
from directory.geography.shown_place import best_first
from directory.language.compound_words import decompound, stems_and_parts
from directory.language.name_variants import initials, variants
from directory.language.normalise import (
    STOP_WORDS,
    content_words,
    distinctive_words,
    key,
    name_words,
    sorted_key,
    tokenize,
    without_legal_form,
)
from directory.language.phonetic import phonetic_key
from directory.language.stemming import stem, stem_all
from directory.language.synonyms import all_abbreviations, identifying_words, names_a_kind
from directory.search.criteria import choices
from directory.search.index import schema
from directory.search.index.identifiers import email_key, website_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.publication.rows import Area, Association, Location

# A result shows two lines of the description; the rest is searched, not shown.
SHOWN_DESCRIPTION = 400
_SEARCHED_DESCRIPTION = 5_000
# More words than a question has: a name without words of its own is never found by them.
_NEVER = 127
_HAS = {"Website": "website", "E-mail": "e-mail", "Telefoon": "telefoon"}
# Where people meet says more than where the papers lie.
_age_groups = lru_cache(maxsize=2_000)(choices.age_groups)


def document(association: Association | None) -> dict[str, Any] | None:
    """Return the document of a public association, or None when there is nothing to be found (any more)."""
    if association is None:
        return None
    return {
        schema.ASSOCIATION_ID: association.association_id,
        schema.VCODE: association.vcode,
        schema.MODIFIED_ON: association.modified_on.isoformat(),
        schema.COMPLETENESS: _completeness(association),
        **_names(association),
        **_places(association),
        **_filters(association),
        schema.IDENTIFIERS: _identifiers(association),
        schema.SHOWN: _shown(association),
    }


def _names(association: Association) -> dict[str, Any]:
    spelt = tokenize(association.name)
    name = without_legal_form(spelt)
    others = [name_words(other) for other in _other_names(association)]
    every = [name, *others]
    whole = key(name)
    own = identifying_words(name, _place_words(association))
    known = all_abbreviations()
    letters = _distinct([word for word in name if word in known])
    return {
        schema.NAME: [" ".join(one) for one in every],
        schema.NAME_KEY: whole,
        schema.NAME_SORTED: sorted_key(name),
        schema.NAME_LENGTH: len(whole),
        schema.NAME_SORT: " ".join(spelt)[:120],
        schema.SHORT_KEY: _distinct(map(key, others)),
        schema.BARE_KEY: _distinct([key(distinctive_words(one)) for one in every]),
        schema.VARIANTS: _distinct(chain.from_iterable(map(variants, map(tuple, every)))),
        schema.INITIALS: _distinct(chain.from_iterable(map(initials, every))),
        schema.LETTERS: letters,
        schema.OWN: own,
        schema.OWN_COUNT: len(own) or _NEVER,
        schema.SOUNDS: " ".join(dict.fromkeys(chain.from_iterable(map(_heard, chain(*every))))),
        schema.TRIGRAMS: _distinct(map(key, every)),
        schema.KINDLESS: not letters and not names_a_kind(name),
        **_subject(association, list(chain(*every)), _place_words(association)),
    }


class _Spot(NamedTuple):
    """What all associations at one place share: a register has few places and many associations."""

    words: frozenset[str]
    stems: tuple[str, ...]
    province: str | None
    district: str | None


def _spot(place: Location) -> _Spot:
    return _spot_of(place.nis or "", place.municipality, place.district, place.postcode)


@lru_cache(maxsize=20_000)
def _spot_of(nis: str, municipality: str, district: str, postcode: str) -> _Spot:
    told = frozenset(chain(tokenize(municipality), tokenize(district)))
    stems = tuple(map(stem, content_words(tokenize(f"{municipality} {district} {postcode}"))))
    return _Spot(told, stems, province_of(nis), district_code(nis, district) if nis and district else None)


def _place_words(association: Association) -> frozenset[str]:
    """Return the words that tell where it is: in a name they tell no association from another."""
    return frozenset().union(*[_spot(place).words for place in association.locations])


@lru_cache(maxsize=100_000)
def _heard(word: str) -> tuple[str, ...]:
    """Return how a word and its parts sound."""
    return tuple(map(phonetic_key, (word, *decompound(word))))


def _other_names(association: Association) -> list[str]:
    return [name for name in (association.short_name, association.call_name) if name]


def _subject(association: Association, names: Sequence[str], places: frozenset[str]) -> dict[str, Any]:
    """Return what it is about in three widening circles: its names, its subject, everything it says.

    The name of its place is never taken apart: there is no wine in Wijnegem.
    """
    taken_apart = _low([word for word in names if word not in places])
    pieces = dict.fromkeys(chain(taken_apart, (stem(word) for word in names if word in places - STOP_WORDS)))
    topic = dict.fromkeys(chain(pieces, *_topic(association)))
    description = tokenize(association.description[:_SEARCHED_DESCRIPTION])
    return {
        schema.NAME_PARTS: " ".join(pieces),
        schema.TOPIC: " ".join(topic),
        schema.DESCRIPTION: " ".join(description),
        schema.EVERYTHING: " ".join(dict.fromkeys(chain(topic, _low(description)))),
    }


def _low(found: Sequence[str]) -> Iterable[str]:
    """Return stems and parts, without the small words: the stem of "bijen" is one of them."""
    if "lieve" in found:
        return _low_with_our_lady(found)
    return chain.from_iterable(map(_pieces, found))


def _low_with_our_lady(found: Sequence[str]) -> Iterable[str]:
    for before, word in pairwise(chain(("",), found)):
        if before == "lieve" and word.startswith("vrouw"):
            yield from stem_all((before, "vrouw"))
            yield from _pieces(word.removeprefix("vrouw").removeprefix("e"))
        else:
            yield from _pieces(word)


@lru_cache(maxsize=200_000)
def _pieces(word: str) -> tuple[str, ...]:
    return () if word in STOP_WORDS else stems_and_parts(word)


@lru_cache(maxsize=20_000)
def _low_of(text: str) -> tuple[str, ...]:
    """Return the stems of a text that many associations share: a place, an activity, an umbrella."""
    return tuple(_low(tokenize(text)))


def _topic(association: Association) -> list[tuple[str, ...]]:
    """Return stems of activities, umbrellas and places: what one adds to a name to say which one is meant."""
    return [
        *[_low_of(activity.name) for activity in association.activities],
        *[_low_of(membership.other_name) for membership in association.memberships],
        _low_of(association.parent_name or ""),
        *[_low_of(area.name) for area in association.areas if area.kind != "nvt"],
        *[_spot(place).stems for place in association.locations],
    ]


def _places(association: Association) -> dict[str, Any]:
    spots = [_spot(place) for place in association.locations]
    addresses = _addresses(association)
    works_in, all_over = _works(association.areas)
    # Of an address as of an area: which province it lies in.
    provinces = [province for nis in (*addresses, *works_in) if (province := province_of(nis))]
    return {
        schema.ADDRESS_AREAS: _distinct((*addresses, *(spot.province for spot in spots if spot.province))),
        schema.AREAS: _distinct((*addresses, *works_in, *all_over, *provinces)),
        schema.WORKS_IN: works_in,
        schema.WORKS_ALL_OVER: all_over,
        schema.DISTRICTS: _distinct([spot.district for spot in spots if spot.district]),
        schema.POSTCODES: _distinct([place.postcode for place in association.locations if place.postcode]),
        schema.POINTS: [_point(place) for place in best_first(association.locations) if place.lat is not None],
    }


def _addresses(association: Association) -> list[str]:
    return _distinct([place.nis for place in association.locations if place.nis])


def _works(areas: Iterable[Area]) -> tuple[list[str], list[str]]:
    codes = _distinct([area.code for area in areas if area.kind != "nvt"])
    municipalities = [code for code in codes if is_municipality(code)]
    return municipalities, [code for code in codes if not is_municipality(code)]


def _point(place: Location) -> dict[str, Any]:
    return {"lat": place.lat, "lon": place.lon}


def _filters(association: Association) -> dict[str, Any]:
    groups = _age_groups(association.min_age, association.max_age)
    return {
        schema.ACTIVITIES: _distinct([activity.code for activity in association.activities]),
        schema.KIND: choices.SAME_KIND.get(association.type_code, association.type_code),
        schema.SUBTYPE: [association.subtype_code] if association.subtype_code else [],
        schema.AGE_GROUPS: list(groups),
        schema.AIMED_AT: list(choices.aimed_at(groups)),
        schema.RECOGNISED: association.is_recognised,
        schema.HAS: _distinct([_HAS[contact.kind] for contact in association.contacts if contact.kind in _HAS]),
    }


def _identifiers(association: Association) -> list[str]:
    """Whoever knows one of these means this association and no other."""
    found = [association.vcode.lower()]
    if association.kbo_number:
        found.append(association.kbo_number)
    for contact in association.contacts:
        if contact.kind == "E-mail":
            found.append(email_key(contact.value))
        elif contact.kind == "Website":
            found.append(website_key(contact.value))
    return _distinct(filter(None, found))


def _completeness(association: Association) -> int:
    """How much the association tells, in small steps: of two that fit equally well the fuller one comes first."""
    return sum(
        map(bool, (association.description, association.contacts, association.activities, association.locations))
    )


def _shown(association: Association) -> dict[str, Any]:
    return {
        "name": association.name,
        "short_name": association.short_name,
        "description": association.description[:SHOWN_DESCRIPTION],
        "places": _shown_places(association),
        "type": association.type_code,
        "subtype": association.subtype_code,
    }


def _shown_places(association: Association) -> list[dict[str, Any]]:
    places = [
        {
            "nis": place.nis or "",
            "municipality": place.municipality,
            "district": place.district,
            "postcode": place.postcode,
        }
        for place in best_first(association.locations)
    ]
    return places if len(places) == 1 else [place for at, place in enumerate(places) if place not in places[:at]]


def _distinct(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))

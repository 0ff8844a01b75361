"""Builds the search document of one published association; the same row always gives the same document.

It reads `publication.rows` only and names every field (a whitelist), so that no other data can reach the index. `shown`
has all that a result shows, so that a page of results costs one request.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from directory.geography.nis import district_code, is_municipality, province_of
from directory.geography.shown_place import best_first
from directory.language.compound_words import decompound, stems_and_parts
from directory.language.kind_evidence import tell_kinds
from directory.language.kind_table import with_broader
from directory.language.name_variants import initials, variants
from directory.language.normalise import (
    LONGEST_KEY,
    STOP_WORDS,
    content_words,
    distinctive_words,
    key,
    name_words,
    sorted_key,
    tokenize,
)
from directory.language.phonetic import phonetic_key
from directory.language.stemming import stem, stem_all
from directory.language.synonyms import all_abbreviations, identifying_words, names_a_kind
from directory.search.criteria import choices
from directory.search.index import schema
from directory.search.index.identifiers import email_key, website_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.language.kind_evidence import KindEvidence
    from directory.publication.rows import Area, Association, Location

# In characters: what a result shows of the description, and what is searched.
SHOWN_DESCRIPTION = 400
_SEARCHED_DESCRIPTION = 5_000
# More words than a query has, so that a name without identifying words is never matched by them.
_NEVER = 127
_HAS = {"Website": "website", "E-mail": "e-mail", "Telefoon": "telefoon"}
_age_groups = lru_cache(maxsize=2_000)(choices.age_groups)


def document(association: Association | None) -> dict[str, Any] | None:
    """Return the document of a public association; None for one that must not be in the index (any more)."""
    if association is None:
        return None
    told = kinds_of(association)
    return {
        schema.ASSOCIATION_ID: association.association_id,
        schema.VCODE: association.vcode,
        schema.MODIFIED_ON: association.modified_on.isoformat(),
        schema.COMPLETENESS: _completeness(association),
        **_names(association),
        **_places(association),
        **_filters(association),
        schema.SUBJECTS: list(with_broader([one.code for one in told])),
        schema.IDENTIFIERS: _identifiers(association),
        schema.SHOWN: _shown(association, told),
    }


def kinds_of(association: Association) -> tuple[KindEvidence, ...]:
    """Return the kinds of an association, with the words that tell them."""
    return tell_kinds(
        (association.name, *_other_names(association)),
        (*(membership.other_name for membership in association.memberships), association.parent_name or ""),
        association.description[:_SEARCHED_DESCRIPTION],
        frozenset(activity.code for activity in association.activities),
        _place_words(association),
    )


def _names(association: Association) -> dict[str, Any]:
    spelt = tokenize(association.name)
    name = name_words(association.name)
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
        # A name of signs only is short, but nearer to no word than another name.
        schema.NAME_LENGTH: len(whole) if spelt else LONGEST_KEY,
        schema.NAME_SORT: " ".join(spelt or name)[:120],
        schema.SHORT_KEY: _distinct(map(key, others)),
        schema.BARE_KEY: _distinct([key(distinctive_words(one)) for one in every]),
        schema.VARIANTS: _distinct(chain.from_iterable(map(variants, map(tuple, every)))),
        schema.INITIALS: _distinct(chain.from_iterable(map(initials, every))),
        schema.LETTERS: letters,
        schema.OWN: own,
        schema.OWN_COUNT: len(own) or _NEVER,
        schema.SOUNDS: " ".join(dict.fromkeys(chain.from_iterable(map(_phonetic_keys, chain(*every))))),
        schema.TRIGRAMS: _distinct(map(key, every)),
        schema.KINDLESS: not letters and not names_a_kind(name),
        **_subject(association, list(chain(*every)), _place_words(association)),
    }


class _PlaceTerms(NamedTuple):
    """The terms of one place, cached: a register has few places and many associations."""

    words: frozenset[str]
    stems: tuple[str, ...]
    province: str | None
    district: str | None


def _place_terms(place: Location) -> _PlaceTerms:
    return _terms_of_place(place.nis or "", place.municipality, place.district, place.postcode)


@lru_cache(maxsize=20_000)
def _terms_of_place(nis: str, municipality: str, district: str, postcode: str) -> _PlaceTerms:
    words = frozenset(chain(tokenize(municipality), tokenize(district)))
    stems = tuple(map(stem, content_words(tokenize(f"{municipality} {district} {postcode}"))))
    return _PlaceTerms(words, stems, province_of(nis), district_code(nis, district) if nis and district else None)


def _place_words(association: Association) -> frozenset[str]:
    """Return the words of the names of its places: in its own name they do not identify it."""
    return frozenset().union(*[_place_terms(place).words for place in association.locations])


@lru_cache(maxsize=100_000)
def _phonetic_keys(word: str) -> tuple[str, ...]:
    """Return the phonetic keys of a word and of its parts (decompounding)."""
    return tuple(map(phonetic_key, (word, *decompound(word))))


def _other_names(association: Association) -> list[str]:
    return [name for name in (association.short_name, association.call_name) if name]


def _subject(association: Association, names: Sequence[str], places: frozenset[str]) -> dict[str, Any]:
    """Return the words that it is found by, in three fields of growing width: names, topic, everything.

    The name of its place is not decompounded: Wijnegem has nothing to do with wine.
    """
    taken_apart = _stems([word for word in names if word not in places])
    pieces = dict.fromkeys(chain(taken_apart, (stem(word) for word in names if word in places - STOP_WORDS)))
    topic = dict.fromkeys(chain(pieces, *_topic(association)))
    description = tokenize(association.description[:_SEARCHED_DESCRIPTION])
    return {
        schema.NAME_PARTS: " ".join(pieces),
        schema.TOPIC: " ".join(topic),
        schema.DESCRIPTION: " ".join(description),
        schema.EVERYTHING: " ".join(dict.fromkeys(chain(topic, _stems(description)))),
    }


def _stems(words: Sequence[str]) -> Iterable[str]:
    """Return the stems of words and of their parts, without stop words.

    Stop words are left out before stemming: the stem of "bijen" (bees) is the stop word "bij".
    """
    if "lieve" in words:
        return _stems_with_our_lady(words)
    return chain.from_iterable(map(_stems_of_word, words))


def _stems_with_our_lady(words: Sequence[str]) -> Iterable[str]:
    for before, word in pairwise(chain(("",), words)):
        if before == "lieve" and word.startswith("vrouw"):
            yield from stem_all((before, "vrouw"))
            yield from _stems_of_word(word.removeprefix("vrouw").removeprefix("e"))
        else:
            yield from _stems_of_word(word)


@lru_cache(maxsize=200_000)
def _stems_of_word(word: str) -> tuple[str, ...]:
    return () if word in STOP_WORDS else stems_and_parts(word)


@lru_cache(maxsize=20_000)
def _stems_of_text(text: str) -> tuple[str, ...]:
    """Return the stems of a text that many associations share: a place, an activity, an umbrella."""
    return tuple(_stems(tokenize(text)))


def _topic(association: Association) -> list[tuple[str, ...]]:
    """Return stems of activities, umbrellas and places: the words that visitors add to a name."""
    return [
        *[_stems_of_text(activity.name) for activity in association.activities],
        *[_stems_of_text(membership.other_name) for membership in association.memberships],
        _stems_of_text(association.parent_name or ""),
        *[_stems_of_text(area.name) for area in association.areas if area.kind != "nvt"],
        *[_place_terms(place).stems for place in association.locations],
    ]


def _places(association: Association) -> dict[str, Any]:
    spots = [_place_terms(place) for place in association.locations]
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
    # Of a code that the list does not hold only its name is known: it is shown, and nothing can be chosen by it.
    codes = _distinct([area.code for area in areas if area.kind not in {"nvt", "tekst"}])
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
        schema.AGES: {"gte": association.min_age, "lte": association.max_age},
        schema.AGE_GROUPS: list(groups),
        schema.AIMED_AT: list(choices.aimed_at(groups)),
        schema.RECOGNISED: association.is_recognised,
        schema.HAS: _distinct([_HAS[contact.kind] for contact in association.contacts if contact.kind in _HAS]),
    }


def _identifiers(association: Association) -> list[str]:
    """Return the identifiers that name this association only, as `parse_identifier` reads them in a query."""
    identifiers = [association.vcode.lower()]
    if association.kbo_number:
        identifiers.append(association.kbo_number)
    for contact in association.contacts:
        if contact.kind == "E-mail":
            identifiers.append(email_key(contact.value))
        elif contact.kind == "Website":
            identifiers.append(website_key(contact.value))
    return _distinct(filter(None, identifiers))


def _completeness(association: Association) -> int:
    """Return how complete the record is, from 0 to 4: of two equal matches the more complete one is ranked first."""
    return sum(
        map(bool, (association.description, association.contacts, association.activities, association.locations))
    )


def _shown(association: Association, told: Iterable[KindEvidence]) -> dict[str, Any]:
    return {
        "name": association.name,
        "short_name": association.short_name,
        "description": association.description[:SHOWN_DESCRIPTION],
        "places": _shown_places(association),
        "type": association.type_code,
        "subtype": association.subtype_code,
        "kinds": [{"code": one.code, "field": one.field.value, "word": one.word} for one in told],
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

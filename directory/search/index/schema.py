"""The shape of the index: the name of every field, how the engine treats it, and how it is analysed.

Text arrives as words that are ready (`directory.language.normalise`), so the analyzers only split on spaces. Fields
that only answer yes or no carry no norms and no frequencies: the order of results comes from the ranking rules and
from the sort, never from statistics that change while the index does.
"""

from __future__ import annotations

from typing import Any

# Identity and order.
ASSOCIATION_ID = "association_id"  # the _id as a number: the sweep walks index and register in this order
VCODE = "vcode"
IDENTIFIERS = "identifiers"  # vCode, KBO number, e-mail addresses and websites, spelt in one way
NAME_SORT = "name_sort"
COMPLETENESS = "completeness"  # 0 to 4
MODIFIED_ON = "modified_on"

# The names: its own, its short name and what it is called.
NAME = "name"
NAME_BEGINNINGS = "name.beginnings"
NAME_JOINED = "name.joined"
NAME_KEY = "name_key"
NAME_HEAD = "name_key.head"
NAME_SORTED = "name_sorted"
NAME_LENGTH = "name_length"  # of the key, in characters
SHORT_KEY = "short_key"  # of the other names
BARE_KEY = "bare_key"  # of every name without titles and small words
VARIANTS = "variants"  # of every name, written otherwise
INITIALS = "initials"
LETTERS = "letters"  # the words of its own name by which a kind may be told: vc, ttc
OWN = "own"  # the words that only this name has: no kind, no place, no title
OWN_COUNT = "own_count"
SOUNDS = "sounds"  # the words of all its names as they sound
TRIGRAMS = "trigrams"  # of the keys of its names

# What it is about.
NAME_PARTS = "name_parts"
TOPIC = "topic"
KINDLESS = "kindless"  # the name tells no kind: only the activity does
DESCRIPTION = "description"
EVERYTHING = "everything"

# Where.
AREAS = "areas"  # of an address or of operation, municipalities with their province: what the facet counts
ADDRESS_AREAS = "address_areas"
DISTRICTS = "districts"
POSTCODES = "postcodes"
WORKS_IN = "works_in"  # municipalities that it names itself
WORKS_ALL_OVER = "works_all_over"  # provinces that it names itself
POINTS = "points"

# Filters.
ACTIVITIES = "activities"
KIND = "kind"
SUBTYPE = "subtype"
SUBJECTS = "subjects"  # the kinds of the table and those that they are part of; `KIND` is the legal form
AGES = "ages"  # the years of age of who may join
AGE_GROUPS = "age_groups"
AIMED_AT = "aimed_at"  # the one or two age groups that it is meant for; nothing when it is for nearly everybody
RECOGNISED = "recognised"
HAS = "has"

# What a result shows; stored, not searched.
SHOWN = "shown"

# The longest beginning of a word, and of a name, that is indexed.
LONGEST_BEGINNING = 15
LONGEST_HEAD = 20
# Names are joined at most three words wide: tafel tennis club -> tafeltennisclub.
WIDEST_JOIN = 3

_KEYWORD: dict[str, Any] = {"type": "keyword"}
# Facet fields are counted in nearly every request: their ordinals are built when a segment opens, not when one asks.
_FACET: dict[str, Any] = {"type": "keyword", "eager_global_ordinals": True}
_UNSORTED: dict[str, Any] = {"type": "keyword", "doc_values": False}
_WORDS: dict[str, Any] = {"type": "text", "analyzer": "ready", "norms": False}
_SET: dict[str, Any] = {**_WORDS, "index_options": "docs"}


def _made_by(analyzer: str, **more: Any) -> dict[str, Any]:
    return {**_WORDS, "analyzer": analyzer, "search_analyzer": "ready", **more}


FIELDS: dict[str, dict[str, Any]] = {
    ASSOCIATION_ID: {"type": "long"},
    VCODE: _KEYWORD,
    IDENTIFIERS: _UNSORTED,
    NAME_SORT: _KEYWORD,
    COMPLETENESS: {"type": "byte"},
    MODIFIED_ON: {"type": "date", "format": "strict_date"},
    NAME: {
        **_WORDS,
        "fields": {"beginnings": _made_by("beginnings"), "joined": _made_by("joined", index_options="docs")},
    },
    NAME_KEY: {
        **_UNSORTED,
        "fields": {"head": {**_made_by("head", index_options="docs"), "search_analyzer": "keyword"}},
    },
    NAME_SORTED: _UNSORTED,
    NAME_LENGTH: {"type": "short", "index": False},
    SHORT_KEY: _UNSORTED,
    BARE_KEY: _UNSORTED,
    VARIANTS: _UNSORTED,
    INITIALS: _UNSORTED,
    LETTERS: _UNSORTED,
    OWN: _UNSORTED,
    OWN_COUNT: {"type": "byte", "index": False},
    SOUNDS: _SET,
    TRIGRAMS: {**_SET, "analyzer": "trigrams"},
    NAME_PARTS: _SET,
    TOPIC: _SET,
    KINDLESS: {"type": "boolean"},
    DESCRIPTION: _WORDS,
    EVERYTHING: _SET,
    AREAS: _FACET,
    ADDRESS_AREAS: _FACET,
    DISTRICTS: _FACET,
    POSTCODES: _UNSORTED,
    WORKS_IN: _UNSORTED,
    WORKS_ALL_OVER: _UNSORTED,
    POINTS: {"type": "geo_point"},
    ACTIVITIES: _FACET,
    SUBJECTS: _FACET,
    KIND: _FACET,
    SUBTYPE: _FACET,
    AGES: {"type": "integer_range"},
    AGE_GROUPS: _FACET,
    AIMED_AT: _UNSORTED,
    RECOGNISED: {"type": "boolean"},
    HAS: _FACET,
    SHOWN: {"type": "object", "enabled": False},
}

MAPPING: dict[str, Any] = {"dynamic": "strict", "properties": FIELDS}

SETTINGS: dict[str, Any] = {
    "index": {
        "number_of_shards": 1,
        "number_of_replicas": 0,
        # A commit is searchable within half a second; an idle shard would wait for the first search to refresh.
        "refresh_interval": "200ms",
        "search.idle.after": "365d",
        # Otherwise a refresh waits for the merges that it starts, now and then for more than a second.
        "merge_on_flush.enabled": False,
        # A late write is harmless only while the tombstone of its delete lives.
        "gc_deletes": "10m",
        "max_ngram_diff": LONGEST_HEAD,
        "max_shingle_diff": WIDEST_JOIN,
    },
    "analysis": {
        "filter": {
            "beginnings": {"type": "edge_ngram", "min_gram": 1, "max_gram": LONGEST_BEGINNING},
            "head": {"type": "edge_ngram", "min_gram": 1, "max_gram": LONGEST_HEAD},
            "joined": {
                "type": "shingle",
                "min_shingle_size": 2,
                "max_shingle_size": WIDEST_JOIN,
                "token_separator": "",
                "output_unigrams": False,
            },
        },
        # A filter would put all trigrams at one place, where they count as one word.
        "tokenizer": {"trigrams": {"type": "ngram", "min_gram": 3, "max_gram": 3}},
        "analyzer": {
            "ready": {"type": "custom", "tokenizer": "whitespace"},
            "beginnings": {"type": "custom", "tokenizer": "whitespace", "filter": ["beginnings"]},
            "head": {"type": "custom", "tokenizer": "keyword", "filter": ["head"]},
            "trigrams": {"type": "custom", "tokenizer": "trigrams"},
            "joined": {"type": "custom", "tokenizer": "whitespace", "filter": ["joined"]},
        },
    },
}


def field_names() -> frozenset[str]:
    """Return every name that a query may use: fields and their sub-fields."""
    names = set(FIELDS)
    for name, field in FIELDS.items():
        names.update(f"{name}.{below}" for below in field.get("fields", {}))
    return frozenset(names)

"""The fingerprint of the index changes with whatever changes a document, and with nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache

import pytest

from directory.search.index import schema
from directory.search.index.document import document
from directory.search.index.fingerprint import fingerprint
from directory.search.index.sample import associations

# Each changes one thing before the document module takes its functions over, as a release that changed it would.
CHANGES = {
    "the stem of one word": """
        from directory.language import stemming
        before = stemming.stem
        stemming.stem = lambda word: "wandelaar" if word == "wandelen" else before(word)""",
    "a part of compounds": """
        from directory.language import compound_words
        known = compound_words.compound_words()
        compound_words.compound_words = lambda: known._replace(heads=known.heads - {"dorps"})""",
    "a stop word": """
        from directory.language import normalise
        normalise.STOP_WORDS = normalise.STOP_WORDS | {"samen"}""",
    "how letters are folded": """
        from directory.language import normalise
        before = normalise.fold
        normalise.fold = lambda text: before(text.replace("ø", "oe").replace("Ø", "oe"))""",
    "how a word sounds": """
        from directory.language import phonetic
        before = phonetic.phonetic_key
        phonetic.phonetic_key = lambda word: before(word.replace("ij", "y"))[:-1]""",
    "how a name is written otherwise": """
        from directory.language import name_variants
        before = name_variants.variants
        name_variants.variants = lambda name: before(name)[:4]""",
    "a row of the table of synonyms": """
        import csv
        whole = csv.DictReader
        csv.DictReader = lambda file: filter(lambda row: "padel " not in str(row), whole(file))""",
    "a province": """
        from directory.geography import nis
        before = nis.province_of
        nis.province_of = lambda code: "BE23" if code.startswith("7") else before(code)""",
    "an age group": """
        from directory.search.criteria import choices
        choices.AGE_RANGES = {**choices.AGE_RANGES, "kinderen": (0, 12)}""",
    "what a field of the document holds": """
        from directory.search.index import document
        document.SHOWN_DESCRIPTION = 50""",
}
_PRINT = """
from directory.search.index import schema
from directory.search.index.document import document
from directory.search.index.fingerprint import fingerprint
from directory.search.index.sample import associations
print(fingerprint(schema.SETTINGS, schema.MAPPING, map(document, associations())))
"""


def elsewhere(change: str = "", hash_seed: str = "0") -> str:
    """Return the fingerprint that another process computes, after a change."""
    lines = "\n".join(line.strip() for line in change.splitlines())
    run = subprocess.run(
        [sys.executable, "-c", lines + _PRINT],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    return run.stdout.strip()


@cache
def today() -> str:
    """Return the fingerprint of associations as this code makes them."""
    return fingerprint(schema.SETTINGS, schema.MAPPING, map(document, associations()))


@pytest.mark.parametrize("seed", ["0", "1"])
def test_it_is_the_same_in_every_process(seed: str) -> None:
    assert elsewhere(hash_seed=seed) == today()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_changes_with(change: str) -> None:
    assert elsewhere(change) != today()


def test_it_changes_with_the_shape_of_the_index() -> None:
    mapping = {**schema.MAPPING, "dynamic": "false"}
    settings = {"index": {**schema.SETTINGS["index"], "refresh_interval": "1s"}}
    today, other = (fingerprint(schema.SETTINGS, shape, []) for shape in (schema.MAPPING, mapping))
    assert len({today, other, fingerprint(settings, mapping, [])}) == 3


def test_it_does_not_change_with_the_order_of_fields() -> None:
    assert fingerprint({}, {}, [{"a": 1, "b": 2}]) == fingerprint({}, {}, [{"b": 2, "a": 1}])


def test_the_sample_fills_every_field() -> None:
    documents = [document(association) for association in associations()]
    filled = {field for made in documents if made for field, value in made.items() if value not in ("", [], None)}
    assert filled == schema.FIELDS.keys()


def test_the_sample_holds_every_kind_of_value_of_a_facet() -> None:
    documents = [made for association in associations() if (made := document(association))]
    for field in (schema.KIND, schema.RECOGNISED):
        assert len({made[field] for made in documents}) > 1

"""The fallback search in Postgres folds names as the search engine's words are folded, character by character."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from directory.language.normalise import fold, name_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.running_parts import Database

Connection = psycopg.Connection[Any]

# The whole of Unicode that this Python knows; Postgres keeps no NUL and no half of a pair.
CHARACTERS = [
    chr(point)
    for point in range(1, 0x110000)
    if unicodedata.category(chr(point)) not in {"Cs", "Cn"}
]  # fmt: skip
_IN_LINE = 20
NAME_PARTS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cn"), exclude_characters="\x00"), min_size=1, max_size=12),
    st.sampled_from(
        (
            "K.S.A.", "K. S. A.", "V.Z.W.", "'t Verlof", "d\u02bcHarmonie", "Sint-Jozef", "St. Jozef", "O.L.V.",
            "O.-L.-Vrouw", "OLVr", "H. Hart", "50+", "50-plussers", "vijfenvijftigplus", "60 plus", "zestigplusclub",
            "I\u015f\u0131k", "K\u0131z", "Straße", "Ærø", "Łódź", "Đorđe", "soft\u00adhyphen", "Koor & Co", "\\o/",
            "!!!", "L'Œuvre",
            "Ελλάδα", "Ёлка", "٣", "हिन्दी", "a_b", "10-jaar", "x.y.z", "koor.groep",
        )
    ),
)  # fmt: skip
NAMES = st.lists(NAME_PARTS, min_size=1, max_size=5).map(" ".join)


@pytest.fixture(scope="module")
def owner(module_database: Database) -> Iterator[Connection]:
    with psycopg.connect(module_database.owner, autocommit=True) as connection:
        yield connection


def test_each_character_of_unicode_is_folded_alike(owner: Connection) -> None:
    lines = [" ".join(CHARACTERS[at : at + _IN_LINE]) for at in range(0, len(CHARACTERS), _IN_LINE)]
    rows = owner.execute("SELECT line, register.folded(line) FROM unnest(%s::text[]) AS line", [lines]).fetchall()
    assert len(rows) == len(lines)
    assert [(line, folded, fold(line)) for line, folded in rows if folded != fold(line)] == []


@given(name=NAMES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_text_is_folded_alike(owner: Connection, name: str) -> None:
    row = owner.execute("SELECT register.folded(%s)", [name]).fetchone()
    assert row == (fold(name),)


@given(name=NAMES)
@example("V.Z.W. K.S.A. Koor")
@example("\\/ '")
@example("vijfenvijftigplus 50+ers")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_name_is_found_by_each_of_its_words(owner: Connection, name: str) -> None:
    words = name_words(name)
    found = owner.execute(
        "SELECT word FROM unnest(%s::text[]) AS word"
        " WHERE NOT register.name_vector(%s, '', '') @@ register.name_query(ARRAY[word])",
        [words, name],
    ).fetchall()
    assert found == [], (words, owner.execute("SELECT register.name_words(%s)", [name]).fetchone())


def test_every_white_space_parts_words_in_both(owner: Connection) -> None:
    spaces = [letter for letter in CHARACTERS if letter.isspace()]
    names = [form.format(space) for space in spaces for form in ("{{{}!", "K.{}S.", "50{}+", "koor{}groep", "H.{}Hart")]
    missing = [
        (name, word)
        for name in names
        for word in name_words(name)
        if owner.execute(
            "SELECT register.name_vector(%s, '', '') @@ register.name_query(%s)", [name, [word]]
        ).fetchone()
        != (True,)
    ]
    assert (len(spaces) > 20, missing) == (True, [])


@pytest.mark.parametrize("name", ["\\\\/ '", "!!!", "%_"])
def test_a_name_of_signs_is_found_by_its_signs(owner: Connection, name: str) -> None:
    row = owner.execute(
        "SELECT register.name_vector(%s, 'ABC', '') @@ register.name_query(%s)", [name, name_words(name)]
    ).fetchone()
    assert row == (True,)

"""Words that only make a sentence fall away from a query, by word class, and never from a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.language import function_words
from directory.language.kind_table import kind_table
from directory.language.normalise import STOP_WORDS, tokenize
from directory.search.criteria.criteria import Criteria
from directory.search.understanding.interpretation import interpret
from directory.search.understanding.kinds import asks_for_a_kind
from directory.search.understanding.question_words import sentence_words
from directory.search.understanding.reference import Reference
from tests.unit.geography.gazetteers import reference
from tests.unit.search.ranked_queries import interpreted, ranked, rule_ids

# Without "buurt", which in a sentence tells where to look: "een koor in de buurt".
SINGLE_KINDS = sorted(
    {kind.words[0] for kind in kind_table().values() if "_" not in kind.words[0]} - function_words.DUTCH
)
# A sentence around what is looked for; each word before and after it is of a class.
OPENINGS = (
    "ik zoek een {}", "waar kan ik {} vinden", "zijn er ook {} voor mijn dochter", "wij willen graag {} doen",
    "is er ergens een leuke {}", "welke {} bestaan er", "hallo, wie weet een {} aub", "kunnen we hier aan {} doen?",
    "je cherche une {}", "we are looking for a {}", "{} voor mij en mijn vriendin", "ik wil lid worden van een {}",
)  # fmt: skip


def content(q: str, where: str = "") -> tuple[str, ...]:
    """Return the words that are looked for, beside the place."""
    query = interpreted(q, where)
    return query.place_match.content_words if query.place_match else query.question.content_words


@pytest.mark.parametrize("opening", OPENINGS)
@given(kind=st.sampled_from(SINGLE_KINDS), place=st.sampled_from(["", "in Gent", "Kessel-Lo"]))
def test_a_kind_is_all_that_remains_of_a_sentence_about_it(opening: str, kind: str, place: str) -> None:
    assert content(f"{opening.format(kind)} {place}") == content(f"{kind} {place}")


@pytest.mark.parametrize(
    ("q", "words", "place"),
    [
        ("waar kan ik leren dansen in Gent", ("leren", "dansen"), "Gent"),
        ("sportclub voor mijn zoon in Mechelen", ("sportclub",), "Mechelen"),
        ("hoi, ik ben nieuw in Leuven en zoek een loopgroep", ("loopgroep",), "Leuven"),
        ("ik zoek iemand die orgels herstelt in Lier", ("orgels", "herstelt"), "Lier"),
        ("where can I learn to dance in Ghent", ("dance",), "Gent"),
        ("une chorale à Gand", ("chorale",), "Gent"),
        ("maison des jeunes à Bruxelles", ("maison", "jeunes"), "Brussel"),
        ("start to run gent", ("start", "to", "run"), "Gent"),
    ],
)
def test_what_is_looked_for_and_where_remain(q: str, words: tuple[str, ...], place: str) -> None:
    query = interpreted(q)
    assert query.place_match
    assert (query.place_match.content_words, query.place_match.place.label) == (words, place)


@pytest.mark.parametrize("q", ["wat is er te doen in Herent", "welke verenigingen zijn er in Herent", "clubs herent"])
def test_a_question_for_anything_asks_for_the_place(q: str) -> None:
    assert content(q) == ()
    assert "place_alone" in rule_ids(q)


def test_with_a_place_given_a_question_for_anything_asks_for_all_of_it() -> None:
    assert "no_words" in rule_ids("wat is er te doen", "Herent")


@pytest.mark.parametrize("name", ["Wij", "Ons Huis", "Voor Elkaar", "Zonder Zorgen", "Waar Wij Zijn", "Les Amis"])
def test_a_name_that_nothing_else_would_remain_of_keeps_its_words(name: str) -> None:
    assert interpreted(name).question.words == tuple(tokenize(name))


@pytest.mark.parametrize("name", ["Wij Dansen", "Mijn Hond en Ik", "Zoek de Zon", "Wie Zingt Mee"])
def test_all_words_of_a_name_are_looked_for_as_it_is_called(name: str) -> None:
    keys = [one.clause for one in ranked(name) if one.rule.id == "exact_name"]
    whole = "".join(word for word in tokenize(name) if word != "en")
    assert {"term": {"name_key": whole}} in keys


def test_all_words_of_a_name_are_looked_for_in_its_place() -> None:
    assert rule_ids("onze hond gent").count("exact_name_in_place") == 2
    assert rule_ids("hond gent").count("exact_name_in_place") == 1


@pytest.mark.parametrize("criteria", [Criteria(q="ik zoek een koor", literal=True), Criteria(q='"ik zoek een koor"')])
def test_literal_words_and_phrases_keep_every_word(criteria: Criteria) -> None:
    query = interpret(criteria, Reference(reference()))[0]
    assert query.question.words == ("ik", "zoek", "een", "koor")


@given(st.lists(st.sampled_from([*SINGLE_KINDS[:40], "xyzzy", *sorted(function_words.DUTCH)[:60]]), min_size=1))
def test_only_function_words_fall_away_and_never_all_of_them(words: list[str]) -> None:
    left_out = sentence_words(words, names_a_place=False)
    assert left_out <= function_words.DUTCH | function_words.FOREIGN | function_words.RELATIVES | STOP_WORDS
    assert set(words) - left_out


@given(st.lists(st.sampled_from(sorted(function_words.ENGLISH | {"choir", "xyzzy"})), min_size=1, max_size=6))
def test_foreign_words_fall_away_only_when_the_rest_is_understood(words: list[str]) -> None:
    left_out = sentence_words(words, names_a_place=False)
    if left_out - function_words.DUTCH - STOP_WORDS:
        assert asks_for_a_kind([word for word in words if word not in left_out])

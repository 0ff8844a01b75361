"""The kinds of association, age groups and activities that the words of a query name (synonym lookup)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from directory.language.normalise import TITLES
from directory.language.synonyms import WordGroup, group_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

# Words of a query that do not narrow the kind of association: "iets doen met hout", "training volleybal".
UNINFORMATIVE = frozenset(
    (
        *("samen", "leren", "doen", "gaan", "iets", "mensen", "iemand", "zoek", "zoeken", "club", "clubs", "klub"),
        *("vereniging", "verenigingen", "groep", "groepen", "activiteit", "activiteiten", "hobby", "les", "lessen"),
        *("mijn", "wil", "kan", "waar", "buurt", "organisatie", "organisaties", "training", "trainen"),
    )
)

# Words that ask for any association at all.
ANY_ASSOCIATION = frozenset({"verenigingen", "clubs", "groepen", "organisaties", "activiteiten"})


def kinds_in(words: Sequence[str], as_words: AbstractSet[str] = frozenset()) -> list[WordGroup]:
    """Group the words by meaning, without titles and uninformative words, unless there are no others.

    Those of `as_words` mean themselves alone.
    """
    telling = tuple(word for word in words if word not in TITLES and word not in UNINFORMATIVE) or words
    if as_words.isdisjoint(telling):
        return group_words(telling)
    meanings: list[WordGroup] = []
    for is_plain, alike in groupby(telling, as_words.__contains__):
        run = tuple(alike)
        meanings += [WordGroup((word,), None) for word in run] if is_plain else group_words(run)
    return meanings


def asks_for_a_kind(words: Sequence[str], as_words: AbstractSet[str] = frozenset()) -> bool:
    """Tell whether the words ask for any association of a kind, not for one association by its name."""
    return all(meaning.is_known for meaning in kinds_in(words, as_words))

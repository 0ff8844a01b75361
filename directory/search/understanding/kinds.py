"""The kinds of association, age groups and activities that the words of a query name (synonym lookup)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.language.normalise import TITLES
from directory.language.synonyms import group_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.language.synonyms import WordGroup

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


def kinds_in(words: Sequence[str]) -> list[WordGroup]:
    """Group the words by meaning, without titles and uninformative words, unless there are no others."""
    return group_words(tuple(word for word in words if word not in TITLES and word not in UNINFORMATIVE) or words)


def asks_for_a_kind(words: Sequence[str]) -> bool:
    """Tell whether the words ask for any association of a kind, not for one association by its name."""
    return all(meaning.is_known for meaning in kinds_in(words))

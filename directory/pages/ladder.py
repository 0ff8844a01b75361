"""What helps when nothing is found: the same question with less in it, with what each step would give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from directory.pages import wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.search.criteria import Criteria
    from directory.search.service import Search

_ = wording._

MOST_STEPS = 6
# Dropping a word of a long question one by one would ask too much at once.
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """A wider question that has an answer."""

    label: str
    criteria: Criteria
    count: int


async def steps(search: Search, asked: Criteria) -> tuple[Step, ...]:
    """Count all wider questions in one round and keep those with an answer, closest first."""
    candidates = list(wider(asked))[:MOST_STEPS]
    counts = await search.counts([criteria for _label, criteria in candidates])
    found = zip(candidates, counts, strict=True)
    return tuple(Step(label, criteria, count) for (label, criteria), count in found if count)


def wider(asked: Criteria) -> Iterable[tuple[str, Criteria]]:
    """Give the wider questions, closest first."""
    start = asked.first_page()
    if asked.has_filters:
        yield _("Zoek zonder filters"), start.without_filters()
    if asked.has_place:
        yield _("Zoek in heel Vlaanderen en Brussel"), start.without_place()
    words = asked.q.split()
    if 1 < len(words) <= _MOST_WORDS:
        for word in reversed(words):
            fewer = " ".join(other for other in words if other != word)
            yield _("Laat “%(word)s” weg") % {"word": word}, replace(start, q=fewer)
    if asked.q and asked.has_place:
        yield _("Bekijk alles in %(place)s") % {"place": asked.where or _("de buurt")}, replace(start, q="")

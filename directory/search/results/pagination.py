"""Pages: numbered as far as the engine skips cheaply, by a signed cursor beyond. Pure.

A cursor holds the sort values of the last result, the stage of the search, how many came before, and a fingerprint of
the question and of the ranking. Scores do not depend on statistics and every order ends in the vCode, so the results
after a cursor stay the same ones while the index changes below it and when another generation takes its place: an
association that does not change is visited exactly once. A point in time of the engine would also hide what changes,
but it dies with its generation, and every reader who walks away would leave one behind that holds memory.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from itsdangerous import BadData, URLSafeSerializer

from directory.search.criteria.choices import View
from directory.search.query.builder import GROUPS, Stage
from directory.search.query.ranking_version import ranking
from directory.search.results.model import PageLink, Paging

if TYPE_CHECKING:
    from directory.search.criteria.criteria import Criteria
    from directory.search.criteria.window import Window

_AROUND = 2  # numbered links on each side of the current page


class Cursor(NamedTuple):
    """Where the results go on."""

    stage: Stage
    after: list[Any]
    seen: int  # how many results came before


class Cursors:
    """Writes and reads cursors, signed: the engine never gets forged sort values."""

    def __init__(self, secret: str) -> None:
        self._signer = URLSafeSerializer(secret, salt="search-cursor", signer_kwargs={"digest_method": hashlib.sha256})

    def write(self, criteria: Criteria, cursor: Cursor) -> str:
        """Return the text of a cursor for this question."""
        return str(self._signer.dumps([_fingerprint(criteria), *_written(cursor.stage), cursor.after, cursor.seen]))

    def read(self, criteria: Criteria, text: str) -> Cursor | None:
        """Return the cursor of a question; None when it was not made here, by this ranking and for this question."""
        try:
            fingerprint, loose, group, after, seen = self._signer.loads(text)
        except BadData:
            return None
        return Cursor(Stage(bool(loose), GROUPS[group]), after, seen) if fingerprint == _fingerprint(criteria) else None


def _written(stage: Stage) -> tuple[int, int]:
    return int(stage.loose), GROUPS.index(stage.group)


def _fingerprint(criteria: Criteria) -> str:
    question = repr((ranking(), criteria.shown_as(View.LIST).pairs()))
    return hashlib.sha256(question.encode()).hexdigest()[:12]


def numbered(criteria: Criteria, window: Window, total: int, beyond: str | None) -> Paging:
    """Return the paging of a numbered page; `beyond` is the cursor that goes on after it."""
    last = window.numbered_pages
    count = min(-(-total // window.size), last)
    page = window.number
    near = range(max(1, min(page - _AROUND, count - 2 * _AROUND)), max(page + _AROUND, 2 * _AROUND + 1) + 1)
    numbers = sorted({number for number in (1, *near, count) if 1 <= number <= count})
    links = tuple(PageLink(number, criteria.on_page(number), number == page) for number in numbers)
    following = criteria.on_page(page + 1) if page < count else None
    if page >= last and total > window.offset + window.size and beyond:
        following = criteria.following(beyond)
    previous = criteria.on_page(min(page - 1, count)) if page > 1 and count else None
    onwards = criteria.following(beyond) if following and beyond else None
    return Paging(page, count, links, previous, following, onwards)


def continued(criteria: Criteria, window: Window, cursor: Cursor, following: str | None) -> Paging:
    """Return the paging after a cursor: back to the page before it, if that has a number, on with the next cursor."""
    before = max(1, min(cursor.seen // window.size, window.numbered_pages))
    onwards = criteria.following(following) if following else None
    return Paging(None, None, (), criteria.on_page(before), onwards, onwards)

"""Pages: numbered as far as the engine skips cheaply, by a signed cursor beyond. Pure.

A cursor holds the sort values of the last result, the stage of the search and a fingerprint of the question. Scores
do not depend on statistics and every order ends in the vCode, so the results after a cursor stay the same ones while
the index changes below it: an association that nobody touches is visited exactly once.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from itsdangerous import BadData, URLSafeSerializer

from directory.search.criteria import LAST_PAGE, NUMBERED_RESULTS, PAGE_SIZE
from directory.search.results import PageLink, Paging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.search.criteria import Criteria

_AROUND = 2  # numbered links on each side of the current page


class Cursor(NamedTuple):
    """Where the results go on."""

    loose: bool
    after: list[Any]


class Cursors:
    """Writes and reads cursors, signed: the engine is never handed sort values that somebody made up."""

    def __init__(self, secret: str) -> None:
        self._signer = URLSafeSerializer(secret, salt="search-cursor", signer_kwargs={"digest_method": hashlib.sha256})

    def write(self, criteria: Criteria, cursor: Cursor) -> str:
        """Return the text of a cursor for this question."""
        return str(self._signer.dumps([_fingerprint(criteria), int(cursor.loose), cursor.after]))

    def read(self, criteria: Criteria) -> Cursor | None:
        """Return the cursor of a question; None when it was not made here or for another question."""
        try:
            fingerprint, loose, after = self._signer.loads(criteria.after)
        except BadData:
            return None
        return Cursor(bool(loose), after) if fingerprint == _fingerprint(criteria) else None


def _fingerprint(criteria: Criteria) -> str:
    question = repr(criteria.first_page().pairs())
    return hashlib.sha256(question.encode()).hexdigest()[:12]


def numbered(criteria: Criteria, total: int, beyond: str | None) -> Paging:
    """Return the paging of a numbered page; `beyond` is the cursor that goes on after the last one."""
    count = min(-(-total // PAGE_SIZE), LAST_PAGE)
    page = criteria.page
    near = range(max(1, min(page - _AROUND, count - 2 * _AROUND)), max(page + _AROUND, 2 * _AROUND + 1) + 1)
    numbers = sorted({number for number in (1, *near, count) if 1 <= number <= count})
    links = tuple(PageLink(number, criteria.on_page(number), number == page) for number in numbers)
    following = criteria.on_page(page + 1) if page < count else None
    if page == LAST_PAGE and total > NUMBERED_RESULTS and beyond:
        following = criteria.following(beyond)
    previous = criteria.on_page(min(page - 1, count)) if page > 1 and count else None
    return Paging(page, count, links, previous, following)


def continued(criteria: Criteria, following: str | None) -> Paging:
    """Return the paging after a cursor: back to the last numbered page, on with the next cursor."""
    onwards = criteria.following(following) if following else None
    return Paging(None, None, (), criteria.on_page(LAST_PAGE), onwards)


def is_whole(hits: Sequence[Any]) -> bool:
    """Tell whether a page is full, so that another may follow."""
    return len(hits) == PAGE_SIZE

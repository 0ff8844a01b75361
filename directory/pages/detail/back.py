"""The link back to the list of results: made from the `Referer` header.

Nothing is stored and nothing is added to addresses that people share. The browser tells our own pages only (see the
referrer policy), and what it tells is read as a question and written anew, so the link leads to our results or nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from directory.pages.results.page import path_of
from directory.platform.query_cleaning import clean_query
from directory.search.criteria.choices import View

if TYPE_CHECKING:
    from directory.search.service import Search

_RESULTS = "/zoeken"


def way_back(referrer: str, host: str, vcode: str, search: Search) -> str | None:
    """Return the address of the results that led here, at the place of this association in them; None without any."""
    try:
        came_from = urlsplit(referrer)
        parameters = parse_qsl(clean_query(came_from.query))
    except ValueError:
        return None
    if came_from.netloc != host or came_from.path != _RESULTS:
        return None
    criteria = search.parse(parameters).criteria
    return path_of(criteria) + (f"#{vcode}" if criteria.view is View.LIST else "")

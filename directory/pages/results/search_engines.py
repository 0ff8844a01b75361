"""Which lists search engines may keep, and the one address of each.

A list of a place, of an activity or of both is worth keeping. What a stranger typed never is: a link to a search with
any words would put those words under our name. Nor are the countless combinations of filters, and what finds nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from directory.search.criteria.choices import Sort, View
from directory.search.criteria.criteria import Criteria

if TYPE_CHECKING:
    from directory.search.results.model import Results


def may_be_kept(results: Results) -> bool:
    """Tell whether search engines may keep this list."""
    if results.total == 0 or not (results.hits or results.degraded):
        return False
    asked = results.criteria
    kept = Criteria(where=asked.where, areas=asked.areas, activities=asked.activities)
    if _in_usual_form(asked) != kept or asked.after:
        return False
    # A place that is not known is as good as any words.
    is_known = results.place is not None or not asked.where
    return is_known and len(asked.activities) <= 1 and len(asked.areas) + bool(asked.where) <= 1


def canonical(results: Results) -> Criteria:
    """Return the question whose address stands for this list: the place by its name, in the usual order, as a list."""
    asked = replace(_in_usual_form(results.criteria), page=results.criteria.page)
    return replace(asked, where=results.place.label) if results.place and asked.where else asked


def _in_usual_form(criteria: Criteria) -> Criteria:
    return replace(criteria, sort=Sort.BEST, view=View.LIST, page=1, after="")

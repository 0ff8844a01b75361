"""Answers from Postgres while the engine is away: by name, place and activity, without counts or marks. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.publication.fallback import Wanted
from directory.search import labels
from directory.search.chips import chips
from directory.search.criteria import LAST_PAGE, PAGE_SIZE
from directory.search.highlights import SNIPPET
from directory.search.hits import distance_m
from directory.search.parameters import Point
from directory.search.results import Hit, Label, Paging, PlaceShown, Results, Segment
from directory.search.words import SMALL_WORDS, folded, slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.publication.rows import Association, Location
    from directory.search.asked import Asked
    from directory.search.criteria import Criteria, Problem

# A sentence for what this answer leaves out would repeat the notice above it.
_MOST_WORDS = 10


def wanted(asked: Asked) -> Wanted:
    """Return what Postgres is asked: it knows no spelling but the one in the register."""
    typed = [word for word in folded(asked.criteria.q).replace('"', " ").split() if word not in SMALL_WORDS]
    place = asked.place.areas if asked.place else ()
    identifier = asked.question.identifier or ""
    return Wanted(
        words=typed[:_MOST_WORDS],
        vcode=identifier.upper() if identifier.startswith("v") else "",
        areas=tuple(asked.criteria.areas) or place,
        activities=asked.criteria.activities,
    )


def results(asked: Asked, found: Sequence[Association], problems: tuple[Problem, ...]) -> Results:
    """Return one page; `found` holds one association more than a page when another page follows."""
    return Results(
        criteria=asked.criteria,
        hits=tuple(_hit(asked, association) for association in found[:PAGE_SIZE]),
        total=None,
        facets=(),
        chips=chips(asked),
        paging=_paging(asked.criteria, more=len(found) > PAGE_SIZE),
        place=PlaceShown(asked.place.label, asked.place.point) if asked.place else None,
        problems=problems,
        degraded=True,
    )


def _paging(criteria: Criteria, *, more: bool) -> Paging:
    page = criteria.page
    following = criteria.on_page(page + 1) if more and page < LAST_PAGE else None
    return Paging(page, None, (), criteria.on_page(page - 1) if page > 1 else None, following)


def _hit(asked: Asked, association: Association) -> Hit:
    kind = labels.SAME_KIND.get(association.type_code, association.type_code)
    points = [Point(place.lat, place.lon) for place in association.locations if place.lat is not None and place.lon]
    ages = labels.age_groups(association.min_age, association.max_age)
    description = association.description[:SNIPPET]
    return Hit(
        vcode=association.vcode,
        slug=slug(association.name),
        name=association.name,
        name_segments=(Segment(association.name, False),),
        short_name=association.short_name,
        description_segments=(Segment(description, False),) if description else (),
        place=_place(asked, association.locations),
        activities=tuple(Label(activity.code, activity.name) for activity in association.activities),
        ages=tuple(Label(code, labels.AGE_TAGS[code]) for code in ages if code != labels.ALL_AGES),
        kind=Label(kind, labels.KINDS.get(kind, kind)),
        is_recognised=association.is_recognised,
        point=points[0] if points else None,
        distance_m=min((distance_m(asked.middle, point) for point in points), default=None) if asked.middle else None,
        nearness=None,
        why="",
    )


def _place(asked: Asked, locations: Sequence[Location]) -> str:
    if not locations:
        return ""
    best = locations[0]
    return asked.gazetteer.label(best.nis) if best.nis else best.municipality

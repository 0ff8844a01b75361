"""Answers from Postgres while the engine is away: by name, place and activity, without counts or marks. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.geography.points import Point
from directory.geography.shown_place import shown_place
from directory.language.normalise import slug
from directory.publication.fallback_query import FallbackQuery
from directory.search.criteria import choices
from directory.search.index.document import kinds_of
from directory.search.results.active_filters import active_filters
from directory.search.results.alternatives import proposed_places
from directory.search.results.highlighting import SNIPPET
from directory.search.results.hits import distance_m, subject_names
from directory.search.results.model import Hit, Paging, PlaceShown, Results, Segment
from directory.urls.landing_pages import ActivityName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.publication.rows import Association
    from directory.search.criteria.criteria import Criteria
    from directory.search.criteria.window import Window
    from directory.search.understanding.interpretation import InterpretedQuery

_MOST_WORDS = 10


def fallback_query(interpreted: InterpretedQuery) -> FallbackQuery:
    """Return what Postgres is asked: whole words, their beginnings and ends, without typing mistakes."""
    match = interpreted.place_match
    place = interpreted.place.areas if interpreted.place else ()
    identifier = interpreted.question.identifier or ""
    return FallbackQuery(
        words=interpreted.question.content_words[:_MOST_WORDS],
        words_elsewhere=match.content_words[:_MOST_WORDS] if match else (),
        place=match.place.areas if match else (),
        vcode=identifier.upper() if identifier.startswith("v") else "",
        areas=interpreted.criteria.areas or place,
        activities=interpreted.criteria.activities,
    )


def results(interpreted: InterpretedQuery, window: Window, found: Sequence[Association]) -> Results:
    """Return one page; `found` holds one association more than a page when another page follows."""
    return Results(
        criteria=interpreted.criteria,
        hits=tuple(_hit(interpreted, association) for association in found[: window.size]),
        total=None,
        facets=(),
        active_filters=tuple(active for active in active_filters(interpreted) if not active.is_reading),
        paging=_paging(interpreted.criteria, window, more=len(found) > window.size),
        place=PlaceShown(interpreted.place.label, interpreted.place.point) if interpreted.place else None,
        proposals=proposed_places(interpreted),
        degraded=True,
    )


def _paging(criteria: Criteria, window: Window, *, more: bool) -> Paging:
    page = window.number
    following = criteria.on_page(page + 1) if more and page < window.numbered_pages else None
    return Paging(page, None, (), criteria.on_page(page - 1) if page > 1 else None, following)


def _hit(interpreted: InterpretedQuery, association: Association) -> Hit:
    points = [Point(place.lat, place.lon) for place in association.locations if place.lat is not None and place.lon]
    ages = choices.age_groups(association.min_age, association.max_age)
    description = association.description[:SNIPPET]
    return Hit(
        vcode=association.vcode,
        slug=slug(association.name),
        name=association.name,
        name_segments=(Segment(association.name, False),),
        short_name=association.short_name,
        description_segments=(Segment(description, False),) if description else (),
        place=shown_place(association.locations, interpreted.gazetteer, interpreted.effective_place),
        activities=tuple(
            ActivityName(activity.code, interpreted.activities.get(activity.code, activity.name))
            for activity in association.activities
        ),
        subjects=subject_names(told.code for told in kinds_of(association)),
        ages=choices.told_ages(ages),
        kind=choices.SAME_KIND.get(association.type_code, association.type_code),
        is_recognised=association.is_recognised,
        point=points[0] if points else None,
        distance_m=min((distance_m(interpreted.centre, point) for point in points), default=None)
        if interpreted.centre
        else None,
        nearness=None,
        reason=None,
    )

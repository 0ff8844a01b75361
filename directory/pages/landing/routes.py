"""The routes of home and of the pages of places, activities and kinds. Each page has one address; others lead there."""

from __future__ import annotations

from http import HTTPStatus
from string import ascii_uppercase
from typing import TYPE_CHECKING, TypeVar

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.routing import Match

from directory.pages import answers, warm_pages
from directory.pages.landing import home
from directory.pages.landing import index as landing_index
from directory.pages.landing.cards import card_path
from directory.pages.landing.page import Landing, question
from directory.pages.warm_pages import Filling, filled
from directory.platform.problems import NotFound, Unavailable
from directory.platform.route_policy import PAGE, PolicyRouter
from directory.search.criteria.criteria import Criteria
from directory.services import services_of
from directory.urls import landing_pages
from directory.urls.landing_pages import ACTIVITIES, MUNICIPALITIES, activity_path, municipality_path, province_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from directory.geography.gazetteer import Place
    from directory.pages.landing.page import LandingPage
    from directory.search.understanding.reference import Reference
    from directory.urls.landing_pages import ActivityName, SubjectName

Existing = TypeVar("Existing")

router = PolicyRouter(PAGE)


@router.get("/")
async def show_home(request: Request) -> Response:
    """Show the two fields, and how much there is of everything."""

    async def fill() -> Filling:
        results = await answers.search(request, Criteria())
        offers = [offer for offer in home.OFFERS if _is_there(request, offer.href)]
        page = home.home(services_of(request).search.reference, results, offers)
        return filled(results, page=page, drawing_size=home.DRAWING_SIZE)

    return await warm_pages.page(request, "/", "pages/home.html", fill)


@router.get("/gemeente/{name}")
async def show_municipality(request: Request, name: str) -> Response:
    """Show a municipality."""
    place = existing(landing_pages.resolve_municipality(name, (await known_reference(request)).gazetteer))
    return await _landing(request, municipality_path(place), lambda page: page.municipality(place), place)


@router.get("/gemeente/{name}/{within}")
async def show_what_is_there(request: Request, name: str, within: str) -> Response:
    """Show an activity or a kind in a municipality."""
    known = await known_reference(request)
    place = existing(landing_pages.resolve_municipality(name, known.gazetteer))
    activity = landing_pages.resolve_activity(within, known.activities)
    if activity:
        path = municipality_path(place, activity)
        return await _landing(request, path, lambda page: page.activity_there(place, activity), place, activity)
    kind = existing(landing_pages.resolve_subject(within, known.activities))
    path = municipality_path(place, kind)
    return await _landing(request, path, lambda page: page.kind_there(place, kind), place, kind)


@router.get("/provincie/{name}")
async def show_province(request: Request, name: str) -> Response:
    """Show a province, or the region of Brussels."""
    place = existing(landing_pages.resolve_province(name, (await known_reference(request)).gazetteer))
    return await _landing(request, province_path(place), lambda page: page.province(place), place)


@router.get("/activiteit/{name}")
async def show_activity(request: Request, name: str) -> Response:
    """Show an activity."""
    activity = existing(landing_pages.resolve_activity(name, (await known_reference(request)).activities))
    return await _landing(request, activity_path(activity), lambda page: page.activity(activity), within=activity)


@router.get("/activiteit/{name}/{kind_name}")
async def show_kind(request: Request, name: str, kind_name: str) -> Response:
    """Show a kind; it has its page below one activity, and any other leads there."""
    known = await known_reference(request)
    existing(landing_pages.resolve_activity(name, known.activities))
    kind = existing(landing_pages.resolve_subject(kind_name, known.activities))
    path = landing_pages.subject_path(kind, known.activities)
    return await _landing(request, path, lambda page: page.kind(kind), within=kind)


@router.get(MUNICIPALITIES)
async def show_municipalities(request: Request) -> Response:
    """Show all municipalities by province, or those that begin with a letter."""
    reference = await known_reference(request)
    letter = request.query_params.get("letter", "").upper()

    async def fill() -> Filling:
        results = await answers.search(request, Criteria())
        page = landing_index.all_municipalities(reference, results, MUNICIPALITIES, letter)
        return filled(results, page=page, canonical=MUNICIPALITIES)

    # A client cannot fill the page cache with invented addresses: anything but one letter means all.
    query = (("letter", letter),) if letter in set(ascii_uppercase) else ()
    return await warm_pages.page(request, MUNICIPALITIES, "pages/landing/municipalities.html", fill, query)


@router.get(ACTIVITIES)
async def show_activities(request: Request) -> Response:
    """Show all activities."""
    reference = await known_reference(request)

    async def fill() -> Filling:
        results = await answers.search(request, Criteria())
        links = landing_index.all_activities(reference, results)
        return filled(results, results=results, links=links, canonical=ACTIVITIES)

    return await warm_pages.page(request, ACTIVITIES, "pages/landing/activities.html", fill)


async def _landing(
    request: Request,
    path: str,
    arrange: Callable[[Landing], LandingPage],
    place: Place | None = None,
    within: ActivityName | SubjectName | None = None,
) -> Response:
    """Show the page at its one address; from any other, lead there for good."""
    if request.url.path != path:
        return RedirectResponse(path, HTTPStatus.PERMANENT_REDIRECT)

    async def fill() -> Filling:
        search = services_of(request).search
        results = await answers.search(request, question(place, within))
        kinds = None if results.degraded else await search.kind_counts(question(place))
        page = arrange(Landing(search.reference, results, kinds))
        return filled(results, page=page, canonical=path, noindex=results.total == 0, card=card_path(path))

    return await warm_pages.page(request, path, "pages/landing/landing.html", fill)


async def known_reference(request: Request) -> Reference:
    """Return the places and activities; that one is unknown can only be said when they are known."""
    search = services_of(request).search
    if not search.reference.activities:
        await search.start()
    if not search.reference.activities:
        raise Unavailable
    return search.reference


def existing(item: Existing | None) -> Existing:
    """Return what an address names; raises `NotFound` when it names nothing."""
    if item is None:
        raise NotFound
    return item


def _is_there(request: Request, path: str) -> bool:
    """Tell whether this application answers at an address of our own."""
    scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}
    return any(route.matches(scope)[0] is Match.FULL for route in request.app.routes)

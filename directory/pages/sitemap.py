"""The site map: an index and its files, with the real day of the last change, for search engines.

Only pages with something on them are named, each by its one address; of a kind in a municipality only those with two
associations or more: fewer say nothing that the page of the association does not.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from fastapi import Request
from fastapi.responses import Response

from directory.geography.gazetteer import PlaceKind
from directory.geography.nis import province_of
from directory.pages.landing.routes import known_reference
from directory.platform import conditional_get
from directory.platform.problems import NotFound, Unavailable
from directory.platform.route_policy import PAGE, PolicyRouter
from directory.publication import sitemap as rows
from directory.search import service
from directory.services import services_of
from directory.urls.contact_links import association_path
from directory.urls.landing_pages import (
    ACTIVITIES,
    MUNICIPALITIES,
    ActivityName,
    activity_path,
    municipality_path,
    province_path,
    subject_path,
    subjects_with_page,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from directory.geography.gazetteer import Gazetteer, Place
    from directory.publication.sitemap import LandingChange
    from directory.search.query.kind_overview import KindChange
    from directory.search.understanding.reference import Reference

router = PolicyRouter(PAGE)

INDEX = "/sitemap.xml"
_PAGES, _COMBINED = "/sitemap/paginas.xml", "/sitemap/activiteiten-per-gemeente.xml"
_KINDS = "/sitemap/soorten.xml"
_MOST_ADDRESSES = 50_000  # in one file
_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MEDIA_TYPE = "application/xml"
# What search engines read once a day may be an hour old.
_CACHE_CONTROL = "public, max-age=3600"
_LARGEST_PART = 9_999_999 // rows.VCODES_PER_PART
# Pages whose content changes with the site itself or with everything there is.
_OTHERS = ("/over-de-gegevens", "/privacy", "/toegankelijkheid", "/widget/maken")

Change = tuple[str, "date | None"]  # a path, and when what is behind it changed last


class LandingChanges(NamedTuple):
    """The last change of everything that has a landing page, and of all there is."""

    municipalities: Mapping[str, date | None]
    provinces: Mapping[str, date | None]
    activities: Mapping[str, date | None]
    combined: Mapping[tuple[str, str], date | None]
    latest: date | None


@router.get(INDEX)
async def show_index(request: Request) -> Response:
    """Name the files."""
    services = services_of(request)
    async with services.pool.connection() as connection:
        parts = await rows.parts(connection)
    latest = _latest(part.modified_on for part in parts)
    files: list[Change] = [(_PAGES, latest), (_COMBINED, latest)]
    files += [(_KINDS, day) for day in await _latest_kind(request)]
    files += [(_part_path(part.number), part.modified_on) for part in parts]
    return _answer(request, "sitemapindex", "sitemap", files)


@router.get(_PAGES)
async def show_pages(request: Request) -> Response:
    """Name home, the lists, and the pages of provinces, municipalities and activities."""
    reference, changes = await _landing_changes(request)
    return _answer(request, "urlset", "url", pages(reference, changes))


@router.get(_COMBINED)
async def show_combined(request: Request) -> Response:
    """Name the pages of an activity in a municipality."""
    reference, changes = await _landing_changes(request)
    return _answer(request, "urlset", "url", combined_pages(reference, changes))


@router.get(_KINDS)
async def show_kinds(request: Request) -> Response:
    """Name the pages of the kinds, and those of a kind in a municipality."""
    reference = await known_reference(request)
    search = services_of(request).search
    municipalities = [place.areas[0] for place in reference.gazetteer.municipalities]
    try:
        found = [*await search.kind_changes(), *await search.kind_changes(municipalities)]
    except service.SearchUnavailable:
        raise Unavailable from None
    return _answer(request, "urlset", "url", list(kind_pages(reference, found))[:_MOST_ADDRESSES])


@router.get("/sitemap/verenigingen-{number}.xml")
async def show_associations(request: Request, number: str) -> Response:
    """Name the associations of one range of vCodes."""
    if not (number.isascii() and number.isdecimal()) or str(int(number[:9])) != number or int(number) > _LARGEST_PART:
        raise NotFound
    async with services_of(request).pool.connection() as connection:
        changes = [
            (association_path(found.vcode, found.name), found.modified_on)
            async for found in rows.part(connection, int(number))
        ]
    if not changes:
        raise NotFound
    return _answer(request, "urlset", "url", changes)


def pages(reference: Reference, changes: LandingChanges) -> Iterator[Change]:
    """Return the pages that are not of one association, nor of an activity in a municipality."""
    places = reference.gazetteer
    yield from ((path, changes.latest) for path in ("/", MUNICIPALITIES, ACTIVITIES))
    yield from ((path, None) for path in _OTHERS)
    yield from ((province_path(places.by_code[code]), day) for code, day in sorted(changes.provinces.items()))
    yield from ((municipality_path(places.by_code[code]), day) for code, day in sorted(changes.municipalities.items()))
    for code, day in sorted(changes.activities.items()):
        yield activity_path(ActivityName(code, reference.activities[code])), day


def combined_pages(reference: Reference, changes: LandingChanges) -> Iterator[Change]:
    """Return the pages of an activity in a municipality."""
    for (municipality, activity), day in sorted(changes.combined.items()):
        place = reference.gazetteer.by_code[municipality]
        yield municipality_path(place, ActivityName(activity, reference.activities[activity])), day


def kind_pages(reference: Reference, changes: Iterable[KindChange]) -> Iterator[Change]:
    """Return the pages of the kinds, and those of a kind in a municipality; kinds without a page are left out."""
    with_page = {kind.code: kind for kind in subjects_with_page(reference.activities)}
    for area, code, day in sorted(changes):
        place = reference.gazetteer.by_code.get(area)
        if code in with_page and not area:
            yield subject_path(with_page[code], reference.activities), day
        elif code in with_page and place:
            yield municipality_path(place, with_page[code]), day


def landing_changes(found: Iterable[LandingChange], reference: Reference) -> LandingChanges:
    """Gather the last changes by landing page; codes without such a page are left out."""
    by_place: dict[str, list[date | None]] = defaultdict(list)
    by_province: dict[str, list[date | None]] = defaultdict(list)
    by_activity: dict[str, list[date | None]] = defaultdict(list)
    combined: dict[tuple[str, str], list[date | None]] = defaultdict(list)
    everything: list[date | None] = []
    for change in found:
        everything.append(change.modified_on)
        place = _municipality(change.municipality, reference.gazetteer)
        activity = change.activity if change.activity in reference.activities else None
        if place:
            by_place[place.areas[0]].append(change.modified_on)
            by_province[province_of(place.areas[0]) or ""].append(change.modified_on)
        if activity:
            by_activity[activity].append(change.modified_on)
        if place and activity:
            combined[place.areas[0], activity].append(change.modified_on)
    return LandingChanges(
        municipalities={code: _latest(days) for code, days in by_place.items()},
        provinces={code: _latest(days) for code, days in by_province.items() if code in reference.gazetteer.by_code},
        activities={code: _latest(days) for code, days in by_activity.items()},
        combined={codes: _latest(days) for codes, days in combined.items()},
        latest=_latest(everything),
    )


async def _latest_kind(request: Request) -> list[date]:
    """Return the last change of anything that has a kind; nothing while the engine is away, or without any kind."""
    reference = await known_reference(request)
    try:
        changes = await services_of(request).search.kind_changes()
    except service.SearchUnavailable:
        return []
    days = [day for _path, day in kind_pages(reference, changes) if day]
    return [max(days)] if days else []


async def _landing_changes(request: Request) -> tuple[Reference, LandingChanges]:
    services = services_of(request)
    async with services.pool.connection() as connection:
        found = await rows.landing_changes(connection)
    reference = services.search.reference
    if not reference.activities:
        await services.search.start()
        reference = services.search.reference
    return reference, landing_changes(found, reference)


def _municipality(code: str | None, places: Gazetteer) -> Place | None:
    """Return the municipality of today for a NIS code of today or of before."""
    place = places.by_code.get(places.current.get(code or "", code or ""))
    return place if place is not None and place.kind is PlaceKind.MUNICIPALITY else None


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)


def _part_path(number: int) -> str:
    return f"/sitemap/verenigingen-{number}.xml"


def _answer(request: Request, root: str, element: str, changes: Iterable[Change]) -> Response:
    home = services_of(request).settings.public_url
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_XMLNS}">\n']
    for path, day in changes:
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        lines.append(f"<{element}><loc>{escape(home + path)}</loc>{changed}</{element}>\n")
    lines.append(f"</{root}>\n")
    response = Response("".join(lines), media_type=_MEDIA_TYPE)
    return conditional_get.answer(request, response, _CACHE_CONTROL, passing=False)

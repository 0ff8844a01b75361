"""The routes of the pages about the site: its data, privacy and accessibility. They change with a release only."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fastapi import Request, Response

from directory.pages import answers, warm_pages
from directory.pages.about import accessibility
from directory.pages.about import page as about
from directory.pages.warm_pages import Filling
from directory.platform.cache.refreshing_value import AWAY
from directory.platform.route_policy import PAGE, PolicyRouter
from directory.publication.columns import published_columns
from directory.services import services_of

if TYPE_CHECKING:
    from directory.publication.columns import PublishedColumn

router = PolicyRouter(PAGE)

DATA, PRIVACY, ACCESSIBILITY = "/over-de-gegevens", "/privacy", "/toegankelijkheid"
FIELDS = f"{DATA}/velden"
# When the statement on accessibility was first made.
STATED_ON = date(2026, 11, 25)
_TESTED = accessibility.last_test()


@router.get(DATA)
async def show_data(request: Request) -> Response:
    """Show what is public and what is not, where it comes from and how it is ordered."""
    return await _published(request, DATA, "pages/about/data.html")


@router.get(FIELDS)
async def show_fields(request: Request) -> Response:
    """Show every published column by its name in the database, for those who write programs."""
    return await _published(request, FIELDS, "pages/about/fields.html")


@router.get(PRIVACY)
async def show_privacy(request: Request) -> Response:
    """Show what the site knows of its visitors: next to nothing."""
    settings = services_of(request).settings
    return answers.page(
        request, "pages/about/privacy.html", None, canonical=PRIVACY, kept_days=settings.reports_kept_days
    )


@router.get(ACCESSIBILITY)
async def show_accessibility(request: Request) -> Response:
    """Show the statement on accessibility, with the results of the last automatic test."""
    return answers.page(
        request, "pages/about/accessibility.html", None, canonical=ACCESSIBILITY, tested=_TESTED, stated_on=STATED_ON
    )


async def _published(request: Request, path: str, template: str) -> Response:
    async def fill() -> Filling:
        columns = await _columns(request)
        return Filling({"page": about.about(columns), "canonical": path}, lasting=bool(columns))

    return await warm_pages.page(request, path, template, fill)


async def _columns(request: Request) -> tuple[PublishedColumn, ...]:
    """Return what is published, or nothing while Postgres is away: the rest of the page is worth reading too."""
    try:
        async with services_of(request).pool.connection() as connection:
            return await published_columns(connection)
    except AWAY:
        return ()

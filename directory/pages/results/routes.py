"""The routes of the pages: each reads the URL, asks the search or the published views, and renders."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

import orjson
from fastapi import Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from directory.pages import answers, contract, sitemap
from directory.pages.map import circles as map_circles
from directory.pages.results import explanation_texts, search_engines, suggestions
from directory.pages.results.json_schema import SearchAnswer, SuggestionsAnswer
from directory.pages.results.page import PAGE_SIZE, arranged, path_of, window_of
from directory.platform import conditional_get
from directory.platform.json_schema import answers_with, query_parameters
from directory.platform.route_policy import JSON, PAGE, LanguageRule, PolicyRouter, RoutePolicy
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.url_parameters import PARAMETERS
from directory.services import services_of

if TYPE_CHECKING:
    from directory.search.explain.explanation import Explanation
    from directory.search.results.model import Results

router = PolicyRouter(PAGE)
programs = PolicyRouter(JSON)
# Fetched by the script of a page, which says in which language that page is.
autocomplete = PolicyRouter(RoutePolicy(language=LanguageRule.BY_PARAMETER))

_JSON = "application/json"
_SEARCH = query_parameters(PARAMETERS, repeatable=(name for name, row in PARAMETERS.items() if row.is_list))
# Parameters that show the same list another way. A pattern names what stands before the name: the end of another name
# is no match ("na" of "pagina").
_KEPT_OUT = ("sorteer", "weergave", "na", "uitleg", "uitleg_van")
_TYPED = query_parameters(("q", "waar"))


@router.get("/zoeken")
async def show_results(request: Request) -> Response:
    """Show what is found, or what helps when nothing is."""
    results, explanation = await _answer(request)
    return answers.page(
        request,
        "pages/results.html",
        results,
        explanation=explanation,
        page=arranged(results),
        map=map_circles.drawn(results, services_of(request).search.reference.gazetteer),
        cleared=_cleared(results),
        first_number=((results.paging.number or 1) - 1) * PAGE_SIZE + 1,
        canonical=path_of(search_engines.canonical(results)),
        noindex=explanation is not None or not search_engines.may_be_kept(results),
    )


@programs.get(
    contract.JSON_PATH, **answers_with(SearchAnswer, "Associations, facets and pagination.", parameters=_SEARCH)
)
async def give_results(request: Request) -> Response:
    """Give the same answer to programs."""
    results, explanation = await _answer(request)
    body = orjson.dumps(contract.answer(results, services_of(request).settings.public_url, explanation))
    return answers.respond(request, Response(body, media_type=_JSON), results)


@autocomplete.get(
    suggestions.JSON_PATH, **answers_with(SuggestionsAnswer, "Autocomplete suggestions.", parameters=_TYPED)
)
async def give_suggestions(request: Request) -> Response:
    """Return the suggestions for what is typed so far; unreadable text gives none."""
    typed = request.query_params
    suggested = await services_of(request).search.suggest(typed.get("q", ""), typed.get("waar", ""))
    response = Response(orjson.dumps(suggestions.answer(suggested)), media_type=_JSON)
    return conditional_get.answer(request, response, suggestions.CACHE_CONTROL, passing=suggested.degraded)


@router.get(suggestions.SEARCH_BAR_PATH)
async def give_suggestions_to_search_bar(request: Request) -> Response:
    """Return suggestions to the search bar of a browser that knows this site by its `/opensearch.xml`."""
    services, typed = services_of(request), request.query_params.get("q", "")
    suggested = await services.search.suggest(typed, "")
    body = orjson.dumps(suggestions.for_search_bar(typed, suggested, services.settings.public_url))
    response = Response(body, media_type=suggestions.SEARCH_BAR_TYPE)
    return conditional_get.answer(request, response, suggestions.CACHE_CONTROL, passing=suggested.degraded)


@router.get("/robots.txt")
async def tell_robots(request: Request) -> PlainTextResponse:
    """Tell crawlers what is worth their time: every page but the same list in countless orders."""
    patterns = ["/zoeken.json", *(f"/*{sign}{name}=" for name in _KEPT_OUT for sign in "?&")]
    lines = ["User-agent: *", *(f"Disallow: {pattern}" for pattern in patterns)]
    sitemap_address = services_of(request).settings.public_url + sitemap.INDEX
    return PlainTextResponse("\n".join([*lines, "", f"Sitemap: {sitemap_address}", ""]))


@router.get("/favicon.ico")
async def show_icon(request: Request) -> RedirectResponse:
    """Lead a browser that asks by habit to the icon there is."""
    return RedirectResponse(services_of(request).assets.url("favicon.svg"), HTTPStatus.TEMPORARY_REDIRECT)


async def _answer(request: Request) -> tuple[Results, Explanation | None]:
    """Answer the question of the URL; what could not be read of it is told with the answer."""
    parsed = services_of(request).search.parse(request.query_params.multi_items())
    results = await answers.search(request, parsed.criteria, parsed.problems)
    is_wanted, vcode = explanation_texts.requested_explanation(request.query_params.multi_items())
    if not is_wanted:
        return results, None
    if parsed.criteria.after:
        return replace(results, problems=(*results.problems, explanation_texts.ONLY_NUMBERED)), None
    explanation = await services_of(request).search.explain(parsed.criteria, window_of(parsed.criteria), vcode)
    if explanation is None:
        results = replace(results, problems=(*results.problems, explanation_texts.AWAY))
    return results, explanation


def _cleared(results: Results) -> Criteria:
    """Return the words alone, and as words: a place that was read in them was one of the things to clear."""
    criteria = results.criteria
    literal = criteria.literal or any(active.parameter == "letterlijk" for active in results.active_filters)
    return Criteria(q=criteria.q, literal=literal, sort=criteria.without_place().sort, view=criteria.view)

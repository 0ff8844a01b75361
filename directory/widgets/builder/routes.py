"""The page of the maker: four steps in one form, whose settings all stand in the URL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from directory.platform import conditional_get
from directory.platform.headers import CONTENT_SECURITY_POLICY
from directory.platform.route_policy import CspRule, LanguageRule, PolicyRouter, RoutePolicy
from directory.services import services_of
from directory.widgets.builder import choices as maker_choices
from directory.widgets.builder.page import BuilderStep, SnippetFormat, parse_state
from directory.widgets.embedding import scope, script_releases, snippets
from directory.widgets.theming import contrast_check
from directory.widgets.theming.palette import theme_properties

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from directory.widgets.builder.page import BuilderState
    from directory.widgets.embedding.snippets import SnippetTarget
    from directory.widgets.saved.store import SavedWidget
    from directory.widgets.settings.model import WidgetOptions

# `taal` is the language of the widget that is made.
router = PolicyRouter(RoutePolicy(csp=CspRule.OWN, language=LanguageRule.BY_HEADER))

# The maker alone may frame something: our own embedded page.
POLICY = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
# Each writes a widget that leads to a place; a saved widget is written as its id, and the last are its settings.
_CODES: Mapping[SnippetFormat, Callable[[WidgetOptions, SnippetTarget, WidgetOptions], str]] = {
    SnippetFormat.ELEMENT: lambda options, place, shown: snippets.element(options, place, shown=shown),
    SnippetFormat.FRAME: lambda options, place, shown: snippets.frame(options, place, shown=shown),
    SnippetFormat.LINK: lambda _options, place, _shown: snippets.link(place),
    SnippetFormat.OEMBED: lambda options, place, _shown: snippets.oembed_address(options, place),
    SnippetFormat.MARKDOWN: lambda _options, place, _shown: snippets.markdown(place),
    SnippetFormat.DRUPAL: snippets.drupal,
    SnippetFormat.WORDPRESS: snippets.wordpress,
}
# The settings that have a field of their own in each step; all others travel along unseen.
_FIELDS: Mapping[BuilderStep, tuple[str, ...]] = {
    BuilderStep.PLACE: (),
    BuilderStep.CONTENT: (
        "vcode",
        "velden",
        "sort",
        "per-pagina",
        "doelgroep",
        "hoofdactiviteit",
        "type",
        "beperk",
        "detail",
        "detail-url",
        "geschiedenis",
        "sleutel",
    ),
    BuilderStep.LOOK: ("weergave", "facetten", "thema", "taal", *maker_choices.LOOKS),
    BuilderStep.PLACING: (),
}


@router.get("/widget/maken")
async def show_maker(request: Request) -> Response:
    """Show the step of the URL, with a real example and, from the look on, the code to paste."""
    making = parse_state(request.query_params.multi_items(), services_of(request).search.reference)
    answer = conditional_get.answer(request, HTMLResponse(page(request, making)), passing=False)
    # On a 304 too: what a cache keeps takes over the headers of whatever validates it.
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def page(request: Request, making: BuilderState, saved: SavedWidget | None = None) -> str:
    """Render the maker; for a saved widget it ends with saving what changed."""
    services = services_of(request)
    place = scope.place(making.options, services.search.reference, services.settings.public_url)
    return services.templates.get_template("widgets/maker.html").render(
        making=making,
        saved=saved,
        choices=maker_choices,
        place=place,
        activities=services.search.reference.activities,
        per_page={number: number for number in maker_choices.PER_PAGE},
        chosen_places=[(code, services.search.reference.gazetteer.label(code)) for code in making.options.areas],
        kept=making.kept(*_FIELDS[making.step], "breedte", "voorbeeld"),
        checks=contrast_check.check_contrast(making.options),
        policy=snippets.policy(place),
        configuration=urlencode(contrast_check.with_readable_colours(making.options).pairs()),
        **_shown(making, place, saved),
    )


def codes(options: WidgetOptions, place: SnippetTarget, shown: WidgetOptions) -> dict[SnippetFormat, str]:
    """Return the code to paste in every form; `shown` are the settings of a saved widget."""
    return {code: write(options, place, shown) for code, write in _CODES.items()}


def _shown(making: BuilderState, place: SnippetTarget, saved: SavedWidget | None) -> dict[str, Any]:
    """Return the example, and the code: of a saved widget it names only that, so that changes reach it."""
    # A colour that cannot be read stands in no code: the nearest that can takes its place, and the page says so.
    readable = contrast_check.with_readable_colours(making.options)
    written = readable if saved is None else saved.options
    pinned = script_releases.newest().get("kaart" if written.vcode else "zoeker")
    return {
        "pinned": snippets.element(written, place, pinned, readable) if pinned else "",
        "code": _CODES[making.code](written, place, readable),
        "example": snippets.embed_path(readable),
        "attributes": readable.pairs(),
        "look": theme_properties(making.options),
    }

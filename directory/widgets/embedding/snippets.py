"""Snippets: the code that a webmaster pastes, as element, frame, link, Markdown, Drupal or WordPress. Pure, escaped.

A snippet stays on pages that we cannot change. Those of every release are kept as golden files and must keep working.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import escape

from directory.widgets.embedding.room import room_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.widgets.settings.model import WidgetOptions

SANDBOX = (
    "allow-forms allow-scripts allow-popups allow-popups-to-escape-sandbox"
    " allow-top-navigation-by-user-activation allow-same-origin"
)
# Pictures stand on the line of the text, and below that a line has room for the tails of letters.
_BELOW_LINE = 0.3
# Wide enough for what follows to begin a new line in a narrow column, and narrow enough to fit in every column.
_ROOM_WIDTH = "8em"


@dataclass(frozen=True, slots=True)
class SnippetTarget:
    """Where the link of a snippet leads: our origin, the path of the page, and the text of the link."""

    origin: str  # without slash at the end
    page: str  # a path, such as /gemeente/gent
    title: str  # "Alle verenigingen in Gent"

    @property
    def link(self) -> str:
        """The absolute address of the page."""
        return self.origin + self.page


@dataclass(frozen=True, slots=True)
class PinnedScript:
    """A released script for subresource integrity (SRI): its path, and its hash for the `integrity` attribute."""

    path: str
    integrity: str


def embed_path(options: WidgetOptions, chosen: Iterable[tuple[str, str]] = ()) -> str:
    """Return the address of the frame, without origin; `chosen` are what its visitor chose."""
    pairs = [*options.pairs(), *chosen]
    return f"/embed?{urlencode(pairs)}" if pairs else "/embed"


def element(
    options: WidgetOptions,
    target: SnippetTarget,
    pinned: PinnedScript | None = None,
    shown: WidgetOptions | None = None,
) -> str:
    """Return the custom element with a link inside and its script after it; `pinned` chooses one release with SRI.

    `shown` are the settings of a saved widget, of which the snippet names the id only: they tell the room it needs.
    """
    name = "verenigingen-kaart" if options.vcode else "verenigingen-zoeker"
    opening = " ".join([name, *(_attribute(*pair) for pair in options.pairs())])
    inside = "\n  ".join([link(target), *_kept_room(shown or options)])
    return f"<{opening}>\n  {inside}\n</{name}>\n{script(options, target, pinned)}"


def _kept_room(options: WidgetOptions) -> list[str]:
    """Return empty pictures that keep the room of the first view until the script runs.

    A policy that forbids `style` attributes lets them be, and their em is that of the page's own text. The second one
    begins a new line in a narrow column only, where the widget is higher.
    """
    room = room_of(options)
    if options.vcode and options.looks("kaart"):
        return [_empty(options.looks("kaart"))]
    return [_empty(f"{height - _BELOW_LINE:.1f}em") for height in room if height > _BELOW_LINE]


def _empty(height: str) -> str:
    return f'<svg {_attribute("width", _ROOM_WIDTH)} {_attribute("height", height)} aria-hidden="true"></svg>'


def script(options: WidgetOptions, target: SnippetTarget, pinned: PinnedScript | None = None) -> str:
    """Return the script tag of the element; a page with several elements needs it once."""
    if pinned:
        checked = f' {_attribute("integrity", pinned.integrity)} crossorigin="anonymous"'
        return f'<script type="module" {_attribute("src", target.origin + pinned.path)}{checked}></script>'
    file = "kaart.js" if options.vcode else "zoeker.js"
    return f'<script type="module" {_attribute("src", f"{target.origin}/widget/v1/{file}")}></script>'


def frame(
    options: WidgetOptions,
    target: SnippetTarget,
    *,
    with_script: bool = True,
    shown: WidgetOptions | None = None,
) -> str:
    """Return the iframe with a link below it; `with_script` adds the script that adapts the height to the content.

    `shown` are the settings of a saved widget, as for `element`.
    """
    attributes = (
        ("src", target.origin + embed_path(options)),
        ("title", target.title),
        ("width", "100%"),
        ("height", str(room_of(shown or options).pixels)),
        ("frameborder", "0"),
        ("loading", "lazy"),
        ("referrerpolicy", "origin"),
        ("sandbox", SANDBOX),
    )
    written = " ".join(_attribute(*pair) for pair in attributes)
    below = f"<iframe {written}></iframe>\n<p>{link(target)}</p>"
    source = _attribute("src", f"{target.origin}/widget/v1/hoogte.js")
    return f"{below}\n<script async {source}></script>" if with_script else below


def embedded(target: SnippetTarget, path: str, width: int, height: int) -> str:
    """Return the HTML of oEmbed: a link in a `blockquote`, and the frame that takes its place.

    Hosts rewrite it. WordPress keeps a `blockquote` that stands before the frame, as what it shows until the frame
    reports its height; of the frame it keeps the address, the sizes, `frameborder` and the title.
    """
    attributes = (
        ("src", target.origin + path),
        ("title", target.title),
        ("width", str(width)),
        ("height", str(height)),
        ("frameborder", "0"),
        ("style", f"border:0;width:100%;max-width:{width}px"),
        ("loading", "lazy"),
        ("referrerpolicy", "origin"),
        ("sandbox", SANDBOX),
    )
    written = " ".join(_attribute(*pair) for pair in attributes)
    return f"<blockquote>{link(target)}</blockquote><iframe {written}></iframe>"


def link(target: SnippetTarget) -> str:
    """Return the plain link."""
    return f"<a {_attribute('href', target.link)}>{escape(target.title)}</a>"


def markdown(target: SnippetTarget) -> str:
    """Return the link as Markdown, with the title escaped: it can neither end the link nor become an HTML tag."""
    title = re.sub(r"([\\\[\]`*_]|&(?=[#\w]))", r"\\\1", " ".join(target.title.split()))
    title = title.replace("<", "&lt;").replace(">", "&gt;")
    address = target.link.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    return f"[{title}]({address})"


def drupal(options: WidgetOptions, target: SnippetTarget, shown: WidgetOptions | None = None) -> str:
    """Return a Twig template: the element inside `verbatim`, so that Twig does not interpret it."""
    inside = (
        element(options, target, shown=shown)
        .replace("{%", "&#123;%")
        .replace("{{", "&#123;&#123;")
        .replace("{#", "&#123;#")
    )
    return f"{{% verbatim %}}\n{inside}\n{{% endverbatim %}}"


def wordpress(options: WidgetOptions, target: SnippetTarget, shown: WidgetOptions | None = None) -> str:
    """Return a WordPress block for raw HTML; the editor does not change what is inside."""
    return f"<!-- wp:html -->\n{frame(options, target, shown=shown)}\n<!-- /wp:html -->"


def oembed_address(options: WidgetOptions, target: SnippetTarget) -> str:
    """Return the address to paste into an editor that supports oEmbed: that of our page where it says it all."""
    is_of_page = replace(options, municipalities=(), provinces=()) == type(options)()
    return target.link if is_of_page else target.origin + embed_path(options)


def policy(target: SnippetTarget) -> str:
    """Return what the Content-Security-Policy of the page must allow for the element and the frame together."""
    return f"script-src {target.origin}; connect-src {target.origin}; frame-src {target.origin};"


def _attribute(name: str, value: str) -> str:
    return f'{name}="{escape(value)}"'

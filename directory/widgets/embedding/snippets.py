"""Snippets: the code that a webmaster pastes, as element, frame, link, Markdown, Drupal or WordPress. Pure, escaped.

A snippet stays on pages that we cannot change. Those of every release are kept as golden files and must keep working.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import escape

from directory.widgets.settings.enums import WidgetView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.widgets.settings.model import WidgetOptions

SANDBOX = (
    "allow-forms allow-scripts allow-popups allow-popups-to-escape-sandbox"
    " allow-top-navigation-by-user-activation allow-same-origin"
)
# Approximate heights of the first view, reserved so that the page does not shift when it arrives (layout shift).
HEIGHTS = {WidgetView.COUNTER: "2.5rem", WidgetView.NAMES: "24rem", WidgetView.BOX: "7rem", WidgetView.COMPACT: "40rem"}
_HEIGHT, _CARD_HEIGHT = "56rem", "12rem"
_FRAME_PIXELS, _CARD_PIXELS = 900, 220
_PIXELS = {WidgetView.COUNTER: 60, WidgetView.NAMES: 420, WidgetView.BOX: 140, WidgetView.COMPACT: 640}


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


def element(options: WidgetOptions, target: SnippetTarget, pinned: PinnedScript | None = None) -> str:
    """Return the custom element with a link inside and its script after it; `pinned` chooses one release with SRI."""
    name = "verenigingen-kaart" if options.vcode else "verenigingen-zoeker"
    attributes = [pair for pair in options.attributes() if pair[0] != "style"]
    looks = dict(options.attributes()).get("style", "")
    height = options.looks("kaart") if options.vcode and options.looks("kaart") else height_of(options)
    style = ";".join(filter(None, (f"display:block;min-height:{height}", looks)))
    opening = " ".join([name, *(_attribute(*pair) for pair in attributes), _attribute("style", style)])
    return f"<{opening}>\n  {link(target)}\n</{name}>\n{script(options, target, pinned)}"


def script(options: WidgetOptions, target: SnippetTarget, pinned: PinnedScript | None = None) -> str:
    """Return the script tag of the element; a page with several elements needs it once."""
    if pinned:
        checked = f' {_attribute("integrity", pinned.integrity)} crossorigin="anonymous"'
        return f'<script type="module" {_attribute("src", target.origin + pinned.path)}{checked}></script>'
    file = "kaart.js" if options.vcode else "zoeker.js"
    return f'<script type="module" {_attribute("src", f"{target.origin}/widget/v1/{file}")}></script>'


def frame(options: WidgetOptions, target: SnippetTarget, *, with_script: bool = True) -> str:
    """Return the iframe with a link below it; `with_script` adds the script that adapts the height to the content."""
    attributes = (
        ("src", target.origin + embed_path(options)),
        ("title", target.title),
        ("width", "100%"),
        ("height", str(pixels_of(options))),
        ("style", "border:0"),
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


def drupal(options: WidgetOptions, target: SnippetTarget) -> str:
    """Return a Twig template: the element inside `verbatim`, so that Twig does not interpret it."""
    inside = element(options, target).replace("{%", "&#123;%").replace("{{", "&#123;&#123;").replace("{#", "&#123;#")
    return f"{{% verbatim %}}\n{inside}\n{{% endverbatim %}}"


def wordpress(options: WidgetOptions, target: SnippetTarget) -> str:
    """Return a WordPress block for raw HTML; the editor does not change what is inside."""
    return f"<!-- wp:html -->\n{frame(options, target)}\n<!-- /wp:html -->"


def oembed_address(options: WidgetOptions, target: SnippetTarget) -> str:
    """Return the address to paste into an editor that supports oEmbed: that of our page where it says it all."""
    is_of_page = replace(options, municipalities=(), provinces=()) == type(options)()
    return target.link if is_of_page else target.origin + embed_path(options)


def policy(target: SnippetTarget) -> str:
    """Return what the Content-Security-Policy of the page must allow for the element and the frame together."""
    return f"script-src {target.origin}; connect-src {target.origin}; frame-src {target.origin};"


def pixels_of(options: WidgetOptions) -> int:
    """Return the height in pixels of a frame without the script that adapts it."""
    return _CARD_PIXELS if options.vcode else _PIXELS.get(options.view, _FRAME_PIXELS)


def height_of(options: WidgetOptions) -> str:
    """Return the CSS height to reserve for the first view."""
    if options.vcode:
        return _CARD_HEIGHT
    return HEIGHTS.get(options.view, _HEIGHT)


def _attribute(name: str, value: str) -> str:
    return f'{name}="{escape(value)}"'

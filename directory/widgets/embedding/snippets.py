"""What a webmaster pastes, in every form: element, frame, link, Markdown, Drupal, WordPress. Pure text, escaped.

What is printed here is a promise (`/widget/v1/`): every release's snippets are kept as golden files and still work.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import escape

from directory.widgets.settings.enums import WidgetView

if TYPE_CHECKING:
    from directory.widgets.settings.model import WidgetOptions

SANDBOX = (
    "allow-forms allow-scripts allow-popups allow-popups-to-escape-sandbox"
    " allow-top-navigation-by-user-activation allow-same-origin"
)
# What the first view needs about, so that nothing on the page moves when it comes.
HEIGHTS = {WidgetView.COUNTER: "2.5rem", WidgetView.NAMES: "24rem", WidgetView.BOX: "7rem", WidgetView.COMPACT: "40rem"}
_HEIGHT, _CARD_HEIGHT = "56rem", "12rem"
_FRAME_PIXELS, _CARD_PIXELS = 900, 220
_PIXELS = {WidgetView.COUNTER: 60, WidgetView.NAMES: 420, WidgetView.BOX: 140, WidgetView.COMPACT: 640}


@dataclass(frozen=True, slots=True)
class SnippetTarget:
    """Where the snippet leads: our origin, the page that the link opens, and the words of the link."""

    origin: str  # without slash at the end
    page: str  # a path, such as /gemeente/gent
    title: str  # "Alle verenigingen in Gent"

    @property
    def link(self) -> str:
        """The whole address of the page."""
        return self.origin + self.page


@dataclass(frozen=True, slots=True)
class PinnedScript:
    """One version of a script for good: its path and the hash that a browser checks it by."""

    path: str
    integrity: str


def embed_path(options: WidgetOptions) -> str:
    """Return the address of the frame, without origin."""
    pairs = options.pairs()
    return f"/embed?{urlencode(pairs)}" if pairs else "/embed"


def element(options: WidgetOptions, place: SnippetTarget, pinned: PinnedScript | None = None) -> str:
    """Return the element with its link and its script; `pinned` takes one version for good."""
    name = "verenigingen-kaart" if options.vcode else "verenigingen-zoeker"
    attributes = [pair for pair in options.attributes() if pair[0] != "style"]
    looks = dict(options.attributes()).get("style", "")
    height = options.looks("kaart") if options.vcode and options.looks("kaart") else height_of(options)
    style = ";".join(filter(None, (f"display:block;min-height:{height}", looks)))
    opening = " ".join([name, *(_attribute(*pair) for pair in attributes), _attribute("style", style)])
    return f"<{opening}>\n  {link(place)}\n</{name}>\n{script(options, place, pinned)}"


def script(options: WidgetOptions, place: SnippetTarget, pinned: PinnedScript | None = None) -> str:
    """Return the tag of the script that the element needs; once on a page is enough."""
    if pinned:
        checked = f' {_attribute("integrity", pinned.integrity)} crossorigin="anonymous"'
        return f'<script type="module" {_attribute("src", place.origin + pinned.path)}{checked}></script>'
    file = "kaart.js" if options.vcode else "zoeker.js"
    return f'<script type="module" {_attribute("src", f"{place.origin}/widget/v1/{file}")}></script>'


def frame(
    options: WidgetOptions, place: SnippetTarget, *, helped: bool = True, width: str = "100%", height: int | None = None
) -> str:
    """Return the frame with its link below and, unless the editor strips it, the script that fits its height."""
    attributes = (
        ("src", place.origin + embed_path(options)),
        ("title", place.title),
        ("width", width),
        ("height", str(height or pixels_of(options))),
        ("style", "border:0"),
        ("loading", "lazy"),
        ("referrerpolicy", "origin"),
        ("sandbox", SANDBOX),
    )
    written = " ".join(_attribute(*pair) for pair in attributes)
    below = f"<iframe {written}></iframe>\n<p>{link(place)}</p>"
    source = _attribute("src", f"{place.origin}/widget/v1/hoogte.js")
    return f"{below}\n<script async {source}></script>" if helped else below


def link(place: SnippetTarget) -> str:
    """Return the plain link."""
    return f"<a {_attribute('href', place.link)}>{escape(place.title)}</a>"


def markdown(place: SnippetTarget) -> str:
    """Return the link as Markdown; no sign of the title can end it early, nor is a tag where tags are let through."""
    title = re.sub(r"([\\\[\]`*_]|&(?=[#\w]))", r"\\\1", " ".join(place.title.split()))
    title = title.replace("<", "&lt;").replace(">", "&gt;")
    address = place.link.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    return f"[{title}]({address})"


def drupal(options: WidgetOptions, place: SnippetTarget) -> str:
    """Return a Twig template: the element between marks that keep Twig from reading it."""
    inside = element(options, place).replace("{%", "&#123;%").replace("{{", "&#123;&#123;").replace("{#", "&#123;#")
    return f"{{% verbatim %}}\n{inside}\n{{% endverbatim %}}"


def wordpress(options: WidgetOptions, place: SnippetTarget) -> str:
    """Return the block that WordPress keeps raw HTML in; its editor leaves the inside alone."""
    return f"<!-- wp:html -->\n{frame(options, place)}\n<!-- /wp:html -->"


def wordpress_embed(options: WidgetOptions, place: SnippetTarget) -> str:
    """Return the block by which WordPress asks our oEmbed for the frame."""
    address = oembed_address(options, place)
    # Dashes in pairs would end the comment that the block lies in.
    told = json.dumps({"url": address, "type": "rich"}, separators=(",", ":")).replace("--", "\\u002d\\u002d")
    inside = f'<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n{escape(address)}\n</div></figure>'
    return f"<!-- wp:embed {told} -->\n{inside}\n<!-- /wp:embed -->"


def oembed_address(options: WidgetOptions, place: SnippetTarget) -> str:
    """Return the address to paste in a field that understands oEmbed."""
    return place.origin + embed_path(options)


def policy(place: SnippetTarget) -> str:
    """Return what the page's Content-Security-Policy must allow for the element and the frame together."""
    return f"script-src {place.origin}; connect-src {place.origin}; frame-src {place.origin};"


def pixels_of(options: WidgetOptions) -> int:
    """Return the height of a frame that nobody fits to what is in it."""
    return _CARD_PIXELS if options.vcode else _PIXELS.get(options.view, _FRAME_PIXELS)


def height_of(options: WidgetOptions) -> str:
    """Return the height to keep free for the first view."""
    if options.vcode:
        return _CARD_HEIGHT
    return HEIGHTS.get(options.view, _HEIGHT)


def _attribute(name: str, value: str) -> str:
    return f'{name}="{escape(value)}"'

"""Reads the HTML of a webmaster's page for what is ours in it: elements, frames, scripts, links, policies. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

ELEMENTS = ("verenigingen-zoeker", "verenigingen-kaart")
_NO_MARKUP = frozenset({"script", "style", "template", "textarea", "title", "noscript"})


@dataclass(frozen=True, slots=True)
class HtmlTag:
    """A tag with its attributes; those without a value are empty."""

    name: str
    attributes: dict[str, str]

    def get(self, name: str) -> str:
        """Return an attribute, or nothing."""
        return self.attributes.get(name, "")


@dataclass(slots=True)
class ScannedPage:
    """What a page holds of ours."""

    elements: list[HtmlTag] = field(default_factory=list)
    linked: list[bool] = field(default_factory=list)  # per element: whether a link of ours stands in it
    frames: list[HtmlTag] = field(default_factory=list)
    scripts: list[HtmlTag] = field(default_factory=list)
    links: int = 0
    policies: list[str] = field(default_factory=list)
    shown_as_text: bool = False


class _Reader(HTMLParser):
    def __init__(self, host: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found = ScannedPage()
        self._host = host
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = HtmlTag(tag, {name: value or "" for name, value in reversed(attrs)})
        if tag in ELEMENTS:
            self.found.elements.append(made)
            self.found.linked.append(False)
            self._open.append(tag)
        elif tag == "iframe" and self._is_ours(made.get("src")):
            self.found.frames.append(made)
        elif tag == "script" and self._is_ours(made.get("src")):
            self.found.scripts.append(made)
        elif tag == "a" and self._is_ours(made.get("href")):
            self._link()
        elif tag == "meta" and made.get("http-equiv").lower() == "content-security-policy":
            self.found.policies.append(made.get("content"))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.found.shown_as_text |= any(f"<{name}" in data for name in ELEMENTS) and self.cdata_elem is None

    def _link(self) -> None:
        self.found.links += 1
        if self._open:
            self.found.linked[-1] = True

    def _is_ours(self, address: str) -> bool:
        try:
            return urlsplit(address.strip()).netloc.lower() == self._host
        except ValueError:
            return False


def read(html: str, origin: str) -> ScannedPage:
    """Read a page; what is ours is whatever names the host of `origin`. Never raises: a browser takes anything too."""
    reader = _Reader(urlsplit(origin).netloc.lower())
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # declarations that end nowhere
        pass
    return reader.found

"""Reads the logo of an installation: an SVG drawing that shows something and does nothing.

It is shown as a picture, in which nothing runs and nothing is fetched; opened by itself it is a page of our site, so
whatever could act there is refused at the start.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_BYTES = 65_536
_WIDEST = 6.0  # times as wide as high: what a heading has room for
_DRAWING = {
    *("svg", "g", "defs", "symbol", "title", "desc", "metadata", "path", "circle", "ellipse", "rect", "line"),
    *("polyline", "polygon", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "text", "tspan", "use"),
}
_SVG = "http://www.w3.org/2000/svg"
_BETWEEN = "|"
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|data:", re.IGNORECASE)


class LogoError(Exception):
    """The file cannot be the logo; the message says why."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A drawing that may be shown, and how many times it is wider than high."""

    body: bytes
    ratio: float


def read(path: Path) -> Logo:
    """Read and check a drawing; raises `LogoError`."""
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise LogoError(f"{path} cannot be read ({error.strerror})") from None
    if len(body) > LARGEST_BYTES:
        raise LogoError(f"{path} is larger than {LARGEST_BYTES} bytes")
    try:
        return Logo(body, _Reading(path).ratio_of(body))
    except expat.ExpatError as error:
        raise LogoError(f"{path} is no well-formed SVG ({error})") from None


class _Reading:
    """One pass over a drawing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._first: dict[str, str] | None = None

    def ratio_of(self, body: bytes) -> float:
        """Return how many times the drawing is wider than high."""
        parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.ProcessingInstructionHandler = self._refuse_instruction
        parser.StartElementHandler = self._element
        parser.Parse(body, True)
        return self._ratio(self._first or {})

    def _refuse_doctype(self, *_declared: object) -> None:
        # Entities are declared there; without them a small file stays small.
        raise LogoError(f"{self._path} has a DOCTYPE: save it without")

    def _refuse_instruction(self, target: str, _text: str) -> None:
        raise LogoError(f"{self._path} has an instruction {target!r}: save it without")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, plain = name.rpartition(_BETWEEN)
        if self._first is None:
            if (space, plain) != (_SVG, "svg"):
                raise LogoError(f"{self._path} is no SVG: it begins with {plain!r}")
            self._first = attributes
        if space == _SVG and plain not in _DRAWING:
            raise LogoError(f"{self._path} has an element {plain!r}, which a logo does not need")
        for full, value in attributes.items():
            attribute = full.rpartition(_BETWEEN)[2]
            leads_away = attribute == "href" and not value.startswith("#")
            if attribute.lower().startswith("on") or leads_away or _ELSEWHERE.search(value):
                raise LogoError(f"{self._path} has an attribute {attribute!r} that does or fetches something")

    def _ratio(self, first: dict[str, str]) -> float:
        box = re.split(r"[\s,]+", first.get("viewBox", "").strip())
        sizes = box[2:] if len(box) == 4 else [first.get("width", ""), first.get("height", "")]  # noqa: PLR2004 - x, y, width, height
        try:
            width, height = (float(size.removesuffix("px")) for size in sizes)
        except ValueError:
            raise LogoError(f"{self._path} has no viewBox and no size in pixels") from None
        if not (width > 0 and height > 0 and width / height <= _WIDEST):
            raise LogoError(f"{self._path} is more than {_WIDEST:.0f} times as wide as high, or has no size")
        return width / height

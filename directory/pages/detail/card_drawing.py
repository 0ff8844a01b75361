"""Draws the pictures of the site: the card that stands where a page is shared, and the icon of the installed site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageColor, ImageDraw

from directory.pages.detail.card_text import LEADING, REGULAR, STRONG, Fitted, drawable, fit, font

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from directory.branding.brand import Brand

SIZE = (1200, 630)
MARGIN = 80
ICON_SIZE = 512
_INK, _SOFT, _MARKER = "#f4f1e6", "#cfdcd5", "#ffd964"
_WIDTH = SIZE[0] - 2 * MARGIN
_TITLE_HEIGHT, _TITLE_SIZES = 270, (104, 92, 80, 70, 62, 54)
_DETAILS_HEIGHT, _DETAILS_SIZES = 92, (40,)
_NAME_HEIGHT, _NAME_SIZES = 48, (34,)
_GAP, _MARK = 28, 56
# The mark is drawn larger and made smaller, so that its circles are round.
_FINE = 4
_CIRCLES = ((9.6, 9.9, _INK), (18.4, 9.9, _INK), (14.0, 18.1, _MARKER))
_BOX, _RADIUS, _STROKE = 28, 6.6, 2.6
_SHADES = 40


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: the title large, one or two things about it, and whose site it is."""

    title: str
    details: tuple[str, ...]
    site: str
    ground: str


def card(title: str, details: tuple[str, ...], brand: Brand, fallback: str = "") -> Card:
    """Arrange a card; a title of which nothing can be drawn makes way for `fallback`."""
    drawn = (drawable(one) for one in details)
    site = drawable(brand.name)
    return Card(drawable(title) or fallback or site, tuple(filter(None, drawn)), site, brand.accent.deep)


@lru_cache(maxsize=128)
def drawn(card: Card) -> bytes:
    """Draw a card as PNG. Takes tens of milliseconds: never on the event loop."""
    picture = Image.new("RGB", SIZE, card.ground)
    pen = ImageDraw.Draw(picture)
    title = fit(card.title, _WIDTH, _TITLE_HEIGHT, _TITLE_SIZES, STRONG)
    _write(pen, title, (MARGIN, MARGIN), STRONG, _INK)
    details = fit(" · ".join(card.details), _WIDTH, _DETAILS_HEIGHT, _DETAILS_SIZES, REGULAR)
    _write(pen, details, (MARGIN, MARGIN + title.height + _GAP), REGULAR, _SOFT)
    foot = SIZE[1] - MARGIN - _MARK
    picture.paste(_mark(card.ground), (MARGIN, foot))
    left = MARGIN + _MARK + _GAP // 2
    name = fit(card.site, SIZE[0] - MARGIN - left, _NAME_HEIGHT, _NAME_SIZES, STRONG)
    _write(pen, name, (left, foot + (_MARK - name.height) // 2), STRONG, _INK)
    return _png(picture)


@lru_cache(maxsize=4)
def icon(initial: str, ground: str) -> bytes:
    """Draw the initial on the deep colour; what shows it may cut its corners off."""
    picture = Image.new("RGB", (ICON_SIZE, ICON_SIZE), ground)
    letter = drawable(initial) or "•"
    ImageDraw.Draw(picture).text((ICON_SIZE / 2, ICON_SIZE / 2), letter, _INK, font(300, STRONG), anchor="mm")
    return _png(picture)


def _write(pen: ImageDraw.ImageDraw, fitted: Fitted, place: tuple[int, int], weight: int, ink: str) -> None:
    left, top = place
    for number, line in enumerate(fitted.lines):
        pen.text((left, top + round(number * fitted.size * LEADING)), line, ink, font(fitted.size, weight), anchor="la")


def _mark(ground: str) -> Image.Image:
    scale = _MARK * _FINE / _BOX
    drawing = Image.new("RGB", (_MARK * _FINE, _MARK * _FINE), ground)
    pen = ImageDraw.Draw(drawing)
    reach = _RADIUS + _STROKE / 2
    for x, y, ink in _CIRCLES:
        box = [part * scale for part in (x - reach, y - reach, x + reach, y + reach)]
        pen.ellipse(box, outline=ink, width=round(_STROKE * scale))
    return drawing.resize((_MARK, _MARK), Image.Resampling.LANCZOS)


def _png(picture: Image.Image) -> bytes:
    """Write a picture with the shades between the ground and what is drawn on it; edges of letters need no more."""
    palette = Image.new("P", (1, 1))
    ground = picture.getpixel((0, 0))
    palette.putpalette([part for ink in (_INK, _SOFT, _MARKER) for part in _shades(ground, ImageColor.getrgb(ink))])  # type: ignore[arg-type]  # an RGB picture has three parts per point
    written = BytesIO()
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(written, "PNG", compress_level=6)
    return written.getvalue()


def _shades(ground: Sequence[int], ink: Sequence[int]) -> Iterator[int]:
    for step in range(_SHADES + 1):
        yield from (round(low + (high - low) * step / _SHADES) for low, high in zip(ground, ink, strict=True))

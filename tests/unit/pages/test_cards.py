"""The card of a shared page holds its words, whatever they are."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from directory.branding.accent import HOUSE
from directory.branding.brand import Brand
from directory.pages.detail import card_drawing, card_text
from directory.pages.detail.card_drawing import MARGIN, SIZE

BRAND = Brand("Verenigingsgids", HOUSE, None, "", "", ())
AWKWARD = (
    "'t Verlof",
    "K.S.A. Sint-Jozef",
    "🎉🎺",
    "שלום עולם",
    "مرحبا koor \u202e omgekeerd",
    "\x00\x01\x7f",
    "( [ { / : ! ^ ~ - %s {{ x }}",
    "",
    "   ",
    "W" * 500,
    "woord " * 90,
    "ǅ ﷺ ẞ ﬃ Łódź ij",
    "a\u0301\u0301\u0301\u0301",
)
# The mark below says whose site it is; what is above it is the name and what is told of it.
FOOT = SIZE[1] - MARGIN - 56


def picture(title: str, *told: str) -> Image.Image:
    """Draw a card and read it back."""
    body = card_drawing.drawn(card_drawing.card(title, told, BRAND, "V0000001"))
    return Image.open(BytesIO(body)).convert("RGB")


def marks(drawn: Image.Image) -> tuple[int, int, int, int]:
    """Return the smallest box around everything that is not ground."""
    ground = Image.new("RGB", drawn.size, HOUSE.deep)
    box = ImageChops.difference(drawn, ground).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("name", AWKWARD, ids=range(len(AWKWARD)))
def test_an_awkward_name_stays_inside_the_frame(name: str) -> None:
    drawn = picture(name, name, name)
    left, top, right, bottom = marks(drawn)
    assert drawn.size == SIZE
    assert (left, top) >= (MARGIN // 2, MARGIN // 2)
    assert right <= SIZE[0] - MARGIN // 2
    assert bottom <= SIZE[1] - MARGIN // 2


@pytest.mark.parametrize("name", AWKWARD, ids=range(len(AWKWARD)))
def test_a_title_is_never_empty(name: str) -> None:
    above = picture(name).crop((0, 0, SIZE[0], FOOT))
    assert marks(above)


def test_words_and_mark_do_not_touch() -> None:
    """The longest card that there can be leaves a strip of ground above the mark."""
    drawn = picture("woord " * 90, "werking " * 20, "plaats " * 20)
    strip = drawn.crop((0, FOOT - 8, SIZE[0], FOOT))
    assert strip.getcolors() == [(8 * SIZE[0], (6, 56, 46))]


@settings(max_examples=40)
@given(st.text(max_size=120), st.integers(200, 1040), st.integers(60, 300))
def test_lines_fit_and_say_the_words_in_their_order(text: str, width: int, height: int) -> None:
    said = card_text.drawable(text)
    fitted = card_text.fit(said, width, height, (80, 40), card_text.STRONG)
    measured = card_text.font(fitted.size, card_text.STRONG)
    assert all(measured.getlength(line) <= max(width, fitted.size * 2) for line in fitted.lines)
    assert fitted.height <= max(height, round(fitted.size * card_text.LEADING))
    joined = "".join(fitted.lines).replace(" ", "").removesuffix("…")
    assert said.replace(" ", "").startswith(joined)


@given(st.text(max_size=60))
def test_what_can_be_drawn_can_be_drawn_again(text: str) -> None:
    once = card_text.drawable(text)
    assert card_text.drawable(once) == once
    assert once.isprintable()


def test_a_letter_that_the_font_lacks_loses_its_mark_and_no_more() -> None:
    assert card_text.drawable("Łódź ĝeto") == "Lódz geto"
    assert card_text.drawable("Café \u2019t Ijsje \u2013 één") == "Café \u2019t Ijsje \u2013 één"
    assert card_text.drawable("koor 🎉 مرحبا") == "koor"


def test_a_shorter_name_is_written_larger() -> None:
    sizes = [card_text.fit(text, 1040, 270, (104, 92, 80, 70, 62, 54), 720).size for text in ("Koor", "Koor " * 20)]
    assert sizes[0] == 104 > sizes[1]


def test_a_name_of_which_nothing_can_be_drawn_makes_way_for_the_number() -> None:
    assert card_drawing.card("🎉", (), BRAND, "V0000001").title == "V0000001"


def test_the_icon_is_square_and_shows_a_letter() -> None:
    drawn = Image.open(BytesIO(card_drawing.icon("V", HOUSE.deep))).convert("RGB")
    left, top, right, bottom = marks(drawn)
    assert drawn.size == (512, 512)
    assert min(left, top, 512 - right, 512 - bottom) > 100

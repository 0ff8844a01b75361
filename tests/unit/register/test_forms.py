"""The forms of single values that the rules look at: addresses, telephone numbers, markup, periods."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from directory.register.rules.contacts import comparable_phone, is_email, is_phone
from directory.register.rules.periods import is_reversed, overlap
from directory.register.rules.texts import has_markup

if TYPE_CHECKING:
    from collections.abc import Callable


@given(st.text("0123456789", min_size=8, max_size=8).filter(lambda digits: digits[0] != "0"))
def test_a_telephone_number_is_the_same_with_and_without_its_country(digits: str) -> None:
    assert comparable_phone(f"0{digits}") == comparable_phone(f"+32{digits}") == comparable_phone(f"0032 {digits}")


@given(st.text())
def test_markup_is_what_the_expression_of_the_register_finds(text: str) -> None:
    assert has_markup(text) == any("<" in line and ">" in line[line.index("<") :] for line in text.split("\n"))


@pytest.mark.parametrize(
    "address", ["a@b.be", "jan.peeters+club@sub.domein.vlaanderen", "o'neill@x-y.example", "A_B@EXAMPLE.ORG", "1@2.nl"]
)
def test_an_email_address_is_known_by_its_form(address: str) -> None:
    assert is_email(address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@b",
        "a@@b.be",
        ".a@b.be",
        "a.@b.be",
        "a..b@c.be",
        "a@-b.be",
        "a@b-.be",
        "a@b..be",
        "a b@c.be",
        "a@b.be\n",
    ],
)
def test_what_is_no_email_address_is_known_by_its_form(text: str) -> None:
    assert not is_email(text)


@pytest.mark.parametrize("text", ["", "   ", "+-()", "09a", "\u0661\u0662\u0663"])
def test_what_is_no_telephone_number_is_known_by_its_form(text: str) -> None:
    assert not is_phone(text)


def _seconds(check: Callable[[str], object], text: str) -> float:
    # Time of our own processor, and the least of several: whatever else the machine does does not count.
    def once() -> float:
        start = time.process_time()
        check(text)
        return time.process_time() - start

    return min(once() for _ in range(7))


@pytest.mark.parametrize("unit", ["a", "a.", "a@", "a-", "a.a-", "-", "!", "a@a.", "<", "<a\n", "&.", "1-a."])
@pytest.mark.parametrize("check", [is_email, has_markup, is_phone])
def test_a_crafted_text_takes_no_longer_than_its_length(check: Callable[[str], object], unit: str) -> None:
    short, long = (_seconds(check, unit * size + "\u00e9") for size in (4_000, 64_000))
    # Sixteen times the text: sixteen times the time, where a quadratic check takes 256 times.
    assert long < 64 * short + 0.005


@given(*[st.none() | st.dates()] * 4)
def test_periods_overlap_when_a_day_is_in_both(
    start: date | None, end: date | None, other_start: date | None, other_end: date | None
) -> None:
    one, other = (start, end), (other_start, other_end)
    assume(not is_reversed(*one) and not is_reversed(*other))
    first = max(start or date.min, other_start or date.min)
    last = min(end or date.max, other_end or date.max)
    assert overlap(one, other) == overlap(other, one) == (first <= last)

"""Addresses that an association gives are linked to only when they are what they seem."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.urls import contact_links


@given(st.text())
def test_only_web_addresses_are_linked_to(value: str) -> None:
    found = contact_links.safe_address(value)
    if found is not None:
        parts = urlsplit(found)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert not set(found) & set(' "<>\\\n\t')


@given(st.text(alphabet="javscript:htp/.\t\n\x00JAVA &#x", max_size=30))
def test_a_disguised_script_is_no_link(value: str) -> None:
    found = contact_links.safe_address(value)
    assert found is None or found.lower().startswith(("http://", "https://"))


@given(st.text())
def test_a_mail_address_is_one_address_and_nothing_more(value: str) -> None:
    found = contact_links.mail_address(value)
    assert found is None or (found.startswith("mailto:") and found.count("@") == 1 and not set(found) & set("?&,; "))


@given(st.text())
def test_a_telephone_number_is_digits(value: str) -> None:
    found = contact_links.phone_address(value)
    assert found is None or set(found.removeprefix("tel:")) <= set("+0123456789")


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://www.cantate.example/", "https://www.cantate.example/"),
        (" HTTP://Cantate.example/a?b=c#d ", "http://Cantate.example/a?b=c#d"),
        ("javascript:alert(1)", None),
        ("//cantate.example", None),
        ("https://bank.example@evil.example/", None),
        ("https://[::1", None),
        ("data:text/html,x", None),
        ("cantate.example", None),
    ],
)
def test_what_is_safe_is_kept_as_it_is(value: str, address: str | None) -> None:
    assert contact_links.safe_address(value) == address


def test_an_address_is_shown_as_people_say_it() -> None:
    assert contact_links.shown_address("https://www.cantate.example/") == "cantate.example"


def test_the_zero_that_is_only_dialled_at_home_is_left_out() -> None:
    assert contact_links.phone_address("+32 (0)16 00.00/00") == "tel:+3216000000"


def test_a_name_without_a_readable_piece_has_an_address_too() -> None:
    assert contact_links.association_path("V0001001", "مرحبا") == "/vereniging/V0001001"

"""Numbers and addresses that name one association are recognised in a query and indexed in the same form."""

from __future__ import annotations

import pytest

from directory.search.index.identifiers import email_key, parse_identifier, website_key


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        ("v0001234", "v0001234"), ("V 0001234", "v0001234"), ("V.0001234", "v0001234"), ("v000123", None),
        ("0123.456.749", "0123456749"), ("BE 0123 456 749", "0123456749"), ("BE0123456749", "0123456749"),
        ("1123-456-749", "1123456749"),
        ("Info@Koor.example", "info@koor.example"), ("https://www.koor.example/?a=b", "koor.example"),
        ("www.koor.example/leden/", "koor.example/leden"),
        ("koor leuven", None), ("12", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_and_addresses_are_recognised(typed: str, identifier: str | None) -> None:
    assert parse_identifier(typed) == identifier


@pytest.mark.parametrize("typed", ["123456749", "BE123456749", "123 456 749", "01234567490", "BE01234567490"])
def test_a_kbo_number_has_ten_digits(typed: str) -> None:
    """A number of nine digits without its leading zero is not completed: it may be a telephone number as well."""
    assert parse_identifier(typed) is None


def test_full_width_digits_are_digits() -> None:
    full_width = str.maketrans("0123456789", "".join(map(chr, range(0xFF10, 0xFF1A))))
    assert parse_identifier("0123.456.749".translate(full_width)) == "0123456749"


@pytest.mark.parametrize("address", ["https://www.Koor.example/Leden/", "http://koor.example/leden?x=1#top"])
def test_a_website_is_indexed_as_it_is_typed(address: str) -> None:
    assert website_key(address) == "koor.example/leden" == parse_identifier(address)


def test_an_email_address_is_indexed_as_it_is_typed() -> None:
    assert email_key(" Info@Koor.example ") == "info@koor.example" == parse_identifier("INFO@koor.example")

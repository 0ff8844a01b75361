"""Numbers and addresses that name one association are recognised in a query and indexed in the same form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.language.normalise import tokenize
from directory.search.index.identifiers import email_key, identifiers_in, parse_identifier, website_key


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


NUMBER = "0123.456.749"
WITH_VCODE = ("vCode {}", "vcode: {}", "{}.", "({})", "Mijn club, {}, vzw", "de V-code {} dus")
WITH_NUMBER = (
    "BTW {}",
    "BTW BE {}",
    "BTW-BE {}",
    "RPR {}",
    "RPR Gent {}",
    "{} vzw",
    "ondernemingsnummer {}",
    "KBO-nr. {},",
)


@pytest.mark.parametrize("around", WITH_VCODE)
@pytest.mark.parametrize("form", ["V0001234", "v 0001234", "V.0001234"])
def test_a_vcode_is_found_among_words(around: str, form: str) -> None:
    assert identifiers_in(around.format(form)).identifiers == ("v0001234",)


@pytest.mark.parametrize("around", WITH_NUMBER)
@pytest.mark.parametrize("form", [NUMBER, "0123456749", "0123 456 749", "0123-456-749", "BE0123.456.749"])
def test_an_enterprise_number_is_found_among_words(around: str, form: str) -> None:
    assert identifiers_in(around.format(form)).identifiers == ("0123456749",)


@pytest.mark.parametrize("text", ["BTW 123.456.749", "BE 123 456 749"])
def test_an_announced_number_may_lack_its_zero(text: str) -> None:
    assert identifiers_in(text).identifiers == ("0123456749",)


@pytest.mark.parametrize(
    "text",
    [
        "0123 456 748",  # wrong check digits
        "bel 0478 12 34 56",
        "BE68 5390 0754 7034",
        "koor 9000 gent",
        "K.S.A. Leuven",
        "vzw 0001234",
        "",
    ],
)
def test_other_numbers_and_abbreviations_are_no_identifiers(text: str) -> None:
    found = identifiers_in(text)
    assert found.identifiers == ()
    assert found.rest == text


@pytest.mark.parametrize(
    "text",
    [
        "mailto:info@koor.example",
        "<info@koor.example>",
        '"Het Koor" <Info@Koor.example>',
        "mail naar info@koor.example.",
        "mailto:info@koor.example?subject=Vraag",
        "e-mail: info@koor.example;",
    ],
)
def test_an_email_address_is_found_in_the_forms_of_mail_programs(text: str) -> None:
    assert identifiers_in(text).identifiers[0] == "info@koor.example"


@pytest.mark.parametrize(
    ("text", "site", "above"),
    [
        (
            "zie https://www.koor.example/leden/nieuw.",
            "koor.example/leden/nieuw",
            ("koor.example/leden", "koor.example"),
        ),
        ("website: www.koor.example", "koor.example", ()),
        ("(koor.example/leden)", "koor.example/leden", ("koor.example",)),
        ("https://koor.example/?utm_source=x", "koor.example", ()),
    ],
)
def test_a_website_is_found_with_the_sites_above_its_page(text: str, site: str, above: tuple[str, ...]) -> None:
    found = identifiers_in(text)
    assert (found.identifiers, found.above) == ((site,), above)


def test_what_announces_an_identifier_is_no_word() -> None:
    assert identifiers_in("Ondernemingsnummer: BE 0123.456.749").rest.strip() == ""
    assert tokenize(identifiers_in("Het Koor, BTW BE 0123.456.749").rest) == ["het", "koor"]


@given(st.text())
def test_any_text_can_be_looked_through(text: str) -> None:
    found = identifiers_in(text)
    assert found.identifiers or found.rest == text


@given(st.integers(0, 19_999_999), st.sampled_from(["", ".", " ", "-", "/"]), st.sampled_from(WITH_NUMBER))
def test_every_enterprise_number_is_found_in_every_form(start: int, between: str, around: str) -> None:
    digits = f"{start:08}{97 - start % 97:02}"
    typed = between.join((digits[:4], digits[4:7], digits[7:]))
    assert identifiers_in(around.format(typed)).identifiers == (digits,)

"""An address is placed by the surest clue that it gives."""

from __future__ import annotations

import pytest

from directory.register.address_locator import UNKNOWN_POSITION, folded
from directory.register.known_codes import from_reference


@pytest.mark.parametrize(
    ("postcode", "place", "nis", "district"),
    [
        ("9000", "Gent", "44021", ""),
        ("3010", "Kessel-Lo (Leuven)", "24062", "Kessel-Lo"),
        ("3010", "kessel lo", "24062", "Kessel-Lo"),  # however it is written
        ("1000", "Bruxelles", "21004", ""),  # the French name
        ("2150", "Borsbeek", "11002", "Borsbeek"),  # merged into Antwerp
        ("9000", "Ergens", "44021", ""),  # the post code lies in one municipality
        ("0000", "Gent", "44021", ""),  # the name of a municipality without its post code
    ],
)
def test_a_place_is_found_by_name_or_post_code(postcode: str, place: str, nis: str, district: str) -> None:
    position = from_reference().locator.locate(postcode, place, "België")
    assert (position.nis, position.district, position.lat is None) == (nis, district, False)


@pytest.mark.parametrize("address", [("0000", "Ergens", "België"), ("9000", "Gent", "Nederland"), ("", "", "")])
def test_what_is_not_known_has_no_position(address: tuple[str, str, str]) -> None:
    assert from_reference().locator.locate(*address) == UNKNOWN_POSITION


def test_names_are_compared_without_case_accents_and_punctuation() -> None:
    assert folded("Kessel-Lo") == folded("KESSEL LO") == folded("késsel lò")

"""The ways to take part: only what is public, and only links that are what they seem."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.pages.detail.actions import MEETS_AT, SEAT, actions
from directory.platform.i18n import Language, speaking
from directory.publication.rows import Contact, Location

if TYPE_CHECKING:
    from directory.publication.rows import Association

HALL = Location(
    1, MEETS_AT, True, "Zaal De Kring", "Dorp", "12", "3", "9971", "Lembeke (Kaprijke)", "België", "", "43007",
    "Lembeke", None, None, "",
)  # fmt: skip


def association(
    contacts: tuple[Contact, ...] = (), locations: tuple[Location, ...] = (), name: str = "Koor Cantate"
) -> Association:
    """Return as much of an association as its actions look at."""
    return cast("Association", SimpleNamespace(name=name, contacts=contacts, locations=locations))


def contact(kind: str, value: str) -> Contact:
    """Return a public contact detail."""
    return Contact(1, kind, value, "", False, "")


def hrefs(*contacts: Contact, locations: tuple[Location, ...] = (), name: str = "Koor Cantate") -> dict[str, str]:
    """Return the address of each way by its kind."""
    return {action.kind: action.href for action in actions(association(contacts, locations, name))}


def test_each_way_is_the_first_that_can_be_followed() -> None:
    found = hrefs(
        contact("Website", "javascript:alert(1)"), contact("Website", "https://koor.example/"),
        contact("E-mail", "a@b.be?bcc=c@d.be"), contact("E-mail", "info@koor.example"),
        contact("Telefoon", "-"), contact("Telefoon", "+32 (0)16 00 00 00"), contact("SocialMedia", "https://x.example/"),
        locations=(HALL,),
    )  # fmt: skip
    assert found == {
        "mail": "mailto:info@koor.example?subject=Meedoen%20bij%20Koor%20Cantate",
        "call": "tel:+3216000000",
        "website": "https://koor.example/",
        "route": "https://www.openstreetmap.org/directions?to=Dorp+12%2C+9971+Lembeke%2C+Belgi%C3%AB",
    }


@given(name=st.text(max_size=300))
def test_a_name_is_one_line_of_the_subject_and_nothing_else(name: str) -> None:
    href = hrefs(contact("E-mail", "info@koor.example"), name=name)["mail"]
    address, _sign, query = href.partition("?")
    assert address == "mailto:info@koor.example"
    assert not set(query) & set("&#?\r\n ")
    (subject,) = parse_qs(query)["subject"]
    assert subject.startswith("Meedoen bij")
    assert len(subject) <= 120
    assert subject.isprintable() or not name.isprintable()
    assert "\n" not in subject


@given(street=st.text(min_size=1, max_size=60), town=st.text(max_size=40))
def test_a_route_is_one_address_on_the_map_site(street: str, town: str) -> None:
    found = hrefs(locations=(HALL._replace(street=street, municipality=town, district=""),))
    parts = urlsplit(found["route"])
    assert (parts.scheme, parts.netloc, parts.path, parts.fragment) == (
        "https",
        "www.openstreetmap.org",
        "/directions",
        "",
    )
    assert set(parse_qs(parts.query)) == {"to"}


@pytest.mark.parametrize(
    "places",
    [
        (),
        (HALL._replace(street=""),),
        (HALL._replace(kind="Correspondentie"),),
        (HALL._replace(kind="Correspondentie"), HALL._replace(kind=SEAT, street="")),
    ],
)
def test_where_no_street_is_public_there_is_no_route(places: tuple[Location, ...]) -> None:
    assert hrefs(locations=places) == {}


def test_people_go_where_an_association_meets_before_its_seat() -> None:
    seat = HALL._replace(kind=SEAT, street="Zetelstraat")
    assert "Dorp+12" in hrefs(locations=(seat, HALL))["route"]
    assert "Zetelstraat+12" in hrefs(locations=(seat,))["route"]


def test_the_subject_is_in_the_language_of_the_page() -> None:
    with speaking(Language.ENGLISH):
        assert hrefs(contact("E-mail", "info@koor.example"))["mail"].endswith("?subject=Joining%20Koor%20Cantate")

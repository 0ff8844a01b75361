"""The existence of a hidden association cannot be told from any answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.privacy import register
from tests.privacy.canaries import comparable

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from tests.privacy.world import World

BROWSER = {"Accept": "text/html"}
PROGRAM = {"Accept": "application/json"}


def seen(client: TestClient, address: str, method: str, headers: dict[str, str]) -> tuple[int, dict[str, str], str]:
    """Return all that a client can see of an answer, apart from the number of the request."""
    answer = client.request(method, address, headers=headers)
    number = answer.headers["x-request-id"]
    told = {name: value for name, value in answer.headers.items() if name != "x-request-id"}
    return answer.status_code, told, answer.text.replace(number, "")


@pytest.mark.parametrize("accepts", [BROWSER, PROGRAM], ids=["people", "programs"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("path", ["/vereniging/{}", "/vereniging/{}/naam"])
@pytest.mark.parametrize("vcode", register.NEVER_PUBLIC)
def test_a_vcode_that_never_was_public_answers_like_one_that_does_not_exist(
    world: World, vcode: str, path: str, method: str, accepts: dict[str, str]
) -> None:
    hidden = seen(world.client, path.format(vcode), method, accepts)

    assert hidden == seen(world.client, path.format(register.UNKNOWN), method, accepts)
    assert hidden[0] == (405 if method == "POST" else 404)


@pytest.mark.parametrize("accepts", [BROWSER, PROGRAM], ids=["people", "programs"])
def test_a_vcode_that_was_public_once_is_gone_and_says_no_more(world: World, accepts: dict[str, str]) -> None:
    status, _, text = seen(world.client, f"/vereniging/{register.LEFT}", "GET", accepts)

    assert status == 410
    assert comparable(world.canaries.private["left: name"]) not in comparable(text)


def test_a_line_that_was_refused_left_no_trace(world: World) -> None:
    refused = seen(world.client, f"/vereniging/{register.REFUSED}", "GET", BROWSER)

    assert refused == seen(world.client, f"/vereniging/{register.UNKNOWN}", "GET", BROWSER)


def answer(world: World, query: str) -> dict[str, Any]:
    """Return the JSON answer to a search."""
    found: dict[str, Any] = world.client.get(f"/zoeken.json?{query}").json()
    return found


def test_the_total_counts_only_what_is_public(world: World) -> None:
    assert answer(world, "")["totaal"] == len(register.PUBLIC)


@pytest.mark.parametrize(
    "query",
    [f"activiteit={register.HIDDEN_ACTIVITY}", f"gebied={register.HIDDEN_NIS}", f"waar={register.HIDDEN_PLACE}"],
)
def test_a_filter_that_only_hidden_associations_meet_finds_nothing(world: World, query: str) -> None:
    assert answer(world, query)["totaal"] == 0


def test_no_facet_counts_a_hidden_association(world: World) -> None:
    counted = list(values(answer(world, "")["facetten"]))

    assert counted
    assert not [
        value
        for value in counted
        if value["code"] in {register.HIDDEN_ACTIVITY, register.HIDDEN_NIS} and value["aantal"]
    ]
    assert max(value["aantal"] for value in counted) <= len(register.PUBLIC)


def values(facets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the values of all facets, those below others too."""
    found = [value for facet in facets for value in facet.get("waarden", [])]
    return found + (values(found) if found else [])


@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_searching_a_private_value_tells_no_more_than_searching_nonsense(
    world: World, about_nonsense: str, data: st.DataObject
) -> None:
    names = sorted(name for name, value in world.canaries.private.items() if value.isalpha())
    private = world.canaries.private[data.draw(st.sampled_from(names))]

    assert about(world, private) == about_nonsense


@pytest.fixture(scope="module")
def about_nonsense(world: World) -> str:
    """Return what a search tells of a word that is in nothing."""
    return about(world, world.canaries.unknown_word())


def about(world: World, word: str) -> str:
    """Return what a search tells of a word, apart from the word itself and the moment."""
    found = answer(world, f"q={word}")
    assert found["totaal"] == 0
    del found["bijgewerkt"]
    return str(found).replace(word, "").replace(word.lower(), "")


@pytest.mark.parametrize("vcode", [*register.NEVER_PUBLIC, register.LEFT])
def test_searching_the_vcode_of_a_hidden_association_finds_nothing(world: World, vcode: str) -> None:
    assert answer(world, f"q={vcode}")["totaal"] == answer(world, f"q={register.UNKNOWN}")["totaal"] == 0


def test_the_page_of_a_public_association_does_not_hint_at_hidden_relations(world: World) -> None:
    page = world.client.get(f"/vereniging/{register.VISIBLE}/{slug(world, register.VISIBLE)}").text

    assert not [vcode for vcode in register.NEVER_PUBLIC if vcode in page]


def test_a_department_of_a_hidden_parent_does_not_name_it(world: World) -> None:
    page = world.client.get(f"/vereniging/{register.ORPHAN}/{slug(world, register.ORPHAN)}").text

    assert register.HIDDEN_PARENT not in page
    assert comparable(world.canaries.public["orphan: name"]) in comparable(page)


def slug(world: World, vcode: str) -> str:
    """Return the slug to which the address without one leads."""
    location: str = world.client.get(f"/vereniging/{vcode}/x").headers["location"]
    return location.rpartition("/")[2]

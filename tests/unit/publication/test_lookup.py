"""Whether an address of an association leads to it, says that it left, or was never one."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
from starlette.exceptions import HTTPException

from directory.platform.problems import NotFound
from directory.publication import lookup, reader
from directory.search.index.sample import associations

if TYPE_CHECKING:
    from directory.publication.rows import Association

PUBLIC, DEPARTED = "V0001001", "V0001002"
ASSOCIATION = next(iter(associations()))
ARABIC_DIGITS = "\u0660\u0660\u0660\u0661\u0660\u0660\u0661"
CONNECTION: Any = object()


class Published:
    """Stands for what is read from Postgres: one public association, and one that left."""

    def __init__(self) -> None:
        self.reads: list[str] = []

    async def by_vcode(self, connection: object, vcode: str) -> Association | None:
        assert connection is CONNECTION
        self.reads.append(vcode)
        return ASSOCIATION if vcode == PUBLIC else None

    async def has_departed(self, connection: object, vcode: str) -> bool:
        assert connection is CONNECTION
        return vcode == DEPARTED


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> Published:
    reads = Published()
    monkeypatch.setattr(reader, "by_vcode", reads.by_vcode)
    monkeypatch.setattr(reader, "has_departed", reads.has_departed)
    return reads


def look_up(vcode: str) -> Association:
    return asyncio.run(lookup.association_of(CONNECTION, vcode))


@pytest.mark.parametrize("vcode", [PUBLIC, PUBLIC.lower()])
def test_a_public_association_is_found_by_its_vcode_in_either_case(published: Published, vcode: str) -> None:
    assert look_up(vcode) is ASSOCIATION
    assert published.reads == [PUBLIC]


@pytest.mark.parametrize("vcode", [DEPARTED, DEPARTED.lower()])
@pytest.mark.usefixtures("published")
def test_of_an_association_that_left_the_page_is_gone(vcode: str) -> None:
    with pytest.raises(HTTPException) as raised:
        look_up(vcode)
    assert raised.value.status_code == HTTPStatus.GONE


@pytest.mark.usefixtures("published")
def test_what_never_was_an_association_is_not_found() -> None:
    with pytest.raises(NotFound):
        look_up("V0009999")


@pytest.mark.parametrize(
    "vcode",
    ["", "0001001", "V000100", "V00010011", "W0001001", "V0001001 ", " V0001001", "V0001001\n", f"V{ARABIC_DIGITS}"],
)
def test_what_is_no_vcode_is_not_even_looked_up(published: Published, vcode: str) -> None:
    with pytest.raises(NotFound):
        look_up(vcode)
    assert published.reads == []

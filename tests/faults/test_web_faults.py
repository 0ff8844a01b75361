"""What visitors see while a part is away: the page, a calm notice, or an honest 503 that says when to come back."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.devstack.stack import until
from tests.faults.world import OPENSEARCH, POSTGRES, REDIS, World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.world import Answer

SEARCHES = ("/zoeken", "/zoeken?q=harmonie", "/zoeken.json?q=harmonie")


@contextmanager
def away(world: World, part: str, how: str) -> Iterator[None]:
    """Take a part away, by killing it or by having it accept and never answer."""
    with world.away(part) if how == "killed" else world.frozen(part):
        yield


def detail(world: World) -> str:
    vcode = world.value("SELECT vcode FROM publication.association ORDER BY vcode LIMIT 1")
    return f"/vereniging/{vcode}"


def honest(answer: Answer) -> bool:
    """Tell whether an answer is one, or a 503 with the time to come back."""
    return answer.status in range(200, 500) or (answer.status == 503 and "retry-after" in answer.headers)


@pytest.mark.parametrize("how", ["killed", "hung"])
def test_the_engine_is_away_and_searches_are_answered_from_postgres(world: World, how: str) -> None:
    with away(world, OPENSEARCH, how):
        assert [world.get(path).status for path in SEARCHES] == [200, 200, 200]


def test_a_page_says_calmly_that_the_engine_is_away(world: World) -> None:
    with world.frozen(OPENSEARCH):
        assert "Zoeken werkt nu beperkt." in world.get("/zoeken?q=harmonie").text


@pytest.mark.parametrize("how", ["killed", "hung"])
def test_redis_is_away_and_nobody_notices(world: World, how: str) -> None:
    with away(world, REDIS, how):
        assert [world.get(path).status for path in (*SEARCHES, detail(world))] == [200] * 4


def test_postgres_is_away_and_the_answer_is_honest(world: World) -> None:
    path = detail(world)
    with world.away(POSTGRES):
        answers = [world.get(one) for one in (*SEARCHES, path)]
    assert all(honest(answer) for answer in answers), [answer.status for answer in answers]


def test_without_postgres_and_engine_a_search_says_when_to_come_back(world: World) -> None:
    with world.away(POSTGRES), world.frozen(OPENSEARCH):
        answer = world.get("/zoeken?q=harmonie")
    assert answer.status == 503
    assert int(answer.headers["retry-after"]) > 0


def test_without_postgres_the_web_lives_but_is_not_ready(world: World) -> None:
    with world.away(POSTGRES):
        assert (world.get("/health/live").status, world.get("/health/ready").status) == (200, 503)


@pytest.mark.parametrize("part", [POSTGRES, OPENSEARCH, REDIS])
def test_the_web_recovers_by_itself(world: World, part: str) -> None:
    with world.away(part):
        world.get("/zoeken?q=harmonie")
    until(lambda: world.get("/health/ready").status == 200, what="the web is ready again")
    assert world.get("/zoeken?q=harmonie").status == 200

"""What visitors see while a part is away: the page, a calm notice, or an honest 503 that says when to come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.devstack.stack import until
from tests.faults.world import OPENSEARCH, POSTGRES, REDIS, World

if TYPE_CHECKING:
    from tests.faults.world import Answer

SEARCHES = ("/zoeken", "/zoeken?q=harmonie", "/zoeken.json?q=harmonie")


def detail(world: World) -> str:
    vcode = world.value("SELECT vcode FROM publication.association ORDER BY vcode LIMIT 1")
    return f"/vereniging/{vcode}"


def is_limited(world: World) -> bool:
    return "Zoeken werkt nu beperkt." in world.get("/zoeken?q=harmonie").text


def honest(answer: Answer) -> bool:
    """Tell whether an answer is one, or a 503 with the time to come back."""
    return answer.status in range(200, 500) or (answer.status == 503 and "retry-after" in answer.headers)


@pytest.fixture
def world(broken_world: World) -> World:
    """Return the world, whole; nothing is changed in these tests, so there is nothing to compare afterwards."""
    broken_world.settle()
    until(lambda: broken_world.get("/health/ready").status == 200, what="the web is ready")
    return broken_world


def test_the_engine_hangs_and_searches_are_answered_from_postgres(world: World) -> None:
    with world.frozen(OPENSEARCH):
        assert [world.get(path).status for path in SEARCHES] == [200, 200, 200]


def test_a_page_says_calmly_that_the_engine_is_away(world: World) -> None:
    with world.frozen(OPENSEARCH):
        assert is_limited(world)


@pytest.mark.parametrize("how", ["killed", "hung"])
def test_pages_answer_as_usual_while_redis_is_away(world: World, how: str) -> None:
    with world.away(REDIS) if how == "killed" else world.frozen(REDIS):
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


def test_the_engine_is_killed_and_searches_are_answered_from_postgres_until_it_is_back(world: World) -> None:
    with world.away(OPENSEARCH):
        assert [world.get(path).status for path in SEARCHES] == [200, 200, 200]
        assert is_limited(world)
    until(lambda: not is_limited(world), what="searches are answered by the engine again")


def test_the_web_recovers_by_itself_from_the_death_of_postgres(world: World) -> None:
    with world.away(POSTGRES):
        world.get("/zoeken?q=harmonie")
    until(lambda: world.get("/health/ready").status == 200, what="the web is ready again")
    assert world.get(detail(world)).status == 200

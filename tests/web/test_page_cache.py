"""Warm pages: made once however many ask, never older than a few seconds; a failure is not cached."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.platform.cache.page_cache import FRESH_SECONDS, LONGEST_SECONDS, CachedPage, PageCache, cached_page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class Clock:
    """Goes on only when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Press:
    """Makes pages that tell when they were begun and how many went before them; may be held up, or fail."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.made = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.lasting = True
        self.fails = False

    async def __call__(self) -> CachedPage:
        begun_at, number = self.clock.now, self.made
        self.made += 1
        await self.gate.wait()
        if self.fails:
            raise OSError
        return cached_page(f"{number} {begun_at}", lasting=self.lasting)


def run(scenario: Callable[[PageCache, Press, Clock], Awaitable[None]], most: int = 512) -> None:
    async def whole() -> None:
        clock = Clock()
        warm = PageCache(clock, most)
        await scenario(warm, Press(clock), clock)
        await warm.close()

    asyncio.run(whole())


async def settled() -> None:
    """Let everything that can go on do so."""
    for _ in range(5):
        await asyncio.sleep(0)


def test_those_who_ask_at_once_share_one_making() -> None:
    async def scenario(warm: PageCache, press: Press, _clock: Clock) -> None:
        press.gate.clear()
        asking = [asyncio.create_task(warm.get("/", press)) for _ in range(20)]
        await settled()
        press.gate.set()
        pages = await asyncio.gather(*asking)
        assert (press.made, len(set(pages))) == (1, 1)

    run(scenario)


@given(pauses=st.lists(st.floats(0, 8), min_size=1, max_size=20))
def test_no_page_is_older_than_is_promised(pauses: list[float]) -> None:
    async def scenario(warm: PageCache, press: Press, clock: Clock) -> None:
        for pause in pauses:
            clock.now += pause
            page = await warm.get("/", press)
            begun_at = float(page.body.split()[1])
            assert clock.now - begun_at < LONGEST_SECONDS
            await settled()

    run(scenario)


def test_a_page_that_grows_old_is_given_once_more_while_it_is_renewed() -> None:
    async def scenario(warm: PageCache, press: Press, clock: Clock) -> None:
        first = await warm.get("/", press)
        clock.now += FRESH_SECONDS
        press.gate.clear()
        assert await warm.get("/", press) == first
        press.gate.set()
        await settled()
        assert (await warm.get("/", press)).body.startswith(b"1 ")
        assert press.made == 2

    run(scenario)


def test_a_page_of_this_moment_is_not_kept_and_takes_the_one_before_with_it() -> None:
    async def scenario(warm: PageCache, press: Press, clock: Clock) -> None:
        await warm.get("/", press)
        press.lasting = False
        clock.now += FRESH_SECONDS
        await warm.get("/", press)
        await settled()
        pages = [await warm.get("/", press) for _ in range(3)]
        assert len(set(pages)) == 3

    run(scenario)


def test_a_failure_reaches_who_waits_and_the_next_one_tries_again() -> None:
    async def scenario(warm: PageCache, press: Press, _clock: Clock) -> None:
        press.fails = True
        with pytest.raises(OSError):  # noqa: PT011 - the very error of the press
            await warm.get("/", press)
        press.fails = False
        assert (await warm.get("/", press)).body.startswith(b"1 ")

    run(scenario)


def test_a_failure_behind_the_readers_back_takes_nothing_away_before_its_time() -> None:
    async def scenario(warm: PageCache, press: Press, clock: Clock) -> None:
        first = await warm.get("/", press)
        press.fails = True
        clock.now += FRESH_SECONDS
        assert await warm.get("/", press) == first
        await settled()
        clock.now += LONGEST_SECONDS
        with pytest.raises(OSError):  # noqa: PT011 - the very error of the press
            await warm.get("/", press)

    run(scenario)


def test_a_reader_who_gives_up_does_not_end_the_making_for_others() -> None:
    async def scenario(warm: PageCache, press: Press, _clock: Clock) -> None:
        press.gate.clear()
        one, other = (asyncio.create_task(warm.get("/", press)) for _ in range(2))
        await settled()
        one.cancel()
        await settled()
        press.gate.set()
        assert (await other).body.startswith(b"0 ")

    run(scenario)


def test_the_least_recently_used_pages_go_first() -> None:
    async def scenario(warm: PageCache, press: Press, _clock: Clock) -> None:
        for address in ("/a", "/b", "/a", "/c", "/a"):
            await warm.get(address, press)
        assert press.made == 3
        await warm.get("/b", press)
        assert press.made == 4

    run(scenario, most=2)


def test_closing_ends_what_is_being_made() -> None:
    async def scenario(warm: PageCache, press: Press, _clock: Clock) -> None:
        press.gate.clear()
        asking = asyncio.create_task(warm.get("/", press))
        await settled()
        await warm.close()
        with pytest.raises(asyncio.CancelledError):
            await asking

    run(scenario)

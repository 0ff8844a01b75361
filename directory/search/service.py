"""The search of the house: one object, built once, that pages, API, widgets and exports all ask."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from directory.geography.gazetteer import AreaRow, PlaceRow, build_gazetteer
from directory.platform.cache.refreshing_value import AWAY, RefreshingValue
from directory.publication import fallback, index
from directory.publication import places as published
from directory.search.criteria import criteria as asking
from directory.search.criteria import url_parameters
from directory.search.criteria.choices import Sort
from directory.search.criteria.criteria import PAGE_SIZE, Criteria, Problem
from directory.search.engine.client import DEADLINE_SECONDS, Engine, EngineAway
from directory.search.explain import explanation
from directory.search.index import schema
from directory.search.query.builder import body, count, halves
from directory.search.results import (
    alternatives as offers,
)
from directory.search.results import (
    nearby as near,
)
from directory.search.results import (
    postgres_fallback,
    query_relaxation,
    response_reader,
)
from directory.search.results.pagination import Cursor, Cursors
from directory.search.suggest import suggestions
from directory.search.understanding.interpretation import interpret
from directory.search.understanding.reference import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.geography.points import Point
    from directory.platform.database import AsyncConnection, Pool
    from directory.publication.index import State
    from directory.search.criteria.criteria import Parsed
    from directory.search.explain.explanation import Explanation
    from directory.search.results.model import Hit, Meant, Nearby, Results, Step
    from directory.search.suggest.suggestions import Suggestions
    from directory.search.understanding.interpretation import InterpretedQuery
    from directory.settings import Settings

# How old what the pages say of the index may be.
_STATE_SECONDS = 5.0
# The longest that the page of one association waits for its neighbours: it is whole without them.
_NEAR_SECONDS = 0.5
# The longest that an answer from Postgres may take: it serves many while the engine is away.
_FALLBACK_SECONDS = 3.0


class Unavailable(Exception):  # noqa: N818 - named after what the caller tells people
    """Neither the engine nor Postgres answers; `retry_after` is the number of seconds to wait."""

    def __init__(self, retry_after: int = 5) -> None:
        super().__init__(f"Search is unavailable; try again in {retry_after} seconds.")
        self.retry_after = retry_after


async def read_reference(connection: AsyncConnection) -> Reference:
    """Read the places and code lists that are published."""
    lists = await published.lists(connection)
    places = build_gazetteer(
        (AreaRow(*row) for row in lists.areas), (PlaceRow(*row) for row in lists.places), dict(lists.lau_codes)
    )
    return Reference(places, dict(lists.activities))


class Search:
    """Answers questions from the engine and, while that is away, from Postgres.

    `parse` reads a URL with the codes that exist now; `find` answers. `close` ends the connections to the engine.
    """

    def __init__(self, settings: Settings, pool: Pool, deadline: float = DEADLINE_SECONDS) -> None:
        self.near_seconds = _NEAR_SECONDS
        self._pool = pool
        self._engine = Engine(settings, deadline)
        self._cursors = Cursors(settings.secret.get_secret_value())
        self._reference = RefreshingValue(pool, read_reference, Reference())
        self._state: RefreshingValue[State | None] = RefreshingValue(pool, index.state, None, every=_STATE_SECONDS)

    async def start(self) -> None:
        """Read the places and codes; without Postgres they are read at the first question that finds it back."""
        await self._reference.get()

    async def close(self) -> None:
        """End the connections to the engine."""
        await asyncio.gather(self._reference.close(), self._state.close(), self._engine.close())

    @property
    def reference(self) -> Reference:
        """The places and activities; empty until Postgres was there once."""
        return self._reference.value

    async def generation(self) -> str | None:
        """Return the live generation as far as is known: what somebody kept of an answer belongs to one."""
        state = await self._state.get(wait=False)
        return state.generation if state else None

    def parse(self, pairs: Iterable[tuple[str, str]]) -> Parsed:
        """Read the parameters of a URL; never raises."""
        return asking.parse(pairs, self.reference.codes)

    async def find(self, criteria: Criteria) -> Results:
        """Answer a question. Raises `Unavailable` only when both the engine and Postgres are away."""
        interpreted, problems = interpret(criteria, await self._reference.get())
        try:
            found = await self._from_engine(interpreted, problems)
        except EngineAway:
            found = await self._from_postgres(interpreted, problems)
        state = await self._state.get(wait=False)
        if state is None:
            return found
        return replace(found, generation=found.generation or state.generation, updated_at=state.in_step_at)

    async def counts(self, questions: Sequence[Criteria]) -> list[int | None]:
        """Return the totals that `find` would give, asked in one round; None for all while the engine is away."""
        reference = await self._reference.get()
        interpreted = [interpret(criteria, reference)[0] for criteria in questions]
        try:
            found = (
                await self._engine.search_all([count(one, loose=False) for one in interpreted]) if interpreted else []
            )
            unsure = [
                n for n, one in enumerate(interpreted) if one.question.words and not response_reader.is_sure(found[n])
            ]
            again = await self._engine.search_all([count(interpreted[n], loose=True) for n in unsure]) if unsure else []
        except EngineAway:
            return [None] * len(questions)
        for number, answer in zip(unsure, again, strict=True):
            found[number] = answer
        return [answer["hits"]["total"]["value"] for answer in found]

    async def suggest(self, text: str, where: str = "") -> Suggestions:
        """Return what somebody who typed this so far may mean; without the engine only activities and places.

        Without a text it is the place that is being typed.
        """
        criteria = self.parse([("q", text), ("waar", where)]).criteria
        reference = await self._reference.get()
        if criteria.where and not criteria.q:
            return suggestions.of_places(criteria.where, reference.gazetteer)
        interpreted, _ = interpret(criteria, reference)
        if not interpreted.question.words:
            return suggestions.without_words(interpreted)
        try:
            return await self._suggested(interpreted, reference, alike=False)
        except EngineAway:
            return suggestions.suggestions(interpreted, None)

    async def near(self, middle: Point, activities: Sequence[str], besides: Sequence[str]) -> tuple[Hit, ...]:
        """Return the nearest associations around a point, those that share an activity first, without `besides`.

        Nothing while the engine is away, or slower than a page can wait for.
        """
        interpreted, _ = interpret(Criteria(near=middle, sort=Sort.DISTANCE), await self._reference.get())
        try:
            async with asyncio.timeout(self.near_seconds):
                found = await self._engine.search_all(near.requests(interpreted, middle, activities, besides))
        except (EngineAway, TimeoutError):
            return ()
        return near.nearest(interpreted, found)

    async def _suggested(self, interpreted: InterpretedQuery, reference: Reference, *, alike: bool) -> Suggestions:
        """Ask for associations, and in the same round how many each activity has."""
        chosen = [interpret(one, reference)[0] for one in suggestions.activities_shown(interpreted, alike=alike)]
        counted = [count(one, loose=False) for one in chosen]
        answer, *others = await self._engine.search_all([suggestions.request(interpreted, alike=alike), *counted])
        if not alike and suggestions.fits_nothing(interpreted, answer):
            return await self._suggested(interpreted, reference, alike=True)
        totals = [other["hits"]["total"]["value"] for other in others]
        return suggestions.suggestions(interpreted, answer, totals, alike=alike)

    async def explain(self, criteria: Criteria, vcode: str | None = None) -> Explanation | None:
        """Explain a numbered page of results, and where one association stands; None while the engine is away.

        One that is hidden takes the same requests as one that does not exist.
        """
        interpreted, _ = interpret(criteria, await self._reference.get())
        try:
            loose, answer = await self._answer(interpreted, None)
            shown = (hit["_source"][schema.VCODE] for hit in answer["hits"]["hits"])
            plan = explanation.plan(interpreted, shown, vcode, loose=loose)
            return plan.explanation(await self._engine.search_all(plan.requests()))
        except EngineAway:
            return None

    async def _from_engine(self, interpreted: InterpretedQuery, problems: tuple[Problem, ...]) -> Results:
        cursor = self._cursors.read(interpreted.criteria) if interpreted.criteria.after else None
        if interpreted.criteria.after and cursor is None:
            problems = (*problems, _bad_cursor(interpreted.criteria))
            interpreted = replace(interpreted, criteria=interpreted.criteria.first_page())
        loose, answer = await self._answer(interpreted, cursor)
        found = response_reader.results(interpreted, answer, problems, self._cursors, cursor, loose=loose)
        if found.total == 0:
            return replace(found, steps=await self._steps(interpreted))
        if not found.hits:  # beyond the last one
            return replace(found, steps=query_relaxation.to_first_page(interpreted.criteria, found.total))
        if found.paging.following:
            return found
        nearby, meant = await asyncio.gather(self._nearby(interpreted), self._meant(interpreted, found))
        return replace(found, nearby=nearby, did_you_mean=meant)

    async def _meant(self, interpreted: InterpretedQuery, found: Results) -> Meant | None:
        """Count what other words would give where the typed ones give little."""
        criteria = offers.meant(interpreted, found)
        return offers.did_you_mean(found, criteria, *await self.counts([criteria])) if criteria else None

    async def _steps(self, interpreted: InterpretedQuery) -> tuple[Step, ...]:
        """Count in one round what may help when nothing is found."""
        steps = query_relaxation.candidates(interpreted)
        return query_relaxation.helpful(steps, await self.counts([step.criteria for step in steps]))

    async def _nearby(self, interpreted: InterpretedQuery) -> Nearby | None:
        """Count what lies just over the border of the place that is asked for."""
        wider = offers.around(interpreted)
        if wider is None:
            return None
        answer = await self._engine.search(offers.more_around(interpreted, wider, loose=False))
        if wider.question.words and not response_reader.is_sure(answer):
            answer = await self._engine.search(offers.more_around(interpreted, wider, loose=True))
        return offers.nearby(wider, answer)

    async def _answer(self, interpreted: InterpretedQuery, cursor: Cursor | None) -> tuple[bool, dict[str, Any]]:
        """Ask with the sure rungs and, only when nothing fits surely, once more with the loose ones too."""
        if cursor:
            return cursor.loose, await self._engine.search(body(interpreted, loose=cursor.loose, after=cursor.after))
        if not interpreted.question.words:
            hits, counted = await self._engine.search_all(halves(body(interpreted, loose=False)))
            return False, {**hits, "aggregations": counted["aggregations"]}
        answer = await self._engine.search(body(interpreted, loose=False))
        if response_reader.is_sure(answer):
            return False, answer
        return True, await self._engine.search(body(interpreted, loose=True))

    async def _from_postgres(self, interpreted: InterpretedQuery, problems: tuple[Problem, ...]) -> Results:
        offset = (interpreted.criteria.page - 1) * PAGE_SIZE
        try:
            async with asyncio.timeout(_FALLBACK_SECONDS), self._pool.connection() as connection:
                found = await fallback.find(
                    connection, postgres_fallback.wanted(interpreted), limit=PAGE_SIZE + 1, offset=offset
                )
        except AWAY as error:
            raise Unavailable from error
        return postgres_fallback.results(interpreted, found, problems)


def _bad_cursor(criteria: Criteria) -> Problem:
    return Problem("na", criteria.after[:80], url_parameters.BAD_CURSOR)

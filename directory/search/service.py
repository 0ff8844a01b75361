"""The search of the house: one object, built once, that pages, API, widgets and exports all ask."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from directory.geography.gazetteer import AreaRow, PlaceRow, build_gazetteer
from directory.platform.cache.refreshing_value import AWAY, RefreshingValue
from directory.publication import code_lists, fallback, index_state
from directory.search.criteria import criteria as asking
from directory.search.criteria import url_codec
from directory.search.criteria.choices import ResultGroup, Sort
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.window import Want
from directory.search.engine.client import DEADLINE_SECONDS, Engine, EngineAway, QueryRefused
from directory.search.explain.explanation import plan_explanation
from directory.search.index import schema
from directory.search.query import kind_overview, streaming
from directory.search.query.builder import Stage, body, count
from directory.search.results import (
    alternatives,
    groups,
    nearby,
    postgres_fallback,
    query_relaxation,
    response_reader,
)
from directory.search.results.pagination import Cursor, Cursors
from directory.search.stages import Answered, answer_all, one_by_one, staged
from directory.search.suggest import suggestions
from directory.search.understanding.interpretation import area_of_place, given_place, interpret
from directory.search.understanding.reference import Reference

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence

    from directory.geography.points import Point
    from directory.platform.database import AsyncConnection, Pool
    from directory.publication.index_state import IndexState
    from directory.search.criteria.criteria import ParsedCriteria
    from directory.search.criteria.url_codec import ParameterProblem
    from directory.search.criteria.window import Window
    from directory.search.engine.client import EngineMetrics
    from directory.search.explain.explanation import Explanation
    from directory.search.query.kind_overview import KindChange
    from directory.search.query.streaming import StreamedHit
    from directory.search.results.model import DidYouMean, Hit, Nearby, PlaceProposal, RelaxationStep, Results
    from directory.search.suggest.suggestions import Suggestions
    from directory.search.understanding.interpretation import InterpretedQuery
    from directory.settings import Settings

# How old what the pages say of the index may be.
_STATE_SECONDS = 5.0
# The longest that the page of one association waits for its neighbours: it is whole without them.
_NEAR_SECONDS = 0.5
# The fallback is bounded so that it never becomes the outage: each search so long, so many at once in each process of
# the web, the rest refused.
_FALLBACK_SECONDS = 0.3
FALLBACKS_AT_ONCE = 2


class SearchUnavailable(Exception):  # noqa: N818 - named after what the caller tells people
    """Neither the engine nor Postgres answers; `retry_after` is the number of seconds to wait."""

    def __init__(self, retry_after: int = 5) -> None:
        super().__init__(f"Search is unavailable; try again in {retry_after} seconds.")
        self.retry_after = retry_after


class StreamInterrupted(Exception):  # noqa: N818 - named after what happened
    """The engine went away in the middle of a stream, after `sent` results: what was read is not everything."""

    def __init__(self, sent: int) -> None:
        super().__init__(f"The stream of results ended early, after {sent} results.")
        self.sent = sent


async def read_reference(connection: AsyncConnection, activity_label: Callable[[str], str] = str) -> Reference:
    """Read the places and code lists that are published; `activity_label` makes of the name of an activity a label."""
    lists = await code_lists.code_lists(connection)
    places = build_gazetteer(
        (AreaRow(*row) for row in lists.areas), (PlaceRow(*row) for row in lists.places), dict(lists.lau_codes)
    )
    return Reference(places, {code: activity_label(name) for code, name in lists.activities})


class Search:
    """Answers questions from the engine and, while that is away, from Postgres.

    `parse` reads a URL with the codes that exist now; `find` answers. `close` ends the connections to the engine.
    """

    def __init__(
        self,
        settings: Settings,
        pool: Pool,
        deadline: float = DEADLINE_SECONDS,
        *,
        metrics: EngineMetrics | None = None,
        activity_label: Callable[[str], str] = str,
    ) -> None:
        """Build it; `activity_label` makes of the register's name of an activity what a reader sees."""
        self.near_seconds = _NEAR_SECONDS
        self.fallback_seconds = _FALLBACK_SECONDS
        self._fallbacks = asyncio.Semaphore(FALLBACKS_AT_ONCE)
        self._pool = pool
        self._engine = Engine(settings, deadline, metrics=metrics)
        self._cursors = Cursors(settings.secret.get_secret_value())
        self._reference = RefreshingValue(pool, partial(read_reference, activity_label=activity_label), Reference())
        self._state: RefreshingValue[IndexState | None] = RefreshingValue(
            pool, index_state.state, None, every=_STATE_SECONDS
        )

    def use_engine(self, engine: Engine) -> None:
        """Ask the engine through another client from now on; before the first question."""
        self._engine = engine

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
        """Return the live generation as far as is known: a cached answer belongs to one."""
        state = await self._state.get(wait=False)
        return state.generation if state else None

    def parse(self, pairs: Iterable[tuple[str, str]]) -> ParsedCriteria:
        """Read the parameters of a URL; never raises."""
        pairs = list(pairs)
        parsed = asking.parse(pairs, self.reference.codes)
        box = dict(pairs).get(asking.PLACE_BOX)
        if not box:
            return parsed
        place = given_place(parsed.criteria.where, self.reference.gazetteer)[0].place
        return replace(parsed, criteria=parsed.criteria.with_place_box(box, area_of_place(place) if place else None))

    async def page(self, criteria: Criteria, window: Window, want: Want = Want.BOTH) -> Results:
        """Answer a question with one page of results, facets, or both: one request to the engine if words fit surely.

        The page of `criteria` itself does not count, `window` does. While the engine is away the answer is `degraded`
        and holds hits alone; raises `SearchUnavailable` when Postgres cannot answer either, or enough ask it already.
        Raises `QueryRefused` when our query is wrong: that is an error of ours and no outage.
        """
        interpreted, problems = interpret(criteria, await self._reference.get())
        try:
            results = await self._page_from_engine(interpreted, window, want)
        except EngineAway:
            results = await self._page_from_postgres(interpreted, window)
        results = replace(results, problems=(*problems, *results.problems))
        state = await self._state.get(wait=False)
        if state is None:
            return results
        return replace(results, generation=results.generation or state.generation, updated_at=state.in_step_at)

    async def stream(self, criteria: Criteria) -> AsyncGenerator[StreamedHit]:
        """Yield all results of a question in rank order, as they were at the first one, with flat memory.

        Raises `StreamInterrupted` when the engine goes away before the last one: it is never silently short. Close the
        stream (`contextlib.aclosing`) when you stop early, so that the engine lets go of what it froze.
        """
        interpreted, _problems = interpret(criteria, await self._reference.get())
        sent = 0
        try:
            async with self._engine.point_in_time() as frozen:
                first = staged(interpreted, partial(streaming.first_batch, interpreted))
                ((stage, answer, _),) = await answer_all([first], one_by_one(frozen.search))
                total = answer["hits"]["total"]["value"]
                while batch := answer["hits"]["hits"]:
                    for hit in streaming.hits(interpreted, batch, stage):
                        yield hit
                    sent += len(batch)
                    answer = await frozen.search(streaming.next_batch(interpreted, batch[-1]["sort"], stage))
        except EngineAway as error:
            raise StreamInterrupted(sent) from error
        if sent != total:
            raise StreamInterrupted(sent)

    async def counts(self, questions: Sequence[Criteria]) -> list[int | None]:
        """Return the totals that `find` would give, asked in one round; None for all while the engine is away."""
        reference = await self._reference.get()
        interpreted = [interpret(criteria, reference)[0] for criteria in questions]
        try:
            answers = await answer_all(
                [staged(one, partial(count, one)) for one in interpreted], self._engine.search_all
            )
        except EngineAway:
            return [None] * len(questions)
        return [answered.answer["hits"]["total"]["value"] for answered in answers]

    async def kind_counts(self, criteria: Criteria) -> Mapping[str, int] | None:
        """Return how many associations of each kind are within the place and filters; None while the engine is away."""
        interpreted, _ = interpret(criteria, await self._reference.get())
        try:
            return kind_overview.kinds_counted(await self._engine.search(kind_overview.kinds_request(interpreted)))
        except EngineAway:
            return None

    async def kind_changes(self, areas: Sequence[str] | None = None) -> list[KindChange]:
        """Return when an association of each kind changed last: anywhere, or in each of these with several of them.

        Raises `SearchUnavailable` while the engine is away: kinds are known to the index alone.
        """
        try:
            return list(kind_overview.changes(await self._engine.search(kind_overview.changes_request(areas))))
        except EngineAway as error:
            raise SearchUnavailable from error

    async def suggest(self, text: str, where: str = "", scope: Criteria | None = None) -> Suggestions:
        """Return autocomplete suggestions for the text so far; without the engine only activities and places.

        Without a text they are for `where`, the place that is being typed. With a `scope` all associations lie within
        its place and filters, and so do those of every activity.
        """
        criteria = self.parse([("q", text), ("waar", where)]).criteria
        reference = await self._reference.get()
        if criteria.where and not criteria.q:
            return suggestions.suggest_places(criteria.where, reference.gazetteer)
        interpreted, _ = interpret(criteria, reference)
        if not interpreted.question.words:
            return suggestions.suggest_without_words(interpreted)
        try:
            return await self._suggested(interpreted, reference, scope, fuzzy=False)
        except EngineAway:
            return suggestions.build_suggestions(interpreted, None, scope=scope)

    async def near(self, middle: Point, likeness: nearby.Likeness, besides: Sequence[str]) -> tuple[Hit, ...]:
        """Return associations around a point, the most alike first and of these the nearest, without `besides`.

        Nothing while the engine is away, or slower than a page can wait for.
        """
        interpreted, _ = interpret(Criteria(near=middle, sort=Sort.DISTANCE), await self._reference.get())
        try:
            async with asyncio.timeout(self.near_seconds):
                found = await self._engine.search_all(nearby.requests(interpreted, middle, likeness, besides))
        except (EngineAway, QueryRefused, TimeoutError):  # a refused query is logged and counted by the client
            return ()
        return nearby.nearest(interpreted, found)

    async def _suggested(
        self, interpreted: InterpretedQuery, reference: Reference, scope: Criteria | None, *, fuzzy: bool
    ) -> Suggestions:
        """Ask for associations, and in the same round how many each activity has."""
        activities = suggestions.counted_activities(interpreted, fuzzy=fuzzy, scope=scope)
        counted = [count(interpret(one, reference)[0], Stage(loose=False)) for one in activities]
        within = interpret(scope, reference)[0] if scope else None
        request = suggestions.build_request(interpreted, fuzzy=fuzzy, scope=within)
        answer, *others = await self._engine.search_all([request, *counted])
        if not fuzzy and suggestions.has_no_match(interpreted, answer):
            return await self._suggested(interpreted, reference, scope, fuzzy=True)
        totals = [other["hits"]["total"]["value"] for other in others]
        return suggestions.build_suggestions(interpreted, answer, totals, fuzzy=fuzzy, scope=scope)

    async def explain(self, criteria: Criteria, window: Window, vcode: str | None = None) -> Explanation | None:
        """Explain a page of results, and where one association stands; None while the engine is away.

        One that is hidden takes the same requests as one that does not exist.
        """
        interpreted, _ = interpret(criteria, await self._reference.get())
        try:
            answered = await self._answer(interpreted, window, Want.HITS, None)
            shown = (hit["_source"][schema.VCODE] for hit in answered.answer["hits"]["hits"])
            plan = plan_explanation(interpreted, shown, vcode, answered.stage)
            return plan.explanation(await self._engine.search_all(plan.requests()))
        except EngineAway:
            return None

    async def _page_from_engine(self, interpreted: InterpretedQuery, window: Window, want: Want) -> Results:
        problems: tuple[ParameterProblem, ...] = ()
        cursor = self._cursors.read(interpreted.criteria, window.cursor) if window.cursor else None
        if window.cursor and cursor is None:
            problems = (_bad_cursor(window.cursor),)
            interpreted = replace(interpreted, criteria=interpreted.criteria.first_page())
            window = window.from_start()
        if interpreted.criteria.group is not ResultGroup.SURE:
            want &= ~Want.FACETS  # a group of what only might fit is a list to read, not to search further in
        stage, answer, beside = await self._answer(interpreted, window, want, cursor)
        results = response_reader.results(
            interpreted,
            answer,
            window=window,
            want=want,
            cursors=self._cursors,
            cursor=cursor,
            stage=stage,
            beside=beside if Want.GROUPS in want else {},
        )
        if Want.ADVICE in want:
            results = await self._with_groups(interpreted, results, loose=stage.loose)
            results, proposals = await asyncio.gather(self._advised(interpreted, results), self._proposals(interpreted))
            results = replace(results, proposals=proposals)
        return replace(results, problems=problems)

    async def _with_groups(self, interpreted: InterpretedQuery, results: Results, *, loose: bool) -> Results:
        """Return the last page of a list with the first results of each group below it."""
        if not results.groups or results.paging.following:
            return results
        requests = [
            body(interpreted, Stage(loose, one.subject.group), size=groups.MOST_SHOWN, facets=False)
            for one in results.groups
        ]
        found = await self._engine.search_all(requests)
        corrected = interpreted.with_corrected_place() if loose else interpreted
        return replace(results, groups=groups.with_hits(corrected, results.groups, found))

    async def _advised(self, interpreted: InterpretedQuery, results: Results) -> Results:
        """Return the results with what helps beside them: another question where they are few, or end."""
        if results.total == 0:
            return replace(results, relaxation_steps=await self._relaxation_steps(interpreted))
        if not results.hits:  # beyond the last one
            return replace(
                results, relaxation_steps=query_relaxation.to_first_page(interpreted.criteria, results.total)
            )
        if results.paging.following:
            return results
        around, meant = await asyncio.gather(self._nearby(interpreted), self._did_you_mean(interpreted, results))
        return replace(results, nearby=around, did_you_mean=meant)

    async def _did_you_mean(self, interpreted: InterpretedQuery, results: Results) -> DidYouMean | None:
        """Count what other words would give where the typed ones give little."""
        criteria = alternatives.suggested_criteria(interpreted, results)
        return alternatives.did_you_mean(results, criteria, *await self.counts([criteria])) if criteria else None

    async def _proposals(self, interpreted: InterpretedQuery) -> tuple[PlaceProposal, ...]:
        """Count what the question gives in each of the places that an unknown name may mean."""
        proposed = alternatives.proposed_places(interpreted)
        if not proposed:
            return ()
        totals = await self.counts([proposal.criteria for proposal in proposed])
        return tuple(one._replace(total=total) for one, total in zip(proposed, totals, strict=True))

    async def _relaxation_steps(self, interpreted: InterpretedQuery) -> tuple[RelaxationStep, ...]:
        """Count in one round what may help when nothing is found."""
        steps = query_relaxation.candidates(interpreted)
        return query_relaxation.helpful(steps, await self.counts([step.criteria for step in steps]))

    async def _nearby(self, interpreted: InterpretedQuery) -> Nearby | None:
        """Count what lies just over the border of the place that is asked for."""
        wider = alternatives.wider_query(interpreted)
        if wider is None:
            return None
        request = partial(alternatives.count_around, interpreted, wider)
        (answered,) = await answer_all([staged(wider, request)], self._engine.search_all)
        return alternatives.nearby_offer(wider, answered.answer)

    async def _answer(
        self, interpreted: InterpretedQuery, window: Window, want: Want, cursor: Cursor | None
    ) -> Answered:
        """Ask with the sure rules and, only when nothing fits surely, once more with the loose ones too."""

        def request(stage: Stage) -> dict[str, Any]:
            return body(
                interpreted,
                stage,
                size=window.size if Want.HITS in want else 0,
                offset=window.offset,
                after=cursor.after if cursor else None,
                facets=Want.FACETS in want,
            )

        if cursor:
            return Answered(cursor.stage, await self._engine.search(request(cursor.stage)), {})
        asked = staged(interpreted, request, counts_groups=Want.GROUPS in want)
        (answered,) = await answer_all([asked], self._engine.search_all)
        return answered

    async def _page_from_postgres(self, interpreted: InterpretedQuery, window: Window) -> Results:
        """Return a page from the fallback; refuse at once when enough of them run, so that none waits in line."""
        if self._fallbacks.locked():
            raise SearchUnavailable
        query = postgres_fallback.fallback_query(interpreted)
        try:
            async with self._fallbacks, asyncio.timeout(self.fallback_seconds), self._pool.connection() as connection:
                rows = await fallback.find(
                    connection,
                    query,
                    limit=window.size + 1,
                    offset=window.offset,
                    milliseconds=int(self.fallback_seconds * 1000),
                )
        except AWAY as error:
            raise SearchUnavailable from error
        return postgres_fallback.results(interpreted, window, rows)


def _bad_cursor(cursor: str) -> ParameterProblem:
    return url_codec.problem("na", cursor, url_codec.ProblemCode.BAD_CURSOR)

"""How fast the search answers, beside the register's own query on the same engine in the same run.

The same judged queries are asked of both in turn, after rounds that only warm the engine; what counts are the ratios.
Ours is all that an answer takes: the first request with all facets and, where nothing fits surely, the loose one too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import Figure
from bench.searching import prefix_queries, recorded_requests, seeded_stack
from bench.searching.comparing import Times, at_least, at_most, percentile
from bench.searching.sending import Client, answers_per_second
from bench.searching.site import serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.figures import Context
    from bench.searching.recorded_requests import RecordedRequest
    from bench.searching.seeded_stack import Filled

COUNT, TIMES_LARGER = 200_000, 10
QUERIES = 240
# The engine compiles what it runs often; one that has been up for a minute answers twice as fast as a new one.
WARMING, ROUNDS = 12, 3
CLIENTS, SECONDS, TURNS = 8, 4.0, 3
P50, P95 = 0.5, 0.95
MOST_MILLISECONDS = 30
FEWEST_IN_ONE_REQUEST = 0.8


def measure(context: Context) -> list[Figure]:
    """Fill the parts, then measure one thing after the other, and tell each figure at once: filling takes long."""
    figures: list[Figure] = []
    for figure in _figures(context):
        context.steps.say(f"  {figure.name}: {figure.measured}")
        figures.append(figure)
    return figures


def _figures(context: Context) -> Iterator[Figure]:
    rounds, sample = (1, QUERIES // 6) if context.quick else (ROUNDS, QUERIES)
    with seeded_stack.filled(context, context.size(COUNT)) as made:
        queries = recorded_requests.answers(made, seeded_stack.sampled(made.queries, sample))
        engine = Client(made.engine)
        yield from _beside_register(engine, queries, rounds)
        yield from _in_one_request(queries)
        yield _at_once(made, queries, SECONDS / 8 if context.quick else SECONDS)
        begun_so = recorded_requests.suggestions(made, prefix_queries.typed(made.queries, sample))
        with serving(context, made) as address:
            yield from _endpoint(Client(address), engine, queries, rounds)
            yield from _suggestions(address, engine, begun_so, rounds)
        if context.large:
            yield _larger(made, engine, queries, rounds)


def _beside_register(engine: Client, queries: Sequence[RecordedRequest], rounds: int) -> list[Figure]:
    """Compare the answers; what the register's query language refuses takes no time and is left out."""
    understood = [one for one in queries if engine.is_understood(one.register)]
    sure = [one for one in understood if len(one.answer) == 1]
    for _ in range(WARMING):
        _raw(engine, understood, 1)
    everything, certain = _raw(engine, understood, rounds), _raw(engine, sure, rounds)
    name = "{} with all facets against the register's query, {}"
    return [
        at_least(name.format("answers", "p50"), 2.5, everything, P50),
        at_least(name.format("answers", "p95"), 1.5, everything, P95),
        at_least(name.format("answers without loose stage", "p50"), 2.5, certain, P50),
        at_least(name.format("answers without loose stage", "p95"), 3.0, certain, P95),
    ]


def _raw(engine: Client, queries: Sequence[RecordedRequest], rounds: int) -> Times:
    return Times.in_turn([(one.answer, one.register) for one in queries], engine.seconds, engine.seconds, rounds)


def _in_one_request(queries: Sequence[RecordedRequest]) -> list[Figure]:
    """Tell how many answers need no second stage, and how many pages ask for nothing else: other words, neighbours."""
    answers, pages = (
        sum(len(sent) == 1 for sent in sides) / len(queries)
        for sides in ([one.answer for one in queries], [one.page for one in queries])
    )
    target, enough = f"≥ {FEWEST_IN_ONE_REQUEST:.0%}", answers >= FEWEST_IN_ONE_REQUEST
    return [
        Figure("answers that take one request to the engine", target, f"{answers:.0%}", enough),
        Figure("pages that take one request, with what lies nearby and other words", "", f"{pages:.0%}", None),
    ]


def _at_once(made: Filled, queries: Sequence[RecordedRequest], seconds: float) -> Figure:
    """Ask in short turns, so that both meet the same neighbours on this machine."""
    ours = theirs = 0.0
    for _ in range(TURNS):
        ours += answers_per_second(made.engine, [one.answer for one in queries], CLIENTS, seconds) / TURNS
        theirs += answers_per_second(made.engine, [one.register for one in queries], CLIENTS, seconds) / TURNS
    measured = f"{ours / theirs:.2f}x ({ours:,.0f} against {theirs:,.0f})"
    name = f"answers per second to {CLIENTS} clients against the register's query"
    return Figure(name, "≥ 2.5x", measured, ours / theirs >= 2.5)


def _endpoint(site: Client, engine: Client, queries: Sequence[RecordedRequest], rounds: int) -> list[Figure]:
    """Compare the answer of the site with the very requests that it sends to the engine for it."""
    pairs = [(one.url, one.page) for one in queries]
    Times.in_turn(pairs, site.get, engine.seconds, rounds)
    times = Times.in_turn(pairs, site.get, engine.seconds, rounds)
    name = "endpoint against its requests sent raw, {}"
    return [at_most(name.format("p50"), 1.3, times, P50), at_most(name.format("p95"), 1.5, times, P95)]


def _suggestions(address: str, engine: Client, recorded: Sequence[RecordedRequest], rounds: int) -> list[Figure]:
    """Compare the request with a bare one for words that begin so; and time the endpoint, which is what people feel."""
    pairs = [(one.page, prefix_queries.bare(one.q)) for one in recorded]
    Times.in_turn(pairs, engine.seconds, engine.seconds, 1)
    times = Times.in_turn(pairs, engine.seconds, engine.seconds, rounds)
    site = Client(address)  # a connection of its own: a server ends one that was silent for long
    felt = [site.get(one.url) for _ in range(rounds) for one in recorded]
    late = percentile(felt, P95) * 1e3
    whole = Times(felt, times.theirs)
    return [
        Figure("suggestions, p95", f"≤ {MOST_MILLISECONDS} ms", f"{late:.1f} ms", late <= MOST_MILLISECONDS),
        at_most("suggestions against a bare prefix query, request for request, p95", 1.5, times, P95),
        at_most("suggestions against a bare prefix query, endpoint against raw, p95", None, whole, P95),
    ]


def _larger(made: Filled, engine: Client, queries: Sequence[RecordedRequest], rounds: int) -> Figure:
    """Ask the same when each association is there ten times: all that is found and counted is ten times as much."""
    with seeded_stack.larger(made, TIMES_LARGER) as name:
        pairs = [(tuple(request.to(name) for request in one.answer), one.answer) for one in queries]
        for _ in range(WARMING):
            Times.in_turn(pairs, engine.seconds, engine.seconds, 1)
        times = Times.in_turn(pairs, engine.seconds, engine.seconds, rounds)
    return at_most(f"{COUNT * TIMES_LARGER:,} associations against {COUNT:,}, p50", 3.0, times, P50)

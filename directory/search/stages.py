"""The stages of a search: the sure rules first, the loose ones only when nothing fits surely, each in one round.

Several questions take the same rounds together. What only works in the whole municipality or province of the place
fits by sure words too: where that is all there is, nothing looser is tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from directory.search.criteria.choices import ResultGroup
from directory.search.query.builder import BY_TIER, Stage, count, groups_beside, halves
from directory.search.results.response_reader import is_sure

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from directory.search.understanding.interpretation import InterpretedQuery

    Answer = dict[str, Any]
    AskAll = Callable[[Sequence[Mapping[str, Any]]], Awaitable[list[Answer]]]


class Answered(NamedTuple):
    """The answer to a question, the stage that gave it, and the counts of the groups beside it."""

    stage: Stage
    answer: Answer
    beside: Mapping[ResultGroup, Answer]


@dataclass(frozen=True, slots=True)
class StagedQuestion:
    """One question: `request` makes the body of a stage, of which the first answer is the one that is wanted."""

    interpreted: InterpretedQuery
    request: Callable[[Stage], dict[str, Any]]
    counts_groups: bool

    @property
    def group(self) -> ResultGroup:
        """The group that is asked for."""
        return self.interpreted.criteria.group

    def stages(self, *, loose: bool) -> list[Stage]:
        """Return what is asked in a round, the wanted group first."""
        interpreted = self.interpreted.with_corrected_place() if loose else self.interpreted
        has_words = bool(interpreted.question.words)
        beside: list[ResultGroup] = []
        if (self.counts_groups and self.group is ResultGroup.SURE) or (has_words and not loose):
            beside = list(groups_beside(interpreted, loose=loose))
        if not self.counts_groups or self.group is not ResultGroup.SURE:
            beside = [group for group in beside if group in BY_TIER and not loose]
        wanted = [self.group, ResultGroup.SURE] if has_words and not loose else [self.group]
        if loose and self.group is ResultGroup.SURE:
            wanted.append(ResultGroup.ALIKE)  # the list itself when nothing fits better
        return [Stage(loose, group) for group in dict.fromkeys((*wanted, *beside))]

    def bodies(self, stages: Sequence[Stage]) -> list[dict[str, Any]]:
        """Return the requests of a round: all but those of the list itself only count."""
        lists = {self.group, *([ResultGroup.ALIKE] if stages[0].loose and self.group is ResultGroup.SURE else [])}
        bodies: list[dict[str, Any]] = []
        for stage in stages:
            if stage.group not in lists:
                bodies.append(count(self.interpreted, stage))
            elif self._is_split(whole := self.request(stage)):
                bodies += halves(whole)
            else:
                bodies.append(whole)
        return bodies

    def read(self, stages: Sequence[Stage], answers: Sequence[Answer]) -> Answered | None:
        """Return the answer of a round; None when the loose rules have to be tried."""
        answers = [*answers]
        if len(answers) > len(stages):
            hits, counted = answers[:2]
            answers[:2] = [{**hits, "aggregations": counted["aggregations"]}]
        by_group = {stage.group: answer for stage, answer in zip(stages, answers, strict=True)}
        loose = stages[0].loose
        if not loose and self.interpreted.question.words and not _is_any_sure(by_group):
            return None
        wanted = self.group
        if loose and wanted is ResultGroup.SURE and not is_sure(by_group[wanted]) and is_sure(by_group[_ALIKE]):
            wanted = _ALIKE
        beside: dict[ResultGroup, Answer] = {
            group: answer for group, answer in by_group.items() if group not in {wanted, ResultGroup.SURE}
        }
        return Answered(Stage(loose, wanted), by_group[wanted], beside)

    def _is_split(self, whole: Mapping[str, Any]) -> bool:
        """Tell whether hits and counts are asked apart: without words, where the engine keeps the counts."""
        return not self.interpreted.question.words and bool(whole.get("aggs")) and bool(whole["size"])


_ALIKE = ResultGroup.ALIKE
_FITS_SURELY = (ResultGroup.SURE, *BY_TIER)


def staged(
    interpreted: InterpretedQuery, request: Callable[[Stage], dict[str, Any]], *, counts_groups: bool = False
) -> StagedQuestion:
    """Return a question that is asked in stages; `request` gives the body of the list in a stage."""
    return StagedQuestion(interpreted, request, counts_groups)


async def answer_all(questions: Sequence[StagedQuestion], ask_all: AskAll) -> list[Answered]:
    """Answer the questions in one round, and those that nothing fits surely in a second one."""
    first = await _round(questions, ask_all, loose=False)
    unsure = [number for number, answered in enumerate(first) if answered is None]
    again = await _round([questions[number] for number in unsure], ask_all, loose=True)
    second = dict(zip(unsure, again, strict=True))
    answers = [answered or second.get(number) for number, answered in enumerate(first)]
    return [answered for answered in answers if answered]


def one_by_one(ask: Callable[[Mapping[str, Any]], Awaitable[Answer]]) -> AskAll:
    """Return what asks the requests of a round one after another, where the engine takes them so only."""

    async def ask_all(bodies: Sequence[Mapping[str, Any]]) -> list[Answer]:
        return [await ask(body) for body in bodies]

    return ask_all


async def _round(questions: Sequence[StagedQuestion], ask_all: AskAll, *, loose: bool) -> list[Answered | None]:
    stages = [question.stages(loose=loose) for question in questions]
    bodies = [question.bodies(of_one) for question, of_one in zip(questions, stages, strict=True)]
    flat = [body for of_one in bodies for body in of_one]
    answers = iter(await ask_all(flat) if flat else [])
    return [
        question.read(of_one, [next(answers) for _ in bodies[number]])
        for number, (question, of_one) in enumerate(zip(questions, stages, strict=True))
    ]


def _is_any_sure(by_group: Mapping[ResultGroup, Answer]) -> bool:
    return any(is_sure(answer) for group, answer in by_group.items() if group in _FITS_SURELY)

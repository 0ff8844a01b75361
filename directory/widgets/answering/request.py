"""Reads what a widget asks: its settings (saved ones too) and what its visitor chose, from one URL."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from directory.platform.problems import NotFound
from directory.services import services_of
from directory.widgets.answering import visitor as visit
from directory.widgets.saved.cache import saved_widget
from directory.widgets.settings import fields
from directory.widgets.settings import model as options

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.requests import Request

    from directory.search.criteria.criteria import Problem
    from directory.widgets.answering.visitor import VisitorState
    from directory.widgets.saved.store import SavedWidget
    from directory.widgets.settings.model import WidgetOptions

WIDGET = "widget"
# Without these a widget would show associations that its page never meant.
_SCOPE = frozenset(
    {"gemeente", "provincie", "postcode", "werkingsgebied", "rond", "hoofdactiviteit", "type", "doelgroep", "vcode"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WidgetRequest:
    """A widget as it was asked for."""

    options: WidgetOptions
    visit: VisitorState
    problems: tuple[Problem, ...]
    saved: SavedWidget | None

    @property
    def lost(self) -> tuple[Problem, ...]:
        """The problems that leave nothing of a part of the scope."""
        found = {problem.parameter: problem for problem in self.problems if problem.parameter in _SCOPE}
        return tuple(
            problem
            for name, problem in found.items()
            if not getattr(self.options, fields.ATTRIBUTES[name].field)
        )  # fmt: skip

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this widget from any other, whatever the order in which it was asked for."""
        return tuple(f"{name}={value}" for name, value in (*self.options.pairs(), *self.visit.pairs()))


async def asked(request: Request) -> WidgetRequest:
    """Read the URL of a request; raises `NotFound` for a saved widget that is not there (any more)."""
    given = request.query_params.multi_items()
    saved = await _saved(request, given)
    known = fields.known(services_of(request).search.reference)
    pairs = options.overridden(saved.pairs, given) if saved else given
    parsed = options.parse(pairs, known, visit.VISITOR_PARAMETERS)
    visited, problems = visit.parse(given, known.codes)
    return WidgetRequest(parsed.options, visited, (*parsed.problems, *problems), saved)


async def _saved(request: Request, given: Sequence[tuple[str, str]]) -> SavedWidget | None:
    wanted = next((value for name, value in given if name == WIDGET and value), "")
    if not wanted:
        return None
    found = await saved_widget(request, wanted)
    if found is None:
        raise NotFound
    return found


def whole(found: WidgetRequest) -> WidgetRequest:
    """Return what was asked, or refuse it with a sentence when its scope cannot be understood."""
    if found.lost:
        raise HTTPException(HTTPStatus.BAD_REQUEST, _sentences(found.lost))
    return found


def _sentences(problems: Iterable[Problem]) -> str:
    return " ".join(dict.fromkeys(str(problem.message) for problem in problems))

"""Parses the request of a widget: its options (saved ones included) and its visitor's state, from one query string."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from directory.platform.problems import NotFound
from directory.services import services_of
from directory.widgets.answering import visitor
from directory.widgets.saved.cache import saved_widget
from directory.widgets.settings import fields, model
from directory.widgets.settings.model import WidgetOptions
from directory.widgets.translations.problem_texts import problem_sentence

if TYPE_CHECKING:
    from starlette.requests import Request

    from directory.search.criteria.url_codec import ParameterProblem
    from directory.widgets.answering.visitor import VisitorState
    from directory.widgets.saved.store import SavedWidget

WIDGET = "widget"
# When one of these cannot be read, the widget would show associations that its page never asked for.
_SCOPE = frozenset(
    {
        "gemeente", "provincie", "postcode", "werkingsgebied", "rond", "bij", "adres", "hoofdactiviteit", "type",
        "subtype", "doelgroep", "gewijzigd-sinds", "vcode",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WidgetRequest:
    """A parsed request: options and visitor state, the parameters that could not be read, and the saved widget."""

    options: WidgetOptions
    visitor: VisitorState
    problems: tuple[ParameterProblem, ...]
    saved: SavedWidget | None
    said: WidgetOptions = field(
        default_factory=WidgetOptions
    )  # what the address itself says, without what the saved widget does

    @property
    def unread_scope(self) -> tuple[ParameterProblem, ...]:
        """The problems that leave a parameter of the scope without any value."""
        in_scope = {problem.parameter: problem for problem in self.problems if problem.parameter in _SCOPE}
        return tuple(
            problem for name, problem in in_scope.items() if not getattr(self.options, fields.ATTRIBUTES[name].field)
        )

    @property
    def cache_key(self) -> tuple[str, ...]:
        """The normalised parameters: equal for equal requests, whatever the order of their parameters."""
        return tuple(f"{name}={value}" for name, value in (*self.options.pairs(), *self.visitor.pairs()))


async def read_request(request: Request) -> WidgetRequest:
    """Parse the query string of a request; raises `NotFound` for a saved widget that does not exist (any more)."""
    return await read_pairs(request, request.query_params.multi_items())


async def read_pairs(request: Request, pairs: list[tuple[str, str]]) -> WidgetRequest:
    """Parse the parameters of an address; raises `NotFound` for a saved widget that does not exist (any more)."""
    saved = None
    if widget_id := next((value for name, value in pairs if name == WIDGET and value), ""):
        saved = await saved_widget(request, widget_id)
        if saved is None:
            raise NotFound
    known = fields.known_codes(services_of(request).search.reference)
    said = model.parse(pairs, known, visitor.VISITOR_PARAMETERS)
    parsed = model.parse(model.merge_pairs(saved.pairs, pairs), known, visitor.VISITOR_PARAMETERS) if saved else said
    state, problems = visitor.parse(pairs, known.codes)
    return WidgetRequest(parsed.options, state, (*parsed.problems, *problems), saved, said.options)


def require_scope(widget_request: WidgetRequest) -> WidgetRequest:
    """Return the request unchanged; raises 400 with the sentences of the problems when its scope cannot be read."""
    if widget_request.unread_scope:
        sentences = dict.fromkeys(problem_sentence(problem) for problem in widget_request.unread_scope)
        raise HTTPException(HTTPStatus.BAD_REQUEST, " ".join(sentences))
    return widget_request

"""The builder: the widget that is being made, read from the URL of its page and written back.

The settings of the widget stand in the URL under their own names; beside them a few parameters that belong to the page
alone: the step, the width and kind of the example, the form of the code, and a place as it was typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from directory.geography.gazetteer import PlaceKind, name_key
from directory.geography.nis import is_municipality
from directory.geography.place_forms import LONGEST_PLACE
from directory.platform.i18n import _
from directory.search.criteria.url_codec import clean
from directory.widgets.builder.templates import TEMPLATES
from directory.widgets.settings import fields
from directory.widgets.settings import model as options
from directory.widgets.theming import contrast_check
from directory.widgets.translations.problem_texts import problem_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.geography.gazetteer import Gazetteer, Place
    from directory.search.understanding.reference import Reference
    from directory.widgets.builder.templates import WidgetTemplate
    from directory.widgets.settings.model import WidgetOptions

EnumValue = TypeVar("EnumValue", bound=StrEnum)

MOST_MUNICIPALITIES = 30


class BuilderStep(IntEnum):
    """The four steps, by their number in the URL."""

    PLACE = 1
    CONTENT = 2
    LOOK = 3
    PLACING = 4


class PreviewWidth(StrEnum):
    """How wide the example is."""

    NARROW = "320"
    MIDDLE = "768"
    FULL = "vol"


class PreviewKind(StrEnum):
    """What the example is made of: both are the real thing."""

    FRAME = "iframe"
    ELEMENT = "element"


class SnippetFormat(StrEnum):
    """The forms of the code to paste."""

    ELEMENT = "element"
    FRAME = "iframe"
    LINK = "link"
    OEMBED = "oembed"
    MARKDOWN = "markdown"
    DRUPAL = "drupal"
    WORDPRESS = "wordpress"


STEP, WIDTH, EXAMPLE, CODE, WHERE, TEMPLATE, WITHOUT, MEND = (
    "stap", "breedte", "voorbeeld", "code", "waar", "sjabloon", "zonder", "kleuren",
)  # fmt: skip
SHOW = "toon"  # of the page behind a secret link, where the maker can stand too
OWN_PARAMETERS = frozenset({STEP, WIDTH, EXAMPLE, CODE, WHERE, TEMPLATE, WITHOUT, MEND, SHOW})


@dataclass(frozen=True, slots=True)
class BuilderState:
    """A widget that is being made, and how its page shows it."""

    options: WidgetOptions
    step: BuilderStep = BuilderStep.PLACE
    width: PreviewWidth = PreviewWidth.MIDDLE
    example: PreviewKind = PreviewKind.FRAME
    code: SnippetFormat = SnippetFormat.ELEMENT
    where: str = ""  # as typed, when it means no place
    alike: tuple[str, ...] = ()  # places that may be meant instead
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    show: str = ""

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters of the page that shows this."""
        shown = {
            SHOW: (self.show, ""),
            STEP: (str(int(self.step)), "1"),
            WIDTH: (self.width, PreviewWidth.MIDDLE),
            EXAMPLE: (self.example, PreviewKind.FRAME),
            CODE: (self.code, SnippetFormat.ELEMENT),
        }
        return [
            *self.options.pairs(),
            *((name, str(value)) for name, (value, usual) in shown.items() if value != usual),
        ]

    def href(self, **changed: object) -> str:
        """Return the address of this with other values, relative to the page itself: behind a secret link too."""
        return "?" + urlencode(replace(self, **changed).pairs())  # type: ignore[arg-type]  # fields of this very class

    def without(self, code: str) -> str:
        """Return the address of this without one municipality."""
        return f"{self.href()}&{urlencode([(WITHOUT, code)])}"

    def kept(self, *shown: str) -> list[tuple[str, str]]:
        """Return the parameters that no field of the page stands for; these are `shown`."""
        return [pair for pair in self.pairs() if pair[0] not in {STEP, *shown}]


def parse_state(pairs: Iterable[tuple[str, str]], reference: Reference) -> BuilderState:
    """Read the URL of the maker; never raises."""
    given = list(pairs)
    parsed = options.parse(given, fields.known_codes(reference), OWN_PARAMETERS)
    # The button that was pressed comes after the field that it overrules.
    own = {name: value for name, value in given if name in OWN_PARAMETERS}
    making = BuilderState(
        replace(parsed.options, widget=""),
        step=_step(own.get(STEP, "")),
        width=_chosen(PreviewWidth, own.get(WIDTH, ""), PreviewWidth.MIDDLE),
        example=_chosen(PreviewKind, own.get(EXAMPLE, ""), PreviewKind.FRAME),
        code=_chosen(SnippetFormat, own.get(CODE, ""), SnippetFormat.ELEMENT),
        problems=tuple(dict.fromkeys(problem_sentence(problem) for problem in parsed.problems)),
        show=own.get(SHOW, "") and "maken",
    )
    making = _without(making, own.get(WITHOUT, ""))
    making = _placed(making, clean(own.get(WHERE, ""), LONGEST_PLACE), reference.gazetteer)
    making = _from_template(making, TEMPLATES.get(own.get(TEMPLATE, "")))
    return replace(making, options=contrast_check.with_readable_colours(making.options)) if own.get(MEND) else making


def _step(text: str) -> BuilderStep:
    return BuilderStep(int(text)) if text in {"1", "2", "3", "4"} else BuilderStep.PLACE


def _chosen(choices: type[EnumValue], text: str, usual: EnumValue) -> EnumValue:
    return choices(text) if text in set(choices) else usual


def _without(making: BuilderState, code: str) -> BuilderState:
    left = tuple(one for one in making.options.municipalities if one != code)
    provinces = tuple(one for one in making.options.provinces if one != code)
    return replace(making, options=replace(making.options, municipalities=left, provinces=provinces))


def _from_template(making: BuilderState, template: WidgetTemplate | None) -> BuilderState:
    if template is None:
        return making
    if template.is_card and not making.options.vcode:
        note = _("Vul de vCode van de vereniging in. Je vindt hem op haar pagina in de gids.")
        return replace(making, step=BuilderStep.CONTENT, notes=(*making.notes, note))
    return replace(making, options=template.applied(making.options))


def _placed(making: BuilderState, typed: str, places: Gazetteer) -> BuilderState:
    """Add the place that was typed: by name, post code or NIS code, of today or of before a merger."""
    if not typed:
        return making
    place = places.resolve(typed).place
    if place is None:
        problem = _("We kennen geen gemeente “%(typed)s”.") % {"typed": typed}
        alike = tuple(place.label for place in places.nearest_places(typed))
        return replace(making, step=BuilderStep.PLACE, where=typed, alike=alike, problems=(*making.problems, problem))
    codes = [code for code in place.areas if is_municipality(code)]
    if place.kind is PlaceKind.PROVINCE:
        provinces = tuple(sorted({*making.options.provinces, *place.areas}))
        return replace(making, options=replace(making.options, provinces=provinces))
    chosen = tuple(sorted({*making.options.municipalities, *codes}))[:MOST_MUNICIPALITIES]
    return replace(
        making,
        options=replace(making.options, municipalities=chosen),
        notes=(*making.notes, *_place_notes(typed, place, [places.label(code) for code in codes])),
    )


def _place_notes(typed: str, place: Place, names: list[str]) -> list[str]:
    """Say which municipality was understood, where that is not what was typed."""
    if len(names) != 1 or name_key(typed) == name_key(names[0]) or place.kind is PlaceKind.POSTCODE:
        return []
    if place.kind is PlaceKind.DISTRICT:
        return [_("%(typed)s ligt in %(name)s. We kozen die gemeente.") % {"typed": place.name, "name": names[0]}]
    return [_("%(typed)s is nu %(name)s.") % {"typed": typed, "name": names[0]}]

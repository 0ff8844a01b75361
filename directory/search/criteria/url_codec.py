"""The URL codec: reads values from the parameters of a URL and writes them back, both ways equal. Pure.

A dialect is a table of parameters: the site's search page (`url_parameters`), widgets and oEmbed
(`directory.widgets.settings`) each have one. Reading never raises: what is unknown or malformed is left out and
reported as a `ParameterProblem`, a code with its details, of which the room that shows it makes a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from directory.geography.points import Point
from directory.language.vocabulary import nearest_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Known = TypeVar("Known")  # the codes that exist today, as the dialect needs them

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
# They come along with copied text and stand inside words: soft hyphens, joiners, marks of direction.
_INVISIBLE = re.compile(r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_SPACES = re.compile(r"\s+")
_LIST_SEPARATORS = re.compile(r"[\s,;]+")
_POINT = re.compile(r"\s*([+-]?\d{1,2}(?:\.\d{1,15})?)\s*,\s*([+-]?\d{1,3}(?:\.\d{1,15})?)\s*", re.ASCII)
_MOST_DIGITS = 6  # no number in a URL of ours is longer
# What a problem repeats of a name, of a value in its sentence, and of the whole value.
_NAME_LENGTH, _QUOTED_LENGTH, _VALUE_LENGTH = 40, 40, 80


class ProblemCode(StrEnum):
    """Why a parameter could not be used as it stands."""

    UNKNOWN_PARAMETER = "unknown-parameter"  # `name`, `nearest`: the parameter that it may be a slip of, or empty
    REPEATED = "repeated"  # `name`; the first one counts
    NOT_A_CHOICE = "not-a-choice"  # `text`, `choices`
    UNKNOWN_ACTIVITY = "unknown-activity"  # `text`
    UNKNOWN_SUBJECT = "unknown-subject"  # `text`
    UNKNOWN_AREA = "unknown-area"  # `text`
    PLACE_COMPLETED = "place-completed"  # `text`, `place`: the only one that begins so
    UNKNOWN_PLACE = "unknown-place"  # `text`, `alternatives`: names of places that look alike
    QUERY_TOO_LONG = "query-too-long"  # `most` characters; the first ones count
    PLACE_TOO_LONG = "place-too-long"  # idem
    RADIUS_OUT_OF_RANGE = "radius-out-of-range"  # `least`, `most` kilometres
    PAGE_OUT_OF_RANGE = "page-out-of-range"  # `least`, `most`
    NOT_A_POINT = "not-a-point"
    NOT_A_DATE = "not-a-date"
    BAD_CURSOR = "bad-cursor"
    RADIUS_WITHOUT_PLACE = "radius-without-place"
    DISTANCE_WITHOUT_PLACE = "distance-without-place"


class ParameterProblem(NamedTuple):
    """A parameter that could not be used as it stands: its name and value, cut short, and why."""

    parameter: str
    value: str
    code: StrEnum  # a `ProblemCode`, or one that a dialect adds
    details: Mapping[str, Any]


class Refused(Exception):  # noqa: N818 - an outcome of reading, no failure of the program
    """A value that cannot be used: why, with details for a sentence, and what to use instead, if anything."""

    def __init__(self, code: StrEnum, instead: Any = None, **details: Any) -> None:
        super().__init__(code.value)
        self.code = code
        self.instead = instead
        self.details = details


@dataclass(frozen=True, slots=True)
class Parameter(Generic[Known]):
    """A parameter: the field that it fills, how one value is read (raises `Refused`) and written."""

    field: str
    read: Callable[[str, Known], Any]
    write: Callable[[Any], str] = str
    is_list: bool = False
    keeps_order: bool = False  # a list whose order means something; others are sorted


@dataclass(frozen=True, slots=True)
class Dialect(Generic[Known]):
    """The parameters of one kind of URL, in the order in which they are written."""

    parameters: Mapping[str, Parameter[Known]]
    list_separator: str = ""  # between the items of a list; empty: the parameter is repeated for each
    empty_list: str = ""  # writes a list without items, where that is not what is usual

    def write(self, value: Any, usual: Any) -> list[tuple[str, str]]:
        """Return the parameters that mean `value`; what is as in `usual` is left out."""
        pairs: list[tuple[str, str]] = []
        for name, parameter in self.parameters.items():
            part = getattr(value, parameter.field)
            if part == getattr(usual, parameter.field):
                continue
            written = [parameter.write(item) for item in (part if parameter.is_list else (part,))]
            if self.list_separator and parameter.is_list:
                written = [self.list_separator.join(written) or self.empty_list]
            pairs += [(name, text) for text in written]
        return pairs


@dataclass(slots=True)
class UrlReader(Generic[Known]):
    """Reads the parameters of one URL in a dialect; `problems` are in the order met."""

    dialect: Dialect[Known]
    known: Known
    problems: list[ParameterProblem] = field(default_factory=list)
    _values: dict[str, Any] = field(default_factory=dict)  # by field; the items of a list as keys

    @property
    def values(self) -> dict[str, Any]:
        """The values that were read, by field."""
        ordered = {parameter.field: parameter.keeps_order for parameter in self.dialect.parameters.values()}
        return {
            name: tuple(value if ordered[name] else sorted(value)) if isinstance(value, dict) else value
            for name, value in self._values.items()
        }

    def read(self, name: str, text: str) -> None:
        """Read one parameter: a value, or the items of a list, which add up when it is repeated."""
        parameter = self.dialect.parameters.get(name)
        if parameter is None:
            nearest = nearest_name(name, self.dialect.parameters)
            self.refuse(name, text, ProblemCode.UNKNOWN_PARAMETER, name=clean(name, _NAME_LENGTH), nearest=nearest)
        elif not parameter.is_list:
            self._read_single(name, text, parameter)
        elif self.dialect.empty_list and text.strip().lower() == self.dialect.empty_list:
            self._values[parameter.field] = {}
        else:
            for item in split_list(text) if self.dialect.list_separator else (text,):
                self._read_item(name, item, parameter)

    def _read_single(self, name: str, text: str, parameter: Parameter[Known]) -> None:
        value = self._value(name, text, parameter)
        if value is None:
            return
        if parameter.field in self._values:
            self.refuse(name, text, ProblemCode.REPEATED, name=name)
        else:
            self._values[parameter.field] = value

    def _read_item(self, name: str, text: str, parameter: Parameter[Known]) -> None:
        value = self._value(name, text, parameter)
        if value is not None:
            self._values.setdefault(parameter.field, {})[value] = None

    def _value(self, name: str, text: str, parameter: Parameter[Known]) -> Any:
        try:
            return parameter.read(text, self.known)
        except Refused as refused:
            self.refuse(name, text, refused.code, **refused.details)
            return refused.instead

    def refuse(self, parameter: str, value: str, code: StrEnum, **details: Any) -> None:
        """Report that a parameter cannot be used as it stands."""
        self.problems.append(problem(parameter, value, code, **details))


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Return the known name of which `name` looks like a slip; empty when none is near."""
    return next(iter(nearest_words(name.strip().lower()[:_NAME_LENGTH], known, limit=1)), "")


def problem(parameter: str, value: str, code: StrEnum, **details: Any) -> ParameterProblem:
    """Return a problem that repeats only so much of what was typed, without invisible characters."""
    return ParameterProblem(clean(parameter, _NAME_LENGTH), clean(value, _VALUE_LENGTH), code, details)


def clean(text: str, longest: int) -> str:
    """Return `text` without invisible characters and controls, with single spaces, cut at `longest` characters."""
    return _SPACES.sub(" ", _CONTROLS.sub(" ", _INVISIBLE.sub("", text))).strip()[:longest].strip()


def quoted(text: str) -> str:
    """Return as much of a value as a sentence may repeat."""
    return clean(text, _QUOTED_LENGTH)


def split_list(text: str) -> Iterable[str]:
    """Return the items of a list: separated by commas, semicolons or spaces."""
    return filter(None, _LIST_SEPARATORS.split(text))


def read_text(text: str, longest: int, code: StrEnum) -> str:
    """Return a text; raises `Refused` with its beginning when it is longer than `longest` characters."""
    whole = clean(text, len(text))
    if len(whole) > longest:
        raise Refused(code, clean(whole, longest), most=longest)
    return whole


def read_choice(text: str, allowed: Iterable[str], synonyms: Mapping[str, str] | None = None) -> str:
    """Return one of the allowed codes, whatever the case; raises `Refused`."""
    allowed = tuple(allowed)
    spellings = {value.lower(): value for value in allowed}
    spellings |= {synonym.lower(): value for synonym, value in (synonyms or {}).items()}
    value = spellings.get(text.strip().lower())
    if value is None:
        raise Refused(ProblemCode.NOT_A_CHOICE, text=quoted(text), choices=", ".join(allowed))
    return value


def read_whole_number(text: str, least: int, most: int, code: StrEnum) -> int:
    """Return a whole number within bounds; raises `Refused`, with the nearest bound instead of a number beyond it."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > _MOST_DIGITS:
        raise Refused(code, least=least, most=most)
    number = int(digits)
    if not least <= number <= most:
        raise Refused(code, max(least, min(number, most)), least=least, most=most)
    return number


def read_point(text: str) -> Point:
    """Return a position written as `50.88,4.70`; raises `Refused`."""
    match = _POINT.fullmatch(text)
    if match:
        # Adding 0.0 turns -0.0 into 0.0, which is written and read in one way.
        point = Point(round(float(match[1]), 4) + 0.0, round(float(match[2]), 4) + 0.0)
        if abs(point.lat) <= 90 and abs(point.lon) <= 180:  # noqa: PLR2004 - the poles and the date line
            return point
    raise Refused(ProblemCode.NOT_A_POINT)


def write_point(point: Point) -> str:
    """Return a position as it is read: to about ten metres."""
    return f"{point.lat:.4f},{point.lon:.4f}"


def read_date(text: str) -> date:
    """Return a date written as `2026-11-03`; raises `Refused`."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip(), re.ASCII):
            return date.fromisoformat(text.strip())
    except ValueError:
        pass  # 31 February: the same problem as what is no date at all
    raise Refused(ProblemCode.NOT_A_DATE)

"""A clause of the engine's query language as one line: `(topic = kor or not exists activities)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# Of longer lists only the first value is shown: the table of synonyms may grow.
_SHOWN_VALUES = 3


def clause_text(clause: dict[str, Any]) -> str:
    """Return a clause as text; an unknown kind of clause is an error."""
    ((kind, inner),) = clause.items()
    return _READERS[kind](inner)


def _bool(inner: dict[str, Any]) -> str:
    if "filter" in inner:
        return f"({' and '.join(map(clause_text, inner['filter']))})"
    if "must_not" in inner:
        return f"not {' or '.join(map(clause_text, inner['must_not']))}"
    least = inner["minimum_should_match"]
    return f"({' or '.join(map(clause_text, inner['should']))})" + (f" at least {least}" if least != 1 else "")


def _terms(inner: dict[str, Any]) -> str:
    ((field, values),) = inner.items()
    shown = values if len(values) <= _SHOWN_VALUES else [values[0], "…"]
    return f"{field} in {','.join(map(str, shown))}"


def _fuzzy(inner: dict[str, Any]) -> str:
    ((field, options),) = inner.items()
    assert options["max_expansions"] == 25
    return f"{field} ~{options['fuzziness']} {'_' * options['prefix_length']}{options['value']}"


def _match(inner: dict[str, Any]) -> str:
    ((field, options),) = inner.items()
    return f"{field} {options['minimum_should_match']} of {options['query']}"


def _terms_set(inner: dict[str, Any]) -> str:
    ((field, options),) = inner.items()
    return f"{options['minimum_should_match_field']} {field} of {','.join(options['terms'])}"


def _pair(sign: str) -> Callable[[dict[str, Any]], str]:
    def read(inner: dict[str, Any]) -> str:
        ((field, value),) = inner.items()
        return f"{field} {sign} {value}"

    return read


_READERS: dict[str, Callable[[dict[str, Any]], str]] = {
    "bool": _bool,
    "term": _pair("="),
    "terms": _terms,
    "prefix": _pair("begins"),
    "match_phrase": _pair("says"),
    "exists": lambda inner: f"exists {inner['field']}",
    "fuzzy": _fuzzy,
    "match": _match,
    "terms_set": _terms_set,
    "match_all": lambda _inner: "everything",
}

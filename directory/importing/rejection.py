"""Why a line of an import stays out: where in the line, and what is wrong with it, in Dutch."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong; the field is its path in the line, empty when the line as a whole is wrong."""

    field: str
    reason: str


class RefusedError(Exception):
    """A line that stays out, with what is wrong with it and the vCode it is about, where that could be read."""

    def __init__(self, *problems: Problem, vcode: str | None = None) -> None:
        super().__init__(problems[0].reason)
        self.problems = problems
        self.vcode = vcode

    def within(self, path: str) -> RefusedError:
        """Return the same refusal, told from one level higher in the line."""
        return RefusedError(
            *(Problem(_joined(path, problem.field), problem.reason) for problem in self.problems), vcode=self.vcode
        )


def refuse(field: str, reason: str) -> RefusedError:
    """Make the refusal of one field."""
    return RefusedError(Problem(field, reason))


def _joined(path: str, field: str) -> str:
    return f"{path}{field}" if not field or field.startswith("[") else f"{path}.{field}"

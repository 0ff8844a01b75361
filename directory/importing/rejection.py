"""Why a line of an import is rejected: where in the line, and what is wrong with it, in Dutch."""

from __future__ import annotations

from directory.register.rules.violation import Violation


class RejectedLineError(Exception):
    """A line that is not imported: what is wrong with it, and its vCode where that could be read.

    The field of a violation is its path in the line, empty when the line as a whole is wrong.
    """

    def __init__(self, *violations: Violation, vcode: str | None = None) -> None:
        super().__init__(violations[0].message)
        self.violations = violations
        self.vcode = vcode

    def within(self, path: str) -> RejectedLineError:
        """Return the same rejection with its paths one level higher in the line."""
        return RejectedLineError(
            *(Violation(_joined(path, one.field), one.message) for one in self.violations), vcode=self.vcode
        )


def rejection(field: str, message: str) -> RejectedLineError:
    """Make the rejection of one field."""
    return RejectedLineError(Violation(field, message))


def _joined(path: str, field: str) -> str:
    return f"{path}{field}" if not field or field.startswith("[") else f"{path}.{field}"

"""The state of an application: objects that live as long as the process, one of each class.

A room declares a class of its own, hands its object over when the application is built, and gets it back typed:
`state_of(request, AnswerCache)`. Nothing is found by a string, so no room can take what another one put there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import HTTPConnection

State = TypeVar("State")


class AppState:
    """The objects of one application by their class."""

    def __init__(self, *objects: object) -> None:
        """Take each object; raises ValueError for a second one of the same class."""
        self._by_class = {type(each): each for each in objects}
        if len(self._by_class) != len(objects):
            raise ValueError("two state objects of one class")

    def get(self, kind: type[State]) -> State:
        """Return the object of exactly this class; raises KeyError when the application has none."""
        each = self._by_class[kind]
        assert isinstance(each, kind)  # noqa: S101 - filed under its own class: narrows the type
        return each


def attach(app: FastAPI, state: AppState) -> None:
    """Give an application its state."""
    app.state.directory = state


def state_in(app: FastAPI, kind: type[State]) -> State:
    """Return the state object of a class from an application."""
    state: AppState = app.state.directory
    return state.get(kind)


def state_of(connection: HTTPConnection, kind: type[State]) -> State:
    """Return the state object of a class from the application that answers this request."""
    return state_in(connection.app, kind)

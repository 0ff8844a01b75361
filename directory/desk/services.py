"""Services that the rooms of the signed-in application share. The pool logs in as `directory_desk` only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.platform.app_state import state_of

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

    from directory.platform.database import Pool
    from directory.platform.errors import Errors
    from directory.platform.metrics import Metrics
    from directory.settings import Settings


@dataclass(frozen=True, slots=True)
class DeskServices:
    """The shared parts; a class of its own, so that no room of the public application can ask for them."""

    settings: Settings
    pool: Pool
    errors: Errors
    metrics: Metrics


def desk_services_of(request: HTTPConnection) -> DeskServices:
    """Return the services of the signed-in application that answers this request."""
    return state_of(request, DeskServices)

"""What the routes share, made once per process: settings, the database pool, the search, the static files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

    from directory.platform.assets import Assets
    from directory.platform.database import Pool
    from directory.settings import Settings


@dataclass(frozen=True, slots=True)
class Services:
    """The shared parts. Building them touches no network: each connects when it is first used."""

    settings: Settings
    pool: Pool
    assets: Assets


def services(request: HTTPConnection) -> Services:
    """Return the services of the application that answers this request."""
    return cast("Services", request.app.state.services)

"""The addresses of the running parts, written where every process of this installation looks for them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from directory.devstack import files
from directory.settings import CONNECTIONS_FILE, Role

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, repr=False)
class Logins:
    """The addresses of one database, one per login; with passwords, so it is never printed."""

    owner: str
    registrar: str
    public: str
    desk: str
    indexer: str
    worker: str

    def url(self, role: Role) -> str:
        """Return the address for one login."""
        address: str = getattr(self, role)
        return address


@dataclass(frozen=True, slots=True, repr=False)
class Connections(Logins):
    """One address per login and part."""

    opensearch: str
    redis: str
    secret: str
    web: str

    def environment(self, role: Role) -> dict[str, str]:
        """Return what one process is told: the addresses of the parts and the database login of its own role only."""
        return {
            "DATABASE_URL": self.url(role),
            "OPENSEARCH_URL": self.opensearch,
            "REDIS_URL": self.redis,
            "DIRECTORY_SECRET": self.secret,
            "DIRECTORY_PUBLIC_URL": self.web,
        }

    def write(self, folder: Path) -> None:
        """Put the addresses in the state folder, readable by its owner only."""
        files.write_private(folder / CONNECTIONS_FILE, json.dumps(asdict(self), indent=1))

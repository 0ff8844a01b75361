"""The passwords of one installation: created once, in a file of the state folder that only its owner can read."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from directory.devstack import files
from directory.devstack.problems import StartProblem

if TYPE_CHECKING:
    from pathlib import Path

# Logins that an installation of an earlier release has no password for: they get one at its next start.
_ADDED_LATER = frozenset({"desk", "worker"})


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """One password per login, and the key with which the web signs its cursors."""

    superuser: str
    owner: str
    registrar: str
    public: str
    desk: str
    indexer: str
    worker: str
    redis: str
    secret: str


def load_or_create(folder: Path) -> Secrets:
    """Return the installation's secrets, made at its first start."""
    path = folder / "secrets.json"
    names = [field.name for field in fields(Secrets)]
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        stored = {name: str(known[name]) for name in names if name in known or name not in _ADDED_LATER}
    except FileNotFoundError:
        stored = {}
    except (ValueError, KeyError, TypeError):
        raise StartProblem(
            f"{path} is damaged: restore it from a backup, "
            f"or remove the folder {folder} to begin again without its content."
        ) from None
    complete = Secrets(**{name: stored.get(name) or secrets.token_urlsafe(32) for name in names})
    if len(stored) < len(names):
        files.write_private(path, json.dumps(asdict(complete)))
    return complete

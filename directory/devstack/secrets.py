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


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """One password per login, and the key with which the web signs its cursors."""

    superuser: str
    owner: str
    registrar: str
    public: str
    indexer: str
    redis: str
    secret: str


def load_or_create(folder: Path) -> Secrets:
    """Return the installation's secrets, made at its first start."""
    path = folder / "secrets.json"
    names = [field.name for field in fields(Secrets)]
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Secrets(**{name: str(found[name]) for name in names})
    except FileNotFoundError:
        made = Secrets(**{name: secrets.token_urlsafe(32) for name in names})
    except (ValueError, KeyError, TypeError):
        raise StartProblem(
            f"{path} is damaged: restore it from a backup, "
            f"or remove the folder {folder} to begin again without its content."
        ) from None
    files.write_private(path, json.dumps(asdict(made)))
    return made

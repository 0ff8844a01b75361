"""Which user Postgres runs as: it refuses to run as root, so root lends it an account without rights."""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from directory.devstack.problems import StartProblem

# Numbers of capabilities that pass and read any folder. Containers often withhold the first and grant the second.
CAPABILITIES = {"dac_read_search": 2, "dac_override": 1}
CAP_SETPCAP = 8


@dataclass(frozen=True, slots=True)
class Account:
    """A user to run a part as, with the one capability that it needs to reach its files, if any."""

    uid: int
    gid: int
    capability: str = ""


def for_postgres(folder: Path, program: Path) -> Account | None:
    """Return whom Postgres runs as for its data in `folder`, or nothing when we are a plain user already."""
    if os.geteuid() != 0:
        return None
    owner = _owner(folder)
    if _reaches(owner, folder.parent) and _reaches(owner, program):
        return Account(owner.pw_uid, owner.pw_gid)
    return Account(owner.pw_uid, owner.pw_gid, _capability(folder))


def _owner(folder: Path) -> pwd.struct_passwd:
    """Keep the owner of data that exists; else take the first account without rights that this machine has."""
    try:
        uid = folder.stat().st_uid
        if uid != 0:
            return pwd.getpwuid(uid)
    except (FileNotFoundError, KeyError):
        pass
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise StartProblem(
        "Postgres refuses to run as root and this machine has neither a user postgres nor nobody: "
        "start as a plain user, or set DATABASE_URL."
    )


def _reaches(user: pwd.struct_passwd, path: Path) -> bool:
    """Tell whether the user may pass every folder down to `path` (links included) and read it."""
    places = {*path.absolute().parents, *path.resolve().parents}
    return all(_allows(user, place, 0o1) for place in places) and _allows(user, path, 0o5)


def _allows(user: pwd.struct_passwd, path: Path, wanted: int) -> bool:
    status = path.stat()
    mode = stat.S_IMODE(status.st_mode)
    if status.st_uid == user.pw_uid:
        mode >>= 6
    elif status.st_gid == user.pw_gid:
        mode >>= 3
    return mode & wanted == wanted


def _capability(folder: Path) -> str:
    own = _own_capabilities()
    for name, number in CAPABILITIES.items():
        if own >> number & 1 and own >> CAP_SETPCAP & 1:
            return name
    raise StartProblem(
        f"Postgres refuses to run as root and its own user cannot reach {folder}: "
        "set DIRECTORY_STATE to a folder outside a private home folder, start as a plain user, or set DATABASE_URL."
    )


def _own_capabilities() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    line = next(line for line in status.splitlines() if line.startswith("CapEff:"))
    return int(line.split()[1], 16)

"""Become another program in a controlled way: a child that dies with its parent and, when asked, is not root.

Runs by its path with `python -I -S`, so it imports the standard library only. Doing this after the fork in a process
of its own, not in a `preexec_fn`, keeps it safe in programs with threads.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import NoReturn

PR_SET_PDEATHSIG = 1
PR_SET_SECUREBITS = 28
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
# Without these bits the kernel drops capabilities at the change of user, and access(2) ignores them afterwards.
SECBIT_NO_SETUID_FIXUP = 1 << 2
CAPABILITY_VERSION_3 = 0x20080522
WRONG_USE = 64
ORPHANED = 65

_libc = ctypes.CDLL(None, use_errno=True)


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def _prctl(option: int, *arguments: int) -> None:
    padded = [ctypes.c_ulong(argument) for argument in (*arguments, 0, 0, 0, 0)][:4]
    if _libc.prctl(option, *padded) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"prctl {option}: {os.strerror(number)}")


def _keep_only(capability: int) -> None:
    """Keep this one capability (all are below 32) and nothing else, also for the program that we become."""
    bit = 1 << capability
    sets = (_Sets * 2)(_Sets(bit, bit, bit), _Sets(0, 0, 0))
    if _libc.capset(ctypes.byref(_Header(CAPABILITY_VERSION_3, 0)), sets) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"capset: {os.strerror(number)}")
    _prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability)


def _become(uid: int, gid: int, capability: int | None) -> None:
    if capability is not None:
        _prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    if capability is not None:
        _keep_only(capability)


def main(arguments: list[str]) -> NoReturn:
    """`exec_helper.py PARENT SIGNAL UID GID CAPABILITY PROGRAM ARGUMENT…`; `-` where there is none."""
    if len(arguments) < 6:  # noqa: PLR2004 - five settings and a program
        sys.exit(WRONG_USE)
    parent, death_signal, uid, gid, capability, *command = arguments
    if uid != "-":
        _become(int(uid), int(gid), None if capability == "-" else int(capability))
    # After the change of user: the kernel clears this signal whenever credentials change.
    _prctl(PR_SET_PDEATHSIG, int(death_signal))
    if os.getppid() != int(parent):
        sys.exit(ORPHANED)  # the parent died before the signal was set
    os.execv(command[0], command)  # noqa: S606 - no shell is the point


if __name__ == "__main__":
    main(sys.argv[1:])

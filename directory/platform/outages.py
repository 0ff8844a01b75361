"""Why Postgres, the engine or Redis did not answer, in words without addresses, and what to do about it.

A driver's message may repeat an address with its password: it is looked at and never passed on.
"""

from __future__ import annotations

from typing import Final, NamedTuple

_STARTING: Final = "it is starting"
_WAIT: Final = "wait a moment, and look at its log when it stays so"
_REFUSED: Final = "nothing listens there"
_START: Final = "start it (`make run`)"
_LOGIN: Final = "it refuses the login"


class Outage(NamedTuple):
    """What is the matter with a part, and how to mend it."""

    what: str
    mend: str


FULL: Final = Outage("its disk is full", "make room on its disk; it goes on by itself")
# The first that is found in the error and what caused it counts: a full disk is also the reason of what follows.
_SIGNS: Final[tuple[tuple[tuple[str, ...], Outage], ...]] = (
    (
        (
            *("no space left on device", "disk full", "diskfull", "flood-stage watermark", "flood_stage"),
            *("read-only-allow-delete", "misconf", "unable to persist", "could not extend file", "out of disk"),
        ),
        FULL,
    ),
    (
        (
            *("is starting up", "in recovery mode", "not yet accepting connections", "not accepting connections"),
            *(
                "loading the dataset",
                "busyloading",
                "state not recovered",
                "not been recovered",
                "master_not_discovered",
            ),
            *("no_shard_available", "all shards failed", "not initialized", "error(503"),
        ),
        Outage(_STARTING, _WAIT),
    ),
    (("shutting down", "terminating connection", "adminshutdown"), Outage("it is stopping", _START)),
    (
        ("too many clients", "connection slots", "too many connections", "max number of clients"),
        Outage("all its connections are in use", "end what holds them, or let it take more"),
    ),
    (
        (
            *("password authentication failed", "no password supplied", "no pg_hba.conf entry", "wrongpass", "noauth"),
            *("invalid username-password", "authentication failed", "authenticationexception"),
            *("authenticationerror", "not permitted to log in", "authorizationexception"),
        ),
        Outage(_LOGIN, "give it the right login and password"),
    ),
    (
        (
            "could not translate host name",
            "name or service not known",
            "temporary failure in name",
            "failed to resolve",
        ),
        Outage("its host is not known", "correct its address"),
    ),
    (
        ("server does not support ssl", "ssl error", "certificate"),
        Outage("it refuses the encryption", "correct its address"),
    ),
    (("connection refused", "no such file or directory"), Outage(_REFUSED, _START)),
    (
        ("no route to host", "network is unreachable", "host is down"),
        Outage("its host cannot be reached", "correct its address, or look at the network"),
    ),
    (
        ("timeout", "timed out"),
        Outage("it does not answer in time", "look whether it is frozen or too busy; restart it when it stays so"),
    ),
    (
        ("closed the connection", "connection reset", "connection aborted", "remotedisconnected", "broken pipe"),
        Outage("it broke the connection off", "look at its log"),
    ),
)


def of(error: BaseException) -> Outage:
    """Return what is the matter; where nothing is known, the class of the error."""
    told = " ".join(f"{type(one).__name__} {one} {one.args}" for one in _with_causes(error)).lower()
    for signs, outage in _SIGNS:
        if any(sign in told for sign in signs):
            return outage
    if "does not exist" in told and "database" in told:
        return Outage("the database is not there", "run `directory migrate` on the right one, or correct its address")
    return Outage(f"no answer ({type(error).__name__})", "start it (`make run`), or correct its address")


def _with_causes(error: BaseException) -> tuple[BaseException, ...]:
    found = [error]
    while (cause := found[-1].__cause__ or found[-1].__context__) is not None and cause not in found:
        found.append(cause)
    return tuple(found)

"""A mistake is reported while a part is away, on a whole directory of real processes: its mail leaves all the same."""

from __future__ import annotations

import time
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING

from directory.platform.csrf import FormTokens
from tests.devstack.stack import until
from tests.faults.world import REDIS, WORKER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.world import World

_SOME = "SELECT min(vcode) FROM publication.association"
_STATE = "SELECT state FROM site.report WHERE message = %s"


def report(world: World, message: str) -> str:
    """Send a form that was given a minute ago; return what the last page says."""
    vcode = world.value(_SOME)
    seal = FormTokens(world.addresses.secret, clock=lambda: time.time() - 60).issue(f"report.{vcode}")
    fields = {"waarover": "anders", "bericht": message, "formulier": seal}
    address = f"{world.addresses.web}/vereniging/{vcode}/melding"
    with urllib.request.urlopen(address, urllib.parse.urlencode(fields).encode(), timeout=30) as answer:  # noqa: S310 - our own address
        return str(answer.read().decode())


def mails(world: World, message: str) -> list[Path]:
    """Return the files of mails in which this was written."""
    return [file for file in (world.place.state / "mail").glob("*.eml") if message in file.read_text(encoding="ascii")]


def test_redis_is_away_while_a_mistake_is_reported(world: World) -> None:
    with world.away(REDIS):
        assert "Bedankt." in report(world, "Zonder Redis.")
    until(lambda: world.value(_STATE, "Zonder Redis.") == "sent", what="the report is passed on")
    assert len(mails(world, "Zonder Redis.")) == 1


def test_the_worker_is_killed_after_a_mistake_was_reported(world: World) -> None:
    with world.frozen(WORKER):
        assert "Bedankt." in report(world, "Zonder worker.")
        world.restart(WORKER)
    until(lambda: world.value(_STATE, "Zonder worker.") == "sent", what="the report is passed on")
    assert len(mails(world, "Zonder worker.")) == 1

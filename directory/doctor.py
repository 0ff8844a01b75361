"""`directory doctor`: looks at each part, says what is off and how to mend it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import redis
from alembic.script import ScriptDirectory
from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException
from redis.backoff import NoBackoff
from redis.retry import Retry

from directory.platform import outages
from directory.platform.database import connected
from directory.register import migrate
from directory.settings import Role, Settings, SettingsError, settings_for, state_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TIMEOUT_SECONDS = 3
MINIMUM_POSTGRES = 16
MINIMUM_OPENSEARCH = 3
LATE_SECONDS = 30
_PREFIX = "directory_"
# Postgres needs this much for one more file of its log.
_NO_ROOM = 17_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found: `mend` is empty when all is well."""

    part: str
    what: str
    mend: str = ""

    @property
    def well(self) -> bool:
        """Whether nothing needs to be done."""
        return not self.mend


def examine() -> Iterator[Finding]:
    """Look at every part in turn; a part that is away costs three seconds at most and does not stop the rest."""
    try:
        known = {role: settings_for(role) for role in _roles()}
    except SettingsError as error:
        yield Finding("settings", str(error), "start the stack with `make run`, or set what is missing")
        return
    yield Finding("settings", f"complete for {', '.join(known)}")
    some = next(iter(known.values()))
    yield from _guarded("postgres", "DATABASE_URL", lambda: _postgres(some))
    for role, settings in known.items():
        yield from _guarded(f"role {role}", "DATABASE_URL", _login_of(role, settings))
    if Role.OWNER in known:
        yield from _guarded("migrations", "DATABASE_URL", lambda: _migrations(known[Role.OWNER]))
    yield from _guarded("opensearch", "OPENSEARCH_URL", lambda: _opensearch(some))
    yield from _guarded("redis", "REDIS_URL", lambda: _redis(some))
    if Role.INDEXER in known:
        yield from _guarded("index", "DATABASE_URL and OPENSEARCH_URL", lambda: _index(known[Role.INDEXER]))


def _roles() -> tuple[Role, ...]:
    """Name the logins that can be looked at: all of one machine's, or the only one that a production process has."""
    given = os.environ.get("DATABASE_URL")
    if not given:
        return tuple(Role)
    name = (urlsplit(given).username or "").removeprefix(_PREFIX)
    return (Role(name),) if name in set(Role) else (Role.OWNER,)


def _guarded(part: str, setting: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
        yield Finding(part, "the database is not migrated", "run `directory migrate`")
    except (psycopg.Error, OpenSearchException, redis.RedisError) as error:
        outage = outages.FULL if _own_disk_is_full() else outages.of(error)
        yield Finding(part, outage.what, outage.mend.replace("its address", setting))


def _own_disk_is_full() -> bool:
    """Tell whether the parts of this machine have no room: who starts again and again then refuses every connection."""
    if os.environ.get("DATABASE_URL"):
        return False
    try:
        return shutil.disk_usage(state_folder()).free < _NO_ROOM
    except FileNotFoundError:
        return False


def _postgres(settings: Settings) -> Iterator[Finding]:
    with connected(settings.database_url, application="doctor") as connection:
        version = connection.info.server_version // 10000
    old = version < MINIMUM_POSTGRES
    yield Finding("postgres", f"version {version}", f"upgrade to {MINIMUM_POSTGRES} or newer" if old else "")


def _migrations(owner: Settings) -> Iterator[Finding]:
    with connected(owner.database_url, application="doctor") as connection:
        row = connection.execute("SELECT version_num FROM public.alembic_version").fetchone()
    present = row[0] if row else "none"
    head = ScriptDirectory.from_config(migrate.config("postgresql://")).get_current_head()
    mend = "" if present == head else f"run `directory migrate` (newest is {head})"
    yield Finding("migrations", f"at {present}", mend)


def _login_of(role: Role, settings: Settings) -> Callable[[], Iterator[Finding]]:
    return lambda: _login(role, settings)


def _login(role: Role, settings: Settings) -> Iterator[Finding]:
    with connected(settings.database_url, application="doctor") as connection:
        row = connection.execute("SELECT current_user, has_schema_privilege('register', 'USAGE')").fetchone()
    user, sees_register = row or ("", False)
    too_much = sees_register and role not in {Role.OWNER, Role.REGISTRAR}
    wrong = user != f"{_PREFIX}{role}" and role is not Role.OWNER  # the owner of a database elsewhere has its own name
    mend = f"give this process the URL of {_PREFIX}{role}" if wrong or too_much else ""
    yield Finding(f"role {role}", f"logs in as {user}", mend)


def engine(settings: Settings) -> OpenSearch:
    """Make a client that gives up soon."""
    return OpenSearch(settings.opensearch_url.get_secret_value(), timeout=TIMEOUT_SECONDS, max_retries=0)


def _opensearch(settings: Settings) -> Iterator[Finding]:
    client = engine(settings)
    number = client.info()["version"]["number"]
    old = int(number.split(".")[0]) < MINIMUM_OPENSEARCH
    yield Finding("opensearch", f"version {number}", f"upgrade to {MINIMUM_OPENSEARCH} or newer" if old else "")
    cluster_settings = client.cluster.get_settings(include_defaults=True, flat_settings=True)
    level = {**cluster_settings["defaults"], **cluster_settings["persistent"], **cluster_settings["transient"]}.get(
        "action.auto_create_index"
    )
    # Else a lost index would come back by itself, empty and without a mapping.
    mend = "" if level == "false" else "set action.auto_create_index: false in opensearch.yml"
    yield Finding("opensearch", f"action.auto_create_index is {level}", mend)


def _redis(settings: Settings) -> Iterator[Finding]:
    client = redis.Redis.from_url(
        settings.redis_url.get_secret_value(),
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
    yield Finding("redis", f"version {client.info('server')['redis_version']}")


def _index(indexer: Settings) -> Iterator[Finding]:
    with connected(indexer.database_url, application="doctor") as connection:
        live = connection.execute(
            "SELECT name FROM feed.generation WHERE kind = 'association' AND state = 'live'"
        ).fetchone()
        published = (connection.execute("SELECT count(*) FROM publication.association").fetchone() or (0,))[0]
        waiting, age = connection.execute(
            "SELECT count(*), coalesce(extract(epoch FROM now() - min(queued_at)), 0)::int FROM feed.outbox"
        ).fetchone() or (0, 0)
        dead = (connection.execute("SELECT count(*) FROM feed.dead_letter").fetchone() or (0,))[0]
    late = age > LATE_SECONDS
    yield Finding("outbox", f"{waiting} waiting, {age} s old", "look whether worker and beat run" if late else "")
    letters = "see `indexer status`, mend the cause, then `indexer retry-dead`" if dead else ""
    yield Finding("dead letters", f"{dead}", letters)
    if live is None:
        yield Finding("index", "no live generation", "run `indexer rebuild`")
        return
    yield Finding("index", f"generation {live[0]} is live")
    documents = engine(indexer).count(index=live[0])["count"]
    apart = documents != published and not waiting
    yield Finding("drift", f"{documents} in the index, {published} published", "run `indexer verify`" if apart else "")

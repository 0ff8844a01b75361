"""The web works with the login that sees what is published, and with no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from pydantic import SecretStr

from directory.app import create_app
from directory.devstack import commands
from directory.platform.app_state import state_in
from directory.services import Services
from directory.settings import Role
from indexer import worker_context
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from directory.devstack.databases import Database
    from directory.settings import Settings


def test_the_running_web_is_logged_in_as_the_public_role(app: FastAPI) -> None:
    services = state_in(app, Services)

    async def who() -> list[str]:
        async with services.pool.connection() as connection:
            row = await (await connection.execute("SELECT session_user::text, current_user::text")).fetchone()
        return list(row or ())

    app.add_api_route("/who", who)
    with asking(app) as client:
        assert client.get("/who").json() == ["directory_public"] * 2


def test_the_indexer_is_logged_in_as_its_own_role(settings: Settings, database: Database) -> None:
    as_indexer = settings.model_copy(update={"database_url": SecretStr(database.indexer)})
    with worker_context.open_workers(as_indexer) as (worker,):
        row = worker.connection.execute("SELECT session_user::text, current_user::text").fetchone()

    assert row == ("directory_indexer", "directory_indexer")


def test_the_web_writes_nothing_even_where_it_might(app: FastAPI) -> None:
    services = state_in(app, Services)

    async def writes() -> None:
        async with services.pool.connection() as connection:
            await connection.execute("CREATE TEMPORARY TABLE t AS SELECT 1")

    app.add_api_route("/writes", writes)
    with asking(app) as client:
        assert client.get("/writes").status_code == 500


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PUBLIC])
def test_the_web_refuses_a_login_that_sees_more(
    database: Database, role: Role, logged: Callable[[], list[dict[str, Any]]]
) -> None:
    with asking(create_app(settings_with(DATABASE_URL=database.url(role)))) as client:
        answer = client.get("/health/ready")

    assert answer.json()["database"] == "away"
    assert any(line["event"].startswith("login sees more") for line in logged())


def test_every_process_has_the_login_of_its_work() -> None:
    processes = (*commands.LASTING, commands.DESK, commands.IMPORT)

    assert {process.name: process.role for process in processes} == {
        "web": Role.PUBLIC,
        "desk": Role.DESK,
        "worker": Role.INDEXER,
        "beat": Role.INDEXER,
        "jobs": Role.WORKER,
        "import": Role.REGISTRAR,
    }


@pytest.mark.parametrize(
    "table", ["register.association", "register.representative", "register.history", "feed.outbox"]
)
def test_the_logins_of_web_and_worker_cannot_read_the_truth(database: Database, table: str) -> None:
    readers = {Role.PUBLIC, Role.DESK, Role.WORKER, Role.INDEXER} - (
        {Role.INDEXER} if table == "feed.outbox" else set()
    )
    for role in readers:
        with psycopg.connect(database.url(role)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"SELECT FROM {table}")

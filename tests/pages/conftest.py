"""The whole site over a small world: real database, real engine, asked like a browser asks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from directory.app import create_app
from directory.devstack import databases
from directory.platform.app_state import state_in
from directory.platform.circuit_breaker import CircuitBreaker
from directory.platform.timeout import RequestTimeout
from directory.search.engine.client import Engine
from directory.services import Services
from tests.pages import world
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI
    from starlette.testclient import TestClient

    from directory.settings import Settings
    from tests.running_parts import RunningParts

WEB_ADDRESS = ("127.0.0.1", 50000)
PATIENCE_SECONDS = 30.0


def patient(settings: Settings) -> FastAPI:
    """Build the application with an engine that may take its time: a busy machine is no outage in these tests."""
    app = create_app(settings)
    for middleware in app.user_middleware:
        if getattr(middleware.cls, "__name__", "") == RequestTimeout.__name__:
            middleware.kwargs["seconds"] = PATIENCE_SECONDS
    search = state_in(app, Services).search
    search.near_seconds = search.fallback_seconds = PATIENCE_SECONDS
    search.use_engine(Engine(settings, PATIENCE_SECONDS, CircuitBreaker(open_seconds=0)))
    return app


def patient_without_engine(settings: Settings) -> FastAPI:
    """Build the application while its engine is away; Postgres may take its time."""
    app = create_app(settings.model_copy(update={"opensearch_url": settings_with().opensearch_url}))
    state_in(app, Services).search.fallback_seconds = PATIENCE_SECONDS
    return app


@pytest.fixture(scope="session")
def site_settings(
    parts: RunningParts, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """Return the settings of a web process over the filled and indexed world, which no test changes."""
    with databases.copied(parts.parts, template_database, "pages") as database:
        alias = f"{database.name}-{os.getpid()}".replace("_", "-")
        world.fill(database, tmp_path_factory.mktemp("world"))
        with world.indexed(database, parts.connections.opensearch, alias):
            yield settings_with(
                DATABASE_URL=database.public,
                OPENSEARCH_URL=parts.connections.opensearch,
                DIRECTORY_INDEX_PREFIX=alias,
            )


@pytest.fixture(scope="session")
def site(site_settings: Settings) -> Iterator[TestClient]:
    """Ask the site."""
    with asking(patient(site_settings), WEB_ADDRESS) as client:
        yield client


@pytest.fixture(scope="session")
def site_without_engine(site_settings: Settings) -> Iterator[TestClient]:
    """Ask the same site while its engine is away."""
    with asking(patient_without_engine(site_settings), WEB_ADDRESS) as client:
        yield client

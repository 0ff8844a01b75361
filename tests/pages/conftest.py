"""The whole site over a small world: real database, real engine, asked like a browser asks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from directory.app import create_app
from directory.devstack import databases
from tests.pages import world
from tests.web.asking import asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

    from directory.settings import Settings
    from tests.conftest import RunningParts

WEB_ADDRESS = ("127.0.0.1", 50000)


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
    with asking(create_app(site_settings), WEB_ADDRESS) as client:
        yield client


@pytest.fixture(scope="session")
def site_without_engine(site_settings: Settings) -> Iterator[TestClient]:
    """Ask the same site while its engine is away."""
    away = site_settings.model_copy(update={"opensearch_url": settings_with().opensearch_url})
    with asking(create_app(away), WEB_ADDRESS) as client:
        yield client

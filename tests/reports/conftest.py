"""The form for mistakes on a real database with the awkward associations of the pages; no engine, no Redis."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import trustme
from psycopg import sql

from directory.app import create_app
from directory.platform.csrf import FormTokens
from directory.reports.form import ReportForm
from tests.pages import world
from tests.reports import submissions as posts
from tests.web.client import SECRET, asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

    from directory.devstack.databases import Database
    from directory.settings import Settings
    from tests.reports.submissions import Post

MINUTE = 60.0


def sealed(vcode: str = world.CHOIR, age: float = MINUTE) -> str:
    """Return the seal of a form that was given so many seconds ago."""
    return FormTokens(SECRET, clock=lambda: time.time() - age).issue(f"report.{vcode}")


def filled(vcode: str = world.CHOIR, **other: str) -> dict[str, str]:
    """Return a form that is filled in well, a minute after it was given, with other values where they are named."""
    fields = {"waarover": "contact", "bericht": "Dit nummer bestaat niet meer.", "contact": "", "website": ""}
    return {**fields, "formulier": sealed(vcode), **other}


def path(vcode: str = world.CHOIR) -> str:
    """Return the address of the form."""
    return f"/vereniging/{vcode}/melding"


@dataclass(frozen=True, slots=True)
class Box:
    """The box of reports, seen by one who may see everything."""

    connection: psycopg.Connection[Any]

    def rows(self, *columns: str) -> list[tuple[Any, ...]]:
        """Return columns of every report, the oldest first."""
        statement = sql.SQL("SELECT {} FROM site.report ORDER BY id")
        return self.connection.execute(statement.format(sql.SQL(", ").join(map(sql.Identifier, columns)))).fetchall()

    def row(self, *columns: str) -> tuple[Any, ...]:
        """Return columns of the only report."""
        (found,) = self.rows(*columns)
        return found

    def put(self, number: int = 1, vcode: str = world.CHOIR, typed: ReportForm | None = None) -> str:
        """Put a report in, as the web does; return its reference."""
        typed = typed or ReportForm("naam", "Er staat een fout in de naam.", "an@peeters.example")
        reference = f"{number:05}-AAAAA"
        self.connection.execute(
            "INSERT INTO site.report (reference, vcode, kind, message, contact) VALUES (%s, %s, %s, %s, %s)",
            (reference, vcode, typed.kind, typed.message, typed.contact),
        )
        return reference

    def make_due(self) -> None:
        """End all claims and pauses now, as time would."""
        self.connection.execute("UPDATE site.report SET next_try = '-infinity' WHERE state = 'new'")

    def age(self, days: int) -> None:
        """Let days go by."""
        self.connection.execute("UPDATE site.report SET received_at = received_at - make_interval(days => %s)", (days,))


@pytest.fixture(scope="module")
def filled_database(module_database: Database) -> Database:
    with psycopg.connect(module_database.superuser) as connection:
        connection.execute(world.AWKWARD.read_bytes())
    with psycopg.connect(module_database.superuser) as connection:
        connection.execute("UPDATE register.association SET status = 'Gestopt' WHERE vcode = %s", (world.STOPPED,))
    return module_database


@pytest.fixture
def box(filled_database: Database) -> Iterator[Box]:
    """Return the box, empty before and after."""
    with psycopg.connect(filled_database.superuser, autocommit=True) as connection:
        connection.execute("TRUNCATE site.report, site.municipality_mail")
        yield Box(connection)
        connection.execute("TRUNCATE site.report, site.municipality_mail")


@pytest.fixture(scope="module")
def web_settings(filled_database: Database) -> Settings:
    """Return the settings of a web process without Redis and engine."""
    return settings_with(DATABASE_URL=filled_database.public)


@pytest.fixture(scope="module")
def site(web_settings: Settings) -> Iterator[TestClient]:
    """Ask the site as a browser on our own page does."""
    with asking(create_app(web_settings)) as client:
        client.headers["Accept"] = "text/html"
        yield client


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a certificate for the mail server, which only this module trusts."""
    folder = tmp_path_factory.mktemp("certificate")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "authority.pem")
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(folder / "server.pem")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SSL_CERT_FILE", str(folder / "authority.pem"))
        yield folder / "server.pem"


@pytest.fixture(scope="module")
def post_office(certificate: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    with posts.opened(tmp_path_factory.mktemp("post"), certificate) as opened:
        yield opened


@pytest.fixture
def post(post_office: Post) -> Post:
    """Return a mail server that runs, behaves well and took nothing yet."""
    post_office.renew()
    return post_office

"""A small Flanders for the tests of the pages: invented associations, and some that are awkward to show."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import opensearchpy
import psycopg
from opensearchpy.helpers import bulk

from directory.importing.demo import lines
from directory.publication import reader
from directory.search.index.document import document
from directory.search.index.schema import MAPPING, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.devstack.databases import Database

COUNT, SEED = 400, 11
# Far above the vCodes of the invented ones.
CHOIR, CHILDREN, UMBRELLA, EVIL, QUIET, STOPPED, NEVER, DOTTED = (f"V9{number:06}" for number in range(1, 9))
UNKNOWN = "V9999999"
EVIL_NAME = "<script>alert(\"naam\")</script> & 'co'"
EVIL_TEXT = '<img src=x onerror=alert(1)> zegt "dag" {{ 7 * 7 }} ${7 * 7} </p></script><script>alert(1)</script>'

AWKWARD = Path(__file__).with_name("world.sql")


def fill(database: Database, folder: Path) -> None:
    """Import the invented associations, then add the awkward ones."""
    file = folder / "demo.ndjson"
    file.write_bytes(b"\n".join(lines(COUNT, SEED)) + b"\n")
    nowhere = {"OPENSEARCH_URL": "http://127.0.0.1:1", "REDIS_URL": "redis://127.0.0.1:1/0", "DIRECTORY_SECRET": "none"}
    environment = {**os.environ, **nowhere, "DATABASE_URL": database.registrar}
    command = [sys.executable, "-m", "directory.cli", "import", str(file)]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    with psycopg.connect(database.superuser) as connection:
        connection.execute(AWKWARD.read_bytes())
    with psycopg.connect(database.superuser) as connection:
        connection.execute("UPDATE register.association SET status = 'Gestopt' WHERE vcode = %s", (STOPPED,))


@contextmanager
def indexed(database: Database, opensearch: str, alias: str) -> Iterator[None]:
    """Keep an index of all that is published, known to the database as the live one, in step since a moment ago."""
    name = f"{alias}-pages"
    with psycopg.connect(database.superuser, autocommit=True) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM register.association WHERE is_public").fetchall()]
        published = reader.published(connection, ids)
        connection.execute(
            "INSERT INTO feed.generation (kind, name, fingerprint, state, live_at)"
            " VALUES ('association', %s, 'hash', 'live', now())",
            (name,),
        )
        connection.execute("INSERT INTO feed.mark (kind, name, at) VALUES ('association', 'in_step', now())")
    with opensearchpy.OpenSearch(opensearch, timeout=60) as client:
        client.indices.create(index=name, body={"settings": SETTINGS, "mappings": MAPPING, "aliases": {alias: {}}})
        actions = ({"_index": name, "_id": str(one.association_id), "_source": document(one)} for one in published)
        bulk(client, actions, refresh=True)
        yield
        client.indices.delete(index=name)

"""Fills a register: with many plain associations by SQL, or with those of the demo by the importer."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from bench.relevance import corpus, seeded_stack
from directory.importing.demo import lines

if TYPE_CHECKING:
    from directory.devstack.databases import Database

_FIRST = "{Koninklijke,Jonge,Sportieve,Oude,Nieuwe,Vrije,Sint-Jozefs,Blije,Groene,Muzikale,Vlijtige,Dappere}"
_KIND = (
    "{Voetbalclub,Toneelkring,Harmonie,Wandelclub,Zangkoor,Turnkring,Buurtcomité,Jeugdhuis,Schaakclub,Duivenbond,"
    "Fanfare,Seniorenvereniging,Oudercomité,Natuurvereniging,Petanqueclub,Zwemclub,Volleybalclub,Kaartersclub}"
)
_SENTENCES = (
    "{Wij komen elke week samen en iedereen is welkom.,Onze leden oefenen op dinsdag en vrijdag in de zaal.,"
    "In het voorjaar organiseren we een groot feest voor de hele buurt.,Kom gerust eens kijken of bel ons.,"
    "We bestaan al meer dan vijftig jaar en zoeken nieuwe vrijwilligers.,Beginners krijgen begeleiding.}"
)
_FILL = (
    # Bulk priority, as for an import: single changes overtake it.
    "SELECT set_config('directory.priority', '5', true)",
    f"""
    INSERT INTO register.association (vcode, type_code, subtype_code, name, short_name, description, min_age)
    SELECT 'V' || lpad((1001000 + n)::text, 7, '0'), 'VZER', '',
           concat_ws(' ', ('{_FIRST}'::text[])[1 + n % 12], ('{_KIND}'::text[])[1 + n / 7 % 18], place.name,
                     CASE WHEN n % 3 = 0 THEN n::text END),
           CASE WHEN n % 4 = 0 THEN upper(substr(md5(n::text), 1, 4)) ELSE '' END,
           CASE WHEN n % 5 < 3 THEN concat_ws(' ', ('{_SENTENCES}'::text[])[1 + n % 6],
                                              ('{_SENTENCES}'::text[])[1 + n / 5 % 6]) ELSE '' END,
           n % 40
    FROM generate_series(1, current_setting('bench.count')::integer) AS n
    JOIN (SELECT name, row_number() OVER (ORDER BY nis, name) - 1 AS number, count(*) OVER () AS places
          FROM register.place) AS place ON place.number = n * 7 % places
    """,  # noqa: S608 - our own words
    """
    INSERT INTO register.association_activity (association_id, activity_code)
    SELECT a.id, c.code FROM register.association a
    JOIN register.activity c ON c.position IN (1 + a.id % 21, 1 + a.id / 21 % 21)
    """,
    """
    INSERT INTO register.location (association_id, location_id, kind, is_primary, street, house_number, postcode,
                                   municipality, country, nis, district, lat, lon)
    SELECT a.id, 1, 'Activiteiten', true, 'Kerkstraat', (a.id % 200 + 1)::text, p.postcode, g.name, 'België',
           p.nis, p.name, p.lat, p.lon
    FROM register.association a
    JOIN (SELECT *, row_number() OVER (ORDER BY nis, name) - 1 AS number, count(*) OVER () AS places
          FROM register.place) AS p ON p.number = a.id * 7 % places
    JOIN register.area g ON g.code = p.nis
    """,
    """
    INSERT INTO register.contact (association_id, contact_id, kind, value, is_primary)
    SELECT a.id, n, ('{E-mail,Website}'::text[])[n], ('{club%s@voorbeeld.be,https://voorbeeld.be/%s}'::text[])[n], true
    FROM register.association a, generate_series(1, 2) AS n WHERE a.id % 3 < n
    """,
    """
    INSERT INTO register.association_area (association_id, area_code)
    SELECT a.id, l.nis FROM register.association a JOIN register.location l ON l.association_id = a.id
    WHERE a.id % 2 = 0
    """,
)


def fill(database: Database, count: int) -> None:
    """Add `count` plain associations, with what most associations have; for what comes after the import."""
    with psycopg.connect(database.registrar) as connection:
        connection.execute("SELECT set_config('bench.count', %s, true)", (str(count),))
        for statement in _FILL:
            connection.execute(statement.encode())
    with psycopg.connect(database.owner) as connection:
        connection.execute("ANALYZE")  # autovacuum does so too, within a minute


def invented(database: Database, count: int) -> None:
    """Import so many of the demo's associations, which look like those of Flanders."""
    with (
        tempfile.TemporaryDirectory(prefix="directory-bench-file-") as folder,
        seeded_stack.importing(Path(folder) / "associations.ndjson", lines(count, corpus.SEED), database),
    ):
        pass

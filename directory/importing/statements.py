"""The SQL that merges a staged batch into the register; the table `touched` gathers the known associations it changed.

A row that is already as the file says is not touched at all: no version, no history, no outbox, no write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from directory.register.records import ASSOCIATION_COLUMNS

if TYPE_CHECKING:
    from directory.importing.staging import ListTable

# Everything here is put together from names of our own (columns and tables), never from what a file says.
# ruff: noqa: S608

_CHANGING: Final = tuple(name for name in ASSOCIATION_COLUMNS if name != "vcode")

KEEP_CODES: Final = "SELECT register.keep_codes(%s::text[], %s::text[], %s::text[], %s::text[])"

# What a file does not mention stays as it is, but for two fields that follow from others: an association that is no
# longer active is not winding up either, and one with legal personality cannot be opted out.
MATCH: Final = """
    UPDATE stage_association s SET
        id = a.id,
        is_new = false,
        modified_on = coalesce(s.modified_on, a.modified_on),
        status = coalesce(s.status, a.status),
        duplicate_of = CASE WHEN s.status IS NULL THEN a.duplicate_of ELSE s.duplicate_of END,
        end_date = CASE WHEN s.specifies_end_date THEN s.end_date ELSE a.end_date END,
        winding_up = coalesce(s.winding_up, a.winding_up AND coalesce(s.status, a.status) = 'Actief'),
        opted_out = coalesce(s.opted_out, a.opted_out AND s.type_code IN ('FV', 'VZER')),
        legal_form = coalesce(s.legal_form, a.legal_form),
        source = coalesce(s.source, CASE WHEN a.type_code = s.type_code THEN a.source END)
    FROM register.association a WHERE a.vcode = s.vcode
"""

# An association with legal personality comes from the enterprise register (KBO).
COMPLETE: Final = """
    UPDATE stage_association s SET source = CASE WHEN t.from_kbo THEN 'KBO' ELSE 'Initiator' END
    FROM register.association_type t WHERE t.code = s.type_code AND s.source IS NULL
"""

UPDATE: Final = f"""
    WITH did AS (
        UPDATE register.association a SET {", ".join(f"{name} = s.{name}" for name in _CHANGING)}
        FROM stage_association s
        WHERE a.id = s.id
          AND ROW({", ".join(f"a.{name}" for name in _CHANGING)}) IS DISTINCT FROM
              ROW({", ".join(f"s.{name}" for name in _CHANGING)})
        RETURNING a.id, old.deleted_on IS NULL AND new.deleted_on IS NOT NULL AS removed)
    INSERT INTO touched SELECT id, removed FROM did
"""

_DEFAULTS: Final = {
    "modified_on": "coalesce(s.modified_on, current_date)",
    "status": "coalesce(s.status, 'Actief')",
    "winding_up": "coalesce(s.winding_up, false)",
    "opted_out": "coalesce(s.opted_out, false)",
    "legal_form": "coalesce(s.legal_form, '')",
}

INSERT: Final = f"""
    WITH did AS (
        INSERT INTO register.association ({", ".join(ASSOCIATION_COLUMNS)})
        SELECT {", ".join(_DEFAULTS.get(name, f"s.{name}") for name in ASSOCIATION_COLUMNS)}
        FROM stage_association s
        WHERE s.id IS NULL
        ORDER BY s.line
        RETURNING id, vcode)
    UPDATE stage_association s SET id = did.id, is_new = true FROM did WHERE did.vcode = s.vcode
"""

TOMBSTONES: Final = """
    WITH did AS (
        UPDATE register.association a SET
            deleted_on = coalesce(t.deleted_on, a.deleted_on, current_date),
            modified_on = coalesce(t.deleted_on, a.modified_on)
        FROM stage_tombstone t
        WHERE a.vcode = t.vcode
          AND ROW(a.deleted_on, a.modified_on) IS DISTINCT FROM
              ROW(coalesce(t.deleted_on, a.deleted_on, current_date), coalesce(t.deleted_on, a.modified_on))
        RETURNING a.id, old.deleted_on IS NULL AS removed)
    INSERT INTO touched SELECT id, removed FROM did
"""

COUNT: Final = """
    SELECT (SELECT count(*) FROM stage_association WHERE is_new),
           count(*) FILTER (WHERE NOT removed),
           count(*) FILTER (WHERE removed)
    FROM (SELECT id, bool_or(removed) AS removed FROM touched GROUP BY id) AS changed
"""


def delete_items(table: ListTable) -> str:
    """Remove what the file no longer has."""
    return f"""
        WITH did AS (
            DELETE FROM register.{table.name} r USING stage_association s
            WHERE r.association_id = s.id AND NOT s.is_new AND s.specifies_{table.field}
              AND NOT EXISTS (SELECT FROM {table.stage} n WHERE n.line = s.line AND {_same(table)})
            RETURNING r.association_id)
        INSERT INTO touched SELECT association_id, false FROM did
    """


def update_items(table: ListTable) -> str | None:
    """Change what is there and differs; None for a list of codes, whose items cannot differ."""
    changing = [name for name in table.columns if name not in table.keys]
    if not changing:
        return None
    return f"""
        WITH did AS (
            UPDATE register.{table.name} r SET {", ".join(f"{name} = n.{name}" for name in changing)}
            FROM {table.stage} n JOIN stage_association s USING (line)
            WHERE NOT s.is_new AND r.association_id = s.id AND {_same(table)}
              AND ROW({", ".join(f"r.{name}" for name in changing)}) IS DISTINCT FROM
                  ROW({", ".join(f"n.{name}" for name in changing)})
            RETURNING r.association_id)
        INSERT INTO touched SELECT association_id, false FROM did
    """


def insert_items(table: ListTable) -> str:
    """Add what an association that was there has got, numbered after every number that it ever used."""
    number, its_value = (f"{table.number}, ", f"{_next_number(table)}, ") if table.number else ("", "")
    return f"""
        WITH did AS (
            INSERT INTO register.{table.name} (association_id, {number}{", ".join(table.columns)})
            SELECT s.id, {its_value}{", ".join(f"n.{name}" for name in table.columns)}
            FROM {table.stage} n JOIN stage_association s USING (line)
            WHERE NOT s.is_new
              AND NOT EXISTS (SELECT FROM register.{table.name} r WHERE r.association_id = s.id AND {_same(table)})
            RETURNING association_id)
        INSERT INTO touched SELECT association_id, false FROM did
    """


def insert_items_of_new(table: ListTable) -> str:
    """Add all that the new associations have, numbered as they stand; new is new, that needs no note in `touched`."""
    number, its_value = (f"{table.number}, ", "n.position + 1, ") if table.number else ("", "")
    return f"""
        INSERT INTO register.{table.name} (association_id, {number}{", ".join(table.columns)})
        SELECT s.id, {its_value}{", ".join(f"n.{name}" for name in table.columns)}
        FROM {table.stage} n JOIN stage_association s USING (line)
        WHERE s.is_new
    """


def _next_number(table: ListTable) -> str:
    # Of items that are inserted together each takes one number more than the one before.
    return f"""register.next_item(s.id, '{table.name}') - 1
        + row_number() OVER (PARTITION BY s.line ORDER BY n.position)"""


def _same(table: ListTable) -> str:
    return " AND ".join(f"r.{key} = n.{key}" for key in table.keys)

"""The SQL that reads the published views, made from the fields of the typed rows so that both stay in step."""

from __future__ import annotations

from directory.publication.rows import Activity, Area, Association, Contact, Location, Membership, Recognition

# Per list: the view, the fields of its row and the order of its items.
_LISTS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "activities": ("association_activity", Activity._fields, "position"),
    "areas": ("association_area", Area._fields, "code"),
    "locations": ("location", Location._fields, "is_primary DESC, location_id"),
    "contacts": ("contact", Contact._fields, "is_primary DESC, contact_id"),
    "memberships": ("membership", Membership._fields, "membership_id"),
    "recognitions": ("recognition", Recognition._fields, "recognition_id"),
}
OWN_FIELDS = tuple(field for field in Association._fields if field not in _LISTS)


def _list_query(view: str, fields: tuple[str, ...], order: str) -> str:
    # Arrays and not objects: half the bytes, and a NamedTuple takes them as they come.
    return (
        f"SELECT association_id, json_agg(json_build_array({', '.join(fields)}) ORDER BY {order}) AS items"  # noqa: S608 - names from our own types
        f" FROM publication.{view} WHERE association_id = ANY(%(ids)s::bigint[]) GROUP BY association_id"
    )


def _with_lists() -> str:
    return ", ".join(f"{name} AS MATERIALIZED ({_list_query(*spec)})" for name, spec in _LISTS.items())


def _columns() -> str:
    own = ", ".join(f"a.{field}" for field in OWN_FIELDS)
    return own + ", " + ", ".join(f"coalesce({name}.items, '[]'::json)" for name in _LISTS)


def _joins() -> str:
    return " ".join(f"LEFT JOIN {name} ON {name}.association_id = a.association_id" for name in _LISTS)


ASSOCIATIONS = (
    f"WITH {_with_lists()} SELECT {_columns()} FROM publication.association a {_joins()}"  # noqa: S608 - names from our own types
    " WHERE a.association_id = ANY(%(ids)s::bigint[])"
)

# One statement is one snapshot: an association and the version that goes with it always agree.
VERSIONED = (
    f"WITH {_with_lists()} SELECT v.entity_id, v.version, {_columns()}"  # noqa: S608 - names from our own types
    " FROM feed.version v"
    # The ids stand inside too: without them the planner joins the whole register to find three associations.
    f" LEFT JOIN (SELECT {', '.join(OWN_FIELDS)} FROM publication.association"
    "  WHERE association_id = ANY(%(ids)s::bigint[])) a ON a.association_id = v.entity_id"
    f" {_joins()} WHERE v.kind = 'association' AND v.entity_id = ANY(%(ids)s::bigint[])"
)

"""Writes what the browser tests found where the statement on accessibility reads it, part by part."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from directory.pages.about.accessibility import WalkKind

SUMMARY = Path(__file__).resolve().parents[2] / "directory" / "pages" / "about" / "accessibility.json"


def write(part: Mapping[str, Any]) -> None:
    """Write these members; the others stay."""
    known = json.loads(SUMMARY.read_text(encoding="utf-8"))
    SUMMARY.write_text(json.dumps({**known, **part}, ensure_ascii=False) + "\n", encoding="utf-8")


def write_walk(kind: WalkKind, found: Mapping[str, Sequence[str]]) -> None:
    """Write what one kind of walk found in each state."""
    walk = {
        "kind": kind.value,
        "date": datetime.now(UTC).date().isoformat(),
        "states": len(found),
        "failures": sum(map(len, found.values())),
    }
    known = json.loads(SUMMARY.read_text(encoding="utf-8")).get("walks", [])
    write({"walks": sorted([*(one for one in known if one["kind"] != kind), walk], key=lambda one: one["kind"])})

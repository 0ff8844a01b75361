"""What was ever pasted still works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from directory.widgets.embedding import script_releases
from tests.widgets.goldens import FOLDER
from tests.widgets.tags import Tags

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

GOLDEN = sorted(FOLDER.glob("*.html"))


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_what_was_ever_printed_still_leads_somewhere(file: Path, site: TestClient) -> None:
    tags = Tags(file.read_text(encoding="utf-8"))
    for script in tags.named("script"):
        answer = site.get(script["src"].removeprefix("https://gids.example"))
        assert answer.status_code == 200
        assert "integrity" not in script or script_releases.integrity(answer.content) == script["integrity"]
    for frame in tags.named("iframe"):
        answer = site.get(frame["src"].removeprefix("https://gids.example"))
        assert answer.status_code == 200
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    for name, path in (("verenigingen-zoeker", "zoek"), ("verenigingen-kaart", "vereniging")):
        for element in tags.named(name):
            asked = [(name, value) for name, value in element.items() if name != "style"]
            answer = site.get(f"/widget/v1/{path}", params=dict(asked))
            assert answer.json()["v"] == 1
            assert "problemen" not in answer.json()

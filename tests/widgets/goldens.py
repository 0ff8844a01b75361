"""The snippets that were ever printed. `python -m tests.widgets.goldens` writes those of this release; none is changed.

A snippet on another site's page cannot be taken back: a golden file that is there is never edited, new ones are added.
"""

from __future__ import annotations

from pathlib import Path

from directory.platform.i18n import Language
from directory.search.criteria.choices import Sort
from directory.widgets.embedding import script_releases, snippets
from directory.widgets.embedding.snippets import SnippetTarget
from directory.widgets.settings.enums import DetailTarget, ThemePreset, WidgetFacetName, WidgetField, WidgetView
from directory.widgets.settings.model import WidgetOptions

FOLDER = Path(__file__).with_name("golden") / "v1"
GHENT = WidgetOptions(municipalities=("44021",))
FULL = WidgetOptions(
    municipalities=("24062", "44021"),
    activities=("KECU", "SPRT"),
    ages=("jongeren",),
    q="koor",
    facets=(WidgetFacetName.AGE, WidgetFacetName.ACTIVITY),
    fields=(WidgetField.PLACE, WidgetField.DESCRIPTION, WidgetField.WEBSITE),
    view=WidgetView.CARDS,
    per_page=20,
    sort=Sort.NAME,
    detail=DetailTarget.OWN,
    detail_url="/verenigingen/{vCode}",
    language=Language.FRENCH,
    heading=3,
    history=True,
    key="links-",
    attribution=False,
    locked=True,
    preset=ThemePreset.FLANDERS,
    theme=(("accent", "#8a1f4b"), ("radius", "0.5rem"), ("lettertype", "Georgia, serif")),
)
CARD = WidgetOptions(vcode="V9000001")
PLACE = SnippetTarget("https://gids.example", "/gemeente/gent", 'Alle verenigingen in "Gent" & omstreken')


def printed() -> dict[str, str]:
    """Return every snippet of this release by the name of its file."""
    return {
        "element.html": snippets.element(GHENT, PLACE),
        "element-full.html": snippets.element(FULL, PLACE),
        "element-pinned.html": snippets.element(GHENT, PLACE, script_releases.pinned("zoeker")),
        "card.html": snippets.element(CARD, PLACE),
        "frame.html": snippets.frame(GHENT, PLACE),
        "frame-full.html": snippets.frame(FULL, PLACE),
        "frame-card.html": snippets.frame(CARD, PLACE),
        "link.html": snippets.link(PLACE),
        "drupal.html": snippets.drupal(FULL, PLACE),
        "wordpress.html": snippets.wordpress(GHENT, PLACE),
        "markdown.html": snippets.markdown(PLACE),
    }


if __name__ == "__main__":
    version = script_releases.newest()["zoeker"].path.split("/")[2]
    kept = {file.read_text(encoding="utf-8") for file in FOLDER.glob("*.html")}
    for name, text in printed().items():
        if text + "\n" not in kept:
            (FOLDER / f"{version}-{name}").write_text(text + "\n", encoding="utf-8")

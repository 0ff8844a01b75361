"""The templates: compiled at start, escaping everything, refusing a name that nobody gave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from directory.pages import site_linked
from directory.pages.results import explained
from directory.pages.results.ladder import sentence
from directory.pages.results.page import hit_path, path_of
from directory.platform import wording

if TYPE_CHECKING:
    from directory.platform.assets import Assets
    from directory.platform.branding import Brand
    from directory.settings import Settings

FOLDER = Path(__file__).resolve().parents[2] / "templates"


def environment(settings: Settings, assets: Assets, brand: Brand) -> Environment:
    """Build the environment of all pages and compile every template, so that a broken one stops the start."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(wording.gettext, wording.ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    made.filters.update(
        number=wording.number,
        distance=wording.distance,
        day=wording.day,
        moment=wording.moment,
        listed=wording.listed,
        hit_path=hit_path,
        path_of=path_of,
        one_line=one_line,
        sentence=sentence,
        rung=explained.rung,
        points=explained.points,
        reading=explained.reading,
        standing=explained.standing,
        compared=explained.compared,
        barrier=explained.barrier,
        loosely=explained.loosely,
    )
    made.globals.update(
        asset=assets.url,
        site_name=brand.name,
        brand=brand,
        website=site_linked.website(brand, settings.public_url),
        public_url=settings.public_url,
        updated_at=None,
        # What a page may say of itself to its frame; see base.html.
        canonical=None,
        noindex=False,
        card=None,
    )
    wording.load()
    for name in made.list_templates():
        made.get_template(name)
    return made


def one_line(text: str) -> str:
    """Return `text` with single spaces: what a macro wrote over several lines. Escaped text stays escaped."""
    return type(text)(" ".join(text.split()))

"""The templates: compiled at start, escaping everything, refusing an undefined name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from directory.pages import language_links, site_linked
from directory.pages.results import explanation_texts
from directory.pages.results.active_filter_texts import filter_label, undo_label
from directory.pages.results.page import hit_path, path_of
from directory.pages.results.reason_texts import reason_sentence
from directory.pages.results.relaxation_texts import sentence
from directory.platform import i18n
from directory.texts import choice_labels
from directory.texts.activity_names import within_a_sentence
from directory.texts.distance_texts import distance_text
from directory.texts.group_texts import group_title, group_words
from directory.urls import contact_links

if TYPE_CHECKING:
    from collections.abc import Callable

    from directory.branding.brand import Brand
    from directory.platform.assets import Assets
    from directory.settings import Settings

FOLDER = Path(__file__).resolve().parents[2] / "templates"


def environment(
    settings: Settings, assets: Assets, brand: Brand, *, takes_language: Callable[[str], bool]
) -> Environment:
    """Build the environment of all pages and compile every template, so that a broken one stops the start.

    `takes_language` tells of a path whether `taal` chooses the language of its page.
    """
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.template_class = language_links.PageTemplate
    made.install_gettext_callables(i18n.gettext, i18n.ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    made.filters.update(
        number=i18n.number,
        distance_text=distance_text,
        day=i18n.day,
        moment=i18n.moment,
        listed=i18n.listed,
        hit_path=hit_path,
        path_of=path_of,
        one_line=one_line,
        sentence=sentence,
        filter_label=filter_label,
        undo_label=undo_label,
        problem_sentence=explanation_texts.problem_sentence,
        reason_sentence=reason_sentence,
        group_title=group_title,
        group_words=group_words,
        within_a_sentence=within_a_sentence,
        age_tag=choice_labels.AGE_TAGS.__getitem__,
        points=explanation_texts.points_text,
        rule_text=explanation_texts.rule_text,
        interpretation_lines=explanation_texts.interpretation_lines,
        position_text=explanation_texts.position_text,
        comparison_text=explanation_texts.comparison_text,
        excluding_part_text=explanation_texts.excluding_part_text,
        loose_rules_text=explanation_texts.loose_rules_text,
    )
    made.globals.update(
        asset=assets.url,
        site_name=brand.name,
        brand=brand,
        website=site_linked.website(brand, settings.public_url),
        public_url=settings.public_url,
        loket=contact_links.LOKET,
        updated_at=None,
        language=i18n.current_language,
        languages=i18n.SITE_LANGUAGES,
        switcher=language_links.switcher,
        takes_language=takes_language,
        in_language=language_links.in_language,
        dutch_content=language_links.dutch_content,
        # What a page may say of itself to its frame; see base.html.
        canonical=None,
        noindex=False,
        card=None,
    )
    i18n.load()
    for name in made.list_templates():
        made.get_template(name)
    return made


def one_line(text: str) -> str:
    """Return `text` with single spaces: what a macro wrote over several lines. Escaped text stays escaped."""
    return type(text)(" ".join(text.split()))

"""What a widget is about, in words and as an address: the title and the link that stand in every snippet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.language.kind_table import kind_plural
from directory.platform.i18n import _, listed
from directory.urls.contact_links import search_path
from directory.urls.landing_pages import area_path
from directory.widgets.answering.visitor import VisitorState, criteria
from directory.widgets.embedding.snippets import SnippetTarget

if TYPE_CHECKING:
    from directory.search.understanding.reference import Reference
    from directory.widgets.settings.model import WidgetOptions

_NAMED = 3


def place(options: WidgetOptions, reference: Reference, origin: str) -> SnippetTarget:
    """Return where the snippets of this widget lead: the page of its municipality, or the same search on our site."""
    return SnippetTarget(origin, _page(options, reference), title(options, reference))


def title(options: WidgetOptions, reference: Reference) -> str:
    """Return "Alle verenigingen in Gent", or what fits a narrower or wider widget."""
    if options.vcode:
        return _("Vereniging %(vcode)s") % {"vcode": options.vcode}
    where = where_named(options, reference)
    if _is_narrowed(options):
        return _("Verenigingen in %(place)s") % {"place": where}
    return _("Alle verenigingen in %(place)s") % {"place": where}


def page_title(options: WidgetOptions, reference: Reference) -> str:
    """Return what the page of a widget is about: "Verenigingen in Gent", "Sport in Gent", "“koor” in Gent"."""
    subjects = [reference.activities.get(code, code) for code in options.activities[:_NAMED]]
    subjects += map(kind_plural, options.subjects[:_NAMED])
    if options.q:
        subjects.append(f"“{options.q}”")
    where = where_named(options, reference)
    if not subjects:
        return _("Verenigingen in %(place)s") % {"place": where}
    return _("%(activity)s in %(place)s") % {"activity": listed(subjects), "place": where}


def where_named(options: WidgetOptions, reference: Reference) -> str:
    """Return the places of a widget in words."""
    names = [reference.gazetteer.label(code) for code in options.areas]
    if len(names) > _NAMED:
        return _("%(count)s gebieden") % {"count": len(names)}
    around = options.around or options.postcode
    return listed([*names, *([around] if around else [])]) or _("Vlaanderen en Brussel")


def _page(options: WidgetOptions, reference: Reference) -> str:
    if options.vcode:
        return f"/vereniging/{options.vcode}"
    if len(options.areas) == 1 and not _is_narrowed(options):
        own_page = area_path(options.areas[0], reference.gazetteer)
        if own_page:
            return own_page
    return search_path(*criteria(options, VisitorState()).first_page().pairs())


def _is_narrowed(options: WidgetOptions) -> bool:
    narrowing = (
        options.activities, options.subjects, options.kinds, options.subtypes, options.ages, options.q,
        options.has_place, options.address_only, options.modified_since,
    )  # fmt: skip
    return any(narrowing)

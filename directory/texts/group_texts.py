"""The groups beside the list in words: their headings, each with its number, and what a list of one group holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.platform import i18n
from directory.search.criteria.choices import ResultGroup
from directory.texts.activity_names import within_a_sentence

if TYPE_CHECKING:
    from directory.search.results.model import GroupBeside, GroupSubject

_ = i18n._

# As an active filter.
GROUP_LABELS = {
    ResultGroup.MUNICIPALITY: _("Elders in de gemeente"),
    ResultGroup.PROVINCE: _("Werkt in de hele provincie"),
    ResultGroup.ALIKE: _("Lijkt op je vraag"),
    ResultGroup.ACTIVITY: _("Enkel de activiteit past"),
}


def group_title(group: GroupBeside) -> str:
    """Return the heading of a group below the list, with its number."""
    subject = group.subject
    names = {
        "count": i18n.number(group.total),
        "place": i18n.either(subject.places),
        "activity": i18n.either(map(within_a_sentence, subject.activities)),
    }
    pattern: str
    match subject.group:
        case ResultGroup.MUNICIPALITY:
            pattern = _("En nog %(count)s elders in %(place)s")
        case ResultGroup.PROVINCE:
            pattern = i18n.ngettext(
                "En nog %(count)s die in heel %(place)s werkt",
                "En nog %(count)s die in heel %(place)s werken",
                group.total,
            )
        case ResultGroup.ACTIVITY:
            pattern = _("Ook %(activity)s in %(place)s: %(count)s")
        case _:
            pattern = _("Dit lijkt erop: %(count)s")
    return pattern % names


def group_words(subject: GroupSubject, count: int) -> str:
    """Return what goes on after "12 verenigingen voor koor": what a list of one group holds; empty for the sure one."""
    match subject.group:
        case ResultGroup.MUNICIPALITY:
            return _("elders in %(place)s") % {"place": i18n.either(subject.places)}
        case ResultGroup.PROVINCE:
            pattern = i18n.ngettext("die in heel %(place)s werkt", "die in heel %(place)s werken", count)
            return pattern % {"place": i18n.either(subject.places)}
        case ResultGroup.ALIKE:
            return i18n.ngettext("die erop lijkt", "die erop lijken", count)
        case ResultGroup.ACTIVITY:
            return i18n.ngettext("waarvan enkel de activiteit past", "waarvan enkel de activiteit past", count)
        case ResultGroup.SURE:
            return ""

"""Why a result stands in the list, in a sentence, where that is not evident from what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.platform import i18n
from directory.search.results.model import HitReasonKind

if TYPE_CHECKING:
    from directory.search.results.model import HitReason

_ = i18n._


def reason_sentence(reason: HitReason) -> str:
    """Return the reason of a hit in words."""
    match reason.kind:
        case HitReasonKind.WORKS_THERE:
            return _("werkt in %(place)s") % {"place": i18n.either(reason.places)}
        case HitReasonKind.WORKS_ALL_OVER:
            return _("werkt in heel %(place)s") % {"place": i18n.either(reason.places)}
        case HitReasonKind.LOOKS_ALIKE:
            return _("lijkt op je vraag")
        case HitReasonKind.ACTIVITY_ALONE:
            return _("enkel de activiteit past")
        case HitReasonKind.DESCRIPTION:
            return _("gevonden in de omschrijving")

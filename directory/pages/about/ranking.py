"""How the order of results comes about, in a few sentences made from the rungs of the ladder that really exist."""

from __future__ import annotations

from typing import NamedTuple

from directory.pages.results.explanation_texts import RUNGS
from directory.platform import i18n

_ = i18n._


class Step(NamedTuple):
    """Rungs that say about the same, in one sentence, with the words in which an explanation names each."""

    sentence: str
    rungs: tuple[str, ...]

    @property
    def named(self) -> tuple[str, ...]:
        """The rungs as people read them."""
        return tuple(RUNGS[rung] for rung in self.rungs)


# From what counts most to what counts least; a test holds that every rung stands in one of them.
STEPS = (
    Step(_("Je typt haar nummer, e-mailadres of webadres."), ("identifier",)),
    Step(
        _("Je typt haar hele naam, of een andere vorm ervan."),
        ("exact name", "short name", "short name of two letters", "same words", "bare name", "variant"),
    ),
    Step(
        _("Je woorden staan in haar naam."),
        (
            *("phrase", "all words", "more words", "joined", "joined or split", "first word", "name begins"),
            *("name begins joined", "unfinished", "compounds", "compounds of another kind", "initials", "mixed"),
            *("initials of the words", "own words", "most of the name", "in the name, all over the province"),
        ),
    ),
    Step(
        _("Ze doet wat je zoekt: de soort of de activiteit past."),
        (
            *("words of the kind in the name", "kind in the name", "word for the kind in the name"),
            *("subject in these words", "says these words", "subject", "says its kind", "subject for any age"),
            *("activity alone", "neighbouring kind", "half of the kind"),
        ),
    ),
    Step(
        _("Je woorden staan ergens in haar tekst."),
        ("anywhere", "parts anywhere", "begun anywhere", "most words"),
    ),
    Step(
        _("Niets past zeker: dan tellen ook tikfouten en wat zo klinkt."),
        (
            *("sounds", "typos", "typos in the first letter", "typos in the whole", "typos anywhere"),
            *("kind misspelt", "trigrams"),
        ),
    ),
    Step(_("Je typt enkel een plaats, of niets: dan past alles daar."), ("place", "no words")),
)

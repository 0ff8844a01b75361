"""How results are ranked, in a few sentences; each sentence names the ranking rules that it stands for."""

from __future__ import annotations

from typing import NamedTuple

from directory.pages.results.explanation_texts import RULE_LABELS
from directory.platform import i18n

_ = i18n._


class RankingSummary(NamedTuple):
    """One sentence for the ranking rules that match about the same, by their labels."""

    sentence: str
    labels: tuple[str, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """What each rule matches, in the words of an explanation."""
        return tuple(RULE_LABELS[label] for label in self.labels)


# From what counts most to what counts least; a test holds that each label of a rule is in exactly one of them.
RANKING_SUMMARIES = (
    RankingSummary(_("Je typt haar nummer, e-mailadres of webadres."), ("identifier",)),
    RankingSummary(
        _("Je typt haar hele naam, of een andere vorm ervan."),
        ("exact name", "short name", "short name of two letters", "same words", "bare name", "variant"),
    ),
    RankingSummary(
        _("Je woorden staan in haar naam."),
        (
            *("phrase", "all words", "more words", "joined", "joined or split", "first word", "name begins"),
            *("name begins joined", "unfinished", "compounds", "compounds of another kind", "initials", "mixed"),
            *("initials of the words", "own words", "most of the name", "in the name, all over the province"),
        ),
    ),
    RankingSummary(
        _("Ze doet wat je zoekt: de soort of de activiteit past."),
        (
            *("words of the kind in the name", "kind in the name", "word for the kind in the name"),
            *("subject in these words", "says these words", "subject", "says its kind", "subject for any age"),
            *("activity alone", "neighbouring kind", "half of the kind"),
        ),
    ),
    RankingSummary(
        _("Je woorden staan ergens in haar tekst."),
        ("anywhere", "parts anywhere", "begun anywhere", "most words"),
    ),
    RankingSummary(
        _("Niets past zeker: dan tellen ook tikfouten en wat zo klinkt."),
        (
            *("sounds", "typos", "typos in the first letter", "typos in the whole", "typos anywhere"),
            *("kind misspelt", "trigrams"),
        ),
    ),
    RankingSummary(_("Je typt enkel een plaats, of niets: dan past alles daar."), ("place", "no words")),
)

"""The Dutch texts of an explanation of the ranking, for the page and for its JSON twin."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from directory.pages.results.active_filter_texts import filter_label
from directory.platform import i18n
from directory.search.criteria.url_codec import problem
from directory.search.criteria.window import NUMBERED_RESULTS
from directory.search.query.ranking import RuleScope
from directory.texts import choice_labels, problem_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.search.criteria.url_codec import ParameterProblem
    from directory.search.explain.explanation import (
        ExcludingPart,
        ExplainedAssociation,
        ExplainedScore,
        Explanation,
    )
    from directory.search.explain.interpretation_view import InterpretationView, WordMeaning
    from directory.search.query.ranking import RankingRule

_ = i18n._

PARAMETER, ASSOCIATION_PARAMETER = "uitleg", "uitleg_van"


class ExplanationProblemCode(StrEnum):
    """Why a page is shown without the explanation that was asked for."""

    NO_PAGE_NUMBER = "explanation-without-page-number"
    ENGINE_AWAY = "explanation-without-engine"


ONLY_NUMBERED = problem(PARAMETER, "1", ExplanationProblemCode.NO_PAGE_NUMBER)
AWAY = problem(PARAMETER, "1", ExplanationProblemCode.ENGINE_AWAY)
_PROBLEMS: dict[StrEnum, str] = {
    ExplanationProblemCode.NO_PAGE_NUMBER: _("Uitleg geven we enkel op een pagina met een nummer."),
    ExplanationProblemCode.ENGINE_AWAY: _("Uitleg kan nu niet, want zoeken werkt beperkt."),
}
# The same for an association that is hidden and one that never existed, so that this does not betray a hidden one.
NOT_SHOWN = _("We tonen geen vereniging met deze vCode.")

# What a ranking rule matches, by its label; in a place the same label is followed by _IN_PLACE.
RULE_LABELS = {
    "identifier": _("het nummer, e-mailadres of webadres zelf"),
    "exact name": _("de hele naam"),
    "short name": _("de korte naam"),
    "short name of two letters": _("de korte naam van twee letters"),
    "same words": _("dezelfde woorden in een andere volgorde"),
    "bare name": _("de naam zonder titels en kleine woorden"),
    "variant": _("de naam, anders geschreven"),
    "phrase": _("de woorden achter elkaar in de naam"),
    "all words": _("alle woorden in de naam"),
    "more words": _("alle woorden in de naam, ook een plaatsnaam"),
    "joined": _("het woord in de naam, aaneengeschreven"),
    "joined or split": _("de woorden in de naam, aaneen of los geschreven"),
    "first word": _("het eerste woord van de naam"),
    "name begins": _("de naam begint zo"),
    "name begins joined": _("de naam begint zo, aaneengeschreven"),
    "unfinished": _("de woorden in de naam, het laatste nog niet af"),
    "compounds": _("de woorden als deel van een samenstelling in de naam"),
    "compounds of another kind": _("de woorden als deel van een samenstelling in de naam, bij een andere activiteit"),
    "initials": _("de beginletters van de naam"),
    "subject in these words": _("het onderwerp, in deze woorden"),
    "says these words": _("deze woorden in de tekst, en de activiteit past"),
    "subject": _("het onderwerp, in andere woorden"),
    "says its kind": _("andere woorden voor hetzelfde in de tekst, en de activiteit past"),
    "anywhere": _("de woorden ergens in de tekst"),
    "subject for any age": _("het onderwerp, voor een andere leeftijd"),
    "words of the kind in the name": _("de soort in de naam, in deze woorden"),
    "kind in the name": _("de soort in de naam, en de activiteit past"),
    "word for the kind in the name": _("een ander woord voor de soort in de naam"),
    "activity alone": _("enkel de activiteit past"),
    "place": _("de plaats past"),
    "in the name, all over the province": _("de woorden in de naam, en werkt in de hele provincie"),
    "mixed": _("elk woord op een of andere manier in de naam"),
    "initials of the words": _("de beginletters van je woorden"),
    "own words": _("de eigen woorden van de naam"),
    "parts anywhere": _("delen van je woorden in de tekst"),
    "neighbouring kind": _("een soort die erop lijkt"),
    "half of the kind": _("een deel van de soort"),
    "begun anywhere": _("woorden in de tekst die zo beginnen"),
    "sounds": _("klinkt zo"),
    "typos": _("met tikfouten"),
    "typos in the first letter": _("met een tikfout in de eerste letter"),
    "typos in the whole": _("met tikfouten in de hele naam"),
    "typos anywhere": _("met tikfouten, ergens in de tekst"),
    "kind misspelt": _("een soort met tikfouten"),
    "most of the name": _("de meeste woorden van de naam"),
    "most words": _("de meeste woorden in de tekst"),
    "trigrams": _("de meeste letters van de naam"),
    "no words": _("zonder zoekwoorden past alles"),
}  # fmt: skip
_IN_PLACE = _("%(rung)s, in de plaats uit je vraag")


def rule_text(rule: RankingRule) -> str:
    """Return in Dutch what a ranking rule matches."""
    text = RULE_LABELS[rule.label]
    return _IN_PLACE % {"rung": text} if rule.scope is RuleScope.IN_PLACE else text


def _rule_code(rule: RankingRule) -> str:
    """Return the name of a rule in the JSON contract."""
    return f"{rule.label}, there" if rule.scope is RuleScope.IN_PLACE else rule.label


def problem_sentence(problem: ParameterProblem) -> str:
    """Return what is wrong with a parameter of the page, of the search or of the explanation."""
    return _PROBLEMS[problem.code] if problem.code in _PROBLEMS else problem_texts.problem_sentence(problem)


def points_text(score: float) -> str:
    """Return `1 punt`, `950 punten` or `6,6 punten`."""
    return (_("%s punt") if score == 1 else _("%s punten")) % i18n.number(round(score, 2))


def position_text(association: ExplainedAssociation | None) -> str:
    """Say where the association that was asked for comes in the list."""
    if association is None:
        return NOT_SHOWN
    if association.excluded_by:
        return _("Deze vereniging staat niet in de lijst. Dit houdt haar tegen:")
    before = association.results_before
    if before is None:
        return _("Deze vereniging staat in de lijst, na de eerste %s.") % i18n.number(NUMBERED_RESULTS)
    if before == 0:
        return _("Deze vereniging staat als eerste in de lijst.")
    text = _("Er staat %s vereniging voor deze.") if before == 1 else _("Er staan %s verenigingen voor deze.")
    return text % i18n.number(before)


def comparison_text(association: ExplainedAssociation) -> str:
    """Compare its score with that of the first result; empty when the order does not go by score."""
    if association.first_score is None or association.excluded_by or not association.results_before:
        return ""
    own, first = association.score.score, association.first_score
    scores = {"own": points_text(own), "first": points_text(first)}
    if round(own, 2) == round(first, 2):
        return _("Ze heeft %(own)s, evenveel als de eerste. Dan tellen de afstand, de kortste naam en hoe volledig de gegevens zijn.") % scores  # fmt: skip  # noqa: E501 - one sentence of the catalogue
    return _("Ze heeft %(own)s, de eerste heeft %(first)s.") % scores


def _labels(part: ExcludingPart) -> list[str]:
    return [part.words] if part.words else [filter_label(active) for active in part.filters]


def excluding_part_text(part: ExcludingPart) -> str:
    """Say which part of the query keeps the association out."""
    chosen = _(" of ").join(_labels(part))
    if not chosen:
        return _("de woorden van je vraag")
    if part.parameter == "q":
        return _("dit deel van je vraag: %s") % chosen
    return (_("de plaats: %s") if part.parameter in {"waar", "straal"} else _("het filter “%s”")) % chosen


def loose_rules_text(association: ExplainedAssociation) -> str:
    """Say which loose rules the words would match; empty when none would."""
    if not association.loose_rules:
        return ""
    fitting = "; ".join(map(rule_text, association.loose_rules))
    return _("Bij benadering passen de woorden wel (%s). Zo zoeken we pas als geen enkele vereniging zeker past.") % fitting  # fmt: skip  # noqa: E501 - one sentence of the catalogue


def interpretation_lines(view: InterpretationView) -> list[str]:
    """Say how the words were interpreted, a sentence for each part."""
    lines = [
        *([_("Woorden die tellen: %s.") % ", ".join(view.content_words)] if view.content_words else []),
        *([_("Anders gespeld: je typte “%s”.") % " ".join(view.typed)] if view.typed else []),
        *([_("Nummer of adres: %s.") % view.identifier] if view.identifier else []),
        *([_("Plaats: %(place)s.") % {"place": _place_text(view)}] if view.place else []),
        *(_meaning_text(meaning) for meaning in view.meanings),
        *(_("Moet er precies zo staan: “%s”.") % phrase for phrase in view.phrases),
        *(_("Mag er niet in staan: “%s”.") % words for words in view.excluded),
    ]
    loose = _("Geen enkele vereniging past zeker. We zochten ook bij benadering.")
    return [*lines, loose if view.is_loose else _("We zochten enkel wat zeker past.")]


def _place_text(view: InterpretationView) -> str:
    return f"{view.place} (“{view.place_typed}”)" if view.place_typed else view.place or ""


def _meaning_text(meaning: WordMeaning) -> str:
    if meaning.kind or meaning.age:
        synonyms = ", ".join(meaning.synonyms)
        kind = _("“%(word)s” is een soort: %(words)s.") % {"word": meaning.words, "words": synonyms}
        age_label = choice_labels.AGES.get(meaning.age or "")
        age = _("“%(word)s” is een leeftijd: %(age)s.") % {"word": meaning.words, "age": age_label}
        return " ".join([*([kind] if meaning.kind else []), *([age] if meaning.age else [])])
    if meaning.halves:
        compound = _("“%(word)s” is een samenstelling. ") % {"word": meaning.words}
        return compound + " ".join(map(_meaning_text, meaning.halves))
    return _("“%s” is een gewoon woord.") % meaning.words


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """Return the explanation of a whole answer for the JSON twin."""
    view = explanation.interpretation
    members: dict[str, Any] = {
        "stadium": "ruim" if view.is_loose else "zeker",
        "woorden": list(view.words),
        "betekenis": list(view.content_words),
        "getypt": list(view.typed) if view.typed else None,
        "identificatie": view.identifier,
        "plaats": {"naam": view.place, "getypt": view.place_typed} if view.place else None,
        "soorten": [_meaning_json(meaning) for meaning in view.meanings],
        "letterlijk": list(view.phrases),
        "zonder": list(view.excluded),
    }
    if explanation.asks_association:
        members["vereniging"] = _association_json(explanation.association)
    return members


def _meaning_json(meaning: WordMeaning) -> dict[str, Any]:
    return {
        "woorden": meaning.words,
        "soort": meaning.kind,
        "anderWoord": list(meaning.synonyms),
        "leeftijd": meaning.age,
        "delen": [_meaning_json(half) for half in meaning.halves],
    }


def score_json(explained: ExplainedScore) -> dict[str, Any]:
    """Return the explanation of the score of one result for the JSON twin."""
    return {
        "score": round(explained.score, 2),
        "extraVoorPlaats": explained.place_bonus,
        "werktEnkelInProvincie": explained.is_province_wide_only,
        "treden": [
            {
                "trede": _rule_code(matched.rule),
                "omschrijving": rule_text(matched.rule),
                "score": round(matched.score, 2),
                "extraVoorPlaats": round(matched.bonus, 2),
                "telt": matched.counts,
            }
            for matched in explained.rules
        ],
    }


def _association_json(association: ExplainedAssociation | None) -> dict[str, Any]:
    if association is None:
        return {"melding": NOT_SHOWN}
    first_score = association.first_score
    return {
        "melding": position_text(association),
        "aantalErvoor": association.results_before,
        "houdtTegen": [_excluding_part_json(part) for part in association.excluded_by],
        "pastBijBenadering": list(map(rule_text, association.loose_rules)),
        "scoreVanEerste": None if first_score is None else round(first_score, 2),
        **score_json(association.score),
    }


def _excluding_part_json(part: ExcludingPart) -> dict[str, Any]:
    return {"parameter": part.parameter, "keuzes": _labels(part), "omschrijving": excluding_part_text(part)}


def requested_explanation(pairs: Iterable[tuple[str, str]]) -> tuple[bool, str | None]:
    """Read from the parameters of a URL whether an explanation is asked for, and of which association (vCode)."""
    first: dict[str, str] = {}
    for name, value in pairs:
        first.setdefault(name, value.strip())
    vcode = first.get(ASSOCIATION_PARAMETER, "").upper()[:20] or None
    return first.get(PARAMETER) == "1" or vcode is not None, vcode

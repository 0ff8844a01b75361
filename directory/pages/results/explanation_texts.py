"""An explanation in sentences and in the terms of the JSON twin, for operators and whoever wonders about an order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.platform import i18n
from directory.search.criteria import choices
from directory.search.criteria.criteria import Problem
from directory.search.criteria.window import NUMBERED_RESULTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.search.explain.explanation import Barrier, Explained, Explanation, Sought
    from directory.search.explain.interpretation_view import Told, Understood

_ = i18n._

PARAMETER, ONE = "uitleg", "uitleg_van"
ONLY_NUMBERED = Problem(PARAMETER, "1", _("Uitleg geven we enkel op een pagina met een nummer."))
AWAY = Problem(PARAMETER, "1", _("Uitleg kan nu niet, want zoeken werkt beperkt."))
# The same for one that is hidden and one that never was: that it exists is not told.
NOT_SHOWN = _("We tonen geen vereniging met deze vCode.")

_THERE = ", there"
RUNGS = {
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


def rung(name: str) -> str:
    """Return what a rung matches."""
    if name in RUNGS:
        return RUNGS[name]
    bare = name.removesuffix(_THERE)
    told = RUNGS.get(bare, bare)
    return told if bare == name else _("%(rung)s, in de plaats uit je vraag") % {"rung": told}


def points(score: float) -> str:
    """Return `1 punt`, `950 punten` or `6,6 punten`."""
    return (_("%s punt") if score == 1 else _("%s punten")) % i18n.number(round(score, 2))


def standing(sought: Sought | None) -> str:
    """Say where the association that was asked for stands."""
    if sought is None:
        return NOT_SHOWN
    if sought.barriers:
        return _("Deze vereniging staat niet in de lijst. Dit houdt haar tegen:")
    if sought.before is None:
        return _("Deze vereniging staat in de lijst, na de eerste %s.") % i18n.number(NUMBERED_RESULTS)
    if sought.before == 0:
        return _("Deze vereniging staat als eerste in de lijst.")
    before = _("Er staat %s vereniging voor deze.") if sought.before == 1 else _("Er staan %s verenigingen voor deze.")
    return before % i18n.number(sought.before)


def compared(sought: Sought) -> str:
    """Say how its score compares with that of the first result; nothing when the order does not go by score."""
    if sought.first_score is None or sought.barriers or not sought.before:
        return ""
    scores = {"own": points(sought.explained.score), "first": points(sought.first_score)}
    if round(sought.explained.score, 2) == round(sought.first_score, 2):
        return _("Ze heeft %(own)s, evenveel als de eerste. Dan tellen de afstand, de kortste naam en hoe volledig de gegevens zijn.") % scores  # fmt: skip  # noqa: E501 - one sentence of the catalogue
    return _("Ze heeft %(own)s, de eerste heeft %(first)s.") % scores


def barrier(found: Barrier) -> str:
    """Say what part of the question keeps it out."""
    chosen = _(" of ").join(found.labels)
    if not chosen:
        return _("de woorden van je vraag")
    if found.parameter == "q":
        return _("dit deel van je vraag: %s") % chosen
    return (_("de plaats: %s") if found.parameter in {"waar", "straal"} else _("het filter “%s”")) % chosen


def loosely(sought: Sought) -> str:
    """Say that the words would fit if mistakes were allowed."""
    if not sought.loosely:
        return ""
    fitting = "; ".join(map(rung, sought.loosely))
    return _("Bij benadering passen de woorden wel (%s). Zo zoeken we pas als geen enkele vereniging zeker past.") % fitting  # fmt: skip  # noqa: E501 - one sentence of the catalogue


def reading(read: Understood) -> list[str]:
    """Say how the words were read."""
    said = [
        *([_("Woorden die tellen: %s.") % ", ".join(read.meant)] if read.meant else []),
        *([_("Anders gespeld: je typte “%s”.") % " ".join(read.typed)] if read.typed else []),
        *([_("Nummer of adres: %s.") % read.identifier] if read.identifier else []),
        *([_("Plaats: %(place)s.") % {"place": _place(read)}] if read.place else []),
        *(_told(one) for one in read.told),
        *(_("Moet er precies zo staan: “%s”.") % phrase for phrase in read.phrases),
        *(_("Mag er niet in staan: “%s”.") % words for words in read.excluded),
    ]
    loose = _("Geen enkele vereniging past zeker. We zochten ook bij benadering.")
    return [*said, loose if read.is_loose else _("We zochten enkel wat zeker past.")]


def _place(read: Understood) -> str:
    return f"{read.place} (“{read.place_typed}”)" if read.place_typed else read.place or ""


def _told(told: Told) -> str:
    if told.kind or told.age:
        kind = _("“%(word)s” is een soort: %(words)s.") % {"word": told.words, "words": ", ".join(told.kind_words)}
        age = _("“%(word)s” is een leeftijd: %(age)s.") % {"word": told.words, "age": choices.AGES.get(told.age or "")}
        return " ".join([*([kind] if told.kind else []), *([age] if told.age else [])])
    if told.halves:
        return _("“%(word)s” is een samenstelling. ") % {"word": told.words} + " ".join(map(_told, told.halves))
    return _("“%s” is een gewoon woord.") % told.words


def answer(found: Explanation) -> dict[str, Any]:
    """Return the explanation of a whole answer for the JSON twin."""
    read = found.understood
    body: dict[str, Any] = {
        "stadium": "ruim" if read.is_loose else "zeker",
        "woorden": list(read.words),
        "betekenis": list(read.meant),
        "getypt": list(read.typed) if read.typed else None,
        "identificatie": read.identifier,
        "plaats": {"naam": read.place, "getypt": read.place_typed} if read.place else None,
        "soorten": [_meaning(one) for one in read.told],
        "letterlijk": list(read.phrases),
        "zonder": list(read.excluded),
    }
    if found.asks_one:
        body["vereniging"] = _sought(found.sought)
    return body


def _meaning(told: Told) -> dict[str, Any]:
    return {
        "woorden": told.words,
        "soort": told.kind,
        "anderWoord": list(told.kind_words),
        "leeftijd": told.age,
        "delen": [_meaning(half) for half in told.halves],
    }


def score(found: Explained) -> dict[str, Any]:
    """Return the explanation of one result for the JSON twin."""
    return {
        "score": round(found.score, 2),
        "extraVoorPlaats": found.place,
        "werktEnkelInProvincie": found.wide_only,
        "treden": [
            {
                "trede": share.rung,
                "omschrijving": rung(share.rung),
                "score": round(share.score, 2),
                "extraVoorPlaats": round(share.nearer, 2),
                "telt": share.counts,
            }
            for share in found.shares
        ],
    }


def _sought(sought: Sought | None) -> dict[str, Any]:
    if sought is None:
        return {"melding": NOT_SHOWN}
    return {
        "melding": standing(sought),
        "aantalErvoor": sought.before,
        "houdtTegen": [_barrier(one) for one in sought.barriers],
        "pastBijBenadering": list(map(rung, sought.loosely)),
        "scoreVanEerste": None if sought.first_score is None else round(sought.first_score, 2),
        **score(sought.explained),
    }


def _barrier(found: Barrier) -> dict[str, Any]:
    return {"parameter": found.parameter, "keuzes": list(found.labels), "omschrijving": barrier(found)}


def wanted(pairs: Iterable[tuple[str, str]]) -> tuple[bool, str | None]:
    """Read from a URL whether an explanation is asked for, and of which association."""
    first: dict[str, str] = {}
    for name, value in pairs:
        first.setdefault(name, value.strip())
    vcode = first.get(ONE, "").upper()[:20] or None
    return first.get(PARAMETER) == "1" or vcode is not None, vcode

"""Words that make a sentence of a query and say nothing of what is looked for, by word class (function words).

The classes are closed: a language gains no new pronouns. Dutch has all of them, with every form of its auxiliary verbs
and of the verbs for wishing, searching and joining; French and English have those that newcomers begin a query with.
Prepositions and articles are `normalise.STOP_WORDS` in Dutch; here are the rest of them.
"""

from __future__ import annotations

from itertools import pairwise


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text that is written as a list of them."""
    return frozenset(text.split())


# Dutch words that ask: no name of an association and no kind needs one, so that they make a question of a query.
INTERROGATIVES = word_set(
    "wie wat waar wanneer waarom hoe hoeveel hoelang welk welke waarheen waarin waarmee waarvoor waaraan waarbij "
    "waarnaartoe wiens wier"
)
PRONOUNS = word_set(
    "ik jij je gij ge u hij zij ze wij we jullie mij me jou hem haar ons hen hun mijn mn m jouw uw zijn onze "
    "zich zichzelf mezelf onszelf dit dat deze die degene iemand iets ieder iedereen alle allemaal enkele sommige "
    "andere er het mijne onzen"
)
# The pronouns that can be the subject of a sentence of who asks.
_SUBJECTS = word_set("ik wij we jij je u men iemand")
AUXILIARIES = word_set(
    "ben bent is zijn was waren geweest heb hebt heeft hebben had hadden gehad word wordt worden werd werden geworden "
    "kan kun kunt kunnen kon konden gekund mag mogen mocht mochten moet moeten moest moesten zal zult zullen zou "
    "zouden hoef hoeft hoeven wil wilt willen wilde wilden wou wouden ga gaat gaan ging gingen kom komt komen kwam "
    "laat laten liet doe doet doen deed deden blijf blijft blijven bestaat bestaan bestond geeft geven gaf biedt "
    "bieden weet weten ken kent kennen zit zitten staat staan ligt liggen"
)
# Wishing, searching and joining: what is done by who asks, never by what is looked for.
WISHING_VERBS = word_set(
    "zoek zoekt zoeken zoekend zoekende zocht zochten gezocht opzoek vind vindt vinden vond vonden gevonden wens "
    "wenst wensen wenste gewenst verlang verlangt verlangen hoop hoopt hopen geinteresseerd interesseert interesse "
    "aansluiten aangesloten aansluit inschrijven ingeschreven inschrijf meedoen meedoet deelnemen deelneem deelneemt "
    "beginnen begin begint starten start startte lid beoefenen beoefen beoefent uitproberen proberen probeer houdt "
    "houden hou houd speel speelt speelde verhuisd verhuis verhuisde"
)
_SEARCHING = word_set("zoek zoeken gezocht zoekt zocht vind vinden wens verlang geinteresseerd")
COURTESY = word_set(
    "hallo hoi dag goeiedag goedendag goedemorgen goedemiddag goedenavond aub alstublieft alsjeblieft svp bedankt dank "
    "dankjewel dankuwel mvg groeten groetjes beste geachte graag liefst alvast"
)
PARTICLES = word_set(
    "ook nog eens maar misschien ergens hier daar nu al wel heel erg zo toch even eigenlijk dus want dan of als omdat "
    "zodat waarbij soms altijd ooit nog eentje liever gewoon zeker graag enkel alleen samen te om en"
)
PREPOSITIONS = word_set(
    "over rond rondom nabij naast langs tijdens tegen tussen via vanaf sinds onder binnen buiten door dicht dichtbij "
    "buurt omgeving omtrek omstreken regio streek thuis"
)
# How good or near it should be: everybody wants that.
EVALUATIVES = word_set(
    "leuk leuke fijn fijne tof toffe goed goede beste mooi mooie gezellig gezellige nieuw nieuwe geschikt geschikte "
    "passend passende dichtbijzijnde dichtstbijzijnde bestaande"
)
# Who belongs to whom ("mijn zoon"): it only tells for whom something is when no age stands beside it.
POSSESSIVES = word_set("mijn mn onze ons jouw uw haar zijn hun mon ma mes notre nos my our his her their")
RELATIVES = word_set(
    "zoon zoontje zonen zoontjes dochter dochtertje dochters dochtertjes kleinzoon kleindochter "
    "neef neefje nicht nichtje broer broertje zus zusje oma opa grootouders moeder vader mama papa "
    "ouders man vrouw partner vriend vriendin zoons fils fille mari femme son sons "
    "daughter daughters wife husband"
)
DUTCH = frozenset().union(
    INTERROGATIVES, PRONOUNS, AUXILIARIES, WISHING_VERBS, COURTESY, PARTICLES, PREPOSITIONS, EVALUATIVES
)
FRENCH = word_set(
    "je j tu il elle on nous vous ils elles me m te moi mon ma mes ton ta tes son sa ses notre nos votre vos leur un "
    "une des le la les l du de d au aux a y en et ou ou est sont suis avons avez ai as c ce cet cette ces qui qu "
    "quoi quel quelle quels quelles quand comment combien pour par pres sur avec chez vers peut peux pouvez "
    "pourrais veux voudrais voudrions aimerais aimerions cherche cherchons chercher recherche trouver trouve faire "
    "fais jouer joue apprendre inscrire rejoindre bonjour bonsoir merci svp plait si s n ne pas "
    "ici bien bon bonne association"
)
ENGLISH = word_set(
    "i we you he she they me us my our your his her their it its a an the is are am was were be been do does did have "
    "has had can could may might must shall should will would where which what who whom when why how there here "
    "this that these those for in at to of on near nearby around with by from or and some any please thanks thank "
    "hello hi dear like want wants looking look find finding search searching seeking seek join joining learn "
    "learning class classes lesson lessons course courses play playing start good nice association"
)
FOREIGN = FRENCH | ENGLISH


def is_question(words: tuple[str, ...]) -> bool:
    """Tell whether words are (part of) a Dutch sentence of who asks, whatever else they name.

    It asks ("waar", "welke"), it searches ("zoek", "gezocht"), or it says what somebody wants ("ik wil", "kan ik").
    """
    if not (INTERROGATIVES | _SEARCHING | COURTESY).isdisjoint(words):
        return True
    verbs = AUXILIARIES | WISHING_VERBS
    return any(
        (first in _SUBJECTS and second in verbs) or (first in verbs and second in {*_SUBJECTS, "er"})
        for first, second in pairwise(words)
    )

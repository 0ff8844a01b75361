"""The ranking: one table of rules, from the surest way in which an association can match to the loosest.

Each rule gives a fixed score and an association takes the score of the highest rule that it matches, plus the bonuses
for its place. No statistics of terms are involved, so the order is the same in every generation of the index and a rule
can be judged by itself (ADR 9). To change a weight, change its score here: that needs no new index. A new rule is a row
here, a clause in `rank_clauses` or `subject_clauses`, and a Dutch label in `pages/results/explanation_texts`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Flag, StrEnum, auto
from typing import TYPE_CHECKING, NamedTuple

from directory.search.criteria.choices import ResultGroup
from directory.search.index import schema
from directory.search.query.dsl import Clause, any_of, best_of, scored, terms
from directory.search.query.place_tiers import place_tiers
from directory.search.query.rank_clauses import CLAUSE_BUILDERS
from directory.search.query.ranked_words import RankedWords
from directory.search.understanding.kinds import asks_for_a_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.search.understanding.place_detection import PlaceMatch
    from directory.search.understanding.query_parser import ParsedQuery


class RuleStage(StrEnum):
    """When a rule takes part: in the first request, or only in the second one, when nothing fits surely."""

    SURE = "sure"
    LOOSE = "loose"


class RuleScope(StrEnum):
    """Where the association must be."""

    ANYWHERE = "anywhere"
    IN_PLACE = "in place"  # an address in the place of the query, or the place as its area of operation
    PROVINCE = "province"  # works in the whole province of the place


class QueryIntent(Flag):
    """What the words of a query ask for; a rule takes part for the intents in its column `intents`."""

    WORDS = auto()  # no place among the words: "de eendracht"
    NAME = auto()  # an association by its name, in a place: "de eendracht wilsele"
    KIND = auto()  # any association of a kind, in a place: "koor leuven"
    PLACE = auto()  # a place alone: "leuven"
    NO_WORDS = auto()


@dataclass(frozen=True, slots=True)
class RankingRule:
    """One way to match and the score it gives. `label` says what it matches; variants of a rule share it.

    What only a rule that `is_guess` matches is not counted among the results: it stands in a group of its own.
    """

    id: str
    stage: RuleStage
    score: int
    scope: RuleScope
    intents: QueryIntent
    label: str
    is_guess: bool = False

    @property
    def group(self) -> ResultGroup:
        """The group in which what only this rule matches stands."""
        if self.scope is RuleScope.PROVINCE:
            return ResultGroup.PROVINCE
        if not self.is_guess:
            return ResultGroup.SURE
        return ResultGroup.ACTIVITY if self.stage is RuleStage.SURE else ResultGroup.ALIKE

    @property
    def address_bonus(self) -> int:
        """What an address in the place adds, once more for one in the very district; 0 outside `IN_PLACE`."""
        if self.scope is not RuleScope.IN_PLACE:
            return 0
        return KIND_ADDRESS_BONUS if self.intents is QueryIntent.KIND else NAME_ADDRESS_BONUS


# From this score on a rule matches the association as a whole.
EXACT_FROM = 900

# Added to the score of a rule `IN_PLACE`. By name, an address there counts a little more than working there, and one in
# the very district a little more again. Of a kind any association will do: there the address counts more than the words
# that tell the kind. An address in another place of the same name counts more than working in the place that was taken.
NAME_ADDRESS_BONUS, KIND_ADDRESS_BONUS, NAMESAKE_PLACE_BONUS = 2, 60, 30

SURE, LOOSE = RuleStage.SURE, RuleStage.LOOSE
ANYWHERE, IN_PLACE, PROVINCE = RuleScope
WORDS, NAME, KIND, PLACE, NO_WORDS = QueryIntent
NAME_OR_KIND, NOT_KIND, ANY = NAME | KIND, WORDS | NAME | PLACE, WORDS | NAME | KIND | PLACE

_Row, GUESS = RankingRule, True
# A rule `..._elsewhere` takes the place of the one without it when a kind in a place is asked for: what has all words
# in its name comes after an address there and before what only works there.
# fmt: off
RULES: tuple[RankingRule, ...] = (
    #    id                               stage  score scope     intents       label
    _Row("identifier",                     SURE,  1000, ANYWHERE, ANY,          "identifier"),
    _Row("website_above",                  SURE,  990,  ANYWHERE, ANY,          "identifier"),
    _Row("exact_name",                     SURE,  950,  ANYWHERE, ANY,          "exact name"),
    _Row("short_name",                     SURE,  940,  ANYWHERE, ANY,          "short name"),
    _Row("short_name_of_two_letters",      SURE,  935,  ANYWHERE, ANY,          "short name of two letters"),
    _Row("same_words",                     SURE,  930,  ANYWHERE, ANY,          "same words"),
    _Row("exact_name_in_place",            SURE,  910,  IN_PLACE, NAME_OR_KIND, "exact name"),
    _Row("bare_name",                      SURE,  880,  ANYWHERE, ANY,          "bare name"),
    _Row("variant",                        SURE,  870,  ANYWHERE, ANY,          "variant"),
    _Row("bare_name_in_place",             SURE,  866,  IN_PLACE, NAME_OR_KIND, "bare name"),
    _Row("variant_in_place",               SURE,  860,  IN_PLACE, NAME_OR_KIND, "variant"),
    _Row("phrase",                         SURE,  800,  ANYWHERE, ANY,          "phrase"),
    _Row("first_word",                     SURE,  790,  ANYWHERE, NOT_KIND,     "first word"),
    _Row("short_beginning",                SURE,  785,  ANYWHERE, NOT_KIND,     "name begins"),
    _Row("all_words",                      SURE,  771,  ANYWHERE, NOT_KIND,     "all words"),
    _Row("more_words_in_place",            SURE,  766,  IN_PLACE, NAME,         "more words"),
    _Row("all_words_in_place",             SURE,  760,  IN_PLACE, NAME,         "all words"),
    _Row("joined_or_split_in_place",       SURE,  740,  IN_PLACE, NAME,         "joined or split"),
    _Row("unfinished_in_place",            SURE,  730,  IN_PLACE, NAME,         "unfinished"),
    _Row("compounds_in_place",             SURE,  710,  IN_PLACE, NAME,         "compounds"),
    _Row("name_begins",                    SURE,  680,  ANYWHERE, NOT_KIND,     "name begins"),
    _Row("joined",                         SURE,  660,  ANYWHERE, NOT_KIND,     "joined"),
    _Row("joined_or_split",                SURE,  660,  ANYWHERE, NOT_KIND,     "joined or split"),
    _Row("first_word_elsewhere",           SURE,  660,  ANYWHERE, KIND,         "first word"),
    _Row("short_beginning_elsewhere",      SURE,  659,  ANYWHERE, KIND,         "name begins"),
    _Row("all_words_elsewhere",            SURE,  658,  ANYWHERE, KIND,         "all words"),
    _Row("name_begins_elsewhere",          SURE,  649,  ANYWHERE, KIND,         "name begins"),
    _Row("joined_elsewhere",               SURE,  647,  ANYWHERE, KIND,         "joined"),
    _Row("joined_or_split_elsewhere",      SURE,  647,  ANYWHERE, KIND,         "joined or split"),
    _Row("unfinished_elsewhere",           SURE,  645,  ANYWHERE, KIND,         "unfinished"),
    _Row("name_begins_joined_elsewhere",   SURE,  644,  ANYWHERE, KIND,         "name begins joined"),
    _Row("compounds_elsewhere",            SURE,  641,  ANYWHERE, KIND,         "compounds"),
    _Row("unfinished",                     SURE,  640,  ANYWHERE, NOT_KIND,     "unfinished"),
    _Row("kind_words_in_name_in_place",    SURE,  640,  IN_PLACE, KIND,         "words of the kind in the name"),
    _Row("kind_subject_words_in_place",    SURE,  638,  IN_PLACE, KIND,         "subject in these words"),
    _Row("name_begins_joined",             SURE,  635,  ANYWHERE, NOT_KIND,     "name begins joined"),
    _Row("kind_says_these_words_in_place", SURE,  633,  IN_PLACE, KIND,         "says these words"),
    _Row("kind_kind_in_name_in_place",     SURE,  631,  IN_PLACE, KIND,         "kind in the name"),
    _Row("kind_subject_in_place",          SURE,  628,  IN_PLACE, KIND,         "subject"),
    _Row("word_for_kind_in_name_in_place", SURE,  625,  IN_PLACE, KIND,         "word for the kind in the name"),
    _Row("kind_says_its_kind_in_place",    SURE,  623,  IN_PLACE, KIND,         "says its kind"),
    _Row("mixed_in_place",                 LOOSE, 620,  IN_PLACE, NAME,         "mixed"),
    _Row("other_compounds_elsewhere",      SURE,  619,  ANYWHERE, KIND,         "compounds of another kind"),
    _Row("compounds",                      SURE,  600,  ANYWHERE, NOT_KIND,     "compounds"),
    _Row("words_initials_in_place",        LOOSE, 525,  IN_PLACE, NAME,         "initials of the words"),
    _Row("mixed",                          LOOSE, 520,  ANYWHERE, ANY,          "mixed"),
    _Row("sounds",                         LOOSE, 503,  ANYWHERE, ANY,          "sounds", GUESS),
    _Row("sounds_in_place",                LOOSE, 499,  IN_PLACE, NAME_OR_KIND, "sounds", GUESS),
    _Row("typos_in_whole",                 LOOSE, 498,  ANYWHERE, ANY,          "typos in the whole", GUESS),
    _Row("typos",                          LOOSE, 493,  ANYWHERE, ANY,          "typos", GUESS),
    _Row("typos_in_place",                 LOOSE, 488,  IN_PLACE, NAME_OR_KIND, "typos", GUESS),
    _Row("half_of_the_kind",               LOOSE, 481,  ANYWHERE, ANY,          "half of the kind", GUESS),
    _Row("typos_in_first_letter",          LOOSE, 480,  ANYWHERE, ANY,          "typos in the first letter", GUESS),
    _Row("kind_misspelt_in_place",         LOOSE, 475,  IN_PLACE, NAME_OR_KIND, "kind misspelt", GUESS),
    _Row("kind_misspelt",                  LOOSE, 470,  ANYWHERE, ANY,          "kind misspelt", GUESS),
    _Row("subject_words_in_place",         SURE,  430,  IN_PLACE, NAME,         "subject in these words"),
    _Row("says_these_words_in_place",      SURE,  425,  IN_PLACE, NAME,         "says these words"),
    _Row("kind_in_name_in_place",          SURE,  423,  IN_PLACE, NAME,         "kind in the name"),
    _Row("subject_in_place",               SURE,  420,  IN_PLACE, NAME,         "subject"),
    _Row("says_its_kind_in_place",         SURE,  415,  IN_PLACE, NAME,         "says its kind"),
    _Row("subject_words",                  SURE,  405,  ANYWHERE, ANY,          "subject in these words"),
    _Row("says_these_words",               SURE,  400,  ANYWHERE, ANY,          "says these words"),
    _Row("kind_in_name",                   SURE,  398,  ANYWHERE, ANY,          "kind in the name"),
    _Row("subject",                        SURE,  395,  ANYWHERE, ANY,          "subject"),
    _Row("says_its_kind",                  SURE,  390,  ANYWHERE, ANY,          "says its kind"),
    _Row("other_compounds",                SURE,  389,  ANYWHERE, NOT_KIND,     "compounds of another kind"),
    _Row("initials",                       SURE,  385,  ANYWHERE, ANY,          "initials"),
    _Row("place_alone",                    SURE,  360,  IN_PLACE, PLACE,        "place"),
    _Row("anywhere_in_text_in_place",      SURE,  310,  IN_PLACE, NAME,         "anywhere"),
    _Row("subject_any_age_in_place",       SURE,  309,  IN_PLACE, NAME,         "subject for any age"),
    _Row("kind_anywhere_in_text_in_place", SURE,  305,  IN_PLACE, KIND,         "anywhere"),
    _Row("anywhere_in_text",               SURE,  300,  ANYWHERE, ANY,          "anywhere"),
    _Row("subject_any_age",                SURE,  299,  ANYWHERE, ANY,          "subject for any age"),
    _Row("name_all_over_province",         SURE,  279,  PROVINCE, NAME_OR_KIND, "in the name, all over the province"),
    _Row("most_of_name",                   LOOSE, 273,  ANYWHERE, WORDS,        "most of the name", GUESS),
    _Row("most_of_name_in_place",          LOOSE, 273,  IN_PLACE, NAME_OR_KIND, "most of the name", GUESS),
    _Row("own_words_in_place",             LOOSE, 270,  IN_PLACE, NAME_OR_KIND, "own words", GUESS),
    _Row("neighbouring_kind",              LOOSE, 265,  ANYWHERE, ANY,          "neighbouring kind", GUESS),
    _Row("words_initials",                 LOOSE, 260,  ANYWHERE, ANY,          "initials of the words", GUESS),
    _Row("begun_anywhere",                 LOOSE, 250,  ANYWHERE, ANY,          "begun anywhere", GUESS),
    _Row("own_words",                      LOOSE, 245,  ANYWHERE, ANY,          "own words", GUESS),
    _Row("parts_anywhere",                 LOOSE, 240,  ANYWHERE, ANY,          "parts anywhere", GUESS),
    _Row("typos_anywhere",                 LOOSE, 200,  ANYWHERE, ANY,          "typos anywhere", GUESS),
    _Row("activity_alone_in_place",        SURE,  170,  IN_PLACE, KIND,         "activity alone", GUESS),
    _Row("most_words",                     LOOSE, 130,  ANYWHERE, WORDS,        "most words", GUESS),
    _Row("most_words_in_place",            LOOSE, 130,  IN_PLACE, NAME_OR_KIND, "most words", GUESS),
    _Row("trigrams",                       LOOSE, 100,  ANYWHERE, WORDS,        "trigrams", GUESS),
    _Row("trigrams_in_place",              LOOSE, 100,  IN_PLACE, NAME_OR_KIND, "trigrams", GUESS),
    _Row("no_words",                       SURE,  1,    ANYWHERE, NO_WORDS,     "no words"),
)
# fmt: on
RULES_BY_ID = {rule.id: rule for rule in RULES}
# The rules that are tried again with the words as they were typed, when the query was corrected.
ALSO_AS_TYPED = frozenset(
    ("sounds", "typos", "typos_in_first_letter", "typos_in_whole", "kind_misspelt", "typos_anywhere")
)

# The rules on names that are tried with all words as they were typed too, when those that only make a sentence were
# left out: "Wij" and "Ons Huis" are names.
NAMES_AS_TYPED = frozenset(
    (
        *("exact_name", "same_words", "bare_name", "variant", "phrase", "all_words"),
        *("exact_name_in_place", "bare_name_in_place", "variant_in_place", "all_words_in_place"),
    )
)


class PlaceScope(NamedTuple):
    """The clause of a place that rules are limited to, and the bonuses within it."""

    name: str
    clause: Clause
    bonuses: tuple[tuple[Clause, int], ...]
    group: ResultGroup = ResultGroup.SURE  # of what is there; another for what is elsewhere in the municipality


class RankedClause(NamedTuple):
    """A rule with its clause for one query, limited to a place when `place` is given."""

    rule: RankingRule
    clause: Clause
    place: PlaceScope | None = None

    @property
    def group(self) -> ResultGroup:
        """The group in which what only this clause matches stands."""
        if self.rule.group is ResultGroup.SURE and self.place:
            return self.place.group
        return self.rule.group


def build_ranked_clauses(
    question: ParsedQuery, *, loose: bool, place_match: PlaceMatch | None = None, as_typed: ParsedQuery | None = None
) -> list[RankedClause]:
    """Return the clause of every rule that takes part, those of the loose stage only with `loose`.

    `place_match` is the place among the words or the given one; `as_typed` is the query as it was typed when `question`
    is the corrected one. Without words everything matches, unless what was typed holds no word at all. An identifier
    among the words is looked for alone; the other words count only when it leads nowhere.
    """
    if question.is_only_identifier or (question.is_identified and not loose):
        return _identified(question)
    intent = _intent(question, place_match)
    if intent is NO_WORDS and not (question.is_empty or question.is_only_exclusion or question.as_typed):
        return []
    all_words = _all_words(question, place_match)
    beside_place = _words_beside_place(question, place_match) if place_match else all_words
    ranked: list[RankedClause] = []
    for rule in RULES:
        words = all_words if rule.scope is ANYWHERE else beside_place
        if not rule.intents & intent or (rule.stage is LOOSE and not loose):
            continue
        clause = CLAUSE_BUILDERS[rule.id](words)
        if clause is not None:
            ranked += [RankedClause(rule, clause, place) for place in _place_scopes(rule, place_match)]
    if question.as_typed:
        ranked += _names_as_typed(question, place_match)
    if loose and as_typed:
        ranked += _with_words_as_typed(as_typed)
    return ranked


def combine(ranked: Iterable[RankedClause]) -> list[Clause]:
    """Return the scored clauses; those limited to the same place are put together, so that it is looked up once."""
    clauses: list[Clause] = []
    by_place: dict[str, tuple[PlaceScope, list[Clause]]] = {}
    for rule, clause, place in ranked:
        if place is None:
            clauses.append(scored(clause, rule.score))
        else:
            by_place.setdefault(place.name, (place, []))[1].append(scored(clause, rule.score))
    for place, limited in by_place.values():
        bonuses = [scored(clause, bonus) for clause, bonus in place.bonuses]
        clauses.append({"bool": {"filter": [place.clause], "must": [best_of(limited)], "should": bonuses}})
    return clauses


def _identified(question: ParsedQuery) -> list[RankedClause]:
    words = _all_words(question, None)
    rules = (RULES_BY_ID["identifier"], RULES_BY_ID["website_above"])
    clauses = ((rule, CLAUSE_BUILDERS[rule.id](words)) for rule in rules)
    return [RankedClause(rule, clause) for rule, clause in clauses if clause is not None]


def _intent(question: ParsedQuery, place_match: PlaceMatch | None) -> QueryIntent:
    if not question.words:
        return NO_WORDS
    if place_match is None:
        return WORDS
    if not place_match.remaining_words:
        return PLACE
    return KIND if asks_for_a_kind(place_match.content_words, question.as_words) else NAME


def _all_words(question: ParsedQuery, place_match: PlaceMatch | None) -> RankedWords:
    return RankedWords(
        words=question.words,
        content_words=question.content_words,
        beside_place=place_match.content_words if place_match else question.content_words,
        identifier=question.identifier,
        websites_above=question.websites_above,
        whole_name=question.whole_name,
        as_words=question.as_words,
        is_acronym=question.is_acronym,
    )


def _words_beside_place(question: ParsedQuery, place_match: PlaceMatch) -> RankedWords:
    return RankedWords(
        words=place_match.remaining_words,
        content_words=place_match.content_words,
        place=place_match.place,
        beside_place=place_match.content_words,
        with_wider_place=place_match.words_with_wider_place,
        as_words=question.as_words,
    )


def _names_as_typed(question: ParsedQuery, place_match: PlaceMatch | None) -> Iterable[RankedClause]:
    """Yield the rules on names for all words as they were typed: of a name no word is left out."""
    anywhere = _all_words(question.with_words(question.as_typed), None)
    typed_match = place_match and replace(place_match, remaining_words=place_match.as_typed)
    beside_place = _words_beside_place(question, typed_match) if typed_match and typed_match.remaining_words else None
    for rule in RULES:
        words = anywhere if rule.scope is ANYWHERE else beside_place
        if rule.id in NAMES_AS_TYPED and words and (clause := CLAUSE_BUILDERS[rule.id](words)) is not None:
            yield from (RankedClause(rule, clause, place) for place in _place_scopes(rule, place_match))


def _with_words_as_typed(as_typed: ParsedQuery) -> Iterable[RankedClause]:
    words = _all_words(as_typed, None)
    for rule in RULES:
        if rule.id in ALSO_AS_TYPED:
            clause = CLAUSE_BUILDERS[rule.id](words)
            if clause is not None:
                yield RankedClause(rule, clause)


def _place_scopes(rule: RankingRule, place_match: PlaceMatch | None) -> Sequence[PlaceScope | None]:
    """Return the places that a rule is looked for in; a kind is also looked for in places of the same name."""
    if place_match is None or rule.scope is not IN_PLACE:
        return (None,)
    place, tiers = place_match.place, place_tiers(place_match.place)
    whole, bonus = terms(schema.ADDRESS_AREAS, place.areas), rule.address_bonus
    is_kind = rule.intents is KIND
    name = "kind in place" if is_kind else "name in place"
    if rule.intents in {NAME, NAME_OR_KIND} or not place.is_narrow:
        # A name is looked for in the whole municipality: who gives it may well give the district of its neighbours.
        in_district = ((tiers.address, bonus),) if place.is_narrow else ()
        taken = PlaceScope(name, any_of((whole, tiers.works)), ((whole, bonus), *in_district))
        scopes = [taken]
    else:
        taken = PlaceScope(name, tiers.local, ((whole, bonus), (tiers.address, bonus)))
        around = PlaceScope(
            f"{name}, whole municipality", any_of((whole, tiers.works)), ((whole, bonus),), ResultGroup.MUNICIPALITY
        )
        scopes = [taken, *([around] if rule.group is ResultGroup.SURE else [])]
    if is_kind and place_match.namesakes:
        namesakes = any_of(place_tiers(other).address for other in place_match.namesakes)
        scopes.append(PlaceScope("kind in namesakes", namesakes, ((namesakes, NAMESAKE_PLACE_BONUS),)))
    return scopes

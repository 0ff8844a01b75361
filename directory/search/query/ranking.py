"""The ladder: from the surest way in which a name can be meant to the loosest, one named rung each. Pure.

Every rung gives one fixed score and an association takes the highest rung that it stands on. No statistics are
involved, so the order is the same in every generation of the index and a rung can be reasoned about by itself.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from directory.language.name_variants import initials as shortenings
from directory.language.normalise import content_words, key, sorted_key
from directory.language.phonetic import phonetic_key
from directory.language.stemming import decompound, stem
from directory.language.synonyms import NO_TERMS, correct_kinds
from directory.search.index import schema
from directory.search.query.dsl import Clause, all_of, any_of, phrase, term, terms
from directory.search.query.kind_clauses import fitting_activity, meaning_clause, words_of_meaning
from directory.search.query.place_tiers import place_tiers
from directory.search.query.rank_clauses import (
    Rung,
    Where,
    beginning,
    fuzzy,
    holds_its_own_words,
    is_called,
    is_called_barely,
    is_variant,
    joined,
    mixed,
    name_begins,
    stems_in,
    unfinished,
    words_in,
)
from directory.search.understanding.kinds import asks_for_a_kind, kinds_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.geography.gazetteer import Place
    from directory.language.synonyms import WordGroup
    from directory.search.understanding.place_detection import PlaceMatch
    from directory.search.understanding.query_parser import ParsedQuery

# Below this score no association fits surely, and the loose rungs are tried too.
SURE = 280
# From here on a rung names the association as a whole.
EXACT = 900

# The scores of the loose rungs. Those of words that look alike lie together, those of what is hardly alike below all.
_SOUNDS, _TYPOS_IN_WHOLE, _TYPOS, _ESSENCE, _TYPOS_FIRST = 503, 498, 493, 481, 480
_SOUNDS_THERE, _TYPOS_THERE, _KIND_MISSPELT_THERE, _KIND_MISSPELT = 499, 488, 475, 470
_ALIKE = range(470, 520)
_MOST_OF_NAME, _NEIGHBOURS, _BEGUN = 273, 265, 250
_TYPOS_ANYWHERE, _MOST_WORDS, _TRIGRAMS = 200, 130, 100
# An address there counts a little more than working there, and one in the very district a little more again; for a
# kind of association, where any one will do, each counts more than how the kind is told.
_NEARER, _NEARER_KIND = 2, 60
# An address in a place elsewhere that is called the same counts more than working here, and less than an address here.
_NAMESAKE_KIND = 30

_SHORT, _LONG_ENOUGH = 3, 4  # letters of a beginning that says little, and of one that says enough
_PHRASE, _ALL_WORDS, _COMPOUNDS, _OTHER_KIND = 800, 771, 600, 389
# What only works in the whole province is there, but no reason not to look further.
_PROVINCE = 279
# When a kind in a place is asked for, all of its words in a name come after what has its address there and before what
# only works there: between these scores, in the same order.
_KIND_ELSEWHERE, _STEPS_ELSEWHERE = 641, 10
# Between what scores the rungs of names there are then left to those of the kind.
_WHOLE_THERE, _KIND_LOWEST = 860, 500
_LONGEST_FUZZY_KEY = 40
_LONGEST_INITIALS = 6
_FEWEST_FOR_MOST = 3
_FEW = 2
_SHARE = 0.6
_FEWEST_TRIGRAMS = 8  # letters; shorter words share half of theirs by chance
_KEYS = (schema.NAME_KEY, schema.SHORT_KEY)


def rungs(
    question: ParsedQuery, *, loose: bool, reading: PlaceMatch | None = None, typed: ParsedQuery | None = None
) -> list[Rung]:
    """Return the rungs for the words of a question, the loose ones only when asked.

    `typed` is the question as it was typed, when `question` spells some of its words as they were probably meant.
    """
    rest = reading.content_words if reading else question.content_words
    is_kind = reading is not None and bool(reading.remaining_words) and asks_for_a_kind(reading.content_words)
    found = [*_whole(question), *_in_name(question, is_kind=is_kind), *_around(question)]
    if reading:
        found += _there(reading, loose=loose)
    if loose:
        found += [*_partly(question, rest), *_alike(question, rest if reading is None else ())]
    return [*found, *_alike(typed, ())] if loose and typed else found


def is_guess(score: float) -> bool:
    """Tell whether a score was given by a loose rung."""
    return score < _PROVINCE or int(score) in _ALIKE


def _whole(question: ParsedQuery) -> Iterable[Rung]:
    """Match when the question is the whole of the name or a number."""
    whole = key(question.words)
    if question.identifier:
        yield Rung("identifier", 1000, term(schema.IDENTIFIERS, question.identifier))
    if whole:
        yield Rung("exact name", 950, term(schema.NAME_KEY, whole))
        if len(whole) >= _SHORT:
            yield Rung("short name", 940, term(schema.SHORT_KEY, whole))
        elif question.is_acronym:
            yield Rung("short name of two letters", 935, term(schema.SHORT_KEY, whole))
        yield Rung("same words", 930, term(schema.NAME_SORTED, sorted_key(question.words)))
    if len(whole) > _SHORT:
        yield Rung("bare name", 880, is_called_barely(question.words))
        yield Rung("variant", 870, is_variant(question.words))


def _in_name(question: ParsedQuery, *, is_kind: bool) -> Iterable[Rung]:
    """Match when the words are part of the name: in order, joined, split or unfinished.

    When a kind in a place is asked for, what is of that kind there comes before what only has these words.
    """
    for step in _words_in_name(question):
        lower = _KIND_ELSEWHERE + (step.score - _COMPOUNDS) // _STEPS_ELSEWHERE
        yield replace(step, score=lower) if is_kind and step.score < _PHRASE else step


def _words_in_name(question: ParsedQuery) -> Iterable[Rung]:
    meant = question.content_words
    if len(question.words) > 1:
        yield Rung("phrase", _PHRASE, phrase(schema.NAME, question.words))
        yield Rung("joined or split", 660, joined(meant))
    elif question.words:
        yield Rung("joined", 660, term(schema.NAME_JOINED, question.words[0]))
    yield Rung("all words", _ALL_WORDS, words_in(schema.NAME, meant))
    yield from _begins(question)
    yield Rung("unfinished", 640, unfinished(meant))
    compounds, fits = (
        stems_in(schema.NAME_PARTS, meant),
        [one for kind in kinds_in(meant) for one in fitting_activity(kind)],
    )
    yield Rung("compounds", _COMPOUNDS, all_of((*fits, compounds)))
    if fits:  # there is song in Meerszang, but its judo is no singing
        yield Rung("compounds of another kind", _OTHER_KIND, compounds)


def _begins(question: ParsedQuery) -> Iterable[Rung]:
    """Match names that begin so; while somebody types the first letters, these are nearer than a word further on."""
    begins, word = name_begins(key(question.words)), question.words[0]
    if len(question.words) > 1:
        yield Rung("name begins", 680, begins)
        return
    if len(word) <= _SHORT:
        yield Rung("first word", 790, all_of((begins, term(schema.NAME, word))))
    first = all_of((begins, beginning(word)))  # dart does not begin d'Artagnan
    yield Rung("name begins", 785 if len(word) <= _SHORT else 680, first)
    yield Rung("name begins joined", 635, begins)


def _around(question: ParsedQuery) -> Iterable[Rung]:
    """Match with the help of the activities, the places, the umbrella or the description."""
    yield from _about(kinds_in(question.content_words), 300, 400)
    if _SHORT <= len(initials := key(question.words)) <= _LONGEST_INITIALS and len(question.words) == 1:
        yield Rung("initials", 385, term(schema.INITIALS, initials))


def _about(found: Sequence[WordGroup], low: int, high: int) -> Iterable[Rung]:
    """Match what it is about: in the very words before other words for the same, and only if the activity fits."""
    fits = [clause for meaning in found for clause in fitting_activity(meaning)]
    yield Rung("subject in these words", high + 5, _says(schema.TOPIC, found))
    if any(meaning.is_known for meaning in found):
        yield Rung("says these words", high, all_of((*fits, _says(schema.EVERYTHING, found))))
        yield Rung("kind in the name", high - 2, _means(schema.NAME_PARTS, found))
        yield Rung("subject", high - 5, _means(schema.TOPIC, found))
        yield Rung("says its kind", high - 10, all_of((*fits, _means(schema.EVERYTHING, found))))
    yield Rung("anywhere", low, _says(schema.EVERYTHING, found))
    ageless = [meaning for meaning in found if not meaning.is_only_age]
    if 0 < len(ageless) < len(found):
        yield Rung("subject for any age", low - 1, _means(schema.TOPIC, ageless))


def _partly(question: ParsedQuery, rest: Sequence[str]) -> Iterable[Rung]:
    """Match when the words and the name share what counts: not sure enough to stand below what is sure."""
    meant = question.content_words
    if len(meant) > 1:
        yield Rung("mixed", 520, mixed(meant))
    if shortened := shortenings(question.words):
        yield Rung("initials of the words", 260, any_of(terms(field, shortened) for field in _KEYS))
    if len(rest) > 1:
        yield Rung("own words", 245, holds_its_own_words(rest))
    if any(map(decompound, meant)):
        pieces = [part for word in meant for part in decompound(word) or (word,)]
        yield Rung("parts anywhere", 240, stems_in(schema.EVERYTHING, pieces))
    yield from _nearly(kinds_in(meant))


def _nearly(found: Sequence[WordGroup]) -> Iterable[Rung]:
    """Match a neighbouring kind, the half of a compound that tells most, or what begins with the words."""
    if any(meaning.concept and meaning.concept.near != NO_TERMS for meaning in found):
        yield Rung("neighbouring kind", _NEIGHBOURS, _means(schema.TOPIC, found, near=True))
    essence = [meaning.essence for meaning in found]
    if essence != list(found):
        yield Rung("half of the kind", _ESSENCE, _means(schema.EVERYTHING, essence))
    words = [word for meaning in found for word in meaning.words]
    if any(len(word) >= _LONG_ENOUGH for word in words):
        yield Rung("begun anywhere", _BEGUN, all_of(map(_begun, words)))


def _begun(word: str) -> Clause:
    start = stem(word)
    return {"prefix": {schema.EVERYTHING: start}} if len(start) >= _LONG_ENOUGH else term(schema.EVERYTHING, start)


def _says(field: str, found: Iterable[WordGroup]) -> Clause:
    """Match when a field holds these very words."""
    return all_of(words_of_meaning(meaning, field) for meaning in found)


def _means(field: str, found: Iterable[WordGroup], *, near: bool = False, fitting: bool = True) -> Clause:
    """Match when a field holds all words, or the kinds and ages that they mean."""
    return all_of(meaning_clause(meaning, field, near=near, fitting=fitting) for meaning in found)


def _there(reading: PlaceMatch, *, loose: bool) -> Iterable[Rung]:
    """Match the words that remain in the place that the others name."""
    place = reading.place
    tier = place_tiers(place)
    local = any_of((terms(schema.ADDRESS_AREAS, place.areas), tier.works))
    close = _where(place, local, _NEARER)
    if not reading.remaining_words:
        yield Rung("place, there", 360, all_of(()), close)
        return
    found = kinds_in(reading.content_words)
    names = [*_name_there(reading), *(_alike_there(reading) if loose else ())]
    if asks_for_a_kind(reading.content_words):
        kinds = _where(place, local, _NEARER_KIND)
        steps = list(_kind_there(reading, found))
        yield from (_placed(step, kinds) for step in steps)
        if reading.namesakes:
            called_so = any_of(place_tiers(other).address for other in reading.namesakes)
            elsewhere = Where(called_so, ((called_so, _NAMESAKE_KIND),))
            yield from (_placed(step, elsewhere) for step in steps)
        names = [step for step in names if step.score >= _WHOLE_THERE or step.score < _KIND_LOWEST]
    else:
        names += _about(found, 310, 425)
    yield from (_placed(step, close) for step in names)
    if place.provinces and not tier.is_province:
        wide = all_of((terms(schema.WORKS_ALL_OVER, place.provinces), _means(schema.NAME_PARTS, found)))
        yield Rung("in the name, all over the province", _PROVINCE, wide)


def _where(place: Place, local: Clause, nearer: int) -> Where:
    near = [(terms(schema.ADDRESS_AREAS, place.areas), nearer)]
    return Where(local, (*near, *([(place_tiers(place).address, nearer)] if place.is_narrow else [])))


def _placed(step: Rung, where: Where) -> Rung:
    return Rung(f"{step.name}, there", step.score, step.clause, where)


def _kind_there(reading: PlaceMatch, found: Sequence[WordGroup]) -> Iterable[Rung]:
    """Match a kind of association there: by its name, by its activity, by what it says.

    Last comes what has the activity and names no kind at all: the scouts that carry only a saint's name.
    """
    yield Rung("words of the kind in the name", 640, stems_in(schema.NAME_PARTS, reading.content_words))
    yield Rung("word for the kind in the name", 625, _means(schema.NAME_PARTS, found, fitting=False))
    yield from _about(found, 305, 633)
    concepts = [meaning.concept for meaning in found if meaning.concept and meaning.concept.activities]
    if len(concepts) == len(found):
        fitting = [terms(schema.ACTIVITIES, concept.activities) for concept in concepts]
        yield Rung("activity alone", 170, all_of((*fitting, term(schema.KINDLESS, value=True))))


def _name_there(reading: PlaceMatch) -> Iterable[Rung]:
    rest = reading.content_words
    yield Rung(
        "exact name",
        910,
        any_of(is_called(words) for words in (reading.remaining_words, reading.words_with_wider_place) if words),
    )
    yield Rung("bare name", 866, is_called_barely(reading.remaining_words))
    yield Rung("variant", 860, is_variant(reading.remaining_words))
    if reading.words_with_wider_place:
        yield Rung("more words", 766, words_in(schema.NAME, content_words(reading.words_with_wider_place)))
    yield Rung("all words", 760, words_in(schema.NAME, rest))
    yield Rung("joined or split", 740, joined(rest))
    yield Rung("unfinished", 730, unfinished(rest))
    yield Rung("compounds", 710, stems_in(schema.NAME_PARTS, rest))


def _alike_there(reading: PlaceMatch) -> Iterable[Rung]:
    if len(reading.content_words) > 1:
        yield Rung("mixed", 620, mixed(reading.content_words))
        yield Rung("own words", 270, holds_its_own_words(reading.content_words))
    if shortened := shortenings(reading.remaining_words):
        yield Rung("initials of the words", 525, any_of(term(schema.NAME, letters) for letters in shortened))
    heard = [phonetic_key(word) for word in reading.content_words]
    yield Rung("sounds", _SOUNDS_THERE, words_in(schema.SOUNDS, heard))
    yield Rung("typos", _TYPOS_THERE, all_of(fuzzy(schema.SOUNDS, word) for word in heard))
    if corrected := _kinds_spelt_well(reading.content_words):
        yield Rung("kind misspelt", _KIND_MISSPELT_THERE, _means(schema.TOPIC, kinds_in(corrected)))
    yield from _likely(reading.remaining_words, reading.content_words)


def _kinds_spelt_well(words: Sequence[str]) -> tuple[str, ...] | None:
    corrected = correct_kinds(words)
    return corrected if corrected != tuple(words) else None


def _alike(question: ParsedQuery, rest: Sequence[str]) -> Iterable[Rung]:
    """Match when the words look or sound like those of the name."""
    whole = key(question.words)
    heard = [phonetic_key(word) for word in question.content_words]
    yield Rung("sounds", _SOUNDS, words_in(schema.SOUNDS, heard))
    yield Rung("typos", _TYPOS, all_of(fuzzy(schema.SOUNDS, word) for word in heard))
    if len(heard) <= _FEW:  # a wrong first letter is looked for among all words, which costs
        first_too = all_of(fuzzy(schema.SOUNDS, word, first_too=True) for word in heard)
        yield Rung("typos in the first letter", _TYPOS_FIRST, first_too)
    if len(whole) <= _LONGEST_FUZZY_KEY:
        yield Rung("typos in the whole", _TYPOS_IN_WHOLE, fuzzy(schema.NAME_KEY, whole))
    if corrected := _kinds_spelt_well(question.content_words):
        yield Rung("kind misspelt", _KIND_MISSPELT, _means(schema.TOPIC, kinds_in(corrected)))
    yield Rung("typos anywhere", _TYPOS_ANYWHERE, all_of(_alike_anywhere(word) for word in question.content_words))
    if rest:
        yield from _likely(question.words, rest)


def _likely(words: Sequence[str], meant: Sequence[str]) -> Iterable[Rung]:
    """Match most of the words, or most of the letters of the whole: the last resort."""
    if len(meant) >= _FEWEST_FOR_MOST:
        most = max(2, ceil(len(meant) * _SHARE))
        heard = (fuzzy(schema.SOUNDS, phonetic_key(word)) for word in meant)
        yield Rung("most of the name", _MOST_OF_NAME, _most(most, heard))
        yield Rung("most words", _MOST_WORDS, _most(most, (term(schema.EVERYTHING, stem(word)) for word in meant)))
    whole = key(words)[:_LONGEST_FUZZY_KEY]
    if len(whole) >= _FEWEST_TRIGRAMS:
        trigrams = {"query": whole, "minimum_should_match": "65%"}
        yield Rung("trigrams", _TRIGRAMS, {"match": {schema.TRIGRAMS: trigrams}})


def _most(count: int, clauses: Iterable[Clause]) -> Clause:
    return {"bool": {"should": list(clauses), "minimum_should_match": count}}


def _alike_anywhere(word: str) -> Clause:
    return any_of((fuzzy(schema.EVERYTHING, stem(word)), fuzzy(schema.SOUNDS, phonetic_key(word))))

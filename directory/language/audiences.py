"""For whom: the everyday words for an age and for groups of people, in Dutch, French and English.

An age is a range of years. A group of people is what a description tells of ("ook voor slechtzienden"); who names no
group is for everybody, so a group in a query is a wish.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from directory.language.function_words import word_set
from directory.language.stemming import stem_all

if TYPE_CHECKING:
    from collections.abc import Mapping

OLDEST = 150


class AgeRange(NamedTuple):
    """Ages in years, both included."""

    youngest: int
    oldest: int


# The age groups of the register's facet keep its bounds.
_AGES: dict[AgeRange, str] = {
    AgeRange(0, 11): "kinderen kind kindje kids kid children child enfants enfant",
    AgeRange(1, 3): "peuters peuter toddlers toddler",
    AgeRange(3, 5): "kleuters kleuter kleutertje preschoolers",
    AgeRange(6, 11): "lagereschoolkinderen schoolkinderen",
    AgeRange(12, 18): "tieners tiener pubers puber teenagers teenager teens ados adolescents",
    AgeRange(12, 25): "jongeren jongere jeugd jeunes youth youngsters",
    AgeRange(18, OLDEST): "volwassenen volwassene adults adult adultes adulte",
    AgeRange(65, OLDEST): "senioren senior ouderen bejaarden gepensioneerden seniors elderly aines retraites",
}
AGE_WORDS: dict[str, AgeRange] = {word: ages for ages, words in _AGES.items() for word in words.split()}


# The words around an age in years.
YEARS = word_set("jaar jaren jarig jarige jarigen jr ans an years year yr")
OLD = word_set("oud oude old age ages aged")
FROM_AGE = word_set("vanaf minstens minimum plus ouder boven over from")
UP_TO_AGE = word_set("tot onder jonger until under")
COMPARED = word_set("ouder jonger older younger oud old")
# Between two ages: 7 tot en met 9.
BETWEEN_AGES = word_set("tot en met t m of a et to and")
# Before an age or a group of people: voor mijn zoon van 6, voor mensen met een beperking.
BEFORE_PEOPLE = word_set(
    "in van voor vanaf tussen met een de het der mensen personen iemand leeftijd pour for with of les des"
)
# What says that something is for the people after it.
FOR = word_set("voor met pour for with des les")
NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            *("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
            *("dertien", "veertien", "vijftien", "zestien", "zeventien"),
        ),
        1,
    )
}
# Alone these ask for associations of those people, which are a kind.
KINDS_OF_PEOPLE = word_set(
    "jongeren jongere jeugd jeunes youth senioren senior ouderen bejaarden gepensioneerden seniors elderly aines"
)


@dataclass(frozen=True, slots=True)
class PeopleGroup:
    """A group of people: its words in a query, and what tells of it in a text: stems and kinds of association."""

    code: str
    words: frozenset[str]
    stems: tuple[str, ...]
    kinds: tuple[str, ...]


# Code: words of a query and of texts, then the kinds (`kinds.csv`) that are associations of these people.
_AUDIENCES: dict[str, tuple[str, str]] = {
    "meisjes": ("meisjes meisje girls girl filles", ""),
    "jongens": ("jongens jongen boys boy garcons", ""),
    "vrouwen": ("vrouwen vrouw dames dame vrouwelijke women ladies femmes", "vrouwen"),
    "mannen": ("mannen man heren mannelijke men hommes", "mannen"),
    "nieuwkomers": (
        (
            "nieuwkomers nieuwkomer anderstaligen anderstalige vluchtelingen vluchteling migranten asielzoekers "
            "inburgeraars expats newcomers newcomer refugees migrants refugies"
        ),
        "vluchtelingen",
    ),
    "beperking": (
        (
            "beperking beperkingen handicap handicaps gehandicapten mindervaliden mindervalide gehandicapte disability "
            "disabilities disabled handicapes"
        ),
        "handicap",
    ),
    "rolstoel": ("rolstoel rolstoelgebruikers rolstoelgebruiker rolstoelers wheelchair fauteuil", "handicap"),
    "slechthorenden": ("slechthorenden slechthorende slechthorend doven dove doof deaf sourds", "doven"),
    "slechtzienden": ("slechtzienden slechtziende slechtziend blinden blinde blind aveugles malvoyants", "blinden"),
    "autisme": ("autisme autisten autistische ass autism", "autisme"),
    "lgbtq": ("lgbtq lgbt lgbtqi lhbt holebi holebis queer transgender homo lesbisch gay", "lgbt"),
    "gezinnen": ("gezinnen gezin families familles", "gezinsbond"),
    "beginners": ("beginners beginner beginnelingen debutants", ""),
    "alleenstaanden": ("alleenstaanden alleenstaande singles", ""),
}


@cache
def audiences() -> Mapping[str, PeopleGroup]:
    """Return the groups of people by their code."""
    return {code: _audience(code, words.split(), kinds.split()) for code, (words, kinds) in _AUDIENCES.items()}


@cache
def audience_words() -> Mapping[str, PeopleGroup]:
    """Return the group of people that each word names."""
    return {word: audience for audience in audiences().values() for word in audience.words}


def _audience(code: str, words: list[str], kinds: list[str]) -> PeopleGroup:
    return PeopleGroup(code, frozenset(words), tuple(dict.fromkeys(stem_all(words))), tuple(kinds))

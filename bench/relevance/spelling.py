"""How the judge compares names: without case, accents, dots, spellings of Sint and legal forms.

Written apart from the search on purpose: a judge who used its words would find right whatever it does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LEGAL = re.compile(r"\b(?:i?vzw|asbl|v\.z\.w\.?)\b")
_LADY = re.compile(r"\bo\.?[\s-]?l\.?[\s-]?v(?:r|rouw)?\b\.?-?|\bonze[- ]lieve[- ]vrouw-?")
_SAINT = re.compile(r"\b(?:sint|sinte|st|ste)\b\.?[\s-]*(?=[a-z])")
_HOLY = re.compile(r"\bh\.\s?(?=hart|kruis|familie)|\bheilige?\b")
_INITIALS = re.compile(r"(?<=\b\w)\.\s?(?=\w\b)")
_REST = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """Return a text in plain small letters, with one sort of apostrophe."""
    plain = unicodedata.normalize("NFKD", text.replace("\u2019", "'").replace("\u2018", "'"))
    return plain.encode("ascii", "ignore").decode().lower()


@lru_cache(maxsize=100_000)
def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a name, written one way."""
    plain = _INITIALS.sub("", _LEGAL.sub(" ", folded(text)).replace("&", " en "))
    plain = _HOLY.sub("heilig ", _SAINT.sub("sint ", _LADY.sub("onze lieve vrouw ", plain)))
    return tuple(_REST.sub(" ", plain).split())


def key(text: str) -> str:
    """Return a name without spaces: joined or split, it is the same."""
    return "".join(tokens(text))


# What letters of clubs and federations stand for; each is used both ways.
_WRITTEN_OUT = (
    "kvc=koninklijke voetbalclub|kfc=koninklijke voetbalclub|fc=voetbalclub|kvv=koninklijke voetbalvereniging|"
    "zvc=zaalvoetbalclub|ttc=tafeltennisclub|kttc=koninklijke tafeltennisclub|tc=tennisclub|vbc=volleybalclub|"
    "vc=volleybalclub|bbc=basketbalclub|ac=atletiekclub|jc=judoclub|wtc=wielertoeristenclub|wsv=wandelsportvereniging|"
    "jh=jeugdhuis|kh=koninklijke harmonie|kf=koninklijke fanfare|ktv=koninklijke toneelvereniging|"
    "ktk=koninklijke turnkring|khm=koninklijke handboogmaatschappij|klj=katholieke landelijke jeugd|"
    "lrv=landelijke rijvereniging|kbc=koninklijke biljartclub|kpc=koninklijke petanqueclub|"
    "vvv=vereniging voor vreemdelingenverkeer|nsb=nationale strijdersbond|fos=federatie voor open scoutisme"
)
LETTERS = dict(pair.split("=") for pair in _WRITTEN_OUT.split("|"))


def written_out(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name with its letters written out and without what is left out as easily: how much alike names are."""
    spelt = " ".join(LETTERS.get(word, word) for word in words).replace("scouts en gidsen", "scouts").split()
    return tuple(word for word in spelt if word not in {"koninklijke", "kon"})


def distance(one: str, other: str) -> int:
    """Return how many letters are to be added, left out, changed or swapped to make one word of the other."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, other_letter in enumerate(other, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != other_letter))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == other_letter:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]

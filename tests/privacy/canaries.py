"""Values that occur nowhere else: a private one that comes out is a leak, and a public one must come out."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from directory.register import identifiers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SEED = 20_261_125
_CONSONANTS, _VOWELS = "bdfgklmnprtvz", "aeiou"
_STEM = 12
_NOT_COMPARED = re.compile(r"[^0-9a-z]+")


class Canaries:
    """Makes values, and remembers under which name each went in."""

    def __init__(self, seed: int = _SEED) -> None:
        self.private: dict[str, str] = {}
        self.public: dict[str, str] = {}
        self._chance = random.Random(seed)  # noqa: S311 - repeatable, not secret

    def word(self, name: str, *, public: bool = False) -> str:
        """Make a word of letters, far from any other, so that no tolerance for typing errors confuses two."""
        syllables = (self._chance.choice(_CONSONANTS) + self._chance.choice(_VOWELS) for _ in range(7))
        return self._kept(name, "Q" + "".join(syllables), public=public)

    def email(self, name: str, *, public: bool = False) -> str:
        """Make an e-mail address."""
        return f"{self.word(name, public=public).lower()}@example.org"

    def website(self, name: str, *, public: bool = False) -> str:
        """Make the address of a website."""
        return f"https://{self.word(name, public=public).lower()}.example/"

    def phone(self, name: str, *, public: bool = False) -> str:
        """Make a telephone number; what counts is what both ways of writing it share."""
        local = f"4{self._digits(2)} {self._digits(2)} {self._digits(2)} {self._digits(2)}"
        return "+32 " + self._kept(name, local, public=public)

    def number(self, name: str, *, public: bool = False) -> str:
        """Make a number of nine digits."""
        return self._kept(name, self._digits(9), public=public)

    def insz(self, name: str) -> str:
        """Make a person's number that the rules accept and that is never given out (month 60)."""
        return self._kept(
            name, self._until(identifiers.insz, lambda: f"{self._digits(2)}60{self._digits(7)}"), public=False
        )

    def kbo(self, name: str, *, public: bool = False) -> str:
        """Make an enterprise number."""
        return self._kept(name, self._until(identifiers.kbo, lambda: f"0{self._digits(9)}"), public=public)

    def iban(self, name: str) -> str:
        """Make an account number."""
        return self._kept(name, self._until(identifiers.iban, lambda: f"BE{self._digits(14)}"), public=False)

    def unknown_word(self) -> str:
        """Make a word that is in nothing at all."""
        return Canaries(seed=1).word("unknown")

    def _digits(self, count: int) -> str:
        return "".join(self._chance.choice("123456789") for _ in range(count))

    def _until(self, check: Callable[[str], str | None], make: Callable[[], str]) -> str:
        while (found := check(make())) is None:
            pass
        return found

    def _kept(self, name: str, value: str, *, public: bool) -> str:
        names = self.public if public else self.private
        if name in names:
            raise ValueError(name)
        names[name] = value
        return value


def comparable(text: str) -> str:
    """Return the letters and digits alone, so that no other spelling, escaping or grouping hides a value."""
    return _NOT_COMPARED.sub("", text.lower())


def found_in(canaries: dict[str, str], texts: Iterable[str]) -> set[str]:
    """Return the names of the canaries that occur in the texts."""
    whole = "\n".join(comparable(text) for text in texts)
    return {name for name, value in canaries.items() if stem(value) in whole}


def stem(value: str) -> str:
    """Return as much of a value as is left when its ending is cut off, as search does with words."""
    return comparable(value)[:_STEM]

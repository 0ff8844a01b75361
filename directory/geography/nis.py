"""NIS codes of municipalities, and the codes of provinces and districts (deelgemeenten) that follow from them."""

from __future__ import annotations

from directory.language.normalise import slug

# The first digits of a NIS code tell the province; 2 is the old province of Brabant, split in 1995.
_PROVINCES = {"1": "BE21", "21": "BE10", "23": "BE24", "24": "BE24", "3": "BE25", "4": "BE23", "7": "BE22"}
BRUSSELS = "BE10"
PROVINCES = ("BE10", "BE21", "BE22", "BE23", "BE24", "BE25")
_NIS_LENGTH = 5


def is_municipality(code: str) -> bool:
    """Tell whether `code` has the form of a NIS code."""
    return len(code) == _NIS_LENGTH and code.isascii() and code.isdecimal()


def province_of(nis: str) -> str | None:
    """Return the code of the province (or of Brussels) that a municipality lies in; None in Wallonia."""
    return _PROVINCES.get(nis[:1]) or _PROVINCES.get(nis[:2])


def district_code(nis: str, district: str) -> str:
    """Return the code of a district: the NIS code of its municipality, a hyphen and the slug of its name."""
    return f"{nis}-{slug(district)}"


def municipality_of(code: str) -> str:
    """Return the NIS code in the code of a district; the code itself for any other area."""
    return code.partition("-")[0]

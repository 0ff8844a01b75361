"""Codes that exist, and parameters of URLs to draw."""

from __future__ import annotations

from hypothesis import strategies as st

from directory.search.criteria import choices
from directory.search.criteria.choices import Sort, View
from directory.search.criteria.known_codes import Codes
from directory.search.criteria.url_parameters import PARAMETERS

CODES = Codes(frozenset({"SPRT", "KECU"}), {"24062": "24062", "12030": "12041", "12041": "12041", "BE24": "BE24"})


ACCEPTED: dict[str, list[str]] = {
    "activiteit": ["SPRT", "kecu"],
    "gebied": ["24062", "12030", "be24"],
    "type": [*choices.KINDS, "fv"],
    "subtype": list(choices.SUBTYPES),
    "leeftijd": list(choices.AGES),
    "heeft": list(choices.HAS),
    "erkend": ["ja"],
    "adres": ["hier"],
    "sorteer": list(Sort),
    "weergave": list(View),
    "straal": ["1", "10", "100"],
    "pagina": ["1", "2", "100"],
    "bij": ["50.88,4.7", "-0.00001,-180"],
    "gewijzigd_sinds": ["2026-01-31"],
    "na": ["abc.def-_"],
}


def _pair(name: str) -> st.SearchStrategy[tuple[str, str]]:
    typed = st.text(max_size=300)
    value = st.sampled_from(ACCEPTED[name]) | typed if name in ACCEPTED else typed
    return st.tuples(st.just(name), value)


pairs = st.lists(st.sampled_from(sorted(PARAMETERS)).flatmap(_pair) | st.tuples(st.text(), st.text()), max_size=12)

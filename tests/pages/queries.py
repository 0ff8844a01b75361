"""Queries for `/zoeken` and its JSON twin: sensible ones, and awkward ones that must break nothing."""

from __future__ import annotations

QUESTIONS = (
    "",
    "q=koor",
    "waar=Gent",
    "q=koor&waar=Leuven",
    "activiteit=SPRT",
    "activiteit=SPRT&activiteit=KECU&gebied=BE23",
    "leeftijd=kinderen&type=VZW&erkend=ja&heeft=website",
    "gebied=24062&adres=hier&sorteer=naam",
)
AWKWARD = (
    *(
        "q=",
        "q=%00",
        "q=" + "x" * 1500,
        "q=%22(%5B%7B%20AND%20OR%2F%3A",
        "q=%ff%fe",
        "q=a&q=b",
        "%00=%00",
        "onbekend=1",
    ),
    *("waar=%F0%9F%8E%88", "bij=999,999", "straal=5", "gebied=99999", "activiteit=NIETS", "erkend=nee"),
    *("pagina=-1", "pagina=1e9", "pagina=99", "na=geknoei", "sorteer=afstand", "gewijzigd_sinds=2026-02-31"),
)

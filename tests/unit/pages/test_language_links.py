"""A language that was chosen in the URL stays in the links of a page."""

from __future__ import annotations

import pytest

from directory.pages.language_links import dutch_content, in_language, keep_choice, switcher
from directory.platform.i18n import Language
from directory.platform.language_negotiation import LanguageChoice, chosen

FRENCH = LanguageChoice(Language.FRENCH, in_url=True, query=(("q", "koor & co"),))
PAGE = (
    '<a class="x" href="/zoeken?q=koor&amp;waar=Gent#a">x</a><a href="https://x.be/">y</a>'
    '<a href="/maken">z</a><link href="/a">\n<form action="/zoeken" method="get">'
    '<form method="post" action="/vereniging/V1/melding">'
)
KEPT = (
    '<a class="x" href="/zoeken?q=koor&amp;waar=Gent&amp;taal=fr#a">x</a><a href="https://x.be/">y</a>'
    '<a href="/maken">z</a><link href="/a">\n<form action="/zoeken" method="get">'
    '\n<input type="hidden" name="taal" value="fr">'
    '<form method="post" action="/vereniging/V1/melding?taal=fr">'
)


def takes_language(path: str) -> bool:
    return path != "/maken"


@pytest.mark.parametrize("choice", [LanguageChoice(), LanguageChoice(Language.FRENCH)])
def test_a_page_whose_language_was_not_chosen_is_left_as_it_is(choice: LanguageChoice) -> None:
    with chosen(choice):
        assert keep_choice(PAGE, takes_language) == PAGE


def test_links_and_forms_keep_the_choice() -> None:
    with chosen(FRENCH):
        assert keep_choice(PAGE, takes_language) == KEPT


def test_the_switcher_leads_to_the_same_page_in_each_language() -> None:
    with chosen(FRENCH):
        links = switcher()
    assert [(link.language, link.href, link.is_current) for link in links] == [
        ("nl", "?q=koor+%26+co&taal=nl", False),
        ("fr", "?q=koor+%26+co&taal=fr", True),
        ("en", "?q=koor+%26+co&taal=en", False),
    ]
    with chosen(LanguageChoice(has_switcher=False)):
        assert switcher() == ()


def test_the_dutch_page_has_the_bare_address() -> None:
    assert in_language("/gemeente/gent", Language.DUTCH) == "/gemeente/gent"
    assert in_language("/gemeente/gent", Language.FRENCH) == "/gemeente/gent?taal=fr"


def test_text_of_the_register_is_marked_as_dutch_on_other_pages_only() -> None:
    assert dutch_content() == ""
    with chosen(FRENCH):
        assert dutch_content() == ' lang="nl"'

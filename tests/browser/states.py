"""The states in which a page may stand, each to be looked at by the checkers and, in pictures, by people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browser.client import await_script
from tests.pages import world

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


def _nothing(page: Page) -> None:
    """Leave the page as it came."""


def _suggesting(page: Page) -> None:
    field = page.get_by_label("Wat zoek je?")
    field.focus()
    page.wait_for_selector("#q[role=combobox]")
    field.press_sequentially("ko")
    page.get_by_role("option").first.wait_for()
    field.press("ArrowDown")


def _placing(page: Page) -> None:
    page.get_by_label("Waar?").click()
    page.get_by_role("option", name="Mijn buurt").wait_for()


def _filtering(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.get_by_role("link", name="Filters").click()
    page.get_by_role("dialog").wait_for()


def _sent_empty(page: Page) -> None:
    page.locator("main form button").last.click()
    page.wait_for_load_state()


def _failed(page: Page) -> None:
    page.route("**/zoeken?type=VZW", lambda route: route.abort())
    await_script(page)
    page.locator("input[value=VZW]").click()  # not checked afterwards: the box shows again what the list shows
    page.get_by_role("alert").wait_for()


@dataclass(frozen=True, slots=True)
class State:
    """A page by its address, what is done on it, and whether the engine is away meanwhile.

    `is_narrow` marks what exists on a small screen only; `is_pictured` what a person should look at.
    """

    name: str
    path: str
    act: Callable[[Page], None] = _nothing
    is_away: bool = False
    is_narrow: bool = False
    is_pictured: bool = True
    status: int = 200

    @property
    def is_plain(self) -> bool:
        """Whether the page is as it was sent."""
        return self.act is _nothing


_CHOIR = f"/vereniging/{world.CHOIR}/gemengd-koor-cantate"
STATES = (
    State("home", "/"),
    State("home-suggesting", "/", _suggesting),
    State("home-placing", "/", _placing, is_pictured=False),
    State("home-away", "/", is_away=True, is_pictured=False),
    State("results", "/zoeken?q=koor&waar=Leuven&activiteit=KECU"),
    State("results-all", "/zoeken"),
    State("results-filters", "/zoeken?q=koor", _filtering, is_narrow=True),
    State("results-failed", "/zoeken", _failed, is_pictured=False),
    State("results-misspelt", "/zoeken?q=natuurverenigng"),
    State("results-loose", "/zoeken?q=gemengd+kooor+kantate", is_pictured=False),
    State("results-refused", "/zoeken?q=koor&straal=x&kleur=rood", is_pictured=False),
    State("results-nothing", "/zoeken?q=koor+xyzzyxyzzy&waar=Leuven"),
    State("results-away", "/zoeken?q=koor", is_away=True),
    State("map", "/zoeken?weergave=kaart"),
    State("map-zoomed", "/zoeken?gebied=24062&weergave=kaart", is_pictured=False),
    State("detail", _CHOIR),
    State("detail-awkward", f"/vereniging/{world.EVIL}", is_pictured=False),
    State("gone", f"/vereniging/{world.STOPPED}", status=410),
    State("unknown", "/nergens", status=404),
    State("municipality", "/gemeente/leuven"),
    State("municipality-activity", "/gemeente/leuven/kunsten-erfgoed-en-cultuur"),
    State("province", "/provincie/vlaams-brabant"),
    State("activity", "/activiteit/sport"),
    State("municipalities", "/gemeenten", is_pictured=False),
    State("activities", "/activiteiten", is_pictured=False),
    State("data", "/over-de-gegevens", is_pictured=False),
    State("fields", "/over-de-gegevens/velden", is_pictured=False),
    State("privacy", "/privacy", is_pictured=False),
    State("accessibility", "/toegankelijkheid"),
    State("report", f"/vereniging/{world.CHOIR}/melding"),
    State("report-mistaken", f"/vereniging/{world.CHOIR}/melding", _sent_empty),
    State("maker", "/widget/maken"),
    State("maker-unknown-place", "/widget/maken?waar=Gennt"),
    State("maker-content", "/widget/maken?stap=2&gemeente=44021&doelgroep=kinderen"),
    State("maker-look", "/widget/maken?stap=3&gemeente=44021&accent=ffe615"),
    State("maker-placing", "/widget/maken?stap=4&gemeente=44021&voorbeeld=element"),
    State("maker-check", "/widget/controleren"),
    State("maker-check-empty", "/widget/controleren", _sent_empty),
)

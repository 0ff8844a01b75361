"""Whether a widget stands well on a page: is it there, whole, allowed by the page's policy, and up to date. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from directory.platform.i18n import _
from directory.search.criteria.url_codec import split_list
from directory.widgets.page_check import html_scan
from directory.widgets.page_check.csp import CspNeed, parse_policies
from directory.widgets.settings import model
from directory.widgets.translations.problem_texts import problem_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from directory.widgets.embedding.snippets import PinnedScript
    from directory.widgets.page_check.csp import CspPolicy
    from directory.widgets.page_check.html_scan import HtmlTag, ScannedPage
    from directory.widgets.settings.fields import WidgetCodes

# Attributes of every element, and those that the element shares with all others.
_OF_HTML = re.compile(r"id|class|style|lang|dir|title|hidden|slot|part|role|tabindex|data-.*|aria-.*|on.*")
_CHANNEL = re.compile(r"/widget/v1/(zoeker|kaart)\.js")
_RELEASE = re.compile(r"/widget/\d+\.\d+\.\d+/(zoeker|kaart)\.js")
# One of these is enough to search in a frame; what else it may not do is done another way there.
_VERSION = re.compile(r"/widget/(\d{1,6})\.(\d{1,6})\.(\d{1,6})/")
_NEEDED_IN_SANDBOX = ("allow-scripts", "allow-forms")
# Script types that a browser runs; with any other one a consent tool holds the script back.
_RUNNING_TYPES = frozenset({"", "module", "text/javascript", "application/javascript"})
_PLAIN_SINCE = (1, 0, 3)  # older releases run as modules only


class FindingLevel(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    ADVICE = "advice"  # it works; this would be better
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class PageFinding:
    """A sentence about the page, and what to do about it."""

    level: FindingLevel
    what: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Installation:
    """What a page is compared with: our origin, the codes of today, and the newest releases by name of the script."""

    origin: str
    known: WidgetCodes
    newest: dict[str, PinnedScript]


def examine(html: str, headers: Iterable[str], ours: Installation) -> tuple[PageFinding, ...]:
    """Return what there is to say of a page, what is wrong first. `headers` are policies that came beside the HTML."""
    page = html_scan.scan(html, ours.origin)
    rules = parse_policies([*headers, *page.policies])
    findings = [*_presence(page, ours), *_scripts(page, ours), *_frames(page, ours), *_allowed(page, rules, ours)]
    findings += [*_styles(page, rules), *_settings(page, ours)]
    if not any(finding.level is FindingLevel.WRONG for finding in findings) and (page.elements or page.frames):
        findings.append(PageFinding(FindingLevel.GOOD, _("De widget staat goed op je pagina.")))
    order = list(FindingLevel)
    return tuple(sorted(findings, key=lambda finding: -order.index(finding.level)))


def _presence(page: ScannedPage, ours: Installation) -> Iterator[PageFinding]:
    if _is_held_back(page):
        yield PageFinding(
            FindingLevel.ADVICE,
            _("Een cookietool houdt de widget tegen tot je bezoeker toestemt."),
            _("De widget plaatst geen cookies. Zet hem in je cookietool bij wat altijd mag."),
        )
    elif not page.elements and not page.frames:
        yield _absent(page, ours)
    if page.elements and not all(page.linked):
        yield PageFinding(
            FindingLevel.ADVICE,
            _("In de widget staat geen link."),
            _("Plak de code opnieuw, met de link erin. Die werkt ook zonder JavaScript."),
        )


def _is_held_back(page: ScannedPage) -> bool:
    return bool(page.held_back) or any(tag.get("type").strip().lower() not in _RUNNING_TYPES for tag in page.scripts)


def _absent(page: ScannedPage, ours: Installation) -> PageFinding:
    if page.shown_as_text:
        return PageFinding(
            FindingLevel.WRONG,
            _("Je pagina toont de code als tekst."),
            _("Plak ze in een blok voor HTML, niet in gewone tekst."),
        )
    if page.scripts:
        return PageFinding(
            FindingLevel.WRONG, _("Het script staat er, maar de widget zelf niet."), _mend_stripped(page, ours)
        )
    if page.links:
        # A form of its own: whoever wants to search on the page itself reads what it takes.
        return PageFinding(
            FindingLevel.GOOD, _("Er staat een link naar de gids. Die werkt overal."), _mend_link(page, ours)
        )
    if page.address_as_text:
        return PageFinding(
            FindingLevel.WRONG,
            _("Er staat een adres van de gids als tekst."),
            _("Je systeem maakt er geen widget van. Gebruik de code met het iframe, of maak er een link van."),
        )
    return PageFinding(
        FindingLevel.WRONG, _("We vinden geen widget op deze pagina."), _("Kopieer de code en plak ze opnieuw.")
    )


def _mend_stripped(page: ScannedPage, ours: Installation) -> str:
    """Say what to do where a system took the element or its script away."""
    if page.is_wordpress:
        return _wordpress_advice(page, ours)
    return _("Je systeem haalt een deel van de code weg. Gebruik de code met het iframe.")


def _mend_link(page: ScannedPage, ours: Installation) -> str:
    if page.is_wordpress:
        return _wordpress_advice(page, ours)
    return _("Wil je ook zoeken op je pagina zelf? Gebruik dan de code met het iframe, als je systeem die toelaat.")


def _wordpress_advice(page: ScannedPage, ours: Installation) -> str:
    """Return advice for WordPress: its authors lose frames and scripts, but an address becomes a frame for all."""
    address = page.first_link or ours.origin
    return _(
        "WordPress haalt scripts en iframes weg bij wie geen beheerder of redacteur is. "
        "Plak dan dit adres op een eigen regel: %(address)s."
    ) % {"address": address}


def _scripts(page: ScannedPage, ours: Installation) -> Iterator[PageFinding]:
    wanted = {"kaart" if tag.name == "verenigingen-kaart" else "zoeker" for tag in page.elements}
    there = {name for tag in page.scripts if (name := _script_name(tag))}
    for name in sorted(wanted - there) if not page.held_back else ():
        yield PageFinding(
            FindingLevel.WRONG,
            _("Het script %(name)s.js ontbreekt.") % {"name": name},
            _mend_stripped(page, ours),
        )
    for tag in page.scripts:
        if name := _script_name(tag):
            yield from _script(tag, name, ours)


def _script(tag: HtmlTag, name: str, ours: Installation) -> Iterator[PageFinding]:
    if _needs_module(tag):
        yield PageFinding(
            FindingLevel.WRONG, _('Bij het script ontbreekt type="module".'), _("Plak de hele code opnieuw.")
        )
    if urlsplit(tag.get("src")).scheme not in {"", urlsplit(ours.origin).scheme}:
        yield PageFinding(
            FindingLevel.WRONG, _("Het script komt niet van een https-adres."), _("Plak de hele code opnieuw.")
        )
    newest = ours.newest.get(name)
    path = urlsplit(tag.get("src")).path
    if _CHANNEL.fullmatch(path):
        if tag.get("integrity"):
            yield PageFinding(
                FindingLevel.WRONG,
                _("Bij het script staat een controlegetal, maar het adres krijgt updates."),
                _("Haal integrity weg, of neem het adres van één versie."),
            )
    elif newest is not None and path != newest.path:
        yield PageFinding(
            FindingLevel.ADVICE,
            _("Je gebruikt een vaste, oudere versie. Ze blijft werken."),
            _("Nieuw is %(path)s met integrity %(hash)s.") % {"path": newest.path, "hash": newest.integrity},
        )
    elif newest is not None and tag.get("integrity") not in {"", newest.integrity}:
        yield PageFinding(
            FindingLevel.WRONG, _("Het controlegetal bij het script klopt niet."), _("Plak de hele code opnieuw.")
        )


def _needs_module(tag: HtmlTag) -> bool:
    """Whether this is an older release, which runs as a module only, in a tag that is none."""
    release = _VERSION.match(urlsplit(tag.get("src")).path)
    is_old = release is not None and tuple(map(int, release.groups())) < _PLAIN_SINCE
    kind = tag.get("type").strip().lower()
    return is_old and kind != "module" and kind in _RUNNING_TYPES


def _script_name(tag: HtmlTag) -> str:
    path = urlsplit(tag.get("src")).path
    match = _CHANNEL.fullmatch(path) or _RELEASE.fullmatch(path)
    return match[1] if match else ""


def _frames(page: ScannedPage, ours: Installation) -> Iterator[PageFinding]:
    for tag in page.frames:
        if urlsplit(tag.get("src")).path != "/embed":
            yield PageFinding(
                FindingLevel.WRONG,
                _("Het iframe toont een pagina die dat niet toelaat."),
                _("Gebruik de code met het iframe: het adres begint met %(origin)s/embed.") % {"origin": ours.origin},
            )
        if not tag.get("title").strip():
            yield PageFinding(
                FindingLevel.WRONG,
                _("Het iframe heeft geen titel. Wie blind is, weet niet wat het is."),
                _("Voeg title toe, zoals in onze code."),
            )
        if "sandbox" in tag.attributes and not {*_NEEDED_IN_SANDBOX} & {*tag.get("sandbox").lower().split()}:
            yield PageFinding(
                FindingLevel.WRONG,
                _("De sandbox van het iframe is te streng. De lijst staat er, maar zoeken werkt niet."),
                _(
                    "Neem sandbox over uit onze code. Maakt je editor ze leeg? "
                    'Zet dan in TinyMCE: sandbox_iframes_exclusions: ["%(host)s"].'
                )
                % {"host": urlsplit(ours.origin).netloc},
            )


def _allowed(page: ScannedPage, rules: Iterable[CspPolicy], ours: Installation) -> Iterator[PageFinding]:
    for rule in rules:
        for needed, url, nonce in _csp_needs(page, ours):
            if not rule.allows(needed, url, nonce):
                yield PageFinding(
                    FindingLevel.WRONG,
                    _("De Content-Security-Policy van je pagina houdt de widget tegen (%(directive)s).")
                    % {"directive": needed},
                    _("Voeg %(origin)s toe aan %(directive)s.") % {"origin": ours.origin, "directive": needed},
                )


def _styles(page: ScannedPage, rules: Iterable[CspPolicy]) -> Iterator[PageFinding]:
    styled = any(tag.get("style") for tag in (*page.elements, *page.frames))
    if styled and not all(rule.allows(CspNeed.STYLE, "") for rule in rules):
        yield PageFinding(
            FindingLevel.ADVICE,
            _("De Content-Security-Policy van je pagina laat het style-attribuut in de code niet toe."),
            _("Neem de nieuwe code uit de maker: die heeft er geen. Zo verspringt je pagina niet."),
        )


def _csp_needs(page: ScannedPage, ours: Installation) -> Iterator[tuple[CspNeed, str, str]]:
    if page.elements:
        script = next((tag for tag in page.scripts if _script_name(tag)), None)
        source = script.get("src") if script else f"{ours.origin}/widget/v1/zoeker.js"
        yield CspNeed.SCRIPT, source, script.get("nonce") if script else ""
        yield CspNeed.DATA, f"{ours.origin}/widget/v1/zoek", ""
    if page.frames:
        yield CspNeed.FRAME, page.frames[0].get("src"), ""


def _settings(page: ScannedPage, ours: Installation) -> Iterator[PageFinding]:
    for tag in page.elements:
        yield from _of_pairs([pair for pair in tag.attributes.items() if not _OF_HTML.fullmatch(pair[0])], ours)
    for tag in page.frames:
        yield from _of_pairs(parse_qsl(urlsplit(tag.get("src")).query), ours)


def _of_pairs(pairs: list[tuple[str, str]], ours: Installation) -> Iterator[PageFinding]:
    parsed = model.parse(pairs, ours.known)
    for problem in parsed.problems:
        yield PageFinding(FindingLevel.WRONG, problem_sentence(problem), _("Kijk deze instelling na in de maker."))
    given = {code for name, value in pairs if name == "gemeente" for code in split_list(value)}
    if not parsed.problems and given - {*parsed.options.municipalities}:
        yield PageFinding(
            FindingLevel.ADVICE,
            _("Er staat een oude NIS-code. Ze blijft werken."),
            _("De code van vandaag is %(codes)s.") % {"codes": ", ".join(parsed.options.municipalities)},
        )

"""What the page of one association shows: only what is known, in the order in which people ask for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from directory.geography.nis import province_of
from directory.geography.shown_place import home_municipality
from directory.language.kind_evidence import EvidenceField
from directory.language.kind_table import kind_name
from directory.pages.detail.actions import MEETS_AT, SEAT, actions
from directory.platform import i18n
from directory.search.criteria import choices
from directory.search.index.document import kinds_of
from directory.texts import choice_labels
from directory.texts.activity_names import NAMES, activity_name
from directory.urls import contact_links
from directory.urls.landing_pages import (
    ActivityName,
    SubjectName,
    activity_path,
    area_path,
    has_page,
    municipality_path,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from directory.geography.gazetteer import Gazetteer
    from directory.pages.detail.actions import Action
    from directory.publication.rows import Area, Association, Contact, Location, Membership, Recognition, Related

_ = i18n._

POST = "Correspondentie"
_LOCATION_TERMS = {MEETS_AT: _("Activiteiten in"), SEAT: _("Zetel"), POST: _("Postadres")}
_CONTACT_TERMS = {
    "Website": _("Website"),
    "E-mail": _("E-mail"),
    "Telefoon": _("Telefoon"),
    "SocialMedia": _("Sociale media"),
}
_EVIDENCE = {
    EvidenceField.NAME: _("%(kind)s: “%(word)s” in de naam"),
    EvidenceField.UMBRELLA: _("%(kind)s: “%(word)s” in de naam van de koepel"),
    EvidenceField.DESCRIPTION: _("%(kind)s: “%(word)s” in de omschrijving"),
}
_STATUSES = {
    "Actief": _("Actief"),
    "InAanvraag": _("In aanvraag"),
    "Geschorst": _("Geschorst"),
    "Verlopen": _("Verlopen"),
}
_RECOGNISED = _("Wie erkend is, voldoet aan de voorwaarden van die overheid.")
_WITHOUT_PERSONALITY, _NOTE = "VZER", _("geen vzw of stichting, wel mensen die samen iets doen")
_LEAD_LENGTH = 240
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")
_KBO_PARTS = (4, 7)
_HOME_COUNTRIES = {"", "belgië", "belgie", "belgium", "be"}


class Line(NamedTuple):
    """One value beside its term; with an address when it can be followed, with a note when more is said of it."""

    text: str
    href: str | None = None
    note: str = ""


class Fact(NamedTuple):
    """A term and what is known of it; the small map shows where the first address is."""

    term: str
    lines: tuple[Line, ...]
    is_on_map: bool = False


class Entry(NamedTuple):
    """One item of a list at the side."""

    text: str
    href: str | None
    notes: tuple[str, ...] = ()


class SideList(NamedTuple):
    """A list at the side with its heading."""

    title: str
    entries: tuple[Entry, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything that the page of an association says."""

    path: str
    name: str
    other_names: tuple[str, ...]
    lead: str
    paragraphs: tuple[str, ...]
    winding_up: bool
    crumbs: tuple[Line, ...]
    activities: tuple[Line, ...]
    kinds: tuple[Line, ...]  # each with the word that tells it
    recognised_by: tuple[str, ...]
    actions: tuple[Action, ...]
    where_and_who: tuple[Fact, ...]
    contact: tuple[Fact, ...]
    side: tuple[SideList, ...]
    vcode: str
    modified_on: date


def detail(
    association: Association,
    members: Sequence[Related],
    departments: Sequence[Related],
    places: Gazetteer,
) -> Detail:
    """Arrange a published association for its page."""
    lead, paragraphs = split_description(association.description)
    other = dict.fromkeys(name for name in (association.call_name, association.short_name) if name)
    return Detail(
        path=contact_links.association_path(association.vcode, association.name),
        name=association.name,
        other_names=tuple(name for name in other if name != association.name),
        lead=lead,
        paragraphs=paragraphs,
        winding_up=association.winding_up,
        crumbs=_crumbs(association, places),
        activities=tuple(
            Line(activity_name(item.name), activity_path(ActivityName(*item))) for item in association.activities
        ),
        kinds=kinds_told(association, places),
        recognised_by=_recognisers(association.recognitions),
        actions=tuple(actions(association)),
        where_and_who=_where_and_who(association),
        contact=_contact(association.contacts),
        side=_side(association, members, departments),
        vcode=association.vcode,
        modified_on=association.modified_on,
    )


def kinds_told(association: Association, places: Gazetteer) -> tuple[Line, ...]:
    """Return what it is precisely, with where others of that kind are, and the word that tells it."""
    nis = home_municipality(association.locations)
    here = places.by_code.get(nis or "")
    lines = []
    for found in kinds_of(association):
        kind = SubjectName(found.code, kind_name(found.code))
        there = municipality_path(here, kind) if here and has_page(kind.code, NAMES) else None
        href = there or contact_links.search_path(("soort", kind.code))
        lines.append(Line(kind.name, href, _EVIDENCE[found.field] % {"kind": kind.name, "word": found.word}))
    return tuple(lines)


def split_description(description: str) -> tuple[str, tuple[str, ...]]:
    """Return the sentence that stands large below the name, and the paragraphs that follow further on."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n|\r\n\s*\r\n", description) if part.strip()]
    if not paragraphs:
        return "", ()
    first, *rest = paragraphs
    if len(first) > _LEAD_LENGTH:
        sentence, *others = _SENTENCE_END.split(first, maxsplit=1)
        # One endless sentence is no headline: it is read as the text that it is.
        first, rest = (sentence, [*others, *rest]) if len(sentence) <= _LEAD_LENGTH else ("", paragraphs)
    return first, tuple(rest)


def _crumbs(association: Association, places: Gazetteer) -> tuple[Line, ...]:
    nis = home_municipality(association.locations)
    codes = [code for code in (province_of(nis), nis) if code] if nis else []
    crumbs = [Line(places.label(code), path) for code in codes if (path := area_path(code, places))]
    if association.activities:
        code, name = association.activities[0]
        first = ActivityName(code, activity_name(name))
        here = places.by_code.get(nis or "")
        crumbs.append(Line(first.name, municipality_path(here, first) if here else activity_path(first)))
    return tuple(crumbs)


def _recognisers(recognitions: Iterable[Recognition]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.authority_name for item in recognitions if item.is_active and item.authority_name))


def _where_and_who(association: Association) -> tuple[Fact, ...]:
    addresses = [(kind, Fact(term, _places(association.locations, kind))) for kind, term in _LOCATION_TERMS.items()]
    first = next((fact for kind, fact in addresses if fact.lines and kind != POST), None)
    facts = [
        *(fact._replace(is_on_map=fact is first) for _kind, fact in addresses),
        Fact(_("Werkingsgebied"), _line(_areas(association.areas))),
        Fact(_("Leeftijd"), _line(i18n.ages(association.min_age, association.max_age))),
        Fact(_("Actief sinds"), _line(i18n.day(association.start_date) if association.start_date else "")),
        Fact(_("Soort"), tuple(_kind(association))),
    ]
    return tuple(fact for fact in facts if fact.lines)


def _line(text: str) -> tuple[Line, ...]:
    return (Line(text),) if text else ()


def _places(locations: Iterable[Location], kind: str) -> tuple[Line, ...]:
    shown = [_address(place) for place in locations if place.kind == kind]
    return tuple(Line(text) for text in dict.fromkeys(shown) if text)


def _address(place: Location) -> str:
    """Return `Muziekzaal De Kring, Dorp 12 bus 3, 9971 Lembeke (Kaprijke)` as far as it is known."""
    street = " ".join(part for part in (place.street, place.house_number) if part)
    if street and place.box:
        street = _("%(street)s bus %(box)s") % {"street": street, "box": place.box}
    country = "" if place.country.strip().lower() in _HOME_COUNTRIES else place.country
    return ", ".join(part for part in (place.name, street, _town(place), country) if part)


def _town(place: Location) -> str:
    town = place.municipality or place.district
    # The register writes "Kessel-Lo (Leuven)" where an address has its district in it already.
    if place.district.lower() not in town.lower():
        town = f"{place.district} ({town})"
    return " ".join(part for part in (place.postcode, town) if part)


def _areas(areas: Iterable[Area]) -> str:
    return i18n.listed(sorted(area.name for area in areas if area.kind != "nvt"))


def _kind(association: Association) -> Iterator[Line]:
    code = choices.SAME_KIND.get(association.type_code, association.type_code)
    kind = choice_labels.SUBTYPES.get(association.subtype_code) if association.subtype_code in {"FV", "SUB"} else None
    if shown := kind or choice_labels.KINDS.get(code, ""):
        text = str(shown)
        if association.kbo_number:
            values = {"kind": text, "number": _dotted(association.kbo_number)}
            text = _("%(kind)s · ondernemingsnummer %(number)s") % values
        yield Line(text, note=str(_NOTE) if code == _WITHOUT_PERSONALITY else "")


def _dotted(number: str) -> str:
    first, second = _KBO_PARTS
    return ".".join((number[:first], number[first:second], number[second:]))


def _contact(contacts: Sequence[Contact]) -> tuple[Fact, ...]:
    facts = [
        Fact(term, tuple(_contact_line(item) for item in contacts if item.kind == kind))
        for kind, term in _CONTACT_TERMS.items()
    ]
    return tuple(fact for fact in facts if fact.lines)


def _contact_line(item: Contact) -> Line:
    if item.kind == "E-mail":
        return Line(item.value, contact_links.mail_address(item.value), item.description)
    if item.kind == "Telefoon":
        return Line(item.value, contact_links.phone_address(item.value), item.description)
    return Line(contact_links.shown_address(item.value), contact_links.safe_address(item.value), item.description)


def _side(association: Association, members: Sequence[Related], departments: Sequence[Related]) -> tuple[SideList, ...]:
    lists = [
        SideList(_("Afdeling van"), _parent(association)),
        SideList(_("Lid van"), tuple(map(_membership, association.memberships))),
        SideList(_("Afdelingen"), tuple(map(_related, departments))),
        SideList(_("Leden"), tuple(map(_related, members))),
        SideList(_("Erkenningen"), tuple(map(_recognition, association.recognitions)), _RECOGNISED),
    ]
    return tuple(entry_list for entry_list in lists if entry_list.entries)


def _parent(association: Association) -> tuple[Entry, ...]:
    if association.parent_vcode is None or association.parent_name is None:
        return ()
    notes = (association.parent_identification, association.parent_description)
    href = contact_links.association_path(association.parent_vcode, association.parent_name)
    return (Entry(association.parent_name, href, tuple(filter(None, notes))),)


def _membership(item: Membership) -> Entry:
    notes = (item.identification, item.description, period(item.from_date, item.until_date))
    return Entry(
        item.other_name, contact_links.association_path(item.other_vcode, item.other_name), tuple(filter(None, notes))
    )


def _related(item: Related) -> Entry:
    return Entry(item.name, contact_links.association_path(item.vcode, item.name))


def _recognition(item: Recognition) -> Entry:
    title = item.product_name or _("Erkenning")
    notes = (
        _("door %(authority)s") % {"authority": item.authority_name} if item.authority_name else "",
        period(item.start_date, item.end_date),
        _("te hernieuwen tegen %(day)s") % {"day": i18n.day(item.renewal_date)} if item.renewal_date else "",
        "" if item.is_active else _STATUSES.get(item.status, item.status),
    )
    return Entry(title, contact_links.safe_address(item.renewal_url), tuple(filter(None, notes)))


def period(start: str | None, end: str | None) -> str:
    """Return `sinds 1 mei 2020`, `tot en met 1 mei 2021` or `van 1 mei 2020 tot en met 1 mei 2021`."""
    if start and end:
        return _("van %(start)s tot en met %(end)s") % {"start": i18n.day(start), "end": i18n.day(end)}
    if start:
        return _("sinds %(start)s") % {"start": i18n.day(start)}
    return _("tot en met %(end)s") % {"end": i18n.day(end)} if end else ""

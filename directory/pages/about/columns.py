"""What each published column is, in Dutch for readers. A test compares them with the database."""

from __future__ import annotations

from typing import NamedTuple

from directory.platform import i18n

_ = i18n._


class ColumnText(NamedTuple):
    """A column in words: what people call it, and a sentence about it."""

    label: str
    sentence: str


class ViewText(NamedTuple):
    """A published view in words, with its columns by name."""

    title: str
    sentence: str
    columns: dict[str, ColumnText]


_OF = ColumnText(_("Vereniging"), _("Verbindt dit met de vereniging. Het nummer zegt verder niets."))
_SOURCE = ColumnText(_("Bronsleutel"), _("De sleutel waaronder de bron dit kent."))
_PRIMARY = ColumnText(_("Eerste keuze"), _("Of de vereniging dit als eerste noemt."))
_LAU = ColumnText(_("Europese code"), _("De code van het gebied in Europese lijsten."))
_LATITUDE = ColumnText(_("Breedtegraad"), _("Waar het ligt op de kaart, van zuid naar noord."))
_LONGITUDE = ColumnText(_("Lengtegraad"), _("Waar het ligt op de kaart, van west naar oost."))
_POSTCODE = ColumnText(_("Postcode"), _("Het nummer van vier cijfers."))

# What only programs need: numbers that tie lists together, codes, versions. They stand on the page of all fields.
FOR_PROGRAMS = frozenset(
    {
        "association_id", "version", "source_key", "type_code", "subtype_code", "code", "kind", "position", "lau_code",
        "parent", "location_id", "contact_id", "membership_id", "recognition_id", "address_id", "nis", "lat", "lon",
        "is_primary", "parent_vcode", "parent_identification", "other_vcode", "member_vcode", "department_vcode",
        "authority_ovo", "product_number", "renewal_url",
    }
)  # fmt: skip

ASSOCIATIONS: dict[str, ViewText] = {
    "association": ViewText(
        _("De vereniging"),
        _("Wat het register over elke openbare, actieve vereniging zegt."),
        {
            "association_id": ColumnText(
                _("Volgnummer"), _("Verbindt de lijsten met elkaar. Het nummer zegt verder niets.")
            ),
            "version": ColumnText(_("Versie"), _("Hoe vaak de gegevens al veranderden.")),
            "vcode": ColumnText(_("vCode"), _("Het vaste nummer van de vereniging: een V en zeven cijfers.")),
            "type_code": ColumnText(_("Code van de soort"), _("Bijvoorbeeld VZW.")),
            "type_name": ColumnText(_("Soort"), _("Bijvoorbeeld vzw of vereniging zonder rechtspersoon.")),
            "subtype_code": ColumnText(_("Code van de ondersoort"), _("Bijvoorbeeld SUB.")),
            "subtype_name": ColumnText(_("Ondersoort"), _("Feitelijke vereniging of afdeling van een andere.")),
            "parent_vcode": ColumnText(
                _("vCode van de moedervereniging"), _("Van welke openbare vereniging dit een afdeling is.")
            ),
            "parent_name": ColumnText(_("Naam van de moedervereniging"), _("De naam van die vereniging.")),
            "parent_identification": ColumnText(
                _("Nummer bij de moedervereniging"), _("Hoe de moedervereniging deze afdeling noemt.")
            ),
            "parent_description": ColumnText(
                _("Uitleg van de afdeling"), _("Wat de moedervereniging over de afdeling zegt.")
            ),
            "name": ColumnText(_("Naam"), _("De volledige naam.")),
            "short_name": ColumnText(_("Korte naam"), _("Vaak een afkorting.")),
            "call_name": ColumnText(_("Roepnaam"), _("Hoe de vereniging zich laat noemen.")),
            "description": ColumnText(_("Omschrijving"), _("Wat de vereniging over zichzelf schrijft.")),
            "start_date": ColumnText(_("Startdatum"), _("Sinds wanneer ze actief is.")),
            "winding_up": ColumnText(_("Bezig met stoppen"), _("Of de vereniging aan het stoppen is.")),
            "min_age": ColumnText(_("Jongste leeftijd"), _("Vanaf welke leeftijd je welkom bent.")),
            "max_age": ColumnText(_("Oudste leeftijd"), _("Tot welke leeftijd je welkom bent.")),
            "kbo_number": ColumnText(_("Ondernemingsnummer"), _("Het nummer in de Kruispuntbank van Ondernemingen.")),
            "modified_on": ColumnText(_("Laatst gewijzigd"), _("De dag van de laatste wijziging in het register.")),
        },
    ),
    "association_activity": ViewText(
        _("Activiteiten"),
        _("Wat de vereniging vooral doet."),
        {
            "association_id": _OF,
            "code": ColumnText(_("Code"), _("De vier letters van de activiteit.")),
            "name": ColumnText(_("Activiteit"), _("Bijvoorbeeld sport of jeugdwerk.")),
            "position": ColumnText(_("Plaats in de lijst"), _("De volgorde van het register.")),
        },
    ),
    "association_area": ViewText(
        _("Werkingsgebieden"),
        _("De gemeenten en provincies waar de vereniging zegt te werken."),
        {
            "association_id": _OF,
            "code": ColumnText(_("Code"), _("De NIS-code van de gemeente, of de code van de provincie.")),
            "kind": ColumnText(_("Soort gebied"), _("Gemeente, provincie of gewest.")),
            "name": ColumnText(_("Gebied"), _("De naam van het gebied.")),
            "lau_code": _LAU,
            "parent": ColumnText(_("Ligt in"), _("De provincie waarin een gemeente ligt.")),
        },
    ),
    "location": ViewText(
        _("Adressen"),
        _("Waar de vereniging is. Van een postadres tonen we gewoonlijk enkel postcode en gemeente."),
        {
            "association_id": _OF,
            "location_id": ColumnText(_("Nummer van het adres"), _("Telt de adressen van één vereniging.")),
            "kind": ColumnText(_("Soort adres"), _("Waar ze samenkomt, haar zetel of haar postadres.")),
            "is_primary": _PRIMARY,
            "name": ColumnText(_("Naam van de plek"), _("Bijvoorbeeld de naam van een zaal.")),
            "street": ColumnText(_("Straat"), _("Niet van een postadres: dat is vaak iemands huis.")),
            "house_number": ColumnText(_("Huisnummer"), _("Niet van een postadres.")),
            "box": ColumnText(_("Bus"), _("Niet van een postadres.")),
            "postcode": _POSTCODE,
            "municipality": ColumnText(_("Gemeente"), _("Zoals ze in het adres staat.")),
            "country": ColumnText(_("Land"), _("Meestal België.")),
            "address_id": ColumnText(_("Adres-id"), _("Het nummer in het Adressenregister. Niet van een postadres.")),
            "nis": ColumnText(_("NIS-code"), _("De code van de gemeente van vandaag.")),
            "district": ColumnText(_("Deelgemeente"), _("Het deel van de gemeente.")),
            "lat": ColumnText(_("Breedtegraad"), _("De plek op de kaart. Bij een postadres op een kilometer na.")),
            "lon": ColumnText(_("Lengtegraad"), _("De plek op de kaart. Bij een postadres op een kilometer na.")),
            "source_key": _SOURCE,
        },
    ),
    "contact": ViewText(
        _("Contactgegevens"),
        _("Wat de vereniging zelf opgeeft om haar te bereiken."),
        {
            "association_id": _OF,
            "contact_id": ColumnText(_("Nummer van het gegeven"), _("Telt de contactgegevens van één vereniging.")),
            "kind": ColumnText(_("Soort contact"), _("E-mail, telefoon, website of sociale media.")),
            "value": ColumnText(_("Adres of nummer"), _("Zoals de vereniging het opgeeft.")),
            "description": ColumnText(_("Uitleg"), _("Bijvoorbeeld: secretariaat.")),
            "is_primary": _PRIMARY,
            "source_key": _SOURCE,
        },
    ),
    "membership": ViewText(
        _("Lid van"),
        _("De openbare koepels waarvan de vereniging lid is."),
        {
            "association_id": _OF,
            "membership_id": ColumnText(
                _("Nummer van het lidmaatschap"), _("Telt de lidmaatschappen van één vereniging.")
            ),
            "other_vcode": ColumnText(_("vCode van de koepel"), _("Het nummer van de koepel.")),
            "other_name": ColumnText(_("Naam van de koepel"), _("Enkel als de koepel zelf openbaar is.")),
            "from_date": ColumnText(_("Lid sinds"), _("De eerste dag van het lidmaatschap.")),
            "until_date": ColumnText(_("Lid tot"), _("De laatste dag van het lidmaatschap.")),
            "identification": ColumnText(_("Lidnummer"), _("Hoe de koepel het lid noemt.")),
            "description": ColumnText(_("Uitleg"), _("Wat over het lidmaatschap gezegd is.")),
            "source_key": _SOURCE,
        },
    ),
    "member": ViewText(
        _("Leden van een koepel"),
        _("Dezelfde lidmaatschappen, gezien vanuit de koepel."),
        {
            "association_id": _OF,
            "member_vcode": ColumnText(_("vCode van het lid"), _("Het nummer van het lid.")),
            "member_name": ColumnText(_("Naam van het lid"), _("Enkel als het lid zelf openbaar is.")),
        },
    ),
    "department": ViewText(
        _("Afdelingen"),
        _("De openbare afdelingen van een vereniging."),
        {
            "association_id": _OF,
            "department_vcode": ColumnText(_("vCode van de afdeling"), _("Het nummer van de afdeling.")),
            "department_name": ColumnText(_("Naam van de afdeling"), _("Enkel als de afdeling zelf openbaar is.")),
        },
    ),
    "recognition": ViewText(
        _("Erkenningen"),
        _("Wie de vereniging erkent, waarvoor en tot wanneer."),
        {
            "association_id": _OF,
            "recognition_id": ColumnText(_("Nummer van de erkenning"), _("Telt de erkenningen van één vereniging.")),
            "authority_ovo": ColumnText(_("Code van de overheid"), _("De OVO-code van wie erkent.")),
            "authority_name": ColumnText(_("Overheid"), _("Wie erkent.")),
            "product_number": ColumnText(
                _("Nummer van de dienst"), _("Het nummer in de Producten- en dienstencatalogus.")
            ),
            "product_name": ColumnText(_("Dienst"), _("Waarvoor de vereniging erkend is.")),
            "start_date": ColumnText(_("Van"), _("De eerste dag van de erkenning.")),
            "end_date": ColumnText(_("Tot"), _("De laatste dag van de erkenning.")),
            "renewal_date": ColumnText(_("Te vernieuwen op"), _("Wanneer de erkenning vernieuwd moet worden.")),
            "renewal_url": ColumnText(_("Vernieuwen"), _("Waar de vereniging dat doet.")),
            "status": ColumnText(_("Toestand"), _("Actief, in aanvraag, geschorst of verlopen. Nooit waarom.")),
        },
    ),
    "departed": ViewText(
        _("Vroegere verenigingen"),
        _("Nummers die ooit openbaar waren. Zo kan de gids zeggen dat een vereniging weg is."),
        {"vcode": ColumnText(_("vCode"), _("Het nummer, en niets anders."))},
    ),
}

LISTS: dict[str, ViewText] = {
    "area": ViewText(
        _("Gebieden"),
        _("De gemeenten en provincies, ook die van vroeger."),
        {
            "code": ColumnText(_("Code"), _("De NIS-code van de gemeente, of de code van de provincie.")),
            "kind": ColumnText(_("Soort gebied"), _("Gemeente, provincie of gewest.")),
            "name": ColumnText(_("Naam"), _("De Nederlandse naam.")),
            "name_fr": ColumnText(_("Franse naam"), _("Om ook zo gevonden te worden.")),
            "slug": ColumnText(_("Naam in adressen"), _("Hoe het gebied in een webadres heet.")),
            "parent": ColumnText(_("Ligt in"), _("De provincie waarin een gemeente ligt.")),
            "lau_code": _LAU,
            "lat": _LATITUDE,
            "lon": _LONGITUDE,
            "population": ColumnText(_("Inwoners"), _("Hoeveel mensen er wonen.")),
            "valid_to": ColumnText(_("Bestond tot"), _("De laatste dag van een gemeente van vroeger.")),
            "successor": ColumnText(_("Ging op in"), _("De gemeente van vandaag.")),
        },
    ),
    "area_lau": ViewText(
        _("Europese codes"),
        _("Welke Europese code bij welk gebied hoort."),
        {
            "lau_code": _LAU,
            "area_code": ColumnText(_("Code"), _("De NIS-code van de gemeente, of de code van de provincie.")),
        },
    ),
    "place": ViewText(
        _("Plaatsen"),
        _("De postcodes en deelgemeenten."),
        {
            "postcode": _POSTCODE,
            "name": ColumnText(_("Naam"), _("De naam van de plaats.")),
            "nis": ColumnText(_("NIS-code"), _("De gemeente waarin de plaats ligt.")),
            "lat": _LATITUDE,
            "lon": _LONGITUDE,
        },
    ),
    "activity": ViewText(
        _("Alle activiteiten"),
        _("De lijst van activiteiten van het register."),
        {
            "code": ColumnText(_("Code"), _("De vier letters van de activiteit.")),
            "name": ColumnText(_("Activiteit"), _("Bijvoorbeeld sport of jeugdwerk.")),
            "position": ColumnText(_("Plaats in de lijst"), _("De volgorde van het register.")),
        },
    ),
    "association_type": ViewText(
        _("Alle soorten"),
        _("De soorten verenigingen."),
        {
            "code": ColumnText(_("Code"), _("Bijvoorbeeld VZW.")),
            "name": ColumnText(_("Soort"), _("De naam van de soort.")),
        },
    ),
    "index_state": ViewText(
        _("Toestand van de zoekmachine"),
        _("Waarmee we tonen hoe vers de gegevens zijn."),
        {
            "generation": ColumnText(_("Versie van de index"), _("Welke index nu antwoordt.")),
            "live_at": ColumnText(_("In gebruik sinds"), _("Wanneer die index in gebruik kwam.")),
            "in_step_at": ColumnText(_("Gelijk met het register"), _("Wanneer index en register laatst gelijk waren.")),
            "kind": ColumnText(_("Soort index"), _("Wat erin staat: verenigingen.")),
        },
    ),
    "index_health": ViewText(
        _("Gezondheid van de zoekmachine"),
        _("Aantallen voor wie de gids beheert. Niets over een vereniging."),
        {
            "outbox_depth": ColumnText(_("Wachtende wijzigingen"), _("Hoeveel wijzigingen de index nog moet volgen.")),
            "outbox_oldest_seconds": ColumnText(_("Langste wachttijd"), _("Hoelang de oudste wijziging wacht.")),
            "dead_letters": ColumnText(_("Geweigerd"), _("Hoeveel wijzigingen de zoekmachine weigerde.")),
            "generation": ColumnText(_("Versie van de index"), _("Welke index nu antwoordt.")),
            "building": ColumnText(_("Nieuwe index"), _("Welke index in aanbouw is.")),
            "kind": ColumnText(_("Soort index"), _("Wat erin staat: verenigingen.")),
        },
    ),
    "index_tally": ViewText(
        _("Werk van de zoekmachine"),
        _("Hoe vaak iets gebeurde. Niets over een vereniging."),
        {
            "name": ColumnText(_("Werk"), _("Wat geteld wordt.")),
            "label": ColumnText(_("Uitkomst"), _("Hoe het afliep.")),
            "count": ColumnText(_("Aantal"), _("Hoe vaak.")),
        },
    ),
}

WORDS = {**ASSOCIATIONS, **LISTS}

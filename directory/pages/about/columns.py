"""What each published column is, in Dutch for readers. A test compares them with the database."""

from __future__ import annotations

from typing import NamedTuple

from directory.platform import i18n

_ = i18n._


class Told(NamedTuple):
    """A column in words: what people call it, and a sentence about it."""

    label: str
    sentence: str


class ToldView(NamedTuple):
    """A published view in words, with its columns by name."""

    title: str
    sentence: str
    columns: dict[str, Told]


_OF = Told(_("Vereniging"), _("Verbindt dit met de vereniging. Het nummer zegt verder niets."))
_SOURCE = Told(_("Bronsleutel"), _("De sleutel waaronder de bron dit kent."))
_PRIMARY = Told(_("Eerste keuze"), _("Of de vereniging dit als eerste noemt."))
_LAU = Told(_("Europese code"), _("De code van het gebied in Europese lijsten."))
_LATITUDE = Told(_("Breedtegraad"), _("Waar het ligt op de kaart, van zuid naar noord."))
_LONGITUDE = Told(_("Lengtegraad"), _("Waar het ligt op de kaart, van west naar oost."))
_POSTCODE = Told(_("Postcode"), _("Het nummer van vier cijfers."))

ASSOCIATIONS: dict[str, ToldView] = {
    "association": ToldView(
        _("De vereniging"),
        _("Wat het register over elke openbare, actieve vereniging zegt."),
        {
            "association_id": Told(_("Volgnummer"), _("Verbindt de lijsten met elkaar. Het nummer zegt verder niets.")),
            "version": Told(_("Versie"), _("Hoe vaak de gegevens al veranderden.")),
            "vcode": Told(_("vCode"), _("Het vaste nummer van de vereniging: een V en zeven cijfers.")),
            "type_code": Told(_("Code van de soort"), _("Bijvoorbeeld VZW.")),
            "type_name": Told(_("Soort"), _("Bijvoorbeeld vzw of vereniging zonder rechtspersoon.")),
            "subtype_code": Told(_("Code van de ondersoort"), _("Bijvoorbeeld SUB.")),
            "subtype_name": Told(_("Ondersoort"), _("Feitelijke vereniging of afdeling van een andere.")),
            "parent_vcode": Told(_("vCode van de moeder"), _("Van welke openbare vereniging dit een afdeling is.")),
            "parent_name": Told(_("Naam van de moeder"), _("De naam van die vereniging.")),
            "parent_identification": Told(_("Nummer bij de moeder"), _("Hoe de moeder deze afdeling noemt.")),
            "parent_description": Told(_("Uitleg van de afdeling"), _("Wat de moeder over de afdeling zegt.")),
            "name": Told(_("Naam"), _("De volledige naam.")),
            "short_name": Told(_("Korte naam"), _("Vaak een afkorting.")),
            "call_name": Told(_("Roepnaam"), _("Hoe de vereniging zich laat noemen.")),
            "description": Told(_("Omschrijving"), _("Wat de vereniging over zichzelf schrijft.")),
            "start_date": Told(_("Startdatum"), _("Sinds wanneer ze actief is.")),
            "winding_up": Told(_("Bezig met stoppen"), _("Of de vereniging aan het stoppen is.")),
            "min_age": Told(_("Jongste leeftijd"), _("Vanaf welke leeftijd je welkom bent.")),
            "max_age": Told(_("Oudste leeftijd"), _("Tot welke leeftijd je welkom bent.")),
            "kbo_number": Told(_("Ondernemingsnummer"), _("Het nummer in de Kruispuntbank van Ondernemingen.")),
            "modified_on": Told(_("Laatst gewijzigd"), _("De dag van de laatste wijziging in het register.")),
        },
    ),
    "association_activity": ToldView(
        _("Activiteiten"),
        _("Wat de vereniging vooral doet."),
        {
            "association_id": _OF,
            "code": Told(_("Code"), _("De vier letters van de activiteit.")),
            "name": Told(_("Activiteit"), _("Bijvoorbeeld sport of jeugdwerk.")),
            "position": Told(_("Plaats in de lijst"), _("De volgorde van het register.")),
        },
    ),
    "association_area": ToldView(
        _("Werkingsgebieden"),
        _("De gemeenten en provincies waar de vereniging zegt te werken."),
        {
            "association_id": _OF,
            "code": Told(_("Code"), _("De NIS-code van de gemeente, of de code van de provincie.")),
            "kind": Told(_("Soort gebied"), _("Gemeente, provincie of gewest.")),
            "name": Told(_("Gebied"), _("De naam van het gebied.")),
            "lau_code": _LAU,
            "parent": Told(_("Ligt in"), _("De provincie waarin een gemeente ligt.")),
        },
    ),
    "location": ToldView(
        _("Adressen"),
        _("Waar de vereniging is. Van een postadres tonen we gewoonlijk enkel postcode en gemeente."),
        {
            "association_id": _OF,
            "location_id": Told(_("Nummer van het adres"), _("Telt de adressen van één vereniging.")),
            "kind": Told(_("Soort adres"), _("Waar ze samenkomt, haar zetel of haar postadres.")),
            "is_primary": _PRIMARY,
            "name": Told(_("Naam van de plek"), _("Bijvoorbeeld de naam van een zaal.")),
            "street": Told(_("Straat"), _("Niet van een postadres: dat is vaak iemands huis.")),
            "house_number": Told(_("Huisnummer"), _("Niet van een postadres.")),
            "box": Told(_("Bus"), _("Niet van een postadres.")),
            "postcode": _POSTCODE,
            "municipality": Told(_("Gemeente"), _("Zoals ze in het adres staat.")),
            "country": Told(_("Land"), _("Meestal België.")),
            "address_id": Told(_("Adres-id"), _("Het nummer in het Adressenregister. Niet van een postadres.")),
            "nis": Told(_("NIS-code"), _("De code van de gemeente van vandaag.")),
            "district": Told(_("Deelgemeente"), _("Het deel van de gemeente.")),
            "lat": Told(_("Breedtegraad"), _("De plek op de kaart. Bij een postadres op een kilometer na.")),
            "lon": Told(_("Lengtegraad"), _("De plek op de kaart. Bij een postadres op een kilometer na.")),
            "source_key": _SOURCE,
        },
    ),
    "contact": ToldView(
        _("Contactgegevens"),
        _("Wat de vereniging zelf opgeeft om haar te bereiken."),
        {
            "association_id": _OF,
            "contact_id": Told(_("Nummer van het gegeven"), _("Telt de contactgegevens van één vereniging.")),
            "kind": Told(_("Soort contact"), _("E-mail, telefoon, website of sociale media.")),
            "value": Told(_("Adres of nummer"), _("Zoals de vereniging het opgeeft.")),
            "description": Told(_("Uitleg"), _("Bijvoorbeeld: secretariaat.")),
            "is_primary": _PRIMARY,
            "source_key": _SOURCE,
        },
    ),
    "membership": ToldView(
        _("Lid van"),
        _("De openbare koepels waarvan de vereniging lid is."),
        {
            "association_id": _OF,
            "membership_id": Told(_("Nummer van het lidmaatschap"), _("Telt de lidmaatschappen van één vereniging.")),
            "other_vcode": Told(_("vCode van de koepel"), _("Het nummer van de koepel.")),
            "other_name": Told(_("Naam van de koepel"), _("Enkel als de koepel zelf openbaar is.")),
            "from_date": Told(_("Lid sinds"), _("De eerste dag van het lidmaatschap.")),
            "until_date": Told(_("Lid tot"), _("De laatste dag van het lidmaatschap.")),
            "identification": Told(_("Lidnummer"), _("Hoe de koepel het lid noemt.")),
            "description": Told(_("Uitleg"), _("Wat over het lidmaatschap gezegd is.")),
            "source_key": _SOURCE,
        },
    ),
    "member": ToldView(
        _("Leden van een koepel"),
        _("Dezelfde lidmaatschappen, gezien vanuit de koepel."),
        {
            "association_id": _OF,
            "member_vcode": Told(_("vCode van het lid"), _("Het nummer van het lid.")),
            "member_name": Told(_("Naam van het lid"), _("Enkel als het lid zelf openbaar is.")),
        },
    ),
    "department": ToldView(
        _("Afdelingen"),
        _("De openbare afdelingen van een vereniging."),
        {
            "association_id": _OF,
            "department_vcode": Told(_("vCode van de afdeling"), _("Het nummer van de afdeling.")),
            "department_name": Told(_("Naam van de afdeling"), _("Enkel als de afdeling zelf openbaar is.")),
        },
    ),
    "recognition": ToldView(
        _("Erkenningen"),
        _("Wie de vereniging erkent, waarvoor en tot wanneer."),
        {
            "association_id": _OF,
            "recognition_id": Told(_("Nummer van de erkenning"), _("Telt de erkenningen van één vereniging.")),
            "authority_ovo": Told(_("Code van de overheid"), _("De OVO-code van wie erkent.")),
            "authority_name": Told(_("Overheid"), _("Wie erkent.")),
            "product_number": Told(_("Nummer van de dienst"), _("Het nummer in de Producten- en dienstencatalogus.")),
            "product_name": Told(_("Dienst"), _("Waarvoor de vereniging erkend is.")),
            "start_date": Told(_("Van"), _("De eerste dag van de erkenning.")),
            "end_date": Told(_("Tot"), _("De laatste dag van de erkenning.")),
            "renewal_date": Told(_("Te vernieuwen op"), _("Wanneer de erkenning vernieuwd moet worden.")),
            "renewal_url": Told(_("Vernieuwen"), _("Waar de vereniging dat doet.")),
            "status": Told(_("Toestand"), _("Actief, in aanvraag, geschorst of verlopen. Nooit waarom.")),
        },
    ),
    "departed": ToldView(
        _("Vroegere verenigingen"),
        _("Nummers die ooit openbaar waren. Zo kan de gids zeggen dat een vereniging weg is."),
        {"vcode": Told(_("vCode"), _("Het nummer, en niets anders."))},
    ),
}

LISTS: dict[str, ToldView] = {
    "area": ToldView(
        _("Gebieden"),
        _("De gemeenten en provincies, ook die van vroeger."),
        {
            "code": Told(_("Code"), _("De NIS-code van de gemeente, of de code van de provincie.")),
            "kind": Told(_("Soort gebied"), _("Gemeente, provincie of gewest.")),
            "name": Told(_("Naam"), _("De Nederlandse naam.")),
            "name_fr": Told(_("Franse naam"), _("Om ook zo gevonden te worden.")),
            "slug": Told(_("Naam in adressen"), _("Hoe het gebied in een webadres heet.")),
            "parent": Told(_("Ligt in"), _("De provincie waarin een gemeente ligt.")),
            "lau_code": _LAU,
            "lat": _LATITUDE,
            "lon": _LONGITUDE,
            "population": Told(_("Inwoners"), _("Hoeveel mensen er wonen.")),
            "valid_to": Told(_("Bestond tot"), _("De laatste dag van een gemeente van vroeger.")),
            "successor": Told(_("Ging op in"), _("De gemeente van vandaag.")),
        },
    ),
    "area_lau": ToldView(
        _("Europese codes"),
        _("Welke Europese code bij welk gebied hoort."),
        {
            "lau_code": _LAU,
            "area_code": Told(_("Code"), _("De NIS-code van de gemeente, of de code van de provincie.")),
        },
    ),
    "place": ToldView(
        _("Plaatsen"),
        _("De postcodes en deelgemeenten."),
        {
            "postcode": _POSTCODE,
            "name": Told(_("Naam"), _("De naam van de plaats.")),
            "nis": Told(_("NIS-code"), _("De gemeente waarin de plaats ligt.")),
            "lat": _LATITUDE,
            "lon": _LONGITUDE,
        },
    ),
    "activity": ToldView(
        _("Alle activiteiten"),
        _("De lijst van activiteiten van het register."),
        {
            "code": Told(_("Code"), _("De vier letters van de activiteit.")),
            "name": Told(_("Activiteit"), _("Bijvoorbeeld sport of jeugdwerk.")),
            "position": Told(_("Plaats in de lijst"), _("De volgorde van het register.")),
        },
    ),
    "association_type": ToldView(
        _("Alle soorten"),
        _("De soorten verenigingen."),
        {
            "code": Told(_("Code"), _("Bijvoorbeeld VZW.")),
            "name": Told(_("Soort"), _("De naam van de soort.")),
        },
    ),
    "index_state": ToldView(
        _("Toestand van de zoekmachine"),
        _("Waarmee we tonen hoe vers de gegevens zijn."),
        {
            "generation": Told(_("Versie van de index"), _("Welke index nu antwoordt.")),
            "live_at": Told(_("In gebruik sinds"), _("Wanneer die index in gebruik kwam.")),
            "in_step_at": Told(_("Gelijk met het register"), _("Wanneer index en register laatst gelijk waren.")),
            "kind": Told(_("Soort index"), _("Wat erin staat: verenigingen.")),
        },
    ),
    "index_health": ToldView(
        _("Gezondheid van de zoekmachine"),
        _("Aantallen voor wie de gids beheert. Niets over een vereniging."),
        {
            "outbox_depth": Told(_("Wachtende wijzigingen"), _("Hoeveel wijzigingen de index nog moet volgen.")),
            "outbox_oldest_seconds": Told(_("Langste wachttijd"), _("Hoelang de oudste wijziging wacht.")),
            "dead_letters": Told(_("Geweigerd"), _("Hoeveel wijzigingen de zoekmachine weigerde.")),
            "generation": Told(_("Versie van de index"), _("Welke index nu antwoordt.")),
            "building": Told(_("Nieuwe index"), _("Welke index in aanbouw is.")),
            "kind": Told(_("Soort index"), _("Wat erin staat: verenigingen.")),
        },
    ),
    "index_tally": ToldView(
        _("Werk van de zoekmachine"),
        _("Hoe vaak iets gebeurde. Niets over een vereniging."),
        {
            "name": Told(_("Werk"), _("Wat geteld wordt.")),
            "label": Told(_("Uitkomst"), _("Hoe het afliep.")),
            "count": Told(_("Aantal"), _("Hoe vaak.")),
        },
    ),
}

WORDS = {**ASSOCIATIONS, **LISTS}

"""The register's sentences for broken rules. Programs that speak to the register compare them letter by letter."""

from __future__ import annotations

from typing import Final

NAME_EMPTY: Final = "'Naam' mag niet leeg zijn."
NAME_REQUIRED: Final = "De naam van de vereniging is verplicht."
FORBIDDEN_CHARACTERS: Final = "Deze waarde bevat niet toegestane tekens."
TYPE_UNKNOWN: Final = "Het opgegeven verenigingstype is niet gekend."
SUBTYPE_UNKNOWN: Final = "Het opgegeven verenigingssubtype is niet gekend."

DATE_FORMAT: Final = "Datum moet van het formaat 'yyyy-MM-dd' zijn."
START_IN_FUTURE: Final = "Startdatum mag niet in de toekomst liggen."
END_IN_FUTURE: Final = "Einddatum mag niet in de toekomst liggen."
END_BEFORE_START: Final = "Einddatum moet na startdatum liggen."

MIN_AGE_OUTSIDE: Final = "De 'minimumleeftijd' moet binnen 0 en 150 vallen."
MAX_AGE_OUTSIDE: Final = "De 'maximumleeftijd' moet binnen 0 en 150 vallen."
AGES_REVERSED: Final = "Bij 'doelgroep' moet de 'minimumleeftijd' kleiner of gelijk aan 'maximumleeftijd' zijn."

ACTIVITY_TWICE: Final = "Een waarde in de hoofdactiviteitenLijst mag slechts 1 maal voorkomen."
ACTIVITY_UNKNOWN: Final = 'De opgegeven hoofdactiviteit is niet gekend: "{}"'
AREA_TWICE: Final = "Elke waarde in de werkingsgebieden mag slechts eenmaal voorkomen."
AREA_NOT_APPLICABLE: Final = "Het opgegeven werkingsgebied NVT kan niet gecombineerd worden met andere codes."
AREA_UNKNOWN: Final = 'Het opgegeven werkingsgebied is niet gekend: "{}"'

CONTACT_TYPE_UNKNOWN: Final = "De waarde {} is geen gekend contactgegeven type."
CONTACT_EMPTY: Final = "'Waarde' mag niet leeg zijn."
EMAIL_FORM: Final = "E-mail voldoet niet aan het verwachte formaat (naam@domein.vlaanderen)."
PHONE_FORM: Final = (
    "Telefoonnummer mag enkel cijfers, spaties en . / ( ) - + bevatten, en moet minstens één cijfer bevatten."
)
URL_START: Final = "{} moet beginnen met 'http://' of 'https://'."
URL_DOT: Final = "{} moet minstens één punt bevatten."
CONTACT_TWICE: Final = "Er is reeds een {} contactgegeven met de opgegeven waarde."
CONTACT_TWO_PRIMARY: Final = "Er mag maar één {} contactgegeven aangeduid zijn als primair."
TOO_LONG: Final = "{} mag niet langer dan 128 karakters zijn."

LOCATION_WITHOUT_ADDRESS: Final = "'Locatie' moet of een adres of een adresId bevatten."
REQUIRED: Final = "'{}' is verplicht."
LOCATION_TYPE: Final = "'Locatietype' moet een geldige waarde hebben. (Correspondentie, Activiteiten)"
LOCATION_SEAT: Final = "Het locatietype 'Maatschappelijke zetel volgens KBO' kan niet toegekend worden."
LOCATION_TWO_SEATS: Final = "Er mag maximum één maatschappelijke zetel volgens KBO opgegeven worden."
LOCATION_TWO_CORRESPONDENCE: Final = "Er mag maximum één correspondentie locatie opgegeven worden."
LOCATION_TWO_PRIMARY: Final = "Er mag maximum één primaire locatie opgegeven worden."
LOCATION_TWICE: Final = "Identieke locaties zijn niet toegelaten."
ADDRESS_ID: Final = "'AdresId' moet verwijzen naar een adres in het Adressenregister."

PERSON_DIGITS: Final = "'{}' mag geen cijfers bevatten."
PERSON_LETTER: Final = "'{}' moet minstens een letter bevatten."
INSZ_TWICE: Final = "INSZ moet uniek zijn binnen de vereniging."
PERSON_TWO_PRIMARY: Final = "Er mag maximum één primaire vertegenwoordiger opgegeven worden."
IBAN_TWICE: Final = "IBAN moet uniek zijn binnen de vereniging."
HOLDER_REQUIRED: Final = "Een bankrekeningnummer moet minstens één titularis hebben."
HOLDER_TWICE: Final = "Elke titularis mag slechts eenmaal voorkomen."

MEMBER_OF_ITSELF: Final = "Een vereniging kan geen lid zijn van zichzelf."
MEMBER_OVERLAP: Final = "De periodes van lidmaatschappen bij dezelfde vereniging mogen niet overlappen."
MEMBER_OF_PARENT: Final = "Een subvereniging kan geen lid zijn van de vereniging waarvan ze deel uitmaakt."
PERIOD_REVERSED: Final = "Een einddatum in een periode moet altijd later zijn dan de startdatum."
SUBTYPE_NOT_ALLOWED: Final = "Enkel een vereniging zonder eigen rechtspersoonlijkheid kan een subtype hebben."
PARENT_REQUIRED: Final = "Een subvereniging moet naar een andere vereniging verwijzen."
PARENT_NOT_ALLOWED: Final = "Enkel een subvereniging kan naar een andere vereniging verwijzen."
PARENT_ITSELF: Final = "Een vereniging kan geen subvereniging zijn van zichzelf."

ITEM_NUMBER: Final = "Nummers binnen een lijst beginnen bij 1 en komen slechts eenmaal voor."
SOURCE_UNKNOWN: Final = "De opgegeven bron is niet gekend."
STATUS_UNKNOWN: Final = "De opgegeven status is niet gekend."
DUPLICATE_OF_ITSELF: Final = "Een vereniging kan geen dubbel zijn van zichzelf."
DUPLICATE_AUTHENTIC: Final = "Een dubbele vereniging moet naar de authentieke vereniging verwijzen, en enkel zij."
DUPLICATE_KBO: Final = "Een KBO-vereniging kan niet als dubbel gemarkeerd worden."
WINDING_UP_ACTIVE: Final = "Enkel een actieve vereniging kan in stopzetting zijn."
OPT_OUT_KBO: Final = "Een KBO-vereniging kan niet uitgeschreven worden uit de publieke datastroom."

RECOGNITION_STATUS: Final = "De opgegeven status van de erkenning is niet gekend."
RECOGNITION_AUTHORITY: Final = "Een erkenning moet geregistreerd zijn door een organisatie."
RECOGNITION_PERIOD: Final = "De startdatum van een erkenning moet voor of op de einddatum liggen."
RECOGNITION_RENEWAL: Final = "De hernieuwingsdatum moet binnen de periode van de erkenning liggen."
RECOGNITION_URL: Final = "De hernieuwingsUrl moet een geldig adres zijn dat begint met 'http://' of 'https://'."
RECOGNITION_OVERLAP: Final = "De periodes van erkenningen voor hetzelfde product mogen niet overlappen."
RECOGNITION_REASON: Final = "De reden van de schorsing is verplicht."

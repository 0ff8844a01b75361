"""What associations tell of themselves after their first sentence: when they meet, and whom they welcome."""

from __future__ import annotations

from typing import Final

# When and how people meet, by circle.
MEETINGS: Final[dict[str, str]] = {
    "jeugd": (
        "We spelen elke {day} van september tot mei.|In juli gaan we tien dagen op kamp.|De leiding is tussen 17 en "
        "25 jaar.|Je kan het hele jaar door inschrijven.|Kom gerust drie keer proberen voor je lid wordt.|Breng "
        "kleren mee die vuil mogen worden.|Elk jaar verkopen we wafels in {place} voor het kamp.|Ons lokaal ligt "
        "vlak bij het centrum van {place}."
    ),
    "training": (
        "We trainen twee keer per week, ook op {day}.|Je mag twee keer gratis meedoen.|Onze trainers hebben een "
        "diploma.|Materiaal kan je lenen.|Er is een kantine waar je daarna iets kan drinken.|Het lidgeld is laag, "
        "ook voor gezinnen.|Competitie mag, maar hoeft niet.|Op {day} is er een groep voor beginners.|In de "
        "schoolvakanties organiseren we een sportkamp.|We vertrekken stipt op {day}."
    ),
    "repetitie": (
        "We repeteren op {day}.|Elke {day} komen we samen in {place}.|In het voorjaar geven we een concert.|Nieuwe "
        "stemmen en instrumenten zoeken we altijd.|Je krijgt de eerste les gratis.|Ons jaar begint in september en "
        "eindigt met een feest.|De repetities duren twee uur, met een pauze.|Wie niet op het podium wil, helpt "
        "achter de schermen."
    ),
    "vergadering": (
        "We komen samen op {day}, één keer per maand.|Ons programma krijg je in de bus of per e-mail.|In de zomer "
        "maken we een uitstap.|Wij werken alleen met vrijwilligers.|Elke eerste {day} van de maand is er een "
        "activiteit.|Eén keer per jaar is er een groot eetfestijn in {place}.|Wij werken samen met de gemeente "
        "{town}.|Heb je een idee? Laat het ons weten.|De koffie staat klaar."
    ),
    "spel": (
        "We spelen op {day}.|Elke {day} staat onze deur open.|Er is een klein lidgeld, de koffie is gratis.|Eén keer "
        "per jaar houden we een tornooi.|Wie het nog niet kan, leert het hier.|Ons lokaal is in het centrum van "
        "{place}.|Materiaal hebben wij."
    ),
    "natuur": (
        "Elke maand is er een werkdag op {day}.|Kinderen zijn welkom met een volwassene.|Trek stevige schoenen aan.|"
        "Onze gidsen vertellen graag.|We vertrekken aan het bord in {place}.|Gereedschap is er, handschoenen breng "
        "je zelf mee.|In de lente is er een plantenbeurs."
    ),
}

CLOSINGS: Final = (
    "Iedereen is welkom.|Nieuwe leden zijn altijd welkom.|Kom eens langs.|Stuur ons een bericht, dan maken we een "
    "afspraak.|Wij antwoorden snel op je e-mail.|Tot binnenkort!|Ook als je hier nog niemand kent.|Met de UiTPAS "
    "krijg je korting.|Onze zaal is toegankelijk met een rolstoel.|Wij zijn een kleine, hechte groep.|Meer weten? "
    "Kijk op onze website.|Je betaalt alleen wat je drinkt.|Bel of mail ons gerust."
)

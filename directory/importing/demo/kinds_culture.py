"""Kinds of associations: music, theatre, heritage and adult education."""

from __future__ import annotations

from typing import Final

from directory.importing.demo.demo_kind import DemoKind

CULTURE: Final = (
    DemoKind(
        24,
        "KECU",
        "Koninklijke Fanfare {saint} {place}|Fanfare {motto} {place}|Koninklijke Fanfare De Vrienden van 't {het}|"
        'K.F. {motto}|Fanfare {place}|Koninklijke Katholieke Fanfare "{motto}"|Kon. Fanfare {motto}|Fanfare {nick}|'
        "KF {saint} {town}",
        "Een fanfare met muzikanten van 9 tot 90.|Wij spelen op de kermis, in de stoet en op ons eigen concert.|"
        "Je leert bij ons gratis een instrument.",
        "8-99",
        "muziek",
        "repetitie",
        "fanfares en harmonieën",
        0.3,
    ),
    DemoKind(
        20,
        "KECU",
        "Koninklijke Harmonie {saint} {place}|Koninklijke Harmonie {latin} {town}|Harmonie {motto} {place}|KH "
        "{motto}|Koninklijke Harmonie {river}galm|d'Harmonie {place}|{town} Symphonic Band|Harmonie De Vriendenkring "
        "{place}|Drumband {place}|Brassband {comp}|{place} Big Band",
        "Onze harmonie bestaat uit blazers en slagwerkers.|Van mars tot filmmuziek: wij spelen alles.|Elke maand een "
        "optreden, twee keer per jaar een groot concert.",
        "8-99",
        "muziek",
        "repetitie",
        "fanfares en harmonieën",
        0.3,
    ),
    DemoKind(
        26,
        "KECU",
        "Gemengd Koor {latin}|Koor {latin} {place}|Zangkoor {saint}|{saint}koor {place}|Kinderkoor {plain}|"
        "Vrouwenkoor {latin}|Mannenkoor {motto}|Popkoor {comp}|Kamerkoor {latin} {town}|Seniorenkoor {nick}|"
        "Gospelkoor {town}|Koninklijk Zangverbond {town}",
        "We zingen vierstemmig, van klassiek tot pop.|Noten lezen hoeft niet, graag zingen wel.|Ons koor zingt in de "
        "kerk en op het podium.",
        "8-99",
        "muziek",
        "repetitie",
        "koren",
        0.2,
    ),
    DemoKind(
        22,
        "KECU",
        "Toneelkring {motto}|Toneelgroep {plain}|Koninklijke Toneelvereniging {motto} {place}|Theater 't {het}|"
        "K.T.V. {motto}|{motto} (toneel)|Toneel {place}|Rederijkerskamer De {plant}|Poppentheater {comp}|Revue "
        "{place}|Theatergroep {animal}",
        "Wij spelen elk jaar twee toneelstukken voor een volle zaal.|Achter de schermen kan je ook helpen: decor, "
        "licht of grime.|Een stuk in het dialect van {place}, dat trekt veel volk.",
        "10-99",
        "zaal",
        "repetitie",
        "toneelkringen",
        0.3,
    ),
    DemoKind(
        18,
        "KECU|TOER",
        "Heemkring {comp}|Heemkundige Kring {place}|Heemkring {plain}|Geschiedkundige Kring {region}|Erfgoed {town}|"
        "Heem- en Oudheidkundige Kring {place}|Molenvrienden {place}|Vrienden van het Kasteel {comp}|Erfgoedcel 't "
        "{het}",
        "Wij zoeken het verhaal van {place} uit en schrijven het op.|Oude foto's, molens en kapellen: wij zorgen "
        "ervoor.|Onze kring geeft vier keer per jaar een tijdschrift uit.",
        "0-150",
        "zaal",
        "vergadering",
        "heemkringen",
        0.45,
    ),
    DemoKind(
        14,
        "KECU",
        "Kunstkring {plain}|Kunstacademie Vrienden {town}|Tekenclub {comp}|Fotoclub {place}|Fotokring {latin}|"
        "Schilderskring {motto}|Filmclub {town}|Keramiekatelier De {plant}|K.F.K. {plain}",
        "Wij tekenen, schilderen of fotograferen samen.|Elk jaar stellen we onze werken tentoon.|Beginners leren van "
        "wie al langer bezig is.",
        "16-99",
        "zaal",
        "vergadering",
        "kunstkringen",
        0.25,
    ),
    DemoKind(
        13,
        "KECU|HOSP",
        "Carnavalsvereniging {nick}|Carnavalsgroep {nick} {place}|Reuzengilde {place}|Stoetencomité {place}|Orde van "
        "de {animal} {town}|Gansrijders {place}|Prinsencaemere {town}|Losse groep {nick}",
        "Wij bouwen een jaar lang aan onze wagen.|In de stoet van {town} zijn wij er al jaren bij.|Lachen met de "
        "wereld en met onszelf.",
        "0-150",
        "zaal",
        "vergadering",
        "carnavalsgroepen",
        0.15,
    ),
    DemoKind(
        12,
        "KECU|JGDW",
        "Muziekvereniging {latin}|Jeugdorkest {town}|Accordeonclub {comp}|Gitaarclub {plain}|Rockcollectief {town}|"
        "Jazzclub {animal}|Folkclub 't {het}|Trommelkorps {place}|Doedelzakband {region}",
        "Samen muziek maken zonder druk.|Wij repeteren in {place} en spelen waar men ons vraagt.",
        "8-80",
        "muziek",
        "repetitie",
        "muziekverenigingen",
        0.25,
    ),
)

LEARNING: Final = (
    DemoKind(
        26,
        "SOVO|KECU",
        "Davidsfonds {place}|Davidsfonds {both}|Cultuurfonds {place}|Willemsfonds {town}|Vermeylenkring {town}|"
        "Vlaamse Kring {place}|Kultuurkring {comp}",
        "Lezingen, uitstappen en boeken voor wie nieuwsgierig is.|Wij brengen cultuur naar {place}.|Elke maand een "
        "avond over taal, geschiedenis of kunst.",
        "0-150",
        "zaal",
        "vergadering",
        "cultuurkringen",
        0.1,
    ),
    DemoKind(
        26,
        "SOVO|BWWC",
        "KWB {place}|KWB {saint} {town}|raak {place}|Raak {both}|KWB {place} {saint}",
        "Wij brengen buren samen met een barbecue, een quiz of een fietstocht.|Samen koken, samen sporten, samen "
        "lachen.",
        "18-99",
        "zaal",
        "vergadering",
        "gezinsgroepen",
        0.05,
    ),
    DemoKind(
        24,
        "SOVO",
        "Femma {place}|Femma {saint}|Ferm {place}|Ferm {town}|Vrouwengilde {saint} {place}|Vrouwenkring {plain}|"
        "Markant {town}|VIVA {town}|KVLV {place}",
        "Een groep vrouwen die samen leert, maakt en geniet.|Koken, bloemschikken of een lezing: elke maand iets "
        "anders.",
        "18-99",
        "zaal",
        "vergadering",
        "vrouwengroepen",
        0.05,
    ),
    DemoKind(
        28,
        "SOVO|GEWE",
        "OKRA {place}|OKRA Trefpunt {saint}|Neos {place}|Seniorenclub {motto}|VIEF {town}|Gepensioneerdenbond "
        "{place}|S-Plus {place}|Seniorengroep {nick}|Vlaamse Actieve Senioren {town}|Derde Jeugd {place}|Bond van "
        "Gepensioneerden {motto}",
        "Voor wie ouder wordt en graag onder de mensen komt.|Kaarten, wandelen, dansen en samen eten.|Wij halen je "
        "thuis op als je niet goed meer te been bent.",
        "55-150",
        "zaal",
        "vergadering",
        "seniorengroepen",
        0.05,
    ),
    DemoKind(
        20,
        "SOVO|JGDW",
        "Gezinsbond {place}|Gezinsbond {both}|Jonge Gezinnen {place}|Babysitdienst {town}|Tweedehandsbeurs {place}",
        "Wij komen op voor gezinnen in {place}.|Een babysit nodig of een uitstap met de kinderen? Wij regelen het.",
        "0-150",
        "zaal",
        "vergadering",
        "gezinsgroepen",
        0.05,
    ),
    DemoKind(
        16,
        "LAVI|SOVO",
        "Landelijke Gilde {place}|Landelijke Gilde {saint} {town}|Boerengilde {place}|Imkersbond {comp}|"
        "Imkervereniging {region}|Melkveekring {place}|Hoevevrienden {town}|Visserskring {town}|Bijengilde {saint}",
        "Voor iedereen die graag op het platteland woont.|Bijen houden leer je bij ons, van de kast tot de honing.|"
        "Boeren en buren vinden elkaar hier.",
        "0-150",
        "buiten",
        "vergadering",
        "landelijke gilden",
        0.1,
    ),
    DemoKind(
        24,
        "VORM|JGDW",
        "Oudercomité {school}|Ouderraad {school} {place}|Ouderraad {school}|Oudervereniging {school} {town}|"
        "Vriendenkring {school}|Oud-leerlingenbond {school}|Ouderwerkgroep {place}",
        "Ouders die de school een handje helpen.|Met het geld van ons eetfestijn kopen we speeltuigen.|Wij praten "
        "mee over de school van onze kinderen.",
        "0-150",
        "school",
        "vergadering",
        "ouderraden",
        0.1,
    ),
    DemoKind(
        12,
        "VORM|DINT",
        "Praattafel {place}|Taalcafé {town}|Huiswerkklas {comp}|Leesclub {plain}|Huiswerkbegeleiding {place}|Open "
        "School {town}|Studiekring {latin}|Volksuniversiteit {town}",
        "Nederlands oefenen aan een tafel met koffie.|Wij helpen kinderen na school met hun huiswerk.|Bijleren kan "
        "op elke leeftijd.",
        "0-150",
        "school",
        "vergadering",
        "",
        0.2,
    ),
    DemoKind(
        9,
        "VORM|ONWE",
        "{abbr} {town}|{abbr} studenten {town}|Studentenclub {animal} {town}|Faculteitskring {latin}|Praesidium "
        "{latin} {town}",
        "Een club van studenten met cursusdienst, lezingen en cantussen.|Wij maken eerstejaars wegwijs in {town}.",
        "17-30",
        "zaal",
        "vergadering",
        "studentenkringen",
        0.3,
    ),
    DemoKind(
        9,
        "ONWE|HOSP",
        "Volkssterrenwacht {animal}|Sterrenkundige Kring {comp}|Makerspace {town}|Radioamateurs {town}|Robotclub "
        "{plain}|Wetenschapsclub {latin}|Weerkundige Kring {region}|Coderclub {place}|Geologische Kring {region}",
        "Naar de sterren kijken met een echte telescoop.|Solderen, printen in 3D en robots bouwen.|Wetenschap om aan "
        "te raken.",
        "8-99",
        "zaal",
        "vergadering",
        "",
        0.4,
    ),
    DemoKind(
        7,
        "MEDG|SOVO",
        "Digipunt {place}|Digihuis {town}|Computerclub {comp}|SeniorNet {town}|PC-club {place}|Videoclub {plain}|"
        "Radio {plain}",
        "Wij helpen je op weg met je telefoon of computer.|Een vraag over je e-mail of je foto's? Kom langs met je "
        "toestel.",
        "12-99",
        "zaal",
        "vergadering",
        "",
        0.3,
    ),
)

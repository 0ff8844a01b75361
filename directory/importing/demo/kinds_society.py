"""Kinds of associations: neighbourhood, care, nature, hobbies, belief, the wider world."""

from __future__ import annotations

from typing import Final

from directory.importing.demo.demo_kind import DemoKind

NEIGHBOURHOOD: Final = (
    DemoKind(
        40,
        "BWWC",
        "Buurtcomité {street}|Wijkcomité {comp}|Buurtwerking {place}|Wijkwerking {nick}|Buurt {street} {place}|"
        "Feestcomité {place}|Buurtvereniging 't {het}|Dorpsraad {place}|Gebuurtekring {street}|Straatfeest {street}|"
        "Kermiscomité {place}|Buurthuis De {plant}|Gebuurten {comp}|Bewonersgroep {comp}",
        "Buren uit de {street} die elkaar helpen en samen feesten.|Elke zomer is er een straatfeest met een lange "
        "tafel.|Wij maken onze buurt groener en gezelliger.",
        "0-150",
        "zaal",
        "vergadering",
        "buurtcomités",
        0.05,
    ),
    DemoKind(
        12,
        "BIAG|MROW",
        "Actiecomité {street}|Burgerplatform {town}|{town} Leefbaar|Trage Wegen {place}|Veilig Fietsen {town}|Red "
        "het {comp}bos|Bewonersgroep Ring {town}|Burgerinitiatief {plain}|Fietsersbond {town}|Straten Vrij {town}",
        "Wij willen een veilige straat voor onze kinderen.|Met burgers uit {town} denken we mee over verkeer en "
        "ruimte.|Trage wegen open houden, dat is ons doel.",
        "0-150",
        "zaal",
        "vergadering",
        "",
        0.15,
    ),
    DemoKind(
        10,
        "MROW|WESE",
        "Cohousing {comp}|Woonproject De {plant}|Autodelen {place}|Huurdersgroep {town}|Wooncoöperatie {plain}|"
        "Repair Café {place}|Kringwinkelvrienden {town}",
        "Samen wonen en spullen delen.|Wij herstellen samen wat stuk is, gratis en met koffie.",
        "0-150",
        "zaal",
        "vergadering",
        "",
        0.35,
    ),
    DemoKind(
        9,
        "WESE|MADP",
        "Sociale Werkplaats Vrienden {town}|Jobclub {place}|Ondernemerskring {place}|Handelaarsbond {town}|Unie van "
        "Zelfstandigen {place}|Middenstandsbond {place}|Coöperatie De {plant}",
        "Handelaars van {place} doen samen acties.|Wij helpen mensen die lang zonder werk zitten.",
        "18-80",
        "zaal",
        "vergadering",
        "",
        0.35,
    ),
)

CARE: Final = (
    DemoKind(
        16,
        "GEWE|MADP",
        "Ziekenzorg {place}|Samana {place}|Samana {saint} {town}|Zorgcirkel {comp}|Vrijwilligers {comp}|"
        "Mantelzorgers {town}|Handicap en Vriendschap {town}|Bezoekgroep {saint}",
        "Wij gaan op bezoek bij wie ziek of alleen is.|Een luisterend oor voor mantelzorgers.|Samen op vakantie met "
        "mensen die zorg nodig hebben.",
        "0-150",
        "zaal",
        "vergadering",
        "zorggroepen",
        0.15,
    ),
    DemoKind(
        12,
        "GEWE",
        "Rode Kruis {town}|Hulppost {place}|Bloedgevers {place}|EHBO {comp}|Vlaamse Kruis {town}|Reddersclub {town}",
        "Eerste hulp leren en geven.|Wij staan klaar op evenementen in {town}.|Bloed geven redt levens.",
        "16-80",
        "zaal",
        "vergadering",
        "hulpposten",
        0.2,
    ),
    DemoKind(
        13,
        "GEWE|SOVO",
        "Lotgenoten {comp}|Zelfhulpgroep {plain}|Praatgroep {motto}|Diabetesgroep {town}|Alzheimer Café {town}|"
        "Similes {town}|Rouwcafé {place}|Slechthorenden {region}",
        "Praten met mensen die hetzelfde meemaken.|Wat je hier zegt, blijft hier.|Voor patiënten en hun familie.",
        "0-150",
        "zaal",
        "vergadering",
        "zelfhulpgroepen",
        0.2,
    ),
    DemoKind(
        13,
        "MADP|WESE",
        "Voedselbedeling {place}|Sociale Kruidenier De {plant}|Welzijnsschakel {town}|Armen Tafelen {plain}|"
        "Poverello {town}|Sint-Vincentiusvereniging {saint}|Kledingbank {place}|Sociaal Restaurant 't {het}",
        "Voor gezinnen die moeilijk rondkomen.|Wij geven eten, kleren en een warm onthaal.|Niemand moet hier "
        "uitleggen waarom.",
        "0-150",
        "zaal",
        "vergadering",
        "welzijnsgroepen",
        0.4,
    ),
    DemoKind(
        9,
        "MADP",
        "Serviceclub {town}|Lionsclub {comp}|Kiwanis {region}|Rotaract {town}|Ronde Tafel {town}|Soroptimisten "
        "{town}|Politieke Jongeren {town}|Lokale Lijst {town}|Oud-strijders {place}|NSB {place}",
        "Wij zamelen geld in voor goede doelen uit de streek.|Mensen met een hart voor {town}.|Wij houden de "
        "herinnering aan de oorlog levend.",
        "18-99",
        "zaal",
        "vergadering",
        "",
        0.3,
    ),
)

NATURE: Final = (
    DemoKind(
        20,
        "NMDW|KLDU",
        "Natuurpunt {town}|Natuurwerkgroep {comp}|Vogelwerkgroep {animal}|Natuurgroep De {plant} {place}|"
        "Natuurvrienden {region}|Wielewaal {town}|Vlinderwerkgroep {town}|Milieugroep {place}|Vrienden van de "
        "{river}|JNM {town}",
        "Wij beheren een stukje natuur en gidsen wandelingen.|Padden overzetten, nestkasten hangen, vlinders tellen.|"
        "De {river} proper houden doen we samen.",
        "0-150",
        "buiten",
        "natuur",
        "natuurgroepen",
        0.3,
    ),
    DemoKind(
        12,
        "KLDU|BIAG",
        "Klimaatgroep {town}|Energiecoöperatie {comp}|Transitie {town}|Geef Plastic een Plek {place}|Zwerfvuilactie "
        "{place}|Grootouders voor het Klimaat {town}|Ecohuis {plain}|Voedselteam {place}|Zonnedelers {place}",
        "Minder afval en meer zon: samen lukt het.|Wij kopen groenten bij boeren uit de buurt.|Kleine stappen voor "
        "het klimaat.",
        "0-150",
        "buiten",
        "natuur",
        "",
        0.3,
    ),
    DemoKind(
        14,
        "NMDW|HOSP",
        "Hondenclub {place}|Hondenschool {comp}|Kynologenclub {nick}|Kattenopvang {town}|Dierenvrienden {place}|"
        "Neerhofdieren {place}|Kleinveebond {motto}|Konijnenclub {place}|Egelopvang {comp}",
        "Leer je hond luisteren, met geduld en koekjes.|Wij vangen dieren op die geen thuis hebben.|Kippen, konijnen "
        "en duiven: wij tonen ze graag.",
        "0-150",
        "buiten",
        "natuur",
        "dierenclubs",
        0.25,
    ),
    DemoKind(
        15,
        "NMDW|HOSP",
        "Volkstuin {comp}|Tuinhier {place}|Tuinclub De {plant}|Velt {town}|Samentuin 't {het}|Volkstuintjes {street}|"
        "Bloemenvrienden {place}|Pomologische Kring {region}|Dahliaclub {place}|Werk van den Akker {town}",
        "Samen tuinieren zonder gif.|Wij ruilen zaden en goede raad.|Een lapje grond huren en er groenten op kweken.",
        "0-150",
        "buiten",
        "natuur",
        "tuinclubs",
        0.1,
    ),
)

HOBBIES: Final = (
    DemoKind(
        18,
        "HOSP",
        "Kaartersclub {nick}|Kaartclub {motto} {place}|Wiezersclub {place}|Schaakclub {comp}|Schaakkring {town}|"
        "Bridgeclub {plain}|Damclub {motto}|Biljartclub {motto}|K.B.C. {motto} {place}|Dartsclub {nick}|Quizploeg "
        "{nick}|Spellenclub {animal}|Bordspelclub {plain}",
        "Kaarten op {day}, voor een kleine inzet en veel plezier.|Leren schaken kan bij ons vanaf zeven jaar.|"
        "Biljart, darts of een quiz: hier speel je mee.",
        "8-99",
        "zaal",
        "spel",
        "spelclubs",
        0.1,
    ),
    DemoKind(
        14,
        "HOSP|NMDW",
        "Duivenbond {motto}|De Reisduif {place}|Vinkenbond {motto}|Vinkenmaatschappij {motto} {place}|Vogelvrienden "
        "{place}|Koninklijke Vogelclub De {animal}|Hengelclub De {animal}|Visclub {motto}|Hengelaarsbond {river}|"
        "Aquariumclub {plain}",
        "Onze vinken fluiten om ter meest.|Vissen aan de {river} of in onze eigen vijver.|Duiven melken is een "
        "ambacht, wij leren het je.",
        "10-99",
        "zaal",
        "spel",
        "hobbyclubs",
        0.1,
    ),
    DemoKind(
        13,
        "HOSP|KECU",
        "Modelbouwclub {plain}|Modelspoorclub {comp}|Treinclub {town}|Postzegelclub {place}|Postzegelkring {latin}|"
        "Muntenclub {town}|Oldtimerclub {nick}|Old Tractors {place}|Bromfietsclub {nick}|Motorclub {animal}s|"
        "Modelvliegclub {animal}|Ruilclub {comp}",
        "Wij bouwen treinen, boten en vliegtuigen op schaal.|Postzegels en munten ruilen, elke maand.|Oude tractoren "
        "laten ronken op onze treffen.",
        "8-99",
        "zaal",
        "spel",
        "hobbyclubs",
        0.25,
    ),
    DemoKind(
        12,
        "HOSP|SOVO",
        "Breicafé {place}|Handwerkclub {plant}|Kantklosters {place}|Kantschool {comp}|Naaiclub {nick}|Hobbyclub "
        "{motto}|Kookclub {nick}|Wijngilde {latin}|Bierproevers {place}|Creaclub De {animal}|Quilters {region}|"
        "Kookgroep Mannen {place}",
        "Breien en babbelen, met een taartje erbij.|Kantklossen: een oud ambacht met jonge vingers.|Wij proeven en "
        "leren over bier uit de streek.",
        "12-99",
        "zaal",
        "spel",
        "",
        0.1,
    ),
    DemoKind(
        9,
        "TOER|SOVO",
        "Gidsenkring {town}|VVV {place}|Toerisme {region}|Kampeerclub {nick}|Mobilhomeclub {nick}|Reisclub {plain}|"
        "Camperclub {region}|Stadsgidsen {town}|Bedevaart {saint} {place}",
        "Gidsen tonen je de mooiste hoeken van {town}.|Met de tent of de camper op pad, in goed gezelschap.",
        "0-150",
        "zaal",
        "vergadering",
        "",
        0.3,
    ),
)

WORLD: Final = (
    DemoKind(
        15,
        "LEBE",
        "Parochie {saint} {place}|Bijbelgroep {saint}|Parochiale Werken {saint}|Kerkraad {saint} {place}|"
        "Evangelische Kerk {plain} {town}|Protestantse Kerk {town}|Gebedsgroep {saint}|Orthodoxe Gemeenschap {saint} "
        "{town}|Broederschap {saint}",
        "Samen bidden, zingen en vieren.|Wij zorgen voor de kerk van {place}.|Een kleine gemeenschap met een open "
        "deur.",
        "0-150",
        "kerk",
        "vergadering",
        "",
        0.35,
    ),
    DemoKind(
        9,
        "LEBE|DINT",
        "Islamitische Vereniging {arabic} {town}|{arabic} Moskee {place}|Turkse Culturele Vereniging {town}|"
        "Humanistisch Verbond {town}|Huis van de Mens Vrienden {town}|Vrijzinnig Huis {comp}|Boeddhistisch Centrum "
        "{town}|Sikh Gemeenschap {town}|Joodse Kring {town}",
        "Een plek om te bidden, te leren en elkaar te helpen.|Feest vieren doen we samen met de buren.|Wij denken na "
        "over zin en leven.",
        "0-150",
        "kerk",
        "vergadering",
        "",
        0.5,
    ),
    DemoKind(
        16,
        "DINT|SOVO",
        "Vriendenkring {arabic}|Vrouwenvereniging {arabic} {town}|Anadolu {town}|Afrikaanse Vereniging {plain}|"
        "Poolse Kring {town}|Latijns-Amerikaans Huis {town}|Roemeense Vrienden {town}|Nepalese Gemeenschap {town}|"
        "Wereldvrouwen {place}|Regenboog {town}|Amazigh Kring {town}|Oekraïense School {town}|Welkom in {town}",
        "Wij brengen mensen van overal samen.|Nieuwkomers vinden hier vrienden en taal.|Koken uit twintig landen, "
        "aan één tafel.",
        "0-150",
        "zaal",
        "vergadering",
        "integratiegroepen",
        0.4,
    ),
    DemoKind(
        15,
        "INOS|MADP",
        "11.11.11 {town}|Oxfam Wereldwinkel {town}|Wereldwinkel {place}|Noord-Zuid Comité {town}|Vrienden van "
        "{country}|Stedenband {town}-{country}|Project {country} {place}|Derdewereldgroep {comp}|Fair Trade {town}|"
        "Kinderen van {country}",
        "Wij steunen een school in {country}.|Eerlijke koffie en chocolade uit het Zuiden.|Met een ontbijt en een "
        "quiz zamelen we geld in.",
        "0-150",
        "zaal",
        "vergadering",
        "derdewereldgroepen",
        0.45,
    ),
    DemoKind(
        6,
        "DINT|GEWE",
        "Doven {town}|Dovenvereniging {motto}|Blindenvrienden {town}|Holebihuis {comp}|Roze Senioren {region}|"
        "Autisme {region}|Onder Gelijken {town}",
        "Iedereen mag hier zichzelf zijn.|Onze activiteiten zijn in gebarentaal en gesproken taal.",
        "0-150",
        "zaal",
        "vergadering",
        "",
        0.3,
    ),
)

"""Kinds of associations: youth work and sports."""

from __future__ import annotations

from typing import Final

from directory.importing.demo.demo_kind import DemoKind

YOUTH: Final = (
    DemoKind(
        34,
        "JGDW",
        "Chiro {saint} {place}|Chiro {comp}|Chiro {nick} {place}|Chirojongens {saint}|Chiromeisjes {saint} {place}|"
        "Chiro 't {het}|Chiro {place}|Chiro {plant} {town}",
        "Elke zondag spelen we met kinderen en jongeren uit {place}.|Wij zijn een jeugdbeweging met veel spel en één "
        "groot kamp in de zomer.|Ravotten, sjorren en vriendschap: dat is onze chiro.|Bij ons beleef je elke zondag "
        "iets anders.",
        "6-18",
        "jeugd",
        "jeugd",
        "jeugdgroepen",
        0.12,
    ),
    DemoKind(
        28,
        "JGDW|NMDW",
        "Scouts en Gidsen {saint} {place}|Scouts {place}|{place} Scouts|Scouts en Gidsen {comp}|Zeescouts {animal} "
        "{town}|Scoutsgroep {animal}|Scouts {saint} {town}|Gidsen {saint} {place}|FOS {de_animal} {town}",
        "We trekken het bos in, leren kaartlezen en slapen in een tent.|Met kapoenen, welpen, jonggivers en givers "
        "maken we elke week een avontuur.|Scouting in {place}: buiten spelen, ook als het regent.|Wij leren kinderen "
        "voor zichzelf en voor elkaar zorgen.",
        "6-18",
        "jeugd",
        "jeugd",
        "jeugdgroepen",
        0.15,
    ),
    DemoKind(
        18,
        "JGDW",
        "KSA {place}|K.S.A. {town}|KSA {saint} {place}|KSA {both}|KSA {nick}|K.S.A. {comp}|VKSJ {place}",
        "KSA is een jeugdbeweging voor alle jongeren van {town}.|Op {day} is er activiteit, in de zomer gaan we op "
        "bivak.|We zingen, spelen en sjorren samen.",
        "6-18",
        "jeugd",
        "jeugd",
        "jeugdgroepen",
        0.1,
    ),
    DemoKind(
        14,
        "JGDW|LAVI",
        "KLJ {place}|KLJ {saint} {place}|KLJ {town}|KLJ {comp}",
        "Landelijke jeugd van {place}: sport, fuiven en veel plezier.|Wij doen mee aan sportfeesten en organiseren een "
        "oogstfeest.|Jongeren uit het dorp doen hier samen iets.",
        "6-30",
        "jeugd",
        "jeugd",
        "jeugdgroepen",
        0.1,
    ),
    DemoKind(
        10,
        "JGDW|KECU",
        "Jeugdhuis {plain}|Jeugdhuis De {plant}|JH {plain}|Jeugdhuis 't {het}|jeugdhuis {animal}|JOC {comp}",
        "Een plek voor jongeren om iets te drinken, muziek te maken en te babbelen.|Wij organiseren optredens en "
        "quizavonden.|Jongeren beslissen bij ons zelf wat er gebeurt.",
        "14-30",
        "jeugd",
        "jeugd",
        "jeugdhuizen",
        0.5,
    ),
    DemoKind(
        8,
        "JGDW",
        "Speelplein {comp}|Speelplein 't {het}|Speelpleinwerking {place}|Speelplein De {animal} {town}|Grabbelpas "
        "{town}",
        "In de zomer kan je bij ons elke weekdag komen spelen.|Een speelplein met een bos, een zandbak en veel "
        "animatoren.",
        "4-15",
        "jeugd",
        "jeugd",
        "speelpleinen",
        0.15,
    ),
    DemoKind(
        7,
        "JGDW|LEBE",
        "Akabe {animal} {town}|Jeugdkring {saint}|Misdienaars {saint} {place}|Plussers {place}|Vrij Jeugdwerk {town}",
        "Kinderen met en zonder handicap spelen hier samen.|Wij maken tijd voor kinderen die het thuis wat "
        "moeilijker hebben.",
        "6-25",
        "jeugd",
        "jeugd",
    ),
    DemoKind(
        6,
        "JGDW|HOSP",
        "Crejateliers {place}|Jeugdatelier {comp}|Kinderatelier 't {het}|Tienerclub {plain}",
        "Knutselen, schilderen en timmeren voor kinderen.|Elke week een ander werkstuk, je neemt het mee naar huis.",
        "5-14",
        "jeugd",
        "jeugd",
    ),
)

SPORT: Final = (
    DemoKind(
        44,
        "SPRT|JGDW",
        "KFC {place}|FC {place}|SK {place}|KVC {place}|VK {comp}|KSK {town}|{place} Sport|{town} United|FC {nick}|SC "
        "{motto}|K.V.V. {motto} {place}|FC {plain} {place}|KVV {comp} {town}|Jong {place}|SV {place}|Herleving "
        "{place}|Racing {place}|Sporting {comp}|ZVC {plain}",
        "Voetbal voor jong en oud op ons terrein in {place}.|Wij hebben jeugdploegen en een eerste elftal.|Voetbal "
        "zonder te veel gezeur: iedereen speelt.|Onze zaalvoetbalploeg speelt op {day}.",
        "5-60",
        "sport",
        "training",
        "voetbalclubs",
        0.45,
    ),
    DemoKind(
        20,
        "SPRT",
        "Turnkring {motto}|Turnkring {place}|Gymclub {comp}|Turnclub {plain} {town}|Gym {place}|K.T.K. {motto} {town}|"
        "Turnvereniging {saint}",
        "Turnen voor kleuters, kinderen en volwassenen.|Springen, rollen en dansen onder leiding van opgeleide "
        "trainers.",
        "3-80",
        "sport",
        "training",
        "turnkringen",
        0.3,
    ),
    DemoKind(
        30,
        "SPRT|MROW",
        "Wielertoeristen {nick}|WTC {nick} {place}|WTC {place}|{nick} (wielertoeristen)|Fietsclub {comp}|De "
        "{region}trappers|Fietsvrienden {place}|WTC {motto}|Mountainbikers {nick}",
        "We fietsen elke week samen, in drie groepen naar tempo.|Rustig fietsen door de {region}, met een koffie "
        "onderweg.|Iedereen rijdt met helm, wachten op elkaar is normaal.",
        "16-90",
        "zaal",
        "training",
        "wielerclubs",
        0.1,
    ),
    DemoKind(
        24,
        "SPRT|TOER",
        "Wandelclub {nick}|Wandelclub {comp}|WSV {nick} {place}|Wandelvereniging {region}|Wandelgroep {place}|{nick} "
        "{place}|W.S.V. {motto}",
        "Wandelen in eigen streek, met tochten van 5 tot 20 kilometer.|Wij stappen elke week en organiseren één "
        "grote tocht.",
        "0-150",
        "zaal",
        "training",
        "wandelclubs",
        0.2,
    ),
    DemoKind(
        14,
        "SPRT",
        "TTC {place}|Tafeltennisclub {comp}|K.T.T.C. {motto}|TTC {plain}|Pingpongclub {place}",
        "Tafeltennis in competitie of gewoon voor het plezier.|Er staan acht tafels klaar, palletjes kan je lenen.",
        "8-90",
        "sport",
        "training",
        "tafeltennisclubs",
        0.3,
    ),
    DemoKind(
        16,
        "SPRT",
        "Zwemclub {place}|{town} Swimming Team|Zwemclub De {animal} {town}|{region} Zwemclub|Waterpoloclub {town}|"
        "Duikclub {animal}",
        "Leren zwemmen, beter zwemmen of wedstrijden zwemmen.|Duiken leer je bij ons veilig, eerst in het zwembad.",
        "6-70",
        "sport",
        "training",
        "zwemclubs",
        0.5,
    ),
    DemoKind(
        15,
        "SPRT",
        "Volleybalclub {place}|VC {comp}|Volley {town}|VBC {plain} {place}|Dames Volley {place}",
        "Volleybal op elk niveau, ook recreatief.|Onze jeugd traint twee keer per week.",
        "8-60",
        "sport",
        "training",
        "volleybalclubs",
        0.4,
    ),
    DemoKind(
        13,
        "SPRT",
        "Basket {town}|BBC {comp}|Basketbalclub {plain} {place}|{town} Giants|BC {animal}s {town}",
        "Basketbal voor jongens en meisjes vanaf zes jaar.|Wij zijn een familiale basketclub in {town}.",
        "6-50",
        "sport",
        "training",
        "basketbalclubs",
        0.5,
    ),
    DemoKind(
        13,
        "SPRT",
        "Tennisclub {comp}|TC {place}|Tennis en Padel {town}|T.C. {plant}|Padelclub {plain}",
        "Tennis op zes terreinen, les voor beginners.|Je kan hier tennissen en padellen, met of zonder les.",
        "5-90",
        "sport",
        "training",
        "tennisclubs",
        0.6,
    ),
    DemoKind(
        14,
        "SPRT|GEWE",
        "Yoga {comp}|Seniorensport {place}|Fit {place}|Bewegen {town}|Conditieclub {nick}|Zumba {place}|Tai Chi "
        "{town}|Qigong De {plant}",
        "Rustig bewegen op je eigen tempo.|Ook met een stijve rug ben je welkom.|Wij bewegen op muziek en lachen veel.",
        "16-99",
        "sport",
        "training",
    ),
    DemoKind(
        12,
        "SPRT",
        "Judoclub {place}|Karateclub {animal} {town}|Judo {comp}|Taekwondo {town}|JC {plain}|Aikido {place}|Boksclub "
        "{town}",
        "Een vechtsport leert je vallen, opstaan en respect tonen.|Training voor kinderen en volwassenen, op de mat.",
        "6-70",
        "sport",
        "training",
        "gevechtssportclubs",
        0.4,
    ),
    DemoKind(
        12,
        "SPRT",
        "Koninklijke Schuttersgilde {saint} {place}|Handboogmaatschappij {motto}|Kruisbooggilde {saint}|"
        "Boogschutters {place}|Wipschutters {motto}|K.H.M. {saint}",
        "Wij schieten met de boog zoals onze voorouders.|Boogschieten is rustig en precies: kom het eens proberen.",
        "10-99",
        "buiten",
        "training",
        "schuttersgilden",
        0.15,
    ),
    DemoKind(
        11,
        "SPRT|NMDW",
        "Ruiterclub {comp}|LRV {place}|Ponyclub 't {het}|Manège De {plant}|Landelijke Rijvereniging {saint} {place}",
        "Paardrijden voor wie een eigen pony of paard heeft.|Wij trainen voor dressuur en springen.",
        "7-70",
        "buiten",
        "training",
        "ruiterclubs",
        0.25,
    ),
    DemoKind(
        10,
        "SPRT|KECU",
        "Dansgroep {plain}|Dansstudio {comp}|Dansclub {place}|Volksdansgroep {nick}|Linedance {town}|Dansschool De "
        "{animal}",
        "Dansen van hiphop tot volksdans.|Elk jaar sluiten we af met een groot dansfeest.",
        "4-80",
        "sport",
        "training",
        "dansgroepen",
        0.3,
    ),
    DemoKind(
        10,
        "SPRT|HOSP",
        "Petanqueclub {place}|Petanque 't {het}|Bolclub {motto}|Krulbolders {place}|Bowlingclub {nick}|K.P.C. {comp}|"
        "Curve Bowls {place}",
        "Petanque spelen in goed gezelschap, met een drankje erbij.|Bollen is een oude volkssport, wij houden ze "
        "levend.",
        "0-150",
        "sport",
        "training",
        "petanqueclubs",
        0.15,
    ),
    DemoKind(
        9,
        "SPRT",
        "Atletiekclub {town}|AC {comp}|Loopclub {nick}|Joggingclub {place}|Start to Run {place}|{region} Runners",
        "Lopen in groep, van beginner tot marathon.|Atletiek voor kinderen: lopen, springen en werpen.",
        "7-90",
        "sport",
        "training",
        "atletiekclubs",
        0.3,
    ),
    DemoKind(
        8,
        "SPRT|TOER",
        "Kajakclub {river}|Roeivereniging {river}|Zeilclub {animal}|Yachtclub {town}|Surfclub {region}",
        "Varen op de {river}, met materiaal van de club.|Zeilen, roeien of peddelen: het water is van iedereen.",
        "10-75",
        "buiten",
        "training",
        "watersportclubs",
        0.6,
    ),
    DemoKind(
        7,
        "SPRT|DINT",
        "G-sport {town}|Sportclub zonder Grenzen {place}|Rolstoelbasket {town}|G-voetbal {comp}",
        "Sporten met een beperking, samen en op maat.|Iedereen kan bij ons sporten, we passen de oefeningen aan.",
        "6-80",
        "sport",
        "training",
        "g-sportclubs",
        0.4,
    ),
    DemoKind(
        6,
        "SPRT",
        "Handbal {town}|Hockeyclub {comp}|Rugbyclub {animal}s {town}|Badmintonclub {place}|BC De {animal}|"
        "Korfbalclub {place}|KKC {motto}|Floorball {town}|Cricket {town}",
        "Een ploegsport voor wie graag samen wint en verliest.|Onze ploeg zoekt nieuwe spelers van elk niveau.",
        "6-60",
        "sport",
        "training",
        "",
        0.4,
    ),
)

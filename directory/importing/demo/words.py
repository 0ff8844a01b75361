"""Words of which invented names are made. Each table is one string, its entries divided by bars."""

from __future__ import annotations

from typing import Final

# Patron saints as Flemish parishes have them, the commonest first; `_` stands for "Sint".
SAINTS: Final = (
    "Onze-Lieve-Vrouw|_Martinus|_Jozef|_Amandus|_Petrus|_Niklaas|_Lambertus|_Pieter|Heilig Hart|_Jan-Baptist|"
    "_Laurentius|_Michiel|_Bavo|_Antonius|_Gertrudis|_Willibrordus|_Eligius|_Catharina|_Anna|_Paulus|_Hubertus|_Jan|"
    "_Servatius|_Bartholomeus|_Jacob|_Trudo|_Dionysius|_Andreas|Heilig Kruis|_Pancratius|_Blasius|_Audomarus|"
    "Heilige Familie|_Cornelius|_Franciscus|_Vedastus|_Joris|_Barbara|_Theresia|_Rumoldus|_Bernardus|_Quintinus|"
    "_Rochus|_Aldegondis|_Medardus|_Remigius|_Ursmarus|_Vincentius|_Salvator|_Egidius|_Godelieve|_Augustinus|"
    "_Leonardus|_Walburga|_Agatha|_Job|_Clemens|_Apollonia|Christus Koning|_Ursula|_Rita|_Christoffel|_Lutgardis|"
    "_Quirinus|_Elisabeth|_Genoveva|_Andries|_Gerardus|_Amelberga|_Gillis|_Dominicus|_Lucia|_Sebastiaan|_Gummarus|"
    "_Cecilia|_Maarten|_Pieters|_Donatus|_Gorik|_Bertinus"
)

MOTTOS: Final = (
    "De Eendracht|De Vriendschap|De Ware Vrienden|Hoger Op|Vooruit|Nooit Gedacht|Recht door Zee|Willen is Kunnen|"
    "Eendracht Maakt Macht|De Vriendenkring|De Toekomst|Moed en Volharding|Kunst Adelt|Kunst en Vermaak|De "
    "Verbroedering|Rust Roest|Deugd en Vreugd|Vlijt en Eendracht|De Goede Hoop|Hand in Hand|Trouw Blijft|Zonder "
    "Zorgen|Door Oefening Sterk|De Ware Broeders|Onder Ons|Uit Liefde voor de Kunst|Streven en Slagen|Blijf Jong|Ons "
    "Genoegen|Ons Vermaak|De Herleving|Nieuw Leven|De Morgenster|De Avondster|Vrij en Blij|Kracht en Vriendschap|"
    "Vlug en Vrij|De Volharding|Altijd Welgezind|Niet Klagen maar Dragen|Voor Elk Wat Wils|De Zonnige Zijde|Samen "
    "Sterk|Stap voor Stap|Moeder Aarde|De Vrolijke Bende|Geen Gezaag|Wie Weet Waar|Na Arbeid Vreugd|De Wakkere "
    "Geesten"
)

LATIN: Final = (
    "Cantate|Laus Deo|Concordia|Jubilate|Cantabile|Con Brio|Musica Nova|Amicitia|Labor Omnia|Excelsior|Crescendo|"
    "Ad Astra|Vox Humana|Pro Arte|Bel Canto|Fiat Lux|Semper Fidelis|Scala|Canticum|Gaudete|Resonans|Vivace|Allegro|"
    "Tutti Frutti|Cantores|Vita Nova|Lux Nova|Ars Longa|Sursum Corda|Credo|Aurora|Terra Nova|Per Saldo|Ex Animo"
)

NICKS: Final = (
    "De Zwervers|De Slakken|De Trappers|De Kasseivreters|De Zandlopers|De Durvers|De Bosuilen|De Doordrijvers|De "
    "Sjouwers|De Plezanten|De Pieren|De Snelle Voeten|De Ketters|De Wroeters|De Platte Banden|De Rosse Vossen|De "
    "Laatste Ronde|De Dwarsliggers|De Vroege Vogels|De Nachtuilen|De Kabouters|De Krekels|De Smoutebollen|De "
    "Vuurvliegjes|De Ravotters|De Sloebers|De Zotte Gasten|De Stille Genieters|De Babbelaars|De Moedige Mossels|De "
    "Blaffende Vissen|De Natte Sokken|De Gele Hesjes van Plezier|De Kromme Lepels|De Halve Maan|De Vliegende "
    "Schotels|De Tjokvolle Tassen|De Piekeraars|De Doordoeners|De Zevenslapers|De Tovenaars|De Knotwilgen|De Bengels|"
    "De Pagadders|De Blauwvoeten|De Schavuiten|De Zonnekloppers|De Klimmers|De Kwikstaarten|De Straffe Mannen|De "
    "Wilde Wijven"
)

# After 't: neuter nouns and what dialect makes of them.
NEUTERS: Final = (
    "Verlof|Kruispunt|Pleintje|Zandpad|Groene Bankje|Klaverblad|Nest|Molentje|Hof|Schuurke|Bruggetje|Hoekske|"
    "Straatje|Kaartje|Vlot|Veld|Rozenhof|Kapelleke|Lichtje|Bosuiltje|Weitje|Sas|Eiland|Ankertje|Kwartier|Karrewiel|"
    "Vuurtje|Gebuurte|Akkerland|Fonteintje|Torenhuis|Kasteeltje|Zonneke|Spinnenwiel|Verschil|Steegje|Blauwe Huis|"
    "Zeepkistje|Gelag|Trefpunt|Bakhuis|Schelpje|Kattenkwaad|Oud Station|Huisje Weltevree|Wiel|Hemelrijk|Vagevuur|"
    "Klokhuis|Stiltepad|Patatje|Ezelsoor|Meuleke|Zeepaardje|Muizeke|Zavelputje|Perronneke|Pallieterke|Duivenkot|"
    "Hazeleger|Schaaphof"
)

# The halves of invented compounds: Beekdal, Heibloem, Molenhoek.
HEADS: Final = (
    "Beek|Hei|Molen|Linden|Zonne|Wilgen|Berken|Eiken|Beuken|Dorp|Kerk|Kasteel|Kruis|Klaver|Koren|Vlas|Hop|Rozen|Duin|"
    "Zee|Schelde|Polder|Meers|Bos|Veld|Zand|Leem|Steen|Berg|Dal|Bron|Water|Wind|Sterre|Maan|Gulden|Zilver|Wit|Zwart|"
    "Rood|Groen|Blauw|Ooievaars|Reigers|Leeuwerik|Valken|Uilen|Vossen|Hazen|Egel|Bever|Otter|Dassen|Bijen|Vlinder|"
    "Krekel|Kapel|Hoeve|Pastorie|Schaliën|Vaart|Sluis|Brug|Toren|Poort|Wal|Gracht|Akker|Boomgaard|Hazel|Esdoorn|"
    "Meidoorn"
)
TAILS: Final = (
    "dal|bloem|hoek|hof|berg|veld|bos|wijk|kring|rand|beek|bron|heuvel|kant|land|meers|pad|plas|poort|rust|ster|"
    "toren|vriend|wind|zicht|zoom|dreef|eind|erf|gaard|heem|horst|kouter|laar|monde|put|schans|stede|stroom|wacht|"
    "zang|zwerver"
)

ANIMALS: Final = (
    "Arend|Valk|Zwaluw|Reiger|Uil|Bever|Otter|Das|Vos|Haas|Egel|Eekhoorn|Hermelijn|Leeuw|Beer|Wolf|Hinde|Panter|"
    "Dolfijn|Zeehond|Salamander|Kikker|Krekel|Bij|Hommel|Libel|Merel|Mus|Vink|Kwikstaart|Ooievaar|Kraanvogel|"
    "Ijsvogel|Raaf|Ekster|Snoek|Karper|Baars|Forel|Paling|Kreeft|Zalm|Haai|Tijger|Lynx|Marter|Zwaan|Kievit|Wulp|"
    "Specht"
)

PLANTS: Final = (
    "Linde|Eik|Beuk|Berk|Wilg|Populier|Hazelaar|Kastanje|Meidoorn|Vlier|Klaproos|Korenbloem|Boterbloem|Madelief|"
    "Paardenbloem|Klaver|Brem|Heide|Orchidee|Sleutelbloem|Akelei|Lelie|Iris|Zonnebloem|Roos|Anjer|Dahlia|Varen|Riet|"
    "Biezen|Netel|Distel|Munt|Tijm|Rozemarijn|Kamille|Hop|Vlas|Koolzaad|Wijnrank|Appelbloesem|Kersenpit|Peer|Kweepeer"
)

RIVERS: Final = (
    "Schelde|Leie|Dender|Dijle|Demer|Nete|Kleine Nete|Grote Nete|Zenne|Rupel|Durme|IJzer|Maas|Mark|Gete|Velpe|Herk|"
    "Jeker|Zwalm|Mandel|Heulebeek|Aa|Warmbeek|Dommel|Bosbeek|Zwarte Beek|Kale|Moervaart"
)

REGIONS: Final = (
    "Hageland|Kempen|Noorderkempen|Zuiderkempen|Meetjesland|Waasland|Pajottenland|Zennevallei|Haspengouw|Maasland|"
    "Voerstreek|Westhoek|Houtland|Klein-Brabant|Rivierenland|Vlaamse Ardennen|Leiestreek|Denderstreek|Dijleland|"
    "Scheldeland|Rupelstreek|Kust|Polders|Mijnstreek|Druivenstreek|Mandelstreek|Zwin|Brugse Ommeland"
)

ARABIC: Final = (
    "Al Amal|El Nour|Al Wafa|Essalam|Al Ihsan|Nahda|Al Hikma|Tawhid|Selam|Yeni Umut|Birlik|Dostluk|Gül Bahçesi|Al "
    "Andalus|Ennajah|Merhaba|Sefa|Al Ansaar|Tamazgha|Huzur"
)
COUNTRIES: Final = (
    "Bolivia|Guatemala|Rwanda|Burundi|Senegal|Togo|Benin|India|Nepal|Peru|Ecuador|Kameroen|Tanzania|Oeganda|Ghana|"
    "Mali|Haïti|Filipijnen|Nicaragua|Marokko|Congo|Ethiopië|Malawi|Vietnam|Cambodja"
)

DAYS: Final = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
TIMES: Final = "avond|avond|avond|namiddag|voormiddag"

STREETS: Final = (
    "Kerk|Dorps|School|Molen|Stations|Linden|Kasteel|Nieuw|Veld|Bos|Beek|Park|Kapel|Hoog|Groen|Kruis|Brug|Eiken|"
    "Berken|Rozen|Heide|Zand|Akker|Wilgen|Meers|Koning Albert|Leopold|Vrijheids|Vlas|Tulpen|Merel|Zwaluw|Populieren|"
    "Gemeente|Markt|Kouter|Hof|Pastorie|Steenbakkers|Wevers|Vaart|Sluis|Polder|Duinen|Hazelaar|Boomgaard|Bron|Toren|"
    "Klooster|Smids"
)
STREET_TAILS: Final = "straat|straat|straat|straat|laan|laan|weg|weg|plein|dreef|pad|steenweg|hof|lei|berg|hoek"

FIRST_NAMES: Final = (
    "Maria|Rita|Ann|Martine|Marleen|Monique|Linda|Hilde|Godelieve|Ingrid|Els|Christiane|Sofie|Nathalie|Nancy|Carine|"
    "Katrien|Sarah|Julie|Laura|Charlotte|Sandra|Veerle|Inge|Emma|Ellen|Fatima|Yasmina|Lotte|Fien|Marc|Luc|Jan|"
    "Patrick|Dirk|Peter|Johan|Bart|Tom|Paul|Willy|Jozef|Geert|Thomas|Wim|David|Roger|André|Eddy|Steven|Kevin|Mohamed|"
    "Koen|Pieter|Frank|Danny|Stijn|Erik|Frans|Kris|Jonas|Hans|Sven|Maarten|Mehmet|Ibrahim|Aleksandra|Zoë|Loïc|Renée"
)
# No real names: a reader must see that the person does not exist.
SURNAMES: Final = (
    "Voorbeeldmans|Testaert|Verzonnen|Fictief|Denkbeeldt|Proefmans|Van Nergens|Bestaatnietens|De Verzinner|"
    "Uitgedachts|Van Testegem|Proefkonijns|Van Voorbeeld|Nepmans|Onbestaens|Van den Demo|Schijnaert|Verdichtsel|De "
    "Niemand|Naamloos|Dummymans|Van Fictie|Fabelaers|Hersenschims|Van Verzinsel|Modelmans|Sprookjens|De Proef|"
    "Zogezegds|Alsofs|Pseudoens|Van Luchtkasteel|Ingebeelds|Oefenaert|Maquetmans|Van der Schijn|Spookaert|"
    "Steekproefs|Zomaars|Van Weetnietwaar"
)
ROLES: Final = "voorzitter|secretaris|penningmeester|ondervoorzitter|bestuurslid|hoofdleiding|verantwoordelijke||"

# Places where people meet, by sort of association.
HALLS: Final[dict[str, str]] = {
    "zaal": (
        "Gemeenschapscentrum|Parochiezaal|Ontmoetingscentrum|Buurthuis|Dorpshuis|Cultuurcentrum|Feestzaal|"
        "Dienstencentrum|Parochiecentrum|Polyvalente zaal|Vrije Basisschool|Oud gemeentehuis|Bibliotheek|Zaal"
    ),
    "sport": (
        "Sporthal|Sportcentrum|Sportpark|Gemeentelijk sportterrein|Turnzaal|Sportcomplex|Terrein|Kantine|Oefenveld|"
        "Sportschuur"
    ),
    "jeugd": "Jeugdlokaal|Lokaal|Chirolokalen|Scoutslokalen|Jeugdheem|Speelterrein|Heem|Jeugdcentrum",
    "muziek": "Muzieklokaal|Repetitielokaal|Muziekacademie|Concertzaal|Harmoniezaal|Kerk|Fanfarelokaal",
    "buiten": "Natuurhuis|Bezoekerscentrum|Volkstuin|Park|Boerderij|Domein|Parking|Schuur",
    "school": "Basisschool|Vrije Basisschool|Gemeenteschool|Atheneum|College|Freinetschool|Lagere school",
    "kerk": "Kerk|Parochiezaal|Gebedshuis|Kapel|Bezinningscentrum|Gemeenschapshuis",
}

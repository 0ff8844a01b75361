"""The project's own list of words that Dutch compounds in names of associations are made of.

`TAILS` end a compound (dorps-fanfare), `HEADS` begin one (voetbal-familie). A word may be in both.
"""

from __future__ import annotations


def _list(text: str) -> frozenset[str]:
    return frozenset(text.split())


TAILS = _list(
    """
    academie actie afdeling archief atelier bad bal ballet band beheer bende berg bescherming beweging
    bibliotheek bioscoop bond boog boot brigade broeders buurt centrum circus club clubs collectief college
    comite concert cooperatie dag dans dansers denken dienst dieren dorp fanfare federatie feest festival
    fietsers film fonds forum front galerij gebed gemeenschap gemeente genootschap geschiedenis gezelschap gezin
    gids gidsen gilde groep groepen handel harmonie heem hengelaars hobby hof hond honden houders huis hulp
    imkers initiatief instituut jeugd jongeren kaarters kamer kamp kapel kas kerk kinderen klas klub kookclub
    koor koren kring kringen kunst kunstenaars kwartet kwartier ladies leden legioen leiding liefhebbers liga
    loge lopers maatschappij markt meisjes milieu molen monument museum muziek natuur net netwerk olympiade
    omroep onderneming opera opleiding opvang orde orkest ouders overleg paarden parade park parochie
    patrimonium pers platform plein ploeg podium poezie post praat project punt raad radio redding ruiters
    samenleving schaak scholen school schutterij schutters senioren service show societeit solidariteit spel
    spelers sport sporten sprong stad station steun stichting straat studie supporters symfonie team tennis
    theater toerisme toeristen toneel tornooi traject tuin tuinen turners tv unie universiteit vaart vakbond verkeer
    verbond vereniging verenigingen verhalen verzamelaars verzameling vissers vlucht voetbal vogel vogels volk
    volleybal voorziening vrienden vriendinnen vrouwen wacht wagen wandelaars watch wedstrijd weide welzijn
    asiel bouwers cafe clowns kwekers makers melkers proevers spotters workshop
    les lessen cursus kijken kijkers lezen puzzel puzzels training trommels vangst verslaving zaal zolder
    wereld werk werken werkgroep werking wijk winkel wonen woning zang zangers zorg zusters zwemmers
    """
)

HEADS = _list(
    """
    bijbel cabaret egel egels gok kaats kat katten kleding lego leg moes puppy puzzel repair schrijf skate sterren
    accordeon aikido amateur anker antieke arbeiders archeologie astronomie atletiek auto bad badminton ballet
    basket basketbal begeleidings bejaarden berg bewoners bij bijen biljart biljarts blaas bloem bloemen boek
    boeken boeren boerinnen boks bomen boog bowling brandweer brei bridge buren burger buurt camera carnaval
    carnavals computer creatief cultuur cyclo dam dames dans darts dieren dorp dorps drama dressuur druivers
    duif duik duiven erfgoed familie fanfare feest feesten fiets fietsers film foto fotografie fruit gans gebeds
    gemeenschaps gemeente geschied geschiedenis gezelschaps gezin gezins gezondheids gilden gitaar golf gospel
    groen gym gymnastiek handbal handboog handwerk harmonie heem hengel herdenkings heren historisch hobby
    hockey hoeve hof hond honden huis hulp huurders imker imkers indoor jacht jazz jeugd jongens jongeren judo
    kaart kaarters kamer kantklos karate karnaval kerk kermis kinder kinderen klassiek klim knutsel koers
    konijnen kook koor korfbal kunst kust land landbouw landelijke leef leer lees loop lucht majoretten mannen
    mantel markt meisjes mens milieu minivoetbal model modelbouw moeder moeders molen motor motoren mountainbike
    muziek naai natuur noord onderwijs ontmoetings ontwikkelings oud ouder ouderen ouders paarden padel parochie
    patienten pensioen percussie petanque pingpong plant planten pluimvee podium poezen pop post postzegel rad
    rally reddings reis roei rolstoel rozen rugby ruiter schaak schaats schilder school schutters senior
    senioren slag snooker sociaal solidariteits spaar speel speelgoed speelplein sport squash stad stads straat
    strand studenten symfonie taal tafel tafeltennis teater teken tennis theater toeristen toneel trein trommel
    tuin tuinbouw turn vak vecht vinken vis vissers vlieg vluchtelingen voedsel voet voetbal vogel vogels volks
    volksdans volley volleybal vos vrienden vrijwilligers vrouw vrouwen wandel water wereld werk werkers
    wetenschaps wieler wielertoeristen wijk wijn winkel woon yoga zaal zaalvoetbal zang zee zeil zelfhulp zieken
    ziekenhuis zorg zwem
    """
)

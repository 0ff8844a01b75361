"""The schemas of `/zoeken.json` and `/suggesties`: the members of the JSON contract, in the register's Dutch terms."""

from __future__ import annotations

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema  # noqa: TC002 - pydantic reads the annotation

from directory.platform.json_schema import JsonModel


class CodeAndName(JsonModel):
    """A value of a code list."""

    code: str
    naam: str


class JsonPageLink(JsonModel):
    """Where people read the same."""

    pagina: str


class JsonMatchedRule(JsonModel):
    """One rule of the ranking that an association matched."""

    trede: str | int
    omschrijving: str
    score: float
    extra_voor_plaats: float
    telt: bool


class ScoreExplanation(JsonModel):
    """Why an association stands where it stands."""

    score: float
    extra_voor_plaats: float
    werkt_enkel_in_provincie: bool
    treden: list[JsonMatchedRule]


class FoundAssociation(JsonModel):
    """An association in the list of results; `uitleg` only where an explanation is asked for."""

    v_code: str
    naam: str
    korte_naam: str | None
    korte_beschrijving: str
    plaats: str | None
    verenigingstype: CodeAndName
    hoofdactiviteiten_verenigingsloket: list[CodeAndName]
    soorten: list[CodeAndName]
    leeftijdsgroepen: list[CodeAndName]
    is_erkend: bool
    afstand_in_meter: int | None
    reden: str | None
    links: JsonPageLink
    uitleg: ScoreExplanation | SkipJsonSchema[None] = None


class JsonFacetValue(JsonModel):
    """A value of a facet; `zoekopdracht` chooses it, or no longer. Provinces hold their municipalities in `waarden`."""

    code: str
    naam: str
    aantal: int
    is_gekozen: bool
    zoekopdracht: str
    waarden: list[JsonFacetValue] = Field(default=[])


class JsonFacet(JsonModel):
    """A facet: `naam` is the URL parameter that chooses in it."""

    naam: str
    titel: str
    waarden: list[JsonFacetValue]


class Pagination(JsonModel):
    """The number of this page and of the last one; null beyond the numbered pages."""

    pagina: int | None
    aantal_paginas: int | None


class SuggestedQuery(JsonModel):
    """The corrected query ("did you mean") and how many associations it finds."""

    zoekterm: str
    totaal: int | None
    zoekopdracht: str


class JsonNearby(JsonModel):
    """The same query in a wider circle: its radius in kilometres, and how many associations more and in all."""

    straal: int
    meer: int
    totaal: int
    zoekopdracht: str


class JsonPlaceProposal(JsonModel):
    """A known place that the unknown one may be, with the number of results there; null when it is not known."""

    plaats: str
    totaal: int | None
    zoekopdracht: str


class JsonGroup(JsonModel):
    """What only might fit, beside the list: how many, where they stand, and the first ones where the list ends."""

    groep: str
    titel: str
    totaal: int
    zoekopdracht: str
    verenigingen: list[FoundAssociation]


class JsonRelaxationStep(JsonModel):
    """One way to find something where nothing was found."""

    soort: str
    omschrijving: str
    totaal: int | None
    zoekopdracht: str


class JsonParameterProblem(JsonModel):
    """A parameter of the URL that was left out, and why."""

    parameter: str
    waarde: str
    melding: str


class ResultLinks(JsonModel):
    """This answer, the pages before and after it, the next one by cursor (`vervolg`), and the page for people."""

    zelf: str
    pagina: str
    vorige: str = ""
    volgende: str = ""
    vervolg: str = ""


class PlaceReading(JsonModel):
    """The place in the query, and what was typed for it when that differs."""

    naam: str
    getypt: str | None


class WordReading(JsonModel):
    """What one word of the query means: a kind of association with its synonyms, an age, a compound of two words."""

    woorden: str
    soort: str | None
    ander_woord: list[str]
    leeftijd: str | None
    delen: list[WordReading]


class JsonExcludingPart(JsonModel):
    """A part of the query that keeps an association out."""

    parameter: str
    keuzes: list[str]
    omschrijving: str


class JsonExplainedAssociation(JsonModel):
    """The association that was asked about; only `melding` when it is not among the published ones."""

    melding: str
    aantal_ervoor: int | None = None
    houdt_tegen: list[JsonExcludingPart] = Field(default=[])
    past_bij_benadering: list[str] = Field(default=[])
    score_van_eerste: float | None = None
    score: float = 0.0
    extra_voor_plaats: float = 0.0
    werkt_enkel_in_provincie: bool = False
    treden: list[JsonMatchedRule] = Field(default=[])


class QueryExplanation(JsonModel):
    """How the query was understood."""

    stadium: str
    woorden: list[str]
    betekenis: list[str]
    getypt: list[str] | None
    identificatie: str | None
    plaats: PlaceReading | None
    soorten: list[WordReading]
    letterlijk: list[str]
    zonder: list[str]
    vereniging: JsonExplainedAssociation | SkipJsonSchema[None] = None


class SearchAnswer(JsonModel):
    """The answer of `/zoeken.json`; `totaal` counts what fits surely and is null where it is not known.

    `groepen` counts what only might fit, `melding` says what does not work now.
    """

    verenigingen: list[FoundAssociation]
    facetten: list[JsonFacet]
    totaal: int | None
    paginering: Pagination
    is_benaderend: bool
    verbeterde_zoekterm: str | None
    bedoelde_je: SuggestedQuery | None
    bedoelde_plaatsen: list[JsonPlaceProposal]
    in_de_buurt: JsonNearby | None
    groepen: list[JsonGroup]
    stappen: list[JsonRelaxationStep]
    problemen: list[JsonParameterProblem]
    bijgewerkt: str | None
    links: ResultLinks
    melding: str = ""
    uitleg: QueryExplanation | SkipJsonSchema[None] = None


class SuggestedAssociation(JsonModel):
    """An association whose name begins so."""

    v_code: str
    naam: str
    toelichting: str
    pagina: str


class SuggestedValue(JsonModel):
    """An activity or a place, and how many associations it gives."""

    code: str
    naam: str
    toelichting: str
    pagina: str
    aantal: int = 0


class SuggestedAssociations(JsonModel):
    """The first associations, and how many there are in all."""

    totaal: int
    suggesties: list[SuggestedAssociation]


class SuggestedValues(JsonModel):
    """The first activities or places, and how many there are in all."""

    totaal: int
    suggesties: list[SuggestedValue]


class SuggestionsAnswer(JsonModel):
    """The answer of `/suggesties` (autocomplete); links are paths of this site."""

    verenigingen: SuggestedAssociations
    activiteiten: SuggestedValues
    plaatsen: SuggestedValues
    is_benaderend: bool

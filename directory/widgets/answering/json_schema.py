"""The schemas of the widgets' JSON contract, version 1; a member that would be empty is left out."""

from __future__ import annotations

from pydantic import Field

from directory.platform.json_schema import JsonModel


class WidgetResult(JsonModel):
    """One result, with the fields that the widget's settings ask for."""

    v_code: str
    naam: str
    url: str
    plaats: str = ""
    activiteiten: list[str] = Field(default=[])
    beschrijving: str = ""
    afstand: str = ""
    website: str = ""
    telefoon: str = ""
    bel: str = ""


class JsonWidgetFacetValue(JsonModel):
    """A value of a facet."""

    code: str
    naam: str
    aantal: int
    gekozen: bool = False


class JsonWidgetFacet(JsonModel):
    """A facet with the values that give something or are chosen."""

    naam: str
    titel: str
    waarden: list[JsonWidgetFacetValue]


class WidgetGroup(JsonModel):
    """What only might fit, beside the list: how many, and where they stand on our site."""

    groep: str
    titel: str
    totaal: int
    url: str


class WidgetProblem(JsonModel):
    """A setting that could not be read."""

    parameter: str
    melding: str


class WidgetAnswer(JsonModel):
    """The answer of `/widget/v1/zoek`: all that one view needs, texts in the widget's language included."""

    v: int
    taal: str
    totaal: int | None
    kop: str = ""
    bereik: str = ""
    pagina: int
    paginas: int
    resultaten: list[WidgetResult]
    facetten: list[JsonWidgetFacet]
    groepen: list[WidgetGroup]
    melding: str = ""
    alles: str
    bijgewerkt: str | None
    bron: str = ""
    woorden: dict[str, str]
    buiten: str = ""
    alle: str = ""
    instellingen: dict[str, str] = Field(default={})
    problemen: list[WidgetProblem] = Field(default=[])


class WidgetAssociation(JsonModel):
    """The answer of `/widget/v1/vereniging`: one association, for its card or its panel."""

    v: int
    taal: str
    v_code: str
    naam: str
    url: str
    plaats: str = ""
    activiteiten: list[str] = Field(default=[])
    beschrijving: str = ""
    website: str = ""
    telefoon: str = ""
    bel: str = ""
    bron: str = ""
    woorden: dict[str, str]


class WidgetSuggestedActivity(JsonModel):
    """An activity that may be meant."""

    naam: str
    code: str


class WidgetSuggestedAssociation(JsonModel):
    """An association whose name begins so."""

    naam: str
    plaats: str
    v_code: str
    url: str


class WidgetSuggestions(JsonModel):
    """The answer of `/widget/v1/suggesties` (autocomplete)."""

    v: int
    activiteiten: list[WidgetSuggestedActivity]
    verenigingen: list[WidgetSuggestedAssociation]

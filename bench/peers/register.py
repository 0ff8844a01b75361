"""The public search of the register itself, as its source describes it: index, document and request.

Objects are nested and copied to the root, where they are searched; every field is searched, any word may match; the
newest come first unless the undocumented order by score is asked for; one facet is counted apart from the query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from opensearchpy.helpers import bulk

from bench.peers.register_document import document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from opensearchpy import OpenSearch

    from directory.publication.rows import Association

Json = dict[str, Any]

_MARKS = {"type": "mapping", "mappings": ["_ => \\u0020", ". => "]}
ANALYZER = "register_words"
_NORMALIZER = "register_whole"
SETTINGS: Json = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    "analysis": {
        "char_filter": {"marks": _MARKS},
        "filter": {"dutch_stop": {"type": "stop", "stopwords": "_dutch_"}},
        "analyzer": {
            ANALYZER: {
                "type": "custom",
                "char_filter": ["marks"],
                "tokenizer": "standard",
                "filter": ["lowercase", "asciifolding", "dutch_stop"],
            }
        },
        "normalizer": {
            _NORMALIZER: {"type": "custom", "char_filter": ["marks"], "filter": ["lowercase", "asciifolding", "trim"]}
        },
    },
}
_KEYWORD: Json = {"type": "keyword"}
_PLAIN: Json = {"type": "text"}
_BOOLEAN: Json = {"type": "boolean"}
_NUMBER: Json = {"type": "integer"}
_TEXT: Json = {
    "type": "text",
    "analyzer": ANALYZER,
    "fields": {"keyword": {"type": "keyword", "normalizer": _NORMALIZER}},
}
_LINKED: Json = {"properties": {"id": _PLAIN, "type": _PLAIN}}


def _nested(**fields: Json) -> Json:
    return {"type": "nested", "include_in_root": True, "properties": {**fields, "jsonLdMetadata": _LINKED}}


MAPPING: Json = {
    "properties": {
        "jsonLdMetadataType": _TEXT,
        "vCode": _KEYWORD,
        "naam": _TEXT,
        "roepnaam": _TEXT,
        "korteNaam": _TEXT,
        "korteBeschrijving": _TEXT,
        "status": _KEYWORD,
        "isUitgeschrevenUitPubliekeDatastroom": _BOOLEAN,
        "isVerwijderd": _BOOLEAN,
        "isDubbel": _BOOLEAN,
        "inStopzetting": _BOOLEAN,
        "isErkend": _BOOLEAN,
        "verenigingstype": {"properties": {"code": _KEYWORD, "naam": _TEXT}},
        "verenigingssubtype": {"properties": {"code": _TEXT, "naam": _TEXT}},
        "doelgroep": {
            "properties": {"minimumleeftijd": _NUMBER, "maximumleeftijd": _NUMBER, "jsonLdMetadata": _LINKED}
        },
        "locaties": _nested(
            naam=_TEXT, adresvoorstelling=_TEXT, gemeente=_TEXT, locatietype=_TEXT, postcode=_PLAIN, isPrimair=_BOOLEAN
        ),
        "hoofdactiviteitenVerenigingsloket": _nested(code=_TEXT, naam=_TEXT),
        "werkingsgebieden": _nested(code=_TEXT, naam=_TEXT),
        "lidmaatschappen": _nested(
            andereVereniging=_PLAIN, van=_PLAIN, tot=_PLAIN, identificatie=_PLAIN, beschrijving=_PLAIN
        ),
        "sleutels": _nested(bron=_KEYWORD, waarde=_TEXT, codeerSysteem=_TEXT),
        "geotags": {"type": "nested", "include_in_root": True, "properties": {"identificatie": _PLAIN}},
        "relaties": {"type": "nested", "include_in_root": True, "properties": {"relatietype": _KEYWORD}},
        "erkenningen": {"type": "object", "enabled": False},
    }
}


def index(client: OpenSearch, name: str, associations: Iterable[Association]) -> None:
    """Make an index of these associations, ready to be searched; the vCode is the document's id."""
    client.indices.create(index=name, body={"settings": {**SETTINGS, "refresh_interval": "-1"}, "mappings": MAPPING})
    made = ({"_index": name, "_id": one.vcode, "_source": document(one)} for one in associations)
    # Its nested documents fill the engine's small memory sooner than it is cleared: then the engine asks for a moment.
    bulk(client, made, chunk_size=250, max_retries=10, initial_backoff=0.5)
    client.indices.put_settings(index=name, body={"index": {"refresh_interval": "1s"}})
    client.indices.refresh(index=name)


def body(q: str, *, order: Literal["newest", "score"] = "newest", size: int = 10, facets: bool = True) -> Json:
    """Return the request that the register sends for a typed query, with or without its facet."""
    first = "vCode" if order == "newest" else "_score"
    ties = [] if order == "newest" else [{"vCode": "desc"}]
    query = {"query_string": {"query": q or "*", "analyzer": ANALYZER}}
    return {
        "size": size,
        "track_total_hits": True,
        "query": _shown(query),
        "sort": [{first: "desc"}, *ties],
        **({"aggs": _facet(query)} if facets else {}),
    }


def _shown(query: Json) -> Json:
    hidden = ("isUitgeschrevenUitPubliekeDatastroom", "isVerwijderd", "isDubbel")
    return {
        "bool": {
            "must": [query, {"term": {"status": "Actief"}}],
            "must_not": [{"term": {field: True}} for field in hidden],
        }
    }


def _facet(query: Json) -> Json:
    codes = {"terms": {"field": "hoofdactiviteitenVerenigingsloket.code.keyword", "size": 21}}
    return {"apart": {"global": {}, "aggs": {"shown": {"filter": _shown(query), "aggs": {"codes": codes}}}}}

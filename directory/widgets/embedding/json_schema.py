"""The schema of the oEmbed answer (oembed.com, version 1.0, type "rich")."""

from __future__ import annotations

from pydantic import ConfigDict

from directory.platform.json_schema import JsonModel


class OembedAnswer(JsonModel):
    """A frame that shows an address of ours; the names of its members are oEmbed's."""

    model_config = ConfigDict(alias_generator=None)

    version: str
    type: str
    provider_name: str
    provider_url: str
    title: str
    width: int
    height: int
    cache_age: int
    html: str

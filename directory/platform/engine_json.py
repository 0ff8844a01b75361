"""JSON to and from OpenSearch by orjson, several times as fast as the serializer of its client."""

from __future__ import annotations

from typing import Any

import orjson
from opensearchpy.exceptions import SerializationError
from opensearchpy.serializer import JSONSerializer


class EngineJson(JSONSerializer):
    """The serializer of the clients of the engine; raises `SerializationError` for an answer that is not JSON."""

    def dumps(self, data: Any) -> Any:
        """Return the body of a request; text and bytes are ready."""
        return data if isinstance(data, (str, bytes)) else orjson.dumps(data).decode()

    def loads(self, data: Any) -> Any:
        """Return an answer as a value."""
        try:
            return orjson.loads(data)
        except orjson.JSONDecodeError as error:
            raise SerializationError("answer is not JSON", error) from error

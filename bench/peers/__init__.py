"""What others ask the same engine for the same associations: the yardsticks of relevance and of speed.

`published(connection)` yields every public association. `register.index(client, name, associations)` fills an index in
the register's shape, for both peers; `register.body(q)` is the register's own request, `plain.body(q)` a bare
`multi_match` on the same index. `search(client, name, body)` sends one and returns the vCodes.
"""

from __future__ import annotations

from bench.peers.asking import search
from bench.peers.reading import published

__all__ = ["published", "search"]

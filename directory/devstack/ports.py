"""Free ports on this machine's own address; a busy one gives the next, and the user is told."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from directory.devstack.problems import StartProblem

HOST = "127.0.0.1"
LAST = 65535


@dataclass(frozen=True, slots=True)
class Wish:
    """The port that a part would like and the highest that it can have."""

    first: int
    last: int

    def take(self, *, taken: frozenset[int] = frozenset()) -> int:
        """Return the first port from the wish on that nobody listens on."""
        for port in range(self.first, self.last + 1):
            if port not in taken and is_free(port):
                return port
        raise StartProblem(f"Ports {self.first} to {self.last} are all in use: stop one of the programs that use them.")


POSTGRES = Wish(15432, 15931)
REDIS = Wish(16379, 16878)
WEB = Wish(8000, 8499)
# The engine's runner looks for its own port up to 9299 and no further; above that it stops in silence.
OPENSEARCH = Wish(9201, 9299)
OPENSEARCH_TRANSPORT = Wish(9300, 9799)


def is_free(port: int) -> bool:
    """Tell whether a server could listen on the port now; one that is only waiting to be forgotten is free."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True

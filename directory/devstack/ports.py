"""Free ports on the loopback address: the first free one of a range."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from directory.devstack.problems import StartProblem

HOST = "127.0.0.1"
LAST = 65535


@dataclass(frozen=True, slots=True)
class PortRange:
    """The preferred port of a part and the highest that it can have."""

    first: int
    last: int

    def take(self, *, taken: frozenset[int] = frozenset()) -> int:
        """Return the first free port of the range."""
        for port in range(self.first, self.last + 1):
            if port not in taken and is_free(port):
                return port
        raise StartProblem(f"Ports {self.first} to {self.last} are all in use: stop one of the programs that use them.")


POSTGRES = PortRange(15432, 15931)
REDIS = PortRange(16379, 16878)
WEB = PortRange(8000, 8499)
# The engine's runner looks for its own port up to 9299 and no further; above that it stops in silence.
OPENSEARCH = PortRange(9201, 9299)
OPENSEARCH_TRANSPORT = PortRange(9300, 9799)


def is_free(port: int) -> bool:
    """Return whether a server could listen on the port now (a port in TIME_WAIT is free)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True

"""Where mail is handed over: an address such as `starttls://user:password@mail.example:587`, read strictly."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit


class Wire(StrEnum):
    """How the connection is kept from others."""

    PLAIN = "smtp"
    TLS = "smtps"
    STARTTLS = "starttls"


_PORTS = {Wire.PLAIN: 25, Wire.TLS: 465, Wire.STARTTLS: 587}
_EXAMPLE = "smtp://host, smtps://user:password@host:465 or starttls://user:password@host:587"


@dataclass(frozen=True, slots=True, repr=False)
class MailServer:
    """One server and how to log in to it; without a user there is no login. Holds a password: never printed."""

    wire: Wire
    host: str
    port: int
    user: str
    password: str


def parsed(address: str) -> MailServer:
    """Read the address of a mail server; raises ValueError with how it should look, never with what was given."""
    try:
        parts = urlsplit(address.strip())
        wire, host, port = Wire(parts.scheme), parts.hostname, parts.port
    except ValueError:
        raise ValueError(f"give an address such as {_EXAMPLE}") from None
    if not host or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(f"give an address such as {_EXAMPLE}")
    return MailServer(wire, host, port or _PORTS[wire], unquote(parts.username or ""), unquote(parts.password or ""))

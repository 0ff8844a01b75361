"""A mail server in a process of its own, which takes mail, refuses it, hangs or dies, as the test says.

`python post_office.py PORT_FILE CERTIFICATE`: listens on three free ports and writes them down: plain, STARTTLS and
TLS. What to do is asked for each mail from the file `behaviour` beside the port file; mail is written beside it too.
"""

from __future__ import annotations

import asyncio
import json
import os
import ssl
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiosmtpd.smtp import SMTP, AuthResult

if TYPE_CHECKING:
    from aiosmtpd.smtp import Envelope, Session

LOGIN = (b"gids", b"geheim")


class Clerk:
    """Handles each mail as the file says."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._behaviour = folder / "behaviour"

    def _told(self) -> str:
        return self._behaviour.read_text(encoding="utf-8").strip() if self._behaviour.exists() else ""

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take an address, or refuse it."""
        told = self._told()
        if told in {f"refuse {address}", "refuse all"}:
            return "550 5.1.1 nobody of that name here"
        if told == "busy":
            return "451 4.3.0 later please"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - idem
        """Take a mail, or do what the file says."""
        told = self._told()
        if told == "die":
            os._exit(1)
        if told == "hang":
            (self._folder / "hanging").touch()
            await asyncio.Event().wait()
        if told == "full":
            return "452 4.3.1 no room"
        self._write(server, session, envelope)
        if told == "take and hang":
            (self._folder / "hanging").touch()
            await asyncio.Event().wait()
        return "250 OK"

    def _write(self, server: SMTP, session: Session, envelope: Envelope) -> None:
        content = envelope.content
        assert isinstance(content, bytes)
        number = len(list(self._folder.glob("*.mail")))
        told: dict[str, Any] = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "mail": content.decode("ascii"),
            "is_secret": bool(server.transport and server.transport.get_extra_info("cipher")),
            "is_known": bool(session.authenticated),
        }
        part = self._folder / f"{number}.part"
        part.write_text(json.dumps(told), encoding="utf-8")
        part.rename(self._folder / f"{number}.mail")


def known(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
    """Let in who knows the password."""
    return AuthResult(success=(data.login, data.password) == LOGIN)


async def main(port_file: Path, certificate: Path) -> None:
    """Listen until the process is ended."""
    secret = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    secret.load_cert_chain(certificate)
    clerk = Clerk(port_file.parent)
    loop = asyncio.get_running_loop()

    async def opened(context: ssl.SSLContext | None = None, **options: Any) -> int:
        server = await loop.create_server(
            lambda: SMTP(clerk, hostname="post.test", **options), "127.0.0.1", 0, ssl=context
        )
        return int(server.sockets[0].getsockname()[1])

    ports = {
        "smtp": await opened(),
        "starttls": await opened(tls_context=secret, require_starttls=True, auth_required=True, authenticator=known),
        "smtps": await opened(secret, auth_require_tls=False, auth_required=True, authenticator=known),
    }
    part = port_file.with_suffix(".part")
    part.write_text(json.dumps(ports), encoding="utf-8")
    part.rename(port_file)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2])))

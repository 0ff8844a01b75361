"""Where mail leaves the house: a mail server, or a folder of files when none is set."""

from __future__ import annotations

import os
import smtplib
import ssl
from contextlib import contextmanager, suppress
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

from directory.platform import mail_server
from directory.platform.mail_server import MailServer, Wire
from directory.settings import state_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from directory.settings import Settings

PATIENCE_SECONDS = 5.0
_LASTING = HTTPStatus.INTERNAL_SERVER_ERROR  # from 500 on a reply of SMTP means "never", below it "not now"


class MailVerdict(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    REFUSED = "refused"  # this address takes no mail, now or later
    POSTPONED = "postponed"  # not now: busy, full, or the connection was lost on the way


class Away(Exception):  # noqa: N818 - a state of the world, not a mistake of ours
    """The mail server cannot be reached, or lets nobody in."""


class Outlet(Protocol):
    """Takes mails for as long as it is usable."""

    @property
    def is_usable(self) -> bool:
        """Whether another mail can be handed over."""
        ...

    def hand_over(self, mail: EmailMessage, sender: str, to: str) -> MailVerdict:
        """Hand one mail over, for one address."""
        ...


@contextmanager
def opened(settings: Settings) -> Iterator[Outlet]:
    """Open the outlet that the settings name; raises `Away` when it does not open."""
    if settings.smtp_url is None:
        yield Folder(mail_folder())
        return
    server = mail_server.parsed(settings.smtp_url.get_secret_value())
    client = _connected(server, settings.contact_email.rpartition("@")[2])
    try:
        yield Session(client)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            client.quit()
        client.close()


def mail_folder() -> Path:
    """Return where mail lies that no server took."""
    return state_folder() / "mail"


def _connected(server: MailServer, name: str) -> smtplib.SMTP:
    client: smtplib.SMTP | None = None
    try:
        client = _greeted(server, name)
        if server.wire is Wire.STARTTLS:
            client.starttls(context=ssl.create_default_context())
        if server.user:
            client.login(server.user, server.password)
    except (smtplib.SMTPException, OSError) as error:
        if client is not None:
            client.close()
        raise Away from error
    return client


def _greeted(server: MailServer, name: str) -> smtplib.SMTP:
    """Connect under a name of ours: smtplib would ask the network for the name of this machine, perhaps at length."""
    if server.wire is Wire.TLS:
        secure = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, name, timeout=PATIENCE_SECONDS, context=secure)
    return smtplib.SMTP(server.host, server.port, name, timeout=PATIENCE_SECONDS)


class Session:
    """One connection to a mail server."""

    def __init__(self, client: smtplib.SMTP) -> None:
        self._client = client
        self._is_lost = False

    @property
    def is_usable(self) -> bool:
        """Whether the connection still stands."""
        return not self._is_lost and self._client.sock is not None

    def hand_over(self, mail: EmailMessage, sender: str, to: str) -> MailVerdict:
        """Send one mail; of a connection that is lost on the way nobody knows whether it arrived."""
        try:
            self._client.send_message(mail, sender, [to])
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _said in error.recipients.values()]
            return MailVerdict.REFUSED if all(code >= _LASTING for code in codes) else MailVerdict.POSTPONED
        except smtplib.SMTPResponseException:
            return MailVerdict.POSTPONED
        except (smtplib.SMTPException, OSError):
            self._is_lost = True
            return MailVerdict.POSTPONED
        return MailVerdict.SENT


class Folder:
    """Writes each mail as a file that only its owner can read; the same report again is the same file."""

    is_usable = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hand_over(self, mail: EmailMessage, sender: str, to: str) -> MailVerdict:  # noqa: ARG002 - as a server is told
        """Write one mail whole or not at all."""
        name = f"{mail['Message-ID'].strip('<>').partition('@')[0]}.eml"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = self._folder / f".{name}.{os.getpid()}"
            with open(part, "wb", opener=_private) as file:
                file.write(mail.as_bytes())
            part.replace(self._folder / name)
        except OSError:
            return MailVerdict.POSTPONED
        return MailVerdict.SENT


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)

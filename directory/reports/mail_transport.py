"""Mail transports: an SMTP server, or a folder of files when no server is configured."""

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
_PERMANENT = HTTPStatus.INTERNAL_SERVER_ERROR  # an SMTP reply from 500 on is permanent, below it temporary


class MailVerdict(StrEnum):
    """The outcome of sending a mail."""

    SENT = "sent"
    REFUSED = "refused"  # permanently, for this address
    POSTPONED = "postponed"  # temporarily: busy, full, or the connection was lost


class MailServerAway(Exception):  # noqa: N818 - an outage, not a mistake of ours
    """The mail server cannot be reached, or refuses the login."""


class MailTransport(Protocol):
    """Sends mails while it is usable."""

    @property
    def is_usable(self) -> bool:
        """Whether another mail can be sent."""
        ...

    def send_mail(self, mail: EmailMessage, sender: str, to: str, copy_to: str | None = None) -> MailVerdict:
        """Send one mail to one address; the verdict is about that one, whatever becomes of the copy."""
        ...


@contextmanager
def open_transport(settings: Settings) -> Iterator[MailTransport]:
    """Open the transport of the settings; raises `MailServerAway`."""
    if settings.smtp_url is None:
        yield FolderTransport(mail_folder())
        return
    server = mail_server.parsed(settings.smtp_url.get_secret_value())
    client = _connected(server, settings.contact_email.rpartition("@")[2])
    try:
        yield SmtpTransport(client)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            client.quit()
        client.close()


def mail_folder() -> Path:
    """Return the folder of mails for which no server is configured."""
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
        raise MailServerAway from error
    return client


def _greeted(server: MailServer, name: str) -> smtplib.SMTP:
    """Connect with an explicit host name: smtplib would look up the name of this machine, which can take long."""
    if server.wire is Wire.TLS:
        secure = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, name, timeout=PATIENCE_SECONDS, context=secure)
    return smtplib.SMTP(server.host, server.port, name, timeout=PATIENCE_SECONDS)


class SmtpTransport:
    """One connection to a mail server."""

    def __init__(self, client: smtplib.SMTP) -> None:
        self._client = client
        self._is_lost = False

    @property
    def is_usable(self) -> bool:
        """Whether the connection still stands."""
        return not self._is_lost and self._client.sock is not None

    def send_mail(self, mail: EmailMessage, sender: str, to: str, copy_to: str | None = None) -> MailVerdict:
        """Send one mail; one during which the connection is lost may have arrived, and is sent again."""
        try:
            refused = self._client.send_message(mail, sender, [to, copy_to] if copy_to else [to])
        except smtplib.SMTPRecipientsRefused as error:
            return _verdict(error.recipients[to][0])
        except smtplib.SMTPResponseException:
            return MailVerdict.POSTPONED
        except (smtplib.SMTPException, OSError):
            self._is_lost = True
            return MailVerdict.POSTPONED
        return _verdict(refused[to][0]) if to in refused else MailVerdict.SENT


class FolderTransport:
    """Writes each mail to a file with mode 0600, named by its Message-ID, so that sending again is idempotent."""

    is_usable = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send_mail(self, mail: EmailMessage, sender: str, to: str, copy_to: str | None = None) -> MailVerdict:  # noqa: ARG002 - the signature of the protocol
        """Write one mail atomically."""
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


def _verdict(code: int) -> MailVerdict:
    return MailVerdict.REFUSED if code >= _PERMANENT else MailVerdict.POSTPONED


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)

"""The mail with a report. Text of the reporter appears in quoted lines only, never in a header."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING, NamedTuple

from directory.platform import i18n
from directory.reports.form import LABELS, ReportForm, ReportKind, clean_text
from directory.urls import contact_links
from directory.urls.contact_links import LOKET

if TYPE_CHECKING:
    from datetime import datetime

    from directory.publication.rows import Association
    from directory.settings import Settings

_ = i18n._
_LONGEST_NAME = 100


class Report(NamedTuple):
    """A report to be mailed; `name` is that of the association, empty when it is no longer public."""

    reference: str
    vcode: str
    name: str
    form: ReportForm

    @classmethod
    def about(cls, association: Association | None, reference: str, vcode: str, form: ReportForm) -> Report:
        """Return the report about an association as it is published now."""
        return cls(reference, vcode, association.name if association else "", form)

    @property
    def association_name(self) -> str:
        """The name on one line, at most 100 characters; the vCode when there is none."""
        return " ".join(clean_text(self.name).split())[:_LONGEST_NAME] or self.vcode


def write_mail(report: Report, to: str, settings: Settings, now: datetime, copy_to: str | None = None) -> EmailMessage:
    """Write the mail about a report to one address; the same report always has the same Message-ID."""
    sender = settings.contact_email
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(display_name=settings.site_name, addr_spec=sender)
    mail["To"] = Address(addr_spec=to)
    if copy_to:
        mail["Cc"] = Address(addr_spec=copy_to)
    mail["Subject"] = _("Klopt er iets niet? Melding over %(name)s") % {"name": report.association_name}
    if report.form.reply_to:
        mail["Reply-To"] = Address(addr_spec=report.form.reply_to)
    mail["Date"] = format_datetime(now)
    # A worker that dies between sending and settling sends again: a mailbox recognises the duplicate by this number.
    mail["Message-ID"] = f"<{report.reference}.{report.vcode}@{sender.rpartition('@')[2]}>"
    mail["Content-Language"] = i18n.LOCALE.language
    mail["Auto-Submitted"] = "auto-generated"  # so that an absence notice does not answer
    mail.set_content(_text(report, settings), cte="quoted-printable")
    return mail


def _text(report: Report, settings: Settings) -> str:
    form = report.form
    path = contact_links.association_path(report.vcode, report.name)
    return "\n\n".join(
        (
            _("Dag,"),
            _("Iemand meldt dat er iets niet klopt bij %(name)s in de %(site)s.")
            % {"name": report.association_name, "site": settings.site_name},
            _("Waarover gaat het? %(kind)s") % {"kind": LABELS[ReportKind(form.kind)]},
            _("Dit schreef de melder:"),
            "\n".join(f"> {line}".rstrip() for line in form.message.split("\n")),
            _reply_line(form),
            _("De pagina: %(address)s") % {"address": settings.public_url + path},
            _("Zo zet je het recht: pas de gegevens aan in het Verenigingsloket (%(address)s). De gids volgt vanzelf.")
            % {"address": LOKET},
            _(
                "Bestaat de vereniging niet meer? Ook dat meld je in het Verenigingsloket. Klopt de melding niet? Dan"
                " hoef je niets te doen."
            ),
            _("Nummer van deze melding: %(reference)s") % {"reference": report.reference},
            _("Heb je een vraag? Schrijf naar %(address)s en zet dat nummer erbij.")
            % {"address": settings.contact_email},
            _("Met vriendelijke groet") + "\n" + _("De beheerders van de %(site)s") % {"site": settings.site_name},
        )
    )


def _reply_line(form: ReportForm) -> str:
    if form.reply_to:
        return _("Je antwoord op deze mail gaat naar de melder: %(contact)s") % {"contact": form.contact}
    if form.contact:
        return _("De melder is te bereiken via: %(contact)s") % {"contact": form.contact}
    return _("De melder liet niet weten hoe je die kan bereiken.")

"""A letter carries what was typed and nothing else; only a plain address is one."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.platform import mail_server
from directory.platform.mail_server import Wire
from directory.reports import mail_address
from directory.reports.form import ReportForm, ReportKind, clean_text
from directory.reports.message import Report, write_mail
from tests.web.client import settings_with

NOW = datetime(2026, 11, 3, 14, 2, tzinfo=UTC)
CHOIR_MAIL = "info@cantate.example"


@given(st.text(max_size=80), st.text(max_size=200), st.text(max_size=80), st.sampled_from(ReportKind))
def test_nothing_that_anybody_typed_becomes_a_header_or_a_line_of_ours(
    name: str, message: str, contact: str, kind: ReportKind
) -> None:
    typed = ReportForm(kind.value, clean_text(message), " ".join(clean_text(contact).split()))
    mail = write_mail(Report("22222-22222", "V0001001", name, typed), CHOIR_MAIL, settings_with(), NOW)
    read = message_from_bytes(mail.as_bytes(), policy=policy.default)

    known = {"From", "To", "Subject", "Reply-To", "Date", "Message-ID", "Content-Language", "Auto-Submitted"}
    assert set(read.keys()) <= known | {"MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    assert len(read.keys()) == len(set(read.keys()))
    assert read["To"] == CHOIR_MAIL
    lines = read.get_content().splitlines()
    assert [line for line in lines if line.startswith(">")] == [
        f"> {line}".rstrip() for line in typed.message.split("\n")
    ]


@given(
    st.one_of(st.text(max_size=60), st.emails(), st.from_regex(r"[^\s@]{1,8}@[^\s@]{1,8}\.[^\s@]{1,4}", fullmatch=True))
)
@example("0@[")
@example("a@[1.2.3.4]")
@example("a@b.c]")
def test_an_address_that_is_taken_is_one_that_a_mail_can_carry(text: str) -> None:
    found = mail_address.plain(text)

    if found is not None:
        mail = write_mail(
            Report("22222-22222", "V1", "", ReportForm("naam", "x", found)),
            found,
            settings_with(),
            NOW,
        )
        assert mail["To"].addresses[0].addr_spec == mail["Reply-To"].addresses[0].addr_spec == found
        assert mail.as_bytes().isascii()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("an@peeters.example", "an@peeters.example"),
        (" an@peeters.example ", "an@peeters.example"),
        ("an@café.example", "an@xn--caf-dma.example"),
        ("an@peeters.example\r\nBcc: all@peeters.example", None),
        ("an@peeters.example, bo@peeters.example", None),
        ("a@b.be?bcc=c@d.be", None),
        ("é@peeters.example", None),
        ("a..b@peeters.example", None),
        ("an@peeters", None),
        (f"{'a' * 250}@peeters.example", None),
        ("", None),
    ],
)
def test_only_one_plain_address_is_an_address(text: str, found: str | None) -> None:
    assert mail_address.plain(text) == found


def test_the_address_of_a_server_tells_wire_port_and_login() -> None:
    told = [
        mail_server.parsed(text)
        for text in ("smtp://mail.example", "smtps://mail.example", "starttls://an:w%40rd@mail.example:2525")
    ]

    assert [(server.wire, server.port, server.user, server.password) for server in told] == [
        (Wire.PLAIN, 25, "", ""),
        (Wire.TLS, 465, "", ""),
        (Wire.STARTTLS, 2525, "an", "w@rd"),
    ]
    assert "w@rd" not in repr(told[-1])

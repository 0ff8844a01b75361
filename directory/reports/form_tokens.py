"""CSRF tokens of the report form without a cookie: signed, with their moment and the number of a report."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from enum import StrEnum
from typing import TYPE_CHECKING

from itsdangerous import BadSignature, Signer

if TYPE_CHECKING:
    from collections.abc import Callable

    from directory.reports.form import ReportForm

FEWEST_SECONDS = 3  # nobody reads and fills in a form faster
MOST_SECONDS = 24 * 3600
# No vowels and nothing that looks like something else: a number can be read out, and spells nothing.
_SIGNS = "23456789BCDFGHJKLMNPQRSTVWXZ"
_HALF = 5


class FormTokenState(StrEnum):
    """What a seal says of its form."""

    SOUND = "sound"
    FOREIGN = "foreign"  # not ours, or of another association
    HASTY = "hasty"
    EXPIRED = "expired"


class FormTokens:
    """Gives and reads the seals of one installation."""

    def __init__(self, secret: str, clock: Callable[[], float] = time.time) -> None:
        self._secret = secret
        self._clock = clock

    def given(self, vcode: str) -> str:
        """Return a new seal for a form about one association."""
        return self._signer("form", vcode).sign(f"{int(self._clock())}.{secrets.token_urlsafe(12)}").decode()

    def standing(self, vcode: str, seal: str) -> FormTokenState:
        """Tell what a seal is worth now."""
        try:
            text = self._signer("form", vcode).unsign(seal).decode()
        except BadSignature:
            return FormTokenState.FOREIGN
        age = self._clock() - int(text.partition(".")[0])
        if age > MOST_SECONDS:
            return FormTokenState.EXPIRED
        return FormTokenState.HASTY if age < FEWEST_SECONDS else FormTokenState.SOUND

    def reference(self, vcode: str, typed: ReportForm) -> str:
        """Return the number of a report, such as `7QX2M-9P4TK`: the same for the same form with the same content."""
        parts = (typed.token, vcode, typed.kind, typed.message, typed.contact)
        text = "".join(f"{len(part)}:{part}" for part in parts)
        number = int.from_bytes(hmac.new(self._secret.encode(), text.encode(), hashlib.sha256).digest())
        signs = []
        for _ in range(2 * _HALF):
            number, place = divmod(number, len(_SIGNS))
            signs.append(_SIGNS[place])
        return f"{''.join(signs[:_HALF])}-{''.join(signs[_HALF:])}"

    def receipt(self, vcode: str, reference: str) -> str:
        """Return what proves on the page of thanks that there is a report with this number."""
        return self._signer("receipt", vcode).sign(reference).decode()

    def received(self, vcode: str, receipt: str) -> str | None:
        """Return the number of a receipt, or None when it is not ours."""
        try:
            return self._signer("receipt", vcode).unsign(receipt).decode()
        except BadSignature:
            return None

    def _signer(self, purpose: str, vcode: str) -> Signer:
        return Signer(
            self._secret, salt=f"report.{purpose}.{vcode}", key_derivation="hmac", digest_method=hashlib.sha256
        )

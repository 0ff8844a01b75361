"""The number of a report, and the signed receipt that proves on the page of thanks that there is one."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from itsdangerous import BadSignature, Signer

if TYPE_CHECKING:
    from directory.reports.form import ReportForm

# No vowels and nothing that looks like something else: a number can be read out, and spells nothing.
_SIGNS = "23456789BCDFGHJKLMNPQRSTVWXZ"
_HALF = 5


class Receipts:
    """Makes the numbers of reports and signs their receipts, with the secret of one installation."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def number(self, vcode: str, typed: ReportForm) -> str:
        """Return the number of a report, such as `7QX2M-9P4TK`.

        Idempotent: the same form with the same content has the same number, so that sending it twice makes one report.
        """
        parts = (typed.token, vcode, typed.kind, typed.message, typed.contact)
        text = "".join(f"{len(part)}:{part}" for part in parts)
        rest = int.from_bytes(hmac.new(self._secret.encode(), text.encode(), hashlib.sha256).digest())
        signs = []
        for _ in range(2 * _HALF):
            rest, place = divmod(rest, len(_SIGNS))
            signs.append(_SIGNS[place])
        return f"{''.join(signs[:_HALF])}-{''.join(signs[_HALF:])}"

    def sign(self, vcode: str, number: str) -> str:
        """Return the receipt of a report with this number."""
        return self._signer(vcode).sign(number).decode()

    def read(self, vcode: str, receipt: str) -> str | None:
        """Return the number of a receipt, or None when it is not ours."""
        try:
            return self._signer(vcode).unsign(receipt).decode()
        except BadSignature:
            return None

    def _signer(self, vcode: str) -> Signer:
        return Signer(self._secret, salt=f"report.receipt.{vcode}", key_derivation="hmac", digest_method=hashlib.sha256)

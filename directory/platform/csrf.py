"""Protection of forms against CSRF without a cookie: a signed token in each form, and what browsers say of its origin.

Any form of any room can use it: `FormTokens.issue` when the form is shown, `check_form` when it is sent. The token also
carries the time at which the form was shown: one that is sent within seconds was filled in by a program.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from itsdangerous import BadSignature, TimestampSigner

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

MIN_AGE_SECONDS = 3  # a person does not read and fill in a form faster
MAX_AGE_SECONDS = 24 * 3600


class FormTokenState(StrEnum):
    """What a token says of the form that it came with."""

    VALID = "valid"
    FOREIGN = "foreign"  # not ours, or of another form
    TOO_FAST = "too fast"
    EXPIRED = "expired"


class _Signer(TimestampSigner):
    """A signer of itsdangerous with a clock that tests can set."""

    def __init__(self, secret: str, form: str, clock: Callable[[], float]) -> None:
        super().__init__(secret, salt=f"form.{form}", key_derivation="hmac", digest_method=hashlib.sha256)
        self._clock = clock

    def get_timestamp(self) -> int:
        """Return the present time in whole seconds."""
        return int(self._clock())


class FormTokens:
    """Issues and checks the CSRF tokens of one installation. `form` names the form: the room and what it is about."""

    def __init__(self, secret: str, clock: Callable[[], float] = time.time) -> None:
        self._secret = secret
        self._clock = clock

    def issue(self, form: str) -> str:
        """Return a new token for a form."""
        return _Signer(self._secret, form, self._clock).sign(secrets.token_urlsafe(12)).decode()

    def check(self, form: str, token: str) -> FormTokenState:
        """Check the token that came with a form."""
        try:
            _, issued_at = _Signer(self._secret, form, self._clock).unsign(token, return_timestamp=True)
        except BadSignature:
            return FormTokenState.FOREIGN
        age = int(self._clock()) - issued_at.timestamp()
        if age > MAX_AGE_SECONDS:
            return FormTokenState.EXPIRED
        return FormTokenState.TOO_FAST if age < MIN_AGE_SECONDS else FormTokenState.VALID


def check_form(request: Request, tokens: FormTokens, form: str, token: str, public_url: str) -> FormTokenState:
    """Check a form that was sent: it comes from a page of our own origin, with a token that holds."""
    return tokens.check(form, token) if is_same_origin(request, public_url) else FormTokenState.FOREIGN


def is_same_origin(request: Request, public_url: str) -> bool:
    """Tell whether a browser sent this from a page of ours; of a client that says nothing the token alone decides."""
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    # Behind a proxy the host can be another one than visitors type, and on one machine the other way round.
    ours = {_host(public_url), request.headers.get("Host", "").lower()}
    return bool(_host(origin)) and _host(origin) in ours


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""

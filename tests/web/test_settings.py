"""What can be set is checked at the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from tests.web.client import SECRET, settings_with

if TYPE_CHECKING:
    from directory.settings import Settings

PRODUCTION = {
    "DIRECTORY_ENV": "production",
    "DIRECTORY_SECRET": SECRET,
    "DIRECTORY_PUBLIC_URL": "https://gids.test",
    "DIRECTORY_CONTACT_EMAIL": "redactie@gids.test",
}


def test_production_starts_on_values_of_its_own() -> None:
    made: Settings = settings_with(**PRODUCTION)

    assert made.environment == "production"


@pytest.mark.parametrize(
    "weak",
    [
        {"DIRECTORY_SECRET": "short"},
        {"DIRECTORY_PUBLIC_URL": "http://127.0.0.1:8000"},
        {"DIRECTORY_METRICS_TOKEN": "short"},
        {"DIRECTORY_CONTACT_EMAIL": "gids@localhost.localdomain"},
    ],
)
def test_production_refuses_a_value_made_for_development(weak: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match=next(iter(weak))):
        settings_with(**{**PRODUCTION, **weak})


@pytest.mark.parametrize(
    "wrong",
    [
        {"DIRECTORY_TRUSTED_PROXIES": "my-proxy"},
        {"DIRECTORY_TRUSTED_PROXIES": "10.0.0.1/8"},
        {"DIRECTORY_REQUESTS_PER_MINUTE": "-1"},
        {"DIRECTORY_LOG_LEVEL": "LOUD"},
        {"DIRECTORY_CONTACT_EMAIL": "de redactie"},
        {"DIRECTORY_SMTP_URL": "mail.example:25"},
        {"DIRECTORY_SMTP_URL": "smtp://"},
        {"DIRECTORY_SMTP_URL": "smtp://mail.example:port"},
        {"DIRECTORY_REPORTS_KEPT_DAYS": "0"},
    ],
)
def test_a_setting_that_cannot_be_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        settings_with(**wrong)

"""One frozen settings object per process, read from the environment.

A process logs in to Postgres as exactly one role, so `DATABASE_URL` is the URL of *that* role. On one machine the
development stack writes the addresses of all roles to `<state>/connections.json`; a production process gets its own
`DATABASE_URL`, `OPENSEARCH_URL` and `REDIS_URL` from its environment and nothing else.
"""

from __future__ import annotations

import json
import os
from enum import StrEnum
from functools import lru_cache
from ipaddress import ip_network
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from directory.branding import accent as colours
from directory.platform import mail_server

CONNECTIONS_FILE = "connections.json"


class SettingsError(Exception):
    """A setting is missing or wrong; the message says which and how to mend it."""


class Role(StrEnum):
    """The database roles; a process logs in as one of them, `directory_<role>`."""

    OWNER = "owner"  # runs migrations
    REGISTRAR = "registrar"  # writes the register
    PUBLIC = "public"  # the public application: reads what is published, adds reports and saved widgets
    DESK = "desk"  # the signed-in application
    INDEXER = "indexer"  # reads what is published, works the feed
    WORKER = "worker"  # the rooms' jobs: mails and erases reports, keeps the statistics of widgets


# The roles whose passwords `directory migrate` sets; the owner has its own before anything is there.
LOGIN_ROLES = tuple(role for role in Role if role is not Role.OWNER)


class Environment(StrEnum):
    """Where the process runs; production refuses to start on values made for development."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


def state_folder() -> Path:
    """Return the folder of this installation's state, from `DIRECTORY_STATE` (default `.state`)."""
    return Path(os.environ.get("DIRECTORY_STATE") or ".state").resolve()


class Settings(BaseSettings):
    """All that can be set, frozen. Every field is an environment variable, listed in `docs/operations.md`."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    database_url: SecretStr = Field(alias="DATABASE_URL")
    opensearch_url: SecretStr = Field(alias="OPENSEARCH_URL")
    redis_url: SecretStr = Field(alias="REDIS_URL")
    environment: Environment = Field(default=Environment.DEVELOPMENT, alias="DIRECTORY_ENV")
    secret: SecretStr = Field(alias="DIRECTORY_SECRET")
    public_url: str = Field(default="http://127.0.0.1:8000", alias="DIRECTORY_PUBLIC_URL")
    site_name: str = Field(
        default="Verenigingsgids",
        alias="DIRECTORY_SITE_NAME",
        min_length=1,
        max_length=80,
        pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$",
    )
    # How the site looks and speaks; see directory/branding/brand.py.
    logo: Path | None = Field(default=None, alias="DIRECTORY_LOGO")
    accent: str | None = Field(default=None, alias="DIRECTORY_ACCENT", pattern=colours.PATTERN)
    accent_dark: str | None = Field(default=None, alias="DIRECTORY_ACCENT_DARK", pattern=colours.PATTERN)
    contact_url: str | None = Field(default=None, alias="DIRECTORY_CONTACT_URL", pattern=r"^https?://[^\s<>\"\\]+$")
    privacy_text: str = Field(default="", alias="DIRECTORY_PRIVACY_TEXT")
    privacy_file: Path | None = Field(default=None, alias="DIRECTORY_PRIVACY_FILE")
    metrics_token: SecretStr | None = Field(default=None, alias="DIRECTORY_METRICS_TOKEN")
    index_prefix: str = Field(default="associations", alias="DIRECTORY_INDEX_PREFIX", pattern=r"^[a-z][a-z0-9-]{0,40}$")
    # How long the generation before the live one is kept up to date, to go back to.
    index_grace_hours: float = Field(default=24, alias="DIRECTORY_INDEX_GRACE_HOURS", ge=0)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", alias="DIRECTORY_LOG_LEVEL")
    requests_per_minute: int = Field(default=600, alias="DIRECTORY_REQUESTS_PER_MINUTE", ge=0)  # 0: no limit
    trusted_proxies: str = Field(default="", alias="DIRECTORY_TRUSTED_PROXIES")
    # Of the people who keep the site: the sender of mail, and the addressee of what has no other.
    contact_email: str = Field(
        default="gids@localhost.localdomain",
        alias="DIRECTORY_CONTACT_EMAIL",
        pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
    )
    smtp_url: SecretStr | None = Field(default=None, alias="DIRECTORY_SMTP_URL")  # none: mail goes to a folder
    reports_per_hour: int = Field(default=10, alias="DIRECTORY_REPORTS_PER_HOUR", ge=0)  # per client; 0: no limit
    # Whether the web may fetch a page by a visitor's URL, to check the widget on it.
    check_pages: bool = Field(default=False, alias="DIRECTORY_CHECK_PAGES")
    reports_kept_days: int = Field(default=90, alias="DIRECTORY_REPORTS_KEPT_DAYS", ge=1, le=3650)

    @field_validator("public_url")
    @classmethod
    def _address_has_no_slash(cls, value: str) -> str:
        # Every address of ours is this one with a path behind it.
        return value.rstrip("/")

    @field_validator("trusted_proxies")
    @classmethod
    def _proxies_are_networks(cls, value: str) -> str:
        for part in filter(None, (part.strip() for part in value.split(","))):
            ip_network(part)
        return value

    @field_validator("logo", "accent", "accent_dark", "contact_url", "privacy_file", mode="before")
    @classmethod
    def _empty_is_not_set(cls, value: object) -> object:
        return value or None

    @field_validator("smtp_url")
    @classmethod
    def _smtp_url_is_one(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or not value.get_secret_value():
            return None
        mail_server.parsed(value.get_secret_value())
        return value

    @model_validator(mode="after")
    def _accent_can_be_read(self) -> Self:
        chosen = (
            ("DIRECTORY_ACCENT", self.accent, colours.LIGHT),
            ("DIRECTORY_ACCENT_DARK", self.accent_dark, colours.DARK),
        )
        for setting, colour, ground in chosen:
            if colour and (reason := colours.refusal(setting, colour, ground)):
                raise ValueError(reason)
        return self

    @model_validator(mode="after")
    def _production_is_not_development(self) -> Self:
        if self.environment is Environment.PRODUCTION:
            _refuse_development_values(self)
        return self


def _refuse_development_values(settings: Settings) -> None:
    if len(settings.secret.get_secret_value()) < 32:  # noqa: PLR2004 - 32 characters are 128 bits and more
        raise ValueError("DIRECTORY_SECRET: give at least 32 random characters in production")
    if settings.public_url == Settings.model_fields["public_url"].default:
        raise ValueError("DIRECTORY_PUBLIC_URL: give the address that visitors type, in production")
    if settings.contact_email == Settings.model_fields["contact_email"].default:
        raise ValueError("DIRECTORY_CONTACT_EMAIL: give the address of those who keep the site, in production")
    token = settings.metrics_token
    if token is not None and len(token.get_secret_value()) < 16:  # noqa: PLR2004 - shorter ones can be guessed
        raise ValueError("DIRECTORY_METRICS_TOKEN: give at least 16 random characters in production")


def connections(folder: Path) -> dict[str, str]:
    """Return the addresses that the development stack wrote, or nothing when it never ran here."""
    try:
        text = (folder / CONNECTIONS_FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    values: dict[str, str] = json.loads(text)
    return values


def _defaults_from_state(role: Role) -> dict[str, str]:
    known = connections(state_folder())
    names = {
        "DATABASE_URL": role.value,
        "OPENSEARCH_URL": "opensearch",
        "REDIS_URL": "redis",
        "DIRECTORY_SECRET": "secret",
    }
    return {setting: known[name] for setting, name in names.items() if name in known and not os.environ.get(setting)}


@lru_cache
def settings_for(role: Role) -> Settings:
    """Return the settings of a process that logs in as `role`; raises `SettingsError` with what is missing."""
    try:
        return Settings(**_defaults_from_state(role))  # type: ignore[arg-type]  # pydantic parses the strings
    except ValidationError as error:
        raise SettingsError(_explain(error)) from None


def _explain(error: ValidationError) -> str:
    """Name each wrong setting without repeating its value, which may be a secret."""
    problems = [
        f"{'.'.join(str(part) for part in item['loc']) or 'settings'}: {item['msg']}" for item in error.errors()
    ]
    return "Settings are not complete. " + "; ".join(problems) + ". Start the stack with `make run`, or set them."

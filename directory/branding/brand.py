"""What an installation looks and speaks like: its name, logo, colour, contact and words on privacy, from the settings.

Everything is read and checked at the start: a file that cannot be used stops it with one sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson
from markupsafe import escape

from directory.branding import accent, logo
from directory.platform.assets import STATIC_FOLDER
from directory.settings import Settings, SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LONGEST_PRIVACY = 20_000
_LOGO_HEIGHT = 28
# In letters: what phones and search bars have room for.
SHORTEST_NAME = 16
_NO_HOST = r"[^\w.:/~%\[\]-]"
LOGO, ICON, MANIFEST, STYLE = "logo.svg", "favicon.svg", "site.webmanifest", "site.css"


@dataclass(frozen=True, slots=True)
class Brand:
    """How this installation presents itself. `privacy` holds paragraphs of its own for the page on privacy."""

    name: str
    accent: accent.Accent
    logo: logo.Logo | None
    contact: str
    contact_text: str
    privacy: tuple[str, ...]
    host: str = ""  # what people type to come here: the address without its scheme

    @property
    def initial(self) -> str:
        """The first letter of the name, for the icon."""
        return next((sign.upper() for sign in self.name if sign.isalnum()), "•")

    @property
    def short_name(self) -> str:
        """The name as far as a phone or a search bar shows it: whole words, at least the first."""
        if len(self.name) <= SHORTEST_NAME:
            return self.name
        words = self.name.split()
        fitting = [" ".join(words[:count]) for count in range(len(words), 0, -1)]
        return next((name for name in fitting if len(name) <= SHORTEST_NAME), words[0][:SHORTEST_NAME])

    @property
    def logo_size(self) -> tuple[int, int]:
        """Width and height of the logo of its own, in pixels."""
        return (round(_LOGO_HEIGHT * self.logo.ratio) if self.logo else _LOGO_HEIGHT), _LOGO_HEIGHT


def brand(settings: Settings) -> Brand:
    """Read what the settings name; raises `SettingsError`."""
    href, text = _contact(settings)
    return Brand(
        name=settings.site_name,
        host=re.sub(r"^https?://", "", settings.public_url),
        accent=accent.accent(settings.accent, settings.accent_dark),
        logo=_logo(settings.logo),
        contact=href,
        contact_text=text,
        privacy=_paragraphs(settings),
    )


def files(brand: Brand) -> Mapping[str, bytes]:
    """Return the files of the site that follow the name, the logo and the colour."""
    sheet = (STATIC_FOLDER / STYLE).read_text(encoding="utf-8")
    made = {
        STYLE: accent.restyled(_with_host(sheet, brand.host), brand.accent).encode(),
        ICON: _icon(brand).encode(),
        MANIFEST: _manifest(brand),
    }
    return made if brand.logo is None else {**made, LOGO: brand.logo.body}


def _with_host(sheet: str, host: str) -> str:
    """Write the host into the style sheet: on paper it stands before the paths of links."""
    return sheet.replace('--host: "";', f'--host: "{re.sub(_NO_HOST, "", host)}";', 1)


def _contact(settings: Settings) -> tuple[str, str]:
    """Return the contact address of the site's keepers and its label; empty when none is set."""
    if settings.contact_url:
        return settings.contact_url, re.sub(r"^https?://(www\.)?", "", settings.contact_url).rstrip("/")
    if settings.contact_email == Settings.model_fields["contact_email"].default:
        return "", ""
    return f"mailto:{settings.contact_email}", settings.contact_email


def _logo(path: Path | None) -> logo.Logo | None:
    try:
        return None if path is None else logo.read(path)
    except logo.LogoError as error:
        raise SettingsError(f"DIRECTORY_LOGO: {error}.") from None


def _paragraphs(settings: Settings) -> tuple[str, ...]:
    """Return the words on privacy of this installation: those of the setting, then those of the file."""
    texts = [settings.privacy_text]
    if settings.privacy_file is not None:
        try:
            texts.append(settings.privacy_file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
            raise SettingsError(f"DIRECTORY_PRIVACY_FILE: {settings.privacy_file} cannot be read ({reason}).") from None
    if sum(map(len, texts)) > _LONGEST_PRIVACY:
        raise SettingsError(f"DIRECTORY_PRIVACY_FILE: the text is longer than {_LONGEST_PRIVACY} characters.")
    return tuple(" ".join(part.split()) for text in texts for part in re.split(r"\n\s*\n", text) if part.strip())


def _icon(brand: Brand) -> str:
    """Draw the initial on the deep colour: it can be read on light and on dark browsers alike."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="7" fill="{brand.accent.deep}"/>'
        '<text x="16" y="23.2" text-anchor="middle" font-family="system-ui, Arial, sans-serif" font-size="21"'
        f' font-weight="700" fill="#fff">{escape(brand.initial)}</text></svg>\n'
    )


def _manifest(brand: Brand) -> bytes:
    return orjson.dumps(
        {
            "id": "/",
            "name": brand.name,
            "short_name": brand.short_name,
            "lang": "nl-BE",
            "dir": "ltr",
            "start_url": "/",
            "scope": "/",
            "display": "minimal-ui",
            "background_color": accent.LIGHT.surfaces["paper"],
            "theme_color": brand.accent.deep,
            "icons": [
                {"src": ICON, "type": "image/svg+xml", "sizes": "any"},
                {"src": "/icoon.png", "type": "image/png", "sizes": "512x512"},
            ],
        }
    )

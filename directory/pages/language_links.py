"""The language in a page's addresses: links that keep the choice, the language switcher, `canonical`, `hreflang`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from jinja2 import Template
from markupsafe import Markup

from directory.platform import i18n
from directory.platform.i18n import SITE_LANGUAGES, Language
from directory.platform.language_negotiation import PARAMETER, current_choice, with_language

if TYPE_CHECKING:
    from collections.abc import Callable

_LINK = re.compile(r'(<(?:a|form)\b[^>]*?\s(?:href|action)=")([^"]*)("[^>]*>)')


class PageTemplate(Template):
    """A template whose pages keep a language that was chosen in the URL."""

    def render(self, *args: object, **kwargs: object) -> str:
        """Render the page; see `keep_choice`."""
        values: dict[str, Any] = self.environment.globals
        return keep_choice(super().render(*args, **kwargs), values["takes_language"])


def keep_choice(page: str, takes_language: Callable[[str], bool]) -> str:
    """Put a language that was chosen in the URL in every link and form of a page that leads to the site itself.

    Done on the finished page: a link in a new template cannot forget it, and pages without the choice cost nothing.
    """
    choice = current_choice()
    if not choice.in_url:
        return page
    hidden = f'\n<input type="hidden" name="{PARAMETER}" value="{choice.language}">'

    def kept(match: re.Match[str]) -> str:
        before, address, after = match.groups()
        if before.startswith("<form") and 'method="post"' not in match[0]:
            return match[0] + hidden  # a browser drops the query of such a form's address
        # In HTML `&` is written `&amp;`; the one that is added here too.
        linked = with_language(address, choice.language, takes_language)
        return before + linked.replace(f"&{PARAMETER}=", f"&amp;{PARAMETER}=") + after

    return _LINK.sub(kept, page)


class SwitcherLink(NamedTuple):
    """A link of the language switcher: the same page in another language, with that language's name for itself."""

    language: Language
    name: str
    href: str
    is_current: bool


def switcher() -> tuple[SwitcherLink, ...]:
    """Return the links to this page in each language; none where the language cannot be chosen in the URL."""
    choice = current_choice()
    if not choice.has_switcher:
        return ()
    return tuple(
        SwitcherLink(
            language,
            str(language.locale.language_name),
            f"?{urlencode([*choice.query, (PARAMETER, language)])}",
            language is choice.language,
        )
        for language in SITE_LANGUAGES
    )


def in_language(address: str, language: Language) -> str:
    """Return the one address of a page in a language, for `canonical` and `hreflang`: Dutch has the bare address."""
    return address if language is Language.DUTCH else with_language(address, language, lambda _path: True)


def dutch_content() -> Markup:
    """Return the attribute ` lang="nl"` for an element with text of the register, on a page in another language."""
    return Markup("") if i18n.current_language() is Language.DUTCH else Markup(' lang="nl"')

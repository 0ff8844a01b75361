"""Mail addresses that a mail can really carry: one plain address, in letters that every server takes."""

from __future__ import annotations

from email.errors import HeaderParseError
from email.headerregistry import Address

from directory.urls import contact_links

_LONGEST = 254


def plain(value: str) -> str | None:
    """Return the address in ASCII letters, its domain encoded where it has others; None when it is not one address."""
    name, _, domain = value.strip().rpartition("@")
    try:
        found = f"{name}@{domain.encode('idna').decode()}"
        # The library that writes the mail is asked too: what it cannot read would stop the mail later.
        is_one = Address(addr_spec=found).addr_spec == found
    except (UnicodeError, HeaderParseError, ValueError, IndexError):
        return None
    fits = found.isascii() and len(found) <= _LONGEST and contact_links.mail_address(found) is not None
    return found if is_one and fits else None

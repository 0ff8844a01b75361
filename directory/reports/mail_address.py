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
        address = f"{name}@{domain.encode('idna').decode()}"
        # Before the parser: brackets and the like break it (`0@[` is an AttributeError in the standard library).
        if not address.isascii() or len(address) > _LONGEST or contact_links.mail_address(address) is None:
            return None
        # The library that writes the mail is asked too: what it cannot read would stop the mail later.
        return address if Address(addr_spec=address).addr_spec == address else None
    except (UnicodeError, HeaderParseError, ValueError, IndexError):
        return None

"""Two origins: the site, and the pages of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import served
from tests.browser.widgets.host_pages import CLOSED, FRAMED, HOSTS, MORE, STRIPPED, serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def hosts(address: str) -> Iterator[str]:
    """Return the address of the pages of others."""
    pages = {**HOSTS, **MORE, "closed": CLOSED, "framed": FRAMED, "stripped": STRIPPED}
    with served(serving(pages, address)) as found:
        yield found

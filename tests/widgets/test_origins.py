"""Which sites may show a saved widget: read strictly, compared exactly."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.widgets.saved import origins

SAVED = ("https://gent.be", "https://www.gent.be")
# Origins that an attacker may send, or that look like gent.be.
HOSTILE = (
    "https://evil-gent.be",
    "https://evilgent.be",
    "https://gent.be.evil.be",
    "https://gent.be.evil",
    "https://sub.gent.be",
    "https://gent.bes",
    "https://gent.b",
    "https://ent.be",
    "http://gent.be",
    "https://gent.be:8443",
    "https://gent.be:443",
    "https://gent.be:80",
    "https://gent.be.",
    "https://gent.be/",
    "https://gent.be@evil.be",
    "https://gent.be:x@evil.be",
    "https://evil.be#gent.be",
    "https://evil.be?https://gent.be",
    "https://evil.be/https://gent.be",
    "https://evil.be\\gent.be",
    "https://gent.be\\@evil.be",
    "https://gent.be\n",
    "https://gent.be\r\nX: y",
    "https://gent.be https://evil.be",
    "https://GENT.be",
    "HTTPS://gent.be",
    "https://*.gent.be",
    "https://*",
    "*",
    "https://gеnt.be",  # noqa: RUF001 - one letter is Cyrillic, on purpose
    "https://xn--gnt-qdd.be",
    "https://gent。be",
    "https://ｇent.be",  # noqa: RUF001 - a wide letter, on purpose
    "https://gent.be\u200b",
    "https://gent.be%00.evil.be",
    "https://gent.be\x00",
    "https://[::1]",
    "https://192.0.2.7",
    "//gent.be",
    "gent.be",
    "null",
    "file://",
    "",
)
REFUSED = (
    "https://gent.be.",
    "https://.gent.be",
    "https://gent..be",
    "https://*.gent.be",
    "*",
    "https://gent.be@evil.be",
    "https://naam:geheim@gent.be",
    "https://gent.be:0",
    "https://gent.be:65536",
    "https://gent.be:",
    "https://gent.be:8_0",
    "https://gent.be:٨٠",
    "https://gent.be\\evil.be",
    "https://gent.be%2eevil.be",
    "https://192.0.2.7",
    "https://[2001:db8::1]",
    "https://[::1",
    "https://127.1",
    "https://0x7f.1",
    "https://gent.0x7f",
    "https://3232235777",
    "https://gеnt.be",  # noqa: RUF001 - one letter is Cyrillic, on purpose
    "https://xn--gnt-qdd.be",
    "https://ｇent.be",  # noqa: RUF001 - a wide letter, on purpose
    "https://gent。be",
    "https://ɡent.be",  # noqa: RUF001 - a script g, on purpose
    "https://lıer.be",  # noqa: RUF001 - a dotless i, on purpose
    "https://gent.be\u200b",
    "https://ge\u202ent.be",
    "https://gent\u00ad.be",
    "https://-gent.be",
    "https://gent-.be",
    "https://ge_nt.be",
    "https://ab--cd.be",
    "https://xn--a.be",
    "https://gent",
    "ftp://gent.be",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://",
    "https:///pad",
    "https://gent.be, https://evil.be",
    "https://gent.be;script-src *",
    "https://gent.be 'unsafe-inline'",
    f"https://{'a' * 64}.be",
    f"https://{'a.' * 140}be",
)
names = st.lists(st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12), min_size=1, max_size=3).map(
    lambda labels: ".".join((*labels, "be"))
)


@pytest.mark.parametrize("sent", HOSTILE, ids=ascii)
def test_a_site_that_only_looks_like_a_saved_one_is_not_allowed(sent: str) -> None:
    assert not origins.is_allowed(sent, SAVED)


def test_a_saved_site_is_allowed_and_a_silent_browser_is_not() -> None:
    assert origins.is_allowed("https://gent.be", SAVED)
    assert origins.is_allowed("https://www.gent.be", SAVED)
    assert not origins.is_allowed(None, SAVED)


@pytest.mark.parametrize("typed", REFUSED, ids=ascii)
def test_a_doubtful_address_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(origins.InvalidOrigin) as refused:
        origins.parse_origin(typed)
    assert str(refused.value).endswith(".")
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("gent.be", "https://gent.be"),
        ("GENT.be", "https://gent.be"),
        ("https://www.gent.be/vrije-tijd?x=1#y", "https://www.gent.be"),
        ("https://gent.be:443", "https://gent.be"),
        ("http://gent.be:80/", "http://gent.be"),
        ("gent.be:8443", "https://gent.be:8443"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://liège.example", "https://xn--lige-6oa.example"),
        ("https://xn--lige-6oa.example", "https://xn--lige-6oa.example"),
    ],
)
def test_an_address_is_kept_as_a_browser_would_send_it(typed: str, expected: str) -> None:
    assert origins.parse_origin(typed) == expected


@given(names, st.sampled_from(["https", "http"]), st.integers(1, 65535))
def test_an_origin_read_again_stays_the_same(name: str, scheme: str, port: int) -> None:
    first = origins.parse_origin(f"{scheme}://{name.upper()}:{port}/pad")
    assert origins.parse_origin(first) == first
    assert origins.is_allowed(first, [first])


@given(names, names)
def test_only_the_very_name_is_allowed(saved: str, other: str) -> None:
    allowed = [origins.parse_origin(saved)]
    for near in (f"{other}{saved}", f"{other}.{saved}", f"{saved}.{other}", f"{saved}:8443", f"{saved}."):
        assert not origins.is_allowed(f"https://{near}", allowed)


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_a_clean_origin_or_a_sentence(typed: str) -> None:
    found = origins.parse_lines(typed)
    for origin in found.origins:
        assert origin.isascii()
        assert origin.startswith(("https://", "http://"))
        assert not set(origin) & set(" \t\r\n;,'\"*\\@?#")
    assert all(problem.isprintable() for problem in found.problems)


def test_the_policy_names_the_sites_and_ourselves() -> None:
    assert origins.frame_ancestors(SAVED) == "frame-ancestors 'self' https://gent.be https://www.gent.be"
    assert origins.frame_ancestors(()) == "frame-ancestors *"


def test_sites_are_read_one_on_a_line_each_once_and_not_too_many() -> None:
    typed = origins.parse_lines("gent.be\r\n\r\nhttps://GENT.be/x\nkwaad\\gent.be\n")
    assert typed.origins == ("https://gent.be",)
    assert len(typed.problems) == 1
    many = origins.parse_lines("\n".join(f"site{number}.be" for number in range(origins.MOST_ORIGINS + 3)))
    assert len(many.origins) == origins.MOST_ORIGINS
    assert len(many.problems) == 1

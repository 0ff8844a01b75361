"""Whatever is asked, the answer is calm, and nothing private is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from hypothesis import example, given, settings
from hypothesis import strategies as st

from directory.search.criteria.url_parameters import PARAMETERS
from tests.privacy.canaries import found_in

if TYPE_CHECKING:
    from tests.privacy.world import World

AWKWARD = (
    "", " ", "'t Verlof", "K.S.A.", "Sint-Jozef", "ij", "مرحبا", "🎈" * 40, "a" * 500, "\0", '( [ { " / : ! ^ ~ -',
    "*", "name:*", "_exists_:x", "AND OR NOT", "\\", "%", "%00", "%ff", "{{7*7}}", "<script>", "' OR 1=1 --", "-1", "0",
    "999999999999999999999", "NaN", "null", "true", "2026-02-30", "0000-00-00", "51.05,3.72", "91,181", "V9100001",
    "\u202e", "\ud7ff", "\u0130", "ß", "ﬀ", "\u0345",
)  # fmt: skip
VALUES = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=30), st.integers().map(str), st.floats().map(str))
NAMES = st.one_of(st.sampled_from(sorted(PARAMETERS)), st.text(max_size=10))
QUESTIONS = st.lists(st.tuples(NAMES, VALUES), max_size=6)
SEGMENTS = st.one_of(st.sampled_from(("zoeken", "zoeken.json", "vereniging", "static", "V9100001", "..", ".")), VALUES)


def is_calm(world: World, address: str, **headers: str) -> bool:
    """Tell whether the answer is one that we mean to give, without anything private."""
    answer = world.client.get(address, headers=headers)
    return answer.status_code < 500 and not found_in(world.canaries.private, [f"{answer.headers} {answer.text}"])


@given(path=st.sampled_from(["/zoeken", "/zoeken.json", "/"]), question=QUESTIONS)
@example(path="/zoeken", question=[("pagina", "100"), ("q", "koor")])
@settings(max_examples=120, deadline=None)
def test_no_question_breaks_the_search(world: World, path: str, question: list[tuple[str, str]]) -> None:
    query = "&".join(f"{_written(name)}={_written(value)}" for name, value in question)

    assert is_calm(world, f"{path}?{query}")


@given(segments=st.lists(SEGMENTS, max_size=4))
@settings(max_examples=80, deadline=None)
def test_no_path_breaks_the_application(world: World, segments: list[str]) -> None:
    path = "/" + "/".join(quote(segment, safe="", errors="replace") for segment in segments)
    # The client itself refuses two slashes in front: what follows would be a host.
    assert is_calm(world, "/" + path.lstrip("/"))


@given(query=st.binary(max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_bytes_in_a_query_break_the_search(world: World, query: bytes) -> None:
    assert is_calm(
        world, "/zoeken?" + "".join(f"%{byte:02x}" if byte > 126 or byte < 33 else chr(byte) for byte in query)
    )


@given(vcode=st.one_of(VALUES, st.from_regex(r"[Vv][0-9]{7}", fullmatch=True)), slug=VALUES)
@settings(max_examples=60, deadline=None)
def test_no_vcode_breaks_the_page_of_an_association(world: World, vcode: str, slug: str) -> None:
    assert is_calm(world, f"/vereniging/{quote(vcode, safe='')}/{quote(slug, safe='')}")


@given(
    name=st.sampled_from(["Accept", "Accept-Encoding", "If-None-Match", "Range", "X-Forwarded-For", "Authorization"]),
    value=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60),
)
@settings(max_examples=60, deadline=None)
def test_no_header_breaks_the_search(world: World, name: str, value: str) -> None:
    assert is_calm(world, "/zoeken?q=koor", **{name: value})


def _written(text: str) -> str:
    return quote_plus(text, errors="replace")

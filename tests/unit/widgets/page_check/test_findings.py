"""What the check says of a page: there, whole, allowed by its policy, up to date, and how to mend what is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search.criteria.known_codes import Codes
from directory.widgets.embedding import snippets
from directory.widgets.embedding.snippets import PinnedScript, SnippetTarget
from directory.widgets.page_check.csp import CspNeed, parse_policies, parse_policy
from directory.widgets.page_check.findings import FindingLevel, Installation, examine
from directory.widgets.settings.fields import WidgetCodes
from directory.widgets.settings.model import WidgetOptions

ORIGIN = "https://gids.example"
GENT = SnippetTarget(ORIGIN, "/gemeente/gent", "Alle verenigingen in Gent")
OPTIONS = WidgetOptions(municipalities=("44021",))
NEWEST = PinnedScript("/widget/1.2.0/zoeker.js", "sha384-nieuw")
OURS = Installation(
    ORIGIN, WidgetCodes(Codes(frozenset({"SPRT"}), {"44021": "44021", "45017": "44086"})), {"zoeker": NEWEST}
)
WHOLE = "<!doctype html><html><head><title>Gent</title></head><body><h1>Gent</h1>{}</body></html>"
ELEMENT = WHOLE.format(snippets.element(OPTIONS, GENT))
FRAME = WHOLE.format(snippets.frame(OPTIONS, GENT))
OLD = WHOLE.format(snippets.element(OPTIONS, GENT, PinnedScript("/widget/1.0.2/zoeker.js", "sha384-oud")))
SANDBOXED = WHOLE.format(f'<iframe title="x" sandbox="{{}}" src="{ORIGIN}/embed?gemeente=44021"></iframe>')
IN_WORDPRESS = '<link rel="stylesheet" href="/wp-content/themes/x.css">'
SCRIPT = f"{ORIGIN}/widget/v1/zoeker.js"


def _said(html: str, *headers: str) -> list[str]:
    return [f"{finding.level}: {finding.what} {finding.mend}" for finding in examine(html, headers, OURS)]


def _wrong(html: str, *headers: str) -> list[str]:
    return [finding.what for finding in examine(html, headers, OURS) if finding.level is FindingLevel.WRONG]


@pytest.mark.parametrize(
    "code",
    [
        snippets.element(OPTIONS, GENT),
        snippets.element(OPTIONS, GENT, NEWEST),
        snippets.frame(OPTIONS, GENT),
        snippets.frame(OPTIONS, GENT, with_script=False),
        snippets.wordpress(OPTIONS, GENT),
        snippets.drupal(OPTIONS, GENT),
    ],
)
def test_the_code_as_we_print_it_is_good(code: str) -> None:
    (said,) = _said(WHOLE.format(code))
    assert said.startswith("good: ")


@pytest.mark.parametrize(
    ("html", "about"),
    [
        (WHOLE.format(""), "geen widget"),
        ("", "geen widget"),
        (WHOLE.format("&lt;verenigingen-zoeker&gt;"), "als tekst"),
        (WHOLE.format(snippets.script(OPTIONS, GENT)), "de widget zelf niet"),
        (WHOLE.format(f"<p>{ORIGIN}/embed?gemeente=44021</p>"), "als tekst"),
        (ELEMENT.replace('<script type="module" src=', "<p class="), "zoeker.js ontbreekt"),
        (OLD.replace('type="module"', ""), 'type="module"'),
        (ELEMENT.replace("https://gids.example/widget", "http://gids.example/widget"), "https-adres"),
        (ELEMENT.replace("></script>", ' integrity="sha384-x"></script>'), "controlegetal"),
        (FRAME.replace('title="', 'data-title="'), "geen titel"),
        (FRAME.replace("/embed?", "/zoeken?"), "niet toelaat"),
        (SANDBOXED.format(""), "te streng"),
        (SANDBOXED.format("allow-popups allow-forms-not"), "te streng"),
        (ELEMENT.replace("44021", "99999"), "99999"),
        (ELEMENT.replace("gemeente=", "gemeentes="), "gemeentes"),
        (FRAME.replace("44021", "abc"), "abc"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(html: str, about: str) -> None:
    found = [finding for finding in examine(html, (), OURS) if about in finding.what]
    assert found
    assert found[0].level is FindingLevel.WRONG
    assert found[0].mend.endswith(".")


@pytest.mark.parametrize("wordpress", [False, True])
def test_a_link_is_a_form_of_its_own(wordpress: bool) -> None:
    page = WHOLE.format(snippets.link(GENT)) + IN_WORDPRESS * wordpress
    (finding,) = examine(page, (), OURS)
    assert finding.level is FindingLevel.GOOD
    assert "link" in finding.what
    assert ("WordPress" in finding.mend, GENT.link in finding.mend) == (wordpress, wordpress)


@pytest.mark.parametrize("lost", ["element", "script"])
def test_in_wordpress_the_address_of_the_page_is_advised(lost: str) -> None:
    stripped = ELEMENT.split("<script")[0] if lost == "script" else WHOLE.format(snippets.script(OPTIONS, GENT))
    (finding,) = examine(stripped + IN_WORDPRESS, (), OURS)
    assert finding.level is FindingLevel.WRONG
    assert "eigen regel" in finding.mend
    assert "iframe." not in finding.mend


@pytest.mark.parametrize(
    "held",
    [
        FRAME.replace(' src="', ' data-src="', 1),
        FRAME.replace(' src="', ' src="about:blank" data-cookieblock-src="', 1),
        ELEMENT.replace('type="module"', 'type="text/plain" data-category="marketing"'),
        ELEMENT.replace('type="module" src=', 'type="module" data-src='),
        ELEMENT.replace('type="module"', 'type="application/x-consent"'),
    ],
)
def test_a_consent_tool_is_named_and_nothing_else_is_blamed(held: str) -> None:
    (said, *others) = [finding for finding in examine(held, (), OURS) if finding.level is not FindingLevel.GOOD]
    assert others == []
    assert said.level is FindingLevel.ADVICE
    assert "cookietool" in said.what


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-same-origin", "ALLOW-FORMS", "allow-forms"])
def test_a_sandbox_in_which_a_visitor_can_search_is_good(sandbox: str) -> None:
    assert _wrong(SANDBOXED.format(sandbox)) == []


@pytest.mark.parametrize(
    ("policy", "is_told"),
    [
        (f"script-src {ORIGIN}; connect-src {ORIGIN}; frame-src {ORIGIN}", False),
        (f"default-src {ORIGIN}", True),
        (f"default-src {ORIGIN}; style-src 'self'", True),
        (f"default-src {ORIGIN}; style-src 'self' 'unsafe-inline'", False),
        (f"default-src {ORIGIN}; style-src 'self' 'unsafe-inline' 'nonce-x'", True),
        (f"default-src {ORIGIN}; style-src-attr 'unsafe-inline'; style-src 'none'", False),
    ],
)
def test_a_policy_that_blocks_the_style_of_an_older_snippet_is_told(policy: str, is_told: bool) -> None:
    old = ELEMENT.replace("<verenigingen-zoeker ", '<verenigingen-zoeker style="min-height:56rem" ')
    assert any("style-attribuut" in said for said in _said(old, policy)) == is_told
    assert not any("style-attribuut" in said for said in _said(ELEMENT, policy))


def test_advice_is_given_where_it_works_but_could_be_better() -> None:
    assert any(said.startswith("advice: In de widget staat geen link") for said in _said(_unlinked(ELEMENT)))
    old = snippets.element(OPTIONS, GENT, PinnedScript("/widget/1.0.0/zoeker.js", "sha384-oud"))
    assert any("oudere versie" in said and NEWEST.integrity in said for said in _said(WHOLE.format(old)))
    merged = WHOLE.format(snippets.element(WidgetOptions(municipalities=("45017",)), GENT))
    assert any("oude NIS-code" in said and "44086" in said for said in _said(merged))
    for html in (_unlinked(ELEMENT), WHOLE.format(old), merged):
        assert _wrong(html) == []


def _unlinked(html: str) -> str:
    return html.replace('<a href="https://gids.example', '<a href="https://elders.example')


def test_a_wrong_hash_of_the_newest_release_is_told() -> None:
    broken = snippets.element(OPTIONS, GENT, PinnedScript(NEWEST.path, "sha384-anders"))
    assert any("klopt niet" in what for what in _wrong(WHOLE.format(broken)))


@pytest.mark.parametrize(
    ("header", "allowed"),
    [
        ("", True),
        ("img-src 'none'", True),
        (f"script-src {ORIGIN}; connect-src {ORIGIN}; frame-src {ORIGIN}", True),
        ("default-src https:", True),
        ("default-src *", True),
        ("default-src *.example", True),
        (f"default-src 'none'; script-src {ORIGIN}/widget/; connect-src {ORIGIN}; child-src {ORIGIN}", True),
        ("default-src 'self'", False),
        ("default-src 'none'", False),
        ("script-src", False),
        ("script-src *.gids.example", False),
        ("script-src https://gids.example:8443", False),
        ("script-src https://gids.example.evil", False),
        (f"script-src 'strict-dynamic' 'nonce-x' {ORIGIN}", False),
        (f"script-src {ORIGIN}, script-src 'self'", False),
        (f"script-src {ORIGIN}; connect-src 'self'", False),
        (f"script-src {ORIGIN}; script-src-elem 'self'", False),
        ("connect-src 'none'; connect-src *", False),
    ],
)
def test_a_policy_is_read_as_a_browser_reads_it(header: str, allowed: bool) -> None:
    assert (_wrong(ELEMENT, header) == []) is allowed


def test_a_policy_in_the_page_counts_like_one_in_the_header() -> None:
    inside = ELEMENT.replace(
        "<title>", "<meta http-equiv=Content-Security-Policy content=\"default-src 'self'\"><title>"
    )
    assert any("script-src" in what for what in _wrong(inside))
    assert any("connect-src" in what for what in _wrong(inside))


def test_a_frame_needs_only_to_be_framed() -> None:
    assert _wrong(FRAME, f"script-src {ORIGIN}; frame-src {ORIGIN}; connect-src 'none'") == []
    assert any("frame-src" in what for what in _wrong(FRAME, "frame-src 'self'"))


def test_a_nonce_on_the_script_opens_a_policy_that_asks_for_it() -> None:
    marked = ELEMENT.replace('<script type="module"', '<script nonce="abc" type="module"')
    header = f"script-src 'nonce-abc' 'strict-dynamic'; connect-src {ORIGIN}"
    assert _wrong(marked, header) == []
    assert _wrong(ELEMENT, header)


@settings(max_examples=25)
@given(st.text(max_size=100), st.text(max_size=60))
def test_whatever_is_pasted_gets_an_answer(html: str, header: str) -> None:
    assert examine(html, [header], OURS)


@given(
    st.lists(
        st.sampled_from(["<verenigingen-zoeker", ">", "</a>", "<!--", "<script", " src=", ORIGIN, "<a href=", '"'])
    )
)
def test_a_page_in_pieces_gets_an_answer(pieces: list[str]) -> None:
    assert examine("".join(pieces), (), OURS)


@settings(max_examples=25)
@given(st.sampled_from(CspNeed), st.text(st.characters(codec="ascii"), max_size=40))
def test_none_allows_nothing_whatever_stands_beside_it(needed: CspNeed, other: str) -> None:
    assert not parse_policy(f"{needed} 'none'; {other}").allows(needed, SCRIPT)


def test_each_policy_of_several_counts() -> None:
    assert len(parse_policies(["default-src *, script-src 'self'", "img-src *"])) == 3

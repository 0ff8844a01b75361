"""Pages of others, of our own making: the sites that a widget must survive, and that must survive the widget."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from directory.widgets.embedding import snippets
from directory.widgets.embedding.snippets import SnippetTarget
from directory.widgets.settings.enums import DetailTarget, WidgetView
from directory.widgets.settings.model import WidgetOptions
from tests.pages.world import CHOIR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

WIDE = WidgetOptions(provinces=("BE24",))
SITE = "https://site.invalid"  # becomes the address that the site has in this run
PLACE = SnippetTarget(SITE, "/gemeente/leuven", "Alle verenigingen in Leuven")
ELEMENT = snippets.element(WIDE, PLACE)
SECOND = snippets.element(
    WidgetOptions(municipalities=("24062",), key="tweede-"),
    SnippetTarget(SITE, "/gemeente/leuven", "Nog meer verenigingen in Leuven"),
)
FRAME = snippets.frame(WIDE, PLACE)

BOOTSTRAP_LIKE = """
*,*::before,*::after{box-sizing:border-box}
body{margin:0;font-family:system-ui,sans-serif;font-size:1rem;line-height:1.5;color:#212529;background:#fff}
h1,h2,h3,h4,h5,h6{margin-top:0;margin-bottom:.5rem;font-weight:500;line-height:1.2}
ol,ul{padding-left:2rem;margin-bottom:1rem} a{color:#0d6efd} button,input{margin:0;font-family:inherit}
[type=search]{outline-offset:-2px;-webkit-appearance:textfield}
fieldset{border:1px solid red} legend{float:left;width:100%}
li{display:none!important} input{display:none!important}
"""
OLD = """
var names = ["map", "filter", "forEach", "find", "reduce", "some", "every", "includes", "indexOf", "slice", "concat",
  "join", "push", "sort"];
for (var n = 0; n < names.length; n++) Array.prototype[names[n]] = function () { throw new Error("an old page"); };
Array.from = function () { throw new Error("an old page"); };
Array.prototype.toJSON = function () { return "old"; };
Array.prototype.extra = function () {};
window.jQuery = window.$ = function () { return window.$; };
"""
IN_A_BOX = """
customElements.define("host-box", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    const inside = document.createElement("verenigingen-zoeker");
    inside.setAttribute("provincie", "BE24");
    root.append(inside);
  }
});
"""
IN_AND_OUT = """
addEventListener("DOMContentLoaded", () => {
  const inside = document.createElement("verenigingen-zoeker");
  inside.setAttribute("provincie", "BE24");
  const place = document.querySelector("#plaats");
  place.append(inside);
  inside.remove();
  place.append(inside);
});
"""
OWN_SHEET = "body{font-family:serif}"
STRICT = (
    f"default-src 'none'; script-src {SITE}; connect-src {SITE}; frame-src {SITE}; style-src 'self';"
    " require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class Host:
    """A page of another site. `added` are the names that the page itself puts on the window."""

    body: str = ELEMENT
    css: str = ""
    script: str = ""
    head: str = ""
    html: str = 'lang="nl"'
    headers: Mapping[str, str] = field(default_factory=dict)
    added: frozenset[str] = frozenset()
    width: int = 1000
    count: int = 1

    def page(self, site: str) -> str:
        """Return the page as its server sends it."""
        style = f"<style>{self.css}</style>" if self.css else ""
        script = f"<script>{self.script}</script>" if self.script else ""
        return (
            f'<!DOCTYPE html><html {self.html}><head><meta charset="utf-8"><title>Gemeente</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"{self.head}{style}{script}</head><body><main><h1>Verenigingen</h1>"
            f'<p>Zoek hieronder.</p><div id="plaats">{self.body}</div><p id="na">Na de widget.</p></main></body></html>'
        ).replace(SITE, site)


HOSTS: dict[str, Host] = {
    "bare": Host(),
    "reset": Host(css=BOOTSTRAP_LIKE),
    "unset": Host(css="body *{all:unset} h1,p{display:block}"),
    "rtl": Host(html='lang="ar" dir="rtl"'),
    "narrow": Host(css="body{margin:0}#plaats{width:300px}", width=375),
    "wide": Host(width=1240),
    "strict": Host(
        head='<link rel="stylesheet" href="/own.css">',
        headers={"Content-Security-Policy": STRICT},
    ),
    "old": Host(script=OLD, added=frozenset({"names", "n", "jQuery", "$"})),
    "two": Host(body=ELEMENT + SECOND, count=2),
    "box": Host(
        body=f"<host-box></host-box>{snippets.script(WIDE, PLACE)}",
        script=IN_A_BOX,
        css="host-box{display:block;min-height:56rem}",
    ),
    "in and out": Host(body=snippets.script(WIDE, PLACE), script=IN_AND_OUT, css="#plaats{min-height:56rem}"),
    "base": Host(head='<base href="https://elsewhere.invalid/pages/">'),
}
LISTENING = """
addEventListener("DOMContentLoaded", () => {
  for (const type of ["klaar", "resultaten", "kies", "filter", "leeg", "fout"]) {
    document.addEventListener("vz:" + type, (event) => {
      document.querySelector("#gehoord").append(event.type + " ");
      if (type === "kies") event.preventDefault();
    });
  }
});
"""
DARK = "html{color-scheme:dark;background:#111;color:#eee}"
# For single tests: other forms of a widget, and other pages around it.
MORE = {
    "dark": Host(css=DARK),
    "heard": Host(
        body=snippets.element(WidgetOptions(provinces=("BE24",), history=True, key="mijn-"), PLACE)
        + '<p id="gehoord"></p>',
        script=LISTENING,
    ),
    "card": Host(body=snippets.element(WidgetOptions(vcode=CHOIR), PLACE)),
    "counter": Host(body=snippets.element(WidgetOptions(provinces=("BE24",), view=WidgetView.COUNTER), PLACE)),
    "names": Host(body=snippets.element(WidgetOptions(provinces=("BE24",), view=WidgetView.NAMES, facets=()), PLACE)),
    "panel": Host(body=snippets.element(WidgetOptions(provinces=("BE24",), detail=DetailTarget.PANEL), PLACE)),
}
CLOSED = Host(body=f"<details><summary>Verenigingen</summary>{ELEMENT}</details>")
FRAMED = Host(body=FRAME)
# An editor that takes out what it does not trust: scripts, and elements that it does not know.
STRIPPED = Host(body=re.sub(r"<script.*?</script>|</?verenigingen-[^>]*>", "", ELEMENT + FRAME, flags=re.DOTALL))


def serving(pages: Mapping[str, Host], site: str) -> Starlette:
    """Return an application with these pages, each below its name."""

    async def give(request: Request) -> Response:
        host = pages[request.path_params["name"]]
        headers = {name: value.replace(SITE, site) for name, value in host.headers.items()}
        return HTMLResponse(host.page(site), headers=headers)

    async def no_icon(_request: Request) -> Response:
        return Response(status_code=204)

    async def own_sheet(_request: Request) -> Response:
        return Response(OWN_SHEET, media_type="text/css")

    routes = [Route("/favicon.ico", no_icon), Route("/own.css", own_sheet), Route("/{name}", give)]
    return Starlette(routes=routes)

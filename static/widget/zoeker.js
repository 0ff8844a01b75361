// <verenigingen-zoeker>: the associations of a municipality on its own page. One file, no framework, no storage.
//
// It lives on pages of others. So it builds elements only (no markup from text), styles itself inside its shadow root,
// and calls no method of Array.prototype: old pages replace those.

const HOME = new URL(import.meta.url).origin;
const VERSION = 1;
const PATIENCE = 8000;
// What the search is asked with, in this order: the same question is the same address, and caches hit.
const ASKED = ["gemeente", "provincie", "postcode", "werkingsgebied", "rond", "straal", "hoofdactiviteit", "type",
  "doelgroep", "facetten", "velden", "weergave", "per-pagina", "sort", "detail", "detail-url", "bron", "beperk",
  "widget"];
const HOW = ["taal", "kop", "laden", "geschiedenis", "sleutel", "suggesties", "q"];
// What is said before the first answer, or without one: name of the field, button, failure, once more.
const WORDS = {
  nl: ["Naam of activiteit", "Zoeken", "Zoeken lukt nu even niet.", "Probeer opnieuw"],
  fr: ["Nom ou activité", "Chercher", "La recherche ne répond pas pour le moment.", "Réessayer"],
  de: ["Name oder Tätigkeit", "Suchen", "Die Suche antwortet gerade nicht.", "Noch einmal versuchen"],
  en: ["Name or activity", "Search", "Search does not answer right now.", "Try again"],
};

const CSS = `
:host{display:block}
:host([hidden]){display:none}
*,::after{box-sizing:border-box}
.w{container-type:inline-size;direction:ltr;text-align:start;line-height:1.5;color:var(--vz-tekst,inherit);font-family:var(--vz-lettertype,inherit);background:var(--vz-vlak,none);letter-spacing:normal;text-transform:none;white-space:normal;--a:var(--vz-accent,#0b5c4a);--z:var(--vz-tekst-zacht,color-mix(in srgb,currentColor 82%,transparent));--e:var(--vz-rand,color-mix(in srgb,currentColor 58%,transparent));--r:var(--vz-radius,4px);--s:var(--vz-ruimte,.75em)}
:host([thema=vlaanderen]) .w{--a:var(--vz-accent,#05c);--vz-focus:#05c}
:host([thema=contrast]) .w{--a:#000;--z:currentColor;--e:currentColor;background:#fff;color:#000}
:host([thema=donker]) .w{background:var(--vz-vlak,#121816);color:var(--vz-tekst,#eef2f0);--a:var(--vz-accent,#8fd3bf);--vz-accent-tekst:#121816;--vz-focus:#8fd3bf;padding:var(--s)}
h2,h3,h4,h5,h6,p,ol,form,fieldset,legend{margin:0;padding:0;border:0;font-size:1em}
a{color:inherit;text-underline-offset:.15em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:3px solid var(--vz-focus,currentColor);outline-offset:2px;border-radius:2px}
input,button,summary{font:inherit;color:inherit;letter-spacing:inherit;border:1px solid var(--e);border-radius:var(--r);margin:0}
.l{display:block;font-weight:600;margin-bottom:.25em}
.z{display:flex;gap:.5em;position:relative}
.z input{flex:1;min-width:0;min-height:max(2.75em,44px);padding:0 .75em;background:transparent;appearance:none}
button{min-height:max(2.75em,44px);padding:0 1.25em;background:var(--a);border-color:var(--a);color:var(--vz-accent-tekst,#fff);font-weight:600;cursor:pointer}
.f{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5em,max-content));gap:.5em;margin-top:var(--s)}
.f>*{min-height:44px}
details[open]{grid-column:1/-1}
summary{display:flex;justify-content:space-between;align-items:center;gap:.5em;min-height:44px;padding:0 .75em;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary::after{content:"";width:.45em;height:.45em;border:solid;border-width:0 .12em .12em 0;transform:translateY(-25%) rotate(45deg)}
[open] summary::after{transform:translateY(25%) rotate(-135deg)}
fieldset{min-width:0;padding:.5em 0}
.k{columns:15em;column-gap:1.5em}
.k label{display:flex;gap:.5em;align-items:baseline;break-inside:avoid;padding:.35em 0;min-height:2em}
.k input{flex:none;width:1.1em;height:1.1em;accent-color:var(--a);translate:0 .15em}
small{margin-inline-start:auto;font-size:.875em;color:var(--z)}
.t,.b{color:var(--z)}
.t{padding:.6em 0;min-height:2.7em}
.t:focus{outline-offset:0}
ol{list-style:none}
li{border-top:1px solid color-mix(in srgb,currentColor 20%,transparent);padding:var(--s) 0;min-height:var(--vz-kaart,4.6em)}
.n{font-size:1.125em;line-height:1.3;font-weight:700;overflow-wrap:anywhere}
.n a{text-decoration:none}
.n a:hover{text-decoration:underline}
.m,.v{color:var(--z);font-size:.875em}
.m,.d{margin-top:.15em;overflow-wrap:anywhere;max-width:65ch}
[aria-busy=true]{opacity:.6;transition:opacity .12s .3s}
nav{display:flex;flex-wrap:wrap;gap:0 1em;align-items:center;padding-top:.5em}
nav a{color:var(--vz-accent,inherit);display:inline-flex;align-items:center;min-height:44px}
.v{margin-top:.5em}
.v a{display:inline-flex;align-items:center;min-height:28px}
.x{border-inline-start:4px solid var(--a);padding:.6em .75em;margin:var(--s) 0}
.x button{margin-top:.5em}
.kaartjes ol{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(var(--vz-kolom,15em),100%),1fr));gap:.75em}
.kaartjes li{border:1px solid var(--e);border-radius:var(--r);padding:.75em}
.compact li,.namen li{min-height:0;padding:.4em 0}
.compact .m{display:inline}
.namen .n{font-size:1em}
.o{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.s{position:absolute;top:100%;inset-inline:0;z-index:9;margin:.25em 0 0;background:var(--vz-vlak,Canvas);color:var(--vz-tekst,CanvasText);border:1px solid var(--e);border-radius:var(--r);max-height:20em;overflow:auto}
.s li{border:0;min-height:44px;padding:.5em .75em;cursor:pointer}
.s [aria-selected=true]{outline:2px solid;outline-offset:-2px;font-weight:600}
@container (max-width:22em){.z{flex-wrap:wrap}.z button{flex:1}}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@media print{form,nav,button{display:none}}
`;
let sheet;

function el(tag, attributes, ...inside) {
  const made = document.createElement(tag);
  for (const name of Object.keys(attributes || {})) {
    const value = attributes[name];
    if (value === true) made.setAttribute(name, "");
    else if (value || value === 0) made.setAttribute(name, value);
  }
  for (const part of inside) if (part || part === 0) made.append(part);
  return made;
}

const web = (address) => (/^https?:\/\//.test(address) ? address : null);
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

class Zoeker extends HTMLElement {
  static observedAttributes = [...ASKED, ...HOW, "lang"];

  #root; #box; #field; #filters; #status; #list; #after; #under; #seen; #asking; #again; #timer; #answer; #saved = {};
  #state = { q: "", kies: new Set(), pagina: 1 };
  #popped = () => { this.#read(); this.#load(); };
  #online = () => this.#box?.querySelector(".x button") && this.#load();

  connectedCallback() {
    if (!this.#root) {
      sheet ??= new CSSStyleSheet();
      if (!sheet.cssRules.length) sheet.replaceSync(CSS);
      this.#root = this.attachShadow({ mode: "open" });
      this.#root.adoptedStyleSheets = [sheet];
    }
    addEventListener("online", this.#online);
    this.#start();
  }

  disconnectedCallback() {
    this.#asking?.abort();
    this.#seen?.disconnect();
    clearTimeout(this.#again);
    clearTimeout(this.#timer);
    removeEventListener("popstate", this.#popped);
    removeEventListener("online", this.#online);
  }

  attributeChangedCallback(_name, before, now) {
    if (this.#root && this.isConnected && before !== now) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#start()); // several attributes set in a row start it once
    }
  }

  /** Search for other words, choices ("act.SPRT") or another page; what is left out stays as it is. */
  zoek({ q = this.#state.q, kies = this.#state.kies, pagina = 1 } = {}) {
    this.#state = { q: String(q), kies: new Set(kies), pagina };
    if (this.#field) this.#field.value = this.#state.q;
    this.#keep(true);
    return this.#load();
  }

  /** Clear words and choices. */
  wis() { return this.zoek({ q: "", kies: [] }); }

  /** What is asked now, and how many there are. */
  get toestand() { return { ...this.#state, kies: [...this.#state.kies], totaal: this.#answer?.totaal ?? null }; }

  #get(name) { return this.getAttribute(name) ?? this.#saved[name] ?? ""; }
  #is(name, usual) { const said = this.#get(name); return this.hasAttribute(name) || said ? !/^(uit|nee)$/.test(said) : usual; }
  get #view() { return this.#get("weergave") || "lijst"; }
  get #language() {
    const near = this.#get("taal") || this.closest("[lang]")?.lang || document.documentElement.lang || "nl";
    return WORDS[near.slice(0, 2).toLowerCase()] ? near.slice(0, 2).toLowerCase() : "nl";
  }
  #word(name) { return this.#answer?.woorden[name] ?? ""; }
  #tell(type, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent("vz:" + type, { bubbles: true, composed: true, cancelable, detail }));
  }

  #start() {
    this.#seen?.disconnect();
    this.#answer = null;
    this.#state = { q: this.getAttribute("q") || "", kies: new Set(), pagina: 1 };
    removeEventListener("popstate", this.#popped);
    if (this.#is("geschiedenis", false)) {
      addEventListener("popstate", this.#popped);
      this.#read();
    }
    this.#draw();
    if (this.#get("laden") === "direct") return void this.#load();
    this.#seen = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) { this.#seen.disconnect(); this.#load(); return; }
    }, { rootMargin: "600px" });
    this.#seen.observe(this.#box);
  }

  /** Draw the form and as many empty rows as results will come, so that nothing on the page moves. */
  #draw() {
    const words = WORDS[this.#language];
    const bare = /^(namen|teller)$/.test(this.#view);
    this.#field = el("input", { id: "q", type: "search", part: "zoekveld", maxlength: 200, autocomplete: "off", enterkeyhint: "search" });
    this.#field.value = this.#state.q;
    this.#filters = el("div", { class: "f", part: "filters" });
    this.#status = el("p", { class: "t", part: "status", role: "status", tabindex: -1 });
    this.#list = el("ol", { part: "lijst" });
    this.#after = el("div");
    this.#under = el("div", { class: "v", part: "bron" });
    this.#room();
    const form = el("form", { role: "search", part: "zoekbalk", "aria-label": this.querySelector("a")?.textContent },
      el("label", { class: "l", for: "q" }, words[0]),
      el("div", { class: "z" }, this.#field, el("button", { type: "submit", part: "knop" }, words[1])),
      this.#view !== "zoekbalk" && this.#get("facetten") !== "geen" && this.#filters);
    form.addEventListener("submit", (event) => { event.preventDefault(); this.zoek({ q: this.#field.value }); });
    if (this.#is("suggesties", true)) this.#field.addEventListener("focus", () => this.#suggest(), { once: true });
    const rows = /^(teller|zoekbalk)$/.test(this.#view) ? 0 : +this.#get("per-pagina") || 10;
    for (let row = 0; row < rows; row++) this.#list.append(el("li", { "aria-hidden": "true" }));
    this.#box = el("div", { class: "w " + this.#view, lang: this.#language }, el("slot", { name: "kop" }), !bare && form,
      this.#status, this.#list, this.#after, this.#under, el("slot", { name: "voet" }));
    this.#root.replaceChildren(this.#box);
  }

  #address(path, more) {
    const asked = new URLSearchParams();
    for (const name of ASKED) {
      const value = this.getAttribute(name);
      if (value !== null) asked.append(name, /^(bron|beperk)$/.test(name) && !value ? "aan" : value);
    }
    if (this.#language !== "nl") asked.append("taal", this.#language);
    for (const [name, value] of more) asked.append(name, value);
    return `${HOME}/widget/v1/${path}?${asked}`;
  }

  #question() {
    const { q, kies, pagina } = this.#state;
    const more = q ? [["q", q]] : [];
    for (const one of kies) more[more.length] = ["kies", one];
    if (pagina > 1) more[more.length] = ["pagina", pagina];
    return this.#address("zoek", more);
  }

  async #fetch(address, stop) {
    const limit = setTimeout(() => stop.abort(new Error("traag")), PATIENCE);
    try {
      const response = await fetch(address, { signal: stop.signal });
      if (!response.ok) throw Object.assign(new Error("antwoord " + response.status), { status: response.status });
      return await response.json();
    } finally {
      clearTimeout(limit);
    }
  }

  async #load(focus = false) {
    this.#asking?.abort();
    clearTimeout(this.#again);
    const stop = (this.#asking = new AbortController());
    const begun = performance.now();
    const current = () => this.#asking === stop && this.isConnected;
    this.#list.setAttribute("aria-busy", "true");
    let answer;
    try {
      answer = await this.#fetch(this.#question(), stop).catch(async (error) => {
        if (error.status || !current()) throw error; // the network hiccups once and is asked once more
        await wait(300 + Math.random() * 500);
        return this.#fetch(this.#question(), current() ? stop : this.#asking);
      });
    } catch (error) {
      if (current()) this.#fail(error);
      return;
    }
    if (!current() || answer.v !== VERSION) return;
    const first = !this.#answer;
    this.#answer = answer;
    if (first && answer.instellingen) this.#settle(answer.instellingen);
    this.#show(answer);
    if (focus) this.#status.focus({ preventScroll: false });
    if (first) this.#tell("klaar", {});
    this.#tell("resultaten", { totaal: answer.totaal, duur: performance.now() - begun, query: this.toestand });
    if (answer.totaal === 0) this.#tell("leeg", { q: this.#state.q });
  }

  /** Take over what a saved configuration says, where the page says nothing itself. */
  #settle(settings) {
    this.#saved = settings;
    for (const name of Object.keys(settings)) {
      if (!observed.has(name) && !getComputedStyle(this).getPropertyValue("--vz-" + name)) this.style.setProperty("--vz-" + name, settings[name]);
    }
    const words = this.#field.value;
    this.#draw();
    this.#field.value = words || settings.q || "";
    this.#state.q ||= settings.q || "";
  }

  #show(answer) {
    const waits = this.#view === "zoekbalk" && !this.#state.q;
    const counter = this.#view === "teller";
    this.#facets(answer.facetten);
    this.#status.replaceChildren(waits ? "" : counter ? el("a", { href: web(answer.alles), part: "link" }, answer.kop) : answer.kop);
    this.#list.removeAttribute("aria-busy");
    this.#list.replaceChildren();
    for (const one of waits || counter ? [] : answer.resultaten) this.#list.append(this.#row(one));
    this.#after.replaceChildren();
    if (answer.melding) this.#after.append(el("p", { class: "x" }, answer.melding));
    if (answer.totaal === 0) this.#after.append(this.#empty(answer));
    else if (!waits && !counter) this.#after.append(this.#pages(answer));
    this.#under.replaceChildren(answer.bron ? el("a", { href: HOME }, answer.bron) : "");
  }

  #facets(facets) {
    const open = new Set();
    for (const details of this.#filters.querySelectorAll("details[open]")) open.add(details.dataset.naam);
    const focused = this.#root.activeElement?.value;
    this.#filters.replaceChildren();
    for (const facet of facets) {
      const boxes = el("div", { class: "k" });
      let chosen = 0;
      for (const value of facet.waarden) {
        const code = facet.naam + "." + value.code;
        const box = el("input", { type: "checkbox", value: code });
        box.checked = this.#state.kies.has(code);
        chosen += box.checked;
        box.addEventListener("change", () => this.#choose(code));
        boxes.append(el("label", {}, box, el("span", {}, value.naam), el("small", {}, value.aantal)));
      }
      const details = el("details", { "data-naam": facet.naam, open: open.has(facet.naam), part: "facet" },
        el("summary", {}, facet.titel + (chosen ? ` (${chosen})` : "")),
        el("fieldset", {}, el("legend", { class: "o" }, facet.titel), boxes));
      this.#filters.append(details);
      for (const box of boxes.querySelectorAll("input")) if (box.value === focused) box.focus();
    }
    if (this.#state.kies.size) {
      const clear = el("button", { type: "button" }, this.#word("wis"));
      clear.addEventListener("click", () => this.zoek({ kies: [] }));
      this.#filters.append(clear);
    }
    this.#room();
  }

  /** Keep room for every facet that was asked for, whether or not there is something to choose. */
  #room() {
    const wanted = (this.#get("facetten") || "act,deel,leeftijd").trim().split(/[\s,;]+/).length;
    for (let room = this.#filters.childElementCount; room < wanted; room++) this.#filters.append(el("span"));
  }

  #choose(code) {
    const { kies } = this.#state;
    if (!kies.delete(code)) kies.add(code);
    this.#tell("filter", { kies: [...kies] });
    this.zoek();
  }

  #row(one) {
    const address = web(new URL(one.url, document.baseURI).href);
    const link = el("a", { href: address, part: "link" }, one.naam);
    const about = [one.plaats, one.activiteiten && text(one.activiteiten), one.afstand];
    const row = el("li", { part: "kaart" },
      el("h" + (+this.#get("kop") || 2), { class: "n", part: "naam" }, link),
      this.#view !== "namen" && text(about, " · ") && el("p", { class: "m", part: "plaats" }, text(about, " · ")),
      one.beschrijving && el("p", { class: "d", part: "beschrijving" }, one.beschrijving), this.#contact(one));
    link.addEventListener("click", (event) => {
      const goes = this.#tell("kies", { vCode: one.vCode, url: address }, true);
      this.#count();
      if (!goes || (this.#get("detail") === "paneel" && !event.ctrlKey && !event.metaKey)) event.preventDefault();
      if (goes && event.defaultPrevented) this.#panel(row, link, one);
    });
    return row;
  }

  /** A saved widget counts that a result was opened, not which one, nor by whom. */
  #count() {
    const id = this.getAttribute("widget");
    const address = `${HOME}/widget/v1/gekozen?widget=${encodeURIComponent(id)}`;
    if (id) fetch(address, { method: "POST", keepalive: true, credentials: "omit" }).catch(() => {});
  }

  #contact(one) {
    const site = one.website && web(one.website);
    const phone = one.bel && /^tel:/.test(one.bel) && one.bel;
    return (site || phone) && el("p", { class: "m" },
      site && el("a", { href: site, rel: "noopener nofollow ugc" }, this.#word("website")), site && phone && " · ",
      phone && el("a", { href: phone }, one.telefoon));
  }

  async #panel(row, link, one) {
    const shown = row.querySelector(".d,[data-paneel]");
    link.setAttribute("aria-expanded", String(!shown));
    if (shown) return void shown.remove();
    try {
      const more = await this.#fetch(this.#address("vereniging", [["vcode", one.vCode]]), new AbortController());
      row.append(el("div", { "data-paneel": true }, more.beschrijving && el("p", { class: "m" }, more.beschrijving),
        this.#contact(more), el("p", { class: "m" }, el("a", { href: web(more.url) }, this.#word("lees")))));
    } catch {
      location.assign(link.href);
    }
  }

  #empty(answer) {
    return el("div", { class: "x" }, el("slot", { name: "leeg" }, this.#word("leeg")),
      answer.buiten && el("p", {}, el("a", { href: web(answer.buiten) }, this.#word("buiten"))));
  }

  #pages(answer) {
    const turn = (word, page, rel) => {
      const link = el("a", { href: web(answer.alles), rel }, this.#word(word));
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.#state.pagina = page;
        this.#keep(true);
        this.#load(true);
      });
      return link;
    };
    const last = answer.pagina >= answer.paginas;
    const nav = el("nav", { part: "paginering", "aria-label": this.#word("bladeren") },
      answer.bereik && el("span", { class: "b" }, answer.bereik),
      answer.pagina > 1 && turn("vorige", answer.pagina - 1, "prev"),
      !last && turn("volgende", answer.pagina + 1, "next"),
      this.#view === "kaart" && el("a", { href: web(answer.alles) }, this.#word("kaart")),
      answer.alle && (last || /^(compact|namen)$/.test(this.#view)) && el("a", { href: web(answer.alles) }, answer.alle));
    return nav.childNodes.length ? nav : "";
  }

  /** Without an answer the link of the page itself stands there, and the search comes back by itself. */
  #fail(error) {
    const words = WORDS[this.#language];
    const again = el("button", { type: "button" }, words[3]);
    again.addEventListener("click", () => this.#load());
    this.#list.removeAttribute("aria-busy");
    this.#list.replaceChildren();
    this.#status.replaceChildren(words[2]);
    this.#after.replaceChildren(el("div", { class: "x" }, el("slot"), el("p", {}, again)));
    this.#again = setTimeout(() => this.#load(), 15000 + Math.random() * 15000);
    this.#tell("fout", { reden: error.message });
  }

  #read() {
    const asked = new URLSearchParams(location.search);
    const key = this.#get("sleutel") || "vz-";
    this.#state = {
      q: asked.get(key + "q") ?? (this.getAttribute("q") || ""),
      kies: new Set(asked.getAll(key + "kies")),
      pagina: Math.max(1, parseInt(asked.get(key + "pagina"), 10) || 1),
    };
    if (this.#field) this.#field.value = this.#state.q;
  }

  #keep(push) {
    if (!this.#is("geschiedenis", false)) return;
    const { q, kies, pagina } = this.#state;
    const key = this.#get("sleutel") || "vz-";
    const there = new URL(location.href);
    for (const name of ["q", "kies", "pagina"]) there.searchParams.delete(key + name);
    if (q) there.searchParams.set(key + "q", q);
    for (const one of kies) there.searchParams.append(key + "kies", one);
    if (pagina > 1) there.searchParams.set(key + "pagina", pagina);
    if (there.href !== location.href) history[push ? "pushState" : "replaceState"](history.state, "", there);
  }

  async #suggest() {
    try {
      const { suggest } = await import(`${HOME}/widget/v1/suggesties.js`);
      suggest(this.#field, {
        ask: (q) => this.#fetch(this.#address("suggesties", [["q", q]]), new AbortController()),
        say: (count) => this.#word("weetniet").replace("{n}", count),
        choose: (one) => {
          if (!one.url) return this.zoek({ q: "", kies: ["act." + one.code] });
          this.#count();
          if (this.#tell("kies", { vCode: one.vCode, url: one.url }, true)) location.assign(web(new URL(one.url, document.baseURI).href));
        },
      });
    } catch { /* without suggestions the box is a box */ }
  }
}

function text(parts, between = ", ") {
  let whole = "";
  for (const part of parts) if (part) whole += (whole && between) + part;
  return whole;
}

const observed = new Set(Zoeker.observedAttributes);
if (!customElements.get("verenigingen-zoeker")) customElements.define("verenigingen-zoeker", Zoeker);

// <verenigingen-kaart vcode="V0001001">: one association on a page of somebody else. As careful as its larger sister:
// elements only, a style of its own, no storage, nothing of the page that may have been replaced.

const HOME = new URL(import.meta.url).origin;
const PATIENCE = 8000;
const WORDS = {
  nl: ["Deze vereniging staat niet in de gids.", "Dit lukt nu even niet.", "Probeer opnieuw"],
  fr: ["Cette association n'est pas dans le guide.", "Cela ne répond pas pour le moment.", "Réessayer"],
  de: ["Dieser Verein steht nicht im Verzeichnis.", "Das antwortet gerade nicht.", "Noch einmal versuchen"],
  en: ["This association is not in the guide.", "This does not answer right now.", "Try again"],
};
const CSS = `
:host{display:block}
:host([hidden]){display:none}
.w{box-sizing:border-box;direction:ltr;text-align:start;line-height:1.5;color:var(--vz-tekst,inherit);background:var(--vz-vlak,none);font-family:var(--vz-lettertype,inherit);border:1px solid var(--vz-rand,color-mix(in srgb,currentColor 40%,transparent));border-radius:var(--vz-radius,4px);padding:var(--vz-ruimte,1em);min-height:var(--vz-kaart,10em)}
:host([thema=donker]) .w{background:var(--vz-vlak,#121816);color:var(--vz-tekst,#eef2f0)}
:host([thema=contrast]) .w{background:#fff;color:#000;border-color:#000}
h2,h3,h4,h5,h6{margin:0;font-size:1.125em;line-height:1.3;overflow-wrap:anywhere}
p{margin:.35em 0 0;overflow-wrap:anywhere;max-width:65ch}
.m{font-size:.875em;color:var(--vz-tekst-zacht,color-mix(in srgb,currentColor 82%,transparent))}
a{color:inherit;text-underline-offset:.15em}
p a{display:inline-flex;align-items:center;min-height:28px}
:focus-visible{outline:3px solid var(--vz-focus,currentColor);outline-offset:2px;border-radius:2px}
button{font:inherit;color:inherit;background:none;border:1px solid;border-radius:var(--vz-radius,4px);min-height:44px;padding:0 1em;cursor:pointer}
`;
let sheet;

function el(tag, attributes, ...inside) {
  const made = document.createElement(tag);
  for (const name of Object.keys(attributes)) if (attributes[name]) made.setAttribute(name, attributes[name]);
  for (const part of inside) if (part) made.append(part);
  return made;
}

const web = (address) => (/^https?:\/\//.test(address) ? address : null);

class Kaart extends HTMLElement {
  static observedAttributes = ["vcode", "taal", "detail", "detail-url", "kop", "bron"];

  #root; #box; #asking; #timer; #seen;
  #online = () => this.#box.querySelector("button") && this.#load();

  connectedCallback() {
    if (!this.#root) {
      sheet ??= new CSSStyleSheet();
      if (!sheet.cssRules.length) sheet.replaceSync(CSS);
      this.#root = this.attachShadow({ mode: "open" });
      this.#root.adoptedStyleSheets = [sheet];
      this.#box = el("article", { class: "w", part: "kaart" });
      this.#root.append(this.#box);
    }
    addEventListener("online", this.#online);
    this.#seen = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) { this.#seen.disconnect(); this.#load(); return; }
    }, { rootMargin: "600px" });
    this.#seen.observe(this.#box);
  }

  disconnectedCallback() {
    this.#asking?.abort();
    this.#seen.disconnect();
    clearTimeout(this.#timer);
    removeEventListener("online", this.#online);
  }

  attributeChangedCallback(_name, before, now) {
    if (this.#root && this.isConnected && before !== now) this.#load();
  }

  get #language() {
    const near = this.getAttribute("taal") || this.closest("[lang]")?.lang || document.documentElement.lang || "nl";
    return WORDS[near.slice(0, 2).toLowerCase()] ? near.slice(0, 2).toLowerCase() : "nl";
  }

  async #load() {
    this.#asking?.abort();
    clearTimeout(this.#timer);
    const stop = (this.#asking = new AbortController());
    const asked = new URLSearchParams();
    for (const name of ["vcode", "detail", "detail-url", "bron"]) {
      if (this.hasAttribute(name)) asked.append(name, this.getAttribute(name) || "aan");
    }
    if (this.#language !== "nl") asked.append("taal", this.#language);
    const limit = setTimeout(() => stop.abort(), PATIENCE);
    this.#box.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(`${HOME}/widget/v1/vereniging?${asked}`, { signal: stop.signal });
      if (response.status === 404 || response.status === 410) this.#say(WORDS[this.#language][0]);
      else if (!response.ok) throw new Error("antwoord " + response.status);
      else this.#show(await response.json());
    } catch (error) {
      if (this.#asking === stop && this.isConnected) this.#fail(error);
    } finally {
      clearTimeout(limit);
    }
  }

  #show(one) {
    const address = web(new URL(one.url, document.baseURI).href);
    const link = el("a", { href: address, part: "link" }, one.naam);
    link.addEventListener("click", (event) => this.#tell("kies", { vCode: one.vCode, url: address }, true) || event.preventDefault());
    let about = one.plaats || "";
    for (const activity of one.activiteiten || []) about += (about && " · ") + activity;
    const phone = /^tel:/.test(one.bel) && one.bel;
    const site = web(one.website || "");
    this.#box.lang = this.#language;
    this.#box.removeAttribute("aria-busy");
    this.#box.replaceChildren(
      el("h" + (+this.getAttribute("kop") || 2), { part: "naam" }, link),
      el("p", { class: "m", part: "plaats" }, about),
      one.beschrijving ? el("p", { part: "beschrijving" }, one.beschrijving) : "",
      site || phone ? el("p", { class: "m" }, site && el("a", { href: site, rel: "noopener nofollow ugc" }, one.woorden.website),
        site && phone && " · ", phone && el("a", { href: phone }, one.telefoon)) : "",
      one.bron ? el("p", { class: "m", part: "bron" }, el("a", { href: HOME }, one.bron)) : "",
    );
    this.#tell("klaar", { vCode: one.vCode });
  }

  #say(sentence, ...more) {
    this.#box.removeAttribute("aria-busy");
    this.#box.replaceChildren(el("p", { role: "status" }, sentence), el("slot", {}), ...more);
  }

  #fail(error) {
    const again = el("button", { type: "button" }, WORDS[this.#language][2]);
    again.addEventListener("click", () => this.#load());
    this.#say(WORDS[this.#language][1], el("p", {}, again));
    this.#timer = setTimeout(() => this.#load(), 15000 + Math.random() * 15000);
    this.#tell("fout", { reden: error.message });
  }

  #tell(type, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent("vz:" + type, { bubbles: true, composed: true, cancelable, detail }));
  }
}

if (!customElements.get("verenigingen-kaart")) customElements.define("verenigingen-kaart", Kaart);

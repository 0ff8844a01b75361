// <verenigingen-zoeker>: search for associations on a page of another site. One file, no framework, no storage.

import css from "./zoeker.css";
import { renderFacets } from "./facets.js";
import { renderGroups, renderPagination } from "./pagination.js";
import { createRow } from "./result_row.js";
import { LOCAL_ATTRIBUTES, REQUEST_ATTRIBUTES, requestAddress, TEXTS } from "./search_settings.js";
import {
  applyLook, attachRoot, chooseLanguage, createElement, emit, fetchJson, home, pageAddress, register, retryDelay,
  sharedSheet, webAddress, whenNear,
} from "./shared.js";
import { readState, writeState } from "./url_state.js";

/** @typedef {import("./url_state.js").State} State */

// Version of the JSON contract; an answer of another version is not shown.
const CONTRACT_VERSION = 1;
const sheet = sharedSheet(css);

/** @param {number} ms */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class AssociationSearch extends HTMLElement {
  static observedAttributes = [...REQUEST_ATTRIBUTES, ...LOCAL_ATTRIBUTES, "lang"];

  /** @type {ShadowRoot | undefined} */
  #root;
  /** @type {HTMLDivElement | undefined} */
  #widget;
  #field = createElement("input");
  #filters = createElement("div");
  #status = createElement("p");
  #list = createElement("ol");
  /** Below the list: messages and pagination. */
  #after = createElement("div");
  #source = createElement("div");
  /** @type {IntersectionObserver | undefined} */
  #observer;
  /** @type {AbortController | undefined} */
  #request;
  #retryTimer = 0;
  #restartTimer = 0;
  /** @type {SearchAnswer | null} */
  #answer = null;
  /** Settings of a saved widget, for which the page has no attribute. @type {Record<string, string>} */
  #savedSettings = {};
  /** @type {State} */
  #state = { q: "", kies: new Set(), pagina: 1 };
  #onPopState = () => {
    this.#readUrl();
    this.#load();
  };
  #onOnline = () => {
    if (this.#widget?.querySelector(".message button")) this.#load();
  };

  connectedCallback() {
    if (!this.#root) {
      this.#root = attachRoot(this, sheet());
      // What is typed here is no hot key of the page around; its dialogs still hear Tab and Escape.
      for (const type of ["keydown", "keypress", "keyup"]) {
        this.#root.addEventListener(type, (event) => {
          const { key } = /** @type {KeyboardEvent} */ (event);
          if (event.target === this.#field && key !== "Tab" && key !== "Escape") event.stopPropagation();
        });
      }
    }
    addEventListener("online", this.#onOnline);
    this.#start();
  }

  disconnectedCallback() {
    this.#request?.abort();
    this.#observer?.disconnect();
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#restartTimer);
    removeEventListener("popstate", this.#onPopState);
    removeEventListener("online", this.#onOnline);
  }

  /**
   * @param {string} _name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(_name, before, now) {
    if (!this.#root || !this.isConnected || before === now) return;
    clearTimeout(this.#restartTimer);
    this.#restartTimer = setTimeout(() => this.#start()); // several attributes set in a row restart it once
  }

  /**
   * Public: search for other words, choices ("act.SPRT") or another page; what is left out stays as it is.
   *
   * @param {{q?: string, kies?: Iterable<string>, pagina?: number}} changes
   */
  zoek({ q = this.#state.q, kies = this.#state.kies, pagina = 1 } = {}) {
    this.#state = { q: String(q), kies: new Set(kies), pagina };
    this.#field.value = this.#state.q;
    this.#writeUrl();
    return this.#load();
  }

  /** Public: clear words and choices. */
  wis() {
    return this.zoek({ q: "", kies: [] });
  }

  /** Public: the state of the search, and the number of results. */
  get toestand() {
    return { ...this.#state, kies: [...this.#state.kies], totaal: this.#answer?.totaal ?? null };
  }

  /**
   * Return an attribute, else what the saved widget says.
   *
   * @param {string} name
   */
  #setting(name) {
    return this.getAttribute(name) ?? this.#savedSettings[name] ?? "";
  }

  /**
   * Return whether a setting is on: present and not "uit" or "nee".
   *
   * @param {string} name
   * @param {boolean} usual for when it is set nowhere
   */
  #isOn(name, usual) {
    const value = this.#setting(name);
    return this.hasAttribute(name) || value ? !/^(uit|nee)$/.test(value) : usual;
  }

  get #view() {
    return this.#setting("weergave") || "lijst";
  }

  get #language() {
    return chooseLanguage(this, TEXTS, this.#setting("taal"));
  }

  /** @param {string} name */
  #text(name) {
    return this.#answer?.woorden[name] ?? "";
  }

  #start() {
    this.#observer?.disconnect();
    this.#answer = null;
    this.#state = { q: this.getAttribute("q") || "", kies: new Set(), pagina: 1 };
    removeEventListener("popstate", this.#onPopState);
    if (this.#keepsHistory) {
      addEventListener("popstate", this.#onPopState);
      this.#readUrl();
    }
    this.#draw();
    // Only the answer tells how a saved widget looks: until then the link of the page stays.
    if (this.hasAttribute("widget")) this.#root?.replaceChildren(createElement("slot"));
    if (this.#setting("laden") === "direct") this.#load();
    else this.#observer = whenNear(this, () => this.#load());
  }

  /** Draw the form and as many empty rows as results will come, so that the page does not shift (layout shift). */
  #draw() {
    const texts = TEXTS[this.#language];
    const hasForm = !/^(namen|teller)$/.test(this.#view);
    this.#field = createElement("input", {
      id: "q", type: "search", part: "zoekveld", maxlength: 200, autocomplete: "off", enterkeyhint: "search",
    });
    this.#field.value = this.#state.q;
    this.#filters = createElement("div", { class: "filters", part: "filters" });
    this.#status = createElement("p", { class: "status", part: "status", role: "status", tabindex: -1 });
    this.#list = createElement("ol", { part: "lijst" });
    this.#after = createElement("div");
    this.#source = createElement("div", { class: "source", part: "bron" });
    this.#reserveFacets();
    const form = createElement("form", { role: "search", part: "zoekbalk", "aria-label": this.querySelector("a")?.textContent },
      createElement("label", { class: "label", for: "q" }, texts.field),
      createElement("div", { class: "search" }, this.#field, createElement("button", { type: "submit", part: "knop" }, texts.button)),
      this.#view !== "zoekbalk" && this.#setting("facetten") !== "geen" && this.#filters);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.zoek({ q: this.#field.value });
    });
    if (this.#isOn("suggesties", true)) {
      this.#field.addEventListener("focus", () => this.#addAutocomplete(), { once: true });
    }
    const rows = /^(teller|zoekbalk)$/.test(this.#view) ? 0 : Number(this.#setting("per-pagina")) || 10;
    for (let row = 0; row < rows; row++) this.#list.append(createElement("li", { "aria-hidden": "true" }));
    const widget = createElement("div", { class: "widget " + this.#view, lang: this.#language },
      createElement("slot", { name: "kop" }), hasForm && form, this.#status, this.#list, this.#after, this.#source,
      createElement("slot", { name: "voet" }));
    applyLook(this, widget, (name) => this.#setting(name));
    this.#widget = widget;
    this.#root?.replaceChildren(widget);
  }

  /**
   * @param {string} path
   * @param {[string, string][]} more parameters beside the attributes
   */
  #address(path, more) {
    return requestAddress(this, this.#language, path, more);
  }

  /** Return the choices as parameters. @returns {[string, string][]} */
  #choices() {
    /** @type {[string, string][]} */
    const pairs = [];
    for (const choice of this.#state.kies) pairs[pairs.length] = ["kies", choice];
    return pairs;
  }

  #searchAddress() {
    const { q, pagina } = this.#state;
    /** @type {[string, string][]} */
    const more = [...(q ? [/** @type {[string, string]} */ (["q", q])] : []), ...this.#choices()];
    if (pagina > 1) more[more.length] = ["pagina", String(pagina)];
    return this.#address("zoek", more);
  }

  /** Search and show; a newer request replaces an older one. @param {boolean} moveFocus to the number of results */
  async #load(moveFocus = false) {
    this.#request?.abort();
    clearTimeout(this.#retryTimer);
    const request = (this.#request = new AbortController());
    const startedAt = performance.now();
    const isCurrent = () => this.#request === request && this.isConnected;
    this.#list.setAttribute("aria-busy", "true");
    /** @type {SearchAnswer} */
    let answer;
    try {
      answer = await fetchJson(this.#searchAddress(), request).catch(async (error) => {
        if (error.status || !isCurrent()) throw error;
        await sleep(300 + Math.random() * 500); // the network failed, not the server: retry once
        return fetchJson(this.#searchAddress(), isCurrent() ? request : this.#request);
      });
    } catch (error) {
      if (isCurrent()) this.#showFailure(/** @type {Error} */ (error));
      return;
    }
    if (!isCurrent() || answer.v !== CONTRACT_VERSION) return;
    const isFirst = !this.#answer;
    this.#answer = answer;
    if (isFirst && answer.instellingen) this.#applySavedSettings(answer.instellingen);
    this.#show(answer);
    this.#releaseRoom(isFirst ? 2 : 1);
    if (moveFocus) this.#status.focus({ preventScroll: false });
    if (isFirst) emit(this, "klaar", {});
    emit(this, "resultaten", { totaal: answer.totaal, duur: performance.now() - startedAt, query: this.toestand });
    if (answer.totaal === 0) emit(this, "leeg", { q: this.#state.q });
  }

  /** Apply the settings of a saved widget, except where the page says something itself. @param {Record<string, string>} settings */
  #applySavedSettings(settings) {
    this.#savedSettings = settings;
    const typed = this.#field.value;
    this.#draw();
    this.#field.value = typed || settings.q || "";
    this.#state.q ||= settings.q || "";
  }

  /** Show what was drawn, where a saved widget waited for its settings. */
  #reveal() {
    if (this.#widget && !this.#widget.isConnected) this.#root?.replaceChildren(this.#widget);
  }

  /**
   * Give back the room that was kept for the first view, when what is shown would fit in it that often.
   *
   * @param {number} times twice for the first view: what stands below moves only when more than half is empty
   */
  #releaseRoom(times) {
    if (this.#widget && this.#widget.offsetHeight * times < this.offsetHeight) this.style.minHeight = "0";
  }

  /** @param {SearchAnswer} answer */
  #show(answer) {
    this.#reveal();
    const isCounter = this.#view === "teller";
    const hidesList = isCounter || (this.#view === "zoekbalk" && !this.#state.q);
    this.#showFacets(answer);
    if (isCounter) {
      this.#status.replaceChildren(createElement("a", { href: webAddress(answer.alles), part: "link" }, answer.kop));
    } else this.#status.replaceChildren(hidesList ? "" : answer.kop);
    this.#list.removeAttribute("aria-busy");
    this.#list.replaceChildren();
    if (!hidesList) for (const association of answer.resultaten) this.#list.append(this.#createRow(association));
    this.#showAfter(answer, hidesList);
    this.#source.replaceChildren(answer.bron ? createElement("a", { href: home() }, answer.bron) : "");
  }

  /** @param {SearchAnswer} answer */
  #showFacets(answer) {
    const { kies } = this.#state;
    renderFacets(this.#filters, answer.facetten, kies, this.#root?.activeElement, (code) => this.#toggleChoice(code));
    if (kies.size) {
      const clear = createElement("button", { type: "button" }, this.#text("wis"));
      clear.addEventListener("click", () => this.zoek({ kies: [] }));
      this.#filters.append(clear);
    }
    this.#reserveFacets();
  }

  /**
   * Show what stands below the list: a message, what helps without results, groups, pagination.
   *
   * @param {SearchAnswer} answer
   * @param {boolean} hidesList
   */
  #showAfter(answer, hidesList) {
    this.#after.replaceChildren();
    if (answer.melding) this.#after.append(createElement("p", { class: "message" }, answer.melding));
    if (answer.totaal === 0) {
      this.#after.append(createElement("div", { class: "message" },
        createElement("slot", { name: "leeg" }, this.#text("leeg")),
        answer.buiten && createElement("p", {}, createElement("a", { href: webAddress(answer.buiten) }, this.#text("buiten")))));
    }
    if (hidesList) return;
    if (answer.pagina >= answer.paginas) this.#after.append(renderGroups(answer));
    if (answer.totaal === 0) return;
    this.#after.append(renderPagination(answer, this.#view, (page) => {
      this.#state.pagina = page;
      this.#writeUrl();
      this.#load(true);
    }));
  }

  /** Reserve room for every facet of the settings, whether or not it has values, so that the page does not shift. */
  #reserveFacets() {
    const wanted = (this.#setting("facetten") || "act,deel,leeftijd").trim().split(/[\s,;]+/).length;
    for (let cell = this.#filters.childElementCount; cell < wanted; cell++) this.#filters.append(createElement("span"));
  }

  /** @param {string} code */
  #toggleChoice(code) {
    const { kies } = this.#state;
    if (!kies.delete(code)) kies.add(code);
    emit(this, "filter", { kies: [...kies] });
    this.zoek();
  }

  /** @param {Association} association */
  #createRow(association) {
    return createRow(association, {
      view: this.#view,
      headingLevel: this.#setting("kop"),
      texts: this.#answer?.woorden ?? {},
      onOpen: (url) => {
        const isAllowed = emit(this, "kies", { vCode: association.vCode, url }, true);
        this.#countOpened();
        return isAllowed;
      },
      opensPanel: this.#setting("detail") === "paneel",
      fetchDetails: () => fetchJson(this.#address("vereniging", [["vcode", association.vCode]])),
    });
  }

  /** A saved widget counts that a result was opened: not which one, nor by whom. */
  #countOpened() {
    const id = this.getAttribute("widget");
    if (!id) return;
    const address = `${home()}/widget/v1/gekozen?widget=${encodeURIComponent(id)}`;
    fetch(address, { method: "POST", keepalive: true, credentials: "omit" }).catch(() => {});
  }

  /**
   * Show the link of the page itself, a button to retry, and retry without being asked. What the server refuses for
   * good is the link alone: asking again brings nothing else.
   *
   * @param {Error & {status?: number, detail?: string, wait?: number}} error
   */
  #showFailure(error) {
    this.#reveal();
    const texts = TEXTS[this.#language];
    const { status = 0, detail, wait = 0 } = error;
    emit(this, "fout", { reden: error.message });
    if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
      // eslint-disable-next-line no-console -- the webmaster alone can mend an attribute, and reads it here
      if (detail) console.warn("verenigingen-zoeker: " + detail);
      this.style.minHeight = "0";
      this.#widget?.replaceChildren(createElement("slot"));
      return;
    }
    const retry = createElement("button", { type: "button" }, texts.retry);
    retry.addEventListener("click", () => this.#load());
    this.#list.removeAttribute("aria-busy");
    this.#list.replaceChildren();
    this.#status.replaceChildren(texts.failed);
    this.#after.replaceChildren(createElement("div", { class: "message" }, createElement("slot"), createElement("p", {}, retry)));
    this.#retryTimer = setTimeout(() => this.#load(), Math.max(wait * 1000, retryDelay()));
  }

  /** Whether Back brings the search back: asked for, or usual for the only widget of a page. */
  get #keepsHistory() {
    return this.#isOn("geschiedenis", document.querySelectorAll("verenigingen-zoeker").length < 2);
  }

  get #urlPrefix() {
    return this.#setting("sleutel") || "vz-";
  }

  #readUrl() {
    this.#state = readState(this.#urlPrefix, this.getAttribute("q") || "");
    this.#field.value = this.#state.q;
  }

  #writeUrl() {
    if (this.#keepsHistory) writeState(this.#urlPrefix, this.#state, this.#isOn("geschiedenis", false));
  }

  /** Add autocomplete to the search box: fetched at its first focus; without it the box works all the same. */
  async #addAutocomplete() {
    try {
      const { suggest } = await import(`${home()}/widget/v1/suggesties.js`);
      suggest(this.#field, {
        ask: (/** @type {string} */ q) => fetchJson(this.#address("suggesties", [["q", q], ...this.#choices()])),
        say: (/** @type {number} */ count) => this.#text("weetniet").replace("{n}", String(count)),
        choose: (/** @type {Suggestion} */ suggestion) => this.#chooseSuggestion(suggestion),
      });
    } catch {
      // A page without autocomplete is complete.
    }
  }

  /** @param {Suggestion} suggestion */
  #chooseSuggestion({ code, url, vCode }) {
    if (!url) {
      const kies = new Set(["act." + code]);
      for (const choice of this.#state.kies) if (!/^act\./.test(choice)) kies.add(choice);
      this.zoek({ q: "", kies });
      return;
    }
    this.#countOpened();
    if (emit(this, "kies", { vCode, url }, true)) location.assign(pageAddress(url) ?? home());
  }
}

register("verenigingen-zoeker", AssociationSearch);

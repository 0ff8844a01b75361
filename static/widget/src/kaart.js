// <verenigingen-kaart vcode="V0001001">: the card of one association on a page of another site.

import css from "./kaart.css";
import {
  applyLook, attachRoot, chooseLanguage, contactLine, createElement, createHeading, emit, fetchJson, home, joinText, LOOK,
  pageAddress, register, retryDelay, sharedSheet, whenNear,
} from "./shared.js";

// Texts for when there is no answer; all others come with the answer.
/** @type {Record<string, {gone: string, failed: string, retry: string}>} */
const TEXTS = {
  nl: { gone: "Deze vereniging staat niet in de gids.", failed: "Dit lukt nu even niet.", retry: "Probeer opnieuw" },
  fr: { gone: "Cette association n'est pas dans le guide.", failed: "Cela ne répond pas pour le moment.", retry: "Réessayer" },
  de: { gone: "Dieser Verein steht nicht im Verzeichnis.", failed: "Das antwortet gerade nicht.", retry: "Noch einmal versuchen" },
  en: { gone: "This association is not in the guide.", failed: "This does not answer right now.", retry: "Try again" },
};
const REQUEST_ATTRIBUTES = ["vcode", "detail", "detail-url", "bron"];
const sheet = sharedSheet(css);

class AssociationCard extends HTMLElement {
  static observedAttributes = ["vcode", "taal", "detail", "detail-url", "kop", "bron", ...LOOK];

  /** @type {ShadowRoot | undefined} */
  #root;
  #card = createElement("article", { class: "card", part: "kaart" });
  /** @type {AbortController | undefined} */
  #request;
  /** @type {IntersectionObserver | undefined} */
  #observer;
  #retryTimer = 0;
  #onOnline = () => {
    if (this.#card.querySelector("button")) this.#load();
  };

  connectedCallback() {
    if (!this.#root) {
      this.#root = attachRoot(this, sheet());
      this.#root.append(this.#card);
    }
    addEventListener("online", this.#onOnline);
    this.#observer = whenNear(this.#card, () => this.#load());
  }

  disconnectedCallback() {
    this.#request?.abort();
    this.#observer?.disconnect();
    clearTimeout(this.#retryTimer);
    removeEventListener("online", this.#onOnline);
  }

  /**
   * @param {string} _name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(_name, before, now) {
    if (this.#root && this.isConnected && before !== now) this.#load();
  }

  get #texts() {
    return TEXTS[chooseLanguage(this, TEXTS)];
  }

  async #load() {
    this.#request?.abort();
    clearTimeout(this.#retryTimer);
    const request = (this.#request = new AbortController());
    const parameters = new URLSearchParams();
    for (const name of REQUEST_ATTRIBUTES) {
      if (this.hasAttribute(name)) parameters.append(name, this.getAttribute(name) || "aan");
    }
    const language = chooseLanguage(this, TEXTS);
    if (language !== "nl") parameters.append("taal", language);
    this.#card.setAttribute("aria-busy", "true");
    this.#card.className = "card";
    this.#card.removeAttribute("style");
    applyLook(this, this.#card, (name) => this.getAttribute(name));
    try {
      this.#show(await fetchJson(`${home()}/widget/v1/vereniging?${parameters}`, request));
    } catch (error) {
      const { message, status } = /** @type {Error & {status?: number}} */ (error);
      if (status === 404 || status === 410) this.#showMessage(this.#texts.gone);
      else if (this.#request === request && this.isConnected) this.#showFailure(message);
    }
  }

  /** @param {AssociationAnswer} association */
  #show(association) {
    const address = pageAddress(association.url);
    const link = createElement("a", { href: address, part: "link" }, association.naam);
    link.addEventListener("click", (event) => {
      if (!emit(this, "kies", { vCode: association.vCode, url: address }, true)) event.preventDefault();
    });
    this.#card.lang = chooseLanguage(this, TEXTS);
    this.#card.removeAttribute("aria-busy");
    this.#card.replaceChildren(
      createHeading(this.getAttribute("kop"), { part: "naam" }, link),
      createElement("p", { class: "details", part: "plaats" },
        joinText([association.plaats, joinText(association.activiteiten || [], " · ")], " · ")),
      association.beschrijving ? createElement("p", { part: "beschrijving" }, association.beschrijving) : "",
      contactLine(association, association.woorden.website) ?? "",
      association.bron
        ? createElement("p", { class: "details", part: "bron" }, createElement("a", { href: home() }, association.bron))
        : "",
    );
    emit(this, "klaar", { vCode: association.vCode });
  }

  /**
   * Show a sentence, with the link of the page itself below it.
   *
   * @param {string} sentence
   * @param {Node[]} more
   */
  #showMessage(sentence, ...more) {
    this.#card.removeAttribute("aria-busy");
    this.#card.replaceChildren(createElement("p", { role: "status" }, sentence), createElement("slot"), ...more);
  }

  /** @param {string} reason */
  #showFailure(reason) {
    const retry = createElement("button", { type: "button" }, this.#texts.retry);
    retry.addEventListener("click", () => this.#load());
    this.#showMessage(this.#texts.failed, createElement("p", {}, retry));
    this.#retryTimer = setTimeout(() => this.#load(), retryDelay());
    emit(this, "fout", { reden: reason });
  }
}

register("verenigingen-kaart", AssociationCard);

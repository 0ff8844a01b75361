// What stands below the list of the search widget: other pages, and what only might fit.

import { createElement, webAddress } from "./shared.js";

/**
 * Return the links to other pages, and to the whole list on our own site; empty text when there are none.
 *
 * @param {SearchAnswer} answer
 * @param {string} view the form of the widget (`weergave`)
 * @param {(page: number) => void} goTo
 */
export function renderPagination(answer, view, goTo) {
  const texts = answer.woorden;
  const pageLink = (/** @type {string} */ text, /** @type {number} */ page, /** @type {string} */ rel) => {
    // The address is that of the search on our own site: what opens in a new tab works too.
    const link = createElement("a", { href: webAddress(answer.alles), rel }, text);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      goTo(page);
    });
    return link;
  };
  const isLast = answer.pagina >= answer.paginas;
  const nav = createElement("nav", { part: "paginering", "aria-label": texts.bladeren },
    answer.bereik && createElement("span", { class: "range" }, answer.bereik),
    answer.pagina > 1 && pageLink(texts.vorige, answer.pagina - 1, "prev"),
    !isLast && pageLink(texts.volgende, answer.pagina + 1, "next"),
    view === "kaart" && createElement("a", { href: webAddress(answer.alles) }, texts.kaart),
    answer.alle && (isLast || /^(compact|namen)$/.test(view)) && createElement("a", { href: webAddress(answer.alles) }, answer.alle));
  return nav.childNodes.length ? nav : "";
}

/**
 * Return the links to what only might fit, each with its number, on our own site; empty text when there is none.
 *
 * @param {SearchAnswer} answer
 */
export function renderGroups({ groepen }) {
  const links = groepen?.map(({ titel, url }) => createElement("li", {}, createElement("a", { href: webAddress(url) }, titel)));
  return links?.length ? createElement("ul", { class: "groups", part: "groepen" }, ...links) : "";
}

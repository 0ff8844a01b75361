// One result of the search widget, and the panel that opens below its name.

import { contactLine, createElement, createHeading, joinText, pageAddress, webAddress } from "./shared.js";

/**
 * @typedef {object} RowOptions
 * @property {string} view the form of the widget (`weergave`)
 * @property {string} headingLevel level of the heading, as written in `kop`
 * @property {Record<string, string>} texts those of the answer
 * @property {(address: string | null) => boolean} onOpen called when a name is clicked; false when a listener prevented it
 * @property {boolean} opensPanel whether a click opens the panel instead of the page (`detail="paneel"`)
 * @property {() => Promise<AssociationAnswer>} fetchDetails
 */

/**
 * Create the list item of an association.
 *
 * @param {Association} association
 * @param {RowOptions} options
 */
export function createRow(association, options) {
  const address = pageAddress(association.url);
  const link = createElement("a", { href: address, part: "link" }, association.naam);
  const activities = association.activiteiten && joinText(association.activiteiten, ", ");
  const details = joinText([association.plaats, activities, association.afstand], " · ");
  const row = createElement("li", { part: "kaart" },
    createHeading(options.headingLevel, { class: "name", part: "naam" }, link),
    options.view !== "namen" && details && createElement("p", { class: "details", part: "plaats" }, details),
    association.beschrijving && createElement("p", { class: "description", part: "beschrijving" }, association.beschrijving),
    contactLine(association, options.texts.website));
  if (options.opensPanel) link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", (event) => {
    const isAllowed = options.onOpen(address);
    const opensPanel = options.opensPanel && !event.ctrlKey && !event.metaKey;
    if (!isAllowed || opensPanel) event.preventDefault();
    if (isAllowed && event.defaultPrevented) togglePanel(row, link, options);
  });
  return row;
}

/**
 * Open the panel below the name, or close it; when the details cannot be fetched, go to the page instead.
 *
 * @param {HTMLElement} row
 * @param {HTMLAnchorElement} link
 * @param {RowOptions} options
 */
async function togglePanel(row, link, { fetchDetails, texts }) {
  const panel = row.querySelector("[data-paneel]");
  link.setAttribute("aria-expanded", String(!panel));
  if (panel) {
    panel.remove();
    return;
  }
  try {
    const association = await fetchDetails();
    const isBare = !row.querySelector("[part=plaats]");
    row.append(createElement("div", { "data-paneel": true },
      isBare && createElement("p", { class: "details" },
        joinText([association.plaats, joinText(association.activiteiten ?? [], ", ")], " · ")),
      !row.querySelector(".description") && association.beschrijving && createElement("p", { class: "details" }, association.beschrijving),
      !row.querySelector("[href^='tel:'],[rel]") && contactLine(association, texts.website),
      createElement("p", { class: "details" }, createElement("a", { href: webAddress(association.url) }, texts.lees))));
  } catch {
    location.assign(link.href);
  }
}

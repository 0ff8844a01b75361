// The facets of the search widget: check boxes below a summary, for each facet that the answer holds.

import { createElement } from "./shared.js";

/**
 * Draw the facets anew; those that were open stay open, and the focused check box keeps the focus.
 *
 * @param {HTMLElement} container
 * @param {Facet[]} facets
 * @param {Set<string>} chosen codes such as "act.SPRT"
 * @param {Element | null | undefined} focused
 * @param {(code: string) => void} toggle
 */
export function renderFacets(container, facets, chosen, focused, toggle) {
  const open = new Set();
  for (const details of container.querySelectorAll("details")) if (details.open) open.add(details.dataset.naam);
  const focusedCode = /** @type {HTMLInputElement | null | undefined} */ (focused)?.value;
  container.replaceChildren();
  for (const facet of facets) {
    const choices = createElement("div", { class: "choices" });
    let chosenCount = 0;
    for (const value of facet.waarden) {
      const code = facet.naam + "." + value.code;
      const box = createElement("input", { type: "checkbox", value: code });
      box.checked = chosen.has(code);
      if (box.checked) chosenCount += 1;
      box.addEventListener("change", () => toggle(code));
      choices.append(createElement("label", {}, box, createElement("span", {}, value.naam), createElement("small", {}, value.aantal)));
    }
    container.append(createElement("details", { "data-naam": facet.naam, open: open.has(facet.naam), part: "facet" },
      createElement("summary", {}, facet.titel + (chosenCount ? ` (${chosenCount})` : "")),
      createElement("fieldset", {}, createElement("legend", { class: "o" }, facet.titel), choices)));
    for (const box of choices.querySelectorAll("input")) if (box.value === focusedCode) box.focus();
  }
}

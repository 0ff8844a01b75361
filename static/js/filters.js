// On a small screen the filters open over the page instead of below the results. Their boxes belong to the form by its
// id, so they may stand anywhere.
const place = document.createComment("filters");
const wide = matchMedia("(min-width: 52rem)");
const sheet = document.createElement("dialog");
const close = document.createElement("button");
close.type = "button";
close.className = "close";
sheet.className = "sheet";
sheet.append(close);

/**
 * Show the filters that `link` leads to.
 *
 * @param {HTMLElement} link
 */
export function open(link) {
  const filters = /** @type {HTMLElement} */ (document.getElementById(link.dataset.opens ?? ""));
  close.textContent = link.dataset.close ?? "";
  sheet.setAttribute("aria-label", filters.getAttribute("aria-label") ?? "");
  filters.replaceWith(place);
  sheet.append(filters);
  document.body.append(sheet);
  sheet.showModal();
  sheet.scrollTop = 0;
}

sheet.addEventListener("close", () => {
  // Without its place, the list has no filters any more: nothing was found.
  if (place.isConnected) place.replaceWith(/** @type {Element} */ (sheet.querySelector(".filters")));
  sheet.replaceChildren(close);
  sheet.remove();
});
close.addEventListener("click", () => sheet.close());
wide.addEventListener("change", () => wide.matches && sheet.open && sheet.close());

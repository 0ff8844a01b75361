// On a small screen the filters open over the page instead of below the results. Their boxes belong to the form by its
// id, so they may stand anywhere; without this script the same link leads to them.
const opener = document.querySelector("[data-opens]");
const filters = document.getElementById(opener.dataset.opens);
const place = document.createComment("filters");
const wide = matchMedia("(min-width: 52rem)");

const close = document.createElement("button");
close.type = "button";
close.className = "close";
close.textContent = opener.dataset.close;

const sheet = document.createElement("dialog");
sheet.className = "sheet";
sheet.setAttribute("aria-label", filters.getAttribute("aria-label"));
sheet.append(close);
document.body.append(sheet);

opener.addEventListener("click", (event) => {
  event.preventDefault();
  filters.replaceWith(place);
  sheet.append(filters);
  sheet.showModal();
  sheet.scrollTop = 0;
});
close.addEventListener("click", () => sheet.close());
sheet.addEventListener("close", () => place.replaceWith(filters));
wide.addEventListener("change", () => wide.matches && sheet.open && sheet.close());

// What every page gets: a shortcut, and the modules that a page needs, each fetched when it is of use. Without this
// script, or when one of them does not arrive, every link and every form works as the page was sent.
const found = ["q", "waar"].map((id) => document.getElementById(id)).filter(Boolean);
const fields = /** @type {HTMLInputElement[]} */ (found);

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}

// "/" goes to the first field.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !fields[0]) return;
  event.preventDefault();
  fields[0].focus();
  fields[0].select();
});

// Suggestions, loaded at the first focus of a field.
for (const field of fields) {
  let pressed = false;
  field.addEventListener("pointerdown", () => (pressed = true), { once: true });
  field.addEventListener("focus", () => import("./combobox.js").then((it) => it.suggest(field, pressed)).catch(() => {}), { once: true });
  if (field === document.activeElement) field.dispatchEvent(new Event("focus"));
}

// The filters open over a small page; when the module does not come, the link leads to them as it always did.
document.addEventListener("click", (event) => {
  const target = /** @type {Partial<Element> | null} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null | undefined} */ (target?.closest?.("[data-opens]"));
  if (!link) return;
  event.preventDefault();
  import("./filters.js").then((it) => it.open(link)).catch(() => location.assign(link.hash));
});

// Back leads to what was answered to a form as to a plain page: the browser would want to send it again.
if (document.querySelector(".mistakes")) history.replaceState(history.state, "", location.href);

if (document.getElementById("uitkomst")) import("./results.js").catch(() => {});
if (document.querySelector("[data-copy], [data-share]")) import("./copy.js").catch(() => {});

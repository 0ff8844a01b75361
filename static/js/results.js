// The list changes in place when the visitor chooses a filter, an order, a page or other words: the same address is
// fetched that a plain form or link would open, and what it answers is put into this page.
const FADE_AFTER = 300; // ms in which nothing moves: most answers are there by then
/** @type {{createHTML: (text: string) => string}} */
const html = /** @type {any} */ (window).trustedTypes?.createPolicy("directory", { createHTML: (/** @type {string} */ text) => text })
  ?? { createHTML: (text) => text };
const form = /** @type {HTMLFormElement} */ (document.getElementById("zoek"));
const region = /** @type {HTMLElement} */ (document.getElementById("uitkomst"));
/** @type {Map<number, number>} */
const places = new Map(); // how far each entry of the history was scrolled
/** @type {number | null} */
let entry = history.state?.entry ?? 0;
/** @type {AbortController | undefined} */
let asking; // the question under way; a newer one ends it

const here = () => location.pathname + location.search;
let shown = here();
/** @param {Document} page */
const sheets = (page) => [...page.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href"));

/**
 * Name what makes an element the same one in the next answer: its id, its check box, or where it leads.
 *
 * @param {Node} node
 */
function key(node) {
  if (!(node instanceof Element)) return node.nodeType;
  const box = node.matches("li, label, input") && (node instanceof HTMLInputElement ? node : node.querySelector("input"));
  const link = !box && node.matches(".hits > li") && node.querySelector("h2 a");
  const name = node.id || (box && `${box.name}=${box.value}`) || (link && link.getAttribute("href")) || node.classList[0];
  return `${node.localName} ${name}`;
}

/**
 * @param {Element} old
 * @param {Element} fresh
 */
function attributes(old, fresh) {
  // Whether a disclosure is open is the reader's.
  for (const { name } of [...old.attributes]) if (name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) {
    if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (old instanceof HTMLInputElement) old.checked = fresh.hasAttribute("checked");
}

/**
 * @param {Node} old
 * @param {Node} fresh
 */
function children(old, fresh) {
  /** @type {Map<string | number, ChildNode[]>} */
  const known = new Map();
  for (const node of old.childNodes) known.set(key(node), [...(known.get(key(node)) ?? []), node]);
  let at = old.firstChild;
  for (const node of [...fresh.childNodes]) {
    const same = known.get(key(node))?.shift();
    if (!same) {
      old.insertBefore(document.adoptNode(node), at);
      continue;
    }
    // What has the focus would lose it by being moved: everything before it goes instead, and comes back when wanted.
    if (same.contains(document.activeElement)) {
      while (at && at !== same) [at] = [at.nextSibling, at.remove()];
    }
    if (same === at) at = same.nextSibling;
    else old.insertBefore(same, at);
    morph(same, node);
  }
  for (const left of known.values()) for (const node of left) node.remove();
}

/**
 * Make `old` the same as `fresh`, in place: what stays keeps its node, and with it the focus and its open disclosures.
 *
 * @param {Node} old
 * @param {Node} fresh a node of the same kind
 */
function morph(old, fresh) {
  if (!(old instanceof Element && fresh instanceof Element)) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  attributes(old, fresh);
  children(old, fresh);
}

/**
 * Fetch a page of results; null for anything else than such a page with the style sheets of this one.
 *
 * @param {string} address
 * @param {AbortSignal} signal
 */
async function fetched(address, signal) {
  const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(html.createHTML(await response.text()), "text/html");
  const worn = sheets(document);
  return page.getElementById("uitkomst") && sheets(page).every((sheet) => worn.includes(sheet)) ? page : null;
}

/**
 * Put the answer into this page; the focus, and what it stands on, stay where they are.
 *
 * @param {Document} page
 */
function put(page) {
  const from = document.activeElement ?? document.body;
  const top = from.getBoundingClientRect().top;
  const filters = document.getElementById("filters");
  const sheet = filters?.closest("dialog");
  const others = page.getElementById("filters");
  const fresh = /** @type {HTMLElement} */ (page.getElementById("uitkomst"));
  if (filters && sheet && others) {
    others.replaceWith(page.createComment("filters"));
    morph(filters, others);
  }
  if (!others) sheet?.close();
  morph(region, fresh);
  fields(page);
  languages(page);
  finish();
  document.title = page.title;
  if (from !== document.activeElement && !from.isConnected) settle();
  else if (from.matches("input[type=checkbox]")) {
    const scrolled = sheet ?? document.scrollingElement ?? document.documentElement;
    scrolled.scrollTop += from.getBoundingClientRect().top - top;
  }
}

/**
 * Take over the hidden fields and the texts of the fields, except of the one that is being typed in.
 *
 * @param {Document} page
 */
function fields(page) {
  const fresh = /** @type {HTMLFormElement} */ (page.getElementById("zoek"));
  for (const field of form.querySelectorAll("input[type=hidden]")) field.remove();
  for (const field of fresh.querySelectorAll("input[type=hidden]")) form.append(document.adoptNode(field));
  for (const name of ["q", "waar"]) {
    const field = /** @type {HTMLInputElement} */ (document.getElementById(name));
    const sent = /** @type {HTMLInputElement} */ (fresh.elements.namedItem(name));
    if (field !== document.activeElement) field.value = sent.value;
    field.placeholder = sent.placeholder;
  }
}

/**
 * Let the links to this page in other languages lead to what is shown now.
 *
 * @param {Document} page
 */
function languages(page) {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll("#talen a");
  for (const link of links) {
    const fresh = page.querySelector(`#talen a[hreflang=${link.hreflang}]`);
    if (fresh) link.setAttribute("href", fresh.getAttribute("href") ?? "");
  }
}

/** Give the focus to what stands nearest to a link that is gone. */
function settle() {
  /** @type {HTMLElement | null} */
  const next = region.querySelector(".chips a") ?? document.getElementById("resultaten");
  if (next && !next.matches("a")) next.tabIndex = -1;
  next?.focus({ preventScroll: true });
}

/** The button tells how many there are; it is of use only where the filters cover the list. */
function finish() {
  /** @type {HTMLButtonElement | null} */
  const button = document.querySelector("#filters [type=submit]");
  if (!button) return;
  button.classList.add("live");
  button.textContent = button.dataset.live ?? button.textContent;
}

/** @param {number} since milliseconds */
function busy(since) {
  region.setAttribute("aria-busy", "true");
  return setTimeout(() => region.classList.add("waiting"), since);
}

/**
 * Say that no answer came, beside what was pressed; the link opens the same page plainly. The boxes show again what the
 * list shows.
 *
 * @param {string} address
 * @param {Element} [pressed]
 */
function failed(address, pressed) {
  const told = document.querySelector(".failed") ?? document.createElement("p");
  const link = document.createElement("a");
  link.href = address;
  link.dataset.plain = "";
  link.textContent = region.dataset.again ?? "";
  told.className = "notice failed";
  told.setAttribute("role", "alert");
  if (pressed?.isConnected) (pressed.closest(".choice, .chips, .after, .answer-head") ?? pressed).after(told);
  else region.prepend(told);
  told.replaceChildren(`${region.dataset.failed} `, link);
  told.scrollIntoView({ block: "nearest" });
  for (const box of document.querySelectorAll("#filters input[type=checkbox]")) {
    if (box instanceof HTMLInputElement) box.checked = box.defaultChecked;
  }
}

/**
 * Show what `address` answers; return whether it is shown.
 *
 * @param {string} address
 * @param {() => void} [arrive] runs when the answer is there, before it is shown
 * @param {Element} [pressed] where it is told when no answer comes
 */
async function show(address, arrive, pressed) {
  asking?.abort();
  const mine = (asking = new AbortController());
  const fading = busy(FADE_AFTER);
  try {
    const page = await fetched(address, mine.signal);
    if (mine.signal.aborted) return false;
    if (!page) {
      if (arrive) location.assign(address);
      else location.replace(address);
      return false;
    }
    arrive?.();
    put(page);
    shown = address;
    return true;
  } catch {
    if (!mine.signal.aborted) failed(address, pressed);
    return false;
  } finally {
    clearTimeout(fading);
    if (asking === mine) {
      region.classList.remove("waiting");
      region.removeAttribute("aria-busy");
    }
  }
}

/**
 * Go to another question as a link does: with an entry in the history.
 *
 * @param {string} address
 * @param {Element} [pressed]
 */
function go(address, pressed) {
  if (address === shown && !region.hasAttribute("aria-busy")) return Promise.resolve(true);
  const arrive = () => {
    entry = performance.now() + performance.timeOrigin;
    history.pushState({ entry }, "", address);
    places.set(entry, scrollY);
  };
  return show(address, arrive, pressed);
}

/** Return the address that the form would open, without what was left empty. */
function asked() {
  const all = /** @type {[string, string][]} */ ([...new FormData(form)]);
  const pairs = all.filter(([, value]) => value.trim());
  const query = new URLSearchParams(pairs).toString();
  return form.getAttribute("action") + (query && `?${query}`);
}

function toTop() {
  const list = /** @type {HTMLElement} */ (document.getElementById("resultaten"));
  list.tabIndex = -1;
  list.focus({ preventScroll: true });
  list.scrollIntoView({ block: "start" });
}

document.addEventListener("change", (event) => {
  const box = event.target;
  if (box instanceof HTMLInputElement && box.form === form && box.type === "checkbox") go(asked(), box);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  /** @type {HTMLDialogElement | null} */
  const sheet = document.querySelector("dialog.sheet[open]");
  sheet?.close();
  go(asked());
});

/** Return the link of a click that another list of this page answers; null for any other click. @param {MouseEvent} event */
function linkOfList(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  const target = /** @type {Partial<Element> | null} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null} */ (target?.closest?.("#uitkomst a[href], #filters a[href]") ?? null);
  return link && link.pathname === location.pathname && !link.hash && !("plain" in link.dataset) ? link : null;
}

document.addEventListener("click", async (event) => {
  const link = linkOfList(event);
  if (!link) return;
  event.preventDefault();
  const turns = link.closest(".paging");
  const menu = link.closest(".order, .radius");
  menu?.removeAttribute("open");
  menu?.querySelector("summary")?.focus();
  if ((await go(link.pathname + link.search, link)) && turns) toTop();
});

addEventListener("popstate", async (event) => {
  if (here() === shown && !region.hasAttribute("aria-busy")) return; // only the place within the page is another
  const to = event.state?.entry ?? 0;
  const top = places.get(to) ?? 0;
  entry = null; // until the list is there, where the browser scrolls to tells nothing
  if (await show(here())) scrollTo({ top, behavior: "instant" });
  entry = to;
});

addEventListener("scroll", () => entry !== null && places.set(entry, scrollY), { passive: true });

places.set(entry ?? 0, scrollY);
finish();

// The list changes in place when somebody chooses a filter, an order, a page or other words: the same address is
// fetched that a plain form or link would open, and what it answers is put into this page.
const FADE_AFTER = 300; // ms in which nothing moves: most answers are there by then
const html = window.trustedTypes?.createPolicy("directory", { createHTML: (text) => text }) ?? { createHTML: (text) => text };
const form = document.getElementById("zoek");
const region = document.getElementById("uitkomst");
const places = new Map(); // how far each entry of the history was scrolled
let entry = history.state?.entry ?? 0;
let asking; // the question under way; a newer one ends it

const here = () => location.pathname + location.search;
let shown = here();
const sheets = (page) => [...page.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href"));

/** Name what makes an element the same one in the next answer: its id, its check box, or where it leads. */
function key(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeType;
  const box = node.matches("li, label, input") && (node.localName === "input" ? node : node.querySelector("input"));
  const link = !box && node.matches(".hits > li") && node.querySelector("h2 a");
  const name = node.id || (box && `${box.name}=${box.value}`) || (link && link.getAttribute("href")) || node.classList[0];
  return `${node.localName} ${name}`;
}

function attributes(old, fresh) {
  // Whether a disclosure is open is the reader's.
  for (const { name } of [...old.attributes]) if (name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) {
    if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (old.localName === "input") old.checked = fresh.hasAttribute("checked");
}

function children(old, fresh) {
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
    if (same.contains(document.activeElement)) while (at !== same) [at] = [at.nextSibling, at.remove()];
    if (same === at) at = at.nextSibling;
    else old.insertBefore(same, at);
    morph(same, node);
  }
  for (const left of known.values()) for (const node of left) node.remove();
}

/** Make `old` the same as `fresh`, in place: what stays keeps its node, and with it the focus and its open disclosures. */
function morph(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  attributes(old, fresh);
  children(old, fresh);
}

/** Fetch a page of results; anything else than such a page in the same dress is opened plainly. */
async function fetched(address, signal) {
  const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(response.status);
  const page = new DOMParser().parseFromString(html.createHTML(await response.text()), "text/html");
  const worn = sheets(document);
  return page.getElementById("uitkomst") && sheets(page).every((sheet) => worn.includes(sheet)) ? page : null;
}

/** Put the answer into this page; the focus, and what it stands on, stay where they are. */
function put(page) {
  const from = document.activeElement;
  const top = from.getBoundingClientRect().top;
  const filters = document.getElementById("filters");
  const sheet = filters?.closest("dialog");
  const others = page.getElementById("filters");
  const fresh = page.getElementById("uitkomst");
  if (sheet && others) {
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
  else if (from.matches("input[type=checkbox]")) (sheet ?? document.scrollingElement).scrollTop += from.getBoundingClientRect().top - top;
}

/** What the form sends along follows the answer; what somebody is typing does not. */
function fields(page) {
  const fresh = page.getElementById("zoek");
  for (const field of form.querySelectorAll("input[type=hidden]")) field.remove();
  for (const field of fresh.querySelectorAll("input[type=hidden]")) form.append(document.adoptNode(field));
  for (const name of ["q", "waar"]) {
    const field = document.getElementById(name);
    if (field !== document.activeElement) field.value = fresh.elements[name].value;
    field.placeholder = fresh.elements[name].placeholder;
  }
}

/** The links to this page in other languages lead to what is shown now. */
function languages(page) {
  for (const link of document.querySelectorAll("#talen a")) {
    const fresh = page.querySelector(`#talen a[hreflang=${link.hreflang}]`);
    if (fresh) link.setAttribute("href", fresh.getAttribute("href"));
  }
}

/** Give the focus to what stands nearest to a link that is gone. */
function settle() {
  const next = region.querySelector(".chips a") ?? document.getElementById("resultaten");
  if (!next.matches("a")) next.tabIndex = -1;
  next.focus({ preventScroll: true });
}

/** The button tells how many there are; it is of use only where the filters cover the list. */
function finish() {
  const button = document.querySelector("#filters [type=submit]");
  if (!button) return;
  button.classList.add("live");
  button.textContent = button.dataset.live ?? button.textContent;
}

function busy(since) {
  region.setAttribute("aria-busy", "true");
  return setTimeout(() => region.classList.add("waiting"), since);
}

/** Tell calmly that no answer came; the link opens the same page plainly. */
function failed(address) {
  const told = region.querySelector(".failed") ?? document.createElement("p");
  const link = document.createElement("a");
  link.href = address;
  link.dataset.plain = "";
  link.textContent = region.dataset.again;
  told.className = "notice failed";
  told.setAttribute("role", "alert");
  region.prepend(told);
  told.replaceChildren(`${region.dataset.failed} `, link);
}

/** Show what `address` answers. `arrive` runs when it is there, before it is shown. */
async function show(address, arrive) {
  asking?.abort();
  const mine = (asking = new AbortController());
  const fading = busy(FADE_AFTER);
  try {
    const page = await fetched(address, mine.signal);
    if (mine.signal.aborted) return false;
    if (!page) return arrive ? location.assign(address) : location.replace(address);
    arrive?.();
    put(page);
    shown = address;
    return true;
  } catch {
    if (!mine.signal.aborted) failed(address);
    return false;
  } finally {
    clearTimeout(fading);
    if (asking === mine) {
      region.classList.remove("waiting");
      region.removeAttribute("aria-busy");
    }
  }
}

/** Go to another question as a link does: with an entry in the history. */
function go(address) {
  if (address === shown && !region.hasAttribute("aria-busy")) return Promise.resolve(true);
  return show(address, () => {
    entry = performance.now() + performance.timeOrigin;
    history.pushState({ entry }, "", address);
    places.set(entry, scrollY);
  });
}

/** Return the address that the form would open, without what was left empty. */
function asked() {
  const pairs = [...new FormData(form)].filter(([, value]) => value.trim());
  const query = new URLSearchParams(pairs).toString();
  return form.getAttribute("action") + (query && `?${query}`);
}

function toTop() {
  const list = document.getElementById("resultaten");
  list.tabIndex = -1;
  list.focus({ preventScroll: true });
  list.scrollIntoView({ block: "start" });
}

document.addEventListener("change", (event) => {
  if (event.target.form === form && event.target.type === "checkbox") go(asked());
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  document.querySelector("dialog.sheet[open]")?.close();
  go(asked());
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("#uitkomst a[href], #filters a[href]");
  const plainly = event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || plainly || link.pathname !== location.pathname || link.hash || "plain" in link.dataset) return;
  event.preventDefault();
  const turns = link.closest(".paging");
  link.closest(".order")?.removeAttribute("open");
  link.closest(".order")?.querySelector("summary").focus();
  if ((await go(link.pathname + link.search)) && turns) toTop();
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

places.set(entry, scrollY);
finish();

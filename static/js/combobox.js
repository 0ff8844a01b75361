// Suggestions below the two fields: a combobox after the ARIA authoring practices. The field keeps the focus and the
// words; a listbox with labelled groups tells what they may mean.
const LETTERS = 2;
const REST = 150; // ms without a key before we ask
const CLOSE_AFTER = 300; // ms: what lies below an open list of one column must still be there when a press ends
const LINES = 3; // of a list of one column
const oneColumn = matchMedia("(max-width: 51.99rem)");
const form = /** @type {HTMLFormElement} */ (document.getElementById("zoek"));
/** Texts of the page. @type {Record<string, string>} */
const words = /** @type {any} */ (form.dataset);
const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = new URL("../suggestions.css", import.meta.url).href;
const dressed = new Promise((done) => (sheet.onload = sheet.onerror = done));
document.head.append(sheet);

/**
 * @typedef {{naam: string, toelichting?: string, pagina: string}} Item
 * @typedef {{totaal: number, suggesties: Item[]}} Group
 * @typedef {HTMLElement & {kind?: string, item?: Item}} Option
 */

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} content
 * @returns {HTMLElement}
 */
function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

/** @param {string} text */
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Return `name` with the letters that were typed standing out.
 *
 * @param {string} name
 * @param {string} typed
 */
function marked(name, typed) {
  const at = bare(name).length === name.length ? bare(name).indexOf(bare(typed)) : -1;
  if (at < 0 || !typed) return [name];
  const end = at + typed.length;
  return [name.slice(0, at), element("b", {}, name.slice(at, end)), name.slice(end)];
}

/**
 * Return an address with the language that was chosen in the address of this page, if any.
 *
 * @param {string} address
 */
function kept(address) {
  const language = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("taal"))?.value;
  return language ? `${address}${address.includes("?") ? "&" : "?"}taal=${language}` : address;
}

/** The combobox of one field. */
class Combobox {
  /** @param {HTMLInputElement} field */
  constructor(field) {
    this.field = field;
    this.isPlace = field.id === "waar";
    /** @type {Option[]} */
    this.options = [];
    /** @type {AbortController | undefined} */
    this.asking = undefined;
    this.resting = 0;
    this.active = -1;
    this.list = element("div", { role: "listbox", id: `${field.id}-lijst`, class: "suggestions", "aria-label": words.list, hidden: "" });
    this.status = element("span", { role: "status", class: "unseen" });
    field.type = "text"; // a search field takes Escape to empty itself
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", this.list.id], ["aria-expanded", "false"]]) {
      field.setAttribute(name, value);
    }
    this.shut = element("button", { type: "button", class: "shut", tabindex: "-1", hidden: "" }, words.shut);
    field.parentElement?.append(this.list, this.shut, this.status);
    field.addEventListener("input", () => this.typed());
    field.addEventListener("keydown", (event) => this.pressed(event));
    field.addEventListener("click", () => this.isPlace && !this.isOpen && this.ask());
    field.addEventListener("blur", () => this.leave());
    this.shut.addEventListener("pointerdown", (event) => event.preventDefault());
    this.shut.addEventListener("click", () => this.close());
    form.addEventListener("submit", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => this.choose(/** @type {Element} */ (event.target).closest("[role=option]")));
  }

  get isOpen() {
    return !this.list.hidden;
  }

  typed() {
    clearTimeout(this.resting);
    this.asking?.abort();
    this.status.className = "unseen";
    if (this.isPlace) form.querySelector("[name=bij]")?.remove(); // another place than one's own
    this.resting = setTimeout(() => this.ask(), REST);
  }

  /** Ask for suggestions; an answer to what was typed before is dropped. */
  async ask() {
    const text = this.field.value.trim();
    const mine = (this.asking = new AbortController());
    await dressed;
    /** @type {Record<string, Group>} */
    let found = {};
    if (text.length >= LETTERS) {
      const query = new URLSearchParams(this.isPlace ? { waar: text } : { q: text, waar: /** @type {HTMLInputElement} */ (form.elements.namedItem("waar")).value });
      const language = document.documentElement.lang.slice(0, 2);
      if (language !== "nl") query.set("taal", language);
      try {
        const response = await fetch(`/suggesties?${query}`, { signal: mine.signal });
        found = response.ok ? await response.json() : {};
      } catch {
        // Nothing to suggest: the field works as any other.
      }
    }
    if (!mine.signal.aborted && document.activeElement === this.field) this.show(found, text);
  }

  /**
   * @param {Record<string, Group>} found
   * @param {string} text
   */
  show(found, text) {
    const groups = this.isPlace ? ["plaatsen"] : ["verenigingen", "activiteiten", "plaatsen"];
    const shown = groups.filter((name) => found[name]?.suggesties.length);
    const made = shown.map((name) => this.group(name, found[name], text));
    if (this.isPlace && navigator.geolocation) made.unshift(this.nearby());
    const count = shown.reduce((sum, name) => sum + found[name].suggesties.length, this.isPlace ? made.length - shown.length : 0);
    if (oneColumn.matches && !this.isPlace && made.length) made.unshift(this.search(text));
    this.list.replaceChildren(...made);
    if (oneColumn.matches) this.shorten();
    const options = /** @type {NodeListOf<Option>} */ (this.list.querySelectorAll("[role=option]"));
    this.options = [...options];
    this.options.forEach((option, number) => (option.id = `${this.list.id}-${number}`));
    this.mark(-1);
    this.open(this.options.length > 0);
    if (text.length >= LETTERS) this.status.textContent = count === 1 ? words.one : count ? words.many.replace("{}", String(count)) : words.none;
  }

  /**
   * @param {string} name
   * @param {Group} group
   * @param {string} text
   */
  group(name, { totaal, suggesties }, text) {
    const title = element("span", { id: `${this.list.id}-${name}`, class: "group" }, words[name]);
    if (totaal > suggesties.length) title.append(element("span", { class: "count" }, totaal.toLocaleString(document.documentElement.lang)));
    const options = suggesties.map((item) =>
      Object.assign(this.option(element("span", {}, ...marked(item.naam, text)), item.toelichting), { item, kind: name }));
    return element("div", { role: "group", "aria-labelledby": title.id }, title, ...options);
  }

  /**
   * @param {HTMLElement} label
   * @param {string} [note]
   */
  option(label, note) {
    const made = element("div", { role: "option", "aria-selected": "false" }, label);
    if (note) made.append(" ", element("span", { class: "note" }, note));
    return made;
  }

  /** Keep a few lines only, the first of each group before the second of any. */
  shorten() {
    const groups = [...this.list.querySelectorAll("[role=group]")];
    let left = LINES - this.list.querySelectorAll(":scope > [role=option]").length;
    const ranked = groups.flatMap((group) => [...group.querySelectorAll("[role=option]")].map((option, rank) => ({ option, rank })));
    ranked.sort((one, other) => one.rank - other.rank);
    for (const { option } of ranked) if (left-- <= 0) option.remove();
    for (const group of groups) if (!group.querySelector("[role=option]")) group.remove();
  }

  /** @param {string} text */
  search(text) {
    return Object.assign(this.option(element("span", {}, words.search.replace("{}", text))), { kind: "search" });
  }

  nearby() {
    return Object.assign(this.option(element("span", {}, words.near), words.nearNote), { kind: "near" });
  }

  /** @param {boolean} isOpen */
  open(isOpen) {
    this.list.hidden = this.shut.hidden = !isOpen;
    this.field.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) this.mark(-1);
  }

  /** Close when the focus went elsewhere; in one column the list moves what is below it, so not before a press ends. */
  leave() {
    if (!oneColumn.matches) this.close();
    else setTimeout(() => document.activeElement !== this.field && this.close(), CLOSE_AFTER);
  }

  close() {
    clearTimeout(this.resting);
    this.asking?.abort();
    this.status.textContent = "";
    this.status.className = "unseen";
    this.open(false);
  }

  /** @param {number} number */
  mark(number) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = number;
    const option = this.options[number];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const last = this.options.length - 1;
    const isChosen = this.isOpen && this.active >= 0;
    /** @type {Record<string, false | (() => unknown)>} */
    const acts = {
      ArrowDown: () => (this.isOpen ? this.mark(this.active < last ? this.active + 1 : 0) : this.ask()),
      ArrowUp: () => (event.altKey ? this.close() : this.isOpen && this.mark(this.active > 0 ? this.active - 1 : last)),
      Home: isChosen && (() => this.mark(0)),
      End: isChosen && (() => this.mark(last)),
      Escape: this.isOpen && (() => this.close()),
      Enter: isChosen && (() => this.choose(this.options[this.active])),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** @param {Option | null | undefined} option */
  choose(option) {
    if (!option) return;
    if (option.kind === "near") {
      this.locate();
      return;
    }
    if (option.kind === "search") form.requestSubmit();
    if (!option.item) return;
    this.field.value = option.item.naam;
    this.close();
    if (this.isPlace) form.requestSubmit();
    else location.assign(kept(option.item.pagina));
  }

  /** Ask for the position once the visitor wants to use it; only this request carries it. */
  locate() {
    this.status.textContent = words.locating;
    this.open(false);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.field.value = "";
        for (const [name, value] of [["bij", `${coords.latitude.toFixed(4)},${coords.longitude.toFixed(4)}`], ["straal", "10"], ["sorteer", "afstand"]]) {
          form.querySelector(`[name=${name}]`)?.remove();
          form.append(element("input", { type: "hidden", name, value }));
        }
        form.requestSubmit();
      },
      () => {
        this.status.className = "suggestions told";
        this.status.textContent = words.lost;
      },
      { maximumAge: 600_000, timeout: 10_000 },
    );
  }
}

/**
 * Let a field suggest from now on, and at once when it was pressed or written in while this script was on its way.
 *
 * @param {HTMLInputElement} field
 * @param {boolean} pressed
 */
export function suggest(field, pressed) {
  const made = new Combobox(field);
  if (pressed && made.isPlace) made.ask();
  else if (field.value !== field.defaultValue) made.typed();
}

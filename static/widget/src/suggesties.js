// Names and activities while somebody types, as a combobox after the ARIA authoring practices. Fetched on first focus.

const PAUSE = 200;
const FEWEST = 2;

/**
 * Make `field` a combobox (autocomplete).
 *
 * @param {HTMLInputElement} field inside a form
 * @param {object} callbacks
 * @param {(q: string) => Promise<SuggestionsAnswer>} callbacks.ask fetches suggestions
 * @param {(count: number) => string} callbacks.say the status for screen readers
 * @param {(one: Suggestion) => void} callbacks.choose takes the chosen one
 */
export function suggest(field, { ask, say, choose }) {
  const list = document.createElement("ul");
  const told = document.createElement("span");
  const form = /** @type {HTMLFormElement} */ (field.form);
  let timer = 0;
  let asked = 0;
  let typed = "";
  /** @type {{element: HTMLElement, one: Suggestion}[]} */
  let options = [];
  let at = -1;

  list.id = "suggesties";
  list.className = "s";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels?.[0]?.textContent ?? "");
  // In the top layer nothing of the page lies over it, and no box cuts it off.
  const inTopLayer = "popover" in list;
  if (inTopLayer) list.popover = "manual";
  list.style.cssText = "list-style:none;padding:0;overflow:auto" + (inTopLayer ? ";position:fixed;inset:auto;margin:0;height:auto" : "");
  told.className = "o";
  told.setAttribute("role", "status");
  field.after(list);
  form.append(told);
  set(field, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });

  /**
   * @param {Element} element
   * @param {Record<string, string>} attributes
   */
  function set(element, attributes) {
    for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name]);
  }

  /** Put the list below the field. */
  function place() {
    const box = field.getBoundingClientRect();
    list.style.top = box.bottom + 4 + "px";
    list.style.left = box.left + "px";
    list.style.width = box.width + "px";
  }

  /** @param {boolean} isShown */
  function toggle(isShown) {
    list.hidden = !isShown;
    if (!inTopLayer || !list.isConnected) return;
    list.togglePopover(isShown);
    for (const type of ["scroll", "resize"]) {
      if (isShown) addEventListener(type, place, true);
      else removeEventListener(type, place, true);
    }
    if (isShown) place();
  }

  function close() {
    clearTimeout(timer);
    asked += 1;
    toggle(false);
    field.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  /** @param {number} position */
  function mark(position) {
    at = position;
    for (let number = 0; number < options.length; number++) {
      const option = options[number].element;
      option.setAttribute("aria-selected", String(number === at));
      if (number === at) option.scrollIntoView({ block: "nearest" });
    }
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", options[at].element.id);
  }

  /** @param {SuggestionsAnswer} found */
  function show(found) {
    const all = [...found.activiteiten, ...found.verenigingen];
    options = [];
    list.replaceChildren();
    for (const one of all) {
      const element = document.createElement("li");
      set(element, { role: "option", id: "suggestie-" + options.length, "aria-selected": "false" });
      element.append(one.naam);
      if (one.plaats) {
        const place = document.createElement("small");
        place.append(" " + one.plaats);
        element.append(place);
      }
      // Before the field loses focus, which would close the list.
      element.addEventListener("pointerdown", (event) => event.preventDefault());
      element.addEventListener("click", () => take(one));
      options[options.length] = { element, one };
      list.append(element);
    }
    toggle(options.length > 0);
    field.setAttribute("aria-expanded", String(!list.hidden));
    told.textContent = say(options.length);
    mark(-1);
  }

  /** @param {Suggestion} one */
  function take(one) {
    close();
    choose(one);
  }

  async function look() {
    const mine = ++asked;
    typed = field.value;
    if (typed.trim().length < FEWEST) {
      close();
      return;
    }
    const found = await ask(typed).catch(() => null);
    if (mine === asked && found && field.matches(":focus")) show(found);
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  field.addEventListener("blur", close);
  form.addEventListener("submit", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden) {
      if (event.key === "ArrowDown") look();
      return;
    }
    const last = options.length - 1;
    /** @type {Record<string, number>} */
    const moves = {
      ArrowDown: at < last ? at + 1 : -1,
      ArrowUp: at < 0 ? last : at - 1,
    };
    if (event.key in moves) mark(moves[event.key]);
    else if (event.key === "Enter" && at >= 0) take(options[at].one);
    else if (event.key === "Escape") {
      close();
      field.value = typed;
    } else return;
    event.preventDefault();
  });
}

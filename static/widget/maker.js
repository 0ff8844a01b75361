// Keeps the example, the advice and the code in step with the fields. Without this script the button does the same.
const REST = 400; // milliseconds after the last key
/** @type {{createHTML: (text: string) => string}} */
const html = /** @type {any} */ (window).trustedTypes?.createPolicy("directory", { createHTML: (/** @type {string} */ text) => text })
  ?? { createHTML: (text) => text };
const form = /** @type {HTMLFormElement} */ (document.getElementById("maker"));
let waiting = 0;
/** @type {AbortController | undefined} */
let asked;
/** @param {Document} page */
const exampleOf = (page) => /** @type {HTMLElement} */ (page.getElementById("voorbeeld"));

function address() {
  const pairs = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  // A place that is being typed is added by its button only.
  pairs.delete("waar");
  return `?${pairs}`;
}

/** @param {Document} fresh */
function shows(fresh) {
  for (const id of ["stappen", "raad", "kleurraad", "staal", "vormen", "code"]) {
    const [old, made] = [document.getElementById(id), fresh.getElementById(id)];
    if (old && made && old.innerHTML !== made.innerHTML) old.replaceChildren(...made.childNodes);
  }
  /** @type {NodeListOf<HTMLInputElement>} */
  const inputs = form.querySelectorAll("input[placeholder]");
  for (const input of inputs) {
    const sent = /** @type {HTMLInputElement | null} */ (fresh.getElementById(input.id));
    input.placeholder = sent?.placeholder ?? input.placeholder;
  }
  const [box, made] = [exampleOf(document), exampleOf(fresh)];
  if (box.outerHTML === made.outerHTML) return;
  // A script in a parsed document never runs: it is taken out and imported.
  const scripts = [...made.querySelectorAll("script")];
  for (const script of scripts) script.remove();
  box.replaceWith(document.adoptNode(made));
  for (const { src } of scripts) import(src);
}

async function follow() {
  asked?.abort();
  asked = new AbortController();
  const url = address();
  try {
    const answer = await fetch(url, { signal: asked.signal });
    if (!answer.ok) return;
    shows(new DOMParser().parseFromString(html.createHTML(await answer.text()), "text/html"));
    history.replaceState(null, "", url);
  } catch {
    // Offline, or asked again meanwhile: what is shown stays, and the next change asks anew.
  }
}

document.addEventListener("input", (event) => {
  if (/** @type {HTMLInputElement} */ (event.target).form !== form) return;
  clearTimeout(waiting);
  waiting = setTimeout(follow, REST);
});
form.classList.add("live");

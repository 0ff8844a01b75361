// Keeps the example, the advice and the code in step with the fields. Without this script the button does the same.
const REST = 400; // milliseconds after the last key
const html = window.trustedTypes?.createPolicy("directory", { createHTML: (text) => text }) ?? { createHTML: (text) => text };
const form = document.getElementById("maker");
let waiting;
let asked;

/** Give the real element its colours: as properties, for the page's policy takes no style attributes. */
function dress() {
  const box = document.getElementById("voorbeeld");
  const shown = box.querySelector("verenigingen-zoeker, verenigingen-kaart");
  for (const declaration of shown ? box.dataset.look.split(";") : []) {
    const [name, value] = declaration.split(/:(.*)/s);
    if (name) shown.style.setProperty(name, value);
  }
}

function address() {
  const pairs = new URLSearchParams(new FormData(form));
  // A place that is being typed is added by its button only.
  pairs.delete("waar");
  return `?${pairs}`;
}

function shows(fresh) {
  for (const id of ["stappen", "raad", "kleurraad", "staal", "vormen", "code"]) {
    const [old, made] = [document.getElementById(id), fresh.getElementById(id)];
    if (old && made && old.innerHTML !== made.innerHTML) old.replaceChildren(...made.childNodes);
  }
  for (const input of form.querySelectorAll("input[placeholder]")) {
    input.placeholder = fresh.getElementById(input.id)?.placeholder ?? input.placeholder;
  }
  const [box, made] = [document.getElementById("voorbeeld"), fresh.getElementById("voorbeeld")];
  if (box.outerHTML === made.outerHTML) return;
  const sources = [...made.querySelectorAll("script")].map((script) => [script.remove(), script.src][1]);
  box.replaceWith(document.adoptNode(made));
  dress();
  for (const source of sources) import(source);
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
  if (event.target.form !== form) return;
  clearTimeout(waiting);
  waiting = setTimeout(follow, REST);
});
form.classList.add("live");
dress();

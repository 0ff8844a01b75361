// Buttons that copy the text of an element, <button data-copy="id" data-copied="Gekopieerd" hidden>, and the one that
// shares this page, <button data-share …>: by the sheet of the system, else by copying its address. They are shown by
// this script only, for without it they would do nothing.
/** @type {NodeListOf<HTMLButtonElement>} */
const buttons = document.querySelectorAll("[data-copy], [data-share]");

/** The address under which this page is known. */
function address() {
  /** @type {HTMLLinkElement | null} */
  const canonical = document.querySelector("link[rel=canonical]");
  return canonical?.href ?? location.href;
}

/**
 * Return whether the visitor was offered the sheet of the system; closing it is a choice too.
 */
async function shared() {
  try {
    await navigator.share({ title: document.title, url: address() });
  } catch (error) {
    return error instanceof DOMException && error.name === "AbortError";
  }
  return true;
}

for (const button of buttons) {
  const said = document.createElement("span");
  said.className = "unseen";
  said.setAttribute("role", "status");
  button.after(said);
  const shares = "share" in button.dataset && "share" in navigator;
  button.hidden = !shares && !navigator.clipboard;
  button.addEventListener("click", async () => {
    if (shares && (await shared())) return;
    const shown = document.getElementById(button.dataset.copy ?? "");
    if (!shown && !("share" in button.dataset)) return;
    try {
      const text = shown && ("value" in shown ? String(shown.value) : shown.textContent);
      await navigator.clipboard.writeText(text ?? address());
    } catch {
      if (shown) getSelection()?.selectAllChildren(shown); // not allowed: one key copies what is selected
      return;
    }
    const label = button.querySelector("svg + span") ?? button;
    const before = label.textContent;
    label.textContent = said.textContent = button.dataset.copied ?? "";
    setTimeout(() => {
      label.textContent = before;
      said.textContent = "";
    }, 3000);
  });
}

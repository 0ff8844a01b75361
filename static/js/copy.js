// Buttons that copy the text of an element: <button data-copy="id" data-copied="Gekopieerd" hidden>. They are shown by
// this script only, for without it they would do nothing.
/** @type {NodeListOf<HTMLButtonElement>} */
const buttons = document.querySelectorAll("[data-copy]");
for (const button of buttons) {
  const said = document.createElement("span");
  said.className = "unseen";
  said.setAttribute("role", "status");
  button.after(said);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const shown = document.getElementById(button.dataset.copy ?? "");
    if (!shown) return;
    try {
      await navigator.clipboard.writeText("value" in shown ? String(shown.value) : shown.textContent);
    } catch {
      getSelection()?.selectAllChildren(shown); // not allowed: one key copies what is selected
      return;
    }
    const before = button.textContent;
    button.textContent = said.textContent = button.dataset.copied ?? "";
    setTimeout(() => {
      button.textContent = before;
      said.textContent = "";
    }, 3000);
  });
}

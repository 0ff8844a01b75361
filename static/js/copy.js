// Buttons that copy the text of an element: <button data-copy="id" data-copied="Gekopieerd" hidden>. They are shown by
// this script only, for without it they would do nothing.
for (const button of document.querySelectorAll("[data-copy]")) {
  const said = document.createElement("span");
  said.className = "unseen";
  said.setAttribute("role", "status");
  button.after(said);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const shown = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(shown.value ?? shown.textContent);
    } catch {
      getSelection().selectAllChildren(shown); // not allowed: one key copies what is selected
      return;
    }
    const before = button.textContent;
    button.textContent = said.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = before;
      said.textContent = "";
    }, 3000);
  });
}

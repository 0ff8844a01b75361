// What every page gets. Without this script nothing is lost but the shortcut: "/" goes to the first field.
if (document.querySelector("[data-opens]")) import("./filters.js");

const field = document.getElementById("q");

function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

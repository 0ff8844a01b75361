// What every page gets: "/" goes to the first field. Without this script nothing is lost but the shortcut.
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

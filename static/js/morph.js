// Turns what is shown into what was fetched, in place: what stays keeps its node, and with it the focus, its open
// disclosures and the reader's place.

/** Name what makes an element the same one in the next answer: its id, its check box, or where it leads. */
function key(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeType;
  const box = node.matches("li, label, input") && (node.localName === "input" ? node : node.querySelector("input"));
  const link = !box && node.matches(".hits > li") && node.querySelector("h2 a");
  const name = node.id || (box && `${box.name}=${box.value}`) || (link && link.getAttribute("href")) || node.classList[0];
  return `${node.localName} ${name}`;
}

function attributes(shown, fresh) {
  // Whether a disclosure is open is the reader's.
  for (const { name } of [...shown.attributes]) if (name !== "open" && !fresh.hasAttribute(name)) shown.removeAttribute(name);
  for (const { name, value } of fresh.attributes) {
    if (name !== "open" && shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
  if (shown.localName === "input") shown.checked = fresh.hasAttribute("checked");
}

function children(shown, fresh) {
  const known = new Map();
  for (const node of shown.childNodes) known.set(key(node), [...(known.get(key(node)) ?? []), node]);
  let at = shown.firstChild;
  for (const node of [...fresh.childNodes]) {
    const same = known.get(key(node))?.shift();
    if (!same) {
      shown.insertBefore(document.adoptNode(node), at);
      continue;
    }
    // What has the focus would lose it by being moved: everything before it goes instead, and comes back when wanted.
    if (same.contains(document.activeElement)) while (at !== same) [at] = [at.nextSibling, at.remove()];
    if (same === at) at = at.nextSibling;
    else shown.insertBefore(same, at);
    morph(same, node);
  }
  for (const left of known.values()) for (const node of left) node.remove();
}

/** Make `shown` the same as `fresh`; both are of one kind. */
export function morph(shown, fresh) {
  if (shown.nodeType !== Node.ELEMENT_NODE) {
    if (shown.data !== fresh.data) shown.data = fresh.data;
    return;
  }
  attributes(shown, fresh);
  children(shown, fresh);
}

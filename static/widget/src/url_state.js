// The state of the search in the address of the page around (`geschiedenis`): it survives back, reload and bookmarks.

/**
 * @typedef {object} State
 * @property {string} q words
 * @property {Set<string>} kies chosen facet values, such as "act.SPRT"
 * @property {number} pagina page, from 1
 */

/**
 * Read the state from the address.
 *
 * @param {string} prefix of the parameters, so that several widgets and the page itself do not collide
 * @param {string} usualWords for when the address has none
 * @returns {State}
 */
export function readState(prefix, usualWords) {
  const parameters = new URLSearchParams(location.search);
  return {
    q: parameters.get(prefix + "q") ?? usualWords,
    kies: new Set(parameters.getAll(prefix + "kies")),
    pagina: Math.max(1, parseInt(parameters.get(prefix + "pagina") ?? "", 10) || 1),
  };
}

/**
 * Write the state to the address, as a step of the browser's history or in place of the address that is there.
 *
 * @param {string} prefix
 * @param {State} state
 * @param {boolean} isStep
 */
export function writeState(prefix, { q, kies, pagina }, isStep) {
  const address = new URL(location.href);
  for (const name of ["q", "kies", "pagina"]) address.searchParams.delete(prefix + name);
  if (q) address.searchParams.set(prefix + "q", q);
  for (const choice of kies) address.searchParams.append(prefix + "kies", choice);
  if (pagina > 1) address.searchParams.set(prefix + "pagina", String(pagina));
  if (address.href === location.href) return;
  try {
    if (isStep) history.pushState(history.state, "", address);
    else history.replaceState(history.state, "", address);
  } catch {
    // A page without an address of its own (`srcdoc`), or too many steps in a row: the search works without.
  }
}

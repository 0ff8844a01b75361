// The attributes of the search widget, the address of its requests, and its texts for when there is no answer.

import { home, LOOK } from "./shared.js";

// Attributes sent with a search, in this order: the same search is the same address, so that HTTP caches hit.
export const REQUEST_ATTRIBUTES = [
  "gemeente", "provincie", "postcode", "werkingsgebied", "rond", "straal", "hoofdactiviteit", "soort", "type", "doelgroep",
  "bij", "adres", "subtype", "gewijzigd-sinds", "letterlijk", "als-woord",
  "facetten", "velden", "weergave", "per-pagina", "sort", "detail", "detail-url", "bron", "beperk", "widget",
];
// Attributes that only this script reads.
export const LOCAL_ATTRIBUTES = ["taal", "kop", "laden", "geschiedenis", "sleutel", "suggesties", "q", ...LOOK];
// Texts for before the first answer, or without one; all others come with the answer.
/** @type {Record<string, {field: string, button: string, failed: string, retry: string}>} */
export const TEXTS = {
  nl: { field: "Naam of activiteit", button: "Zoeken", failed: "Zoeken lukt nu even niet.", retry: "Probeer opnieuw" },
  fr: { field: "Nom ou activité", button: "Chercher", failed: "La recherche ne répond pas pour le moment.", retry: "Réessayer" },
  de: { field: "Name oder Tätigkeit", button: "Suchen", failed: "Die Suche antwortet gerade nicht.", retry: "Noch einmal versuchen" },
  en: { field: "Name or activity", button: "Search", failed: "Search does not answer right now.", retry: "Try again" },
};

/**
 * Return the address of a request: the attributes of the element, its language, and more parameters.
 *
 * @param {HTMLElement} element
 * @param {string} language
 * @param {string} path below `/widget/v1/`
 * @param {[string, string][]} more
 */
export function requestAddress(element, language, path, more) {
  const parameters = new URLSearchParams();
  for (const name of REQUEST_ATTRIBUTES) {
    const value = element.getAttribute(name);
    // `<verenigingen-zoeker beperk>` without a value means "aan".
    if (value !== null) parameters.append(name, /^(bron|beperk)$/.test(name) && !value ? "aan" : value);
  }
  if (language !== "nl") parameters.append("taal", language);
  for (const [name, value] of more) parameters.append(name, value);
  return `${home()}/widget/v1/${path}?${parameters}`;
}

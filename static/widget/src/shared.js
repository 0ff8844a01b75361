// What both custom elements share. They run on pages of other sites, so three rules hold in every file of this folder:
// DOM nodes are built one by one, never from markup (XSS, Trusted Types); styles stay inside the shadow root; and no
// method of Array.prototype is called, because old pages replace those.

// Where this script came from: a plain script is the current one, and a module stands in the trace of an error. A bundle
// of the site's own is neither: there `bron-adres` or the link in the element says where we are.
const OWN = /(https?:\/\/[^/\s]+)\/widget\/[\w.]+\/(?:zoeker|kaart)\b/;
const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
let origin = (OWN.exec(script?.src ?? "") ?? OWN.exec(new Error().stack ?? ""))?.[1];

/** Return the origin of the service: all requests go there. */
export function home() {
  if (!origin) {
    const element = document.querySelector("[bron-adres]");
    /** @type {HTMLAnchorElement | null} */
    const link = document.querySelector("verenigingen-zoeker > a[href], verenigingen-kaart > a[href]");
    origin = new URL(element?.getAttribute("bron-adres") ?? link?.href ?? location.href).origin;
  }
  return origin;
}
/** Milliseconds before a request is given up. */
const TIMEOUT_MS = 8000;

/**
 * Create an element. Attributes that are false, empty, null or undefined are left out, `true` becomes an empty one.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 * @param {(Node | string | number | false | null | undefined)[]} children what is false, empty or absent is left out
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function createElement(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (value === true) element.setAttribute(name, "");
    else if (value || value === 0) element.setAttribute(name, String(value));
  }
  for (const child of children) {
    if (child || child === 0) element.append(/** @type {Node | string} */ (child));
  }
  return element;
}

/**
 * Create the heading of a level; `kop` of the element chooses it, so that the headings of the page stay in order.
 *
 * @param {string | null} level as written in the attribute
 * @param {Record<string, string>} attributes
 * @param {Node} child
 */
export function createHeading(level, attributes, child) {
  const tag = /** @type {"h2"} */ ("h" + (Number(level) || 2));
  return createElement(tag, attributes, child);
}

/**
 * Return an address that may become a link: http and https only, so never `javascript:`.
 *
 * @param {string | null | undefined} address
 */
export function webAddress(address) {
  return address && /^https?:\/\//.test(address) ? address : null;
}

/**
 * Return the address of an association's page; a path of the webmaster's own is completed by the page that we are on.
 *
 * @param {string} url
 */
export function pageAddress(url) {
  return webAddress(new URL(url, document.baseURI).href);
}

/**
 * Create the line with website and telephone number; nothing when neither is known.
 *
 * @param {Association} association
 * @param {string} websiteText text of the link
 */
export function contactLine(association, websiteText) {
  const website = webAddress(association.website);
  const phone = association.bel && /^tel:/.test(association.bel) ? association.bel : null;
  if (!website && !phone) return null;
  return createElement("p", { class: "details" },
    website && createElement("a", { href: website, rel: "noopener nofollow ugc" }, websiteText),
    website && phone && " · ",
    phone && createElement("a", { href: phone }, association.telefoon));
}

/**
 * Join the parts that are not empty. By hand: see the rule on Array.prototype above.
 *
 * @param {(string | null | undefined)[]} parts
 * @param {string} separator
 */
export function joinText(parts, separator) {
  let joined = "";
  for (const part of parts) if (part) joined += (joined && separator) + part;
  return joined;
}

/**
 * Return the language of the texts: the chosen one, else the nearest `lang` of the page, else Dutch.
 *
 * @param {HTMLElement} element
 * @param {Record<string, unknown>} texts by language
 * @param {string | null} chosen attribute `taal`
 */
export function chooseLanguage(element, texts, chosen = element.getAttribute("taal")) {
  /** @type {HTMLElement | null} */
  let nearest;
  let at = /** @type {HTMLElement | undefined} */ (element);
  do {
    nearest = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (at).closest("[lang]"));
    at = /** @type {any} */ (/** @type {HTMLElement} */ (at).getRootNode()).host; // `closest` ends at a shadow root
  } while (!nearest && at);
  const tag = chosen || nearest?.lang || "nl";
  const language = tag.slice(0, 2).toLowerCase();
  return texts[language] ? language : "nl";
}

// The look, as attributes of both elements: each becomes the custom property of its name. Without a `style` attribute,
// which the policy of a page may forbid.
export const LOOK = [
  "thema", "accent", "accent-tekst", "tekst", "tekst-zacht", "rand", "vlak", "focus", "radius", "ruimte", "kaart",
  "lettertype", "kolom",
];

/**
 * Apply the look to what stands in the shadow root; what a style sheet of the page says goes before it.
 *
 * @param {HTMLElement} host
 * @param {HTMLElement} inside
 * @param {(name: string) => string | null} setting
 */
export function applyLook(host, inside, setting) {
  const said = getComputedStyle(host);
  for (const name of LOOK) {
    const value = setting(name);
    if (!value) continue;
    if (name === "thema") inside.classList.add("thema-" + value);
    else if (!said.getPropertyValue("--vz-" + name)) inside.style.setProperty("--vz-" + name, value);
  }
}

/**
 * Attach the shadow root. The element stays as high as it was with what the page wrote in it, so that nothing moves.
 *
 * @param {HTMLElement} host
 * @param {CSSStyleSheet} style
 */
export function attachRoot(host, style) {
  host.style.display = "block";
  host.style.minHeight = host.offsetHeight + "px";
  host.style.display = "";
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [style];
  return root;
}

/**
 * Call back once, when the element comes near the viewport (lazy loading).
 *
 * @param {Element} element
 * @param {() => void} callback
 */
export function whenNear(element, callback) {
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      observer.disconnect();
      callback();
      return;
    }
  }, { rootMargin: "600px" });
  observer.observe(element);
  return observer;
}

/**
 * Fetch JSON within the time limit; throws an error with a `status` when the server refuses.
 *
 * @param {string} address
 * @param {AbortController} controller
 */
export async function fetchJson(address, controller = new AbortController()) {
  const timeout = setTimeout(() => controller.abort(new Error("traag")), TIMEOUT_MS);
  try {
    const response = await fetch(address, { signal: controller.signal });
    if (!response.ok) {
      const { detail } = await response.json().catch(() => ({}));
      const wait = Number(response.headers.get("Retry-After")) || 0;
      throw Object.assign(new Error("antwoord " + response.status), { status: response.status, detail, wait });
    }
    return await response.json();
  } finally {
    clearTimeout(timeout);
  }
}

/** Milliseconds until a failed request is repeated: 15 to 30 seconds, at random, so that clients do not return at once. */
export function retryDelay() {
  return 15000 + Math.random() * 15000;
}

/**
 * Dispatch a public event, such as `vz:kies`; returns false when a listener called `preventDefault`.
 *
 * @param {HTMLElement} element
 * @param {string} type
 * @param {object} detail
 * @param {boolean} cancelable
 */
export function emit(element, type, detail, cancelable = false) {
  return element.dispatchEvent(new CustomEvent("vz:" + type, { bubbles: true, composed: true, cancelable, detail }));
}

/**
 * Return a function that gives the constructable style sheet of an element, made once for all of its instances.
 *
 * @param {string} css
 */
export function sharedSheet(css) {
  /** @type {CSSStyleSheet | undefined} */
  let sheet;
  return () => {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
    }
    return sheet;
  };
}

/**
 * Register a custom element, unless another copy of the script did so before.
 *
 * @param {string} name
 * @param {CustomElementConstructor} constructor
 */
export function register(name, constructor) {
  if (!customElements.get(name)) customElements.define(name, constructor);
}

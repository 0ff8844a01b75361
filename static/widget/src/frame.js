// The frame on pages of others: tells the page around how high it is, which association was chosen and that another page
// of results came. Hosts rewrite the sandbox of a frame: whatever it no longer allows is done another way here.
if (parent !== self) {
  let id = "";
  let page = ""; // the origin of the page around: known once it says hello
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  // A page of results that was reached from another one in this frame, and not by Back or Forward.
  const timing = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0]);
  let isNextPage = document.referrer.startsWith(location.origin + "/embed") && timing?.type === "navigate";
  // The name by which WordPress knows this frame: it stands after `#?secret=` in its address.
  const secret = () => /[#&?]secret=(\w+)/.exec(location.hash)?.[1];
  /**
   * @param {string} type
   * @param {object} more
   * @param {string} to
   */
  const tell = (type, more, to) => parent.postMessage({ type: "vz:" + type, v: 1, id, ...more }, to);
  /**
   * @param {string} message
   * @param {unknown} value
   */
  const tellWordPress = (message, value) => secret() && parent.postMessage({ message, value, secret: secret() }, "*");
  // A number is all that anybody may hear; what was chosen goes to the page that said hello.
  const height = () => {
    const px = Math.ceil(main.getBoundingClientRect().height);
    tell("hoogte", { px }, "*");
    tellWordPress("height", px);
  };
  /** @param {HTMLFormElement} form */
  const search = (form) => {
    const address = new URL(form.action);
    address.search = String(new URLSearchParams(/** @type {any} */ (new FormData(form))));
    address.hash = location.hash;
    location.assign(address);
  };
  /**
   * Open an address in the window around or, where the sandbox forbids that, in the next best place.
   *
   * @param {HTMLAnchorElement} link
   */
  const leave = (link) => {
    const row = /** @type {HTMLElement | null} */ (link.closest("[data-page]"));
    if (secret()) {
      // WordPress follows links to the site of the frame only.
      tellWordPress("link", link.host === location.host ? link.href : row?.dataset.page ?? link.href);
      return;
    }
    try {
      /** @type {Window} */ (top).location.href = link.href;
    } catch {
      const opened = open(link.href);
      if (opened) opened.opener = null;
      else if (link.dataset.vcode) location.assign(row?.dataset.card + location.hash);
    }
  };
  /**
   * Tell the page around that an association was chosen; count it by a request, for not every browser sends pings.
   *
   * @param {string} vCode
   * @param {string} url
   * @param {string | undefined} ping
   */
  const chosen = (vCode, url, ping) => {
    if (page) tell("kies", { vCode, url }, page);
    if (ping) fetch(ping, { method: "POST", keepalive: true, credentials: "omit" }).catch(() => {});
  };
  // After the height: only then the page around has taken its new form.
  const showTop = () => {
    if (!isNextPage || !page) return;
    isNextPage = false;
    tell("scroll", { top: Math.floor((document.getElementById("telling") ?? main).getBoundingClientRect().top) }, page);
  };
  new ResizeObserver(height).observe(main);
  // A frame that is hidden until it tells its height is not drawn, and so nothing in it is observed.
  addEventListener("load", height);
  addEventListener("hashchange", height);
  addEventListener("message", ({ source, data, origin }) => {
    if (source !== parent) return;
    if (data?.message === "ready") height();
    if (data?.type !== "vz:hallo" || data.v !== 1) return;
    id = String(data.id);
    page = origin;
    height();
    showTop();
  });
  // A panel is opened, not a link: no browser sends a ping for it. The event does not bubble.
  addEventListener("toggle", ({ target }) => {
    const { dataset, open } = /** @type {HTMLDetailsElement} */ (target);
    if (open && dataset.vcode) chosen(dataset.vcode, dataset.url ?? "", dataset.ping);
    delete dataset.ping;
  }, true);
  addEventListener("keydown", (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (event.key !== "Enter" || event.isComposing || field.localName !== "input" || !field.form) return;
    event.preventDefault();
    search(field.form);
  });
  addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const form = /** @type {HTMLButtonElement | null} */ (target.closest("button"))?.form;
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[href]"));
    if (form) {
      event.preventDefault();
      search(form);
    }
    if (!link) return;
    if (link.dataset.vcode) chosen(link.dataset.vcode, link.href, link.ping);
    link.ping = "";
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link.target) link.hash = location.hash;
    else if (isPlain) {
      event.preventDefault();
      leave(link);
    }
  });
}

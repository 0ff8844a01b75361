// Tells the page around the frame how high it is, and which association was chosen. Version 1 of the protocol.
if (parent !== self) {
  let id = "";
  let page = ""; // the origin of the page around: known once it says hello
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  /**
   * @param {string} type
   * @param {object} more
   * @param {string} to
   */
  const tell = (type, more, to) => parent.postMessage({ type: "vz:" + type, v: 1, id, ...more }, to);
  // A number is all that anybody may hear; what was chosen goes to the page that said hello.
  const height = () => tell("hoogte", { px: Math.ceil(main.getBoundingClientRect().height) }, "*");
  new ResizeObserver(height).observe(main);
  addEventListener("message", (event) => {
    if (event.source !== parent || event.data?.type !== "vz:hallo" || event.data.v !== 1) return;
    id = String(event.data.id);
    page = event.origin;
    height();
  });
  addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a[data-vcode]"));
    if (link && page) tell("kies", { vCode: link.dataset.vcode, url: link.href }, page);
  });
}

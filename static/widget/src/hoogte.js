// Makes frames of this site as high as what is in them. Protocol version 1; asks nothing, keeps nothing.
(() => {
  const path = "/widget/v1/hoogte.js";
  // A module has no current script, and in a bundle of the site's own this is another one.
  const own = /** @type {HTMLScriptElement | null} */ (document.currentScript ?? document.querySelector(`script[src*="${path}"]`));
  const home = own?.src.includes(path) ? new URL(own.src).origin : "";
  /**
   * Return the origin of a frame of ours, nothing for other frames.
   *
   * @param {HTMLIFrameElement} frame
   */
  const originOf = ({ src }) => {
    const origin = /^(https?:\/\/[^/]+)\/embed(?![^?#])/.exec(src)?.[1];
    return !home || origin === home ? origin : "";
  };
  /** @param {HTMLIFrameElement} frame */
  const hello = (frame) => frame.contentWindow?.postMessage({ type: "vz:hallo", v: 1, id: frame.id || "vz" }, "*");
  /**
   * @param {HTMLIFrameElement} frame
   * @param {any} data
   */
  const hear = (frame, data) => {
    if (data.type === "vz:hoogte") {
      const px = Math.min(20000, Math.max(40, data.px));
      if (Math.abs(px - frame.offsetHeight) >= 8) frame.style.height = px + "px";
      if (data.id === "") hello(frame);
    }
    if (data.type === "vz:kies") frame.dispatchEvent(new CustomEvent("vz:kies", { bubbles: true, detail: data }));
    if (data.type === "vz:scroll") {
      const margin = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
      const top = frame.getBoundingClientRect().top + data.top - margin;
      if (top < 0 || top > innerHeight * .8) scrollBy(0, top);
    }
  };
  addEventListener("message", ({ data, origin, source }) => {
    if (data?.v !== 1) return;
    for (const frame of document.querySelectorAll("iframe")) {
      const known = frame.contentWindow === source && originOf(frame);
      // Some hosts take its origin from a frame; a number is harmless.
      if (known && (origin === known || (origin === "null" && data.type !== "vz:kies"))) hear(frame, data);
    }
  });
  // One that is still loading belongs to nobody yet, and will greet us itself.
  for (const frame of document.querySelectorAll("iframe")) if (originOf(frame)) hello(frame);
})();

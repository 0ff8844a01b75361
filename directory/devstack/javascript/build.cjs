// Builds the scripts of the widgets from their sources with esbuild: one minified file each.
// `node build.cjs SOURCES TARGET`, with esbuild on NODE_PATH. The same sources and lock give the same bytes.
"use strict";
const { readFile } = require("node:fs/promises");
const { join } = require("node:path");

const { build, transform } = require("esbuild");

// Two custom elements, the autocomplete that one of them imports, and the two ends of the protocol of the iframe.
const SCRIPTS = ["zoeker", "kaart", "suggesties", "hoogte", "frame"];
// Nothing is lowered: private methods and constructable style sheets need as much (Chrome 94, Firefox 101, Safari 16.4).
const SYNTAX = "es2022";

/** Imports a style sheet as minified text, for the shadow root. */
const cssAsText = {
  name: "css-as-text",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

const [sources, target] = process.argv.slice(2);
// One that is imported is a module. The others run as plain scripts too: tools for consent and speed start them anew so.
const MODULES = ["suggesties"];
const buildOne = (/** @type {string} */ name) => build({
  entryPoints: [join(sources, `${name}.js`)],
  outdir: target,
  bundle: true,
  format: MODULES.includes(name) ? "esm" : "iife",
  target: SYNTAX,
  minify: true,
  legalComments: "none",
  charset: "utf8",
  banner: { js: "// Built by `make release` from the sources in static/widget/src: change those, not this file." },
  plugins: [cssAsText],
  logLevel: "warning",
});
Promise.all(SCRIPTS.map(buildOne)).catch(() => process.exit(1));

// ESLint for every script that browsers get, and for the tools beside this file. Run from the root of the repository,
// with the packages of package-lock.json on NODE_PATH.
"use strict";
const js = require("@eslint/js");
const globals = require("globals");

module.exports = [
  // Built files: their sources are checked.
  {
    ignores: [
      "static/widget/releases/**",
      ...["zoeker", "kaart", "suggesties", "hoogte", "frame"].map((name) => `static/widget/${name}.js`),
    ],
  },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      complexity: ["error", 14],
      curly: ["error", "multi-line"],
      "default-case-last": "error",
      eqeqeq: "error",
      "no-alert": "error",
      "no-console": "error",
      "no-eval": "error",
      "no-implicit-globals": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-properties": [
        "error",
        // Markup from text is how a script is injected (XSS); the pages' Trusted Types policy refuses it too.
        { property: "insertAdjacentHTML" },
        { object: "document", property: "write" },
      ],
      "no-script-url": "error",
      "no-self-compare": "error",
      "no-template-curly-in-string": "error",
      "no-unmodified-loop-condition": "error",
      "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      radix: "error",
    },
  },
  { files: ["static/**/*.js"], languageOptions: { globals: globals.browser } },
  // Classic scripts: one is inlined into the frame, the other is pasted on pages of others as `<script async>`.
  { files: ["static/widget/src/frame.js", "static/widget/src/hoogte.js"], languageOptions: { sourceType: "script" } },
  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs", globals: globals.node } },
];

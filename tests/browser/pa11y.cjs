// Lets pa11y look at addresses with both its runners, in one browser. Reads {program, flags, sights: {name: {address,
// ready}}} from standard input and writes {name: {status, errors}}; `ready` selects what must be there first.
"use strict";
const { readFileSync } = require("node:fs");
const pa11y = require("pa11y");
const puppeteer = require("puppeteer");

const HOW = { runners: ["htmlcs", "axe"], standard: "WCAG2AA", ignoreUrl: true };

// What axe leaves to a person because it cannot see it, and pa11y counts as errors. What lies below letters in a drawing:
// they have a halo in the colour of the paper, and the contrast of our colours is computed. What is inside a frame: ours
// show /embed, which is looked at by its own address.
const leftToUs = ({ code, context, runnerExtras }) => runnerExtras?.needsFurtherReview
  && (code === "frame-tested" || (code === "color-contrast" && /^<(text|tspan)\b/.test(context)));

async function look(browser, { address, ready }) {
  const page = await browser.newPage();
  await page.setViewport(pa11y.defaults.viewport);
  await page.setExtraHTTPHeaders({ "Accept-Language": "nl-BE" });
  const answer = await page.goto(address, { waitUntil: "load" });
  await page.waitForSelector(ready);
  await page.waitForNetworkIdle({ idleTime: 100 });
  const { issues } = await pa11y(address, { ...HOW, browser, page });
  await page.close();
  const errors = issues.filter((issue) => !leftToUs(issue)).map(({ runner, code, selector, context, message }) =>
    [runner, code, selector, context, message].join(" "));
  return { status: answer.status(), errors };
}

(async () => {
  const { program, flags, sights } = JSON.parse(readFileSync(0, "utf8"));
  const browser = await puppeteer.launch({ executablePath: program, args: flags });
  try {
    const told = {};
    for (const [name, sight] of Object.entries(sights)) told[name] = await look(browser, sight);
    process.stdout.write(JSON.stringify(told));
  } finally {
    await browser.close();
  }
})();

// A browser in the hands of a person: pages are found by label and role, and whatever goes wrong on the way is a failure.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const address = process.env.REDRESS_ADDRESS;
export const password = "cu-khoi-2021";
/** The most a page may weigh over the line, in bytes, without attachments. */
const MOST = 60_000;

/** Standards of the check: WCAG 2.2 A and AA with what they build on. */
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let browser;

export async function open() {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
}

export async function close() {
  await browser.close();
}

/** A person with a browser of their own. */
export async function person({ width = 1280, height = 900, script = true, lang = "vi", scheme = "light", bypassCSP = false } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    javaScriptEnabled: script,
    locale: lang === "vi" ? "vi-VN" : "en-GB",
    colorScheme: scheme,
    baseURL: address,
    acceptDownloads: true,
    bypassCSP,
  });
  const page = await context.newPage();
  const wrong = [];
  let weight = 0;
  page.on("console", (message) => {
    // The browser itself notes each answer of 4xx; those that a journey provokes are looked at where they come.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) wrong.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:"].includes(url.protocol) && url.origin !== new URL(address).origin) wrong.push(`another host: ${url.host}`);
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => (weight += encodedDataLength));
  return {
    page,
    context,
    wrong,
    lang,
    async go(path) {
      weight = 0;
      const answer = await page.goto(path, { waitUntil: "load" });
      if (weight > MOST) wrong.push(`${path} weighs ${weight} bytes`);
      return answer;
    },
    async leave() {
      await context.close();
      if (wrong.length) throw new Error(wrong.join("\n"));
    },
  };
}

/** The same, in a browser that ignores the content security policy. */
export const bypassed = () => person({ bypassCSP: true });

/** Signs in through the page. */
export async function signIn(who, username) {
  await who.go("/sign-in");
  await who.page.getByLabel(/^(Tên đăng nhập|Name to sign in with)/).fill(username);
  await who.page.getByLabel(/^(Mật khẩu|Password)/).fill(password);
  await who.page.locator("main form button").click();
  await who.page.waitForLoadState("load");
  if (new URL(who.page.url()).pathname === "/sign-in") throw new Error(`${username} could not sign in`);
}

/** What axe finds against WCAG on the page as it stands, everything unfolded. */
export async function axe(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags } }), WCAG);
  return violations.flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.target.join(" ")}: ${n.failureSummary?.split("\n")[1] ?? ""}`));
}

/** Whether something reaches over the edge of a small screen. */
export async function tooWide(page) {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
}

const journeys = [];

/** Declares a journey. */
export function journey(name, run) {
  journeys.push({ name, run });
}

/** Runs all, says each, and gives how many failed. */
export async function runAll(filter) {
  let failed = 0;
  const chosen = journeys.filter((j) => !filter || j.name.includes(filter));
  for (const { name, run } of chosen) {
    const begun = Date.now();
    try {
      await run();
      console.log(`ok    ${name} (${Date.now() - begun} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL  ${name}\n${error.stack ?? error}`);
    }
  }
  console.log(`browser: ${chosen.length - failed} of ${chosen.length} journeys passed`);
  // A word that no journey's name holds has tried nothing.
  return chosen.length ? failed : 1;
}

// What a person does on a page, told in the words that the page shows: those of `locales/`, so that a mended text mends the journeys.

import { readFileSync, readdirSync } from "node:fs";

import { address, axe, tooWide } from "./lib.mjs";

/** The texts of one language, by id. Only whole lines: a text that chooses by a value is looked for in the page itself. */
export function words(lang) {
  const folder = new URL(`../../locales/${lang}/`, import.meta.url);
  const all = new Map();
  for (const file of readdirSync(folder)) {
    for (const [, id, text] of readFileSync(new URL(file, folder), "utf8").matchAll(/^([a-z][\w-]*) = (.+)$/gm)) all.set(id, text);
  }
  return (id, values = {}) => {
    const text = all.get(id);
    if (text === undefined) throw new Error(`no text ${id} in ${lang}`);
    return text.replace(/\{ \$(\w+) \}/g, (_, name) => values[name] ?? "");
  };
}

const squeezed = (text) => text.replace(/\s+/g, " ").trim();

/** All that is to be read on the page. */
export async function read(page) {
  return squeezed(await page.locator("body").innerText());
}

/** Fails unless each of these is to be read on the page. */
export async function sees(page, ...texts) {
  const text = await read(page);
  for (const wanted of texts) {
    const found = wanted instanceof RegExp ? wanted.test(text) : text.includes(squeezed(wanted));
    if (!found) throw new Error(`${page.url()}: not to be read: ${wanted}\n--- but:\n${text.slice(0, 3000)}`);
  }
}

/** Fails if this is to be read on the page. */
export async function seesNot(page, text) {
  if ((await read(page)).includes(squeezed(text))) throw new Error(`${page.url()}: must not be read: ${text}`);
}

/** Fails unless the two are equal. */
export function same(found, wanted, what) {
  if (found !== wanted) throw new Error(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
}

/** A button or a link is pressed, and the page that follows is there. */
export async function press(target) {
  await target.click();
  await target.page().waitForLoadState("load");
}

/** The button of this name, within a part of the page. */
export const button = (part, name) => part.getByRole("button", { name, exact: true });

/** The field with this label; an optional one says so behind its label. */
export function field(part, label) {
  const literal = label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return part.getByLabel(new RegExp(`^\\s*${literal}(\\s*\\(.*\\))?\\s*$`));
}

/** Opens a case that this person may see, by the words of its title. */
export async function openCase(page, title) {
  await page.goto(`/cases?q=${encodeURIComponent(title)}`);
  await press(page.getByRole("link", { name: title, exact: true }).first());
  await sees(page, title);
}

const folded = (page, name) => page.locator("details.act").filter({ has: page.locator(":scope > summary").getByText(name, { exact: true }) });
const linked = (page, name) => page.locator("aside").getByRole("link", { name, exact: true });

/** The form of an act: unfolded on the page of the case, or opened on the page of its own where it stands among the other acts. */
export async function act(page, name) {
  const fold = folded(page, name);
  if ((await fold.count()) === 1) {
    if (!(await fold.evaluate((d) => d.open))) await fold.locator(":scope > summary").click();
    return fold;
  }
  const own = page.locator("main").filter({ has: page.getByRole("heading", { level: 1, name }) });
  if ((await own.count()) === 1) return own;
  if ((await linked(page, name).count()) !== 1) throw new Error(`${page.url()}: ${name} cannot be done: ${await read(page)}`);
  await press(linked(page, name));
  return page.locator("main");
}

/** Fails if an act is offered on the page of a case. */
export async function cannot(page, name) {
  if ((await folded(page, name).count()) + (await linked(page, name).count()) > 0) throw new Error(`${page.url()}: ${name} is offered`);
}

/** Sends the form of an act, and reads that it was done. */
export async function does(page, form, name, done) {
  await press(button(form, name));
  await sees(page, done);
}

/** How many a tab of the desk, or a tile of the board, counts. */
export async function count(page, label) {
  const found = squeezed(await page.locator("li").filter({ has: page.getByRole("link", { name: label }) }).first().innerText());
  const figure = found.replace(label, "").match(/\d+/);
  if (!figure) throw new Error(`${page.url()}: no figure beside ${label}: ${found}`);
  return Number(figure[0]);
}

/** The page is accessible, and fits the width. */
export async function sound(who) {
  const path = new URL(who.page.url()).pathname;
  for (const finding of await axe(who.page)) who.wrong.push(`${path}: ${finding}`);
  if (await tooWide(who.page)) who.wrong.push(`${path}: wider than the window`);
}

/** The demo's clock goes one day on; all sign in again afterwards, as on any morning. */
export async function oneDayOn(page) {
  const answer = await page.request.post(`${address}/api/v1/demo/clock`, { data: { days: 1 } });
  if (!answer.ok()) throw new Error(`the clock does not move: ${answer.status()} ${await answer.text()}`);
}

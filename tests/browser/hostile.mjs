// Two hundred pieces of text that would like to be a script, typed by citizens and members: shown everywhere, run nowhere. Chromium is
// told to leave the content security policy aside, so that the pages alone must hold.

import { bypassed, journey, signIn } from "./lib.mjs";
import { read } from "./hands.mjs";

const TAGS = ["script", "img", "svg", "iframe", "math", "details", "video", "body", "style", "a"];
const WRAPS = ["", "\">", "'>", "</textarea>", "</title>", "</p>", "-->", "]]>", "</script>", "&#34;&#62;"];

/** One text; `at` tells it from the others. */
function payload(tag, wrap, at) {
  const run = `window.ran=(window.ran||0)+1;alert(${at})`;
  const forms = {
    script: `<script>${run}</script>`,
    img: `<img src=//evil.example/${at} onerror="${run}">`,
    svg: `<svg/onload="${run}">`,
    iframe: `<iframe srcdoc="<script>parent.ran=1</script>">`,
    math: `<math><mtext><style><img src=x onerror="${run}"></style></mtext></math>`,
    details: `<details open ontoggle="${run}">`,
    video: `<video src=//evil.example/${at} onerror="${run}">`,
    body: `<body onload="${run}">`,
    style: `<style>@import "//evil.example/${at}";</style>`,
    a: `<a href="javascript:${run}" autofocus onfocus="${run}">x</a>{{7*7}}`,
  };
  return `${wrap}${forms[tag]} ${at}`;
}

const all = TAGS.flatMap((tag, a) => WRAPS.flatMap((wrap, b) => [0, 1].map((twice) => payload(tag, wrap, 1000 + a * 20 + b * 2 + twice))));

/** Asks the API from within the page, as a member's program or a citizen would. */
async function api(page, method, path, body, token) {
  const headers = { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await page.request.fetch(path, { method, headers, data: body });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

journey("hostile: two hundred scripts are text on every page", async () => {
  if (all.length !== 200 || new Set(all).size !== 200) throw new Error(`${all.length} texts`);
  const who = await bypassed();
  const { page } = who;
  const clerk = await bypassed();
  const dialogs = [];
  for (const each of [page, clerk.page]) {
    each.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      dialog.dismiss();
    });
  }
  /** Opens a page; nothing ran on it, and it shows so many of the texts. */
  const look = async (path, least) => {
    await page.goto(path, { waitUntil: "load" });
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
    const ran = await page.evaluate(() => window.ran ?? 0);
    const made = await page.locator("[onerror],[onload],[onfocus],[ontoggle],iframe,math,main video,a[href^='javascript']").count();
    if (ran || made || dialogs.length) throw new Error(`${path}: ran ${ran}, made ${made}, dialogs ${dialogs.join()}`);
    const text = await read(page);
    const shown = all.filter((one) => text.includes(one.slice(-24).replace(/\s+/g, " ").trim())).length;
    if (shown < least) throw new Error(`${path}: shows ${shown} of the texts, not ${least}: ${text.slice(0, 1500)}`);
  };

  await signIn(who, "lan");
  const session = await api(page, "POST", "/api/v1/session", { username: "lan", password: "cu-khoi-2021" });
  const token = session.access_token;
  const units = (await api(page, "GET", "/api/v1/units?limit=100", undefined, token)).items;
  const unit = units.find((u) => u.sign === "CK").id;

  // Ten letters of twenty texts each: title, body, name, address, position, and messages.
  const line = (at) => all[at].slice(0, 190);
  let last;
  for (let letter = 0; letter < 10; letter += 1) {
    const at = letter * 20;
    const receipt = await api(page, "POST", "/api/v1/public/cases", {
      kind: "petition", matter: "other", identity: "named", unit,
      title: line(at), body: all.slice(at + 1, at + 14).join("\n"),
      petitioner: { name: line(at + 14), address: line(at + 15), phone: "0912 345 678" },
      respondent: { name: line(at + 16), position: line(at + 17) },
    });
    const track = await api(page, "POST", "/api/v1/public/track", { number: receipt.number, receipt_code: receipt.receipt_code });
    for (const text of [all[at + 18], all[at + 19]]) await api(page, "POST", "/api/v1/public/case/messages", { text }, track.token);
    const found = await api(page, "GET", `/api/v1/cases?q=${encodeURIComponent(receipt.number)}`, undefined, token);
    last = { id: found.items[0].id, ...receipt };
    await look(`/cases/${last.id}`, 2);
    await look(`/cases/${last.id}/file`, 16);
  }
  // Typed by a member, who may write to senders: stored, listed, on the board, and on paper.
  await signIn(clerk, "thao");
  const typed = await clerk.page.goto(`/cases/${last.id}/message`);
  if (typed.status() !== 200) throw new Error(`the form: ${typed.status()}`);
  await clerk.page.locator("textarea[name=text]").fill(all[7]);
  await clerk.page.locator("main form button").last().click();
  await clerk.page.waitForLoadState("load");
  if (new URL(clerk.page.url()).pathname !== `/cases/${last.id}`) throw new Error(`the message was not taken: ${await read(clerk.page)}`);
  await look(`/cases/${last.id}`, 2);
  await look(`/cases?q=${encodeURIComponent(all[3])}`, 0);
  for (const path of ["/cases", "/desk", "/counter", "/board", "/signing", "/register"]) await look(path, 0);
  await page.emulateMedia({ media: "print" });
  await look(`/cases/${last.id}/file`, 16);
  await page.emulateMedia({ media: null });

  // The sender's own page.
  await page.goto("/track");
  await page.locator("input[name=number]").fill(last.number);
  await page.locator("input[name=receipt_code]").fill(last.receipt_code);
  await page.locator("main form button").first().click();
  await page.waitForLoadState("load");
  await look("/track/case", 2);
  await clerk.leave();
  await who.leave();
});

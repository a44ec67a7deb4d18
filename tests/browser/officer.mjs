// The desk's twenty minutes: the clerk takes a letter in by keyboard alone, the officer finds it, classifies it, takes it and proposes.

import { journey, person, signIn } from "./lib.mjs";
import { act, cannot, count, does, field, press, same, sees, sound, words } from "./hands.mjs";

const t = words("en");
const TITLE = "Khiếu nại thẻ cử tri chưa được phát ở tổ 9";

/** What has the focus, as a screen reader names it. */
const focused = (page) =>
  page.evaluate(() => {
    const here = document.activeElement;
    return (here.labels?.[0]?.innerText ?? here.innerText ?? "").replace(/\s*\(.*\)\s*$/, "").replace(/\s+/g, " ").trim();
  });

/** Goes on by Tab until the field or button of this name has the focus. */
async function tabTo(page, name) {
  for (let at = 0; at < 40; at += 1) {
    if ((await focused(page)) === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${page.url()}: ${name} is not reached by Tab`);
}

/** Presses Enter, and waits for the page that follows. */
async function enter(page) {
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press("Enter")]);
}

async function counter(clerk) {
  const { page } = clerk;
  await clerk.go("/counter");
  await sees(page, t("counter-title"), t("counter-how"));
  same(await focused(page), t("field-kind"), "what has the focus first");
  const types = async (label, text) => {
    await tabTo(page, label);
    await page.keyboard.type(text);
  };
  await types(t("field-kind"), t("kind-complaint"));
  await types(t("field-matter"), t("matter-voter_list"));
  await types(t("field-identity"), t("chosen-identity-named"));
  await types(t("field-receive-title"), TITLE);
  await types(t("field-receive-body"), "Đến ngày 10/5/2021 cả tổ 9 chưa được phát thẻ cử tri.");
  // The first way: the sender is forgotten. What was typed stands.
  await tabTo(page, t("field-petitioner-address"));
  await enter(page);
  await sees(page, t("errors-title"));
  same(await field(page, t("field-receive-title")).inputValue(), TITLE, "the title after an error");
  same(await field(page, t("field-kind")).inputValue(), "complaint", "the kind after an error");
  await sound(clerk);
  await types(t("field-petitioner-name"), "Phùng Thị Hạnh");
  await types(t("field-petitioner-address"), "Tổ 9, phường Cự Khối");
  await types(t("field-petitioner-phone"), "0900 000 909");
  await enter(page);
  await sees(page, t("slip-title"), t("slip-once"), t("slip-keep"), "15/05/2021");
  await sound(clerk);
  const number = (await page.locator(".receipt-number").innerText()).trim();
  if (!/^\d{4}\/2021\/CK$/.test(number)) throw new Error(`number: ${number}`);
  await tabTo(page, t("slip-open-case"));
  await enter(page);
  await sees(page, TITLE, number, t("case-step-classify"));
  return number;
}

/** From the desk by `/`: exactly one case is found, and `said` is to be read of it. */
async function searches({ go, page }, typed, said) {
  await go("/desk");
  await page.keyboard.press("/");
  same(await focused(page), t("desk-search"), "what / leads to");
  await page.keyboard.type(typed);
  await enter(page);
  await sees(page, said);
  same(await page.locator("tr[data-row]").count(), 1, `cases found by ${typed}`);
}

journey("officer: from the counter to the proposal, by keyboard", async () => {
  const clerk = await person({ lang: "en" });
  await signIn(clerk, "thao");
  await clerk.go("/desk");
  const before = await count(clerk.page, t("desk-queue-to_classify"));
  const number = await counter(clerk);
  await clerk.go("/desk?queue=to_classify");
  same(await count(clerk.page, t("desk-queue-to_classify")), before + 1, "letters to classify");
  await clerk.leave();

  const officer = await person({ lang: "en" });
  const { page } = officer;
  await signIn(officer, "duc");
  await officer.go("/desk?queue=mine");
  const mine = await count(page, t("desk-queue-mine"));
  await page.keyboard.press("?");
  await sees(page, t("shortcuts-search"), t("shortcuts-open"));
  await page.keyboard.press("Escape");

  // j, j, k: the second row, then the first again; o opens it.
  const titles = await page.locator("tr[data-row] a[data-open]").allInnerTexts();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  same(await focused(page), titles[1].trim(), "the row after j, j");
  await page.keyboard.press("k");
  same(await focused(page), titles[0].trim(), "the row after k");
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press("o")]);
  await sees(page, titles[0].trim(), t("case-next"));

  await searches(officer, number, number);
  await page.keyboard.press("j");
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press("o")]);
  await sees(page, t("case-step-classify"), t("case-who-classify"));

  const classify = await act(page, t("verb-classify"));
  same(await field(classify, t("field-kind")).inputValue(), "complaint", "the kind that was registered");
  await field(classify, t("field-track")).selectOption({ label: t("track-election") });
  await classify.getByRole("radio", { name: t("yes"), exact: true }).first().check();
  // The competent body is forgotten: the error says so, and nothing is lost.
  await field(classify, t("field-title")).fill("Chưa phát thẻ cử tri tổ 9");
  await press(classify.getByRole("button", { name: t("verb-classify"), exact: true }));
  await sees(page, t("errors-title"));
  const again = await act(page, t("verb-classify"));
  same(await field(again, t("field-title")).inputValue(), "Chưa phát thẻ cử tri tổ 9", "the title after an error");
  await field(again, t("field-competent_body")).selectOption({ label: t("body-commune_peoples_committee") });
  await does(page, again, t("verb-classify"), t("verb-done-classify"));
  await sees(page, "Chưa phát thẻ cử tri tổ 9", t("case-step-assign"));

  const take = await act(page, t("verb-assign"));
  const who = field(take, t("field-assignee"));
  same(await who.locator("option:not([value=''])").count(), 1, "whom an officer gives a case to: only themselves");
  await does(page, take, t("verb-assign"), t("verb-done-assign"));
  await sees(page, t("case-step-propose"));

  const propose = await act(page, t("verb-propose-disposition"));
  await field(propose, t("field-disposition")).selectOption({ label: t("disposition-accept") });
  await field(propose, t("field-ground")).selectOption({ label: t("ground-within_competence") });
  await field(propose, t("field-legal_basis")).fill("Điều 33 Luật Bầu cử 85/2015/QH13");
  await does(page, propose, t("verb-propose-disposition"), t("verb-done-propose-disposition"));
  await sees(page, t("case-step-approve"), t("status-proposed"), "15/05/2021");
  await cannot(page, t("verb-approve-disposition"));
  await sound(officer);

  // By beginnings of words, without diacritics: the title is the office's now.
  await searches(officer, "the cu tri phat", number);
  await officer.go("/desk?queue=mine");
  same(await count(page, t("desk-queue-mine")), mine + 1, "cases of mine");

  // Switched off, a letter does nothing.
  await page.keyboard.press("?");
  await page.getByLabel(t("shortcuts-on")).uncheck();
  await page.getByRole("button", { name: t("shortcuts-close"), exact: true }).click();
  await page.reload();
  await page.keyboard.press("/");
  if ((await focused(page)) === t("desk-search")) throw new Error("shortcuts are on although they were switched off");
  await officer.leave();
});

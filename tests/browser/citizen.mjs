// A citizen complains that a name is missing from the voter list, reads the receipt, looks the case up and adds a letter.

import { createHash } from "node:crypto";

import { journey, person } from "./lib.mjs";
import { act, button, field, press, read, same, sees, seesNot, sound, words } from "./hands.mjs";

const PAPER = Buffer.from("%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");
const SHA256 = createHash("sha256").update(PAPER).digest("hex");

/** What each language's citizen writes. */
export const LETTERS = {
  vi: {
    title: "Mẹ tôi không có tên trong danh sách cử tri khu vực 2",
    body: "Ngày 08/5/2021 tôi xem danh sách niêm yết tại khu vực 2.\nMẹ tôi ở tổ 3 từ năm 1988, không có tên. Đề nghị bổ sung.",
    name: "Nguyễn Thị Phương Uyên",
    more: "Tôi gửi thêm: bà Lê Thị Bình, tổ trưởng, xác nhận mẹ tôi vẫn ở đây.",
    due: /thứ Bảy,? (ngày )?15\/05\/2021/i,
  },
  en: {
    title: "My mother is not in the voter list of area 2",
    body: "On 8 May I looked at the list posted at area 2.\nMy mother has lived here since 1988 and is not in it. Please add her.",
    name: "Nguyễn Văn O'Brien-Lê",
    more: "I add: Mrs Lê Thị Bình, head of the group, confirms that my mother lives here.",
    due: /Saturday,? 15\/05\/2021/,
  },
};

/** Answers the questions until the receipt; gives number and code. */
export async function files(who, t, letter, script) {
  const { page } = who;
  const look = () => (script ? sound(who) : undefined);
  const on = () => press(button(page, t("continue")));
  await press(page.getByRole("link", { name: t("start-submit"), exact: true }).first());

  // Nothing chosen: the summary says so, and leads to the field.
  await on();
  await sees(page, t("errors-title"), t("submit-required-matter"));
  await look();
  if (script) same(await page.evaluate(() => document.activeElement.className), "error-summary", "what has the focus");
  await page.getByRole("radio", { name: t("submit-matter-voter_list"), exact: true }).check();
  await on();
  await page.getByRole("radio", { name: t("submit-kind-complaint"), exact: true }).check();
  await on();

  // One of two fields is empty: the other keeps what was typed, in the other language too.
  await field(page, t("submit-label-title")).fill(letter.title);
  await on();
  await sees(page, t("errors-title"), t("submit-required-body"));
  same(await field(page, t("submit-label-title")).inputValue(), letter.title, "the title after an error");
  await look();
  const [here, other] = who.lang === "vi" ? ["vi", "en"] : ["en", "vi"];
  const there = words(other);
  await press(button(page, t("frame-other-language")));
  await sees(page, there("submit-title-what"));
  same(await page.locator("html").getAttribute("lang"), other, "the language of the page");
  same(await field(page, there("submit-label-title")).inputValue(), letter.title, "the title in the other language");
  await field(page, there("submit-label-body")).fill(letter.body);
  await press(button(page, there("continue")));
  await sees(page, there("submit-title-place"));
  await press(button(page, there("frame-other-language")));
  same(await page.locator("html").getAttribute("lang"), here, "the language of the page");

  // A day that is in no calendar.
  await field(page, t("submit-label-polling_area")).selectOption({ index: 2 });
  await field(page, t("submit-day")).fill("31");
  await field(page, t("submit-month")).fill("4");
  await field(page, t("submit-year")).fill("2021");
  await on();
  await sees(page, t("submit-not-a-day"));
  same(await field(page, t("submit-day")).inputValue(), "31", "the day after an error");
  await look();
  await field(page, t("submit-day")).fill("8");
  await field(page, t("submit-month")).fill("5");
  await on();

  await field(page, t("submit-label-respondent-name")).fill(who.lang === "vi" ? "Tổ bầu cử khu vực 2" : "Team of area 2");
  await look();
  await on();
  await page.getByRole("radio", { name: t("submit-identity-named"), exact: true }).check();
  await look();
  await on();
  await field(page, t("submit-label-petitioner-name")).fill(letter.name);
  await on();
  await sees(page, t("errors-title"));
  same(await field(page, t("submit-label-petitioner-name")).inputValue(), letter.name, "the name after an error");
  await field(page, t("submit-label-petitioner-phone")).fill("0912 345 678");
  await look();
  await on();
  await sees(page, t("submit-label-signers"));
  await on();

  // A file of a kind that is not taken, then one that is.
  const choose = page.getByLabel(t("submit-papers-choose"));
  await choose.setInputFiles({ name: "danh-sach.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ\x90\x00") });
  await press(button(page, t("submit-papers-more")));
  await sees(page, t("errors-title"), "danh-sach.exe");
  await look();
  await choose.setInputFiles({ name: "giấy xác nhận.pdf", mimeType: "application/pdf", buffer: PAPER });
  await press(button(page, t("submit-papers-more")));
  await sees(page, t("submit-papers-there"), "giấy xác nhận.pdf");
  await on();

  await sees(page, t("submit-title-check"), letter.title, letter.body, letter.name, "0912 345 678", "08/05/2021", "giấy xác nhận.pdf");
  await look();
  // Change one answer: the way leads back here, and nothing else is asked again.
  await press(page.getByRole("link", { name: `${t("submit-change")} ${t("submit-row-title")}`, exact: true }));
  await field(page, t("submit-label-title")).fill(`${letter.title}.`);
  await on();
  await sees(page, t("submit-title-check"), `${letter.title}.`);
  await press(button(page, t("submit-send")));

  await sees(page, t("receipt-title"), t("receipt-keep"), letter.due, SHA256, "33");
  await look();
  const print = button(page, t("print"));
  same(await print.isVisible(), script, "the button that prints");
  await page.getByText(t("receipt-trace")).first().click();
  await sees(page, "10/05/2021");
  const number = (await page.locator(".receipt-number").innerText()).trim();
  const code = (await page.locator(".receipt-code").innerText()).trim();
  if (!/^\d{4}\/2021\/CK$/.test(number)) throw new Error(`number: ${number}`);
  if (!/^(\d{4}\s+){3}\d{4}$/.test(code)) throw new Error(`code: ${code}`);
  if (page.url().includes(code.slice(0, 4))) throw new Error(`the address tells the code: ${page.url()}`);
  return { number, code };
}

/** Looks the case up, and adds a letter to it. */
async function tracks(who, t, letter, script, { number, code }) {
  const { page } = who;
  const look = () => (script ? sound(who) : undefined);
  await press(page.getByRole("navigation").getByRole("link", { name: t("way-track"), exact: true }));
  await field(page, t("field-number")).fill(number);
  await field(page, t("field-receipt_code")).fill("0000 0000 0000 0000");
  await press(button(page, t("track-open")));
  await sees(page, t("refusal-track_not_found"));
  same(await field(page, t("field-number")).inputValue(), number, "the number after an error");
  await look();
  const there = words(who.lang === "vi" ? "en" : "vi");
  await press(button(page, t("frame-other-language")));
  same(await field(page, there("field-number")).inputValue(), number, "the number in the other language");
  await press(button(page, there("frame-other-language")));
  await field(page, t("field-receipt_code")).fill(code);
  await press(button(page, t("track-open")));
  await sees(page, t("track-case-title"), number, t("event-received"), letter.due);
  await seesNot(page, letter.name);
  await look();

  const add = t("verb-citizen-add-letter");
  const form = await act(page, add);
  if (script) {
    // What is being typed goes along to the other language and back, and is not sent.
    await field(form, t("field-track-add-letter-body")).fill(letter.more);
    await press(page.getByRole("link", { name: t("frame-other-language"), exact: true }));
    await sees(page, there("track-case-title"));
    const turned = await act(page, there("verb-citizen-add-letter"));
    same(await field(turned, there("field-track-add-letter-body")).inputValue(), letter.more, "the letter in the other language");
    await press(button(page, there("frame-other-language")));
    await sees(page, t("track-case-title"));
    await seesNot(page, t("event-letter_added"));
    await field(await act(page, add), t("field-track-add-letter-body")).fill("");
  }
  await press(button(await act(page, add), add));
  await sees(page, t("errors-title"));
  const again = await act(page, add);
  await field(again, t("field-track-add-letter-body")).fill(letter.more);
  await press(button(again, add));
  await sees(page, t("verb-citizen-done-add-letter"), t("event-letter_added"));
  await press(button(page, t("track-leave")));
  await page.goto("/track/case");
  if ((await read(page)).includes(t("track-case-title"))) throw new Error("the case is still open in this browser");
}

for (const [lang, width] of [["vi", 360], ["en", 1280]]) {
  for (const script of [true, false]) {
    journey(`citizen files, tracks and adds, in ${lang} at ${width} px ${script ? "with" : "without"} script`, async () => {
      const who = await person({ lang, width, script });
      const t = words(lang);
      await who.go("/");
      await sees(who.page, t("start-title"));
      const receipt = await files(who, t, LETTERS[lang], script);
      await tracks(who, t, LETTERS[lang], script, receipt);
      await who.leave();
    });
  }
}

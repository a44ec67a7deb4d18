// The supervisor's morning: what is late and why, urging and extending, approving and signing; then the officer serves, and the case closes.

import { journey, person, signIn } from "./lib.mjs";
import { act, count, does, field, openCase, press, read, same, sees, sound, words } from "./hands.mjs";

const t = words("en");
const LATE = "Khiếu nại bị ghi sai khu vực bỏ phiếu";
const LONG = "Tố cáo việc thu chi quỹ của tổ dân phố";
const PROPOSED = "Tố cáo về kê khai tài sản của người ứng cử";
const DRAFTED = "Khiếu nại của bảy công nhân trọ không được ghi tên vào danh sách cử tri";

/** The row of a table that tells of this case. */
const row = (page, title) => page.getByRole("row").filter({ has: page.getByRole("link", { name: title, exact: true }) });

/** The step of a row, which names its case. */
const step = (told, name) => told.getByRole("link", { name: new RegExp(`^${name} \\d`) });

/** Late: the law lets nobody extend it any more, so the officer is urged. */
async function urges(head) {
  const { page } = head;
  await head.go("/board");
  await sees(page, t("board-late"), t("board-days"), t("board-missing-draft-decision"));
  const late = await count(page, t("board-tile-late"));
  if (late < 1) throw new Error("nothing is late on the board");
  const told = row(page, LATE).first();
  const text = (await told.innerText()).replace(/\s+/g, " ");
  for (const part of ["08/05/2021", t("desk-past-calendar_days", { days: 2 }), t("board-missing-draft-decision")]) {
    if (!text.includes(part)) throw new Error(`the late case does not say ${part}: ${text}`);
  }
  same(await step(told, t("board-step-extend")).count(), 0, "extending what is past");
  await press(page.getByRole("link", { name: t("board-tile-late"), exact: true }));
  same(await page.locator("tr[data-row]").count(), late, "the list behind the tile");
  await head.go("/board");
  await press(step(row(page, LATE).first(), t("board-step-urge")));
  await field(page, t("field-urge-text")).fill("Đã quá hạn từ ngày 08/5: trình dự thảo trong hôm nay.");
  await does(page, page.locator("main"), t("verb-urge"), t("verb-done-urge"));
  await sees(page, LATE, "Đã quá hạn từ ngày 08/5: trình dự thảo trong hôm nay.");
  await page.getByText(t("case-refused"), { exact: true }).click();
  await sees(page, t("refusal-nothing_to_extend"));
}

/** A denunciation that was extended once: specially complex, it may be extended once more. */
async function extends_(head) {
  const { page } = head;
  await openCase(page, LONG);
  await page.getByText(t("case-refused"), { exact: true }).click();
  await sees(page, t("refusal-extensions_used_up", { most: 1 }));
  const before = await page.locator(".next-step time").first().getAttribute("datetime");
  const level = await act(page, t("verb-set-complexity"));
  await field(level, t("field-set-complexity-level")).selectOption({ label: t("complexity-specially_complex") });
  await field(level, t("field-ground")).selectOption({ label: t("complexity-ground-several_contents") });
  await level.getByRole("checkbox", { name: t("complexity-ground-several_places"), exact: true }).check();
  await field(level, t("field-reason")).fill("Hai năm thu chi, 96 hộ, nhiều nội dung phải xác minh.");
  await does(page, level, t("verb-set-complexity"), t("verb-done-set-complexity"));
  const extend = await act(page, t("verb-extend"));
  await field(extend, t("field-ground")).selectOption({ label: t("complexity-ground-several_contents") });
  await field(extend, t("field-extend-days")).fill("31");
  await field(extend, t("field-document_no")).fill("121/QĐ-UBND");
  await press(extend.getByRole("button", { name: t("verb-extend"), exact: true }));
  await sees(page, t("errors-title"));
  const again = await act(page, t("verb-extend"));
  same(await field(again, t("field-document_no")).inputValue(), "121/QĐ-UBND", "the number after an error");
  await field(again, t("field-extend-days")).fill("30");
  await does(page, again, t("verb-extend"), t("verb-done-extend"));
  const after = await page.locator(".next-step time").first().getAttribute("datetime");
  const days = (new Date(after) - new Date(before)) / 86_400_000;
  // The end moves by thirty days, and to the next working day where it falls on one that is off.
  if (days < 28 || days > 33) throw new Error(`the time limit moved by ${days} days: ${before} to ${after}`);
  await sees(page, "121/QĐ-UBND", t("document-kind-extension"));
}

/** The list of what awaits the head: approves a proposal, records the signature of a decision. */
async function signs(head) {
  const { page } = head;
  await head.go("/signing");
  await sees(page, t("signing-title"), PROPOSED, DRAFTED);
  await sound(head);
  await press(step(row(page, PROPOSED), t("board-step-approve-disposition")));
  await does(page, page.locator("main"), t("verb-approve-disposition"), t("verb-done-approve-disposition"));
  await sees(page, t("status-accepted"));
  await head.go("/signing");
  same(await row(page, PROPOSED).count(), 0, "what was approved, in the list");
  await press(step(row(page, DRAFTED), t("board-step-sign-decision")));
  await field(page, t("field-document_no")).fill("62/QĐ-UBND");
  await press(page.getByRole("button", { name: t("verb-sign-decision"), exact: true }));
  await sees(page, t("errors-title"));
  same(await field(page, t("field-document_no")).inputValue(), "62/QĐ-UBND", "the number after an error");
  await field(page, t("field-signed_by-name")).fill("Nguyễn Hữu Phước");
  await field(page, t("field-signed_by-office")).fill("Chủ tịch");
  await field(page, t("field-signed_by-body")).fill("UBND phường Cự Khối");
  await does(page, page.locator("main"), t("verb-sign-decision"), t("verb-done-sign-decision"));
  await sees(page, t("status-settled"), t("case-step-serve"), "62/QĐ-UBND");
}

/** Serves all that is owed; the case closes by itself. */
async function serves(officer) {
  const { page } = officer;
  await officer.go("/desk?queue=to_serve");
  await sees(page, DRAFTED);
  await openCase(page, DRAFTED);
  const owed = await page.getByText(t("case-owed"), { exact: true }).count();
  if (owed < 1) throw new Error("nothing is owed although a decision was signed");
  for (let left = owed; left > 0; left -= 1) {
    const serve = await act(page, t("verb-serve"));
    for (const label of [t("field-document"), t("field-serve-party")]) {
      const choice = field(serve, label);
      if (!(await choice.inputValue())) await choice.selectOption({ index: 1 });
    }
    await field(serve, t("field-means")).selectOption({ label: t("means-in_person") });
    await does(page, serve, t("verb-serve"), t("verb-done-serve"));
  }
  await sees(page, t("status-closed"), t("case-step-nothing"));
  if ((await read(page)).includes(t("case-owed"))) throw new Error("a service is still owed on a closed case");
}

journey("supervisor: review, extension, signature, and the case closes", async () => {
  const head = await person({ lang: "en" });
  await signIn(head, "khanh");
  await urges(head);
  await extends_(head);
  await signs(head);
  await sound(head);
  await head.leave();
  const officer = await person({ lang: "en" });
  await signIn(officer, "hanh");
  await serves(officer);
  await sound(officer);
  await officer.leave();
});

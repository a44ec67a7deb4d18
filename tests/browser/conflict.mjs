// Two members on one case: the second sees what the first changed, and loses nothing.

import { journey, person, signIn } from "./lib.mjs";
import { act, button, does, field, openCase, press, same, sees, seesNot, sound, words } from "./hands.mjs";

const t = words("en");
const TITLE = "Khiếu nại việc không cấp giấy xác nhận cư trú";
const REASONS = "Việc từ chối là \"không đúng\" <điều 30>.\nNgười thuê trọ đã ở đây từ tháng 9/2020.";

journey("conflict: two members edit the same case", async () => {
  const second = await person({ lang: "en" });
  await signIn(second, "duc");
  await openCase(second.page, TITLE);
  const draft = await act(second.page, t("verb-draft-decision"));
  await field(draft, t("field-result")).selectOption({ label: t("result-justified") });
  await field(draft, t("field-draft-decision-reasons")).fill(REASONS);
  await field(draft, t("field-legal_basis")).fill("Điều 31 Luật Khiếu nại 2011");

  const first = await person({ lang: "en" });
  await signIn(first, "lan");
  await openCase(first.page, TITLE);
  const urge = await act(first.page, t("verb-urge"));
  await field(urge, t("field-urge-text")).fill("Đề nghị trình dự thảo trước ngày 12/5.");
  await does(first.page, urge, t("verb-urge"), t("verb-done-urge"));
  await first.leave();

  const { page } = second;
  await press(button(draft, t("verb-draft-decision")));
  await sees(page, t("case-conflict-title"), t("case-conflict-panel"), t("event-urged"), "Đề nghị trình dự thảo trước ngày 12/5.");
  await seesNot(page, t("verb-done-draft-decision"));
  const yours = page.getByRole("region", { name: t("case-conflict-yours") });
  same(await field(yours, t("field-draft-decision-reasons")).inputValue(), REASONS, "what was typed");
  same(await field(yours, t("field-result")).inputValue(), "justified", "what was chosen");
  await sound(second);
  await does(page, yours, t("verb-draft-decision"), t("verb-done-draft-decision"));
  await sees(page, t("status-drafted"), REASONS, "Đề nghị trình dự thảo trước ngày 12/5.");
  await second.leave();
});

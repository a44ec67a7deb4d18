// The freeze arrives overnight: three days on, the law stops what is about candidates, and none of it is late.

import { journey, person, signIn } from "./lib.mjs";
import { cannot, count, oneDayOn, openCase, press, read, same, sees, seesNot, sound, words } from "./hands.mjs";

const t = words("en");
const TITLE = "Khiếu nại về quá trình công tác ghi trong tiểu sử người ứng cử";

journey("freeze: what is about candidates stops on 13/05", async () => {
  const officer = await person({ lang: "en" });
  await signIn(officer, "duc");
  await openCase(officer.page, TITLE);
  await sees(officer.page, t("case-step-settle"), "12/05/2021");
  await seesNot(officer.page, t("case-step-frozen"));
  const address = new URL(officer.page.url()).pathname;
  const citizen = await person({ lang: "en" });
  await citizen.go("/");
  await sees(citizen.page, t("start-freeze-title"));
  await seesNot(citizen.page, t("start-freeze-now"));

  for (let days = 0; days < 3; days += 1) await oneDayOn(citizen.page);

  await citizen.go("/");
  await sees(citizen.page, t("start-freeze-now"), "13/05/2021", "23/05/2021");
  await sound(citizen);
  await citizen.leave();

  const { page } = officer;
  await officer.context.clearCookies();
  await signIn(officer, "duc");
  await officer.go(address);
  await sees(page, t("phase-frozen"), t("case-step-frozen"), "61.2");
  await cannot(page, t("verb-draft-decision"));
  await page.getByText(t("case-refused"), { exact: true }).click();
  await sees(page, t("verb-draft-decision"), t("refusal-frozen"));
  await sound(officer);
  await officer.go(`${address}/draft-decision`);
  await sees(page, t("case-not-now"), t("refusal-frozen"));
  await officer.go("/desk?queue=frozen");
  await sees(page, TITLE);
  await officer.go("/desk?queue=overdue");
  await seesNot(page, TITLE);
  await officer.leave();

  const head = await person({ lang: "en" });
  await signIn(head, "khanh");
  await head.go("/board");
  await sees(head.page, t("board-frozen-now"));
  const frozen = await count(head.page, t("board-tile-frozen"));
  if (frozen < 1) throw new Error("nothing is frozen on the board");
  await seesNot(head.page, TITLE);
  await sound(head);
  await press(head.page.getByRole("link", { name: t("board-tile-frozen"), exact: true }));
  await sees(head.page, TITLE);
  same(await head.page.locator("tr[data-row]").count(), frozen, "the list behind the tile");
  const text = await read(head.page);
  if (text.includes(t("desk-badge-late"))) throw new Error(`a frozen case is called late: ${text}`);
  await head.leave();
});

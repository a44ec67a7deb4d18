// The pictures of docs/screens, taken from a fresh demo: `tests/browser/run screens`.

import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { close, open, person, signIn } from "./lib.mjs";
import { LETTERS, files } from "./citizen.mjs";
import { button, field, openCase, press, words } from "./hands.mjs";

/** The most a picture may weigh, in bytes. */
const MOST = 120_000;

const t = words("en");

async function shoot(who, name, height = 900) {
  const path = fileURLToPath(new URL(`../../docs/screens/${name}.png`, import.meta.url));
  const { width } = who.page.viewportSize();
  await who.page.evaluate(() => {
    document.activeElement?.blur();
    window.scrollTo(0, 0);
  });
  await who.page.setViewportSize({ width, height });
  await who.page.screenshot({ path, animations: "disabled" });
  const { size } = statSync(path);
  console.log(`${name}.png ${size} bytes`);
  if (size > MOST) throw new Error(`${name}.png weighs ${size} bytes`);
}

await open();
const citizen = await person({ lang: "en" });
await citizen.go("/");
await shoot(citizen, "start");
const { number, code } = await files(citizen, t, LETTERS.en, true);
await shoot(citizen, "receipt");
await citizen.go("/track");
await field(citizen.page, t("field-number")).fill(number);
await field(citizen.page, t("field-receipt_code")).fill(code);
await press(button(citizen.page, t("track-open")));
await shoot(citizen, "track");
await citizen.leave();

const phone = await person({ lang: "vi", width: 360 });
await phone.go("/");
await shoot(phone, "start-360", 780);
await phone.leave();

const officer = await person({ lang: "en" });
await signIn(officer, "duc");
await officer.go("/desk?queue=mine");
await shoot(officer, "desk");
await openCase(officer.page, "Khiếu nại việc không cấp giấy xác nhận cư trú");
await shoot(officer, "case");
await officer.leave();

const head = await person({ lang: "en" });
await signIn(head, "khanh");
await head.go("/board");
await shoot(head, "board");
await head.leave();
await close();

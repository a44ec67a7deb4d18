// Every page a reader can come to by links, in both languages, on a desk's and a phone's width: accessible, quiet, light.

import { axe, journey, person, signIn, tooWide } from "./lib.mjs";

const READERS = [null, "thao", "duc", "khanh", "mai", "quan"];

/** Pages that a form leads to, not a link. */
const PERIOD = "from=2021-05-01&to=2021-05-10";
const BY_FORM = [`/register/letters?${PERIOD}`, `/register/reception?${PERIOD}`, `/register/records?${PERIOD}`, `/figures/report?${PERIOD}`];

/** Case pages a reader looks at beside the first. */
const CASES = 4;

/** The page an address belongs to: identifiers are one, queries none. */
const pattern = (path) => path.replace(/\/[0-9A-HJKMNP-TV-Z]{13}(?=\/|$)/g, "/{id}");

/** Not pages of ours to look at here: downloads, the browser of the API. */
const ELSEWHERE = [/^\/api\//, /\.csv$/, /\/papers\/[^/]+$/];

for (const reader of READERS) {
  for (const lang of ["vi", "en"]) {
    journey(`every page of ${reader ?? "a citizen"} in ${lang}`, async () => {
      const who = await person({ lang });
      const narrow = await person({ lang, width: 360, height: 780 });
      if (reader) {
        await signIn(who, reader);
        await narrow.context.addCookies(await who.context.cookies());
      }
      const seen = new Set();
      const visited = new Set();
      let cases = 0;
      const queue = reader ? ["/desk", "/board", "/admin/users", "/figures", "/account", "/", ...BY_FORM] : ["/", "/submit", "/track", "/figures", "/calendar", "/sign-in"];
      const wrong = [];
      while (queue.length) {
        const path = queue.shift();
        const at = pattern(path.split("?")[0]);
        // Cases differ by their state: some of each list are looked at.
        const another = at === "/cases/{id}" && seen.has(at) && !visited.has(path) && cases++ < CASES;
        if (seen.has(at) && !another) continue;
        seen.add(at);
        visited.add(path);
        const separator = path.includes("?") ? "&" : "?";
        const answer = await who.go(`${path}${separator}lang=${lang}`);
        if (answer.status() === 403) continue;
        if (answer.status() >= 400) {
          wrong.push(`${path}: ${answer.status()}`);
          continue;
        }
        const html = await who.page.content();
        if (/\sstyle="|<style|\son[a-z]+="/.test(html)) wrong.push(`${at}: inline style or handler`);
        const links = await who.page.$$eval("a[href]", (all) => all.map((a) => new URL(a.href)).filter((u) => u.origin === location.origin).map((u) => u.pathname + u.search));
        for (const finding of await axe(who.page)) wrong.push(`${at}: ${finding}`);
        await narrow.go(`${path}${separator}lang=${lang}`);
        if (await tooWide(narrow.page)) wrong.push(`${at}: wider than a phone`);
        for (const finding of await axe(narrow.page)) wrong.push(`${at} on a phone: ${finding}`);
        queue.push(...links.filter((link) => !ELSEWHERE.some((e) => e.test(link.split("?")[0]))));
      }
      console.log(`      ${seen.size} pages: ${[...seen].join(" ")}`);
      if (wrong.length) throw new Error([...new Set(wrong)].join("\n"));
      await who.leave();
      await narrow.leave();
    });
  }
}

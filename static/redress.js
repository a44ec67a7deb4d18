// Makes pages quicker; every page works without it. What it listens to: docs/pages.md, "Script".
(() => {
  "use strict";
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const one = (selector) => document.querySelector(selector);

  // The summary of errors takes the focus, so that a screen reader begins there.
  one(".error-summary")?.focus();
  for (const link of all(".error-summary a[href^='#']")) {
    link.addEventListener("click", (event) => {
      const field = document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      const top = field.closest("fieldset, .field") ?? field;
      top.scrollIntoView();
      field.focus({ preventScroll: true });
    });
  }

  // Buttons that need script come hidden and are shown here.
  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const button of all("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      const said = document.getElementById(button.dataset.said);
      try {
        await navigator.clipboard.writeText(source.textContent.replace(/\s+/g, " ").trim());
        if (said) said.textContent = button.dataset.done;
      } catch {
        if (said) said.textContent = button.dataset.failed;
      }
    });
  }
  for (const box of all("input[data-select-all]")) {
    box.closest("[hidden]")?.removeAttribute("hidden");
    box.addEventListener("change", () => {
      for (const each of all(`input[name="${box.dataset.selectAll}"]`)) each.checked = box.checked;
    });
  }
  // The language is switched while something is being typed: the form goes along, and comes back as it was.
  one("a[data-switch-to]")?.addEventListener("click", (event) => {
    const typed = (field) => field.type !== "hidden" && (field.value !== field.defaultValue || field.checked !== field.defaultChecked);
    const form = all("form[data-switch]").find((each) => all("input, textarea", each).some(typed));
    if (!form) return;
    event.preventDefault();
    const button = document.createElement("button");
    Object.assign(button, { name: "switch", value: event.target.lang, hidden: true });
    button.formAction = `${form.getAttribute("action")}?lang=${event.target.lang}`;
    form.append(button);
    form.requestSubmit(button);
  });
  // On a phone the ways stand in one row that scrolls: where the reader is, is seen.
  one(".site-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  // An act opened by its address (#assign) unfolds.
  const unfold = () => {
    const target = window.location.hash.length > 1 && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  window.addEventListener("hashchange", unfold);
  unfold();

  // Keyboard of the desk. Single letters can be switched off (WCAG 2.1.4); the choice stays in this browser.
  const key = "redress.shortcuts";
  const remembered = () => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  let on = remembered() !== "off";
  const help = one("dialog.shortcuts");
  for (const box of all("input[data-shortcuts]")) {
    box.checked = on;
    box.addEventListener("change", () => {
      on = box.checked;
      try { localStorage.setItem(key, on ? "on" : "off"); } catch { /* the choice holds for this page only */ }
    });
  }
  for (const button of all("[data-help]")) {
    if (!help) continue;
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  }
  const rows = all("[data-row]");
  const here = () => rows.findIndex((row) => row.contains(document.activeElement));
  const move = (step) => {
    const from = here();
    const to = from < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, from + step));
    rows[to]?.querySelector("[data-open]")?.focus();
  };
  const press = (selector) => {
    const row = rows[here()];
    const target = row?.querySelector(selector) ?? (row ? null : one(`${selector}:not([data-row] *)`));
    target?.click();
    return Boolean(target);
  };
  const keys = {
    "/": () => { const field = one("[data-search]"); field?.focus(); field?.select(); return Boolean(field); },
    j: () => { move(1); return rows.length > 0; },
    k: () => { move(-1); return rows.length > 0; },
    o: () => press("[data-open]"),
    a: () => press("[data-assign]"),
    "?": () => { help?.showModal(); return Boolean(help); },
  };
  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help?.open) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (Object.hasOwn(keys, event.key) && keys[event.key]()) event.preventDefault();
  });
})();

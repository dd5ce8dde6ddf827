// Crosswire: what pages gain from a script. Everything can be read without it. No request is ever made.
"use strict";
(() => {
  const figures = [...document.querySelectorAll("figure.wording, figure.extract")];
  let current = -1;

  // ------------------------------------------------------------ places: code points in addresses, UTF-16 only here

  function* textNodes(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) yield walker.currentNode;
  }

  // Return the DOM range of [start, end) in code points of the text in `root`, or null.
  function rangeOf(root, start, end) {
    const range = document.createRange();
    let seen = 0, opened = false;
    for (const node of textNodes(root)) {
      const units = node.data;
      let unit = 0;
      while (unit <= units.length) {
        if (!opened && seen === start && (unit < units.length || start === end)) { range.setStart(node, unit); opened = true; }
        if (opened && seen === end) { range.setEnd(node, unit); return range; }
        if (unit === units.length) break;
        unit += units.codePointAt(unit) > 0xffff ? 2 : 1;
        seen += 1;
      }
    }
    return null;
  }

  function showTarget() {
    const text = document.getElementById("text");
    if (!text) return;
    document.querySelectorAll("mark.lit").forEach((m) => m.classList.remove("lit"));
    if (window.CSS && CSS.highlights) CSS.highlights.delete("place");
    const fragment = decodeURIComponent(location.hash.slice(1));
    const found = /^char=(\d+),(\d+)$/.exec(fragment);
    let first = null;
    if (found) {
      const range = rangeOf(text, Number(found[1]), Number(found[2]));
      if (!range) return;
      first = range.startContainer.parentElement;
      if (window.CSS && CSS.highlights && window.Highlight) CSS.highlights.set("place", new Highlight(range));
      else { const s = getSelection(); s.removeAllRanges(); s.addRange(range); }
    } else if (fragment.startsWith("q-")) {
      const marks = [...text.querySelectorAll("mark")].filter((m) => m.dataset.q.split(" ").includes(fragment));
      marks.forEach((m) => m.classList.add("lit"));
      first = marks[0];
    }
    if (first) {
      first.scrollIntoView({ block: "center" });
      first.classList.add("flash");
    }
  }

  // ------------------------------------------------------------ copying a quotation with its place

  function citation(figure) {
    const words = figure.querySelector(".words").textContent.trim().replace(/\s+/g, " ");
    const link = figure.querySelector("a.evidence");
    const quoted = /^["“‘'«„]/.test(words) ? words : `“${words}”`;
    return `${quoted} — ${figure.dataset.by} (${figure.dataset.at}) ${link ? link.href : location.href}`;
  }

  function tell(message) {
    let box = document.querySelector(".toast");
    if (!box) {
      box = document.createElement("p");
      box.className = "toast";
      box.setAttribute("role", "status");
      document.body.append(box);
    }
    box.textContent = message;
    clearTimeout(tell.timer);
    tell.timer = setTimeout(() => box.remove(), 2500);
  }

  async function toClipboard(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = document.createElement("textarea");
      box.value = text;
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
  }

  async function copy(figure) {
    await toClipboard(citation(figure));
    tell("Copied with its place");
  }

  // Copy figures as a table that a spreadsheet takes: words, whose and where, place, address.
  async function copyTable(rows) {
    const cell = (text) => text.trim().replace(/\s+/g, " ").replace(/^(?=[=+@-])/, "'");
    const lines = rows.map((f) => {
      const link = f.querySelector("a.evidence");
      return [f.querySelector(".words").textContent, f.dataset.by, f.dataset.at, link ? link.href : ""].map(cell).join("\t");
    });
    await toClipboard(["Words\tBy\tAt\tAddress", ...lines].join("\n"));
    tell(`Copied as a table: ${lines.length === 1 ? "1 row" : `${lines.length} rows`}`);
  }

  const isShown = (figure) => !figure.closest("[hidden]");

  // All wordings of what the current figure belongs to.
  function copyTogether(figure) {
    const whole = figure.closest("tr, .statement, .difference, .position, .entry, .lead") || figure.parentElement;
    copyTable(figures.filter((f) => whole.contains(f) && isShown(f)));
  }

  // ------------------------------------------------------------ choices in the address, so that they can be passed on

  const parameters = () => new URLSearchParams(location.search);

  function setParameter(name, value) {
    const found = parameters();
    if (value) found.set(name, value);
    else found.delete(name);
    const query = found.toString();
    try {
      history.replaceState(null, "", `${location.pathname}${query ? "?" + query : ""}${location.hash}`);
    } catch { /* a browser may refuse this for a page from a disk; the page works on without */ }
  }

  // ------------------------------------------------------------ light and dark: the system's choice until the reader makes one

  const SCHEME = "crosswire-scheme";

  function useScheme(scheme) {
    document.documentElement.style.colorScheme = scheme;
    try { localStorage.setItem(SCHEME, scheme); } catch { /* kept for this page only */ }
  }

  function addSchemeButton() {
    let kept = null;
    try { kept = localStorage.getItem(SCHEME); } catch { /* the system's choice */ }
    if (kept === "light" || kept === "dark") useScheme(kept);
    addFootButton("Light or dark", () => {
      const dark = document.documentElement.style.colorScheme
        ? document.documentElement.style.colorScheme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      useScheme(dark ? "light" : "dark");
    });
  }

  function addCopyButtons() {
    for (const figure of figures) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "copy";
      const start = figure.querySelector(".words").textContent.trim().slice(0, 40);
      button.setAttribute("aria-label", `copy with its place: ${start}`);
      button.addEventListener("click", () => copy(figure));
      [...figure.querySelectorAll("a.evidence")].filter((a) => !a.closest(".same")).pop().after(button);
    }
  }

  // ------------------------------------------------------------ embargoes: pages know no clock, readers have one

  function markEmbargoes() {
    const passed = (note) => {
      const until = new Date(note.dataset.until);
      return !Number.isNaN(until.valueOf()) && until < new Date();
    };
    for (const note of document.querySelectorAll(".held[data-until]")) note.hidden = passed(note);
    for (const note of document.querySelectorAll(".embargo[data-until]")) {
      if (passed(note)) {
        note.classList.add("passed");
        note.append(": passed, by the clock of this computer");
      }
    }
  }

  // ------------------------------------------------------------ paper: reasons are open there (the sheet does it where it can)

  let opened = [];

  function openReasons() {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const reason of opened) reason.open = true;
  }

  function closeReasons() {
    for (const reason of opened) reason.open = false;
    opened = [];
  }

  // ------------------------------------------------------------ keys

  const KEYS = [
    ["j / k", "next, previous quotation"],
    ["Enter", "its evidence; again: its document"],
    ["c", "copy it with its place"],
    ["C", "copy all wordings as a table"],
    ["y", "cite it (RIS)"],
    ["1 – 6", "views of a story"],
    ["[ / ]", "previous, next account"],
    ["/", "search, or filter"],
    ["?", "this list"],
    ["Esc", "close"],
  ];
  const STORE = "crosswire-keys-off";
  const off = () => { try { return localStorage.getItem(STORE) === "1"; } catch { return false; } };

  function go(step) {
    if (!figures.length) return;
    if (figures[current]) figures[current].classList.remove("current");
    current = Math.min(Math.max(current + step, 0), figures.length - 1);
    figures[current].classList.add("current");
    const folded = figures[current].closest("details:not([open])");
    if (folded) folded.open = true;
    figures[current].scrollIntoView({ block: "center" });
    const link = figures[current].querySelector("a.evidence");
    if (link) link.focus({ preventScroll: true });
  }

  function showKeys() {
    let dialog = document.querySelector("dialog.keys");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.className = "keys";
      dialog.setAttribute("aria-label", "Keys");
      const list = document.createElement("dl");
      for (const [key, what] of KEYS) {
        const dt = document.createElement("dt"), kbd = document.createElement("kbd"), dd = document.createElement("dd");
        kbd.textContent = key;
        dd.textContent = what;
        dt.append(kbd);
        list.append(dt, dd);
      }
      const label = document.createElement("label"), box = document.createElement("input");
      box.type = "checkbox";
      box.checked = !off();
      box.addEventListener("change", () => { try { localStorage.setItem(STORE, box.checked ? "0" : "1"); } catch { /* kept for this page only */ } });
      label.append(box, " single keys are on");
      dialog.append(list, label);
      document.body.append(dialog);
    }
    dialog.showModal();
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
    if (event.key === "?") { showKeys(); return; }
    if (off()) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "c" && figures[current]) copy(figures[current]);
    else if (event.key === "C" && figures[current]) copyTogether(figures[current]);
    else if (event.key === "y" && figures[current]) (crosswire.cite || copy)(figures[current]);
    else if (event.key === "[" || event.key === "]") follow(`a[rel="${event.key === "[" ? "prev" : "next"}"]`);
    else if (/^[1-6]$/.test(event.key)) follow(`[data-tab="${event.key}"]`);
    else if (event.key === "/") {
      const field = document.querySelector("input[type=search], .filters select");
      if (field) { field.focus(); event.preventDefault(); }
    }
  }

  function follow(selector) {
    const link = document.querySelector(selector);
    if (link) link.click();
  }

  function addFootButton(label, action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = label;
    button.addEventListener("click", action);
    document.querySelector(".colophon").append(button);
  }

  const chart = document.querySelector(".line-chart");
  if (chart) chart.addEventListener("click", (event) => {
    const bar = event.target.closest("[data-to]");
    if (bar) location.hash = bar.dataset.to;
  });

  window.crosswire = { keys: KEYS, tell, copy, citation, toClipboard, parameters, setParameter };
  addCopyButtons();
  addFootButton("Keys", showKeys);
  addSchemeButton();
  if (figures.length) addFootButton("Copy these extracts as a table", () => copyTable(figures.filter(isShown)));
  markEmbargoes();
  showTarget();
  addEventListener("hashchange", showTarget);
  addEventListener("beforeprint", openReasons);
  addEventListener("afterprint", closeReasons);
  document.addEventListener("keydown", onKey);
})();

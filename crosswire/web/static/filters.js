// Filters: rows that carry data-facets are shown or hidden by what is chosen; the choice stands in the address under the names that the
// command line and the API use too.
"use strict";
(() => {
  const rows = [...document.querySelectorAll("[data-facets]")].map((row) => [row, JSON.parse(row.dataset.facets)]);
  const main = document.querySelector("main");
  if (rows.length < 2 || !main) return;
  const { parameters, setParameter, toClipboard, tell } = crosswire;
  const SEARCHED = ["speaker", "issue", "outlet", "manner"]; // what `crosswire search` takes
  const NAMES = ["speaker", "party", "issue", "outlet", "manner", "kind", "status", "stance"];
  const values = (name) => {
    const found = new Map();
    for (const [, facets] of rows) for (const value of facets[name] || []) found.set(value, (found.get(value) || 0) + 1);
    return [...found].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  };
  const facets = NAMES.map((name) => [name, values(name)]).filter(([, found]) => found.length > 1);
  if (!facets.length) return;

  const form = document.createElement("form");
  form.className = "filters";
  form.setAttribute("aria-label", "Filter");
  form.addEventListener("submit", (event) => event.preventDefault());
  const boxes = new Map();
  for (const [name, found] of facets) {
    const label = document.createElement("label"), select = document.createElement("select");
    select.name = name;
    select.append(new Option("all", ""), ...found.map(([value, number]) => new Option(`${value} (${number})`, value)));
    label.append(`${name} `, select);
    select.addEventListener("change", () => { setParameter(name, select.value); apply(); });
    form.append(label);
    boxes.set(name, select);
  }
  const count = document.createElement("output");
  count.className = "count";
  const clearing = button("clear", clear);
  form.append(count, clearing);
  if (facets.some(([name]) => SEARCHED.includes(name))) form.append(button("copy as command", copyCommand));
  (main.querySelector(".filters-here") || main.firstElementChild).after(form);

  function button(label, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "copy";
    made.textContent = label;
    made.addEventListener("click", action);
    return made;
  }

  function chosen() {
    return [...boxes].filter(([, select]) => select.value).map(([name, select]) => [name, select.value]);
  }

  function apply() {
    const wanted = chosen();
    let shown = 0;
    for (const [row, facets_] of rows) {
      const fits = wanted.every(([name, value]) => (facets_[name] || []).includes(value));
      row.hidden = !fits;
      shown += fits;
    }
    // an enclosing part whose rows are all hidden is hidden with its heading
    for (const part of document.querySelectorAll("[data-part]")) {
      const inside = [...part.querySelectorAll("[data-facets]")];
      part.hidden = inside.length > 0 && inside.every((row) => row.hidden);
    }
    clearing.hidden = !wanted.length;
    count.textContent = wanted.length ? `${shown} of ${rows.length} shown` : "";
  }

  function clear() {
    for (const [name, select] of boxes) { select.value = ""; setParameter(name, ""); }
    apply();
  }

  const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;

  async function copyCommand() {
    const options = chosen().filter(([name]) => SEARCHED.includes(name)).map(([name, value]) => ` --${name} ${quoted(value)}`).join("");
    await toClipboard(`crosswire search DIR${options}`);
    tell("Copied as a command: put the dossier's folder for DIR");
  }

  for (const [name, select] of boxes) {
    const asked = parameters().get(name);
    if (asked && [...select.options].some((o) => o.value === asked)) select.value = asked;
  }
  apply();
})();

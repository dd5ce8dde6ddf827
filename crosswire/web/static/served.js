// Crosswire: what only a server can offer: new dossiers and corrections. Pages can be read and searched without it.
"use strict";
(() => {
  const root = document.querySelector("link[rel=stylesheet]").getAttribute("href").replace(/static\/crosswire\.css$/, "");
  const block = document.getElementById("evidence");
  const notes = block ? JSON.parse(block.textContent).notes : [];

  function element(name, attributes = {}, ...content) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...content);
    return made;
  }

  async function ask(address, options = {}) {
    const answer = await fetch(root + address, options);
    const found = await answer.json();
    if (!answer.ok) throw new Error(found.error ? found.error.message : answer.statusText);
    return found;
  }

  // ------------------------------------------------------------ builds: what runs, until it is done

  function told(job) {
    const far = job.total ? `${job.what} ${job.done} of ${job.total}` : job.what;
    return { waiting: "waits", running: far || "runs", done: "done", failed: `failed: ${job.message}` }[job.state];
  }

  async function follow(number, show) {
    for (;;) {
      const job = (await ask("api/builds")).items.find((j) => j.number === number);
      if (!job) return null;
      show(job);
      if (job.state === "done" || job.state === "failed") return job;
      await new Promise((next) => setTimeout(next, 700));
    }
  }

  // ------------------------------------------------------------ corrections

  function correct(title, fields, make) {
    const dialog = element("dialog", { class: "correct", "aria-label": title });
    const form = element("form", { method: "dialog" }, element("h2", {}, title));
    for (const [name, label, value] of fields) {
      const input = element("input", { name, id: `c-${name}`, value: value || "", maxlength: "200" });
      form.append(element("p", {}, element("label", { for: `c-${name}` }, label), " ", input));
    }
    const state = element("p", { class: "note", role: "status" });
    const send = element("button", { type: "submit" }, "Correct it");
    const cancel = element("button", { type: "button" }, "Cancel");
    cancel.addEventListener("click", () => dialog.close());
    form.append(state, element("p", {}, send, " ", cancel));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      send.disabled = true;
      try {
        const body = JSON.stringify({ correction: make(Object.fromEntries(new FormData(form))) });
        const kept = await ask("api/corrections", { method: "POST", headers: { "Content-Type": "application/json" }, body });
        state.textContent = ["Kept.", ...kept.notes].join(" ");
        const job = await follow(kept.job.number, (now) => { state.textContent = `Kept; building again: ${told(now)}`; });
        if (job && job.state === "done") location.reload();
      } catch (error) {
        state.textContent = error.message;
        send.disabled = false;
      }
    });
    dialog.addEventListener("close", () => dialog.remove());
    dialog.append(form);
    document.body.append(dialog);
    dialog.showModal();
  }

  const idOf = (figure) => {
    const note = notes[Number(figure.dataset.note) - 1];
    return note && note.key.startsWith("q-") ? note.key : null;
  };

  const noQuotation = (quotation) => correct("This is not a quotation", [], () => ({ kind: "no-quotation", quotation }));
  const wrongSpeaker = (quotation) => correct("Who speaks?", [["actor", "Name or id; leave it empty where nobody is known to"]], (given) => ({ kind: "speaker", quotation, actor: given.actor }));

  const words = (line) => line.split(",").map((w) => w.trim()).filter(Boolean);

  function onPage() {
    const name = /([^/]+)\.html$/.exec(decodeURIComponent(location.pathname));
    if (!name) return [];
    if (document.body.classList.contains("actor")) {
      const actor = name[1];
      return [
        ["m", "merge with another actor", () => correct("The same as …", [["other", "Name or id of the other"]], (given) => ({ kind: "merge", actors: [actor, given.other] }))],
        ["s", "split documents off", () => correct("In these documents it is somebody else", [["documents", "Documents, with commas between them"], ["name", "The other's name"]], (given) => ({ kind: "split", actor, documents: words(given.documents), name: given.name }))],
        ["n", "another name", () => correct("Its name", [["name", "Name"]], (given) => ({ kind: "rename", actor, name: given.name }))],
      ];
    }
    if (document.body.classList.contains("document")) {
      return [["d", "set the date", () => correct("The document's date", [["value", "Like 2031-06-12, 2031-06 or 2031; leave it empty to take it back"]], (given) => ({ kind: "set", document: name[1], field: "date", value: given.value }))]];
    }
    return [];
  }

  function addGestures() {
    if (document.querySelector("figure.wording[data-note]")) crosswire.keys.push(["x", "it is no quotation"], ["r", "another speaks it"]);
    for (const [key, label] of onPage()) crosswire.keys.push([key, label]);
    for (const button of document.querySelectorAll("button.undo")) {
      button.hidden = false;
      const { of, correction } = button.dataset;
      button.addEventListener("click", () => correct("Take this correction back", [], () => ({ kind: "undo", of, correction })));
    }
    // what is wrong with a quotation is said in its panel, where its paragraph can be read
    crosswire.onPanel = ({ key, actions }) => {
      if (!key.startsWith("q-")) return;
      const row = element("span", { class: "gestures" }, "Wrong? ");
      for (const [label, act] of [["not a quotation", noQuotation], ["wrong speaker", wrongSpeaker]]) {
        const button = element("button", { type: "button", class: "copy" }, label);
        button.addEventListener("click", () => act(key));
        row.append(button, " ");
      }
      actions.append(row);
    };
    if (crosswire.shown) crosswire.onPanel(crosswire.shown); // opened by the address
    const gestures = onPage();
    const head = document.querySelector(".story-head");
    if (head && gestures.length) {
      const row = element("p", { class: "gestures" }, "Wrong? ");
      for (const [, label, act] of gestures) {
        const button = element("button", { type: "button", class: "copy" }, label);
        button.addEventListener("click", act);
        row.append(button, " ");
      }
      head.append(row);
    }
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
      try { if (localStorage.getItem("crosswire-keys-off") === "1") return; } catch { /* keys stay on */ }
      const figure = document.querySelector("figure.wording.current");
      const quotation = figure && idOf(figure);
      const found = { x: quotation && noQuotation, r: quotation && wrongSpeaker }[event.key];
      const gesture = found ? () => found(quotation) : (gestures.find(([key]) => key === event.key) || [])[2];
      if (gesture) { event.preventDefault(); gesture(); } // else the key would be typed into the dialog
    });
  }

  // ------------------------------------------------------------ captures dropped or pasted

  function upload(form) {
    const files = form.querySelector("input[type=file]");
    const list = document.getElementById("jobs");

    const show = (jobs) => {
      if (!jobs.length) return;
      list.replaceChildren(...jobs.map((job) => {
        const name = job.dossier || "this dossier";
        const link = job.state === "done" && job.dossier ? element("a", { href: `${root}dossiers/${job.dossier}/index.html` }, name) : element("bdi", {}, name);
        return element("li", {}, link, `: ${told(job)}`);
      }));
    };

    addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
    addEventListener("dragleave", () => form.classList.remove("over"));
    addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("over");
      const all = new DataTransfer();
      for (const file of [...files.files, ...event.dataTransfer.files]) all.items.add(file);
      files.files = all.files;
    });
    addEventListener("paste", (event) => {
      if (event.target.closest("input, textarea")) return;
      const empty = [...form.querySelectorAll("textarea")].find((box) => !box.value);
      const text = event.clipboardData.getData("text/plain");
      if (empty && text) empty.value = text;
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        const job = await ask("api/builds", { method: "POST", headers: { Accept: "application/json" }, body: new FormData(form) });
        await follow(job.number, async () => show((await ask("api/builds")).items));
        show((await ask("api/builds")).items);
      } catch (error) {
        list.replaceChildren(element("li", {}, error.message));
      }
    });
    ask("api/builds").then((found) => show(found.items), () => {});
  }

  addGestures();
  const form = document.getElementById("upload");
  if (form) upload(form);
})();

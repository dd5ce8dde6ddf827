// The evidence panel: one click from any extract to its paragraph, its place, and how it was read. A second opens the document.
"use strict";
(() => {
  const block = document.getElementById("evidence");
  if (!block) return;
  const { docs, paragraphs, notes } = JSON.parse(block.textContent);
  const { tell, copy, citation, parameters, setParameter } = crosswire;
  let panel = null, opener = null, shown = null;

  function element(name, content = [], attributes = {}) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...(Array.isArray(content) ? content : [content]));
    return made;
  }

  // A paragraph with the words marked; source and cue underlined. All offsets are code points of the stored text.
  function paragraph(key, note) {
    const [first, text] = paragraphs[key];
    const points = Array.from(text);
    const layers = [["exact", note.at], ["source", note.source || []], ["cue", note.cue || []]];
    const kindAt = (at) => {
      const found = layers.find(([, spans]) => spans.some(([s, e]) => s <= at && at < e));
      return found ? found[0] : "";
    };
    const made = element("p", [], { class: "around" });
    let run = "", kind = "";
    const flush = () => {
      if (!run) return;
      if (kind === "exact") { made.append(element("mark", run, { class: note.manner || "place" })); made.className = ""; }
      else if (kind) made.append(element("span", run, { class: `said-${kind}` }));
      else made.append(run);
      run = "";
    };
    points.forEach((point, n) => {
      const now = kindAt(first + n);
      if (now !== kind) { flush(); kind = now; }
      run += point;
    });
    flush();
    return made;
  }

  function rows(pairs) {
    const list = element("dl");
    for (const [name, value] of pairs) if (value) list.append(element("div", [element("dt", name), element("dd", value)]));
    return list;
  }

  const places = (note) => note.at.map(([s, e]) => `${s}–${e}`).join(", ");

  // A page on a disk holds its citations; a server is asked for them as soon as a panel opens.
  const references = new Map();

  function referencesOf(note) {
    const doc = docs[note.doc], where = `${note.where}, characters ${places(note)}`;
    if (doc.ris) {
      const placed = (given) => JSON.parse(JSON.stringify(given).replace("§place§", where));
      return Promise.resolve({ ris: placed(doc.ris), bibtex: placed(doc.bibtex), csl: placed(doc.csl) });
    }
    if (!references.has(note)) {
      const root = document.querySelector("link[rel=stylesheet]").getAttribute("href").replace(/static\/crosswire\.css$/, "");
      const address = `${root}api/documents/${encodeURIComponent(note.doc)}/references?place=${encodeURIComponent(where)}`;
      const asked = fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))));
      asked.catch(() => references.delete(note));
      references.set(note, asked);
    }
    return references.get(note);
  }

  async function cite(note, style, message) {
    let found;
    try {
      found = (await referencesOf(note))[style];
    } catch {
      tell("The server gave no citation");
      return;
    }
    await copyText(typeof found === "string" ? found : JSON.stringify(found, null, 1), message);
  }

  function content(note) {
    const doc = docs[note.doc];
    const text = element("blockquote", note.paragraphs.map((key) => paragraph(key, note)));
    if (doc.language) text.lang = doc.language;
    const open = element("a", "Open in the document", { href: note.href, class: "open-document" });
    const actions = element("p", [open], { class: "actions" });
    const figure = opener && opener.closest("figure");
    if (figure) actions.append(button("copy", () => copy(figure)));
    for (const [style, label] of [["ris", "RIS"], ["bibtex", "BibTeX"], ["csl", "CSL-JSON"]]) {
      actions.append(button(`cite ${label}`, () => cite(note, style, `Copied as ${label}`)));
    }
    crosswire.shown = { key: note.key, actions };
    if (note.live) actions.append(element("a", "Open the live page (it may have changed)", { href: note.live, rel: "noreferrer noopener" }));
    return [
      text,
      actions,
      rows([
        ["Speaker", note.speaker && `${note.speaker} – ${note.speaker_known}${note.speaker_basis ? ": " + note.speaker_basis : ""}`],
        ["Manner", note.manner],
        ["How it was read", (note.how || []).join("; ")],
        ["Place", `${note.where}, characters ${places(note)}`],
        ["Headline", doc.headline],
        ["Dateline", doc.located],
        ["Date", `${doc.date} – ${doc.date_known}`],
        ["Agency", doc.agency],
        ["Document", `${doc.name} (${doc.media})`],
        ["Usage terms", doc.terms],
        ["Embargoed until", doc.embargoed],
        ["SHA-256 of the text", doc.sha256],
      ]),
    ];
  }

  function button(label, action) {
    const made = element("button", label, { type: "button", class: "copy" });
    made.addEventListener("click", action);
    return made;
  }

  async function copyText(text, message) {
    await crosswire.toClipboard(text);
    tell(message);
  }

  function open(note, from) {
    opener = from;
    shown = note;
    referencesOf(note).catch(() => {});
    if (!panel) {
      panel = element("aside", [], { class: "panel", "aria-labelledby": "panel-h", tabindex: "-1" });
      document.body.append(panel);
    }
    const close_button = button("close", close);
    const heading = element("h2", element("bdi", docs[note.doc].outlet), { id: "panel-h" });
    panel.replaceChildren(element("header", [heading, close_button]), ...content(note));
    panel.hidden = false;
    document.body.classList.add("with-panel");
    panel.focus({ preventScroll: true });
    const mark = panel.querySelector("mark");
    if (mark) mark.scrollIntoView({ block: "nearest" });
    setParameter("e", note.key);
    if (crosswire.onPanel) crosswire.onPanel(crosswire.shown);
  }

  function close() {
    if (!panel || panel.hidden) return false;
    panel.hidden = true;
    shown = null;
    document.body.classList.remove("with-panel");
    setParameter("e", "");
    if (opener) opener.focus({ preventScroll: true });
    return true;
  }

  function noteOf(figure) {
    return figure && figure.dataset.note ? notes[Number(figure.dataset.note) - 1] : null;
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("figure[data-note] a.evidence:not(.more, .same a)");
    const note = link && noteOf(link.closest("figure"));
    if (!note || note === shown) return; // a second click on the same place follows the link
    event.preventDefault();
    open(note, link);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === panel) panel.querySelector(".open-document").click();
    if (event.key === "Escape" && !document.querySelector("dialog[open]") && close()) event.preventDefault();
  });

  crosswire.cite = (figure) => {
    const note = noteOf(figure);
    if (note) cite(note, "ris", "Copied as RIS");
    else copyText(citation(figure), "Copied with its place");
  };

  const asked = parameters().get("e");
  const number = asked ? notes.findIndex((n) => n.key === asked) : -1;
  if (number >= 0) {
    const figure = document.querySelector(`figure[data-note="${number + 1}"]`);
    const link = figure && figure.querySelector("a.evidence");
    if (figure) figure.scrollIntoView({ block: "center" });
    open(notes[number], link);
  }
})();

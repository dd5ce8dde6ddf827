"""A brief in Markdown with footnotes: what reporters paste into what they write.

Every line ends in footnotes; a footnote gives the words, the outlet, the date as known, the document, the characters and the
beginning of the text's hash. The only sentences are those of the accounts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from crosswire.dossier import Dossier, Evidence, Said, Wording, long_date, phrase_carried, phrase_count
from crosswire.export.common import Exporter, ExportOptions, Files
from crosswire.model import DateValue, Difference, Place, Statement, Story

MARK = "<!-- crosswire brief -->"

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""C0 and C1 controls, which a terminal would obey. Those that are white space are a blank before this is asked."""

_MANNERS = {"direct": "direct", "mixed": "partial", "indirect": "indirect"}
_STATUS = {"stated": "stated", "inferred": "inferred", "unknown": "not known", "set": "set by hand"}
_VERDICTS = {"contradict": "Contradict", "differ": "Differ", "only": "Only in some accounts"}

HASH = 12
"""Digits of the text's SHA-256 in a footnote: enough to tell any two texts of a dossier apart."""


def _files(dossier: Dossier, options: ExportOptions) -> Files:
    yield "brief.md", (f"{line}\n" for line in _Brief(dossier, options).lines())


BRIEF = Exporter("md", "A brief in Markdown, every line with its footnotes.", _files, single="brief.md", mark=MARK)


def escaped(text: str) -> str:
    """Return a text as Markdown that shows exactly its characters, on one line; controls and lone surrogates as U+FFFD."""
    plain = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))
    shown = _SPECIAL.sub(r"\\\1", plain)
    return shown.encode("utf-8", "replace").decode("utf-8")


def quoted(text: str) -> str:
    """Return an extract in quotation marks of ours, unless it brings its own."""
    shown = escaped(text)
    return shown if shown[:1] in "\"“‘'«„" else f"“{shown}”"


class _Brief:
    """One brief while it is written: the footnotes are numbered as they come up."""

    def __init__(self, dossier: Dossier, options: ExportOptions) -> None:
        self.dossier = dossier
        self.options = options
        self.words = options.with_extracts
        self.notes: dict[Place, int] = {}

    def lines(self) -> Iterator[str]:
        """Return the brief line by line, without line ends."""
        d = self.dossier
        yield MARK
        yield f"# {phrase_count(d.count(x.id for x in d.documents))}"
        for story in d.stories:
            yield from self._story(story)
        yield from self._grounds()
        yield ""
        yield "## Footnotes"
        for place, number in self.notes.items():
            yield ""
            yield f"[^{number}]: {self._note(d.evidence(place))}"

    def _cite(self, places: Iterable[Place]) -> str:
        """Return footnote marks for places; a place cited twice keeps its number."""
        return "".join(f"[^{self.notes.setdefault(p, len(self.notes) + 1)}]" for p in places)

    def _note(self, e: Evidence) -> str:
        d = self.dossier
        date = d.published(e.place.doc)
        parts = [f"{escaped(e.outlet)}, {_dated(date)}"]
        if e.document != e.outlet:
            parts.append(escaped(e.document))
        place = f"characters {e.place.start}–{e.place.end}"
        parts.append(f"paragraph {e.paragraph}, {place}" if e.paragraph else f"{e.where}, {place}")
        parts.append(f"sha256 {e.sha256[:HASH]}")
        embargo = d.document(e.place.doc).header.embargoed.value
        if embargo:
            parts.append(f"embargoed until {escaped(embargo)} (as printed)")
        note = "; ".join(parts)
        return f"{self._quoted(e.exact)} — {note}" if self.words else note

    def _quoted(self, words: str) -> str:
        """Return an extract in quotation marks, cut where the export's options say so."""
        return quoted(self.options.extract(words) or "")

    def _story(self, story: Story) -> Iterator[str]:
        d = self.dossier
        yield ""
        yield f"## {escaped(story.title) or 'Story without a headline'}"
        yield ""
        outlet = f"Headline of {escaped(d.outlet(story.title_of))}. " if story.title_of else ""
        accounts = f"{len(story.docs)} account{'' if len(story.docs) == 1 else 's'}, {story.independent} independent"
        yield f"{outlet}{_dated(story.date)}. {accounts}."
        yield ""
        yield from self._accounts(story)
        yield from self._said(d.said(story))
        yield from self._differences(d.differences_of(story.id))
        yield from self._positions(story)
        yield from self._timeline(story)

    def _accounts(self, story: Story) -> Iterator[str]:
        for a in self.dossier.accounts(story):
            h = a.document.header
            parts = [f"**{escaped(a.outlet)}**: {escaped(h.headline.value) if h.headline.value else 'no headline'}"]
            parts.append(_dated(a.published))
            parts += [f"agency {escaped(h.agency.value)}"] if h.agency.value and h.agency.value != a.outlet else []
            parts += [f"dateline {escaped(h.located.value)}"] if h.located.value else []
            parts += [f"credit {escaped(c.value)}" for c in h.credits if c.value]
            parts += [f"usage terms {escaped(h.usageterms.value)}"] if h.usageterms.value else []
            parts += ["copy, counted with its original"] if a.copy_group and not a.origin else []
            yield "- " + "; ".join(parts)
            if h.embargoed.value:
                yield f"  **Embargoed until {escaped(h.embargoed.value)} (as printed)**"

    def _said(self, speakers: Sequence[Said]) -> Iterator[str]:
        if speakers:
            yield ""
            yield "### Who said what"
        for said in speakers:
            yield ""
            yield f"**{escaped(said.label)}** ({phrase_count(said.count)})"
            yield ""
            for statement in said.statements:
                yield from self._statement(statement)
            for wording in said.alone:
                yield f"- {self._wording(wording)}"
            if said.attitudes:
                yield ""
                yield "Holds, wants or believes, as the accounts tell it:"
                yield ""
            for wording in said.attitudes:
                yield f"- {self._wording(wording)}"

    def _statement(self, statement: Statement) -> Iterator[str]:
        wordings = self.dossier.wordings(statement)
        if not wordings:
            return
        shown: dict[str, Wording] = {}
        told: list[Wording] = []
        repeated: list[Wording] = []
        for w in wordings:
            # what a title or a shot list says in the same words is named, not told again
            again = w.quotation.where != "body" and w.folded in shown and w.certain == shown[w.folded].certain
            (repeated if again else told).append(w)
            shown.setdefault(w.folded, w)
        line = f"- {self._wording(told[0])} — {phrase_carried(self.dossier.count_of(statement))}"
        yield line + "".join(
            f", also in the {w.quotation.where}{self._cite(e.place for e in w.evidence)}" for w in repeated
        )
        for w in told[1:]:
            yield f"  - {'' if w.certain else 'possibly the same: '}{self._wording(w)}"

    def _wording(self, w: Wording) -> str:
        outlet = escaped(self.dossier.outlet(w.doc))
        words = " […] ".join(self._quoted(e.exact) for e in w.evidence) + " " if self.words else ""
        zone = "" if w.quotation.where == "body" else f", in the {w.quotation.where}"
        inferred = f", speaker inferred: {escaped(w.attribution.basis)}" if w.attribution.status == "inferred" else ""
        notes = self._cite(e.place for e in w.evidence)
        kind = _MANNERS[w.quotation.type] if w.quotation.speech else "attitude"
        doubtful = ", doubtful" if w.quotation.certainty_word == "doubtful" else ""
        manner = f"{kind}{zone}{inferred}{doubtful}"
        if w.quotation.type == "direct" and w.quotation.speech:
            return f"{words}({outlet}, {manner}){notes}"
        # Reported words are the outlet's, so that nobody takes them for the speaker's own; its cue says what kind of saying it was.
        cue = self.dossier.attribution_words(w) if self.words else ""
        return f"{outlet}{f', {self._quoted(cue)}' if cue else ''}: {words}({manner}){notes}"

    def _differences(self, differences: Sequence[Difference]) -> Iterator[str]:
        last = None
        for d in differences:
            if d.verdict != last:
                yield ""
                yield f"### {_VERDICTS[d.verdict]}"
                yield ""
                last = d.verdict
            sides = "; ".join(
                f"{escaped(self.dossier.outlet(s.place.doc))}"
                + (f" {self._quoted(s.value or self.dossier.evidence(s.place).exact)}" if self.words else "")
                + self._cite([s.place])
                for s in d.sides
            )
            about = f"{escaped(d.about)} — " if d.about else ""
            yield f"- *{d.kind}*: {about}{sides}{self._denominator(d)}"

    def _denominator(self, d: Difference) -> str:
        if d.verdict != "only":
            return ""
        docs = {s.place.doc for s in d.sides}
        silent = self.dossier.absences(d)
        names = [f"{escaped(a.outlet)} breaks off" if a.unsure else escaped(a.outlet) for a in silent]
        total = len(docs | set(d.absent))
        return f" ({len(docs)} of {total} accounts{'; not in ' + ', '.join(names) if names else ''})"

    def _positions(self, story: Story) -> Iterator[str]:
        d = self.dossier
        issues, parties, cells = d.matrix(d.positions(story.id))
        if cells:
            yield ""
            yield "### Positions"
            yield ""
        for issue in issues:
            for party in parties:
                cell = cells.get((issue.id, party.id))
                for p in cell.positions if cell else ():
                    words = [self._quoted(d.evidence(e).exact) for e in p.evidence] if self.words else []
                    when = long_date(p.date)
                    head = f"**{escaped(party.name)}** on **{escaped(issue.name)}**: {p.stance}, {when}"
                    yield f"- {head}{': ' if words else ''}{'; '.join(words)}{self._cite(p.evidence)}"

    def _timeline(self, story: Story) -> Iterator[str]:
        entries = self.dossier.timeline(story.id)
        if entries:
            yield ""
            yield "### Timeline"
            yield ""
        for e in entries:
            words = [self._quoted(self.dossier.evidence(p).exact) for p in e.places] if self.words else []
            yield f"- {_dated(e.date)}, {escaped(e.status)}{': ' if words else ''}{'; '.join(words)}{self._cite(e.places)}"

    def _grounds(self) -> Iterator[str]:
        """Return what had to be inferred, and what failed."""
        d = self.dossier
        dates = [x for x in d.documents if d.published(x.id).status != "stated"]
        if dates or d.findings.problems:
            yield ""
            yield "## Inferred, not known, failed"
            yield ""
        for x in dates:
            date = d.published(x.id)
            why = "; ".join(escaped(b) for b in date.basis) or "nothing in the captures says it"
            yield f"- {escaped(d.outlet(x.id))}, {escaped(x.name)}: {_dated(date)}: {why}"
        for p in sorted(d.findings.problems, key=lambda p: (p.name, p.code, p.start or 0, p.message)):
            yield f"- {escaped(p.name)}: {p.code} {escaped(p.message)}"


def _dated(date: DateValue) -> str:
    if not date.value:
        return "date not known"
    others = f", or {', '.join(long_date(a) for a in date.alternatives)}" if date.alternatives else ""
    return f"{long_date(date.value)} ({_STATUS[date.status]}{others})"

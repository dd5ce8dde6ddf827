"""The places that one page shows, in the order in which it shows them: footnotes on paper, the evidence panel on a screen."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from crosswire.dossier import Dossier, Evidence, Wording, listed, long_date
from crosswire.export.citations import references
from crosswire.model import Document, Span
from crosswire.web.reasons import spell_basis
from crosswire.web.rendering import doc_href, place_href, zone_word
from crosswire.web.texts import manner_of, safe

PLACE = "§place§"
"""Where the script puts the place of the words into a citation."""

_STATUS = {"stated": "stated", "inferred": "inferred", "unknown": "not known", "set": "set by hand"}

FRAGMENT_WORDS = 8
"""Words at each end of a longer extract by which a text fragment names it (WICG Text Fragments)."""


@dataclass(frozen=True, slots=True)
class Note:
    """One footnote. evidence: its fragments. wording: the quotation they are, or None. key: its name in addresses (`?e=`)."""

    number: int
    key: str
    evidence: tuple[Evidence, ...]
    wording: Wording | None


class Notes:
    """Collects while a page is rendered: a template adds what it shows and prints the number it gets. citations: the panel's JSON holds them; a
    server gives them where they are asked for.
    """

    def __init__(self, dossier: Dossier, root: str, *, citations: bool = True) -> None:
        self._dossier = dossier
        self._root = root
        self._citations = citations
        self._notes: dict[str, Note] = {}

    def add(self, evidence: Evidence) -> int:
        """Return the number of a place that is no quotation, the same for the same place."""
        place = evidence.place
        return self._add(f"{place.doc[:14]}.{place.start}-{place.end}", (evidence,), None)

    def add_wording(self, wording: Wording) -> int:
        """Return the number of a quotation."""
        return self._add(wording.quotation.id, wording.evidence, wording)

    def _add(self, key: str, evidence: tuple[Evidence, ...], wording: Wording | None) -> int:
        if key not in self._notes:
            self._notes[key] = Note(len(self._notes) + 1, key, evidence, wording)
        return self._notes[key].number

    @property
    def listed(self) -> tuple[Note, ...]:
        """The notes in the order of their numbers."""
        return tuple(self._notes.values())

    def appendix(self) -> Markup:
        """Return the notes as rows of a list: where each stands, in which text."""
        return Markup("".join(f"<li>{self._row(note)}</li>\n" for note in self.listed))

    def _row(self, note: Note) -> str:
        first = note.evidence[0]
        document, date = self._dossier.document(first.place.doc), self._dossier.published(first.place.doc)
        header = document.header
        headline = f", {safe(header.headline.value)}" if header.headline.value else ""
        known = " (inferred)" if date.status == "inferred" else ""
        where = f"paragraph {first.paragraph}" if first.paragraph else zone_word(first.where)
        places = ", ".join(f"{e.place.start}–{e.place.end}" for e in note.evidence)
        uri = f"; {safe(header.uri.value)}" if header.uri.value else ""
        embargo = header.embargoed.value
        return (
            f'<bdi class="outlet">{safe(first.outlet)}</bdi>{headline}, {safe(long_date(date.value))}{known}; {safe(first.document)}, {where}, '
            f"characters {places}; sha256 {first.sha256[:12]}{uri}"
            f"{f'; embargoed until {safe(embargo)} (as printed)' if embargo else ''}"
        )

    def payload(self) -> Markup:
        """Return what the panel shows, as JSON that may stand in a script element of a data type.

        docs: facts and citations by document. paragraphs: text and first code point by "document:start", each once. notes: in the
        order of their numbers; `at` are code points of the stored text.
        """
        paragraphs: dict[str, tuple[int, str]] = {}
        notes = [self._plain(n, paragraphs) for n in self.listed]
        docs = {
            doc: self._document(self._dossier.document(doc))
            for doc in sorted({n.evidence[0].place.doc for n in self.listed if n.evidence})
        }
        plain = json.dumps({"docs": docs, "paragraphs": paragraphs, "notes": notes}, ensure_ascii=False, sort_keys=True)
        return Markup(plain.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))

    def _plain(self, note: Note, paragraphs: dict[str, tuple[int, str]]) -> dict[str, Any]:
        first = note.evidence[0]
        text = self._dossier.document(first.place.doc).text
        shown = []
        for low, high in self._around(note.evidence):
            key = f"{first.place.doc}:{low}"
            paragraphs[key] = (low, text[low:high])
            shown.append(key)
        plain: dict[str, Any] = {
            "key": note.key,
            "doc": first.place.doc,
            "at": [[e.place.start, e.place.end] for e in note.evidence],
            "paragraphs": shown,
            "href": place_href(self._root, first.place),
            "where": f"paragraph {first.paragraph}" if first.paragraph else first.where,
            "live": live_address(self._dossier.document(first.place.doc), first),
        }
        if note.wording:
            plain |= self._said(note.wording)
        return plain

    def _said(self, wording: Wording) -> dict[str, Any]:
        q, attribution = wording.quotation, wording.attribution
        speakers = listed(a.name for a in wording.speakers) or "not known"
        how = [q.basis] if q.basis else []
        if q.certainty_word:
            how.append(f"{q.certainty_word}: {q.certainty_reason}" if q.certainty_reason else q.certainty_word)
        return {
            "manner": manner_of(q),
            "speaker": speakers,
            "speaker_known": _STATUS.get(attribution.status, attribution.status),
            "speaker_basis": spell_basis(attribution.basis),
            "how": how,
            "source": [list(s) for s in q.source],
            "cue": [list(s) for s in q.cue],
        }

    def _around(self, evidence: tuple[Evidence, ...]) -> list[Span]:
        """Return the paragraphs that hold the words, and one before and after; outside the body, the lines that hold them."""
        doc = evidence[0].place.doc
        low, high = evidence[0].place.start, evidence[-1].place.end
        paragraphs = self._dossier.paragraphs(doc)
        holding = [n for n, (s, e) in enumerate(paragraphs) if s < high and low < e]
        if not holding:
            return [_lines(self._dossier.document(doc).text, low, high)]
        found = list(paragraphs[max(0, holding[0] - 1) : holding[-1] + 2])
        # words may begin in a title before the first paragraph, or end in the blanks after the last
        first = 0 if holding[0] == 0 else 1
        last = first + holding[-1] - holding[0]
        found[first] = (min(found[first][0], low), found[first][1])
        found[last] = (found[last][0], max(found[last][1], high))
        return found

    def _document(self, document: Document) -> dict[str, Any]:
        header, date = document.header, self._dossier.published(document.id)
        return {
            "outlet": self._dossier.outlet(document.id),
            "headline": header.headline.value or "",
            "date": long_date(date.value),
            "date_known": _STATUS[date.status],
            "located": header.located.value or "",
            "agency": header.agency.value or "",
            "name": document.name,
            "media": document.media_type,
            "sha256": document.text_sha256,
            "language": header.language.value or "",
            "terms": header.usageterms.value or "",
            "embargoed": header.embargoed.value or "",
            "href": doc_href(self._root, document.id),
            **(references(self._dossier, document, PLACE) if self._citations else {}),
        }


def _lines(text: str, low: int, high: int) -> Span:
    close = text.find("\n", high)
    return text.rfind("\n", 0, low) + 1, len(text) if close < 0 else close


def live_address(document: Document, evidence: Evidence) -> str:
    """Return an address that opens the live page at these words (WICG Text Fragments), or "" where the capture has no web address.

    The live page may have changed since. Words of more than twice FRAGMENT_WORDS are named by their beginning and end.
    """
    uri = document.header.uri.value or ""
    if not uri.lower().startswith(("http://", "https://")) or any(c.isspace() for c in uri):
        return ""
    words = evidence.exact.split()
    if not words:
        return ""
    ends = [words] if len(words) <= 2 * FRAGMENT_WORDS else [words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:]]
    return f"{uri.partition('#')[0]}#:~:text={','.join(map(_fragment, ends))}"


def _fragment(words: list[str]) -> str:
    """Return words percent-encoded; commas, hyphens and ampersands too, which text fragments read as their own."""
    return quote(" ".join(words).encode("utf-8", "replace"), safe="").replace("-", "%2D")

"""Quotation marks against the parse: every marked stretch goes to the attribution it belongs to.

In direct speech the parse often sees only the last clause; the marks show the whole of it.
"""

import re
from dataclasses import dataclass
from typing import Any

from crosswire.annotate.cues import ANY
from crosswire.annotate.marks import Marked
from crosswire.annotate.quotations_clauses import Draft, cue_words, flags
from crosswire.annotate.quotations_sources import find_source, phrase_of

LONG = 5
"""Words from which a marked stretch is a quotation wherever it stands; shorter ones need a place or an end that shows it."""

NAMED = re.compile(r"^[^\w]*((?:[\w.’'\-()]+[ ,]*){1,9}):\s*$")
SIGNED = re.compile(r"^\s*(?:[—–―]|-{1,2})\s*(?=[A-Z])")
CAPITALS = re.compile(r"((?:[A-Z][A-Z.'’\-]*\s+)+)(SAYS|SAYING|SAID|ADDING)\s*[:,]?\s*$")
TERMINAL = ".!?,…;—–-"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paragraph prepared: its tokens, marked stretches, the tokens of each, and for each token the stretch that holds it (or None)."""

    doc: Any
    stretches: tuple[Marked, ...]
    tokens: tuple[frozenset[int], ...]
    holder: tuple[int | None, ...]

    def words(self, number: int) -> int:
        """How many words a stretch has."""
        return sum(any(c.isalnum() for c in self.doc[i].text) for i in self.tokens[number])

    def first(self, number: int) -> int:
        """First token of a stretch."""
        return min(self.tokens[number])

    def last(self, number: int) -> int:
        """Last token of a stretch."""
        return max(self.tokens[number])


def lay_out(doc: Any, stretches: tuple[Marked, ...]) -> Sheet:
    """Prepare one paragraph; stretches that hold no token are left out."""
    kept = []
    tokens = []
    for stretch in stretches:
        inside = frozenset(t.i for t in doc if t.idx < stretch.end and t.idx + len(t) > stretch.start)
        if any(c.isalnum() for i in inside for c in doc[i].text):
            kept.append(stretch)
            tokens.append(inside)
    holder: list[int | None] = [None] * len(doc)
    for number, inside in enumerate(tokens):
        for i in inside:
            holder[i] = number
    return Sheet(doc, tuple(kept), tuple(tokens), tuple(holder))


def is_full(sheet: Sheet, number: int) -> bool:
    """Whether a stretch is a quotation by itself rather than a quoted word or title."""
    stretch = sheet.stretches[number]
    text = sheet.doc.text
    inner = text[stretch.start : stretch.end].strip("\"“”„«»'‘’`").rstrip()
    words = sheet.words(number)
    if words < 2:
        return False
    before = text[: stretch.start].rstrip()
    placed = not before or before[-1] in ".!?:,”\"" or before.endswith("--") or before[-1] in "—–"
    ended = bool(inner) and inner[-1] in TERMINAL or not stretch.closed
    return words >= LONG or (placed and ended)


def widen(draft: Draft, sheet: Sheet, number: int) -> None:
    """Take a whole stretch into a draft's content."""
    draft.content |= set(sheet.tokens[number])
    if number not in draft.marked:
        draft.marked.append(number)


def overlapping(drafts: list[Draft], sheet: Sheet, number: int) -> list[Draft]:
    """Return the drafts outside the stretch whose content the parse already runs into it."""
    inside = sheet.tokens[number]
    shares = [(len(d.content & inside) / len(inside), d) for d in drafts if d.inside is None]
    strong = [d for share, d in shares if share >= 0.5]
    if strong:
        return strong
    weak = [(share, d) for share, d in shares if share > 0]
    return [max(weak, key=lambda x: x[0])[1]] if weak else []


def nearest(drafts: list[Draft], sheet: Sheet, number: int) -> Draft | None:
    """Return the cue of the stretch's own sentence beside which it stands: `X said: "..."`, `"..." said X`."""
    doc = sheet.doc
    first, last = sheet.first(number), sheet.last(number)
    begin, end = doc[first].sent.start, doc[last].sent.end
    if end == last + 1 and end < len(doc) and sheet.stretches[number].closed:
        end = min(doc[end].sent.end, end + 12)  # after "!" or "?" the parser lets a new sentence begin
    best: tuple[int, Draft] | None = None
    for draft in drafts:
        if draft.inside is not None or not begin <= draft.verb < end:
            continue
        if draft.content and draft.verb > doc[last].sent.end - 1:
            continue
        if draft.content and not draft.marked and draft.lemma != "according to":
            edges = [*draft.content, *draft.cue, *draft.source]
            spoken = any(sheet.holder[i] is not None for i in draft.content)
            if not spoken and min(abs(first - max(edges)), abs(min(edges) - last)) > 3:
                continue
        if draft.verb < first:
            gap = first - draft.verb
            between = doc[draft.verb + 1 : first]
            if any(t.pos_ == "VERB" and t.tag_ != "VBG" and sheet.holder[t.i] is None for t in between):
                gap += 15
        else:
            gap = min([draft.verb, *draft.source]) - last
            gap = max(gap, 1)
        if not (draft.entry.takes("quote") or draft.content or gap <= 3):
            gap += 10
        if gap <= 25 and (best is None or gap < best[0]):
            best = (gap, draft)
    return best[1] if best else None


def governor(drafts: list[Draft], sheet: Sheet, number: int) -> Draft | None:
    """Draft an attribution by a verb outside the table that governs a full quotation or stands right beside it."""
    inside = sheet.tokens[number]
    heads = [sheet.doc[i].head for i in sorted(inside) if sheet.doc[i].head.i not in inside]
    heads += [t for t in (sheet.doc[i] for i in sorted(inside)) if t.dep_ in ("ccomp", "parataxis")]
    for head in heads:
        verb = head
        if verb.pos_ not in ("VERB", "AUX") or sheet.holder[verb.i] is not None:
            continue
        if any(d.verb == verb.i for d in drafts):
            continue
        found = find_source(verb)
        if found is None or found.head.i in inside:
            continue
        words = cue_words(verb)
        negated, future, hypothetical = flags(verb)
        return Draft(
            verb.i, words, verb.lemma_.lower(), ANY, set(inside), phrase_of(found.head, set(words) | set(inside)),
            marked=[number], negated=negated, future=future, hypothetical=hypothetical, basis="verb beside a quotation",
        )  # fmt: skip
    return None


def scripted(sheet: Sheet, number: int) -> Draft | None:
    """Draft `Name: "..."`, `"..." - Name` and the shot list's `NAME SAYING: "..."`."""
    doc, stretch = sheet.doc, sheet.stretches[number]
    before, after = doc.text[: stretch.start], doc.text[stretch.end :]
    shot = CAPITALS.search(before)
    if shot:
        source = tokens_in(doc, shot.start(1), shot.end(1))
        cue = tokens_in(doc, shot.start(2), shot.end(2))
        return Draft(cue[0], cue, "say", ANY, set(sheet.tokens[number]), source, marked=[number], basis="shot list")
    named = NAMED.match(before)
    if named and sheet.words(number) >= 3:
        source = tokens_in(doc, named.start(1), named.end(1))
        colon = [t.i for t in doc if t.text == ":" and t.idx < stretch.start][-1:]
        if source and colon and (doc[source[-1]].pos_ in ("PROPN", "NOUN") or doc[source[-1]].text == ")"):
            return Draft(colon[0], colon, ":", ANY, set(sheet.tokens[number]), source, marked=[number], basis="name and colon")
    signed = SIGNED.match(after)
    if signed and not before.strip() and len(after) < 120:
        start = stretch.end + signed.end()
        source = tokens_in(doc, start, start + len(re.split(r"[,;(]", doc.text[start:])[0].rstrip(" .")))
        cue = tokens_in(doc, stretch.end, start)
        if source and cue:
            return Draft(cue[0], cue, "-", ANY, set(sheet.tokens[number]), source, marked=[number], basis="dash and name")
    return None


def tokens_in(doc: Any, start: int, end: int) -> list[int]:
    """Return the indices of the non-blank tokens that lie in [start, end) of the paragraph."""
    return [t.i for t in doc if t.idx < end and t.idx + len(t) > start and not t.is_space]


def previous_draft(drafts: list[Draft], sheet: Sheet, number: int) -> tuple[Draft, bool] | None:
    """Return the attribution that a stretch continues, and whether nothing stands between them but punctuation."""
    first = sheet.first(number)
    done = [d for d in drafts if d.inside is None and d.content and d.source and max([*d.content, *d.cue]) < first]
    done = [d for d in done if d.verb < first]
    if not done:
        return None
    doc = sheet.doc
    ends = [doc[max([*d.content, *d.cue, *d.source])].sent.end for d in done]
    final = [d for d, end in zip(done, ends, strict=True) if end == max(ends)]
    last = max(final, key=lambda d: (bool(d.marked), d.verb))
    sentence_end = max(ends)
    between = [t for t in doc[min(sentence_end, first) : first] if not t.is_punct and not t.is_space]
    return last, not between


def trim_after(draft: Draft, sheet: Sheet, number: int) -> None:
    """Drop from direct speech after its cue what the parser added behind the closing mark (`said, "...," when asked`)."""
    doc, first, last = sheet.doc, sheet.first(number), sheet.last(number)
    if draft.verb > first or not sheet.stretches[number].closed or sheet.words(number) < 2:
        return
    lead = [i for i in draft.content if i < first and any(c.isalnum() for c in doc[i].text)]
    opened = first > 0 and doc[first - 1].text in (",", ":")
    ended = last > 0 and doc[last - 1].text in (",", ".", "!", "?")
    if not lead and opened and ended:
        draft.content = {i for i in draft.content if i <= last or sheet.holder[i] is not None}


def beside(draft: Draft, sheet: Sheet, number: int) -> list[int]:
    """Return the words of a source that the parse did not see: `"...," X said`, `"...," said X`."""
    doc, last = sheet.doc, sheet.last(number)
    if draft.verb < last:
        start = draft.verb
        while start > 0 and doc[start - 1].pos_ in ("PROPN", "NOUN", "PRON", "ADJ", "DET", "ADV", "AUX") and sheet.holder[start - 1] is None:
            start -= 1
        words = list(range(start, draft.verb))
    elif draft.cue[0] - last <= 2:
        end = draft.cue[-1] + 1
        while end < len(doc) and doc[end].pos_ in ("PROPN", "NOUN", "PRON", "ADJ", "DET") and sheet.holder[end] is None:
            end += 1
        words = list(range(draft.cue[-1] + 1, end))
    else:
        words = list(range(last + 1, draft.cue[0]))
        comma = next((i for i in words[1:] if doc[i].text in (",", "(")), None)
        words = [i for i in words if comma is None or i < comma] if len(words) <= 30 else []
    while words and doc[words[-1]].pos_ not in ("PROPN", "NOUN", "PRON"):
        words.pop()
    while words and (doc[words[0]].is_punct or doc[words[0]].pos_ in ("ADV", "AUX", "CCONJ")):
        words.pop(0)
    return words if any(doc[i].pos_ in ("PROPN", "NOUN", "PRON") for i in words) else []


def attach(drafts: list[Draft], sheet: Sheet) -> tuple[list[Draft], list[int]]:
    """Give each marked stretch of a paragraph to its attribution.

    Returns the drafts, new ones among them, and the numbers of full quotations that nothing in the paragraph claims.
    """
    drafts = list(drafts)
    for draft in drafts:
        draft.inside = sheet.holder[draft.verb]
        if draft.inside is not None:
            room = sheet.tokens[draft.inside]
            draft.content &= room
            draft.source = [i for i in draft.source if i in room]
        elif draft.source and any(sheet.holder[i] is not None and is_full(sheet, sheet.holder[i]) for i in draft.source):
            draft.source = []
    unclaimed = []
    for number in range(len(sheet.stretches)):
        owners = overlapping(drafts, sheet, number)
        if not owners and not is_full(sheet, number):
            owners = [d for d in drafts if d.inside is None and 0 < sheet.first(number) - max(d.cue) <= 2 and not d.content]
            if not owners:
                continue
        if not owners:
            script = scripted(sheet, number)
            if script is not None:
                drafts.append(script)
                continue
            near = nearest(drafts, sheet, number)
            owners = [near] if near is not None else []
        if not owners:
            before = previous_draft(drafts, sheet, number)
            colon = sheet.doc.text[: sheet.stretches[number].start].rstrip().endswith(":")
            if before is not None and before[1] and (before[0].marked or colon):
                owners = [before[0]]
            elif before is not None and before[1]:
                drafts.append(floating(before[0], sheet, number))
                continue
        if not owners:
            governed = governor(drafts, sheet, number)
            if governed is not None:
                drafts.append(governed)
            else:
                unclaimed.append(number)
            continue
        for draft in owners:
            widen(draft, sheet, number)
            trim_after(draft, sheet, number)
            if not draft.source and is_full(sheet, number):
                draft.source = beside(draft, sheet, number)
                draft.content -= set(draft.source)
                draft.basis += "; words beside the cue" if draft.source else ""
    return drafts, unclaimed


def floating(before: Draft, sheet: Sheet, number: int) -> Draft:
    """Draft a quotation without cue of its own, by the speaker of the attribution right before it."""
    return Draft(
        sheet.first(number), [], "", ANY, set(sheet.tokens[number]), list(before.source), list(before.via),
        marked=[number], basis="floating: speaker of the attribution before",
    )  # fmt: skip

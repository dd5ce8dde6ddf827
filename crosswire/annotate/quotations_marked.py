"""Quotation marks against the parse: every marked stretch goes to the attribution it belongs to.

In direct speech the parse often sees only the last clause; the marks show the whole of it.
"""

import re
from dataclasses import dataclass
from typing import Any

from crosswire.annotate.cues import ANY
from crosswire.annotate.marks import Marked
from crosswire.annotate.quotations_clauses import Draft, cue_words, flags
from crosswire.annotate.quotations_lookalikes import NAMING
from crosswire.annotate.quotations_sources import child, find_source, phrase_of
from crosswire.model.folding import word_set

LONG = 5
"""Words from which a marked stretch is a quotation wherever it stands; shorter ones need a place or an end that shows it."""

GAP = 15
"""Tokens between a content and a marked stretch of the same sentence that are taken to be said as well."""

REACH = 300
"""Tokens between a quotation and its cue at most."""

WORDINGS = word_set(
    "answer reply response message verdict order advice warning comment question explanation word retort plea appeal"
)
"""Nouns of what is said, that a quotation follows ("Her answer was short: ...")."""

LABEL = 80
"""Most characters of a label before a colon that is read as a speaker's name."""
SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z])")
SIGNED = re.compile(r"^\s*(?:[—–―‒]|-{1,2})\s*(?=[A-Z])")
CAPITALS = re.compile(r"((?:[A-Z][A-Z.'’\-]*\s+)+)(SAYS|SAYING|SAID|ADDING)\s*[:,]?\s*$")
TERMINAL = ".!?,…;—–-"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paragraph prepared: its tokens, marked stretches, the tokens of each, and for each token the stretch that holds it (or None),
    and its text (which spaCy would join anew each time)."""

    doc: Any
    stretches: tuple[Marked, ...]
    tokens: tuple[frozenset[int], ...]
    holder: tuple[int | None, ...]
    text: str

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
    place = 0
    places = [(t.idx, t.idx + len(t), t.i) for t in doc]
    for stretch in stretches:
        while place < len(places) and places[place][1] <= stretch.start:
            place += 1
        end = place
        while end < len(places) and places[end][0] < stretch.end:
            end += 1
        inside = frozenset(i for _, _, i in places[place:end])
        if any(c.isalnum() for i in inside for c in doc[i].text):
            kept.append(stretch)
            tokens.append(inside)
    holder: list[int | None] = [None] * len(doc)
    for number, inside in enumerate(tokens):
        for i in inside:
            holder[i] = number
    return Sheet(doc, tuple(kept), tuple(tokens), tuple(holder), doc.text)


def is_full(sheet: Sheet, number: int) -> bool:
    """Whether a stretch is a quotation by itself rather than a quoted word or title."""
    stretch = sheet.stretches[number]
    text = sheet.text
    inner = text[stretch.start : stretch.end].strip("\"“”„«»'‘’`").rstrip()
    words = sheet.words(number)
    if words < 2:
        return False
    before = text[max(0, stretch.start - LABEL) : stretch.start].rstrip()
    placed = not before or before[-1] in '.!?:,”"' or before.endswith("--") or before[-1] in "—–"
    ended = (bool(inner) and inner[-1] in TERMINAL) or not stretch.closed
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


def set_off(sheet: Sheet, number: int) -> bool:
    """Whether a stretch stands as speech does: after a colon or comma, or with its own end inside the marks or right behind them at the start
    of a sentence. A title in the middle of a sentence does not ("They danced to "Kiss Me" until ...")."""
    stretch, text = sheet.stretches[number], sheet.text
    before = text[: stretch.start].rstrip()
    inner = text[stretch.start : stretch.end].rstrip("\"”’'»“ ")
    if not stretch.closed or inner[-1:] in TERMINAL or before[-1:] in (":", ","):
        return True
    fresh = not before or before[-1] in '.!?"”'
    return (fresh and text[stretch.end : stretch.end + 1] in (",", "—", "–")) or (before[-1:] in "—–" and bool(before))


def governor(drafts: list[Draft], sheet: Sheet, number: int) -> Draft | None:
    """Draft an attribution by a verb outside the table that governs a full quotation or stands right beside it."""
    inside = sheet.tokens[number]
    if not set_off(sheet, number):
        return None
    heads = [sheet.doc[i].head for i in sorted(inside) if sheet.doc[i].head.i not in inside]
    heads += [t for t in (sheet.doc[i] for i in sorted(inside)) if t.dep_ in ("ccomp", "parataxis")]
    for head in heads:
        verb = head
        if verb.pos_ not in ("VERB", "AUX") or verb.lemma_ == "be" or sheet.holder[verb.i] is not None:
            continue
        if any(d.verb == verb.i for d in drafts) or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
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


def shot_list(sheet: Sheet, number: int) -> Draft | None:
    """Draft the shot list's `NAME SAYING: "..."`, whose capitals the parser does not understand."""
    before = sheet.text[: sheet.stretches[number].start]
    shot = CAPITALS.search(before, max(0, len(before) - 2 * LABEL))
    if shot is None:
        return None
    source = tokens_in(sheet.doc, shot.start(1), shot.end(1))
    cue = tokens_in(sheet.doc, shot.start(2), shot.end(2))
    return Draft(cue[0], cue, "say", ANY, set(sheet.tokens[number]), source, marked=[number], basis="shot list")


def scripted(sheet: Sheet, number: int) -> Draft | None:
    """Draft `Name: "..."` and `"..." - Name`."""
    doc, stretch = sheet.doc, sheet.stretches[number]
    before, after = sheet.text[: stretch.start], sheet.text[stretch.end :]
    label = before.rstrip()
    start = max([0, *(m.end() for m in SENTENCE_END.finditer(label))])
    ended = sheet.text[: stretch.end - stretch.closed].rstrip()[-1:] in TERMINAL
    if label.endswith(":") and len(label) - start <= LABEL and sheet.words(number) >= (2 if ended else 3):
        source = tokens_in(doc, start, len(label) - 1)
        about = next((k for k, i in enumerate(source) if k and doc[i].lower_ == "on" and doc[i].pos_ == "ADP"), None)
        source = source[:about]  # "Marran on the fleet: ..."
        cue = [t.i for t in doc if t.idx == len(label) - 1]
        if source and doc[source[0]].lower_ in ("said", "says", "asked", "added", "wrote", "replied"):
            cue = [source.pop(0)]  # "Said Marran: ..."
        if cue and is_name(doc, source):
            return Draft(
                cue[0],
                cue,
                doc[cue[0]].lemma_.lower(),
                ANY,
                set(sheet.tokens[number]),
                source,
                marked=[number],
                basis="name and colon",
            )
    signed = SIGNED.match(after)
    if signed and not before.strip() and len(after) < 120:
        start = stretch.end + signed.end()
        source = tokens_in(doc, start, start + len(re.split(r"[,;(]", sheet.text[start:])[0].rstrip(" .")))
        cue = tokens_in(doc, stretch.end, start)
        if source and cue:
            return Draft(
                cue[0], cue, "-", ANY, set(sheet.tokens[number]), source, marked=[number], basis="dash and name"
            )
    return None


def is_name(doc: Any, indices: list[int]) -> bool:
    """Whether some tokens are a name with title: up to ten words without a verb, the last a noun or a bracket."""
    if (
        not indices
        or len(indices) > 10
        or any(doc[i].pos_ in ("VERB", "AUX") or doc[i].text in ".;!?" for i in indices)
    ):
        return False
    return doc[indices[-1]].pos_ in ("PROPN", "NOUN") or doc[indices[-1]].text == ")"


def tokens_in(doc: Any, start: int, end: int) -> list[int]:
    """Return the indices of the non-blank tokens that lie in [start, end) of the paragraph."""
    return [t.i for t in doc if t.idx < end and t.idx + len(t) > start and not t.is_space]


def previous_draft(drafts: list[Draft], sheet: Sheet, number: int) -> Draft | None:
    """Return the attribution right before a stretch, with nothing but punctuation between its sentence and the stretch, or None."""
    doc, first = sheet.doc, sheet.first(number)
    done = [d for d in drafts if d.content and d.source and d.verb < first and max([*d.content, *d.cue]) < first]
    if not done:
        return None
    ends = [doc[max([*d.content, *d.cue, *d.source])].sent.end for d in done]
    if any(not t.is_punct and not t.is_space for t in doc[min(max(ends), first) : first]):
        return None
    final = [d for d, end in zip(done, ends, strict=True) if end == max(ends)]
    return max(final, key=lambda d: (bool(d.marked), d.verb))


def trim_after(draft: Draft, sheet: Sheet, number: int) -> None:
    """Drop from direct speech after its cue what the parser added behind the closing mark (`said, "...," when asked`)."""
    doc, first, last = sheet.doc, sheet.first(number), sheet.last(number)
    if draft.verb > first or not sheet.stretches[number].closed or sheet.words(number) < 2:
        return
    lead = [i for i in draft.content if i < first and any(c.isalnum() for c in doc[i].text)]
    opened = first > 0 and (doc[first - 1].text in (",", ":") or first - 1 in draft.cue)
    ended = last > 0 and doc[last - 1].text in (",", ".", "!", "?")
    joined = (
        last + 1 < len(doc)
        and doc[last + 1].lower_ in ("and", "but", "when", "after", "before")
        and sheet.words(number) >= LONG
    )
    if not lead and opened and (ended or joined):
        draft.content = {i for i in draft.content if i <= last or sheet.holder[i] is not None}


def beside(draft: Draft, sheet: Sheet, number: int) -> list[int]:
    """Return the words of a source that the parse did not see: `"...," X said`, `"...," said X`."""
    doc, last = sheet.doc, sheet.last(number)
    if not draft.cue:
        return []
    if draft.verb < last:
        start = draft.verb
        while (
            start > 0
            and doc[start - 1].pos_ in ("PROPN", "NOUN", "PRON", "ADJ", "DET", "ADV", "AUX")
            and sheet.holder[start - 1] is None
        ):
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


def within_reach(drafts: list[Draft], sheet: Sheet, number: int) -> list[Draft]:
    """Return the drafts outside marks whose cue stands within REACH tokens of a stretch: keeps the time linear in the text."""
    first, last = sheet.first(number) - REACH, sheet.last(number) + REACH
    return [d for d in drafts if d.inside is None and first <= d.verb <= last]


def attach(drafts: list[Draft], sheet: Sheet) -> tuple[list[Draft], list[int]]:
    """Give each marked stretch of a paragraph to its attribution.

    Returns the drafts, new ones among them, and the numbers of full quotations that nothing in the paragraph claims.
    """
    drafts = [settle(d, sheet) for d in drafts]
    unclaimed = []
    for number in range(len(sheet.stretches)):
        shot = shot_list(sheet, number)
        if shot is not None:
            drafts = [d for d in drafts if not set(d.cue) & set(shot.cue)] + [shot]
            continue
        owners, made = find_owners(within_reach(drafts, sheet, number), sheet, number)
        if made is not None:
            drafts.append(made)
        elif not owners and is_full(sheet, number):
            unclaimed.append(number)
        for draft in owners:
            take_in(draft, sheet, number)
    return drafts, unclaimed


def settle(draft: Draft, sheet: Sheet) -> Draft:
    """Note which stretch holds a draft's cue; what is said inside a quotation stays inside it."""
    draft.inside = sheet.holder[draft.verb]
    if draft.inside is not None:
        room = sheet.tokens[draft.inside]
        draft.content &= room
        if not draft.source or max(draft.source) + 1 != min(room):  # her grandfather "always insisted that ..."
            draft.source = [i for i in draft.source if i in room]
        if any(sheet.doc[i].lower_ in ("i", "we", "you") for i in draft.source) and not tells_of_telling(draft, sheet):
            draft.source = []
    elif draft.source and all(sheet.holder[i] is not None for i in draft.source):
        draft.source = []
    return draft


def tells_of_telling(draft: Draft, sheet: Sheet) -> bool:
    """Whether a cue with "I", "we" or "you" inside a quotation reports an earlier telling ("I told them that ..."), rather than "I ask you"."""
    return draft.entry.speech and sheet.doc[draft.verb].tag_ in ("VBD", "VBN")


def find_owners(around: list[Draft], sheet: Sheet, number: int) -> tuple[list[Draft], Draft | None]:
    """Return the drafts to which a stretch belongs, or a new draft that holds it, by the first rule that fits.

    The parse; a cue right before a few words; a script's form; the nearest cue of its sentence; what it continues; a verb outside the
    table; the narration before it.
    """
    owners = overlapping(around, sheet, number)
    if owners:
        return owners, None
    first, start = sheet.first(number), sheet.stretches[number].start
    if not is_full(sheet, number):
        short = [d for d in around if d.cue and 0 < first - max(d.cue) <= 2 and not d.content]
        return [d for d in short if d.entry.takes("quote") or d.entry.takes("oprd") or d.entry.takes("obj")], None
    script = scripted(sheet, number) or worded(sheet, number)
    if script is not None:
        return [], script
    near = nearest(around, sheet, number)
    if near is not None:
        return [near], None
    before = previous_draft(around, sheet, number)
    if before is not None:
        colon = sheet.text[max(0, start - LABEL) : start].rstrip().endswith(":")
        filled = fills_up(before, sheet, number)
        if before.marked or colon or filled:
            return [before], None
        return [], floating(before, sheet, number)
    if first > 0 and sheet.doc[first - 1].tag_ == "VBN" and sheet.doc[first - 1].lemma_ in NAMING:
        return [], None  # "a song called ...": a title
    return [], governor(around, sheet, number) or narrated(around, sheet, number)


def take_in(draft: Draft, sheet: Sheet, number: int) -> None:
    """Make a stretch part of a draft's content; look beside the cue for a source that the parse did not give."""
    widen(draft, sheet, number)
    trim_after(draft, sheet, number)
    if not draft.source and is_full(sheet, number):
        draft.source = beside(draft, sheet, number)
        draft.content -= set(draft.source)
        draft.basis += "; source: words beside the cue" if draft.source else ""


def fills_up(before: Draft, sheet: Sheet, number: int) -> bool:
    """Take the words between a content and a later marked stretch of its sentence into the content; return whether it was so."""
    first = sheet.first(number)
    end = max([*before.content, *before.source, *before.cue])
    if before.verb < sheet.doc[first].sent.start or first - end > GAP:
        return False
    before.content |= set(range(end + 1, first)) - set(before.source) - set(before.via)
    return True


def narrated(drafts: list[Draft], sheet: Sheet, number: int) -> Draft | None:
    """Draft a quotation that stands after a sentence of narration: by the person that the sentence is about, else by the last speaker."""
    doc, first = sheet.doc, sheet.first(number)
    if first == 0 or not doc[first].is_sent_start or sheet.words(number) < LONG:
        return None
    subject = next((c for c in doc[first - 1].sent.root.children if c.dep_ == "nsubj"), None)
    if (
        subject is not None
        and sheet.holder[subject.i] is None
        and (subject.tag_ == "NNP" or subject.lower_ in ("he", "she"))
    ):
        source = phrase_of(subject, set())
        return Draft(
            first,
            [],
            "",
            ANY,
            set(sheet.tokens[number]),
            source,
            marked=[number],
            basis="floating: subject of the sentence before",
        )
    spoken = [d for d in drafts if d.inside is None and d.source and d.verb < first and d.marked]
    return floating(spoken[-1], sheet, number) if spoken else None


def worded(sheet: Sheet, number: int) -> Draft | None:
    """Draft a quotation that a noun announces: `Marran's answer was short: "..."`, `The reply from Osk came at noon. "..."`."""
    doc, first = sheet.doc, sheet.first(number)
    if first < 3:
        return None
    colon = any(t.text == ":" for t in doc[first - 2 : first])
    if not colon and not doc[first].is_sent_start:
        return None
    clause = doc[first - 1].sent
    for noun in clause:
        if (
            noun.i >= first
            or noun.lemma_.lower() not in WORDINGS
            or noun.dep_ not in ("nsubj", "nsubjpass", "ROOT", "attr")
        ):
            continue
        if sheet.holder[noun.i] is not None or (noun.dep_ == "attr" and not colon):
            continue
        whose = child(noun, "poss")
        if whose is None:
            of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "from", "by")), None)
            whose = child(of, "pobj") if of is not None else None
        if whose is not None:
            source = phrase_of(whose, {noun.i})
            return Draft(
                noun.i, [noun.i], noun.lemma_.lower(), ANY, set(sheet.tokens[number]), source,
                marked=[number], basis="noun before a quotation",
            )  # fmt: skip
    return None


def floating(before: Draft, sheet: Sheet, number: int) -> Draft:
    """Draft a quotation without cue of its own, by the speaker of the attribution right before it."""
    return Draft(
        sheet.first(number), [], "", ANY, set(sheet.tokens[number]), list(before.source), list(before.via),
        marked=[number], basis="floating: speaker of the attribution before",
    )  # fmt: skip

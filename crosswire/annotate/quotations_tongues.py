"""Quotations in German, French, Russian, Spanish, Italian, Portuguese, Dutch and Polish: by marks, verbs of saying and names, without a parser.

Found is what stands plainly: words in marks with a verb of saying beside them or a colon before them, and reported speech behind "that" (in German
also behind a comma). Precision comes first: what has no such verb beside it is left alone, and so is what was not said ("sagte nicht").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crosswire.annotate._nlp import Parsed
from crosswire.annotate.marks import Marked, pair_marks
from crosswire.annotate.tongues import (
    Name,
    Token,
    Tongue,
    find_names,
    find_sentences_between,
    find_tokens,
    full_names,
    load_tongues,
)
from crosswire.model import Document, Mention, Quotation, Span, make_id

FEWEST = 3
FEWEST_BEFORE = 2
"""Words that a content needs; in marks before a verb of saying, where there is no doubt that it is speech."""
BESIDE = 4
"""Words at most between a closing mark and its verb ("..., Werther sagte"), a verb and its "that", or a verb and its comma in German."""
AROUND = 2
"""Words before a verb among which a "not" undoes it, or a pronoun is its subject."""
PHRASE = 6
"""Words of a source without a name."""
STOPS = ",;:.!?—–()"
DASH = re.compile(r"[,.!?]?\s+[—–-]\s+(\w+)")
"""A dash and the word behind it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: its text's place in the paragraph, the marked stretches that begin in it, its words outside of them, and the names among these."""

    start: int
    end: int
    stretches: tuple[Marked, ...]
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]


@dataclass(slots=True)
class Attribution:
    """What one verb of saying attributes. content: places in the paragraph. source: tokens first to last, or None. marked: the content is in marks."""

    cue: int
    content: list[Span]
    source: tuple[int, int] | None
    who: Name | None
    marked: bool


def tongue_of(document: Document) -> Tongue | None:
    """Return the words of a document's language where they are known and it is not English, else None."""
    stated = (document.header.language.value or "").replace("_", "-").split("-")[0].lower()
    return load_tongues().get(stated)


def find_quotations_abroad(
    document: Document, parsed: Parsed, tongue: Tongue, mentions: Sequence[Mention]
) -> tuple[tuple[Quotation, ...], tuple[Mention, ...]]:
    """Find who said what in a document of another language than English; `parsed` gives its paragraphs only.

    Returns the quotations by place, and the mentions with those of the speakers added, which replace what overlaps them. Offsets are code points
    of `document.text`.
    """
    pages = [(p.start, p.where, p.text, read_sentences(p.text, tongue)) for p in parsed.paragraphs]
    known = full_names(n for _, _, _, page in pages for sentence in page for n in sentence.names)
    quotations: list[Quotation] = []
    speakers: list[Mention] = []
    last: Mention | None = None
    for start, where, text, page in pages:
        running = False
        for sentence in page:
            if running and not sentence.tokens and sentence.stretches:
                quotations[-1] = add_stretches(document, quotations[-1], sentence, start)
                continue
            running = False
            for found in attribute(sentence, text, tongue, known):
                running = found.marked
                source = place(sentence, found.source, start)
                speaker = mention_of(document, sentence, found, source, where, tongue, known, last)
                if speaker is not None:
                    speakers.append(speaker)
                    last = speaker if speaker.entity else last
                quotations.append(make_quotation(document, sentence, found, source, start, where, tongue))
    own = {m.id: m for m in speakers}
    spans = [(m.start, m.end) for m in own.values()]
    kept = [m for m in mentions if is_plain(m) and not any(a < m.end and m.start < b for a, b in spans)]
    every = sorted([*kept, *own.values()], key=lambda m: (m.start, -m.end, m.id))
    return tuple(sorted({q.id: q for q in quotations}.values(), key=lambda q: (q.content, q.cue, q.id))), tuple(every)


def is_plain(mention: Mention) -> bool:
    """Whether a mention that was read as if the text were English holds: a table knows it, or it has two words ("Uhr" is no body)."""
    return mention.country is not None or (mention.kind == "name" and " " in (mention.name or ""))


def add_stretches(document: Document, quotation: Quotation, said: Said, start: int) -> Quotation:
    """Return a quotation with the marked stretches of the sentence behind it, which holds nothing else."""
    content = (*quotation.content, *((start + s.start, start + s.end) for s in said.stretches))
    words = " … ".join(document.text[a:b] for a, b in content)
    marks = [[list(s) for s in spans] for spans in (content, quotation.cue)]
    return replace(quotation, id=make_id("q", document.id, *marks, quotation.type), content=content, text=words)


def read_sentences(text: str, tongue: Tongue) -> list[Said]:
    """Cut a paragraph into sentences."""
    stretches = [part for s in pair_marks(text)[0] for part in divide(s, text, tongue)] or begun_by_dash(text, tongue)
    out = []
    for start, end in find_sentences_between(text, stretches):
        mine = tuple(s for s in stretches if start <= s.start < end)
        tokens = tuple(
            t for t in find_tokens(text, start, end) if not any(s.start <= t.start < s.end for s in stretches)
        )
        out.append(Said(start, end, mine, tokens, tuple(find_names(tokens, text, tongue))))
    return out


def divide(stretch: Marked, text: str, tongue: Tongue) -> list[Marked]:
    """Return the parts of a stretch into which a verb of saying is put between dashes ("«We wait, - said Berel, - and we hope»")."""
    begins = [m for m in DASH.finditer(text, stretch.start, stretch.end) if m[1].lower() in tongue.cue]
    if not begins:
        return [stretch]
    ends = re.search(r"[,.!?]\s+[—–-]\s+", text[begins[0].end() : stretch.end])
    parts = [Marked(stretch.start, begins[0].start(1) - len(text[begins[0].start() : begins[0].start(1)].lstrip(",")))]
    if ends:
        parts.append(Marked(begins[0].end() + ends.end(), stretch.end, stretch.closed))
    return parts


def begun_by_dash(text: str, tongue: Tongue) -> list[Marked]:
    """Return the stretch between the dash that begins a paragraph and the one before a verb of saying ("- We stay, - said Olsen"), or nothing."""
    opening = re.match(r"[—–-]\s+", text)
    closing = next((m for m in DASH.finditer(text) if m[1].lower() in tongue.cue and m.start() > 0), None)
    return [Marked(opening.end(), closing.start())] if opening and closing and closing.start() > opening.end() else []


def attribute(said: Said, text: str, tongue: Tongue, known: dict[str, tuple[str, ...]]) -> Iterator[Attribution]:
    """Yield what the verbs of saying of one sentence attribute; each marked stretch once."""
    taken: set[int] = set()
    for at, token in enumerate(said.tokens):
        if token.low not in tongue.cue | tongue.deny | tongue.by or is_undone(said, at, tongue):
            continue
        content, marked = find_content(said, text, at, tongue, taken)
        if not content:
            continue
        source, who = find_source(said, text, at, content, tongue, known)
        if source is not None:
            yield Attribution(at, content, source, who, marked)


def is_undone(said: Said, at: int, tongue: Tongue) -> bool:
    """Whether a "not" stands right before a verb, or right behind it."""
    return any(t.low in tongue.no for t in (*said.tokens[max(0, at - AROUND) : at], *said.tokens[at + 1 : at + 2]))


def find_content(said: Said, text: str, at: int, tongue: Tongue, taken: set[int]) -> tuple[list[Span], bool]:
    """Return the places of what a verb attributes, and whether they are in marks; changes `taken`, the numbers of stretches given away."""
    cue = said.tokens[at]
    free = [n for n in range(len(said.stretches)) if n not in taken]
    reported = (told_by if cue.low in tongue.by else find_reported)(said, text, at, tongue)
    if reported:
        taken.update(n for n in free if said.stretches[n].start >= reported[0][0])
        return reported, False
    before = [n for n in free if said.stretches[n].end <= cue.start and is_close(said, text, n, at, tongue)]
    after = [n for n in free if said.stretches[n].start >= cue.end and opens_speech(said, text, n, at)]
    chosen = before[-1:] or after[:1]
    if not chosen or cue.low in tongue.deny:
        return [], False
    number = chosen[0]
    more = [n for n in free if n > number and said.stretches[n].start > cue.end] if before else []
    words = {n: len(list(find_tokens(text, said.stretches[n].start, said.stretches[n].end))) for n in [number, *more]}
    if sum(words.values()) < (FEWEST_BEFORE if before else FEWEST):
        return [], False
    taken.update(words)
    return [(said.stretches[n].start, said.stretches[n].end) for n in words], True


def is_close(said: Said, text: str, number: int, at: int, tongue: Tongue) -> bool:
    """Whether a verb follows a closing mark: at once, or with its auxiliary, pronoun or the speaker's name between."""
    end, cue = said.stretches[number].end, said.tokens[at]
    between = [t for t in said.tokens[:at] if t.start >= end]
    named = [t for t in between if t.cap or tongue.is_title(t.low)]
    small = tongue.link | tongue.he | tongue.she | tongue.the
    plain = all(t in named or t.low in small for t in between)
    return plain and len(between) <= BESIDE and not set(text[end : cue.start]) & set(";:()")


def opens_speech(said: Said, text: str, number: int, at: int) -> bool:
    """Whether a stretch behind a verb is what it attributes: a colon stands before it, or the verb with a comma at most."""
    start, cue = said.stretches[number].start, said.tokens[at]
    lead = text[cue.end : start].strip(" \u00a0—–-")
    return text[:start].rstrip(" \u00a0—–-").endswith(":") or lead in ("", ",")


def find_reported(said: Said, text: str, at: int, tongue: Tongue) -> list[Span]:
    """Return the place of the reported speech behind a verb: from "that", or in German from a comma, to the sentence's end; or nothing."""
    following = said.tokens[at + 1 : at + 2 + BESIDE]
    that = next((t for t in following if t.low in tongue.that), None)
    start = None
    if that is not None and text[said.tokens[at].end : that.start].count(",") <= 1:
        start = that.end
    elif tongue.code == "de":
        comma = text.find(",", said.tokens[at].end, said.end)
        between = [t for t in said.tokens[at + 1 :] if t.start < comma]
        clear = comma >= 0 and not has_stretch(said, said.tokens[at].end, comma)
        start = comma + 1 if clear and len(between) <= BESIDE and not has_marks_before(said, at) else None
    return to_end(said, text, start)


def told_by(said: Said, text: str, at: int, tongue: Tongue) -> list[Span]:
    """Return the place of what "according to X, ..." tells at the beginning of a sentence, or nothing."""
    comma = text.find(",", said.tokens[at].end, said.end)
    return to_end(said, text, comma + 1) if at == 0 and comma > 0 and not has_stretch(said, 0, comma) else []


def has_stretch(said: Said, start: int, end: int) -> bool:
    """Whether a marked stretch begins in [start, end)."""
    return any(start <= s.start < end for s in said.stretches)


def to_end(said: Said, text: str, start: int | None) -> list[Span]:
    """Return [start, end of the sentence) without the blanks and stops around, or nothing where it holds too few words."""
    if start is None:
        return []
    while start < said.end and text[start] in " \u00a0'’":
        start += 1
    end = said.end
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".!?…"):
        end -= 1
    return [(start, end)] if len(list(find_tokens(text, start, end))) >= FEWEST else []


def has_marks_before(said: Said, at: int) -> bool:
    """Whether a marked stretch stands before a verb: the comma behind it then opens no speech."""
    return any(s.end <= said.tokens[at].start for s in said.stretches)


def find_source(
    said: Said, text: str, at: int, content: Sequence[Span], tongue: Tongue, known: dict[str, tuple[str, ...]]
) -> tuple[tuple[int, int] | None, Name | None]:
    """Return the tokens (first, last) of who says it, and the name among them, or None where there is none."""
    cue = said.tokens[at]
    near = [i for i in range(max(0, at - AROUND), min(len(said.tokens), at + 2)) if i != at]
    pronoun = next(
        (i for i in near if said.tokens[i].low in tongue.he | tongue.she and joined(said, text, i, at)), None
    )
    if pronoun is not None:
        return (pronoun, pronoun), None
    behind = content[0][1] <= cue.start
    after = [
        n
        for n in said.names
        if n.first > at and reaches(said, text, at, n) and (behind or said.tokens[n.first].start < content[0][0])
    ]
    before = [n for n in said.names if n.last < at]
    forward = behind or cue.low in tongue.by
    beside = [n for n in after if is_beside(said, n, at, tongue)]
    ordered = [*after, *reversed(before)] if forward else [*beside, *before]
    usable = [n for n in ordered if n.first == 0 or said.tokens[n.first - 1].low not in tongue.of or n in beside]
    name = next((n for n in usable if len(n.words) > 1 or n.words[-1] in known), None) or next(
        (
            n
            for n in usable
            if n.first and said.tokens[n.first - 1].low not in tongue.the and is_beside(said, n, at, tongue)
        ),
        None,
    )
    if name is not None:
        return (name.first, name.last), name
    return phrase(said, text, at, forward), None


def joined(said: Said, text: str, one: int, other: int) -> bool:
    """Whether nothing but blanks, hyphens and marks of quotation stands between two words of a sentence."""
    first, last = said.tokens[min(one, other)], said.tokens[max(one, other)]
    return not set(text[first.end : last.start]) & set(STOPS)


def reaches(said: Said, text: str, at: int, name: Name) -> bool:
    """Whether a name behind a verb stands before the next marked stretch and the end of what the verb belongs to."""
    start = said.tokens[name.first].start
    return not any(said.tokens[at].end <= s.start < start for s in said.stretches) and not set(
        text[said.tokens[at].end : start]
    ) & set(";:.!?—")


def is_beside(said: Said, name: Name, at: int, tongue: Tongue) -> bool:
    """Whether a name stands beside a verb, with nothing but titles and articles between."""
    first, last = (at + 1, name.first) if name.first > at else (name.last + 1, at)
    small = tongue.the | tongue.link | tongue.of
    return all(t.low in small or tongue.is_title(t.low) for t in said.tokens[first:last])


def phrase(said: Said, text: str, at: int, forward: bool) -> tuple[int, int] | None:
    """Return the words beside a verb up to a comma or stop, as a source that is not named; None where there are none, or too many."""
    step, edge = (1, len(said.tokens)) if forward else (-1, -1)
    taken: list[int] = []
    for i in range(at + step, edge, step):
        if not joined(said, text, i, i - step):
            break
        taken.append(i)
    return (min(taken), max(taken)) if 0 < len(taken) <= PHRASE else None


def place(said: Said, source: tuple[int, int] | None, start: int) -> Span | None:
    """Return the place of a source in the document."""
    return (start + said.tokens[source[0]].start, start + said.tokens[source[1]].end) if source else None


def mention_of(
    document: Document,
    said: Said,
    found: Attribution,
    source: Span | None,
    where: str,
    tongue: Tongue,
    known: dict[str, tuple[str, ...]],
    last: Mention | None,
) -> Mention | None:
    """Return the mention of a speaker who is named, or whom a pronoun means: who spoke last. None where there is neither."""
    if source is None:
        return None
    made = Mention(make_id("m", document.id, *source), *source, "name", "person", where=where)
    if found.who is None:
        low = said.tokens[found.source[0]].low if found.source else ""
        if last is None or low not in tongue.he | tongue.she:
            return None
        gender = "m" if low in tongue.he else "f"
        return replace(
            made, kind="pronoun", entity=last.entity, basis="pronoun: last speaker", gender=gender, type=last.type
        )
    words = found.who.words
    full = known.get(words[-1], words) if len(words) == 1 else words
    basis = "name" if full == words else f"surname of {' '.join(full)}"
    return replace(made, name=" ".join(words), entity=f"person:{' '.join(full).lower()}", basis=basis)


def make_quotation(
    document: Document, said: Said, found: Attribution, source: Span | None, start: int, where: str, tongue: Tongue
) -> Quotation:
    """Return the record of an attribution."""
    content = tuple((start + a, start + b) for a, b in found.content)
    cue = said.tokens[found.cue]
    spans = ((start + cue.start, start + cue.end),)
    mixed = any(a < s.start and s.end <= b for a, b in found.content for s in said.stretches)
    kind = "direct" if found.marked else "mixed" if mixed else "indirect"
    denied = cue.low in tongue.deny
    return Quotation(
        id=make_id("q", document.id, [list(s) for s in content], [list(s) for s in spans], kind),
        content=content,
        cue=spans,
        source=(source,) if source else (),
        type=kind,
        where=where,
        negated=denied,
        cue_lemma="deny" if denied else "say",
        basis=f"a verb of saying and {'marks' if found.marked else 'what it opens'} (read in {tongue.code})",
        text=" … ".join(document.text[a:b] for a, b in content),
    )

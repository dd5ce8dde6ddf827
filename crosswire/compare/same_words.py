"""The same quoted words under two names."""

import re
from collections import defaultdict
from collections.abc import Iterator

from crosswire.compare.differences import Scene, label
from crosswire.compare.words import load_kind, read_words, stem
from crosswire.model import Difference, Quotation, Side, Story

FEWEST = 5
"""Words of a quotation that two speakers hardly say by chance. Not tuned."""

SAME = 0.85
"""Share of the longer one's words that both have. Not tuned: quotations differ by a word or two where an editor touched them."""


MARKS = '“"'
"""Signs with which quoted words begin."""


FULL_NAME = re.compile(r"(?:^|[a-z],? )([A-Z][\w'’-]+ [A-Z][\w'’-]+),?$")
"""Two words with capitals at the end of a source, with nothing or a small word before them."""


def compare_sources(story: Story, scene: Scene) -> Iterator[Difference]:
    """Yield a difference for each quotation that two accounts give to two named speakers."""
    accounts = scene.accounts
    found: list[tuple[str, Quotation, tuple[str, ...]]] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for doc in sorted(story.docs):
        for quotation in accounts.readings[doc].quotations if doc in accounts.readings else ():
            if quotation.where != "body":
                continue
            for words in quoted_words(doc, quotation, scene):
                by_word[max(words, key=lambda w: (len(w), w))].append(len(found))
                found.append((doc, quotation, words))
    for numbers in by_word.values():
        for at, i in enumerate(numbers):
            for j in numbers[at + 1 :]:
                row = compare_pair(found[i], found[j], story, scene)
                if row is not None:
                    yield row


def quoted_words(doc: str, quotation: Quotation, scene: Scene) -> Iterator[tuple[str, ...]]:
    """Yield the stems of what a quotation has in marks: of all of direct speech, else of each fragment that is; too short ones left out."""
    text = scene.accounts.documents[doc].text
    spans = (
        [quotation.text]
        if quotation.type == "direct"
        else [text[a:b] for a, b in quotation.content if text[a] in MARKS]
    )
    for words in (tuple(stem(w) for w, _, _ in read_words(s, 0, len(s))) for s in spans):
        if len(words) >= FEWEST:
            yield words


def compare_pair(
    one: tuple[str, Quotation, tuple[str, ...]],
    other: tuple[str, Quotation, tuple[str, ...]],
    story: Story,
    scene: Scene,
) -> Difference | None:
    """Return the difference between two quotations, or None where they are not the same words or not plainly two speakers'."""
    (doc, left, words), (else_doc, right, others) = one, other
    if scene.voices([doc, else_doc]) < 2:
        return None
    shared = sum(min(words.count(w), others.count(w)) for w in set(words))
    if shared < SAME * max(len(words), len(others)):
        return None
    voices = [speakers_of(q, scene) for q in (left, right)]
    if printed_name(left, scene) and printed_name(left, scene) == printed_name(right, scene):
        return None
    if voices[0] & voices[1] or not all(by_name(q, scene) for q in (left, right)):
        return None  # a state and its minister are one voice; an unknown source is no other source
    sides = [told_by(doc, left, scene), told_by(else_doc, right, scene)]
    about = label(left.text)
    return scene.make("attribution", about, sides, basis="the same quoted words, another speaker", story=story.id)


def speakers_of(quotation: Quotation, scene: Scene) -> set[str]:
    """Return the actors that a quotation is given to, with those they speak for."""
    speakers = scene.accounts.speakers.get(quotation.id, ())
    return set(speakers) | set(scene.accounts.parties(speakers))


def by_name(quotation: Quotation, scene: Scene) -> bool:
    """Whether a source is one person or body with a name: "officials" and "he" may be anybody, so that they are no other source."""
    accounts = scene.accounts
    speakers = [accounts.actors[s] for s in accounts.speakers.get(quotation.id, ()) if s in accounts.actors]
    if not speakers:
        return bool(printed_name(quotation, scene))
    named = all(s.type in ("person", "state", "organisation") and s.name[0].isupper() for s in speakers)
    doc = accounts.doc_of[quotation.id]
    held = {m.id: m for m in accounts.readings[doc].mentions}
    printed = [held[s] for s in quotation.sources if s in held]
    return named and bool(printed) and all(m.kind == "name" for m in printed) and len(speakers) == 1


def printed_name(quotation: Quotation, scene: Scene) -> str:
    """Return the person's name with which the words of an unresolved source end ("a former chemist, Per Alm"), or ""."""
    if len(quotation.source) != 1:
        return ""
    text = scene.accounts.documents[scene.accounts.doc_of[quotation.id]].text
    found = FULL_NAME.search(text[slice(*quotation.source[0])])
    words = found[1].lower().split() if found else []
    bodies = load_kind("body") | load_kind("office") | load_kind("organ") | load_kind("press") | load_kind("assembly")
    return "" if set(words) & bodies else " ".join(words)


def told_by(doc: str, quotation: Quotation, scene: Scene) -> Side:
    """Return the side that shows who says it: source and content."""
    source = quotation.source[0] if quotation.source else None
    start = min([quotation.content[0][0]] + ([source[0]] if source else []))
    end = max([quotation.content[-1][1]] + ([source[1]] if source else []))
    return scene.side(doc, start, end, source)

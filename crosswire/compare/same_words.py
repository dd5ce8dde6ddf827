"""The same quoted words under two names."""

from collections import defaultdict
from collections.abc import Iterator

from crosswire.compare.differences import Scene, label
from crosswire.compare.words import read_words, stem
from crosswire.model import Difference, Quotation, Side, Story

FEWEST = 6
"""Words of a quotation that two speakers hardly say by chance. Not tuned."""

SAME = 0.85
"""Share of the longer one's words that both have. Not tuned: quotations differ by a word or two where an editor touched them."""


def compare_sources(story: Story, scene: Scene) -> Iterator[Difference]:
    """Yield a difference for each quotation that two accounts give to two named speakers."""
    accounts = scene.accounts
    found: list[tuple[str, Quotation, tuple[str, ...]]] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for doc in sorted(story.docs):
        for quotation in accounts.readings[doc].quotations if doc in accounts.readings else ():
            if quotation.type != "direct" or quotation.where != "body":
                continue
            words = tuple(stem(w) for w, _, _ in read_words(quotation.text, 0, len(quotation.text)))
            if len(words) >= FEWEST:
                by_word[max(words, key=lambda w: (len(w), w))].append(len(found))
                found.append((doc, quotation, words))
    for numbers in by_word.values():
        for at, i in enumerate(numbers):
            for j in numbers[at + 1 :]:
                row = compare_pair(found[i], found[j], story, scene)
                if row is not None:
                    yield row


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
    named = speakers and all(s.type in ("person", "state", "organisation") and s.name[0].isupper() for s in speakers)
    doc = accounts.doc_of[quotation.id]
    held = {m.id: m for m in accounts.readings[doc].mentions}
    printed = [held[s] for s in quotation.sources if s in held]
    return bool(named) and bool(printed) and all(m.kind == "name" for m in printed) and len(speakers) == 1


def told_by(doc: str, quotation: Quotation, scene: Scene) -> Side:
    """Return the side that shows who says it: source and content."""
    source = quotation.source[0] if quotation.source else None
    start = min([quotation.content[0][0]] + ([source[0]] if source else []))
    end = max([quotation.content[-1][1]] + ([source[1]] if source else []))
    return scene.side(doc, start, end, source)

"""What a sentence of one account tells and no other account of the story has words for."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from crosswire.compare.clauses import Clause
from crosswire.compare.differences import Scene
from crosswire.compare.happenings import Happening
from crosswire.compare.words import load_words, read_words, stem
from crosswire.model import Sentence, Story

NEW = 0.7
"""Share of a sentence's content words that no other voice has anywhere, from which what it says is taken for told by it alone. Looked at on the dev
half of bench/labelled/differences: a fact told in other words elsewhere mostly shares its nouns."""

FEWEST = 3
"""New words that such a sentence has at least."""

PER_ACCOUNT = 1
"""Sentences shown of one account: nearly every account has some, and a long list hides the rest."""


def find_solo_sentences(
    clauses: Sequence[Clause], happenings: Sequence[Happening], story: Story, scene: Scene
) -> Iterator[tuple[str, Sentence, float]]:
    """Yield (document, sentence, how new and how near to the story) of at most PER_ACCOUNT sentences a document.

    Only sentences of the narrator with a number or a named actor, that touch what other accounts tell of, count.
    """
    vocabulary = {d: frozenset(scene.stems_in(d)) for d in sorted(story.docs) if d in scene.accounts.readings}
    spread: Counter[str] = Counter(w for words in vocabulary.values() for w in words)
    told = {(c.doc, c.act.sentence) for h in happenings for c in h.clauses}
    quoted = {(c.doc, c.act.sentence) for c in clauses if c.deed.quotation and is_direct(c.deed.quotation, scene)}
    for doc in sorted(scene.one_doc_each(vocabulary)):
        weighed = []
        for number in sorted({c.act.sentence for c in clauses if c.doc == doc and c.level == "done"}):
            if (doc, number) in told or (doc, number) in quoted:
                continue
            mine = [c for c in clauses if c.doc == doc and c.act.sentence == number]
            sentence = scene.accounts.readings[doc].sentences[number]
            points = weigh(doc, sentence, mine, vocabulary, spread, scene)
            if points > 0:
                weighed.append((-points, sentence.start, sentence))
        for points, _, sentence in sorted(weighed, key=lambda w: w[:2])[:PER_ACCOUNT]:
            yield doc, sentence, -points


def is_direct(quotation: str, scene: Scene) -> bool:
    """Whether a quotation is direct speech, of which the statements tell."""
    return scene.accounts.quotations[quotation].type != "indirect"


def weigh(
    doc: str,
    sentence: Sentence,
    clauses: Sequence[Clause],
    vocabulary: Mapping[str, frozenset[str]],
    spread: Mapping[str, int],
    scene: Scene,
) -> float:
    """Return how much a sentence is worth showing as told by its account alone; 0 where it may be told elsewhere or has no tie to the story."""
    text = scene.accounts.documents[doc].text
    generic = load_words("generic.txt")
    words = {
        stem(w) for w, _, _ in read_words(text, sentence.start, sentence.end) if len(w) > 3 and w.isalpha()
    } - generic
    voice = scene.copy_of.get(doc, doc)
    others = frozenset().union(*(v for d, v in vocabulary.items() if scene.copy_of.get(d, d) != voice))
    new = words - others
    if len(new) < FEWEST or len(new) < NEW * len(words):
        return 0.0
    tied = bool(words & others) or any(c.actors for c in clauses)
    counts = any(c.quantities for c in clauses)
    return len(new) / len(words) + 0.5 * counts + 0.5 * any(c.actors for c in clauses) if tied or counts else 0.0

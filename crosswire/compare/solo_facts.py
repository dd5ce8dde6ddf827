"""What a sentence of one account tells and no other account of the story has words for."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from crosswire.compare.clauses import Clause
from crosswire.compare.differences import Scene
from crosswire.compare.happenings import Told
from crosswire.compare.words import load_words, read_words, stem
from crosswire.model import Sentence, Story

NEW = 0.7
"""Share of a sentence's content words that no other voice has anywhere, from which what it says is taken for told by it alone. Looked at on the dev
half of bench/labelled/differences: a fact told in other words elsewhere mostly shares its nouns."""

FEWEST = 3
"""New words that such a sentence has at least."""

PER_ACCOUNT = 1
"""Sentences shown of one account: nearly every account has some, and a long list hides the rest."""


def find_solo_sentences(told: Told, story: Story, scene: Scene) -> Iterator[tuple[str, Sentence, float]]:
    """Yield (document, sentence, how new and how near to the story) of at most PER_ACCOUNT sentences a document.

    Only sentences of the narrator with a number or a named actor, that touch what other accounts tell of, count.
    """
    docs = [d for d in sorted(story.docs) if d in scene.accounts.readings]
    spread = count_voices(docs, scene)
    several = {(c.doc, c.act.sentence) for h in told.happenings for c in h.clauses}
    by_sentence: dict[tuple[str, int], list[Clause]] = defaultdict(list)
    for clause in told.clauses:
        by_sentence[clause.doc, clause.act.sentence].append(clause)
    for doc in sorted(scene.one_doc_each(docs)):
        weighed = []
        for (_, number), mine in sorted((k, m) for k, m in by_sentence.items() if k[0] == doc and k not in several):
            quoted = any(c.deed.quotation and is_direct(c.deed.quotation, scene) for c in mine)
            if quoted or not any(c.level == "done" for c in mine):
                continue
            sentence = scene.accounts.readings[doc].sentences[number]
            if any(p.doc == doc and p.start < sentence.end and sentence.start < p.end for p in told.beside):
                continue
            points = weigh(doc, sentence, mine, spread, scene)
            if points > 0:
                weighed.append((-points, sentence.start, sentence))
        for points, _, sentence in sorted(weighed, key=lambda w: w[:2])[:PER_ACCOUNT]:
            yield doc, sentence, -points


def count_voices(docs: Sequence[str], scene: Scene) -> Counter[str]:
    """Return stem -> how many voices have it anywhere in their documents."""
    by_voice: dict[str, set[str]] = defaultdict(set)
    for doc in docs:
        by_voice[scene.copy_of.get(doc, doc)].update(scene.stems_in(doc))
    return Counter(w for words in by_voice.values() for w in words)


def is_direct(quotation: str, scene: Scene) -> bool:
    """Whether a quotation is direct speech, of which the statements tell."""
    return scene.accounts.quotations[quotation].type != "indirect"


def weigh(doc: str, sentence: Sentence, clauses: Sequence[Clause], spread: Mapping[str, int], scene: Scene) -> float:
    """Return how much a sentence is worth showing as told by its account alone; 0 where it may be told elsewhere or has no tie to the story.

    spread: stem -> voices that have it.
    """
    text = scene.accounts.documents[doc].text
    words = {
        stem(w) for w, _, _ in read_words(text, sentence.start, sentence.end) if len(w) > 3 and w.isalpha()
    } - load_words("generic.txt")
    new = {w for w in words if spread[w] <= 1}
    if len(new) < FEWEST or len(new) < NEW * len(words):
        return 0.0
    named = any(c.actors for c in clauses)
    counts = any(c.quantities for c in clauses)
    return len(new) / len(words) + 0.5 * counts + 0.5 * named if new < words or named or counts else 0.0

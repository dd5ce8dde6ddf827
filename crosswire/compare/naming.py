"""One body or treaty under several names: the same words in another order, or all but one word in common."""

from collections import defaultdict
from collections.abc import Iterator

from crosswire.compare.differences import Scene
from crosswire.compare.words import load_kind, read_words, stem
from crosswire.model import Difference, Side, Span

FEWEST = 3
"""Words a name must have: two names of two words that share one are two things."""


def find_names(scene: Scene) -> dict[str, list[Span]]:
    """Return document -> the places of names of at least FEWEST words in its body: mentions of bodies, and capitalised phrases."""
    found: dict[str, set[Span]] = defaultdict(set)
    for doc in scene.docs:
        reading = scene.accounts.readings[doc]
        text = scene.accounts.documents[doc].text
        body = [(s.start, s.end) for s in reading.sentences if s.where == "body"]
        spans = [(m.start, m.end) for m in reading.mentions if m.kind == "name" and m.type == "organisation"]
        spans += [(p.start, p.end) for p in reading.phrases if p.proper and p.where == "body"]
        for start, end in sorted(spans):
            for a, b in capital_runs(text, start, end):
                if any(s <= a < e for s, e in body):
                    found[doc].add((a, b))
    return {d: sorted(s) for d, s in found.items()}


def capital_runs(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the runs of capitalised words (with small words between) of a stretch that are at least FEWEST words long."""
    run: list[tuple[str, int, int]] = []
    for word in [*read_words(text, start, end), ("", end, end)]:
        if word[0] and (word[0][0].isupper() or (run and word[0].lower() in load_kind("small"))):
            run.append(word)
            continue
        while run and run[-1][0].lower() in load_kind("small"):
            run.pop()
        if sum(w.lower() not in load_kind("small") for w, _, _ in run) >= FEWEST:
            yield run[0][1], run[-1][2]
        run = []


def compare_names(scene: Scene) -> Iterator[Difference]:
    """Yield a difference for each thing that accounts name by the same words in another order."""
    names: dict[frozenset[str], dict[tuple[str, ...], dict[str, Span]]] = defaultdict(lambda: defaultdict(dict))
    for doc, spans in sorted(find_names(scene).items()):
        text = scene.accounts.documents[doc].text
        for start, end in spans:
            order = tuple(stem(w) for w, _, _ in read_words(text, start, end) if w.lower() not in load_kind("small"))
            if len(set(order)) >= FEWEST:
                names[frozenset(order)][order].setdefault(doc, (start, end))
    for tokens in sorted(names, key=sorted):
        orders = names[tokens]
        if len(orders) < 2:
            continue
        sides: dict[str, Side] = {}
        for order in sorted(orders):
            for doc, span in sorted(orders[order].items()):
                sides.setdefault(doc, scene.side(doc, *span))
        values = {tuple(stem(w) for w, _, _ in read_words(s.value, 0, len(s.value))) for s in sides.values()}
        if scene.voices(sides) < 2 or len(values) < 2:
            continue
        first = min(sides.values(), key=lambda s: s.place)
        yield scene.make("naming", first.value, scene.one_voice_each(sides), basis="the same words in another order")

"""Scores quotations against the labelled quotations of our own, in the terms of those texts: who passed it on, what stands inside what,
what was not, not yet or only perhaps said, and traps.

    python bench/quotation_scores.py [--half dev|test] [--tagger] [--errors]

Content and speaker are scored as PolNeAR's are: contents match one to one where they share at least half of the words of both (intersection
over union), a speaker is right where it shares a word with the gold's, or where neither has one.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from quotation_texts import HALVES, Row, read_half

from crosswire.model import Document, Quotation, Zone, sha256

WORDS = re.compile(r"\w+(?:['’]\w+)?")
COMPLEMENTISERS = frozenset({"that", "whether", "if", "to"})
HALF = 0.5
FLAGS = ("negated", "future", "hypothetical")

Spans = Iterable[Sequence[int]]
Find = Callable[[Document], Sequence[Quotation]]


def as_document(row: Row) -> Document:
    """Return a labelled document as one whose text is all body."""
    text = row["text"]
    name = row["doc_id"]
    return Document(
        f"d-{name}", name, "c", "text/plain", text, sha256(text), (Zone(0, len(text), "body"),) if text else ()
    )


def words_of(text: str, spans: Spans | None) -> frozenset[int]:
    """Return the places of the words that spans touch."""
    places = [m.span() for m in WORDS.finditer(text)]
    return frozenset(a for start, end in spans or () for a, b in places if a < end and start < b)


def core(text: str, words: frozenset[int]) -> frozenset[int]:
    """Return a content's words without a complementiser before it."""
    if len(words) > 1:
        first = WORDS.match(text, min(words))
        if first and first[0].lower() in COMPLEMENTISERS:
            return words - {min(words)}
    return words


def shared(left: frozenset[int], right: frozenset[int]) -> float:
    """Return intersection over union."""
    return len(left & right) / max(1, len(left | right))


def match(text: str, gold: Sequence[Row], found: Sequence[Quotation]) -> dict[int, int]:
    """Return gold number -> number of the quotation found, one to one, the best shared first."""
    asked = [core(text, words_of(text, row["content"])) for row in gold]
    given = [core(text, words_of(text, q.content)) for q in found]
    pairs = sorted((-shared(a, b), abs(i - j), i, j) for i, a in enumerate(asked) for j, b in enumerate(given) if a & b)
    matched: dict[int, int] = {}
    for share, _, i, j in pairs:
        if -share >= HALF and i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def same_speaker(text: str, row: Row, quotation: Quotation) -> bool:
    """Whether the source is the gold's mention, or neither has one."""
    asked, given = words_of(text, row["speaker"]), words_of(text, quotation.source)
    return bool(asked & given) if asked else not given


def f_score(right: float, given: float, asked: float) -> float:
    """Return F from how many are right, were given and were asked for."""
    return 2 * right / (given + asked) if given + asked else 1.0


class Counts(dict[str, float]):
    """Numbers by name, zero where nothing was counted."""

    def __missing__(self, name: str) -> float:
        return 0.0

    def add(self, name: str, number: float = 1) -> None:
        """Add to a number."""
        self[name] += number


def count_document(row: Row, gold: Sequence[Row], found: Sequence[Quotation], counts: Counts) -> list[str]:
    """Count one document. Returns its errors in words."""
    text = row["text"]
    matched = match(text, gold, found)
    errors = [
        f"extra   {q.text[:90]!r} by {said(text, q.source)!r} ({q.basis})"
        for j, q in enumerate(found)
        if j not in matched.values()
    ]
    for i, asked in enumerate(gold):
        q = found[matched[i]] if i in matched else None
        right = q is not None and same_speaker(text, asked, q)
        counts.add("asked", asked["speech"])
        counts.add("right", asked["speech"] and right)
        if q is None or not right:
            got = "nothing" if q is None else f"speaker {said(text, q.source)!r} ({q.basis})"
            errors.append(f"missed  {said(text, asked['content'])[:90]!r} by {said(text, asked['speaker'])!r}: {got}")
        count_flags(asked, q, counts, errors)
        count_via(text, asked, q, counts, errors)
        if asked["nested"]:
            counts.add("nested asked")
            counts.add("nested found", right and q is not None and q.nested_in is not None)
            if right and q is not None and q.nested_in is None:
                errors.append(f"not nested {q.text[:60]!r}")
        if not asked["speech"] and q is not None:
            counts.add("attitudes matched")
            counts.add("attitudes told as speech", q.speech)
    beside = [j for j in range(len(found)) if j not in matched.values()]
    counts.add("given", len(beside) + sum(gold[i]["speech"] for i in matched))
    trapped = [t for t in row["traps"] if any(quotes_only(text, t, q) for q in found)]
    counts.add("traps", len(row["traps"]))
    counts.add("traps taken", len(trapped))
    if not gold:
        counts.add("silent")
        counts.add("silent broken", bool(found))
    return errors


def count_flags(asked: Row, q: Quotation | None, counts: Counts, errors: list[str]) -> None:
    """Count what is told of an attribution's standing."""
    for flag in FLAGS:
        given = q is not None and getattr(q, flag)
        counts.add(f"{flag} asked", asked[flag])
        counts.add(f"{flag} given", given)
        counts.add(f"{flag} right", asked[flag] and given)
        if q is not None and given != asked[flag]:
            errors.append(f"{flag:8}{'not ' if asked[flag] else ''}told of {q.text[:60]!r}, cue {q.cue_lemma!r}")


def count_via(text: str, asked: Row, q: Quotation | None, counts: Counts, errors: list[str]) -> None:
    """Count who passed it on."""
    gold, given = words_of(text, asked["via"]), words_of(text, q.via_span) if q is not None else frozenset()
    counts.add("via asked", bool(gold))
    counts.add("via given", bool(given))
    counts.add("via right", bool(gold & given))
    if q is not None and not (gold & given) and (gold or given):
        errors.append(f"via     {said(text, asked['via'])!r} asked, {said(text, q.via_span)!r} told")


def quotes_only(text: str, trap: Sequence[int], quotation: Quotation) -> bool:
    """Whether a quotation's content is a trap's words, or hardly more."""
    return shared(words_of(text, [trap]), words_of(text, quotation.content)) >= HALF


def said(text: str, spans: Spans | None) -> str:
    """Return the words of spans."""
    return " … ".join(text[a:b] for a, b in spans or ())


def score(documents: Sequence[Row], gold: Sequence[Row], find: Find) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Return figures (shares from 0 to 1) and errors by document of what `find` makes of labelled documents."""
    by_doc: dict[str, list[Row]] = {row["doc_id"]: [] for row in documents}
    for row in gold:
        by_doc[row["doc_id"]].append(row)
    counts = Counts()
    errors = {}
    for row in documents:
        errors[row["doc_id"]] = count_document(row, by_doc[row["doc_id"]], list(find(as_document(row))), counts)
    return figures_of(counts), errors


def figures_of(counts: Mapping[str, float]) -> dict[str, float]:
    """Return the figures that numbers give."""
    right = counts["right"]
    return {
        "content+speaker F": f_score(right, counts["given"], counts["asked"]),
        "content+speaker P": right / max(1, counts["given"]),
        "content+speaker R": right / max(1, counts["asked"]),
        **{f"{f} F": f_score(counts[f"{f} right"], counts[f"{f} given"], counts[f"{f} asked"]) for f in FLAGS},
        "via F": f_score(counts["via right"], counts["via given"], counts["via asked"]),
        "nested found": counts["nested found"] / max(1, counts["nested asked"]),
        "traps wrong": counts["traps taken"] / max(1, counts["traps"]),
        "documents without quotation wrong": counts["silent broken"] / max(1, counts["silent"]),
        "attitudes told as speech wrong": counts["attitudes told as speech"] / max(1, counts["attitudes matched"]),
    }


def reader(*, tagger: bool = False) -> Find:
    """Return a function that reads the quotations of a document, by the rules alone or with the tagger."""
    from crosswire.annotate import load_engine, load_tagger, read_document

    engine = load_engine()
    learned = load_tagger() if tagger else None

    def find(document: Document) -> Sequence[Quotation]:
        reading, _ = read_document(document, engine, learned)
        return reading.quotations

    return find


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of one half or both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, action="append", help="which half (both)")
    parser.add_argument("--tagger", action="store_true", help="read with the tagger too")
    parser.add_argument(
        "--errors", action="store_true", help="print what is wrong (the dev half only: test is never looked at)"
    )
    chosen = parser.parse_args(arguments)
    find: Any = reader(tagger=chosen.tagger)
    for half in chosen.half or HALVES:
        documents, gold = read_half(half)
        figures, errors = score(documents, gold, find)
        for row in documents if chosen.errors and half == "dev" else ():
            if errors[row["doc_id"]]:
                print(f"\n{row['doc_id']} [{row['meta']['style']} {row['meta']['manner']}] {row['text'][:300]}")
                print("\n".join(f"    {line}" for line in errors[row["doc_id"]]))
        print(f"\n{half}: " + ", ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

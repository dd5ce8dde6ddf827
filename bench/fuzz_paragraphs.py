"""Mutated paragraphs through the whole reading of a document: each gives records or a problem, and every place resolves.

    python bench/fuzz_paragraphs.py [--count 100000] [--seed 11] [--first 0] [--tagger]

Makes paragraphs worse (words swapped and lost, quotation marks mangled, signs of all scripts, brackets and quotations nested deep, paragraphs
glued), puts up to five of them into a document and reads it. A case is known by its number and the seed: `--first N --count 1` repeats one.
Prints what failed, with its traceback; ends with 1 where something did.
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from quotation_texts import HALVES, read_half

from crosswire.annotate import Engine, Tagger, load_engine, load_tagger, read_document
from crosswire.model import Document, Reading, Zone, sha256

Mutator = Callable[[random.Random, str, Sequence[str]], str]

MARKS = "\"'“”‘’«»„‟‹›`´"
SIGNS = "—–-:;,.!?()[]{}…/\\*#@&%$€|~_=+<>^°§¶•"
ODD = "\u200b\u200d\u202e\u2066\ufeff\u00ad\u2028\u0085\x0b\x0c\t\r\x00\ud800\U0001f6a2\U00020000é\u0301ŁŒßاֱअ漢字ｈ①Ⅷ"
CUES = (
    " said",
    " told",
    " says:",
    " according to",
    " quoted",
    " as saying",
    " asked",
    " who said",
    " citing",
    ", adding",
    " denied that",
    ":",
    " - ",
)
LABELS = (
    "Q: ",
    "A: ",
    "MARRAN: ",
    "From Osk: ",
    "(SOUNDBITE) (English) MAJOR OSK SAYING: ",
    "OSK, June 3 (Wire) - ",
    "Note: ",
)
DEEPEST = 400
LONGEST = 6000
"""Characters of a mutated paragraph at most, but for what is glued on purpose."""


def swap_words(rng: random.Random, text: str, others: Sequence[str]) -> str:
    """Exchange some words of a paragraph."""
    words = text.split(" ")
    for _ in range(rng.choice((1, 3, 10))):
        i, j = rng.randrange(len(words)), rng.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return " ".join(words)


def lose(rng: random.Random, text: str, others: Sequence[str]) -> str:
    """Lose a stretch, or letters here and there."""
    if rng.random() < 0.5 and text:
        start, end = sorted(rng.randrange(len(text) + 1) for _ in range(2))
        return text[:start] + text[end:]
    keep = rng.choice((0.7, 0.9, 0.98))
    return "".join(c for c in text if rng.random() < keep)


def mangle_marks(rng: random.Random, text: str, others: Sequence[str]) -> str:
    """Exchange, lose and add quotation marks."""
    letters = [rng.choice(MARKS) if c in MARKS and rng.random() < 0.5 else c for c in text]
    letters = [c for c in letters if c not in MARKS or rng.random() < 0.8]
    for _ in range(rng.choice((0, 1, 2, 8))):
        letters.insert(rng.randrange(len(letters) + 1), rng.choice(MARKS))
    return "".join(letters)


def add_signs(rng: random.Random, text: str, others: Sequence[str]) -> str:
    """Put signs of all kinds and scripts anywhere."""
    letters = list(text)
    for _ in range(rng.choice((1, 4, 30))):
        letters.insert(rng.randrange(len(letters) + 1), rng.choice(SIGNS + ODD) * rng.choice((1, 1, 1, 7)))
    return "".join(letters)


def nest(rng: random.Random, text: str, others: Sequence[str]) -> str:
    """Put the paragraph deep into brackets, marks or clauses."""
    depth = rng.choice((2, 9, 60, DEEPEST))
    kind = rng.randrange(4)
    if kind == 0:
        return "(" * depth + text + ")" * rng.choice((depth, depth - 1, 0))
    if kind == 1:
        return "“‘" * depth + text + "’”" * rng.choice((depth, depth - 1, 0))
    if kind == 2:
        return "Osk said that Marran said that " * (depth // 4 + 1) + text
    return "“She told me, ‘He said, " * (depth // 8 + 1) + text + "’”" * (depth // 8)


def glue(rng: random.Random, text: str, others: Sequence[str]) -> str:
    """Glue other paragraphs to this one, with or without a blank."""
    parts = [text, *(rng.choice(others) for _ in range(rng.choice((1, 2, 6))))]
    return rng.choice(("", " ", "\n", "\r", ". ", ", ")).join(parts)


def add_cues(rng: random.Random, text: str, others: Sequence[str]) -> str:
    """Put cues where none belong."""
    words = text.split(" ")
    for _ in range(rng.choice((1, 3, 12))):
        words.insert(rng.randrange(len(words) + 1), rng.choice(CUES).strip())
    return " ".join(words)


def label(rng: random.Random, text: str, others: Sequence[str]) -> str:
    """Put a speaker's label, a dateline or a shot list's words before it."""
    return rng.choice(LABELS) + text


def change_case(rng: random.Random, text: str, others: Sequence[str]) -> str:
    """Raise or lower all letters."""
    return rng.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def repeat(rng: random.Random, text: str, others: Sequence[str]) -> str:
    """Say it again and again."""
    return rng.choice((" ", "", ", ")).join([text] * rng.choice((2, 5, 20)))


def only_signs(rng: random.Random, text: str, others: Sequence[str]) -> str:
    """Leave hardly a word."""
    return "".join(rng.choice(MARKS + SIGNS + "  \n said") for _ in range(rng.choice((1, 5, 80))))


MUTATORS: tuple[Mutator, ...] = (
    swap_words, lose, mangle_marks, mangle_marks, add_signs, nest, glue, add_cues, label, label, change_case, repeat, only_signs,
)  # fmt: skip


def read_bases() -> list[str]:
    """Return the paragraphs that are mutated: those of our labelled quotations."""
    return [line for half in HALVES for row in read_half(half)[0] for line in row["text"].splitlines() if line.strip()]


def mutated(rng: random.Random, bases: Sequence[str]) -> str:
    """Return one paragraph made worse in one to four ways."""
    text = rng.choice(bases)
    for _ in range(rng.choice((1, 1, 2, 4))):
        text = rng.choice(MUTATORS)(rng, text or " ", bases)[:LONGEST]
    return text


def make_document(number: int, seed: int, bases: Sequence[str]) -> tuple[Document, int]:
    """Return case `number` of a seed, and how many mutated paragraphs it holds."""
    rng = random.Random(f"{seed} {number}")
    paragraphs = [mutated(rng, bases) for _ in range(rng.choice((1, 1, 2, 5)))]
    text = rng.choice(("\n", "\n\n", "\r\n")).join(paragraphs)
    zones = (Zone(0, len(text), "body"),) if text else ()
    return Document(f"d-{number}", f"{number}.txt", "c", "text/plain", text, sha256(text), zones), len(paragraphs)


def spans_of(reading: Reading) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield every place of a reading with the name of its record."""
    for q in reading.quotations:
        for spans in (q.content, q.cue, q.source, q.via_span, (q.addressee,) if q.addressee else ()):
            yield from ((q.id, span) for span in spans)
    for a in reading.acts:
        for span in (a.verb, a.subject, a.object, a.condition, *a.reason, *a.location, (a.start, a.end)):
            if span is not None:
                yield a.id, span
    for record in (*reading.mentions, *reading.times):
        yield record.id, (record.start, record.end)
    for phrase in reading.phrases:
        yield phrase.key, (phrase.start, phrase.end)
    for sentence in reading.sentences:
        yield "sentence", (sentence.start, sentence.end)


def check(document: Document, reading: Reading) -> list[str]:
    """Return what is wrong with a reading: places outside the text or empty, spans out of order, ids that are not there."""
    length = len(document.text)
    wrong = [
        f"{name}: place {span} of {length}" for name, span in spans_of(reading) if not 0 <= span[0] < span[1] <= length
    ]
    known = {q.id for q in reading.quotations}
    mentions = {m.id for m in reading.mentions}
    for q in reading.quotations:
        for spans in (q.content, q.cue, q.source):
            edges = [edge for span in spans for edge in span]
            if edges != sorted(edges):
                wrong.append(f"{q.id}: spans out of order: {spans}")
        if not q.content or (q.nested_in is not None and (q.nested_in not in known or q.nested_in == q.id)):
            wrong.append(f"{q.id}: no content, or nested in what is not there")
        if not set(q.sources) | set(q.via) <= mentions:
            wrong.append(f"{q.id}: a source that is no mention")
    if len(known) != len(reading.quotations):
        wrong.append("two quotations with one id")
    return wrong


def read_case(document: Document, engine: Engine, tagger: Tagger | None) -> list[str]:
    """Read one document; return what went wrong, in words."""
    try:
        reading, problems = read_document(document, engine, tagger)
    except Exception:
        return [traceback.format_exc(limit=-6)]
    places = [p for p in problems if p.start is not None and p.end is not None]
    wrong = [
        f"{p.code}: place {p.start}-{p.end}"
        for p in places
        if not 0 <= (p.start or 0) <= (p.end or 0) <= len(document.text)
    ]
    return wrong + check(document, reading)


def fuzz(
    count: int, seed: int, first: int = 0, *, tagger: Tagger | None = None, quiet: bool = True
) -> tuple[int, dict[int, list[str]]]:
    """Read mutated paragraphs until `count` of them are read, from case `first` on. Returns how many were, and what failed by case."""
    engine, bases = load_engine(), read_bases()
    done, number, failed = 0, first, {}
    started = time.perf_counter()
    while done < count:
        document, held = make_document(number, seed, bases)
        wrong = read_case(document, engine, tagger)
        if wrong:
            failed[number] = wrong
            if not quiet:
                print(f"case {number} (seed {seed}): {document.text[:200]!r}\n" + "\n".join(wrong[:5]), flush=True)
        done += held
        number += 1
        if not quiet and number % 1000 == 0:
            print(f"{done} paragraphs, {len(failed)} failed, {time.perf_counter() - started:.0f} s", flush=True)
    return done, failed


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000, help="paragraphs")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--tagger", action="store_true", help="read with the tagger too")
    chosen = parser.parse_args(arguments)
    tagger = load_tagger() if chosen.tagger else None
    done, failed = fuzz(chosen.count, chosen.seed, chosen.first, tagger=tagger, quiet=False)
    print(f"{done} mutated paragraphs read, {len(failed)} documents failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""What the tagger reads: paragraphs as word pieces with two features each, packed into windows of neighbours.

The training script packs with the same functions, so a change here asks for new weights. Nothing here needs a model but the word
pieces' vocabulary.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

WINDOW = 256
"""Most word pieces of a window, with its separators: what the tagger was trained on."""

READ_WINDOW = 192
"""The same when a text is read: a tenth of the time saved. Against 256, F changed by -.5 on the 40 training documents kept out and by +2.5 on
the five captures, both within what other neighbours in a window change.
"""

LONGEST_UNIT = WINDOW - 2
"""Most word pieces of a unit; a longer paragraph is cut, where possible at the end of a sentence."""

LOWER, INITIAL, CAPITALS, OTHER = range(4)
"""Kinds of case of a word: the vocabulary itself knows none."""

OUTSIDE, INSIDE, MARK = range(3)
"""Where a piece stands to double quotation marks."""

QUOTE = re.compile(r"''|``|[\"“”„‟«»]")
CLOSING = {"“": "”“", "„": "“”‟", "«": "»", "»": "«", "''": "''", "``": "''``", '"': '"', "”": "”", "‟": "‟”"}
SENTENCE_END = frozenset(".!?")

# Characters that the vocabulary's own normaliser drops or that a broken file can leave; one for one, so that offsets stay.
UNSAFE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, or a part of one that is too long for a window.

    start, end: its place in the text. group: only units of one group see each other. ids, cases, marks: a number for each word piece.
    starts, ends: the pieces' places in the text, in code points. words: number of the word each piece belongs to.
    """

    start: int
    end: int
    group: int
    ids: tuple[int, ...]
    cases: tuple[int, ...]
    marks: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)


def quoted_stretches(paragraph: str) -> list[tuple[int, int]]:
    """Return the stretches inside double quotation marks, marks included; one still open at the end runs to the end."""
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for mark in QUOTE.finditer(paragraph):
        if opened is None:
            if mark.group() not in ("”", "‟"):
                opened = (mark.start(), mark.group())
        elif mark.group() in CLOSING[opened[1]]:
            found.append((opened[0], mark.end()))
            opened = None
    if opened is not None:
        found.append((opened[0], len(paragraph)))
    return found


def case_of(word: str) -> int:
    """Return the kind of case of a word."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return OTHER
    if word.islower():
        return LOWER
    if len(letters) > 1 and word.isupper():
        return CAPITALS
    return INITIAL if letters[0].isupper() else OTHER


def read_unit(tokenizer: Any, text: str, start: int, end: int, group: int) -> list[Unit]:
    """Read one paragraph of a text as units. Pieces without characters are left out."""
    paragraph = UNSAFE.sub("\ufffd", text[start:end])
    encoding = tokenizer.encode(paragraph, add_special_tokens=False)
    spans = encoding.offsets
    keep = [i for i, (a, b) in enumerate(spans) if a < b]
    if not keep:
        return []
    numbers = encoding.word_ids
    bounds: dict[int, tuple[int, int]] = {}
    for i in keep:
        first, last = bounds.get(numbers[i], spans[i])
        bounds[numbers[i]] = (min(first, spans[i][0]), max(last, spans[i][1]))
    case = {number: case_of(paragraph[a:b]) for number, (a, b) in bounds.items()}
    place = [OUTSIDE] * len(paragraph)
    for a, b in quoted_stretches(paragraph):
        place[a:b] = [INSIDE] * (b - a)
    for mark in QUOTE.finditer(paragraph):
        place[mark.start() : mark.end()] = [MARK] * (mark.end() - mark.start())
    ids = encoding.ids
    return [
        Unit(
            start=start + (spans[part[0]][0] if part is not keep else 0),
            end=start + (spans[part[-1]][1] if part is not keep else len(paragraph)),
            group=group,
            ids=tuple(ids[i] for i in part),
            cases=tuple(case[numbers[i]] for i in part),
            marks=tuple(place[spans[i][0]] for i in part),
            starts=tuple(start + spans[i][0] for i in part),
            ends=tuple(start + spans[i][1] for i in part),
            words=tuple(numbers[i] for i in part),
        )
        for part in cut_pieces(keep, [paragraph[a:b] for a, b in spans])
    ]


def cut_pieces(keep: list[int], pieces: Sequence[str]) -> list[list[int]]:
    """Cut a paragraph's pieces into parts that fit a window, after the last sentence end of the second half of each."""
    if len(keep) <= LONGEST_UNIT:
        return [keep]
    parts = []
    rest = keep
    while len(rest) > LONGEST_UNIT:
        ends = [k + 1 for k in range(LONGEST_UNIT // 2, LONGEST_UNIT - 2) if pieces[rest[k]] in SENTENCE_END]
        stop = ends[-1] if ends else LONGEST_UNIT
        while stop < LONGEST_UNIT and pieces[rest[stop]] in "\"”»'’)":
            stop += 1
        parts.append(rest[:stop])
        rest = rest[stop:]
    return [*parts, rest] if rest else parts


def pack(units: Iterable[Unit], first: int = WINDOW, most: int = WINDOW) -> list[list[Unit]]:
    """Pack units into windows in order: as many neighbours of one group as fit, each followed by a separator.

    first: room in the first window; training draws it, so that a paragraph is not always seen with the same neighbours. most: room in
    the others; a unit that is longer has a window for itself.
    """
    windows: list[list[Unit]] = []
    room = 0
    for unit in units:
        if windows and windows[-1][-1].group == unit.group and len(unit) + 1 <= room:
            windows[-1].append(unit)
        else:
            windows.append([unit])
            room = (first if len(windows) == 1 else most) - 1
        room -= len(unit) + 1
    return windows


def lay_out(
    window: Sequence[Unit], start_id: int, separator_id: int
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Return a window's piece ids, cases and marks with its separators, and the index at which each unit begins."""
    ids, cases, marks, begins = [start_id], [OTHER], [OUTSIDE], []
    for unit in window:
        begins.append(len(ids))
        ids += [*unit.ids, separator_id]
        cases += [*unit.cases, OTHER]
        marks += [*unit.marks, OUTSIDE]
    return ids, cases, marks, begins

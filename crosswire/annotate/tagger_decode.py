"""From the tagger's numbers to attributions: candidates for cues, one question each to the decoder, and who gets which words.

Numbers in, places out: nothing here knows which engine made the numbers, so the training script scores its checkpoints with it.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Protocol

import numpy as np

from crosswire.annotate.tagger_windows import CLOSING, QUOTE, READ_WINDOW, Unit, lay_out, pack, quoted_stretches

Numbers = Any
"""A numpy array of floats."""

CANDIDATE = 0.3
"""Chance of beginning a cue from which a piece is put to the decoder; of lower ones hardly any is kept."""

THRESHOLD = 0.35
"""Certainty from which an attribution is kept; tuned for content+speaker F (speech and all) on 40 training documents kept out."""

MOST_CUES = 48
"""Questions asked about one unit at most: bounds the time a hostile paragraph costs. The fullest unit of the training set has 20."""

KEPT_SHARE = 0.5
"""An attribution that loses more than this share of its words to a surer one is dropped."""

FEWEST_FOLLOWING = 6
"""Fewest words of a paragraph that continues the quotation before it; shorter ones are links, cries and retorts."""

GOING_ON = ("he", "she")
"""Sources of an attribution that goes on with the speaker of the one before it."""

SPEECH = 0.5
"""Chance from which an attribution is speech rather than an attitude."""

OPENING = 1.0
"""Price, in log chances, of beginning a source or a fragment of content: fewer splinters. Of 0 to 2, best for content+speaker F and exact contents
on the 40 training documents kept out."""

CLOSED = ("”", '"', "»", "''")
OUT, BEGIN_SOURCE, IN_SOURCE, BEGIN_CONTENT, IN_CONTENT = range(5)
WORD = re.compile(r"\w+(?:['’]\w+)?")


class Network(Protocol):
    """What runs the weights. Logits, not chances; one window, and the cues of one unit, at a time: what stands elsewhere in a text cannot
    change a result. alone: weights of `certainty`, for what `signs_of` returns.
    """

    start_id: int
    separator_id: int
    alone: Sequence[float]

    def encode(self, ids: Sequence[int], cases: Sequence[int], marks: Sequence[int]) -> tuple[Numbers, Numbers]:
        """Return hidden states [length, width] and cue logits [length, 3] (begin, in, out) of a window."""
        ...

    def ask(self, hidden: Numbers, sides: Numbers) -> tuple[Numbers, Numbers]:
        """Return tag logits [cues, length, 5] and verdict logits [cues, 2] for a unit's states and sides [cues, length]."""
        ...


@dataclass(frozen=True, slots=True)
class Attribution:
    """An attribution as the tagger sees it, in code points of the text.

    content: fragments. source: its words, or None. sureness: of 1. speech: chance that it is speech, not an attitude. inside: index of the
    attribution in whose content it stands, or None. signs: see `signs_of`.
    """

    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    source: tuple[int, int] | None
    sureness: float
    speech: float
    inside: int | None = None
    signs: tuple[float, ...] = ()


@dataclass(slots=True)
class Guess:
    """An attribution in pieces of one unit, before the unit's guesses are settled with each other."""

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: list[int]
    sureness: float
    speech: float
    signs: tuple[float, ...] = ()


def chances(logits: Numbers) -> Numbers:
    """Return softmax over the last axis."""
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)


def sigmoid(x: Numbers) -> Numbers:
    """Return the logistic function, safe for large numbers."""
    return 1.0 / (1.0 + np.exp(-np.clip(x, -30.0, 30.0)))


def find_candidates(cue: Numbers, words: Sequence[int]) -> list[tuple[int, int, float]]:
    """Return (first, last, chance) of every stretch of pieces that may be a cue; cue: chances [length, 3] of begin, in, out."""
    found = []
    begin, within, out = cue[:, 0].tolist(), cue[:, 1].tolist(), cue[:, 2].tolist()
    for i, chance in enumerate(begin):
        orphan = within[i] > 0.5 and (i == 0 or (begin[i - 1] < CANDIDATE and within[i - 1] < 0.5))
        if chance < CANDIDATE and not orphan:
            continue
        stop = i + 1
        while stop < len(begin) and (within[stop] > max(out[stop], begin[stop]) or words[stop] == words[stop - 1]):
            stop += 1
        found.append((i, stop, max(chance, within[i] if orphan else 0.0)))
    found.sort(key=lambda c: (-c[2], c[0]))
    return sorted(found[:MOST_CUES])


def best_path(scores: Numbers) -> list[int]:
    """Return the best sequence of tags in which an I follows its own B or I, and each B has its price (Viterbi); scores: log chances [length, 5]."""
    scores = scores.copy()
    scores[:, [BEGIN_SOURCE, BEGIN_CONTENT]] -= OPENING
    first: list[int] = scores.argmax(-1).tolist()
    if all(
        tag not in (IN_SOURCE, IN_CONTENT) or before in (tag - 1, tag)
        for before, tag in zip([OUT, *first], first, strict=False)
    ):
        return first  # no better sequence can exist; true of nearly all
    allowed = np.zeros((5, 5))
    for inside, begin in ((IN_SOURCE, BEGIN_SOURCE), (IN_CONTENT, BEGIN_CONTENT)):
        allowed[:, inside] = -1e9
        allowed[begin, inside] = allowed[inside, inside] = 0.0
    total = scores[0].copy()
    total[[IN_SOURCE, IN_CONTENT]] = -1e9
    back = []
    for row in scores[1:]:
        ways = total[:, None] + allowed
        back.append(ways.argmax(0))
        total = ways.max(0) + row
    path = [int(total.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def best_source(path: Sequence[int], tags: Numbers) -> tuple[int, int] | None:
    """Return the surest run of source pieces, or None."""
    runs: list[tuple[float, int, int]] = []
    i = 0
    while i < len(path):
        if path[i] in (BEGIN_SOURCE, IN_SOURCE):
            stop = i + 1
            while stop < len(path) and path[stop] == IN_SOURCE:
                stop += 1
            runs.append((float(tags[i:stop, BEGIN_SOURCE : IN_SOURCE + 1].sum(1).mean()), -i, stop))
            i = stop
        else:
            i += 1
    if not runs:
        return None
    _, start, stop = max(runs)
    return -start, stop


def guess_unit(network: Network, unit: Unit, hidden: Numbers, cue: Numbers, threshold: float) -> list[Guess]:
    """Ask the decoder about every candidate of one unit. hidden: [length, width]; cue: chances [length, 3]."""
    candidates = find_candidates(cue, unit.words)
    if not candidates:
        return []
    sides = np.zeros((len(candidates), len(unit)), dtype=np.int64)
    for row, (first, last, _) in zip(sides, candidates, strict=True):
        row[first:last], row[last:] = 1, 2
    tag_logits, verdict = network.ask(hidden, sides)
    tags, verdicts = chances(tag_logits), sigmoid(verdict)
    guesses = []
    for k, (first, last, chance) in enumerate(candidates):
        path = best_path(np.log(tags[k] + 1e-9))
        content = [i for i, t in enumerate(path) if t >= BEGIN_CONTENT and not first <= i < last]
        if not content:
            continue
        signs = signs_of(tags[k], path, verdicts[k].tolist(), chance)
        sureness = certainty(network.alone, signs)
        if sureness >= threshold:
            source = best_source(path, tags[k])
            guesses.append(Guess((first, last), source, content, sureness, float(verdicts[k, 1]), signs))
    return guesses


def logit(chance: float) -> float:
    """Return the log odds of a chance, within reason."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))


def signs_of(tags: Numbers, path: Sequence[int], verdicts: Sequence[float], chance: float) -> tuple[float, ...]:
    """Return what speaks for a guess and against it.

    Log odds of the decoder's verdict, of the cue, of the mean and the least sure piece of its content, of the mean piece of its source
    (0 without one), of the surest piece left out of the content; whether it has a source; whether it is speech.
    """
    content = [float(tags[i, BEGIN_CONTENT:].sum()) for i, t in enumerate(path) if t >= BEGIN_CONTENT]
    source = [float(tags[i, BEGIN_SOURCE:BEGIN_CONTENT].sum()) for i, t in enumerate(path) if 0 < t < BEGIN_CONTENT]
    outside = [float(tags[i, BEGIN_CONTENT:].sum()) for i, t in enumerate(path) if t < BEGIN_CONTENT]
    return (
        logit(verdicts[0]),
        logit(chance),
        logit(sum(content) / len(content)),
        logit(min(content)),
        logit(sum(source) / len(source)) if source else 0.0,
        logit(max(outside, default=0.0)),
        float(bool(source)),
        float(verdicts[1] >= SPEECH),
    )


def certainty(weights: Sequence[float], signs: Sequence[float]) -> float:
    """Return the chance that an attribution with these signs is right (logistic regression, fitted by calibrate.py); weights: bias first."""
    return float(sigmoid(weights[0] + sum(w * s for w, s in zip(weights[1:], signs, strict=True))))


def settle(guesses: list[Guess]) -> list[tuple[Guess, int | None]]:
    """Give words that two attributions claim to the surer one.

    A lesser one that stands wholly inside the other's content is nested there: returned with the index of the outer one.
    """
    kept: list[tuple[Guess, int | None]] = []
    owner: dict[int, int] = {}
    for guess in sorted(guesses, key=lambda g: (-g.sureness, g.cue)):
        lost = [i for i in guess.content if i in owner]
        outer = {owner[i] for i in range(*guess.cue) if i in owner}
        if lost and len(outer) == 1 and {owner[i] for i in lost} == outer and len(lost) == len(guess.content):
            kept.append((guess, min(outer)))
            continue
        left = [i for i in guess.content if i not in owner]
        if len(left) <= (1 - KEPT_SHARE) * len(guess.content):
            continue
        guess.content = left
        for i in left:
            owner[i] = len(kept)
        kept.append((guess, None))
    return kept


def widen(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Widen a place to whole words and to the quotation marks that touch it, inside [low, high)."""
    left = max(low, start - 60)
    for word in WORD.finditer(text[left : min(high, end + 60)]):
        a, b = left + word.start(), left + word.end()
        if a < start < b:
            start = a
        if a < end < b:
            end = b
    return start, end


def runs_of(pieces: Sequence[int]) -> list[tuple[int, int]]:
    """Return unbroken runs [first, last) of sorted piece indices."""
    runs: list[tuple[int, int]] = []
    for i in pieces:
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def fragments(text: str, unit: Unit, guess: Guess) -> tuple[tuple[int, int], ...]:
    """Return a guess's content as places: whole words, closing marks and stops included, fragments that hold no word left out."""
    out: list[tuple[int, int]] = []
    barred = [(unit.starts[guess.cue[0]], unit.ends[guess.cue[1] - 1])]
    if guess.source:
        barred.append((unit.starts[guess.source[0]], unit.ends[guess.source[1] - 1]))
    for first, last in runs_of(guess.content):
        a, b = widen(text, unit.starts[first], unit.ends[last - 1], unit.start, unit.end)
        if out and not WORD.search(text, out[-1][1], a) and not any(out[-1][1] <= x < a for x, _ in barred):
            out[-1] = (out[-1][0], b)
        elif WORD.search(text, a, b):
            out.append((a, b))
    return tuple(trim(text, a, b) for a, b in out)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Take commas, blanks and the like off a place's edges that no quotation mark holds."""
    while start < end and text[start] in " \t,;:-–—":
        start += 1
    while start < end and text[end - 1] in " \t,;:-–—":
        end -= 1
    while end > start and text[end - 1] in ".!?" and not any(q.start() for q in QUOTE.finditer(text[start:end])):
        end -= 1
    return start, end


def read_units(network: Network, text: str, units: Sequence[Unit], threshold: float = THRESHOLD) -> list[Attribution]:
    """Find the attributions of a text, from a certainty on; its units are given in order. Returned sorted by unit and cue."""
    found: list[Attribution] = []
    for window in pack(units, READ_WINDOW, READ_WINDOW):
        ids, cases, marks, begins = lay_out(window, network.start_id, network.separator_id)
        hidden, cue_logits = network.encode(ids, cases, marks)
        cue = chances(cue_logits)
        for begin, unit in zip(begins, window, strict=True):
            part = slice(begin, begin + len(unit))
            found += place(
                text, unit, settle(guess_unit(network, unit, hidden[part], cue[part], threshold)), len(found)
            )
    return found


def place(text: str, unit: Unit, settled: list[tuple[Guess, int | None]], before: int) -> list[Attribution]:
    """Turn a unit's settled guesses into attributions in order of their cues; `before` attributions stand earlier in the text."""
    placed = [(guess, outer, fragments(text, unit, guess)) for guess, outer in settled]
    keep = [k for k, (_, outer, content) in enumerate(placed) if content and (outer is None or placed[outer][2])]
    order = sorted(keep, key=lambda k: (placed[k][0].cue, k))
    number = {k: before + n for n, k in enumerate(order)}
    out = []
    for k in order:
        guess, outer, content = placed[k]
        cue = widen(text, unit.starts[guess.cue[0]], unit.ends[guess.cue[1] - 1], unit.start, unit.end)
        source = None
        if guess.source:
            source = widen(text, unit.starts[guess.source[0]], unit.ends[guess.source[1] - 1], unit.start, unit.end)
        inside = None if outer is None else number.get(outer)
        out.append(Attribution(content, cue, source, guess.sureness, guess.speech, inside, guess.signs))
    return out


def continue_quotations(text: str, units: Sequence[Unit], found: Sequence[Attribution]) -> list[Attribution]:
    """Carry a quotation that is still open at its paragraph's end into the next paragraphs that open with a mark (the newspaper convention)."""
    taken = {i for a in found for s, e in a.content for i in (s, e - 1)}
    out = []
    for attribution in found:
        content = list(attribution.content)
        home = next((k for k, u in enumerate(units) if u.start <= attribution.cue[0] < u.end), None)
        while home is not None and home + 1 < len(units):
            unit, after = units[home], units[home + 1]
            stretches = quoted_stretches(text[unit.start : unit.end])
            is_open = bool(stretches) and not text[unit.start : unit.end].rstrip().endswith(CLOSED)
            reaches = (
                bool(stretches)
                and unit.start + stretches[-1][0] <= content[-1][1] - 1
                and stretches[-1][1] == unit.end - unit.start
            )
            opening = QUOTE.match(text, after.start)
            if not (is_open and reaches and content[-1][1] >= unit.end - 2 and opening) or unit.group != after.group:
                break
            next_stretches = quoted_stretches(text[after.start : after.end])
            if not next_stretches or next_stretches[0][0] != 0:
                break
            a, b = after.start, after.start + next_stretches[0][1]
            if any(a <= t < b for t in taken):
                break
            content.append((a, b))
            if b < after.end:
                break
            home += 1
        if len(content) > len(attribution.content):
            attribution = replace(attribution, content=tuple(content))
        out.append(attribution)
    return out


def follow_on(text: str, units: Sequence[Unit], found: Sequence[Attribution]) -> list[Attribution]:
    """Give a paragraph that is one quotation and names nobody to whoever was quoted in the paragraph before it.

    Of 49 such paragraphs of the training set after a direct or mixed quotation, the annotators count 43 to it; after an indirect one, half, but
    all three where a quotation of the same speaker stands before that.
    """
    out = list(found)
    for before, unit in pairwise(units):
        if unit.group != before.group or not is_quotation(text[unit.start : unit.end]):
            continue
        places = [(span, k) for k, a in enumerate(out) for span in (*a.content, a.cue)]
        if any(a < unit.end and unit.start < b for (a, b), _ in places):
            continue
        ends = [(b, k) for (a, b), k in places if before.start <= a < before.end and out[k].inside is None]
        number = last_quoted(text, out, [k for _, k in sorted(ends, reverse=True)])
        if number is not None:
            out[number] = replace(out[number], content=(*out[number].content, (unit.start, unit.end)))
    return out


def last_quoted(text: str, found: Sequence[Attribution], order: Sequence[int]) -> int | None:
    """Return the last attribution of a paragraph if it is a quotation, or the one before where the last only goes on with "he" or "she", or None.

    order: the paragraph's attributions, as indices, from the last on.
    """
    for number in order:
        speaker = found[number]
        if speaker.speech >= SPEECH and any(QUOTE.search(text, a, b) for a, b in speaker.content):
            return number
        if speaker.source is None or text[slice(*speaker.source)].lower() not in GOING_ON:
            return None
    return None


def is_quotation(paragraph: str) -> bool:
    """Whether a paragraph is one quotation from its first sign to its last, of more than a few words."""
    opening = QUOTE.match(paragraph)
    if opening is None or opening.group() not in CLOSING:
        return False
    marked = paragraph.rstrip(".")[-1:] in CLOSING[opening.group()]
    return marked and len(quoted_stretches(paragraph)) == 1 and len(WORD.findall(paragraph)) >= FEWEST_FOLLOWING

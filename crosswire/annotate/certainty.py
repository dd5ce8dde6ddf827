"""How certain an attribution is, in words, and why.

The chance comes from the tagger's logistic regression, or, for what the rules found, from the share of records of that kind that were
right. The shares are measured, not felt: `weights/calibration.json`, written by bench/train/tagger/calibrate.py, holds them for each word
and each way of finding, on documents kept out of training and on the development set.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from crosswire.model import Quotation, Span

SURE, LIKELY = 0.85, 0.6
"""Chance from which an attribution is called sure, and likely; below it is doubtful."""

FAR = 90
"""Characters between source and cue from which the source is far: beyond it, on the documents kept out, the speaker is wrong three times as often."""

UNSURE = 0.0
"""Log odds of the least sure piece of a content, of the surest piece left out, and of the verdict, from which it is a reason for doubt."""

CALIBRATION = "calibration.json"
KINDS = ("direct", "mixed", "indirect")


@lru_cache(maxsize=1)
def load_calibration() -> dict[str, Any]:
    """Return the measured shares, or an empty table where the file is not there."""
    path = files("crosswire.annotate").joinpath("weights", CALIBRATION)
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return table


def word_of(chance: float) -> str:
    """Return the word for a chance."""
    return "sure" if chance >= SURE else "likely" if chance >= LIKELY else "doubtful"


def ruled_keys(quotation: Quotation) -> tuple[str, str]:
    """Return the kinds under which a record of the rules is counted: its manner and form, and, where that form is too rare, its manner
    and whether it has a source.
    """
    kind = quotation.type if quotation.type in KINDS else KINDS[-1]
    known = "attitude" if not quotation.speech else "source" if quotation.source else "no source"
    return f"{kind}, {form_of(quotation)}", f"{kind}, {known}"


def form_of(quotation: Quotation) -> str:
    """Return the form in which the rules found a record: the first part of its basis."""
    return quotation.basis.split(";")[0]


def rate_ruled(quotation: Quotation) -> Quotation:
    """Return a record that the rules found with the share of its kind that was right, where that was measured."""
    table = load_calibration().get("rules", {})
    row = next((table[key] for key in ruled_keys(quotation) if key in table), None)
    if row is None:
        return quotation
    reason = f"rules alone ({form_of(quotation)}); {row['right']} of {row['records']} such were right"
    return replace(quotation, certainty=row["chance"], certainty_word=word_of(row["chance"]), certainty_reason=reason)


def apart(first: Sequence[Span], second: Sequence[Span]) -> int:
    """Return how many characters lie between two places."""
    if not first or not second:
        return 0
    return max(0, min(max(b[0] - a[1], a[0] - b[1]) for a in first for b in second))


def reason_of(quotation: Quotation, signs: Sequence[float], view: Sequence[float]) -> str:
    """Return in words what a chance rests on: who found it, and what speaks against it.

    signs: of `tagger_decode.signs_of`. view: of `tagger_combine.view_of`, or empty where the rules were not asked.
    """
    if not view:
        found = "tagger"
    elif view[1]:
        found = "tagger and rules agree"
    elif view[0]:
        found = "tagger and rules, which bound it otherwise"
    elif view[3]:
        found = "tagger, where the rules read the words otherwise"
    else:
        found = "tagger alone"
    doubts = []
    if signs and signs[0] < UNSURE:
        doubts.append("it may be no attribution")
    if len(signs) > 5 and (signs[3] < UNSURE or signs[5] > UNSURE):
        doubts.append("its bounds are unsure")
    if view and view[4]:
        doubts.append("its source is a thing")
    if not quotation.source:
        doubts.append("no source in its paragraph")
    elif apart(quotation.source, quotation.cue) >= FAR:
        doubts.append("its source stands far from the cue")
    if not quotation.speech:
        doubts.append("an attitude rather than speech")
    return "; ".join([found, *doubts])


def rated(quotation: Quotation, chance: float, signs: Sequence[float], view: Sequence[float]) -> Quotation:
    """Return a record of the tagger with its certainty."""
    return replace(
        quotation,
        certainty=round(chance, 2),
        certainty_word=word_of(round(chance, 2)),
        certainty_reason=reason_of(quotation, signs, view),
    )

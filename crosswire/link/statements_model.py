"""The learned judge of two stretches: the chance that they word one utterance, from the measures of statements_score.py.

Two logistic models with weights of a known sign, so that no measure ever counts the wrong way round: one for stretches in one language, one without the
measures of words for stretches in two. The weights are plain JSON, written by bench/train/statements/train.py; docs/models/statements.md is their card.
"""

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

RISING = ("letters", "words", "kept", "meaning", "own meaning", "lead", "numbers", "occasion")
FALLING = (
    "numbers differ",
    "negation",
    "one negated",
    "time",
    "topics",
    "elsewhen",
    "too early",
    "days apart",
    "one document",
)
"""Measures that speak for one utterance, and against it."""

SPOKEN = ("letters", "words", "kept")
"""Measures that need one language."""


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, Mapping[str, float]]:
    """Return model name ("one language", "two languages") -> measure -> weight; "" is the constant."""
    text = files("crosswire.link").joinpath("weights", "statements.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = json.loads(text)["models"]
    return found


def judge(measures: Mapping[str, float]) -> float:
    """Return the chance, 0 to 1, that two stretches with these measures word one utterance."""
    weights = load_weights()["one language" if SPOKEN[0] in measures else "two languages"]
    odds = weights[""] + math.fsum(weight * measures.get(name, 0.0) for name, weight in weights.items() if name)
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, odds))))

"""The language of a text, by py3langid (a naive Bayes classifier over byte n-grams; Lui and Baldwin, ACL 2012)."""

import re
from functools import cache
from typing import Any

ENOUGH_LETTERS = 40
"""Fewer letters than this say too little."""

SAMPLE = 4000
"""Code points looked at."""

SURE = 0.6
"""Least probability for an answer; py3langid's probabilities are calibrated over lengths."""


@cache
def _identifier() -> Any:
    """Load the classifier once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def find_language(text: str) -> str | None:
    """Return the BCP 47 code of a text's language, or None where it is too short or too mixed to say."""
    sample = text[:SAMPLE]
    if len(re.findall(r"[^\W\d_]", sample)) < ENOUGH_LETTERS:
        return None
    language, sure = _identifier().classify(sample)
    return str(language) if sure >= SURE and language not in ("und", "zxx") else None

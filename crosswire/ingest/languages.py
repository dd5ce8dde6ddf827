"""The language of a text, by py3langid (a naive Bayes classifier over byte n-grams; Lui and Baldwin, ACL 2012)."""

import re
from functools import cache
from typing import Any

from crosswire.model import UNKNOWN, HeaderValue

ENOUGH_LETTERS = 40
"""Fewer letters than this say too little."""

SAMPLE = 4000
"""Code points looked at."""

SURE = 0.6
"""Least probability for an answer; py3langid's probabilities are calibrated over lengths."""

MANY_LETTERS = 300
CERTAIN = 0.99
"""Letters, and probability, from which the text's own words count more than what is declared: page templates declare the language of their
menus. On the 76 news pages of ../shared/data/captures/html/fundus that changes five values, all wrong (Zulu, Xhosa and Swahili as English).
"""

GLANCE = 1000
"""Code points looked at where a language is declared."""

NEAR = (
    {"no", "nb", "nn", "da"}, {"sr", "hr", "bs", "sh", "me", "cnr"}, {"id", "ms"}, {"zh", "yue", "wuu"}, {"cs", "sk"}, {"fa", "prs"},
    {"hi", "mr", "ne"}, {"pt", "gl"}, {"de", "lb", "als", "gsw"}, {"nl", "af"}, {"ru", "be", "uk", "bg", "mk"}, {"es", "gl", "ca", "an"}, {"fr", "oc", "wa"},
)  # fmt: skip
"""Languages that the classifier takes for one another: between these a declaration stands."""

SPELLED = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@cache
def _identifier() -> Any:
    """Load the classifier once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def find_language(text: str, *, least: float = SURE, letters: int = ENOUGH_LETTERS) -> str | None:
    """Return the BCP 47 code of a text's language, or None where it is too short or too mixed to say.

    least: the probability from which it is said. letters: fewest letters of the text's first SAMPLE code points.
    """
    sample = text[:SAMPLE]
    if len(re.findall(r"[^\W\d_]", sample)) < letters:
        return None
    language, sure = _identifier().classify(sample)
    return str(language) if sure >= least and language not in ("und", "zxx") else None


def choose_language(declared: HeaderValue, text: str) -> HeaderValue:
    """Return a text's language: as declared, unless its words are certainly of another; else by its words, as inferred.

    Both are kept in the basis where they differ.
    """
    if declared.value is None:
        found = find_language(text)
        return HeaderValue(found, "inferred", basis=("the text's letters (py3langid)",)) if found else UNKNOWN
    main = declared.value.replace("_", "-").split("-")[0].lower()
    if not SPELLED.fullmatch(declared.value.replace("_", "-")):
        return declared
    found = find_language(text[:GLANCE], least=CERTAIN, letters=MANY_LETTERS)
    if found is None or found == main or any(found in group and main in group for group in NEAR):
        return declared
    basis = (*declared.basis, f"says {declared.value}, but its words are {found} (py3langid)")
    return HeaderValue(found, "inferred", basis=basis)

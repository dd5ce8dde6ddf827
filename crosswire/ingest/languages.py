"""The language of a text: English by its commonest words, all else by py3langid (a naive Bayes classifier over byte n-grams; Lui and Baldwin,
ACL 2012).
"""

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

COMMON = frozenset({
    "the", "of", "and", "that", "with", "was", "from", "which", "this", "have", "has", "had", "were", "been", "would", "their", "they", "by", "it",
    "not", "who", "will",
})  # fmt: skip
"""Commonest words of English news that no other language of the Latin script has among its commonest, or only one or two of them."""

COMMON_SHARE, COMMON_WORDS = 0.12, 50
"""Share of COMMON among a sample's words, and fewest words, from which it is English without asking the classifier, which takes two thirds of a
second to unpack. Of 5,700 news texts of ../shared/data (4,680 English, 950 German, the rest in 15 other languages), 4,500 have that share, and the
classifier says English of every one.
"""

BY_WORDS, BY_LETTERS = "commonest words", "letters (py3langid)"
"""What a text's language was seen by."""

SPELLED = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@cache
def _identifier() -> Any:
    """Load the classifier once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def is_plain_english(sample: str) -> bool:
    """Whether a sample is English beyond doubt by the share of its commonest words."""
    words = re.findall(r"[^\W\d_]+", sample.lower())
    return len(words) >= COMMON_WORDS and sum(w in COMMON for w in words) >= COMMON_SHARE * len(words)


def find_language(text: str, *, least: float = SURE, letters: int = ENOUGH_LETTERS) -> tuple[str, str] | None:
    """Return the BCP 47 code of a text's language and what it was seen by, or None where the text is too short or too mixed to say.

    least: the probability from which it is said. letters: fewest letters of the text's first SAMPLE code points.
    """
    sample = text[:SAMPLE]
    if len(re.findall(r"[^\W\d_]", sample)) < letters:
        return None
    if is_plain_english(sample):
        return "en", BY_WORDS
    language, sure = _identifier().classify(sample)
    return (str(language), BY_LETTERS) if sure >= least and language not in ("und", "zxx") else None


def choose_language(declared: HeaderValue, text: str) -> HeaderValue:
    """Return a text's language: as declared, unless its words are certainly of another; else by its words, as inferred.

    Both are kept in the basis where they differ.
    """
    if declared.value is None:
        found = find_language(text)
        return HeaderValue(found[0], "inferred", basis=(f"the text's {found[1]}",)) if found else UNKNOWN
    main = declared.value.replace("_", "-").split("-")[0].lower()
    if not SPELLED.fullmatch(declared.value.replace("_", "-")):
        return declared
    found = find_language(text[:GLANCE], least=CERTAIN, letters=MANY_LETTERS)
    if found is None or found[0] == main or any(found[0] in group and main in group for group in NEAR):
        return declared
    basis = (*declared.basis, f"says {declared.value}, but its {found[1]} are {found[0]}")
    return HeaderValue(found[0], "inferred", basis=basis)

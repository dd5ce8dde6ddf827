"""What the words around a name say of its kind: who speaks of himself as "he" is a person, what is followed by "which" is none."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crosswire.annotate.words import Word
from crosswire.model.folding import word_set

if TYPE_CHECKING:
    from crosswire.annotate.labels import Label

SAYING = word_set(
    "said says say told tells added adds warned warns insisted insists admitted admits denied denies promised promises claimed claims thought "
    "thinks hoped hopes believed believes knew knows wrote writes announced announces argued argues declared declares explained explains"
)
"""Forms of verbs of saying and thinking after which a subject often speaks of itself. General English."""
ADDRESSED = word_set("reporters journalists parliament lawmakers them him her us me that on in")
LATIN = 0x250
"""The first code point behind the Latin letters of European languages."""
REACH = 7
"""Words after a verb of saying in which a speaker's own pronoun is looked for. By eye."""


def begins_with_name(words: Sequence[Word], i: int) -> bool:
    """Whether the first word of a sentence is a name by what follows or by its letters: "Marran said", a word in another alphabet than the Latin."""
    w = words[i]
    if ord(w.text[0]) > LATIN:
        return True
    return w.token.pos_ == "PROPN" and i + 1 < len(words) and words[i + 1].low in SAYING and len(w.low) > 2


def kind_by_context(words: Sequence[Word], label: "Label") -> str | None:
    """Return "person" or "body" where the words right after a name tell, else None."""
    low = [w.low for w in words[label.end : label.end + 2]]
    if low[:1] == [","] and low[1:]:
        if low[1] == "who":
            return "person"
        if low[1] == "which":
            return "body"
        age = low[1]
        if age.isdigit() and len(age) == 2 and label.end + 2 < len(words) and words[label.end + 2].text in {",", "."}:
            return "person"
    if low[:1] and low[0] in SAYING:
        return speaks_as(words, label.end + 1)
    return None


def speaks_as(words: Sequence[Word], at: int) -> str | None:
    """Return what the first pronoun behind a verb of saying makes of its subject: "he" a person, "it had" a body; None where a name comes first."""
    for i in range(at, min(at + REACH, len(words))):
        low = words[i].low
        if low in {"he", "she"}:
            return "person"
        if low == "it":
            later = words[i + 1].low if i + 1 < len(words) else ""
            return (
                "body"
                if i <= at + 2 and later in {"had", "would", "will", "has", "could", "intends", "plans"}
                else None
            )
        if (words[i].cap and words[i].low not in ADDRESSED and not words[i].initial) or words[i].text in ".;":
            return None
    return None

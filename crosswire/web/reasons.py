"""Why a reading is held, in words for readers: who a speaker is taken to be, how certain a quotation is."""

import re

from crosswire.model import Quotation

_SPELT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"pronoun: last speaker (.+)", r"the last to speak before: \1"),
        (r"pronoun: subject (?:of the sentence )?before,? (.+)", r"the subject of a sentence before: \1"),
        (r"pronoun: subject (.+)", r"the subject of the sentence: \1"),
        (r"pronoun: only person (.+)", r"the only person in a sentence before: \1"),
        (r"pronoun: only name before, (.+)", r"the only name in a sentence before: \1"),
        (r"pronoun: plural subject", "the plural subject before"),
        (r"pronoun: joint subject", "those named together before"),
        (r"pronoun: (other accounts .+)", r"\1"),
        (r"capital for its state", "a capital stands for its state"),
        (r"metonym for its state", "a seat of government stands for its state"),
        (r"group of (.+)", r"a group that belongs to \1"),
        (r"government of (.+)", r"the government of \1"),
        (r"([^:()]+) of ([^:()]+): (.+)", r"“\3” is the \1 of \2"),
        (r"the ([^:()]+): (.+)", r"“the \1” is \2"),
    )
)


def spell_basis(basis: str) -> str:
    """Return an attribution's basis ("pronoun: last speaker Marran; relative pronoun") in words; notes that are words already stay."""
    return "; ".join(_spell(step) for step in basis.split("; ")) if basis else ""


def _spell(step: str) -> str:
    for pattern, words in _SPELT:
        if pattern.fullmatch(step):
            return pattern.sub(words, step)
    return step


def reading_reason(quotation: Quotation) -> str:
    """Return why a reading is as certain as it is, with the share of such readings that are right, where it was measured."""
    share = "" if quotation.certainty is None else f"; right in about {round(100 * quotation.certainty)} of 100 such"
    return f"{quotation.certainty_reason}{share}" if quotation.certainty_word else ""

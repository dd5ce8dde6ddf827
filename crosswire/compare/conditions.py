"""Conditions in a clause: "until Veldania withdraws", "only if", "provided that", and the like."""

import re
from collections.abc import Sequence

from crosswire.model import Span

CONDITION = re.compile(
    r"\b(?:(?:un(?:til|less)|only (?:if|when|once|after)|provided(?: that)?|providing that|on (?:the )?condition(?: that)?|as long as|so long as|"
    r"in (?:return|exchange) for|depend(?:s|ing|ed|ent)? (?:up)?on|conditional (?:up)?on|subject to|pending|as soon as|assuming(?: that)?|"
    r"(?:(?<!is )(?<!was )the (?:day|moment|minute)|once)(?= (?:the|an?|its|their|his|her|our|all|both|it|they|we|he|she|there|[A-Z]\w+) )|"
    r"hinges? (?:up)?on|contingent (?:up)?on)\b|"
    r"(?<!as )(?<!even )\bif\b(?! I may| you like| any\b| not\b| anything))",
    re.IGNORECASE,
)
"""Words that open a condition."""

BEFORE = re.compile(r"\b(?:before|without)\b", re.IGNORECASE)
"""Opens a condition only where the clause is negated ("no accession before the name is changed", "will not sign without guarantees")."""

ENDLESS = re.compile(r"as (?:long|soon) as (?:it takes|necessary|needed|possible|practicable)", re.IGNORECASE)
DEPENDS = re.compile(r"depend|conditional|subject|hinge|contingent", re.IGNORECASE)
CLAUSE_END = re.compile(r"[.;!?”\"](?:\s|$)|, (?:but|and|while|which|who|he|she|it|they|[A-Z])\b|$")


def find_condition(
    text: str, start: int, end: int, times: Sequence[Span] = (), *, negated: bool = False
) -> Span | None:
    """Return the place of a condition in [start, end), from its opening word to the end of its clause; "until Friday" is none.

    negated: whether the clause says that something will not be, so that "before" opens a condition too.
    """
    for pattern in (CONDITION, BEFORE) if negated else (CONDITION,):
        for match in pattern.finditer(text, start, end):
            if any(match.end() <= a <= match.end() + 6 for a, _ in times) or ENDLESS.match(text, match.start()):
                continue
            stop = CLAUSE_END.search(text, match.end(), end)
            return (match.start(), stop.start() if stop else end)
    return None

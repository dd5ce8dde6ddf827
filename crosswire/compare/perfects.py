"""Perfect tenses that the parse took apart: "has all the same spoken out against the levy" has a subject, though words stand inside its verb."""

import re
from collections.abc import Iterable
from dataclasses import replace

from crosswire.model import Act, Mention

PARTED = re.compile(
    r" (?:has|have|had) (?:(?:all|just) the same|to date|by and large|(?:more than )?once(?: more| again)?|as a (?:result|consequence)|"
    r"(?:at|for|in|on|over|until) (?:(?:the|a|some|many|several|various|recent|past|last|first) ){0,2}[a-z]+) "
)
"""An auxiliary and an adverbial, up to the participle. What begins with a preposition is nothing that somebody has."""

BACK = 60
"""Characters before a participle in which its auxiliary is looked for."""


def join_perfects(acts: Iterable[Act], mentions: Iterable[Mention], text: str) -> list[Act]:
    """Return the clauses of a document, those of a parted perfect tense with the actor before the auxiliary as their subject."""
    by_end = {m.end: m for m in mentions}
    joined = []
    for act in acts:
        at = act.verb[0]
        match = PARTED.search(text, max(0, at - BACK), act.verb[1])
        named = by_end.get(match.start()) if match and match.end() >= at else None
        if named is not None and (act.subject is None or act.subject[0] > named.end):
            act = replace(
                act, start=named.start, subject=(named.start, named.end), subjects=(named.id,), governed_by=None
            )
        joined.append(act)
    return joined

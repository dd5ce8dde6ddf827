"""Where a log's corrections are applied to records that rules have found, as far as it is the same for actors and issues.

Here because two rooms need the same: link corrects actors, compare issues.
"""

from collections import Counter
from collections.abc import Callable, Container, Mapping
from typing import Generic

from crosswire.model.corrections import standing
from crosswire.model.wishes import Given

HALF = 0.5
"""Share of what a record had by which it is known again under another id: more than this."""


class Desk(Generic[Given]):
    """Records while corrections are applied to them: which have ended in which, and in words what could not be applied.

    A subclass says by what a record is known again where its id has changed (`shared`), how two are joined (`join`), and what its other
    verbs do.
    """

    def __init__(self, records: Container[str], kinds: str) -> None:
        """records: what is there, by id, as it changes. kinds: what it is, in messages."""
        self.records, self.kinds = records, kinds
        self.ended: dict[str, str] = {}
        self.troubles: list[str] = []

    def shared(self, id_: str, c: Given) -> tuple[Counter[str], int]:
        """Return how much of what the named record had each record now has, and how much that was."""
        raise NotImplementedError

    def join(self, kept: str, gone: str, by: str) -> None:
        """Put a record into another, by a correction's id, and take it away."""
        raise NotImplementedError

    def apply(self, log: tuple[Given, ...], verbs: Mapping[str, Callable[[Given], None]]) -> dict[str, str]:
        """Apply the corrections of a log that stand, in the order given. Returns ended id -> id that took its place in the end."""
        for c in standing(log):
            verbs[c.verb](c)
        return ends(self.ended)

    def find(self, id_: str, c: Given) -> str | None:
        """Return the id under which what a correction names now goes, or None where it is no longer to be found: by its id, else by the
        record that has most of what it had."""
        id_ = follow(self.ended, id_)
        if id_ in self.records:
            return id_
        shared, had = self.shared(id_, c)
        best = min(shared, key=lambda i: (-shared[i], i), default=None)
        return best if best is not None and shared[best] > HALF * had else None

    def find_or_tell(self, id_: str, name: str, c: Given) -> str | None:
        """Do the same, and note where it is not to be found."""
        found = self.find(id_, c)
        if found is None:
            self.troubles.append(f"{c.verb} {c.id}: {name} is no longer among the {self.kinds}")
        return found

    def merge(self, c: Given) -> None:
        """Join records into the first one, whose name and id stay."""
        kept = self.find_or_tell(c.subject, c.name, c)
        if kept is None:
            return
        for id_, name in c.others:
            gone = self.find_or_tell(id_, name, c)
            if gone is not None and gone != kept:
                self.join(kept, gone, c.id)
                self.ended[gone] = kept


def follow(ended: Mapping[str, str], id_: str) -> str:
    """Return the id into which an ended one has gone in the end."""
    while id_ in ended:
        id_ = ended[id_]
    return id_


def ends(ended: Mapping[str, str]) -> dict[str, str]:
    """Return ended id -> the id into which it has gone in the end."""
    return {old: follow(ended, old) for old in ended}

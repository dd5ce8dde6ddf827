"""What a person says of who is who, as it is kept over builds."""

from dataclasses import dataclass

ACTOR_VERBS = ("merge", "split", "rename", "undo")

MentionId = tuple[str, str]
"""(document id, mention id)."""


@dataclass(frozen=True, slots=True)
class ActorCorrection:
    """A judgement given by a person: these are one actor, these are not, this is the name.

    id: `k-` + hash of its place in the log and its content. verb: of ACTOR_VERBS. actor: id of the actor corrected; name: its name when the
    correction was given. others: for merge, (id, name) of each actor that is the same. mentions: for split, what is taken out of the actor;
    docs: for split, ids of documents all of whose mentions of the actor are taken out, also those that a later build finds. value: the new
    name (rename; split: name of the actor that is made). of: for undo, the id of the correction taken back. anchors: for each actor id named,
    mentions that it had, by which it is known again where ids have changed.
    """

    id: str
    verb: str
    actor: str = ""
    name: str = ""
    others: tuple[tuple[str, str], ...] = ()
    mentions: tuple[MentionId, ...] = ()
    docs: tuple[str, ...] = ()
    value: str = ""
    of: str = ""
    anchors: tuple[tuple[str, tuple[MentionId, ...]], ...] = ()

    def anchors_of(self, actor: str) -> tuple[MentionId, ...]:
        """Return the mentions that an actor had when the correction was given."""
        return dict(self.anchors).get(actor, ())


def standing(log: tuple[ActorCorrection, ...]) -> tuple[ActorCorrection, ...]:
    """Return the corrections that have not been taken back, in the order given."""
    gone = {c.of for c in log if c.verb == "undo"}
    return tuple(c for c in log if c.verb != "undo" and c.id not in gone)

"""What a person says of who is who, as it is kept over builds."""

from dataclasses import dataclass
from typing import TypeVar

from crosswire.model.selectors import Spans

QUOTATION_VERBS = ("drop", "speaker", "undo")

ACTOR_VERBS = ("merge", "split", "rename", "undo")

ISSUE_VERBS = ("merge", "split", "rename", "pin", "undo")

STORY_VERBS = ("group", "ungroup", "undo")

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

    @property
    def subject(self) -> str:
        """Id of what is corrected."""
        return self.actor

    def anchors_of(self, actor: str) -> tuple[MentionId, ...]:
        """Return the mentions that an actor had when the correction was given."""
        return dict(self.anchors).get(actor, ())


@dataclass(frozen=True, slots=True)
class QuotationCorrection:
    """A judgement given by a person: this is no quotation, or somebody else speaks it.

    id: `k-` + hash of its place in the log and its content. verb: of QUOTATION_VERBS. quotation: id of the quotation; doc, content, text: where it
    stood and its words, by which it is known again where another reading cuts it differently. actor: for speaker, id of who speaks, empty for
    nobody who is known; name: that actor's name; anchors: mentions that the actor had. of: for undo, the id of the correction taken back.
    """

    id: str
    verb: str
    quotation: str = ""
    doc: str = ""
    content: Spans = ()
    text: str = ""
    actor: str = ""
    name: str = ""
    anchors: tuple[MentionId, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class IssueCorrection:
    """A judgement given by a person: these are one issue, these words are another, this is the name, this one stays.

    id: `k-` + hash of its place in the log and its content. verb: of ISSUE_VERBS. issue: id of the issue corrected; name: its name when the
    correction was given. others: for merge, (id, name) of each issue that is the same. forms: printed forms, for split those that are taken
    out, for pin those under which it is found again. value: the new name (rename; split: name of the issue that is made). of: for undo, the
    id of the correction taken back. anchors: for each issue id named, forms that it had, by which it is known again where ids have changed.
    """

    id: str
    verb: str
    issue: str = ""
    name: str = ""
    others: tuple[tuple[str, str], ...] = ()
    forms: tuple[str, ...] = ()
    value: str = ""
    of: str = ""
    anchors: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def subject(self) -> str:
        """Id of what is corrected."""
        return self.issue

    def anchors_of(self, issue: str) -> tuple[str, ...]:
        """Return the forms that an issue had when the correction was given."""
        return dict(self.anchors).get(issue, ())


@dataclass(frozen=True, slots=True)
class StoryCorrection:
    """A judgement given by a person: these documents tell of one occasion, these do not belong to their story.

    id: `k-` + hash of its place in the log and its content. verb: of STORY_VERBS. docs: ids of the documents spoken of; names: their names when
    the correction was given. of: for undo, the id of the correction taken back.
    """

    id: str
    verb: str
    docs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    of: str = ""

    @property
    def name(self) -> str:
        """The documents' names in one string."""
        return ", ".join(self.names)


C = TypeVar("C", ActorCorrection, QuotationCorrection, IssueCorrection, StoryCorrection)


def standing(log: tuple[C, ...]) -> tuple[C, ...]:
    """Return the corrections that have not been taken back, in the order given."""
    gone = {c.of for c in log if c.verb == "undo"}
    return tuple(c for c in log if c.verb != "undo" and c.id not in gone)

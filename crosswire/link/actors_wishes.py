"""What a person wants to correct about actors, turned into a correction: which actor is meant, whether it can be done, and what it undoes."""

from collections.abc import Sequence

from crosswire.errors import CorrectionError
from crosswire.model import Actor, Document, make_id
from crosswire.model.corrections import ActorCorrection, MentionId, standing
from crosswire.model.wishes import choose, choose_to_merge, name_notes, plain_name, undo

ANCHORS = 24
"""Mentions by which an actor is known again: enough that some survive another reading, few enough for a line of the log."""

Wish = tuple[ActorCorrection, tuple[str, ...]]
"""A correction, and what a person should know before it holds: which earlier one it contradicts, in words."""


def choose_actor(actors: Sequence[Actor], words: str) -> Actor:
    """Return the one actor that words name: its id or the beginning of one, its name, or one of its aliases, whatever the case.

    Raises CorrectionError where none or several fit.
    """
    return choose(actors, words, "actor")


def wish_merge(actors: Sequence[Actor], log: tuple[ActorCorrection, ...], words: Sequence[str]) -> Wish:
    """Say that two or more actors are one: the first keeps its id and name. Raises CorrectionError."""
    chosen, apart = choose_to_merge(actors, log, words, "actor")
    first, others = chosen[0], chosen[1:]
    notes = []
    for a in others:
        if a.type != first.type:
            notes.append(f"{first.name} is a {first.type}, {a.name} a {a.type}; together they are a {first.type}")
        both = sorted({d for d, _ in first.mentions} & {d for d, _ in a.mentions})
        if both:
            notes.append(f"{len(both)} document{'s' if len(both) > 1 else ''} name both {first.name} and {a.name}")
    correction = made_up(
        log,
        "merge",
        first,
        others=tuple((a.id, a.name) for a in others),
        anchors=tuple((a.id, anchors_of(a)) for a in chosen),
    )
    return correction, (*notes, *apart)


def wish_split(
    actors: Sequence[Actor],
    documents: Sequence[Document],
    log: tuple[ActorCorrection, ...],
    words: str,
    *,
    mentions: Sequence[str] = (),
    docs: Sequence[str] = (),
    name: str = "",
) -> Wish:
    """Say that some mentions of an actor, or all in some documents, are somebody else's. Raises CorrectionError."""
    actor = choose_actor(actors, words)
    out: list[MentionId] = []
    for wanted in mentions:
        found = [m for m in actor.mentions if m[1] == wanted] or [m for m in actor.mentions if m[1].startswith(wanted)]
        if len(found) != 1 or len(wanted) < 4:
            trouble = "is no mention" if not found else f"fits {len(found)} mentions"
            raise CorrectionError(
                f"{wanted!r} {trouble} of {actor.name}. `crosswire actors list DIR {actor.id}` shows them."
            )
        out += found
    chosen = [choose_document(documents, w) for w in docs]
    taken = {m for m in actor.mentions if m in set(out) or m[0] in chosen}
    if not taken:
        raise CorrectionError(
            f"{actor.name} is not mentioned there. `crosswire actors list DIR {actor.id}` shows where it is."
        )
    if len(taken) == len(actor.mentions):
        raise CorrectionError(
            f"These are all mentions of {actor.name}: nothing of it would be left. To give it another name, use rename."
        )
    notes = []
    for c in standing(log):
        if c.verb != "merge" or c.id not in actor.corrected:
            continue
        joined = {m for id_, _ in c.others for m in c.anchors_of(id_)}
        if joined & taken:
            other = ", ".join(n for _, n in c.others)
            notes.append(
                f"the earlier merge {c.id} had joined {other} to it; `crosswire actors undo DIR {c.id}` takes it back instead"
            )
    correction = made_up(
        log,
        "split",
        actor,
        mentions=tuple(out),
        docs=tuple(chosen),
        value=name,
        anchors=((actor.id, anchors_of(actor)),),
    )
    return correction, tuple(notes)


def wish_rename(actors: Sequence[Actor], log: tuple[ActorCorrection, ...], words: str, name: str) -> Wish:
    """Give an actor a name. Raises CorrectionError."""
    actor = choose_actor(actors, words)
    plain = plain_name(name)
    notes = name_notes(actors, log, actor, plain)
    return made_up(log, "rename", actor, value=plain, anchors=((actor.id, anchors_of(actor)),)), tuple(notes)


def wish_undo(log: tuple[ActorCorrection, ...], words: str) -> Wish:
    """Take a correction back: the one whose id begins with `words`, or the last. Raises CorrectionError."""
    return undo(log, words, "actor")


def choose_document(documents: Sequence[Document], words: str) -> str:
    """Return the id of the one document that a name, an id or the beginning of one means. Raises CorrectionError."""
    found = [d for d in documents if words in (d.name, d.id)] or [
        d for d in documents if words and (d.id.startswith(words) or d.name.startswith(words))
    ]
    if len(found) != 1:
        trouble = "is no document of this dossier" if not found else f"fits {len(found)} documents"
        raise CorrectionError(f"{words!r} {trouble}.")
    return found[0].id


def anchors_of(actor: Actor) -> tuple[MentionId, ...]:
    """Return mentions by which an actor is known again, spread evenly over all it has."""
    step = max(1, len(actor.mentions) // ANCHORS)
    return actor.mentions[::step][:ANCHORS]


def made_up(log: tuple[ActorCorrection, ...], verb: str, actor: Actor, **more: object) -> ActorCorrection:
    """Return a correction with the next id of a log."""
    id_ = make_id("k", len(log), verb, actor.id, sorted((k, repr(v)) for k, v in more.items()))
    return ActorCorrection(id_, verb, actor.id, actor.name, **more)  # type: ignore[arg-type]

"""A person's judgements applied to what the rules have found: merges, splits and names, in the order in which they were given."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from crosswire.link.actors import full_name_of, printed
from crosswire.link.identities import rename_ids
from crosswire.model import Actor, Attribution, Document, Judgement, Mention, Reading, make_id
from crosswire.model.corrections import ActorCorrection, MentionId, standing
from crosswire.model.desk import Desk


class ActorDesk(Desk[ActorCorrection]):
    """The actors while corrections are applied to them, with the mentions that they hold."""

    def __init__(self, actors: Sequence[Actor], readings: Sequence[Reading], documents: Sequence[Document]) -> None:
        self.actors = {a.id: a for a in actors}
        super().__init__(self.actors, "actors")
        self.holder = {m: a.id for a in actors for m in a.mentions}
        self.mentions: dict[MentionId, Mention] = {(r.doc, m.id): m for r in readings for m in r.mentions}
        self.texts = {d.id: d.text for d in documents}
        self.touched: set[str] = set()

    def shared(self, id_: str, c: ActorCorrection) -> tuple[Counter[str], int]:
        """Return how many of the mentions that an actor had, as far as they are still read, each actor holds."""
        anchors = [m for m in c.anchors_of(id_) if m in self.mentions]
        return Counter(self.holder[m] for m in anchors if m in self.holder), len(anchors)

    def join(self, kept: str, gone: str, by: str) -> None:
        """Put one actor's records into another's."""
        a, b = self.actors[kept], self.actors.pop(gone)
        given = (
            Judgement(a.mentions[0], b.mentions[0], f"joined by a person: {a.name}, {b.name}", "certain", by)
            if a.mentions and b.mentions
            else None
        )
        self.actors[kept] = replace(
            a,
            aliases=tuple(sorted({*a.aliases, *b.aliases})),
            affiliation=a.affiliation or (b.affiliation if b.affiliation != kept else None),
            country=a.country or b.country,
            roles=tuple(sorted({*a.roles, *b.roles})),
            mentions=tuple(sorted({*a.mentions, *b.mentions})),
            basis=tuple(sorted({*a.basis, *b.basis, "joined by a person"})),
            judgements=tuple(sorted({*a.judgements, *b.judgements, *([given] if given else [])})),
            corrected=(*a.corrected, *b.corrected, by),
        )
        self.holder.update(dict.fromkeys(b.mentions, kept))
        self.touched |= {kept, gone}

    def split(self, c: ActorCorrection) -> None:
        """Take mentions out of an actor into a new one, whose id comes from the correction."""
        from_ = self.find_or_tell(c.actor, c.name, c)
        if from_ is None:
            return
        whole = self.actors[from_]
        wanted = set(c.mentions)
        out = tuple(m for m in whole.mentions if m in wanted or m[0] in c.docs)
        left = tuple(m for m in whole.mentions if m not in set(out))
        if not out or not left:
            self.troubles.append(
                f"split {c.id} of {c.name}: "
                + ("none of its mentions is the actor's any more" if not out else "nothing of the actor would be left")
            )
            return
        new = make_id("p", "split", c.id)
        self.actors[new] = self.part(whole, new, out, c)
        if c.value:
            self.actors[new] = replace(self.actors[new], name=c.value)
        self.actors[from_] = replace(
            self.part(whole, from_, left, c),
            name=whole.name if self.is_named(whole, left) else self.part(whole, from_, left, c).name,
        )
        self.holder.update(dict.fromkeys(out, new))
        self.touched |= {from_, new}

    def is_named(self, whole: Actor, left: Sequence[MentionId]) -> bool:
        """Whether an actor's name still stands among its mentions."""
        return any(self.mentions[m].name == whole.name for m in left if m in self.mentions)

    def part(self, whole: Actor, id_: str, mentions: tuple[MentionId, ...], c: ActorCorrection) -> Actor:
        """Return a part of an actor, with what its own mentions say."""
        held = [(doc, self.mentions[doc, m]) for doc, m in mentions if (doc, m) in self.mentions]
        named = any(m.kind == "name" and m.of for _, m in held)
        inside = set(mentions)
        docs = {d for d, _ in mentions}
        kept = tuple(
            j
            for j in whole.judgements
            if (j.left in inside or j.left[0] in docs) and (j.right in inside or j.right[0] in docs)
        )
        return Actor(
            id=id_,
            name=full_name_of(held, whole.type, self.texts) or whole.name,
            type=whole.type,
            aliases=tuple(sorted({printed(d, m, self.texts) for d, m in held if m.kind != "pronoun"})),
            affiliation=whole.affiliation if named or id_ == whole.id else None,
            country=whole.country if named or id_ == whole.id else None,
            roles=tuple(sorted({(m.role, m.of or "") for _, m in held if m.role and m.kind == "name"})),
            mentions=mentions,
            basis=tuple(
                sorted(
                    {
                        *(j.reason for j in kept),
                        f"taken apart from {whole.name} by a person" if id_ != whole.id else "parted by a person",
                    }
                )
            ),
            judgements=kept,
            corrected=(*whole.corrected, c.id),
        )

    def rename(self, c: ActorCorrection) -> None:
        """Give an actor the name that a person wants; what is printed stays among its aliases."""
        id_ = self.find_or_tell(c.actor, c.name, c)
        if id_ is None:
            return
        a = self.actors[id_]
        self.actors[id_] = replace(
            a,
            name=c.value,
            basis=tuple(sorted({*a.basis, f"named by a person; before: {a.name}"})),
            corrected=(*a.corrected, c.id),
        )


def correct_actors(
    actors: tuple[Actor, ...],
    attributions: tuple[Attribution, ...],
    readings: Sequence[Reading],
    documents: Sequence[Document],
    log: tuple[ActorCorrection, ...],
) -> tuple[tuple[Actor, ...], tuple[Attribution, ...], dict[str, str], tuple[str, ...]]:
    """Apply the corrections of a log that stand, in the order given.

    Returns the actors, sorted by id; the attributions; ended id -> id that took its mentions; and in words what could not be applied. Where
    nothing is corrected, actors and attributions are returned as they are.
    """
    if not standing(log):
        return actors, attributions, {}, ()
    desk = ActorDesk(actors, readings, documents)
    ended = desk.apply(log, {"merge": desk.merge, "split": desk.split, "rename": desk.rename})
    found = tuple(rename_ids(replace(a, id=a.id), ended) if a.affiliation in ended else a for a in desk.actors.values())
    found = tuple(replace(a, affiliation=None) if a.affiliation == a.id else a for a in found)
    return tuple(sorted(found, key=lambda a: a.id)), again(attributions, readings, desk), ended, tuple(desk.troubles)


def again(attributions: Sequence[Attribution], readings: Sequence[Reading], desk: ActorDesk) -> tuple[Attribution, ...]:
    """Return the attributions with the speakers that their sources' mentions now belong to."""
    quotations = {(r.doc, q.id): q for r in readings for q in r.quotations}
    out = []
    for a in attributions:
        q = quotations.get((a.doc, a.quotation))
        if q is None or not desk.touched & {*a.speakers, *a.via}:
            out.append(a)
            continue
        speakers, via = (
            tuple(dict.fromkeys(desk.holder[a.doc, i] for i in ids if (a.doc, i) in desk.holder))
            for ids in (q.sources, q.via)
        )
        out.append(replace(a, speakers=speakers, via=via))
    return tuple(out)

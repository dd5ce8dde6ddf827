"""A person's judgements applied to what the rules have found: merges, splits and names, in the order in which they were given."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crosswire.link.actors import full_name_of, printed
from crosswire.link.identities import rename_ids
from crosswire.model import Actor, Attribution, Document, Judgement, Mention, Reading, make_id
from crosswire.model.corrections import ActorCorrection, MentionId, standing

HALF = 0.5


class Bench:
    """The actors while corrections are applied to them, with the mentions that they hold."""

    def __init__(self, actors: Sequence[Actor], readings: Sequence[Reading], documents: Sequence[Document]) -> None:
        self.actors = {a.id: a for a in actors}
        self.holder = {m: a.id for a in actors for m in a.mentions}
        self.mentions: dict[MentionId, Mention] = {(r.doc, m.id): m for r in readings for m in r.mentions}
        self.texts = {d.id: d.text for d in documents}
        self.ended: dict[str, str] = {}
        self.touched: set[str] = set()
        self.troubles: list[str] = []

    def find(self, id_: str, correction: ActorCorrection) -> str | None:
        """Return the id under which an actor that a correction names now goes, or None where it is no longer to be found: by its id, else by
        the actor that holds most of the mentions it had."""
        while id_ in self.ended:
            id_ = self.ended[id_]
        if id_ in self.actors:
            return id_
        anchors = [m for m in correction.anchors_of(id_) if m in self.mentions]
        holders = Counter(self.holder[m] for m in anchors if m in self.holder)
        if not holders:
            return None
        best = min(holders, key=lambda a: (-holders[a], a))
        return best if holders[best] > HALF * len(anchors) else None

    def merge(self, c: ActorCorrection) -> None:
        """Join actors into the first one, whose name and id stay."""
        kept = self.find(c.actor, c)
        if kept is None:
            self.tell(c, c.name)
            return
        for id_, name in c.others:
            gone = self.find(id_, c)
            if gone is None:
                self.tell(c, name)
            elif gone != kept:
                self.join(kept, gone, c.id)

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
        self.ended[gone] = kept
        self.touched |= {kept, gone}

    def split(self, c: ActorCorrection) -> None:
        """Take mentions out of an actor into a new one, whose id comes from the correction."""
        from_ = self.find(c.actor, c)
        if from_ is None:
            self.tell(c, c.name)
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
        id_ = self.find(c.actor, c)
        if id_ is None:
            self.tell(c, c.name)
            return
        a = self.actors[id_]
        self.actors[id_] = replace(
            a,
            name=c.value,
            basis=tuple(sorted({*a.basis, f"named by a person; before: {a.name}"})),
            corrected=(*a.corrected, c.id),
        )

    def tell(self, c: ActorCorrection, name: str) -> None:
        """Note that a correction's actor is not there."""
        self.troubles.append(f"{c.verb} {c.id}: {name} is no longer among the actors")


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
    corrections = standing(log)
    if not corrections:
        return actors, attributions, {}, ()
    bench = Bench(actors, readings, documents)
    for c in corrections:
        {"merge": bench.merge, "split": bench.split, "rename": bench.rename}[c.verb](c)
    ended = {old: follow(bench.ended, old) for old in bench.ended}
    found = tuple(
        rename_ids(replace(a, id=a.id), ended) if a.affiliation in ended else a for a in bench.actors.values()
    )
    found = tuple(replace(a, affiliation=None) if a.affiliation == a.id else a for a in found)
    return tuple(sorted(found, key=lambda a: a.id)), again(attributions, readings, bench), ended, tuple(bench.troubles)


def follow(ended: Mapping[str, str], id_: str) -> str:
    """Return the actor into which an ended one has gone in the end."""
    while id_ in ended:
        id_ = ended[id_]
    return id_


def again(attributions: Sequence[Attribution], readings: Sequence[Reading], bench: Bench) -> tuple[Attribution, ...]:
    """Return the attributions with the speakers that their sources' mentions now belong to."""
    quotations = {(r.doc, q.id): q for r in readings for q in r.quotations}
    out = []
    for a in attributions:
        q = quotations.get((a.doc, a.quotation))
        if q is None or not bench.touched & {*a.speakers, *a.via}:
            out.append(a)
            continue
        speakers, via = (
            tuple(dict.fromkeys(bench.holder[a.doc, i] for i in ids if (a.doc, i) in bench.holder))
            for ids in (q.sources, q.via)
        )
        out.append(replace(a, speakers=speakers, via=via))
    return tuple(out)

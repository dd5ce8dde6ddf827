"""Judgements that join what documents know of an actor: one name, one office, one story. Each says why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crosswire.link.actor_names import fold, folded, initials, is_suffix, same_office, same_person, shares_stem
from crosswire.model import Document, Mention, Reading, Story

Local = tuple[str, str]
"""(document id, entity): one actor as one document knows it."""

BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "MNC"})


SURE_BODY = frozenset({"an organisation's noun in its name", "outlet", "a newspaper's noun in its name"})
"""Bases of mentions that make a name a body's beyond doubt."""


@dataclass(slots=True)
class Figure:
    """A local entity with what its document says of it."""

    local: Local
    type: str
    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)

    @property
    def offices(self) -> list[Mention]:
        """Mentions that carry a role."""
        return [m for m in self.mentions if m.role]

    @property
    def country(self) -> str | None:
        """Country code of a state or body, not of what a role belongs to."""
        return next((m.country for m in self.mentions if m.country and not m.role and m.kind == "name"), None)


class Joined:
    """Disjoint sets of local entities, with the reasons for each join."""

    def __init__(self) -> None:
        self.parent: dict[Local, Local] = {}
        self.reasons: dict[Local, list[str]] = defaultdict(list)

    def find(self, x: Local) -> Local:
        """Return the representative of a set."""
        root = x
        while self.parent.get(root, root) != root:
            root = self.parent[root]
        while self.parent.get(x, x) != root:
            self.parent[x], x = root, self.parent[x]
        return root

    def join(self, a: Local, b: Local, reason: str) -> None:
        """Put two sets together; the smaller representative stays, so that order plays no part."""
        left, right = sorted((self.find(a), self.find(b)))
        if left != right:
            self.parent[right] = left
            self.reasons[left] += [*self.reasons.pop(right, []), reason]


def collect(readings: Iterable[Reading]) -> dict[Local, Figure]:
    """Gather each document's mentions by entity. A place counts only where it speaks or acts."""
    out: dict[Local, Figure] = {}
    for reading in sorted(readings, key=lambda r: r.doc):
        speaking = {i for q in reading.quotations for i in (*q.sources, *q.via)} | {
            i for a in reading.acts for i in a.subjects
        }
        for m in reading.mentions:
            if not m.entity:
                continue
            type_, _, rest = m.entity.partition(":")
            if type_ == "place" and m.id not in speaking:
                continue
            local = (reading.doc, m.entity)
            figure = out.setdefault(local, Figure(local, type_, tuple(rest.split())))
            figure.mentions.append(m)
    return out


class Circles:
    """Which documents stand together: in a story, in a storyline, anywhere."""

    def __init__(self, documents: Iterable[Document], stories: Iterable[Story]) -> None:
        self.story: dict[str, str] = {d.id: d.id for d in documents}
        self.line: dict[str, str] = {d.id: d.id for d in documents}
        for s in stories:
            for d in s.docs:
                self.story[d] = s.id
                self.line[d] = s.storyline or s.id
        grouped: dict[str, list[str]] = defaultdict(list)
        for doc in sorted(self.line):
            grouped[self.line[doc]].append(doc)
        self.lines = {line: tuple(docs) for line, docs in grouped.items()}

    def together(self, doc: str) -> tuple[str, ...]:
        """Return the documents of a document's storyline, itself among them, sorted."""
        return self.lines.get(self.line.get(doc, doc), (doc,))

    def around(self, doc: str) -> tuple[tuple[str, Mapping[str, str], str], ...]:
        """Return (words, map, value) of the circles of a document, the narrowest first."""
        return (
            ("this account", {doc: doc}, doc),
            ("its story", self.story, self.story.get(doc, doc)),
            ("its storyline", self.line, self.line.get(doc, doc)),
        )


def within(figures: Iterable[Figure], circle: tuple[str, Mapping[str, str], str]) -> list[Figure]:
    """Return the figures whose documents lie in a circle."""
    _, where, value = circle
    return [f for f in figures if where.get(f.local[0]) == value]


def join_metonyms(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join a city that speaks with the state for which another account of its story has shown it to stand."""
    seats = [
        (tuple(m.seat.lower().split()), f)
        for f in figures.values()
        if f.type == "state"
        for m in f.mentions
        if m.stands_for and m.seat
    ]
    for local in sorted(figures):
        f = figures[local]
        if f.type not in {"name", "place", "organisation", "person"} or f.country or f.offices or len(f.words) > 2:
            continue
        for circle in circles.around(local[0]):
            found = sorted(
                {s.local for words, s in seats if words == f.words and circle[1].get(s.local[0]) == circle[2]}
            )
            if found and len({figures[x].local[1] for x in found}) == 1:
                f.type = "state"
                joined.join(
                    local,
                    found[0],
                    f"{' '.join(f.words)} stands for {' '.join(figures[found[0]].words)} in {circle[0]}",
                )
                break


def join_short_names(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join a body's short name ("the League") with the one body of its storyline whose name it ends, or begins before "of"."""
    bodies = [f for f in figures.values() if f.type == "organisation" and len(f.words) > 1]
    for local in sorted(figures):
        f = figures[local]
        if (
            f.type not in {"organisation", "name"}
            or f.country
            or len(f.words) > 2
            or not any(m.basis in SURE_BODY or m.kind == "nominal" for m in f.mentions)
        ):
            continue
        for circle in circles.around(local[0]):
            longer = [
                b for b in within(bodies, circle) if len(b.words) > len(f.words) and is_short_for(f.words, b.words)
            ]
            found = sorted({joined.find(b.local) for b in longer})
            if len(found) == 1:
                f.type = "organisation"
                joined.join(
                    local, found[0], f"{' '.join(f.words)}: short for {' '.join(longer[0].words)} in {circle[0]}"
                )
                break
            if found:
                break


def is_short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a body's short name ends its full one, or stands before its "of"."""
    return is_suffix(short, full) or (tuple(full[: len(short)]) == tuple(short) and "of" in full)


def join_names(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join equal canonical names over all documents: states and bodies, and persons with given name and surname; unsure names within a storyline."""
    by_key: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for local in sorted(figures):
        f = figures[local]
        if f.type == "state":
            code = f.country
            by_key[("state", code) if code and code not in BODIES else ("state", *folded(f.words))].append(f)
        elif f.type == "organisation":
            by_key[("organisation", *sorted(folded(f.words)))].append(f)
        elif f.type in {"place", "name"}:
            by_key[(circles.line.get(local[0], local[0]), *folded(f.words))].append(f)
        elif f.type == "person" and len(f.words) > 1:
            by_key[("person", fold(f.words[-1]))].append(f)
    for key in sorted(by_key):
        members = by_key[key]
        for i, f in enumerate(members):
            for other in members[:i]:
                if key[0] != "person" or is_one_person(f, other, circles):
                    joined.join(f.local, other.local, f"one name: {' '.join(f.words)}")
                    break


def is_one_person(f: Figure, other: Figure, circles: Circles) -> bool:
    """Whether two full names of one surname are one person's: the given names agree, or begin alike in one story ("Jo", "Joanna"), or the
    given names' first letter does and one office of one state or body is held ("Binyamin" and "Benjamin")."""
    left, right = folded(f.words), folded(other.words)
    if same_person(left, right):
        return True
    if f.local[0] == other.local[0] or left[0][0] != right[0][0]:
        return False
    near = circles.line.get(f.local[0]) == circles.line.get(other.local[0])
    short, long_ = sorted((left[0], right[0]), key=len)
    if near and len(short) >= 2 and long_.startswith(short):
        return True
    return any(
        a.of and a.of == b.of and a.role == b.role and not (a.role or "").startswith("former")
        for a in f.offices
        for b in other.offices
        if a.kind == b.kind == "name"
    )


def join_states(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join a state known in one account by its demonym only ("the Veldans") with the state so called in another of its story."""
    states = [f for f in figures.values() if f.type == "state" and f.country is None and len(f.words) == 1]
    for f in sorted(states, key=lambda f: f.local):
        for circle in circles.around(f.local[0])[1:]:
            found = sorted(
                {s.words for s in within(states, circle) if s.words != f.words and shares_stem(f.words[0], s.words[0])}
            )
            if len(found) == 1 and f.words[0].endswith(("n", "i", "ish", "ese", "er", "ic")):
                other = min(s.local for s in within(states, circle) if s.words == found[0])
                joined.join(f.local, other, f"{f.words[0]}: demonym of {found[0][0]}")
                break


def join_acronyms(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join an acronym with the one body of its storyline whose words it begins."""
    bodies = [f for f in figures.values() if f.type == "organisation" and len(f.words) > 1]
    for local in sorted(figures):
        f = figures[local]
        if (
            f.type not in {"organisation", "name"}
            or len(f.words) != 1
            or f.country
            or not any((m.name or "").isupper() for m in f.mentions)
        ):
            continue
        letters = "".join(sorted(f.words[0]))
        for circle in circles.around(local[0]):
            found = sorted({joined.find(b.local) for b in within(bodies, circle) if initials(b.words) == letters})
            if len(found) == 1:
                f.type = "organisation"
                joined.join(local, found[0], f"{f.words[0].upper()}: the letters of {figures[found[0]].words}")
                break


def join_surnames(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join a surname with the one person of that name in its story, else its storyline; several are told apart by their offices."""
    full = [f for f in figures.values() if f.type == "person" and len(f.words) > 1]
    loose: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for local in sorted(figures):
        f = figures[local]
        if f.type != "person":
            continue
        words = folded(f.words)
        longer = [p for p in full if len(p.words) > len(f.words) and is_suffix(words, folded(p.words))]
        if len(f.words) > 1 and not longer:
            continue
        for name, where, value in circles.around(local[0]):
            near = within(longer, (name, where, value))
            found = sorted({joined.find(p.local) for p in near})
            if len(found) > 1:
                found = sorted({joined.find(p.local) for p in near if offices_meet(f, [p])})
            if len(found) == 1:
                joined.join(local, found[0], f"surname of {' '.join(figures[found[0]].words)} in {name}")
                break
        else:
            loose[(circles.line.get(local[0], local[0]), " ".join(words))].append(f)
    for members in loose.values():  # a surname that nobody spells out is still one name within a storyline
        for f in members[1:]:
            joined.join(f.local, members[0].local, f"one surname in one storyline: {' '.join(f.words)}")


def offices_meet(f: Figure, others: Iterable[Figure]) -> bool:
    """Whether two figures are given one office."""
    return any(
        same_office(a.role or "", a.role_kinds, b.role or "", b.role_kinds) and (a.of == b.of or not a.of or not b.of)
        for a in f.offices
        for o in others
        for b in o.offices
    )


def join_offices(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join an office without a name ("X's foreign minister") with the one person who holds it in the story, else in the storyline."""
    people = [f for f in figures.values() if f.type == "person"]
    for local in sorted(figures):
        f = figures[local]
        if f.type != "role":
            continue
        wanted = [m for m in f.mentions if m.of and m.role and m.role_kinds]
        for circle in circles.around(local[0]):
            holders = [p for p in within(people, circle) if any(holds(p, m) for m in wanted)]
            found = sorted({joined.find(p.local) for p in holders})
            if len(found) == 1:
                joined.join(local, found[0], f"{wanted[0].role} of {wanted[0].of}: named in {circle[0]}")
                break
            if found:
                break


def join_groups(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join unnamed groups that go by one noun and belong to one state or body: "X's officials", "Xan officials"."""
    owners: dict[tuple[str, str], Local] = {}
    for local in sorted(figures):
        f = figures[local]
        if f.type in {"state", "organisation"}:
            for m in f.mentions:
                if m.name and m.kind == "name":
                    owners.setdefault((circles.line.get(local[0], local[0]), fold(m.name)), joined.find(local))
    first: dict[tuple[str, Local | str], Local] = {}
    for local in sorted(figures):
        f = figures[local]
        noun, _, of = local[1].partition(":")[2].partition("|")
        if f.type != "group" or not of:
            continue
        owner = owners.get((circles.line.get(local[0], local[0]), fold(of)), fold(of))
        before = first.setdefault((noun, owner), local)
        joined.join(local, before, f"{noun} of {of}")


def holds(person: Figure, wanted: Mention) -> bool:
    """Whether a person is named with an office."""
    return any(
        b.kind == "name"
        and b.of
        and same_name(b.of, wanted.of or "")
        and same_office(wanted.role or "", wanted.role_kinds, b.role or "", b.role_kinds)
        for b in person.offices
    )


def same_name(left: str, right: str) -> bool:
    """Whether two names of a state or body are one, a demonym counting as its state."""
    if fold(left) == fold(right):
        return True
    return " " not in left + right and (shares_stem(left, right) or shares_stem(right, left)) and left[:1] == right[:1]

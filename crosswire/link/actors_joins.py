"""Judgements that join what documents know of an actor: one name, one office, one story. Each says why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crosswire.model import Document, Mention, Reading, Story
from crosswire.model.folding import fold, folded, initials, is_suffix, shares_stem, word_set

Local = tuple[str, str]
"""(document id, entity): one actor as one document knows it."""

BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "MNC"})


UNSURE = "unsure"
"""Type of a figure that is nobody unless another account knows its name."""
SURE_BODY = frozenset({"an organisation's noun in its name", "outlet", "a newspaper's noun in its name"})
"""Bases of mentions that make a name a body's beyond doubt."""


BODY_ENDS = word_set(
    "inc ltd plc corp corporation llc co company gmbh ag sa nv spa holdings holding group party movement steel airlines airways "
    "industries systems energy motors"
)
"""Last words of names that are shortened from behind: "Grummond" for "Grummond Steel Ltd". General knowledge."""


FIRMS = frozenset({"company", "firm"})


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
    """Disjoint sets of local entities, with the judgement behind each join."""

    def __init__(self) -> None:
        self.parent: dict[Local, Local] = {}
        self.reasons: dict[Local, list[tuple[Local, Local, str, str]]] = defaultdict(list)
        self.docs: dict[Local, set[str]] = {}

    def find(self, x: Local) -> Local:
        """Return the representative of a set."""
        root = x
        while self.parent.get(root, root) != root:
            root = self.parent[root]
        while self.parent.get(x, x) != root:
            self.parent[x], x = root, self.parent[x]
        return root

    def join(self, a: Local, b: Local, reason: str, certainty: str = "certain") -> None:
        """Put two sets together; the smaller representative stays, so that order plays no part."""
        left, right = sorted((self.find(a), self.find(b)))
        if left != right:
            self.parent[right] = left
            self.reasons[left] += [*self.reasons.pop(right, []), (a, b, reason, certainty)]
            self.docs[left] = self.docs_of(left) | self.docs.pop(right, {right[0]})

    def docs_of(self, root: Local) -> set[str]:
        """Return the documents of a set, by its representative."""
        return self.docs.get(root, {root[0]})

    def apart(self, a: Local, b: Local) -> bool:
        """Whether two local entities are in two sets, and no document holds both: one that tells two names apart knows best."""
        left, right = self.find(a), self.find(b)
        return left != right and not self.docs_of(left) & self.docs_of(right)


def collect(readings: Iterable[Reading]) -> dict[Local, Figure]:
    """Gather each document's mentions by entity. A place counts only where it speaks or acts."""
    out: dict[Local, Figure] = {}
    for reading in sorted(readings, key=lambda r: r.doc):
        speaking = {i for q in reading.quotations for i in (*q.sources, *q.via)} | {
            i for a in reading.acts for i in a.subjects
        }
        for m in reading.mentions:
            if not m.entity:
                if m.kind == "nominal" and m.type == "organisation" and m.role:
                    local = (reading.doc, f"{UNSURE}:the {m.role}")
                    out.setdefault(local, Figure(local, UNSURE, ("the", m.role))).mentions.append(m)
                elif is_bare_word(m) and m.id in speaking:
                    local = (reading.doc, f"{UNSURE}:{(m.name or '').lower()}")
                    figure = out.setdefault(local, Figure(local, UNSURE, ((m.name or "").lower(),)))
                    figure.mentions.append(m)
                continue
            type_, _, rest = m.entity.partition(":")
            if type_ == "person":
                rest = rest.partition("|")[0]
            local = (reading.doc, m.entity)
            figure = out.setdefault(local, Figure(local, type_, tuple(rest.split())))
            figure.mentions.append(m)
    for figure in out.values():
        if figure.type == "name" and any(m.kind == "pronoun" and m.gender for m in figure.mentions):
            figure.type = "person"  # whom his document calls he or she
    return out


def is_bare_word(m: Mention) -> bool:
    """Whether a source is one word with a capital that its document does not know for a name: another account of the story may."""
    name = m.name or ""
    return (
        m.kind == "nominal"
        and m.type is None
        and m.role is None
        and name[:1].isupper()
        and name.isalpha()
        and len(name) > 3
    )


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


def seats_of(f: Figure) -> set[tuple[str, ...]]:
    """Return the cities that stand for a state."""
    return {tuple(m.seat.lower().split()) for m in f.mentions if m.stands_for and m.seat}


class Lines:
    """Figures by the storyline of their documents, so that each is compared only with those that may stand near it."""

    def __init__(self, figures: Iterable[Figure], circles: Circles) -> None:
        self.line = circles.line
        self.held: dict[str, list[Figure]] = defaultdict(list)
        for f in figures:
            self.held[self.line.get(f.local[0], f.local[0])].append(f)

    def near(self, doc: str) -> list[Figure]:
        """Return the figures of a document's storyline."""
        return self.held.get(self.line.get(doc, doc), [])


def within(figures: Iterable[Figure], circle: tuple[str, Mapping[str, str], str]) -> list[Figure]:
    """Return the figures whose documents lie in a circle."""
    _, where, value = circle
    return [f for f in figures if where.get(f.local[0]) == value]


def join_metonyms(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join a city that speaks with the state for which another account of its story has shown it to stand."""
    seated = [f for f in figures.values() if f.type == "state" and any(m.stands_for and m.seat for m in f.mentions)]
    lines = Lines(seated, circles)
    for local in sorted(figures):
        f = figures[local]
        if f.type not in {"name", "place", "organisation", "person"} or f.country or f.offices or len(f.words) > 2:
            continue
        for circle in circles.around(local[0]):
            found = sorted({s.local for s in within(lines.near(local[0]), circle) if f.words in seats_of(s)})
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
    lines = Lines((f for f in figures.values() if f.type == "organisation" and len(f.words) > 1), circles)
    for local in sorted(figures):
        f = figures[local]
        if f.type not in {"organisation", "name"} or f.country or len(f.words) > 2:
            continue
        sure = any(m.basis in SURE_BODY or m.kind == "nominal" for m in f.mentions)
        for circle in circles.around(local[0]):
            longer = [
                b
                for b in within(lines.near(local[0]), circle)
                if len(b.words) > len(f.words) and is_short_for(f.words, b.words)
            ]
            if (
                not sure
            ):  # a name of no sure kind is a body's only where it begins one: "Grummond" of "Grummond Steel Ltd"
                longer = [b for b in longer if b.words[: len(f.words)] == f.words]
            found = sorted({joined.find(b.local) for b in longer})
            if len(found) == 1:
                f.type = "organisation"
                joined.join(
                    local, found[0], f"{' '.join(f.words)}: short for {' '.join(longer[0].words)} in {circle[0]}"
                )
                break
            if found:
                break


def join_nouns(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join "the bank", of which its own account names none, with the one body of its story that has this noun in its name, or is called so."""
    lines = Lines((f for f in figures.values() if f.type == "organisation"), circles)
    for local in sorted(figures):
        f = figures[local]
        if f.type != UNSURE or f.words[0] != "the":
            continue
        noun = f.words[-1]
        near = within(lines.near(local[0]), circles.around(local[0])[1])
        called = [b for b in near if noun in b.words or any(noun in m.role_kinds for m in b.mentions)]
        if not called and noun in FIRMS:
            called = [b for b in near if b.words[-1] in BODY_ENDS]
        found = sorted({joined.find(b.local) for b in called})
        if len(found) == 1:
            joined.join(local, found[0], f"the {noun}: the only one named in its story", "likely")


def is_short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a body's short name ends its full one, or stands before its "of"."""
    begins = tuple(full[: len(short)]) == tuple(short)
    return is_suffix(short, full) or (begins and ("of" in full or full[-1] in BODY_ENDS))


def join_names(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join equal canonical names of states and bodies over all documents; unsure names within a storyline."""
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
    for key in sorted(by_key):
        members = by_key[key]
        for f in members[1:]:
            joined.join(f.local, members[0].local, f"one name: {' '.join(f.words)}")


def join_states(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join a state known in one account by its demonym only ("the Veldans") with the state so called in another of its story, also where that
    one leaves open what the name is."""
    states = [f for f in figures.values() if f.type == "state" and f.country is None and len(f.words) == 1]
    open_ = [f for f in figures.values() if is_open(f) and len(f.words) == 1]
    lines = Lines([*states, *open_], circles)
    for f in sorted(states, key=lambda f: f.local):
        if not f.words[0].endswith(("n", "i", "ish", "ese", "er", "ic")):
            continue
        for circle in circles.around(f.local[0])[1:]:
            near = [s for s in within(lines.near(f.local[0]), circle) if s.words != f.words]
            near = [s for s in near if shares_stem(f.words[0], s.words[0])]
            if len({s.words for s in near}) == 1:
                for other in near:
                    other.type = "state"
                    joined.join(f.local, other.local, f"{f.words[0]}: demonym of {other.words[0]}", "likely")
                break


def is_open(f: Figure) -> bool:
    """Whether nothing but a tagger's word says what kind of thing a name is."""
    sure = any(m.kind == "name" and m.basis in SURE_BODY for m in f.mentions)
    return (
        f.type in {"name", "place"}
        or (f.type == UNSURE and f.words[0] != "the")
        or (f.type == "organisation" and f.country is None and not sure)
    )


def join_acronyms(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join an acronym with the one body of its storyline whose words it begins."""
    lines = Lines((f for f in figures.values() if f.type == "organisation" and len(f.words) > 1), circles)
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
            found = sorted(
                {joined.find(b.local) for b in within(lines.near(local[0]), circle) if initials(b.words) == letters}
            )
            if len(found) == 1:
                f.type = "organisation"
                joined.join(local, found[0], f"{f.words[0].upper()}: the letters of {figures[found[0]].words}")
                break


def join_groups(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join unnamed groups that go by one noun and belong to one state or body: "X's officials", "Xan officials"."""
    owners: dict[str, dict[str, Local]] = defaultdict(dict)
    for local in sorted(figures):
        f = figures[local]
        if f.type in {"state", "organisation"}:
            for m in f.mentions:
                if m.name and m.kind == "name":
                    owners[circles.line.get(local[0], local[0])].setdefault(fold(m.name), joined.find(local))
    first: dict[tuple[str, Local | str], Local] = {}
    for local in sorted(figures):
        f = figures[local]
        noun, _, of = local[1].partition(":")[2].partition("|")
        if f.type != "group" or not of:
            continue
        near = owners.get(circles.line.get(local[0], local[0]), {})
        owner = near.get(fold(of)) or stem_owner(near, of) or fold(of)
        before = first.setdefault((noun, owner), local)
        joined.join(local, before, f"{noun} of {of}")


def stem_owner(owners: Mapping[str, Local], of: str) -> Local | None:
    """Return the state of a storyline of which a name is the demonym, or None."""
    found = {root for name, root in owners.items() if shares_stem(fold(of), name)}
    return found.pop() if len(found) == 1 else None


def same_name(left: str, right: str) -> bool:
    """Whether two names of a state or body are one, a demonym counting as its state."""
    if fold(left) == fold(right):
        return True
    return " " not in left + right and (shares_stem(left, right) or shares_stem(right, left)) and left[:1] == right[:1]

"""Repairs of what one account took wrongly or left open, by what the other accounts of its story and of the dossier show."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from crosswire.link.actor_names import long_surname, transliterated
from crosswire.link.actors_joins import (
    BODY_ENDS,
    SURE_BODY,
    UNSURE,
    Circles,
    Figure,
    Joined,
    Lines,
    Local,
    is_open,
    within,
)
from crosswire.model import Document, Mention, Reading
from crosswire.model.folding import folded, is_suffix, same_office, sound_alike, spellings

SURE_PERSON = frozenset({"name with a title", "a name that speaks of itself as he or she"})
"""Bases of mentions that make a name a person's beyond doubt."""
KNOWN_DOCUMENTS = 3
RIVALS = 4
"""Who is named in full in at least KNOWN_DOCUMENTS accounts, and in RIVALS times as many as anybody else of that surname, is meant by the bare
surname in an account that names no other. By eye, on 84 articles of one election, where families and couples share surnames."""
SHORTEST = 4
"""Letters of a word in another alphabet that can be known for a surname."""
LATIN = 0x250
"""The first code point behind the Latin letters of European languages."""
STATE_ROLES = frozenset(
    {"prime minister", "premier", "king", "queen", "emir", "sultan", "ruler", "head of state", "crown prince"}
)
STATE_KINDS = frozenset({"foreign", "defence", "interior", "finance", "justice"})
"""Offices and families of offices that only states have."""
KNOWN_PLACE = "a known place"
PERSONAL = frozenset({"person", "role", "name", UNSURE})
SENTENCES = 2
"""Sentences before its own to which a pronoun looks back, as within a document."""
LOOK_BACK = 8
"""Persons named before a pronoun among whom its repair looks. A guess."""


def repair_types(figures: Mapping[Local, Figure], circles: Circles, places: Mapping[str, set[tuple[str, ...]]]) -> None:
    """Take a name of unsure type for what other accounts of its story show it to be: a body, a person's surname, a state, a place; else all
    unsure figures of one name in one storyline for what most of its mentions are taken for."""
    repair_bodies(figures, circles)
    settle_full_names(figures, circles)
    sure_people = [f for f in figures.values() if f.type == "person" and len(f.words) > 1]
    people_near = Lines(sure_people, circles)
    states_near = Lines((f for f in figures.values() if f.type == "state"), circles)
    owners = owned_states(figures, circles)
    known = famous(sure_people)
    by_sound: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for f in sure_people:
        for sound in spellings(f.words[-1]):
            by_sound[sound].add(f.words)
    for local in sorted(figures):
        f = figures[local]
        if not is_weak(f):
            continue
        for circle in circles.around(local[0]):
            states = [s for s in within(states_near.near(local[0]), circle) if s.words == f.words]
            people = [p for p in within(people_near.near(local[0]), circle) if f.type != "place" and is_persons(f, p)]
            if states or people:
                f.type = "state" if states else "person"
                break
        else:
            if (circles.line.get(local[0], local[0]), " ".join(f.words)) in owners:
                f.type = "state"
            elif (f.type in {"name", "organisation"} and len(f.words) == 1 and folded(f.words) in known) or (
                len(f.words) == 2 and is_spelling(f, by_sound)
            ):
                f.type = "person"
            elif f.type in {"name", "organisation"} and any(
                f.words in places.get(d, ()) for d in circles.together(local[0])
            ):
                f.type = "place"
    agree(figures, circles)


def settle_full_names(figures: Mapping[Local, Figure], circles: Circles) -> None:
    """Take a full name of unsure type for a person's where some account surely names a person so, or an account of its storyline calls a person,
    beyond what a tagger thinks, by its last word."""
    known = {f.words for f in figures.values() if f.type == "person" and len(f.words) > 1}
    called = {
        (circles.line.get(f.local[0], f.local[0]), f.words[0])
        for f in figures.values()
        if f.type == "person"
        and len(f.words) == 1
        and any(m.kind == "name" and m.basis in SURE_PERSON for m in f.mentions)
    }
    for f in figures.values():
        if len(f.words) > 1 and f.type != "place" and is_open(f):
            line = circles.line.get(f.local[0], f.local[0])
            if f.words in known or (len(f.words) == 2 and (line, f.words[-1]) in called):
                f.type = "person"


def owned_states(figures: Mapping[Local, Figure], circles: Circles) -> set[tuple[str, str]]:
    """Return (storyline, name) of what has a prime minister, a foreign minister or a ruler, and so is a state."""
    return {
        (circles.line.get(f.local[0], f.local[0]), m.of.lower())
        for f in figures.values()
        for m in f.offices
        if m.of and m.country is None and (m.role in STATE_ROLES or set(m.role_kinds) & STATE_KINDS)
    }


def repair_bodies(figures: Mapping[Local, Figure], circles: Circles) -> None:
    """Take what a tagger thinks a person for the body that another account of the storyline shows it to be."""
    bodies: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for f in figures.values():
        if f.type == "organisation" and any(m.kind == "name" and m.basis in SURE_BODY for m in f.mentions):
            bodies[circles.line.get(f.local[0], f.local[0])].add(f.words)
    for f in figures.values():
        known = bodies.get(circles.line.get(f.local[0], f.local[0]), ())
        if f.type == "person" and not f.offices and is_bodys(f, known):
            f.type = "organisation"


def agree(figures: Mapping[Local, Figure], circles: Circles) -> None:
    """Give the unsure figures of one word in one storyline one type: the one of most mentions."""
    named: dict[tuple[str, tuple[str, ...]], list[Figure]] = defaultdict(list)
    for local in sorted(figures):
        f = figures[local]
        if is_weak(f) and f.type != UNSURE and len(f.words) == 1:
            named[circles.line.get(local[0], local[0]), f.words].append(f)
    for members in named.values():
        votes: Counter[str] = Counter()
        for f in members:
            votes[f.type] += len(f.mentions) if f.type != "name" else 0
        best = max(sorted(votes), key=lambda t: votes[t])
        for f in members:
            f.type = best


def is_spelling(f: Figure, by_sound: Mapping[str, set[tuple[str, ...]]]) -> bool:
    """Whether a name of two words is another spelling of a known person's."""
    near = sorted({p for sound in spellings(f.words[-1]) for p in by_sound.get(sound, ())})
    return any(transliterated(f.words, p) or long_surname(f.words, p) for p in near)


def is_bodys(f: Figure, bodies: Iterable[tuple[str, ...]]) -> bool:
    """Whether a person's name is a body's in another account, or begins one's that is shortened so ("Okanda Mining" of "Okanda Mining Corp")."""
    return any(
        f.words == b or (len(f.words) > 1 and b[: len(f.words)] == f.words and b[-1] in BODY_ENDS) for b in bodies
    )


def is_persons(f: Figure, person: Figure) -> bool:
    """Whether a name of unsure type is a person's surname, also in another alphabet, or a first word that is his family's ("Maruyama Kenzo")."""
    words, whole = folded(f.words), folded(person.words)
    if is_suffix(words, whole) or words == (whole[-1], whole[0]):
        return True
    if len(words) != 1 or f.type == UNSURE:
        return False
    return (
        len(words[0]) >= SHORTEST
        and not is_same_script(f.words[0], person.words[-1])
        and sound_alike(f.words[0], person.words[-1])
    )


def is_same_script(left: str, right: str) -> bool:
    """Whether two words are both in Latin letters, or neither."""
    return (ord(left[0]) < LATIN) == (ord(right[0]) < LATIN)


def is_weak(f: Figure) -> bool:
    """Whether a figure's type rests on a tagger's word alone."""
    weak = is_open(f) and not any(m.basis == KNOWN_PLACE for m in f.mentions)
    return weak or (f.type == "person" and len(f.words) == 1 and not f.offices)


def famous(people: Iterable[Figure]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return surname -> (given name, surname), folded, of the one person whom a dossier names so often that the surname says enough."""
    documents: dict[tuple[str, ...], dict[tuple[str, ...], set[str]]] = defaultdict(lambda: defaultdict(set))
    for f in people:
        words = folded(f.words)
        documents[words[-1:]][words[0], words[-1]].add(f.local[0])
    out = {}
    for surname in sorted(documents):
        ranked = sorted(((len(d), full) for full, d in documents[surname].items()), reverse=True)
        rival = ranked[1][0] if len(ranked) > 1 else 0
        if ranked[0][0] >= KNOWN_DOCUMENTS and ranked[0][0] >= RIVALS * rival:
            out[surname] = ranked[0][1]
    return out


def join_famous(figures: Mapping[Local, Figure], joined: Joined) -> None:
    """Join a bare surname that its story leaves open with the person of that name whom the dossier names in many accounts."""
    people = [f for f in figures.values() if f.type == "person" and len(f.words) > 1]
    known = famous(people)
    here = {(p.local[0], p.words[-1]) for p in people}
    named: dict[tuple[str, ...], set[Local]] = defaultdict(set)
    for p in people:
        words = folded(p.words)
        named[words[0], words[-1]].add(joined.find(p.local))
    spelt = {joined.find(p.local) for p in people}
    for local in sorted(figures):
        f = figures[local]
        full = known.get(folded(f.words)) if f.type == "person" else None
        if full is None or (local[0], f.words[-1]) in here:
            continue
        group = {joined.find(root) for root in named[full]}
        if len(group) == 1 and joined.find(local) not in spelt:
            joined.join(local, min(group), f"the surname of {' '.join(full)}, whom many accounts name")


def known_places(documents: Iterable[Document], readings: Iterable[Reading]) -> dict[str, set[tuple[str, ...]]]:
    """Return document id -> the names that it uses for places: "in Skarholm", and the place of its dateline."""
    out: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for d in documents:
        if d.header.located.value:
            out[d.id].add(tuple(d.header.located.value.split(",")[0].lower().split()))
    for r in readings:
        for m in r.mentions:
            if m.type == "place" and m.entity:
                out[r.doc].add(tuple(m.entity.partition(":")[2].split()))
    return out


def drop_silent(figures: dict[Local, Figure], readings: Iterable[Reading]) -> None:
    """Take out the places that neither speak nor act and that no account shows to be a state: they are only where something happens."""
    speaking = {(r.doc, i) for r in readings for q in r.quotations for i in (*q.sources, *q.via)}
    speaking |= {(r.doc, i) for r in readings for a in r.acts for i in a.subjects}
    for local in sorted(figures):
        f = figures[local]
        if f.type != "place":
            continue
        f.mentions = [m for m in f.mentions if (local[0], m.id) in speaking]
        if not f.mentions:
            del figures[local]


def drop_open(figures: dict[Local, Figure], joined: Joined) -> None:
    """Take out the places that no account shows to be a state or to stand for one (whom a city speaks for is then not known), and words that no
    account knows for a name."""
    kinds: dict[Local, set[str]] = defaultdict(set)
    for local, f in figures.items():
        kinds[joined.find(local)].add(f.type)
    for local in sorted(figures):
        if kinds[joined.find(local)] <= {"place", UNSURE}:
            del figures[local]


# ---------------------------------------------------------------------- he and she


def repair_pronouns(figures: Mapping[Local, Figure], joined: Joined, readings: Iterable[Reading]) -> dict[Local, str]:
    """Move pronouns to whom other accounts show them to mean. Returns (document, mention) -> why.

    Away from people of the other gender: to the last person named before who can be meant, a speaker first; to nobody where there is none.
    And to a name that its own document did not know for a person's (`overlooked`).
    """
    genders = cluster_genders(figures, joined)
    reasons: dict[Local, str] = {}
    of_mention = {(f.local[0], m.id): f for f in figures.values() for m in f.mentions}
    for r in sorted(readings, key=lambda r: r.doc):
        spoke = {i for q in r.quotations for i in q.sources}
        for n, m in enumerate(r.mentions):
            f = of_mention.get((r.doc, m.id))
            if m.kind != "pronoun" or not m.gender:
                continue
            if f is None or (f.type in PERSONAL and genders.get(joined.find(f.local), m.gender) == m.gender):
                nearer = overlooked(r, n, of_mention)
                if nearer is not None and genders.get(joined.find(nearer.local), m.gender) == m.gender:
                    if f is not None:
                        f.mentions = [x for x in f.mentions if x.id != m.id]
                    nearer.mentions.append(replace(m, entity=nearer.local[1]))
                    reasons[r.doc, m.id] = f"pronoun: other accounts show that {' '.join(nearer.words)} is a person"
                continue
            other = before(r.mentions[:n], r.doc, m, spoke, of_mention, genders, joined)
            f.mentions = [x for x in f.mentions if x.id != m.id]
            if other is not None:
                other.mentions.append(replace(m, entity=other.local[1]))
            shown = "who is he and who is she" if f.type in PERSONAL else f"that {' '.join(f.words)} is nobody"
            reasons[r.doc, m.id] = f"pronoun: other accounts show {shown}"
    return reasons


def overlooked(reading: Reading, n: int, of_mention: Mapping[Local, Figure]) -> Figure | None:
    """Return who is named last before the n-th mention, a pronoun, where the name opens its sentence or one of the `SENTENCES` before and the document
    by itself did not know it for a person's: its own reading then passed over it."""
    sentences = reading.sentences
    here = bisect_right(sentences, reading.mentions[n].start, key=lambda s: s.start) - 1
    for m in reversed(reading.mentions[:n]):
        if here < 0 or m.start < sentences[max(0, here - SENTENCES)].start:
            return None
        f = of_mention.get((reading.doc, m.id))
        if m.kind == "name" and f is not None and f.type == "person":
            opens = any(s.start == m.start for s in sentences[max(0, here - SENTENCES) : here + 1])
            return f if opens and m.type != "person" else None
    return None


def repair_titled(figures: dict[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Move "Chancellor Marran" from the one Marran of its account, whom nobody calls so, to the Marran of another account who holds that office."""
    people = [f for f in figures.values() if f.type == "person" and len(f.words) > 1]
    lines = Lines(people, circles)
    held: dict[Local, list[Mention]] = defaultdict(list)
    for f in people:
        held[joined.find(f.local)] += [m for m in f.offices if m.kind == "name" and len((m.name or "").split()) > 1]
    for local in sorted(f.local for f in people):
        f = figures[local]
        for m in [m for m in f.offices if m.kind == "name" and len((m.name or "").split()) == 1]:
            if any(meets(m, o) for o in held[joined.find(local)]):
                continue
            near = [p for p in within(lines.near(local[0]), circles.around(local[0])[1]) if p.words[-1] == f.words[-1]]
            roots = {
                r
                for p in near
                if (r := joined.find(p.local)) != joined.find(local) and any(meets(m, o) for o in held[r])
            }
            if len(roots) == 1:
                f.mentions = [x for x in f.mentions if x.id != m.id]
                apart = (local[0], f"person:{f.words[-1]}|{m.role}")
                figures.setdefault(apart, Figure(apart, "person", f.words[-1:])).mentions.append(m)
                joined.join(
                    apart,
                    roots.pop(),
                    f"{m.role}: the one of this surname whom another account of the story calls so",
                    "likely",
                )


def meets(left: Mention, right: Mention) -> bool:
    """Whether two mentions give one office."""
    same = same_office(left.role or "", left.role_kinds, right.role or "", right.role_kinds)
    return same and (left.of == right.of or not left.of or not right.of)


def before(
    mentions: Sequence[Mention],
    doc: str,
    m: Mention,
    spoke: set[str],
    of_mention: Mapping[Local, Figure],
    genders: Mapping[Local, str],
    joined: Joined,
) -> Figure | None:
    """Return the person named last before a pronoun of whom nothing shows the other gender, one who has spoken first."""
    near = [x for x in mentions if (doc, x.id) in of_mention and of_mention[doc, x.id].type in {"person", "role"}]
    near = [x for x in near[-LOOK_BACK:] if x.kind != "pronoun"]
    fits = [x for x in near if genders.get(joined.find(of_mention[doc, x.id].local), m.gender) == m.gender]
    pool = [x for x in fits if x.id in spoke] or fits
    return of_mention[doc, pool[-1].id] if pool else None


def cluster_genders(figures: Mapping[Local, Figure], joined: Joined) -> dict[Local, str]:
    """Return m or f for each cluster of a person whose accounts show it, by the accounts that do, none of them against."""
    votes: dict[Local, Counter[str]] = defaultdict(Counter)
    for f in figures.values():
        if f.type in {"person", "role"}:
            shown = {m.gender for m in f.mentions if m.gender and m.kind != "pronoun"}
            if len(shown) == 1:
                votes[joined.find(f.local)][shown.pop()] += 1
    return {root: next(iter(v)) for root, v in votes.items() if len(v) == 1}

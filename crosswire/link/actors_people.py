"""Judgements that join what documents know of persons: one name, its spellings, a surname, an office held at a time."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from crosswire.link.actor_names import Verdict, close, long_surname, same_person, transliterated
from crosswire.link.actors_joins import Circles, Figure, Joined, Lines, Local, same_name, within
from crosswire.model import Mention, Published
from crosswire.model.folding import fold, folded, is_suffix, same_office, skeleton, sound_alike, spellings

TENURE_DAYS = 45
"""Days from a day on which somebody is named with an office within which an account that names nobody means the same holder. A guess: few offices
change hands so soon, and then both holders are named."""
CROWD = 40
"""Distinct names of one sound above which they are only compared within their storylines: what many share tells little."""


# ------------------------------------------------------------------------------- full names


def join_people(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join full names: equal ones everywhere, transliterations everywhere, looser likenesses within a storyline whose documents never name both."""
    people = [figures[x] for x in sorted(figures) if figures[x].type == "person" and is_full(figures[x])]
    by_name: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for f in people:
        by_name[folded(f.words)].append(f)
    for members in by_name.values():
        for f in members[1:]:
            joined.join(f.local, members[0].local, f"one name: {' '.join(f.words)}")
    for left, right in name_pairs(by_name):
        if same_person(folded(left.words), folded(right.words)):
            joined.join(left.local, right.local, f"one given name and one surname: {told(left, right)}")
    for left, right in name_pairs(by_name):
        if joined.apart(left.local, right.local) and (
            verdict := transliterated(left.words, right.words) or long_surname(left.words, right.words)
        ):
            joined.join(left.local, right.local, *verdict)
    for a, b in name_pairs(by_name):
        for left, right in near_pairs(by_name[folded(a.words)], by_name[folded(b.words)], circles):
            if joined.apart(left.local, right.local) and (verdict := close(left.words, right.words)):
                joined.join(left.local, right.local, *verdict)
        verdict = same_chair(by_name[folded(a.words)], by_name[folded(b.words)])
        if verdict and joined.apart(a.local, b.local):
            joined.join(a.local, b.local, *verdict)


def is_full(f: Figure) -> bool:
    """Whether a figure has a given name, an initial alone not counted."""
    return len(f.words) > 1 and len(f.words[0]) > 1


def told(left: Figure, right: Figure) -> str:
    """Return two names as words of a reason."""
    return f"{' '.join(left.words)}, {' '.join(right.words)}"


def name_pairs(by_name: Mapping[tuple[str, ...], Sequence[Figure]]) -> Iterator[tuple[Figure, Figure]]:
    """Yield one figure each of two distinct names that share a sound of a surname, or its consonants with the given name's first letter."""
    blocks: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name, members in by_name.items():
        words = members[0].words
        for end in {words[-1], words[0]}:
            for sound in spellings(end):
                blocks[sound].add(name)
        blocks[f"{skeleton(words[-1])} {words[0][0]}"].add(name)
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for key in sorted(blocks):
        names = sorted(blocks[key])
        if len(names) > CROWD:
            continue
        for i, left in enumerate(names):
            for right in names[:i]:
                if (right, left) not in seen:
                    seen.add((right, left))
                    yield by_name[right][0], by_name[left][0]


def near_pairs(left: Sequence[Figure], right: Sequence[Figure], circles: Circles) -> Iterator[tuple[Figure, Figure]]:
    """Yield the first pair of two names' figures that stands in one storyline."""
    lines: dict[str, Figure] = {}
    for f in left:
        lines.setdefault(circles.line.get(f.local[0], f.local[0]), f)
    for f in right:
        other = lines.get(circles.line.get(f.local[0], f.local[0]))
        if other is not None:
            yield other, f
            return


def same_chair(left: Sequence[Figure], right: Sequence[Figure]) -> Verdict | None:
    """Say whether two names of one surname and one first letter hold one office of one state or body ("Binyamin" and "Benjamin")."""
    a, b = folded(left[0].words), folded(right[0].words)
    if a[-1] != b[-1] or a[0][0] != b[0][0]:
        return None
    held = {(m.role, m.of) for f in left for m in f.offices if m.of and m.kind == "name"}
    for f in right:
        for m in f.offices:
            if m.kind == "name" and (m.role, m.of) in held and not (m.role or "").startswith("former"):
                return (
                    f"one surname, one first letter and one office, {m.role} of {m.of}: {told(left[0], right[0])}",
                    "likely",
                )
    return None


# ------------------------------------------------------------------------------- surnames and initials


def join_surnames(figures: Mapping[Local, Figure], circles: Circles, joined: Joined) -> None:
    """Join a surname, also with an initial, with the one person of that name in its story, else its storyline; several are told apart by
    their offices."""
    full = Lines((f for f in figures.values() if f.type == "person" and is_full(f)), circles)
    loose: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for local in sorted(figures):
        f = figures[local]
        if f.type != "person":
            continue
        longer = [p for p in full.near(local[0]) if len(p.words) > len(f.words) or not is_full(f)]
        longer = [p for p in longer if p.local != local and is_name_of(f, p)]
        if len(f.words) > 1 and not longer and is_full(f):
            continue
        for name, where, value in circles.around(local[0]):
            near = within(longer, (name, where, value))
            found = sorted({joined.find(p.local) for p in near})
            if len(found) > 1:
                found = sorted({joined.find(p.local) for p in near if offices_meet(f, [p])})
            if len(found) == 1:
                joined.join(local, found[0], f"surname of {' '.join(figures[found[0]].words)} in {name}", "likely")
                break
        else:
            if "|" not in local[1]:
                loose[(circles.line.get(local[0], local[0]), " ".join(folded(f.words)))].append(f)
    for members in loose.values():  # a surname that nobody spells out is still one name within a storyline
        for f in members[1:]:
            joined.join(f.local, members[0].local, f"one surname in one storyline: {' '.join(f.words)}", "likely")


def is_name_of(short: Figure, person: Figure) -> bool:
    """Whether a surname, with or without an initial, can be a person's: his last word or words, another spelling of it, or the one word by which
    his own account calls him ("Liang" of "Liang Shuren")."""
    words, whole = folded(short.words), folded(person.words)
    if len(words) > 1 and len(words[0]) == 1:
        return short.words[0] == person.words[0][0] and is_suffix(words[1:], whole)
    if is_suffix(words, whole) or any(
        fold(m.name) == words[0] for m in person.mentions if m.name and m.kind == "name" and len(words) == 1
    ):
        return True
    return len(words) == 1 and sound_alike(short.words[0], person.words[-1])


def offices_meet(f: Figure, others: Iterable[Figure]) -> bool:
    """Whether two figures are given one office."""
    return any(
        same_office(a.role or "", a.role_kinds, b.role or "", b.role_kinds) and (a.of == b.of or not a.of or not b.of)
        for a in f.offices
        for o in others
        for b in o.offices
    )


# ------------------------------------------------------------------------------- offices


def join_offices(
    figures: Mapping[Local, Figure], circles: Circles, joined: Joined, published: Iterable[Published] = ()
) -> None:
    """Join an office without a name ("X's foreign minister") with the one person who holds it in the story, else in the storyline; where
    several have held it, and beyond the storyline, with who held it at the account's date."""
    lines = Lines((f for f in figures.values() if f.type == "person"), circles)
    people = [f for f in figures.values() if f.type == "person" and f.offices]
    days = {p.doc: day for p in published if (day := as_day(p.date.value))}
    holders_of: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for p in people:
        for key in {k for m in p.offices if m.kind == "name" for k in chairs(m)}:
            holders_of[key].append(p)
    for local in sorted(figures):
        f = figures[local]
        if f.type != "role" or join_swallowed(f, lines.near(local[0]), circles, joined):
            continue
        wanted = [m for m in f.mentions if m.of and m.role]
        near = {p.local: p for m in wanted for key in chairs(m) for p in holders_of.get(key, ())}
        holders = [p for x, p in sorted(near.items()) if any(holds(p, m) for m in wanted)]
        if not wanted:
            join_unowned(f, lines.near(local[0]), circles, joined)
        elif not join_holder(f, wanted[0], holders, circles, joined, days):
            join_open_office(f, wanted[0], lines.near(local[0]), circles, joined)


def join_swallowed(f: Figure, people: Sequence[Figure], circles: Circles, joined: Joined) -> bool:
    """Join "Governor of Palomar Rosaura Vidal", read as an office of "Palomar Rosaura Vidal", with whom the end of those words names in full
    elsewhere in the story or storyline. Returns whether it was one."""
    for m in f.mentions:
        owner = folded((m.of or "").split())
        named = [p for p in people if is_full(p) and len(owner) > len(p.words) and is_suffix(folded(p.words), owner)]
        for circle in circles.around(f.local[0])[1:]:
            found = sorted({joined.find(p.local) for p in within(named, circle)})
            if len(found) == 1:
                f.mentions = [replace(x, of=None) if x.of == m.of else x for x in f.mentions]
                joined.join(f.local, found[0], f"the name behind the {m.role}'s title, known in {circle[0]}", "likely")
                return True
    return False


def chairs(m: Mention) -> set[tuple[str, str]]:
    """Return (family of the office, first letters of whose it is): mentions of one office share one at least."""
    return {(k.lower(), fold(m.of or "")[:2]) for k in (*m.role_kinds, m.role or "")}


def join_holder(
    f: Figure,
    wanted: Mention,
    holders: Sequence[Figure],
    circles: Circles,
    joined: Joined,
    days: Mapping[str, datetime.date],
) -> bool:
    """Join an office with the one person who holds it in the narrowest circle that names a holder. Returns whether anybody is named."""
    for circle in circles.around(f.local[0]):
        near = within(holders, circle)
        found = sorted({joined.find(p.local) for p in near})
        if len(found) == 1 and (circle[0] != "its storyline" or in_time(f, near, days)):
            joined.join(f.local, found[0], f"{wanted.role} of {wanted.of}: named in {circle[0]}", "likely")
            return True
        if found:
            break
    held = at_date(f, holders, joined, days)
    if held is not None:
        root, day = held
        joined.join(f.local, root, f"{wanted.role} of {wanted.of}: held by the person so named on {day}", "likely")
    return bool(holders)


def as_day(value: str | None) -> datetime.date | None:
    """Return the day of an ISO date that has one."""
    try:
        return datetime.date.fromisoformat(value[:10]) if value and len(value) >= 10 else None
    except ValueError:
        return None


def in_time(f: Figure, holders: Sequence[Figure], days: Mapping[str, datetime.date]) -> bool:
    """Whether nothing in the dates speaks against a holder named in another story of the storyline: within a year, or without a date."""
    day = days.get(f.local[0])
    seen = [days[p.local[0]] for p in holders if p.local[0] in days]
    return day is None or not seen or min(abs((day - d).days) for d in seen) <= 365


def at_date(
    f: Figure, holders: Sequence[Figure], joined: Joined, days: Mapping[str, datetime.date]
) -> tuple[Local, datetime.date] | None:
    """Return who held an office on an account's day, and a day on which he was named with it: named so on that day or before and after it, or
    within TENURE_DAYS, while nobody else is nearer."""
    day = days.get(f.local[0])
    if day is None:
        return None
    seen = sorted({(days[p.local[0]], joined.find(p.local)) for p in holders if p.local[0] in days})
    before = [x for x in seen if x[0] <= day]
    after = [x for x in seen if x[0] >= day]
    last = {who for d, who in before if d == before[-1][0]} if before else set()
    following = {who for d, who in after if d == after[0][0]} if after else set()
    if len(last) == len(following) == 1 and last == following:
        return next(iter(last)), before[-1][0]
    near = {who: d for d, who in seen if abs((d - day).days) <= TENURE_DAYS}
    if len(near) == 1:
        return next(iter(near.items()))
    return None


def join_open_office(f: Figure, wanted: Mention, people: Sequence[Figure], circles: Circles, joined: Joined) -> None:
    """Join "Osmark's prime minister" with the one person of the story whom an account calls "the prime minister" without saying whose."""
    for circle in circles.around(f.local[0])[1:2]:
        near = [p for p in within(people, circle) if p.local[0] != f.local[0]]
        same = [p for p in near for m in p.offices if m.role == wanted.role and m.kind == "name"]
        if any(m.of and not same_name(m.of, wanted.of or "") for p in same for m in p.offices if m.role == wanted.role):
            return  # another state has one too
        found = sorted({joined.find(p.local) for p in same})
        if len(found) == 1:
            reason = f"{wanted.role} of {wanted.of}: the only {wanted.role} named in {circle[0]}"
            joined.join(f.local, found[0], reason, "likely")
            return
        if found:
            return


def join_unowned(f: Figure, people: Sequence[Figure], circles: Circles, joined: Joined) -> None:
    """Join "the spokesman", whom his own account does not introduce, with the one person whom it names and another account so calls; else
    with the only one so called in the story."""
    roles = {m.role for m in f.mentions if m.role}
    here = {joined.find(p.local) for p in people if p.local[0] == f.local[0]}
    near = within(people, circles.around(f.local[0])[1])
    called = sorted(
        {joined.find(p.local) for p in near if any(m.role in roles and m.kind == "name" for m in p.offices)}
    )
    named = [root for root in called if root in here]
    for found, words in ((named, "named here, so called"), (called, "the only one so called")):
        if len(found) == 1:
            joined.join(f.local, found[0], f"the {min(roles)}: {words} in its story", "likely")
            return


def holds(person: Figure, wanted: Mention) -> bool:
    """Whether a person is named with an office."""
    return any(
        b.kind == "name"
        and b.of
        and same_name(b.of, wanted.of or "")
        and same_office(wanted.role or "", wanted.role_kinds, b.role or "", b.role_kinds)
        for b in person.offices
    )

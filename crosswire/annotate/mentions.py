"""Names and nominals of states, bodies, persons and groups in one document."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from crosswire.annotate._nlp import Paragraph, Parsed
from crosswire.annotate.labels import Labeller
from crosswire.annotate.mentions_drafts import Draft
from crosswire.annotate.mentions_names import SHOWN, Reader
from crosswire.annotate.names import Key, World, key_of, learn_world, nouns, roles
from crosswire.annotate.words import Word, find_words, plain
from crosswire.model import Document, Mention, make_id
from crosswire.model.folding import PARTICLES, initials, is_suffix, same_office, word_set

SHORTENED = word_set("inc ltd corp corporation company plc llc gmbh group holdings party movement airlines airways")
"""Last words of bodies' names that go by their first word alone."""


def find_mentions(document: Document, parsed: Parsed) -> tuple[Mention, ...]:
    """Find the names, role nominals and unnamed groups of a document, sorted by place (code points of its text).

    Names come from the tables, from the tagger and from the text's own frames ("X's foreign minister" makes X a state), each repaired by
    the document's other mentions: one surname is one type throughout. `entity` is set for names; nominals keep role and `of` and are
    resolved by `resolve_mentions`. A place ("in Moscow") is a mention of type place, a metonym ("Moscow says") one of its state.
    """
    paragraphs = [(p, find_words(p)) for p in parsed.paragraphs]
    world = learn_world(words for _, words in paragraphs)
    labeller = Labeller(world, [words for _, words in paragraphs])
    read = [read_paragraph(labeller, p, words) for p, words in paragraphs]
    labeller.known = {d.key for found in read for d in found if d.type == "person" and d.kind == "name" and d.sure >= 1}
    again = [
        read_paragraph(labeller, p, words) if labeller.capitals_lie(words) else found
        for (p, words), found in zip(paragraphs, read, strict=True)
    ]
    drafts = settle_types(trim_names([d for found in again for d in found]))
    return finish(document, name_entities(drafts, world))


def read_paragraph(labeller: Labeller, paragraph: Paragraph, words: Sequence[Word]) -> list[Draft]:
    """Read a paragraph's drafts, in the order of the text."""
    return Reader(words, labeller.label(words), paragraph, labeller.treaties).read()


def trim_names(drafts: Sequence[Draft]) -> list[Draft]:
    """Take words off the front of a name that the document gives a person elsewhere without them, and oftener: "Rival Ilse Marran"."""
    counts = Counter(d.key for d in drafts if d.kind == "name" and d.type == "person" and len(d.key) > 1)
    out = []
    for d in drafts:
        cuts = [k for k in range(1, len(d.key) - 1) if counts[d.key[k:]] > max(1, counts[d.key])]
        if d.kind != "name" or d.type != "person" or not cuts or not d.name:
            out.append(d)
            continue
        key = d.key[cuts[0] :]
        words = d.name.split()
        kept = next((" ".join(words[i:]) for i in range(len(words)) if plain(words[i]) == key[0]), d.name)
        out.append(replace(d, key=key, name=kept))
    return out


def settle_types(drafts: Sequence[Draft]) -> list[Draft]:
    """Give all mentions of one name one type: a surname of a known person is that person; else the surest reading wins."""
    persons = sorted({d.key for d in drafts if d.type == "person" and d.kind == "name" and (d.sure >= 2)})
    alone = {d.key[0] for d in drafts if d.kind == "name" and len(d.key) == 1 and d.sure < 3}
    for d in drafts:  # "Ilse Marran" once and "Marran" alone after: that is how news names a person, not a body
        if (
            d.kind == "name"
            and d.type == "organisation"
            and d.sure == 1
            and 2 <= len(d.key) <= 3
            and d.key[-1] in alone
            and d.key not in persons
        ):
            persons.append(d.key)
    owners = {key_of(d.of) for d in drafts if d.of and d.country is None and is_states(d.role)}
    bodies = {
        d.key[:1] for d in drafts if d.type == "organisation" and d.kind == "name" and d.sure == 3 and len(d.key) > 1
    }
    family_first = {p[0] for p in persons if len(p) == 2}
    visited = {d.key for d in drafts if d.basis == "a place: in ..."}
    votes: dict[Key, Counter[str]] = {}
    for d in drafts:
        if d.kind == "name" and d.type and d.key:
            votes.setdefault(d.key, Counter())[d.type] += 1 + 3 * d.sure
    out = []
    for d in drafts:
        if d.kind != "name" or d.stands_for or d.sure >= 3 or not d.key:
            out.append(d)
            continue
        bare = tuple(w for w in d.key if w not in PARTICLES) or d.key
        counted = votes.get(d.key, Counter())
        best = max(sorted(counted), key=lambda t: counted[t], default=None)
        sure_org = best == "organisation" and counted["organisation"] >= 10
        if not sure_org and any(is_suffix(bare, p) for p in persons):
            out.append(replace(d, type="person", key=bare))
        elif d.type in {"organisation", None} and d.sure < 2 and len(bare) == 1 and bare[0] in family_first:
            out.append(replace(d, type="person", key=bare))  # "Maruyama" of "Maruyama Kenzo"
        elif d.type == "person" and d.sure < 2 and d.key in owners:
            out.append(replace(d, type="state"))  # "Fennmark's president"
        elif d.type == "person" and d.sure < 2 and len(d.key) == 1 and d.key in bodies and d.basis != SHOWN:
            out.append(replace(d, type="organisation", sure=0))  # "Grummond" of "Grummond Steel Ltd"
        elif d.key in visited and not sure_org:
            out.append(replace(d, type="place"))
        elif best is not None and best != d.type:
            out.append(replace(d, type=best))
        else:
            out.append(d)
    return out


def is_states(role: str | None) -> bool:
    """Whether a role is one of a state: its prime minister, its president."""
    entry = roles().get(key_of((role or "").removeprefix("former ")))
    return entry is not None and (entry.of == "state" or entry.name == "president")


def name_entities(drafts: Sequence[Draft], world: World) -> list[tuple[Draft, str | None]]:
    """Give each named draft its local key: persons by fullest name, states and bodies by canonical name, acronyms by what they spell."""
    persons = sorted({d.key for d in drafts if d.type == "person" and d.kind == "name" and len(d.key) > 1})
    organisations = [d for d in drafts if d.type == "organisation" and d.kind == "name"]
    owners = {key_of(d.of): d.of for d in drafts if d.of and d.country is None and key_of(d.of)[-1] in nouns()["org"]}
    longer = sorted({d.key for d in organisations if len(d.key) > 1} | {k for k in owners if len(k) > 1})
    spelt = {initials(k): k for k in longer}
    plain_names = sorted(
        {d.key for d in organisations if len(d.key) > 1 and "-" not in (d.name or "") and d.country is None}
    )
    names: dict[Key, str | None] = dict(owners)
    names |= {d.key: d.name for d in sorted(organisations, key=lambda d: (d.name or "").isupper(), reverse=True)}
    recent: dict[Key, Key] = {}
    offices = [(d.key, d) for d in drafts if d.type == "person" and d.kind == "name" and d.role and len(d.key) > 1]
    out: list[tuple[Draft, str | None]] = []
    for d in drafts:
        if d.kind != "name" or not d.key:
            out.append((d, None))
            continue
        key = d.key
        if d.type == "person":
            full = [p for p in persons if is_suffix(key, p)] or [p for p in persons if len(key) == 1 and p[0] == key[0]]
            longest = [p for p in full if not any(is_suffix(p, q) and p != q for q in full)]
            apart = ""
            if len(key) > 1 and key in longest:
                spelt_out = [
                    p for p in persons if len(key[0]) == 1 < len(p[0]) and p[0][0] == key[0] and p[-1] == key[-1]
                ]
                key = spelt_out[0] if len(spelt_out) == 1 else key
                recent[key[-1:]] = key
            elif len(longest) > 1 and d.role:
                holders = sorted(
                    {p for p, o in offices if p in longest and same_office(d.role, d.kinds, o.role or "", o.kinds)}
                )
                if len(holders) == 1:
                    key = holders[0]
                else:  # whose office it is other accounts may tell
                    apart = f"|{d.role}"
            elif longest:
                key = recent.get(key[-1:], longest[0]) if len(longest) > 1 else longest[0]
        elif d.type in {"organisation", None} and len(key) <= 2:
            apart = ""
            if len(key) == 1 and (letters := "".join(sorted(key[0]))) in spelt:
                key, d = spelt[letters], replace(d, type="organisation")
            whole = short_for(key, longer) or (begun_by(key, plain_names) if d.country is None else None)
            if whole is not None:
                key, d = whole, replace(d, type="organisation")
        else:
            apart = ""
        out.append((d, f"{d.type or 'name'}:{' '.join(key)}{apart}"))
    return [(whole_owner(d, longer, names), entity) for d, entity in out]


def short_for(key: Key, longer: Sequence[Key]) -> Key | None:
    """Return the one longer name of a body that a short one stands for: "the League" of "Littoral League", "the Assembly" of "Assembly of Nations"."""
    org = nouns()["org"] | nouns()["body"] | nouns()["paper"]
    if not any(w in org for w in key):
        return None
    found = [k for k in longer if k != key and (is_suffix(key, k) or (k[: len(key)] == key and "of" in k))]
    plain = [k for k in found if not any(o != k and is_suffix(k, o) for o in found)]
    return plain[0] if len(plain) == 1 else shortest_suffix(found)


def shortest_suffix(found: Sequence[Key]) -> Key | None:
    """Return the shortest of several names if it ends all of them, else None."""
    if not found:
        return None
    shortest = min(found, key=lambda k: (len(k), k))
    return shortest if all(is_suffix(shortest, k) for k in found) else None


def begun_by(key: Key, longer: Sequence[Key]) -> Key | None:
    """Return the body's name that a short name begins ("Grummond" of "Grummond Steel Ltd"): the longest, if all others begin it too."""
    ends = SHORTENED if len(key) == 1 else nouns()["org"]  # "Osmark" is not the Osmark Bank
    found = [k for k in longer if k[: len(key)] == key and len(k) > len(key) and k[-1] in ends]
    if not found or any(w in nouns()["org"] for w in key):
        return None
    longest = max(found, key=lambda k: (len(k), k))
    return longest if all(longest[: len(k)] == k for k in found) else None


def whole_owner(d: Draft, longer: Sequence[Key], names: Mapping[Key, str | None]) -> Draft:
    """Give a role's owner its whole name: "the League chief" belongs to the Littoral League."""
    if not d.of or d.country is not None:
        return d
    key = tuple(w for w in key_of(d.of) if w != "the")
    whole = short_for(key, longer) or begun_by(key, [k for k in longer if "-" not in (names.get(k) or "")])
    return replace(d, of=names.get(whole) or d.of) if whole is not None else d


def finish(document: Document, drafts: Iterable[tuple[Draft, str | None]]) -> tuple[Mention, ...]:
    """Turn drafts into records."""
    out = [
        Mention(
            id=make_id("m", document.id, d.start, d.end),
            start=d.start,
            end=d.end,
            kind=d.kind,
            type=d.type,
            name=d.name,
            role=d.role,
            of=d.of,
            entity=entity,
            basis=d.basis,
            stands_for=d.stands_for,
            country=d.country,
            role_kinds=d.kinds,
            gender=d.gender,
            plural=d.plural,
            where=d.where,
            seat=d.seat,
        )
        for d, entity in drafts
    ]
    return tuple(sorted(out, key=lambda m: (m.start, m.end, m.id)))

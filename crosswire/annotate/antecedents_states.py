"""Which state or body "the government", "the country", "the X administration" mean, and who "both" are."""

from dataclasses import replace

from crosswire.annotate.antecedents import BODIES, GOVERNING, Found, Scene, is_actor, pick_person, pick_thing
from crosswire.annotate.names import key_of, proper_names
from crosswire.model import Mention


def pick_owner(scene: Scene, m: Mention) -> Mention | None:
    """Return the state or body that "its", "his" or "her" in front of a role or of "country" means: a person's is the one he speaks for."""
    first = scene.word_before(m)
    if first == "its":
        found = pick_thing(scene, m)
    elif first in {"his", "her"}:
        found = pick_person(scene, replace(m, gender="m" if first == "his" else "f"))
    else:
        return None
    if len(found) != 1:
        return None
    entity = found[0][0]
    own = [x for x in scene.order if scene.now(x).entity == entity and x.kind == "name"]
    if first == "its":
        return own[0] if own else None
    served = [x for x in own if x.of and x.role and not x.role.startswith("former")]
    return served[-1] if served else None


def as_counterpart(scene: Scene, m: Mention) -> tuple[Mention, str | None]:
    """Return "her Osmark counterpart" with the office of the person whom "her" means, and that person's entity, which it is not."""
    first = scene.word_before(m)
    if m.role != "counterpart" or first not in {"his", "her", "its"}:
        return m, None
    found = pick_person(scene, replace(m, gender={"his": "m", "her": "f"}.get(first, "")))
    held = [x for e, _ in found for x in scene.order if x.entity == e and x.role and x.type == "person"]
    return (replace(m, role=held[-1].role, role_kinds=held[-1].role_kinds), held[-1].entity) if held else (m, None)


def pick_group(scene: Scene, m: Mention) -> Mention | None:
    """Return the group of the same noun that "the officials" takes up again: the last one before it, or None."""
    if m.of or scene.word_before(m) not in {"the", "these", "those"}:
        return None
    before = [x for x in scene.order if x.type == "group" and x.role == m.role and x.start < m.start]
    return scene.now(before[-1]) if before else None


def lies_in(scene: Scene, m: Mention) -> Mention | None:
    """Return the state or place named right behind a group: "officials in Veldania"."""
    if scene.document.text[m.end : m.end + 4] != " in ":
        return None
    behind = [x for x in scene.held((m.end + 4, m.end + 6)) if x.kind == "name" and x.start <= m.end + 8]
    return next((x for x in behind if x.type in {"state", "place"} and x.name), None)


def owned_state(scene: Scene, m: Mention, of: str) -> Found:
    """Xan government, the X administration: of a state, that state; of a body, that body; of anybody else, a body of its own."""
    low = of.lower()
    if (m.country or "").endswith("-"):
        return [(f"organisation:{low} {m.role}", f"{m.role} of {of}")]
    known = {x.entity for x in scene.order if x.kind == "name"}
    if (m.country is not None and len(m.country) == 3 and m.country not in BODIES) or f"state:{low}" in known:
        owner = next((x for x in scene.order if x.entity == f"organisation:{low}"), None)
        return [(f"organisation:{low}" if owner else f"state:{low}", f"{m.role} of {of}")]
    if f"organisation:{low}" in known:
        return [(f"organisation:{low}", f"{m.role} of {of}")]
    person = any((e or "").startswith("person:") and (e or "").endswith((":" + low, " " + low)) for e in known)
    if person or m.role == "administration":  # the Marran administration
        return [(f"organisation:{low} {m.role}", f"{m.role} of {of}")] if m.role in GOVERNING else ()
    if m.role not in GOVERNING and m.country is None:  # somebody's state of mind
        return ()
    return [(f"state:{low}", f"{m.role} of {of}")] if of[:1].isupper() else ()


def seat_of(scene: Scene, m: Mention) -> Found:
    """The government here: of the state that the dateline's place belongs to, by a table or by the text; else of that place, whose state
    other accounts may tell."""
    located = scene.document.header.located.value
    if not located:
        return ()
    low = located.split(",")[0].strip().lower()
    entry = proper_names().get(key_of(low))
    if entry is not None and entry.kind == "capital":
        return [
            (f"state:{entry.name.lower()}", f"the {m.role} here: the dateline's {located}, capital of {entry.name}")
        ]
    for x in scene.order:
        if x.stands_for and (x.seat or "").lower() == low and x.entity:
            return [(x.entity, f"the {m.role} here: the dateline's {located}, which stands for {x.name}")]
        if x.type == "place" and x.of and (x.name or "").lower() == low:
            return [(f"state:{x.of.lower()}", f"the {m.role} here: the dateline's {located}, in {x.of}")]
    return [(f"place:{low}", f"the {m.role} here: at the dateline's {located}")]


def pick_state(scene: Scene, m: Mention) -> Found:
    """The country, the government: with an owner, that state; else the last state named before it, a subject or a role's owner first."""
    if m.of:
        return owned_state(scene, m, m.of)
    if (owner := pick_owner(scene, m)) is not None:
        name = owner.of if owner.type == "person" else owner.name
        owned = owned_state(scene, replace(m, country=owner.country), name) if name else ()
        if not owned and name and name[:1].isupper():
            return [(f"state:{name.lower()}", f"the {m.role} of {owner.name or owner.role}, {name}")]
        return owned
    if scene.document.text[m.end : m.end + 6].split()[:1] == ["here"]:
        return seat_of(scene, m)
    here = scene.sentence_index(m.start)
    for back in (0, 1, 2):
        found = [x for x in scene.in_sentence(here - back) if x.start < m.start]
        owners = [
            x
            for x in found
            if x.type == "person"
            and x.of
            and x.country is not None
            and len(x.country) == 3
            and x.country not in {"IGO", "UNO", "EUR", "NGO"}
        ]
        states = [x for x in found if (x.entity or "").startswith("state:")]
        subjects = [x for x in states if scene.is_subject(x)]
        if subjects and subjects[-1].entity:
            return [(subjects[-1].entity, f"the {m.role}: {subjects[-1].name}")]
        if owners:
            return [(f"state:{(owners[-1].of or '').lower()}", f"the {m.role}: {owners[-1].of}")]
        if len({x.entity for x in states}) == 1 and states[-1].entity:
            return [(states[-1].entity, f"the {m.role}: {states[-1].name}")]
        if states:
            return ()
    return ()


def pick_pair(scene: Scene, m: Mention) -> Found:
    """Both, the two: the two persons, or else the two parties, that the nearest sentence to name several names; three are too many."""
    here = scene.sentence_index(m.start)
    one_by_one: dict[str, None] = {}
    for back in range(4):
        found = [x for x in scene.in_sentence(here - back) if x.start < m.start and x.entity and x.kind != "pronoun"]
        one_by_one |= dict.fromkeys(x.entity for x in found if x.entity and x.entity.startswith("person:"))
        if len(one_by_one) == 2:  # "Marran wrote it. Tave signed it. Both left."
            return [(e, "the two named before") for e in sorted(one_by_one)]
        for people in (True, False):
            seen = dict.fromkeys(
                x.entity for x in found if x.entity and (x.entity.startswith("person:") if people else is_actor(x))
            )
            if len(seen) == 2 and (people or not any((x.entity or "").startswith("person:") for x in found)):
                return [(e, "the two named before") for e in seen]
        if len({x.entity for x in found if x.type == "person"}) > 2:
            return ()
    return ()

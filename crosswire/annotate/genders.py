"""Who is a he and who is a she, as far as a text itself tells: no table of given names, which would guess at people.

A pronoun counts where the person it means is beyond doubt: the only person that its sentence names before it, and a subject there
("Marran said she ..."). Titles ("Mrs", "spokeswoman") count too, and more.
"""

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from crosswire.model import Mention

if TYPE_CHECKING:
    from crosswire.annotate.antecedents import Scene

FORMS = {"he": "m", "himself": "m", "she": "f", "herself": "f"}
"""Not "him" and "his": a sentence's subject seldom means itself by them ("she had warned him")."""
TITLE_WEIGHT = 3
"""What a title counts beside a pronoun. A guess: titles are never misread, the subject of a sentence now and then."""
PERSONAL = ("person:", "role:")


def learn_genders(scene: "Scene") -> dict[str, str]:
    """Return entity -> m or f for the persons of a scene whose gender its text shows, twice as much for it as against it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    families = shared_surnames(scene)
    for m in scene.order:
        if m.entity and m.gender and m.entity.startswith(PERSONAL) and surname_alone(m) not in families:
            votes[m.entity][m.gender] += TITLE_WEIGHT
    for paragraph in scene.paragraphs:
        for token in paragraph.doc:
            gender = FORMS.get(token.lower_)
            if gender is None or token.pos_ not in {"PRON", "DET"}:
                continue
            entity = sure_antecedent(scene, paragraph.start + token.idx)
            if entity:
                votes[entity][gender] += 1
    out = {}
    for entity in sorted(votes):
        (best, most), *rest = votes[entity].most_common()
        if not rest or most >= 2 * rest[0][1]:
            out[entity] = best
    return out


def sure_antecedent(scene: "Scene", offset: int) -> str | None:
    """Return the one person that the sentence of a pronoun names outside direct speech, all before it and as a subject, or None."""
    if scene.is_spoken(offset):
        return None
    here = scene.in_sentence(scene.sentence_index(offset))
    people = [m for m in here if (m.type == "person" or (m.entity or "").startswith("name:")) and m.kind != "pronoun"]
    people = [m for m in people if not scene.is_spoken(m.start)]
    if len({m.entity or m.id for m in people}) != 1 or people[0].start > offset:
        return None
    first = people[0]
    if first.entity is None or not first.entity.startswith(PERSONAL) or not scene.is_subject(first):
        return None
    if scene.says(offset, first.start):
        return None  # "Tave has left, she said"
    return first.entity


def surname_alone(m: Mention) -> str:
    """Return the surname by which a mention names a person, "" where it says more."""
    words = (m.name or "").lower().split()
    return words[0] if len(words) == 1 and m.kind == "name" and m.type == "person" else ""


def shared_surnames(scene: "Scene") -> dict[str, list[str]]:
    """Return surname -> the entities of the several persons whom a text names in full with it."""
    whole: dict[str, set[str]] = defaultdict(set)
    for m in scene.order:
        if m.entity and m.type == "person" and m.kind == "name" and len(m.entity.split()) > 1:
            whole[m.entity.split()[-1]].add(m.entity)
    return {name: sorted(found) for name, found in whole.items() if len(found) > 1}


def right_families(scene: "Scene") -> dict[str, str]:
    """Return mention id -> entity for "Mr X" and "Mrs X" where a text names several X, and shows one alone to be of that gender."""
    families = shared_surnames(scene)
    out = {}
    for m in scene.order:
        if not m.gender or (name := surname_alone(m)) not in families:
            continue
        fits = [e for e in families[name] if scene.shown.get(e, m.gender) == m.gender]
        if len(fits) == 1 and fits[0] != m.entity:
            out[m.id] = fits[0]
    return out

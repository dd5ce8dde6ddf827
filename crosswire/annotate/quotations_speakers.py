"""Who can say something: people, groups, bodies and papers, as against weather, batteries and avalanches."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

ENDINGS = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "ee", "ant", "eer")
NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE"})
CLASSES = frozenset({"media", "body", "state", "paper", "treaty", "org"})


@lru_cache(maxsize=1)
def load_speakers() -> tuple[frozenset[str], frozenset[str]]:
    """Return the nouns of those who can say something, and those that only look like them."""
    room = files("crosswire.annotate")
    said: set[str] = set()
    things: set[str] = set()
    for name in ("speakers", "roles", "groups", "nouns"):
        for line in room.joinpath(f"lexicon/{name}.tsv").read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            row = line.split("\t")
            if name == "speakers":
                (things if row[0] == "thing" else said).update(row[1].split())
            elif name == "nouns":
                said |= {row[0]} if row[1] in CLASSES else set()
            else:
                said |= {form.split()[-1] for form in row[:2] if form}
    return frozenset(said), frozenset(things - said)


def can_speak(noun: Any) -> bool:
    """Whether a word may be a source: a name, a pronoun, or a noun for people, a body or a paper."""
    if noun.pos_ in ("PROPN", "PRON", "NUM", "DET", "ADJ") or noun.ent_type_ in NAMED or noun.text[:1].isupper():
        return True
    said, things = load_speakers()
    lemma = noun.lemma_.lower()
    if lemma in said or noun.lower_ in said:
        return True
    return lemma not in things and lemma.endswith(ENDINGS) and len(lemma) > 4


def is_person_word(noun: Any) -> bool:
    """Whether a noun is a person's name or says what somebody is ("officials", "an unnamed source")."""
    if noun.pos_ == "PRON":
        return noun.lower_ in ("he", "she", "him", "her", "they", "them", "us", "me", "who", "whom")
    if noun.ent_type_ in ("PERSON", "NORP"):
        return True
    return noun.lemma_.lower() in people() or noun.lower_ in people()


@lru_cache(maxsize=1)
def people() -> frozenset[str]:
    """Return the nouns of people who speak: roles and unnamed groups."""
    found = {"source", "official", "lawyer", "investigator", "engineer", "person", "people", "monitor", "resident", "expert", "activist"}
    for name in ("roles", "groups"):
        table = files("crosswire.annotate").joinpath(f"lexicon/{name}.tsv").read_text(encoding="utf-8")
        for line in table.splitlines():
            if line and not line.startswith("#"):
                found |= {form for form in line.split("\t")[:2] if form and " " not in form}
    return frozenset(found)

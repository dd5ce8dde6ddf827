"""Who can say something: people, groups, bodies and papers, as against weather, batteries and avalanches."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

ENDINGS = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "men",
    "woman",
    "women",
    "person",
    "ee",
    "ant",
    "eer",
    "crat",
    "arch",
    "naire",
    "eur",
)
NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE"})
CLASSES = frozenset({"media", "body", "state", "paper", "treaty", "org"})


@lru_cache(maxsize=1)
def load_speakers() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the nouns of those who can say something, those that only look like them, and those of people."""
    room = files("crosswire.annotate")
    said: set[str] = set()
    things: set[str] = set()
    persons: set[str] = set()
    for name in ("speakers", "roles", "groups", "nouns"):
        for line in room.joinpath(f"lexicon/{name}.tsv").read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            row = line.split("\t")
            if name == "speakers":
                (things if row[0] == "thing" else said).update(row[1].split())
                persons |= set(row[1].split()) if row[0] == "person" else set()
            elif name == "nouns":
                said |= {row[0]} if row[1] in CLASSES else set()
            else:
                said |= {form.split()[-1] for form in row[:2] if form}
                persons |= {form for form in row[:2] if form and " " not in form}
    return frozenset(said), frozenset(things - said), frozenset(persons)


def can_speak(noun: Any) -> bool:
    """Whether a word may be a source: a name, a pronoun, or a noun for people, a body or a paper."""
    if (
        noun.pos_ in ("PROPN", "PRON", "NUM", "DET", "ADJ")
        or noun.ent_type_ in NAMED
        or (noun.text[:1].isupper() and not (noun.is_sent_start and noun.tag_ == "NNS"))
    ):
        return True
    said, things, _ = load_speakers()
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
    _, _, persons = load_speakers()
    return noun.lemma_.lower() in persons or noun.lower_ in persons

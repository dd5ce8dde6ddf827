"""What looks like an attribution and is none: a verb of saying in another sense ("recalled its envoy"), a title, a word in scare quotes."""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from crosswire.annotate.cues import load_cues
from crosswire.annotate.quotations_sources import child
from crosswire.annotate.quotations_speakers import is_person_word

NAMING = frozenset({"call", "title", "entitle", "name", "dub", "label", "brand"})
"""Verbs whose participle before a marked stretch shows a title ("a song called ...")."""

TITLE_WORD = re.compile(r"[^\W_][\w'’-]*")
NAMES = frozenset({"nickname", "heading", "title", "name", "codename", "alias", "headline", "rubric"})
SLOGANS = frozenset({"slogan", "motto", "banner", "song", "hymn", "film", "book", "novel", "play", "poem", "album"})
"""Nouns right before a marked stretch that is what something is called; slogans and songs are also said and sung."""

SMALL = 4
"""Letters of a word that a title need not raise, at most."""


@lru_cache(maxsize=1)
def load_senses() -> dict[str, frozenset[str]]:
    """Read the table of other senses: verb -> lemmas of the objects that show one."""
    table = files("crosswire.annotate").joinpath("lexicon/other_senses.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {verb: frozenset(objects.split()) for verb, objects in rows}


def means_otherwise(verb: Any, object_: Any) -> bool:
    """Whether a verb of saying says nothing with its object ("admitted forty patients", "quoted a price", "claimed two lives")."""
    objects = load_senses().get(verb.lemma_.lower(), frozenset())
    return (
        object_.lemma_.lower() in objects
        or ("PERSON" in objects and is_person_word(object_))
        or ("NUMBER" in objects and child(object_, "nummod") is not None)
        or any(f"+{c.lower_}" in objects for c in verb.children if c.dep_ == "prt")
    )


def is_title(words: str) -> bool:
    """Whether a marked stretch is written as a title: at least two words, the first, the last and all longer ones raised; no end of a sentence."""
    found = TITLE_WORD.findall(words)
    if len(found) < 2 or words.rstrip("\"”’'»“ ,")[-1:] in (".", "!", "?"):
        return False
    return (
        found[0][0].isupper() and found[-1][0].isupper() and all(w[0].isupper() or len(w) <= SMALL for w in found[1:-1])
    )


def is_scare(words: Sequence[Any]) -> bool:
    """Whether the words of a marked stretch are one word before the noun that it qualifies ('nine "antique" clocks')."""
    return len(words) == 1 and words[0].dep_ in ("amod", "compound") and words[0].head.i > words[0].i


def is_lookalike(verb: Any, stretches: Sequence[Sequence[Any]]) -> bool:
    """Whether a cue verb and the marked stretches (tokens) of its content are no attribution.

    The verb means something else with its object, or every stretch is a name (the participle of "a course called" is no verb of saying).
    """
    if verb.pos_ != "VERB" or verb.lower_ == "according" or not verb.text.islower() or child(verb, "ccomp") is not None:
        return False
    object_ = child(verb, "dobj")
    if object_ is not None and child(verb, "oprd") is None and means_otherwise(verb, object_):
        return True
    entry = load_cues().get(verb.lemma_.lower())
    naming = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma_ in NAMING
    said = entry is not None and entry.takes("quote") and not naming
    return bool(stretches) and all(is_named(tokens, said) for tokens in stretches)


def is_named(tokens: Sequence[Any], said: bool) -> bool:
    """Whether a marked stretch is a name: a noun before it says so, or, beside a verb of doing, it is a title or a word in scare quotes."""
    words = [t for t in tokens if not t.is_punct and not t.is_space]
    before = next((t for t in reversed(words[0].doc[: words[0].i]) if not t.is_punct), None) if words else None
    noun = before.lemma_.lower() if before is not None and before.pos_ == "NOUN" else ""
    if noun in NAMES or said:
        return noun in NAMES
    return noun in SLOGANS or is_title("".join(t.text_with_ws for t in tokens)) or is_scare(words)

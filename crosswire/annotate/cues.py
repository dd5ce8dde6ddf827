"""The verbs that attribute, with the complements in which each puts what is said.

Frames: `that` a clause (also without "that"), `to` an infinitive, `dobj-to` somebody + infinitive, `ger` a gerund, `obj` a noun phrase
("stressed the importance of"), `obj0` a noun phrase where no clause is there, `say-obj` a noun phrase of some length, `obj-out`
("pointed out the gap"), `obj-as` ("regards it as"), `oprd` ("called it a success"), `pp:a,b` a phrase with one of these
prepositions ("warned against"), `quote` may stand beside a marked quotation, `addressee` its noun phrase is who is spoken to.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cue:
    """One verb of the table. speech: False for attitudes. prepositions: those of its `pp:` frame."""

    lemma: str
    family: str
    frames: frozenset[str]
    prepositions: frozenset[str]
    speech: bool

    def takes(self, frame: str) -> bool:
        """Whether the verb has a frame."""
        return frame in self.frames


ANY = Cue("", "say", frozenset({"quote"}), frozenset(), True)
"""A verb outside the table beside a full quotation ("..." she grinned)."""


@lru_cache(maxsize=1)
def load_cues() -> dict[str, Cue]:
    """Read the table of cue verbs: lemma -> Cue."""
    cues = {}
    table = files("crosswire.annotate").joinpath("lexicon/cues.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            lemma, family, frames, speech = line.split("\t")
            words = frames.split()
            prepositions = frozenset(p for w in words if w.startswith("pp:") for p in w[3:].split(","))
            kept = frozenset(w for w in words if not w.startswith("pp:"))
            cues[lemma] = Cue(lemma, family, kept, prepositions, speech == "1")
    return cues


@lru_cache(maxsize=1)
def load_cue_nouns() -> dict[str, frozenset[str]]:
    """Read the table of cue nouns: lemma -> frames (`that`, `to`)."""
    table = files("crosswire.annotate").joinpath("lexicon/cue_nouns.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {noun: frozenset(frames.split()) for noun, frames in rows}

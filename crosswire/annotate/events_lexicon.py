"""What words name political acts: frames of verbs and nouns after PLOVER 0.8 and CAMEO, operators and how they combine with what hangs under them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from crosswire.annotate.names import cells, read_table

QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
"""PLOVER types and their quad classes (SANCTION is 4, as in its own section of the codebook)."""


STATEMENT = "STATEMENT"
"""What CAMEO codes (01) and PLOVER does not: a comment, an admission. Its records have no type."""


@dataclass(frozen=True, slots=True)
class Code:
    """What an act is: PLOVER type or an operator in lower case, mode, CAMEO code."""

    kind: str
    mode: str | None = None
    cameo: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A row of events.tsv. objects, prepositions, complements, around: lemmas of which one must stand there; empty: anything. notes: as the table's
    head says.
    """

    code: Code
    particle: str = ""
    objects: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    complements: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()


ANY = frozenset({"@any"})
"""Stands for every lemma."""


@lru_cache(maxsize=1)
def word_classes() -> Mapping[str, frozenset[str]]:
    """Return the classes of event_words.tsv."""
    return {row[0]: frozenset(row[1].split()) for row in read_table("event_words.tsv")}


def _members(words: str) -> frozenset[str]:
    classes = word_classes()
    if words == "@any":
        return ANY
    return frozenset(
        w for part in words.split(",") if part for w in (classes[part[1:]] if part.startswith("@") else {part})
    )


@lru_cache(maxsize=2)
def frames(part: str) -> Mapping[str, tuple[Frame, ...]]:
    """Return the frames of verbs ("v") or nouns ("n") by lemma, in the table's order: the first that fits holds."""
    out: dict[str, list[Frame]] = {}
    for row in read_table("events.tsv"):
        if row[0] != part:
            continue
        conditions = dict(c.split("=", 1) for c in row[2].split() if c)
        notes = frozenset(row[6].split()) if len(row) > 6 else frozenset()
        for form in cells(row, 1):
            lemma, _, particle = form.partition(" +")
            frame = Frame(
                Code(row[3], row[4] or None, row[5]),
                particle,
                objects=_members(conditions.get("o", "")),
                prepositions=_members(conditions.get("p", "")),
                complements=_members(conditions.get("x", "")),
                around=_members(conditions.get("c", "")),
                notes=notes,
            )
            out.setdefault(lemma, []).append(frame)
    return {lemma: tuple(rows) for lemma, rows in out.items()}


@lru_cache(maxsize=1)
def sectors() -> Mapping[str, str]:
    """Return noun -> PLOVER sector; the first sector that lists a noun holds."""
    out: dict[str, str] = {}
    for row in read_table("sectors.tsv"):
        for noun in row[1].split():
            out.setdefault(noun, row[0])
    return out


@lru_cache(maxsize=1)
def contexts() -> Mapping[str, frozenset[str]]:
    """Return PLOVER contexts and the lemmas that show them."""
    return {row[0]: frozenset(row[1].split()) for row in read_table("event_contexts.tsv")}


REQUESTS = {
    "AID": ("assist", "3"), "SUPPORT": ("assist", "2"), "COOPERATE": ("assist", "1"), "CONCEDE": ("yield", "5"), "RETREAT": ("yield", "5"),
    "CONSULT": ("meet", "6"), "AGREE": ("change", "7"),
}  # fmt: skip
THREATS = {
    "SANCTION": ("relations", "131"), "COERCE": ("restrict", "132"), "PROTEST": (None, "133"), "REJECT": ("relations", "134"),
    "ASSAULT": ("violence", "138"), "MOBILIZE": ("violence", "138"), "ACCUSE": (None, "130"), "RETREAT": ("relations", "131"),
}  # fmt: skip
REFUSALS = {
    "AID": ("assist", "121"), "SUPPORT": ("assist", "121"), "COOPERATE": ("assist", "121"), "CONSULT": ("meet", "125"), "AGREE": ("change", "127"),
    "CONCEDE": ("yield", "124"), "RETREAT": ("yield", "124"), "REQUEST": ("change", "120"),
}  # fmt: skip
PROMISES = {
    "COOPERATE": "031", "SUPPORT": "032", "AID": "033", "CONCEDE": "035", "RETREAT": "035", "CONSULT": "036", "AGREE": "030", "REJECT": "030",
}  # fmt: skip
ENDS = {
    "AID": Code("SANCTION", "discontinue", "162"), "CONSULT": Code("REJECT", "meet", "125"), "COOPERATE": Code("SANCTION", "discontinue", "161"),
    "SUPPORT": Code("SANCTION", "discontinue", "161"), "AGREE": Code("REJECT", "change", "120"), "PROTEST": Code("CONCEDE", None, "082"),
    "ASSAULT": Code("RETREAT", "ceasefire", "0871"), "SANCTION": Code("CONCEDE", None, "085"), "COERCE": Code("CONCEDE", None, "081"),
    "MOBILIZE": Code("RETREAT", "withdraw", "0874"), "RETREAT": Code("REJECT", "yield", "124"), "THREATEN": Code("RETREAT", None, "080"),
    "ACCUSE": Code("CONCEDE", None, "081"),
}  # fmt: skip


def combine(operator: str, inner: Code | None, base: Code) -> Code | None:
    """Return what an operator makes of the act under it, None where that is no act of its own.

    After the codebook: a promised act is AGREE (CAMEO 03), an asked one REQUEST (02, 10), a refused one REJECT (12), a threatened one THREATEN (13), an
    ended one its opposite. base: the operator's own mode and CAMEO code, where nothing stands under it.
    """
    kind = inner.kind if inner is not None else ""
    if operator == "agree":
        return Code("AGREE", None, PROMISES.get(kind, base.cameo))
    if operator == "intend":
        return after_now(inner) if inner is not None else None
    if operator == "request":
        mode, digit = REQUESTS.get(kind, (base.mode, ""))
        return Code("REQUEST", mode, base.cameo[:2] + digit if digit else base.cameo)
    if operator == "threaten":
        mode, cameo = THREATS.get(kind, (None, base.cameo))
        return Code("THREATEN", mode, cameo)
    if operator == "reject":
        mode, cameo = REFUSALS.get(kind, (base.mode, base.cameo))
        return Code("REJECT", mode, cameo)
    if operator in {"denounce", "allege", "oppose"}:
        return Code("ACCUSE", base.mode, base.cameo)
    if operator == "allow":
        return Code("CONCEDE", None, "081")
    if operator == "stop":
        return ENDS.get(kind)
    return inner  # pass


def after_now(code: Code) -> Code | None:
    """Return what an act to come is: AGREE where it is kind, THREATEN where it is not; a word given stays one."""
    if code.kind in PROMISES and code.kind not in {"REJECT", "AGREE"}:
        return Code("AGREE", None, PROMISES[code.kind])
    if code.kind in {"ASSAULT", "SANCTION", "COERCE"}:
        mode, cameo = THREATS[code.kind]
        return Code("THREATEN", mode, cameo)
    return code


def refused(code: Code) -> Code | None:
    """Return what "will not ..." is: REJECT of a kind act; an unkind one that will not come is no act."""
    if code.kind not in REFUSALS:
        return None
    mode, cameo = REFUSALS[code.kind]
    return Code("REJECT", mode, cameo)

"""Terms: the phrases of a story that can name an issue, cleaned of the actors and of words that name nothing by themselves."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crosswire.compare.accounts import Accounts
from crosswire.compare.words import load_groups, load_kind, load_words, read_words, stem
from crosswire.model import Mention, Phrase, Reading

NAMING = ("body", "crosshead")
"""Zones whose phrases may name an issue."""

CAPITAL = r"[A-Z][\w’']*(?:[-.][\w’']+)*"
TITLED = re.compile(rf"{CAPITAL}(?: (?:(?:(?:in|of|on|for) (?:the )?)?{CAPITAL}|\([A-Z]{{2,8}}\)))*")
"""A run of capitalised words, with the small words and the bracketed short form inside it."""

SHORT_FORM = re.compile(r"\b[A-Z]{2,8}\b")
BEFORE = re.compile(
    r"(?:\b(?:over|on|about|regarding|concerning|against|towards?)|\b(?:issues?|questions?|status|future|problems?|cris[ie]s|disputes?|conflicts?|war|"
    r"plans?|talks|importance|need|independence|treaty|opposition|backing|support|way|improv\w+) (?:of|in|over|on|for|to)|"
    r"\b(?:such as|includ(?:e|es|ing)|be it|related to|ranging from))\s+(?:the |an? |its |their |his |her |[A-Z][\w.]+['’]s )?(?:[\w-]+ ){0,2}$"
)
"""Words before a phrase that say: what follows is what it is about."""

JOINT = re.compile(
    r"^(?:,? ?(?:and|or|to|as well as)?,? ?(?:be it|over|on|to)? ?(?:the |an? |its )?(?:issue of |question of |final status of )?)$"
)
"""What may stand between two members of one list."""

OFTEN = 5
"""Clauses with a state as subject from which it is a party of the story, even if nobody quotes it."""

COMPOUND = re.compile(r"-[a-z]\w*$")
"""The end of "Cold War-era", "U.S.-led": a description, not a name."""

PREFIXED = re.compile(r"[a-z]+-$")
"""The first half of a word with a hyphen."""

NONE: set[str] = set()

DEFINITE = re.compile(r"\b(?:the|this|that|these|those|such)\s+(?:\d{4}\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase as a candidate.

    doc, start, end: its place. tokens: stems, kin brought together. head: stem of its head, the same. short: abbreviation it is or has, or "".
    initials: of its capitalised words. framed: stands where a topic is named. titled: a treaty, plan or the like by its own name. owned: an
    actor's action ("X's expansion"). definite: after "the", "this". proper: a name. contested: somebody is for or against it.
    """

    doc: str
    start: int
    end: int
    tokens: frozenset[str]
    head: str
    short: str = ""
    initials: str = ""
    framed: bool = False
    titled: bool = False
    owned: bool = False
    definite: bool = False
    proper: bool = False
    contested: bool = False


def find_terms(
    reading: Reading,
    accounts: Accounts,
    agents: set[str],
    shorts: set[str] = NONE,
    lifted: frozenset[str] = frozenset(),
    wanted: frozenset[int] = frozenset(),
) -> list[Term]:
    """Return the terms of a document in order of place. agents: actors who speak or act, which are therefore no issues. lifted: stems of weak
    nouns that name an issue here, since somebody is for or against what they name. wanted: ends of what a party wants or rejects: such a body
    without a name ("the tribunal") is an issue."""
    text = accounts.documents[reading.doc].text
    titled = find_titled(reading, text)
    taken = [(t.start, t.end) for t in titled]
    found = list(titled)
    previous: Term | None = None
    for phrase in reading.phrases:
        if phrase.where not in NAMING or any(a < phrase.end and phrase.start < b for a, b in taken):
            continue
        term = make_term(phrase, reading.doc, text, accounts, agents, shorts, lifted, wanted)
        if term is None:
            continue
        joined = previous is not None and previous.framed and JOINT.match(text[previous.end : term.start])
        previous = replace(term, framed=True) if joined and not term.framed else term
        found.append(previous)
    found.sort(key=lambda t: (t.start, t.end))
    return inherit_frames(found, text)


def inherit_frames(terms: list[Term], text: str) -> list[Term]:
    """Let the members of a list after a framing word share its frame."""
    out: list[Term] = []
    for term in terms:
        before = out[-1] if out else None
        joined = (
            before is not None
            and before.framed
            and before.end <= term.start
            and JOINT.match(text[before.end : term.start])
        )
        out.append(replace(term, framed=True) if joined else term)
    return out


def find_shorts(readings: Sequence[Reading], accounts: Accounts) -> set[str]:
    """Return the short forms that stand in brackets after the names of treaties and the like."""
    titled = [t for r in readings for t in find_titled(r, accounts.documents[r.doc].text)]
    return {t.short for t in titled if t.short}


def find_titled(reading: Reading, text: str) -> list[Term]:
    """Return the treaties, plans and the like that stand with their own name, with or without a short form in brackets."""
    bodies = load_words("bodies.txt")
    found = []
    for sentence in reading.sentences:
        if sentence.where not in NAMING:
            continue
        for match in TITLED.finditer(text, sentence.start, sentence.end):
            start, end = match.start(), match.end()
            after = re.match(r" ([a-z]+)", text[end : end + 20])
            tail = after.group(1) if after else ""
            if stem(tail) in bodies:
                end = end + after.end() if after else end
            words = read_words(text, start, end)
            short = re.search(r"\(([A-Z]{2,8})\)", text[start:end])
            heads = [w for w, _, _ in words if stem(w) in bodies]
            if (
                not words
                or (not heads and not short)
                or (len(words) < 2 and not short)
                or COMPOUND.search(match.group())
            ):
                continue
            if match.start() == sentence.start and not short and len(words) == 2 and words[1][0][0].islower():
                continue  # a capitalised word that opens a sentence is no name
            found.append(make_titled(reading.doc, text, start, end, words, short.group(1) if short else ""))
    return found


def make_titled(doc: str, text: str, start: int, end: int, words: Sequence[tuple[str, int, int]], short: str) -> Term:
    """Build the term of a titled thing; an article at its front is no part of it."""
    if words[0][0].lower() in ("the", "a", "an"):
        start, words = words[1][1], words[1:]
    kin, bodies = load_groups("kin.tsv"), load_words("bodies.txt")
    small = {"in", "of", "on", "for", "and", "the", "to"}
    tokens = [stem(w) for w, _, _ in words if w.lower() not in small and w != short]
    initials = "".join(w[0] for w, _, _ in words if w[0].isupper() and w != short and stem(w) not in bodies)
    own = short or next((w for w, _, _ in words if SHORT_FORM.fullmatch(w)), "")
    head = next((t for t in reversed(tokens) if t in bodies), tokens[-1])
    return Term(
        doc=doc,
        start=start,
        end=end,
        tokens=frozenset(kin.get(t, t) for t in tokens),
        head=kin.get(head, head),
        short=own,
        initials=initials,
        framed=bool(BEFORE.search(text[max(0, start - 60) : start])),
        titled=True,
        definite=bool(DEFINITE.search(text[max(0, start - 14) : start])),
        proper=True,
    )


def make_term(
    phrase: Phrase,
    doc: str,
    text: str,
    accounts: Accounts,
    agents: set[str],
    shorts: set[str],
    lifted: frozenset[str],
    wanted: frozenset[int],
) -> Term | None:
    """Return the term of a noun phrase, or None where nothing but actors, times and plain words is left of it."""
    start, end = phrase.start, phrase.end
    if text[start - 1 : start] == "-" and (joined := PREFIXED.search(text, max(0, start - 20), start)):
        start = joined.start()  # "cease-fire", of which the parse has only the last half
    masked, owned = actor_words(doc, text, start, end, accounts, agents, shorts, wanted)
    times = [(t.start, t.end) for t in accounts.readings[doc].times]
    generic, kin = load_words("generic.txt") | (load_words("weak.txt") - lifted), load_groups("kin.tsv")
    words = [
        (w, a, b)
        for w, a, b in read_words(text, start, end)
        if not inside(a, masked) and not inside(a, times) and not w.isdigit() and len(w) > 1
    ]
    if not words:
        return None
    kept = [
        (w, a, b)
        for w, a, b in words
        if stem(w) not in generic and w.lower() not in ("and", "or", "of", "the", "related")
    ]
    if kept and kept[-1] != words[-1] and all(w[0].isupper() for w, _, _ in kept) and not on_place(doc, kept, accounts):
        return None  # "Western moves": a description of something that names no issue
    tokens = frozenset(kin.get(stem(w), stem(w)) for w, _, _ in kept)
    head = stem(words[-1][0])
    short = next((w for w, _, _ in kept if SHORT_FORM.fullmatch(w)), "")
    return Term(
        doc=doc,
        start=words[0][1],
        end=words[-1][2],
        tokens=tokens,
        head=kin.get(head, head),
        short=phrase.abbreviation or short,
        initials="".join(w[0] for w, _, _ in words if w[0].isupper()),
        framed=bool(BEFORE.search(text[max(0, start - 60) : start])),
        owned=owned or bool(re.search(r"\w['’]s?\s+$", text[max(0, start - 4) : start])),
        definite=bool(DEFINITE.search(text[max(0, start - 14) : start])),
        proper=bool(kept) and all(w[0].isupper() for w, _, _ in kept),
    )


def on_place(doc: str, words: Sequence[tuple[str, int, int]], accounts: Accounts) -> bool:
    """Whether words lie in the name of a state or place."""
    mentions = accounts.mentions_in(doc, max(0, words[0][1] - 40), words[-1][2])
    return any(m.type in ("state", "place") and m.start <= words[0][1] and words[-1][2] <= m.end for m in mentions)


def is_description(word: str, text: str, end: int) -> bool:
    """Whether a capitalised word is the front of a description ("Soviet" of "Soviet-era")."""
    return word[0].isupper() and bool(re.match(r"-[a-z]", text[end : end + 2]))


def actor_words(
    doc: str,
    text: str,
    start: int,
    end: int,
    accounts: Accounts,
    agents: set[str],
    shorts: set[str],
    wanted: frozenset[int],
) -> tuple[list[tuple[int, int]], bool]:
    """Return the stretches of a phrase that name actors, and whether such a one stands before other words ("NATO expansion")."""
    spans = []
    for mention in accounts.mentions_in(doc, max(0, start - 40), end):
        if mention.end <= start or mention.kind == "pronoun":
            continue
        unnamed = mention.kind == "nominal" and mention.type == "organisation" and mention.end in wanted
        sent = mention.kind == "nominal" and mention.end in wanted and mention.name is not None and mention.of is None
        if sent and text[mention.start : mention.end].split()[-1].lower() in load_kind("deployed"):
            continue
        if unnamed and text[mention.start : mention.end].split()[-1].lower() not in load_kind("body"):
            continue
        if is_actor(mention, text[mention.start : mention.end], agents, shorts):
            spans.append((mention.start, mention.end))
    owned = any(start <= a and b < end for a, b in spans)
    return spans, owned


def is_actor(mention: Mention, words: str, agents: set[str], shorts: set[str]) -> bool:
    """Whether a mention is of somebody who acts, not of a place that is only talked about."""
    if words in shorts:
        return False  # a treaty's short form looks like a body's
    if mention.type in ("person", "organisation", "group"):
        return True
    return mention.stands_for or (mention.name or "").lower() in agents


def inside(offset: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a code point lies in one of some spans."""
    return any(a <= offset < b for a, b in spans)


def find_agents(readings: Sequence[Reading]) -> set[str]:
    """Return the names, lower-case, of states and places whose people are quoted, or who do something in many clauses of these documents.

    Read from the readings alone: what is an issue must not hang on how actors were joined.
    """
    agents: set[str] = set()
    doing: Counter[str] = Counter()
    for reading in readings:
        mentions = {m.id: m for m in reading.mentions}
        for quotation in reading.quotations:
            if quotation.nested_in is None and quotation.where == "body":
                for source in quotation.sources:
                    mention = mentions.get(source)
                    agents.update(n.lower() for n in ((mention.name, mention.of) if mention else ()) if n)
        for act in reading.acts:
            doing.update({n.lower() for m in act.subjects if m in mentions and (n := mentions[m].name)})
    return agents | {n for n, count in doing.items() if count >= OFTEN}

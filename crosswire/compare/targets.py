"""What a word of stance takes: the noun phrases that it governs, in the order in which they may be meant.

"Opposes the deployment of a radar" is about the deployment, else about the radar; "demands an end to the embargo" is against the embargo; "condemned
the killings on the radar hill" is about the killings alone. What stands farther off is not governed and gives no position.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from crosswire.compare.accounts import Accounts
from crosswire.compare.frames import load_frames
from crosswire.compare.words import load_kind, load_table, load_words, read_words, stem
from crosswire.model import Phrase, Span

FAR = 70
"""Characters between a word and the phrase that it takes, at most: a long possessor ("the harbour envoy Sigrun Tave's plan")."""

STOP = re.compile(r"[.;:!?()–—,]|--")
HIDDEN = re.compile(r"[“”\"‘\[\]]|(?<=\d),(?=\d)|\b(?:[A-Z]\.)+")
"""Quotation marks and initials, whose points end nothing."""

OWNER = re.compile(r"(?:['’]s|s['’])\s*$")
"""The end of an owner's name."""

PRONOUN = re.compile(
    r"\s+(?:it|them|this|that)(?:[.,;!?”\"’]|$| (?:and|but|or|in|on|at|by|until|unless|if|because|when|last|again|too|as)\b)",
    re.IGNORECASE,
)
"""What is taken where it stands for something named before, with what may follow it."""

JOINING = re.compile(
    r"^(?:[,;] ?(?:and |or |as well as |but also )?|,? (?:and|or|as well as|but also) )"
    r"(?:also |for |to |on |of |the |a |an |its |their |his |her |its own )*$"
)
"""What stands between two members of one list."""

POINTING = re.compile(r"(?:that|those)(?= )", re.IGNORECASE)
"""What opens a subject that points ("that treaty")."""

GIVEN = re.compile(r" (?:(?:a|an|the|its|their|his|her|more|new|[\d,.]+|\w+-\w+) ){0,3}(?:\w+-)?")
"""What stands between two objects of one verb."""

STEP = re.compile(r" to (?:\w+ly )?([a-z]+)\b")
"""A step after a noun ("readiness to discuss"), which may name what is talked about by its verb."""


@dataclass(frozen=True, slots=True)
class Target:
    """A noun phrase that may be meant: [start, end) in code points, whether the way to it turns the stance round (-1), and whether it stands in a
    list after another."""

    start: int
    end: int
    sign: int
    listed: bool = False


@cache
def passing() -> frozenset[str]:
    """Return the stems of nouns and verbs through which a stance goes to what they bring about or name ("the deployment of", "plans to hold")."""
    families = load_kind("bringing")
    bringing = {
        stem(w) for name, words in load_table("deeds.tsv") if name.split()[0] in families for w in words.split()
    }
    made = {stem(words[0]) for known in load_frames().values() for words, (kind, _) in known.items() if kind == "make"}
    return frozenset(bringing | made | {stem(w) for w in load_kind("passing")})


@cache
def turning() -> frozenset[str]:
    """Return the stems of nouns and verbs that turn a stance round on its way ("an end to", "withdrawal from", "plans to scrap")."""
    verbs = {
        stem(words[0])
        for known in load_frames().values()
        for words, (kind, sign) in known.items()
        if kind in ("deed", "make") and sign < 0 and len(words) == 1
    }
    return frozenset(verbs | {stem(w) for w in load_kind("ending")})


@cache
def agreed() -> frozenset[str]:
    """Return the stems of nouns for what is signed or voted on, which lead to what it is about ("an accord on the shield")."""
    return frozenset(stem(w) for w in load_kind("agreed"))


class Targets:
    """Finds what words of one document take."""

    def __init__(self, doc: str, accounts: Accounts) -> None:
        self.text = accounts.documents[doc].text
        self.phrases = list(accounts.readings[doc].phrases)
        self.starts = [p.start for p in self.phrases]

    def after(self, start: int, limit: int) -> tuple[list[Target], bool]:
        """Return what a word that ends at `start` takes, and whether it is a pronoun that stands for something named before."""
        if PRONOUN.match(self.text, start, min(limit, start + 24)):
            return [], True
        index = bisect_left(self.starts, start)
        if index == len(self.phrases) or self.phrases[index].start >= limit:
            return [], False
        phrase = self.phrases[index]
        sign = self.gap(start, phrase.start)
        if sign is None:
            return [], False
        return self.chain(index, sign, limit), False

    def second(self, target: Target, limit: int) -> list[Target]:
        """Return what stands right behind a target as a second object ("offered Osmark a contract"): what is given."""
        index = bisect_left(self.starts, target.end)
        if index == len(self.phrases) or self.phrases[index].start >= limit:
            return []
        return self.chain(index, 1, limit) if GIVEN.fullmatch(self.text, target.end, self.phrases[index].start) else []

    def inside(self, span: Span) -> list[Target]:
        """Return what a subject or object names: the phrase that heads it, and what it leads to."""
        match = POINTING.match(self.text, *span)
        return self.after(match.end() if match else span[0], span[1])[0]

    def gap(self, start: int, end: int, *, linked: bool = False) -> int | None:
        """Return 1 where nothing but small words, an owner and steps that bring a thing about lie in [start, end), -1 where one is a step out of it
        or a "no" stands there, None where something else does. linked: a preposition may stand first."""
        between = HIDDEN.sub(" ", self.text[start:end])
        if end - start > FAR or STOP.search(between):
            return None
        owner = OWNER.search(between) and not re.search(r"\b(?:to|each|that)\b", between)
        words = [w.lower() for w, _, _ in read_words(self.text, start, end)]
        sign = 1
        for word in words:
            root = stem(word)
            if word == "no":
                sign = sign if self.text[end - 1] == "-" else -sign  # "a no-fly zone" is one
            elif word in load_kind("article") or word.isdigit() or word.endswith("ly"):
                continue
            elif word in load_kind("linking"):
                if not (linked or owner):
                    return None
            elif root in turning():
                sign, linked = -sign, True
            elif root in passing():
                linked = True
            elif not owner:
                return None
        return sign

    def chain(self, index: int, sign: int, limit: int) -> list[Target]:
        """Return a phrase, those listed beside it, and what it leads to."""
        phrase = self.phrases[index]
        found = [Target(phrase.start, phrase.end, sign)]
        head = stem(
            self.text[phrase.start : phrase.end].split()[-1].replace("-", "")
            if phrase.end > phrase.start
            else phrase.head
        )
        turn = -1 if head in turning() else 1
        leads = head in agreed() or turn < 0 or head in passing() or head in load_words("generic.txt")
        after = index + 1
        if after < len(self.phrases) and self.phrases[after].start < limit and len(found) < 6:
            following = self.phrases[after]
            between = self.text[phrase.end : following.start]
            words = [w.lower() for w, _, _ in read_words(between, 0, len(between))]
            bare = all(w in load_kind("article") for w in words[1:])  # "caution to all ships" is not about ships
            near = load_kind("nearest") - (load_kind("apart") if bare else frozenset())
            links = load_kind("linking") if turn < 0 or head in passing() else near
            if words[:1] == ["against"]:
                leads, turn = True, -1  # "the campaign against the levy"
            joined = (
                self.gap(phrase.end, following.start, linked=True) if leads and words and words[0] in links else None
            )
            if joined is not None:
                return [*found, *self.chain(after, sign * turn * joined, limit)]
        step = STEP.match(self.text, phrase.end, limit) if leads else None
        return [*found, Target(step.start(1), step.end(1), sign * turn)] if step else found

    def listed(self, target: Target, limit: int) -> list[Target]:
        """Return the phrases that stand in one list with a target ("on Kesh, the masts and the Harbour Treaty")."""
        found = []
        index = bisect_left(self.starts, target.start) + 1
        end = target.end
        while index < len(self.phrases) and self.phrases[index].start < limit:
            phrase = self.phrases[index]
            if not JOINING.match(self.text[end : phrase.start]) or self.text[end : phrase.start] == " ":
                break
            found.append(Target(phrase.start, phrase.end, target.sign, listed=True))
            end, index = phrase.end, index + 1
        return found

    def phrase_at(self, offset: int) -> Phrase | None:
        """Return the phrase that holds a code point."""
        index = bisect_left(self.starts, offset + 1) - 1
        return self.phrases[index] if index >= 0 and offset < self.phrases[index].end else None

"""Which issue a word of stance governs: its object, the subject that it judges, or the pronoun that stands for one.

"Veldania rejected the radar" is about the radar; "Veldania condemned the killings on the radar hill" is not. A word that governs no issue gives no
position: what stands somewhere else in the sentence, or in the sentence before, is not what the word is about.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.compare.accounts import Accounts
from crosswire.compare.stance_words import Signed, load_stances
from crosswire.compare.topics import LIST, Topics
from crosswire.compare.words import load_groups, load_kind, load_table, load_words, read_words, stem
from crosswire.model import Act, Span

FAR = 100
"""Characters between a word of stance and what it governs, at most: about a dozen words."""

INITIALS = re.compile(r"\b(?:[A-Z]\.)+|\b(?:Mr|Mrs|Ms|Dr|St)\.")
PLACE_NAME = re.compile(r"[A-Z][a-z]+")
"""A name of one word: a place, which nobody means by "it" where he rejects something."""

IS = re.compile(r"^ (?:is|was|are|were|remains?|remained|would be|will be|has been|have been) [^,.;:]{0,30}$")
FRONTED = re.compile(r"\s*(?:As for|As to|On|Regarding|Concerning|About|Over)\b(?:[^,.;]|(?<=[A-Z])\.)*,")
"""A topic put in front of the sentence ("As for the masts, she said ...")."""

URGED = re.compile(r"^(?: \w+){0,2} to \w")
URGING = frozenset(
    ["urge", "urges", "urged", "urging", "call", "calls", "called", "calling", "appeal", "appeals", "appealed", "ask"]
)
"""Verbs that may name first who is asked, and only then what for."""
DETERMINERS = frozenset(
    ["the", "a", "an", "its", "their", "his", "her", "our", "your", "this", "that", "these", "those"]
)
GUARDING = frozenset(
    [
        "defend",
        "protect",
        "guard",
        "defends",
        "protects",
        "guards",
        "defended",
        "protected",
        "defending",
        "protecting",
        "itself",
        "themselves",
    ]
)
STOP = re.compile(r"[.;:!?()–—]|, |--")
QUOTES = re.compile(r"[“”\"‘]|'(?=\w)|(?<=\w)'(?=\s)")
RELATIVE = re.compile(r"^,? ?(?:which|that) [^,.;:]{0,40}$")
PRONOUN = re.compile(
    r"^\s+(?:against |to |with |for )?(?:it|them|this(?=[,.;]))\b(?! (?:was|is|were|would|will|had|has)\b)",
    re.IGNORECASE,
)
OF_TARGET = re.compile(r"^\s+of\b")


@dataclass(frozen=True, slots=True)
class Governed:
    """An issue with the word that governs it. sign: 1, -1, or 0 for mere talk, after all turns."""

    issue: str
    sign: int
    word: Signed


@cache
def constructive() -> frozenset[str]:
    """Return the stems of deeds that only bring a thing about ("the building of masts"), so that an attitude to them is one to the thing."""
    families = load_kind("bringing")
    return frozenset(
        stem(w) for name, words in load_table("deeds.tsv") if name.split()[0] in families for w in words.split()
    )


def reverses(word: str) -> bool:
    """Whether a word is a step out of what follows it ("an end to", "withdrawal from")."""
    low = word.lower()
    roles = load_stances().get(low, ())
    return low in load_kind("ending") or any(r == "undo" or (r == "deed" and s < 0) for r, s in roles)


class Governor:
    """Finds what the words of stance in one document govern."""

    def __init__(self, doc: str, accounts: Accounts, topics: Topics) -> None:
        self.doc = doc
        self.text = accounts.documents[doc].text
        self.accounts = accounts
        self.topics = topics
        self.acts = accounts.acts(doc)

    def find(self, signed: Signed, scan: Span, beyond: Sequence[Span] = ()) -> list[Governed]:
        """Return the issues that one word governs inside `scan`; what lies in `beyond` (a condition) is left out."""
        spots = [s for s in self.spots(scan) if not any(a <= s[0] < b for a, b in beyond)]
        if signed.role == "quality":
            return self.judged(signed, spots)
        if signed.role == "undo":
            return []
        return self.object_of(signed, spots) or self.passive(signed, spots) or self.stood_for(signed, scan)

    def spots(self, scan: Span) -> list[tuple[int, int, str]]:
        """Return the places of issues in a stretch, with verbs that name one ("discuss" for "talks")."""
        found = self.topics.inside(self.doc, *scan)
        kin = load_groups("kin.tsv")
        for word, start, end in read_words(self.text, *scan):
            group = kin.get(stem(word))
            if group in self.topics.plain_words and word[0].islower() and not any(a <= start < b for a, b, _ in found):
                found.append((start, end, self.topics.plain_words[group]))
        return sorted(found)

    def object_of(self, signed: Signed, spots: Sequence[tuple[int, int, str]]) -> list[Governed]:
        """The first issue after the word that nothing separates from it, with those listed beside it."""
        after = [s for s in spots if s[0] >= signed.end]
        if not after or after[0][0] - signed.end > FAR:
            return []
        first = after[0]
        turn = self.link(signed.end, first[0], signed)
        if turn is None or (signed.word.lower() in URGING and URGED.match(self.text[first[1] : first[1] + 40])):
            return []
        chosen = [first]
        for spot in after[1:]:
            if not LIST.match(self.text[chosen[-1][1] : spot[0]]):
                break
            chosen.append(spot)
        return [Governed(i, signed.sign * turn, signed) for i in dict.fromkeys(s[2] for s in chosen)]

    def link(self, start: int, end: int, signed: Signed) -> int | None:
        """Return 1 where [start, end) joins a word with its object, -1 where it also turns it round ("an end to"), None where it does not join."""
        between = INITIALS.sub("", QUOTES.sub("", self.text[start:end]))
        if STOP.search(between.rstrip()):
            return None
        words = [w for w, _, _ in read_words(self.text, start, end)]
        lows = [w.lower() for w in words]
        while lows and lows[-1] in DETERMINERS:
            lows.pop()
        if any(w in load_kind("clausal") for w in lows) or (
            lows and (lows[-1] in load_kind("adverbial") or lows[-1] == "by")
        ):
            return None
        turn = 1
        for n, word in enumerate(words):
            if word.lower() in GUARDING:
                return None
            if reverses(word):
                if any(not self.fills(w) for w in words[n + 1 :]) or len(words) - n > 5:
                    return None
                turn = -turn
            elif not self.bridges(word, start, end, signed):
                return None
        verbs = [a for a in self.acts if start <= a.verb[0] < end]
        if any(not self.carries(a) for a in verbs):
            return None
        return turn

    def fills(self, word: str) -> bool:
        """Whether a word between says nothing by itself."""
        return word.lower() in load_kind("filling") or word[0].isupper() or stem(word) in load_words("generic.txt")

    def bridges(self, word: str, start: int, end: int, signed: Signed) -> bool:
        """Whether a word may stand between: small words, names, plain nouns, deeds that bring the thing about, other words of stance."""
        low = word.lower()
        known = (
            self.fills(word)
            or low in load_kind("keeping")
            or stem(word) in constructive()
            or stem(word) in load_groups("kin.tsv")
            or low in load_stances()
            or low.endswith("ly")
        )
        if known:
            return True
        inside = [p for p in self.accounts.phrases_in(self.doc, start, len(self.text)) if p.start < end]
        heads = {p.head.lower() for p in inside if p.end <= end}
        return not any(stem(low) == stem(h) for h in heads)

    def carries(self, act: Act) -> bool:
        """Whether a verb between a word and its object passes the stance on ("stressed the need to keep talking")."""
        lemma = act.lemma.lower()
        return (
            lemma in load_kind("keeping")
            or lemma in load_kind("light")
            or stem(lemma) in constructive()
            or lemma in load_stances()
            or reverses(lemma)
        )

    def passive(self, signed: Signed, spots: Sequence[tuple[int, int, str]]) -> list[Governed]:
        """What is "rejected by" somebody, or "which Osmark has opposed"."""
        for act in self.acts:
            thing = act.object
            if act.verb[0] <= signed.start < act.verb[1] and thing and thing[1] <= act.verb[0]:
                held = [s for s in self.topics.inside(self.doc, *thing) if self.heads(s, thing)]
                if held:
                    return [Governed(held[-1][2], signed.sign * self.turned(held[-1], thing[0]), signed)]
        sentence = self.accounts.sentence_at(self.doc, signed.start)
        before = self.topics.inside(self.doc, sentence.start, signed.start) if sentence else []
        if before and RELATIVE.match(self.text[before[-1][1] : signed.start]):
            return [Governed(before[-1][2], signed.sign, signed)]
        return []

    def stood_for(self, signed: Signed, scan: Span) -> list[Governed]:
        """The issue named last before a pronoun that the word takes ("Karsia rejected it"), or before "its participation"."""
        if signed.role not in ("attitude", "deed"):
            return []
        pronoun = PRONOUN.match(self.text[signed.end : scan[1]])
        act = next((a for a in self.acts if a.verb[0] <= signed.start < a.verb[1]), None)
        thing = act.object if act else None
        empty = (
            thing is not None
            and thing[0] >= signed.end
            and self.is_plain(thing)
            and self.text[slice(*thing)].lower() not in ("that", "this")
        )
        if not pronoun and not empty:
            return []
        sentence = self.accounts.sentence_at(self.doc, signed.start)
        if sentence is None:
            return []
        around = self.topics.inside(self.doc, sentence.start, signed.start)
        if not around:
            before = self.accounts.sentence_before(self.doc, signed.start)
            around = self.topics.inside(self.doc, before.start, before.end) if before else []
        around = [s for s in around if not PLACE_NAME.fullmatch(self.text, s[0], s[1])]
        named = [s for s in around if s[2] not in self.topics.plain] or around
        return [Governed(named[-1][2], signed.sign, signed)] if named else []

    def is_plain(self, span: Span) -> bool:
        """Whether words name nothing by themselves ("its participation")."""
        return all(w.lower() in load_kind("share") or w.isdigit() for w, _, _ in read_words(self.text, *span))

    def judged(self, signed: Signed, spots: Sequence[tuple[int, int, str]]) -> list[Governed]:
        """The issue that is the subject of the clause in which a judgement stands ("the radar is a threat to our ports")."""
        if signed.word.lower() == "target" and OF_TARGET.match(self.text[signed.end : signed.end + 4]):
            return self.object_of(signed, spots)
        own = [
            a
            for a in self.acts
            if a.subject and a.verb[0] <= signed.start < max(a.end, a.verb[1]) and signed.start - a.verb[0] <= FAR
        ]
        act = max(own, key=lambda a: a.verb[0], default=None)
        subject = act.subject if act else None
        if act and subject and not STOP.search(INITIALS.sub("", QUOTES.sub("", self.text[act.verb[1] : signed.start]))):
            held = [s for s in self.topics.inside(self.doc, *subject) if self.heads(s, subject)]
            if held:
                return [Governed(held[0][2], signed.sign * self.turned(held[0], subject[0]), signed)]
        sentence = self.accounts.sentence_at(self.doc, signed.start)
        near = [s for s in spots if s[1] <= signed.start and IS.match(self.text[s[1] : signed.start])]
        if near:
            return [Governed(near[-1][2], signed.sign * self.turned(near[-1], max(0, near[-1][0] - 40)), signed)]
        front = FRONTED.match(self.text, sentence.start, signed.start) if sentence else None
        if sentence is None or front is None:
            return []
        fronted = self.topics.inside(self.doc, sentence.start, front.end())
        away = subject is not None and any(reverses(w) for w, _, _ in read_words(self.text, *subject))
        return [Governed(fronted[0][2], -signed.sign if away else signed.sign, signed)] if fronted else []

    def heads(self, spot: tuple[int, int, str], span: Span) -> bool:
        """Whether an issue is what a subject or object is about, not a detail of it ("a child hurt in the talks")."""
        words = [w for w, _, _ in read_words(self.text, span[0], spot[0])]
        if re.search(r"[“”\"]", self.text[spot[1] : span[1]]):
            return False  # a subject that runs over the end of a quotation is misread
        return all(
            self.fills(w) or reverses(w) or stem(w) in constructive() or w.lower() in load_stances() for w in words
        ) or (
            not any(w.lower() in load_kind("adverbial") or w.lower() in load_kind("clausal") for w in words)
            and len(words) <= 3
        )

    def turned(self, spot: tuple[int, int, str], start: int) -> int:
        """Return -1 where what is judged is a step out of the issue."""
        words = [w for w, _, _ in read_words(self.text, start, spot[0])][-6:]
        return -1 if any(reverses(w) for w in words) else 1


def weigh_issues(found: Sequence[Governed]) -> Iterator[tuple[str, int, tuple[Signed, ...]]]:
    """Yield (issue, sum of signs, words) of what a stretch says: judgements before deeds, deeds before wishes, talk last."""
    for issue in dict.fromkeys(g.issue for g in found):
        mine = [g for g in found if g.issue == issue]
        for roles in (("attitude", "quality"), ("deed",), ("ask",), ("talk",)):
            chosen = [g for g in mine if g.word.role in roles]
            if chosen:
                yield issue, sum(g.sign for g in chosen), tuple(dict.fromkeys(g.word for g in chosen))
                break

"""Labels on a paragraph's words: which runs of them are a known name, a role or a name that no table knows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswire.annotate.mentions_signs import begins_with_name
from crosswire.annotate.names import Entry, Key, World, groups, nouns, role_starts, roles
from crosswire.annotate.words import Word
from crosswire.model.folding import PARTICLES, word_set

HONORIFICS = {
    "mr": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "sir": "m",
    "dame": "f",
    "lord": "m",
    "lady": "f",
    "dr": "",
    "prof": "",
    "madame": "f",
    "madam": "f",
    "sheikh": "m",
    "sheik": "m",
    "shaikh": "m",
    "sheikha": "f",
    "prince": "m",
    "princess": "f",
    "baron": "m",
    "baroness": "f",
    "ayatollah": "m",
    "imam": "m",
    "mullah": "m",
    "herr": "m",
    "frau": "f",
    "monsieur": "m",
    "señor": "m",
    "señora": "f",
}
TITLES = word_set("gen sen col lt sgt rep gov capt maj adm rev brig cmdr amb hon")
COMPOUND_ENDS = word_set(
    "led based born style elect wide era owned run made type like free only plus area day year week old bound"
)
"""What stands behind a hyphen in a compound that is no name. General English."""
CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "gmt utc est"
)
NOT_NAMES = frozenset({"EVENT", "DATE", "TIME", "LANGUAGE", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
FUNCTION_POS = word_set("VERB AUX ADP DET PRON ADV SCONJ CCONJ PART INTJ NUM PUNCT")
TITLE_SHARE = 0.7
"""From this share of capitals among the longer words on, a line is set like a headline, and a capital says nothing. By eye, on six headlines."""
SMALL = word_set("a an the of in on at to for and or but nor with over from by as into about after before")
"""Words that a headline leaves without a capital."""
NEVER_NAMES = word_set(
    "i the a an us who it you we he she they this that these those there here what which where when why how his her its their our your my me him them "
    "and but or so yet if no yes not emails email internet neighbouring neighboring"
)
"""Words that no name of somebody begins with, whatever a tagger makes of their capital."""
WATERS = word_set("strait straits gulf sea bay island islands isle isles cape republic")
INSTITUTIONS = word_set("department ministry assembly committee commission council court office bureau agency")
MEMBERS = word_set(
    "people women children men fishermen seamen workers teachers farmers citizens nurses miners drivers pilots"
)
"""Whose a body is by its own name: "the Fishermen's Union"."""
SHORT_LINE = 8
ENDS = frozenset({".", '"', "”", "’", "»", ",", ")", ":"})
"""A line of at most SHORT_LINE words that ends in none of ENDS may be a heading between paragraphs."""
CAPS_RUN = 4
"""So many words in capitals in a row are shouted, not acronyms."""


@dataclass(frozen=True, slots=True)
class Label:
    """A run of words [start, end) (indices). kind: state, demonym, capital, metonym, body, role, name or honorific; entry: the table's row."""

    start: int
    end: int
    kind: str
    entry: Entry | None = None


def is_headline(words: Sequence[Word]) -> bool:
    """Whether a line is set with capitals on nearly all its longer words."""
    longer = [w for w in words if len(w.low) > 3 and w.text[0].isalpha()]
    if len(words) <= SHORT_LINE and words and words[-1].text not in ENDS and all(w.cap for w in longer):
        return True
    if words and words[-1].text == ".":  # few headlines have a full stop: all but small words must have their capital
        return len(longer) >= 4 and all(w.cap or w.low in SMALL for w in words if w.text[0].isalpha())
    inner = [w for w in longer if not w.initial]
    return len(inner) >= 3 and sum(w.cap for w in inner) >= TITLE_SHARE * len(inner)


def shouted(words: Sequence[Word]) -> list[bool]:
    """Return for each word whether it stands in a run of capitals."""
    out = [False] * len(words)
    run: list[int] = []
    for i, w in enumerate(words):
        if not w.text[0].isalpha():
            continue
        if w.text.upper() == w.text:
            run.append(i)
            continue
        if len(run) >= CAPS_RUN:
            for j in run:
                out[j] = True
        run = []
    if len(run) >= CAPS_RUN:
        for j in run:
            out[j] = True
    return out


def bare_key(lows: Iterable[str]) -> Key:
    """Return a person's key: no particles, no honorifics; an initial only where there is no other given name."""
    lows = list(lows)
    if len(lows) > 1 and lows[0] in {"jr", "sr"}:  # "J.R.", not "junior"
        lows[0] = lows[0][0]
    kept = tuple(
        w
        for w in lows
        if w not in PARTICLES and len(w) > 1 and w not in HONORIFICS and w not in TITLES and w not in {"jr", "sr"}
    )
    if len(kept) == 1 and len(lows) > 1 and len(lows[0]) == 1 and lows[0].isalpha() and lows[-1] == kept[0]:
        return (lows[0], *kept)  # "J. Marran" is another than "K. Marran"
    return kept or tuple(lows)


class Labeller:
    """Labels paragraphs of one document. common: how often a lower-case word is capitalised inside sentences of the document."""

    def __init__(self, world: World, paragraphs: Sequence[Sequence[Word]]) -> None:
        self.world = world
        self.common: Counter[str] = Counter()
        self.longest: dict[str, int] = {}
        self.set_like: dict[int, tuple[bool, list[bool]]] = {}
        for words in paragraphs:
            head, loud = self.looks(words)
            if not head:
                self.common.update(w.low for w, s in zip(words, loud, strict=True) if w.cap and not w.initial and not s)
        self.known: set[Key] = set()
        self.treaties: set[str] = set()
        for words in paragraphs:
            self.treaties.update(treaty_names(words))

    def looks(self, words: Sequence[Word]) -> tuple[bool, list[bool]]:
        """Return whether a paragraph is set like a headline, and which of its words are shouted."""
        at = words[0].start if words else -1
        if at not in self.set_like:
            self.set_like[at] = is_headline(words), shouted(words)
        return self.set_like[at]

    def capitals_lie(self, words: Sequence[Word]) -> bool:
        """Whether capitals say nothing somewhere in a paragraph: there, and only there, its labels lean on names known from elsewhere."""
        head, loud = self.looks(words)
        return head or any(loud)

    def label(self, words: Sequence[Word]) -> list[Label]:
        """Return the labels of a paragraph, sorted, not overlapping."""
        head, loud = self.looks(words)
        out: list[Label] = []
        i = 0
        while i < len(words):
            found = (
                self.find_proper(words, i, loud[i])
                or self.find_role(words, i)
                or self.find_honorific(words, i)
                or self.find_name(words, i, head, loud[i])
            )
            if found:
                out.append(found)
                i = found.end
            else:
                i += 1
        return out

    def find_proper(self, words: Sequence[Word], i: int, loud: bool) -> Label | None:
        """A state, demonym, capital, metonym or body, longest first."""
        if not words[i].cap:
            return None
        low = words[i].low
        if low not in self.longest:
            self.longest[low] = self.world.longest(low)
        for n in range(min(self.longest[low], len(words) - i), 0, -1):
            run = words[i : i + n]
            entry = self.world.proper(tuple(w.low for w in run))
            if entry is None or not run[-1].cap or self.is_other(words, i, i + n, entry, loud):
                continue
            return Label(i, i + n, entry.kind, entry)
        return None

    def is_other(self, words: Sequence[Word], start: int, end: int, entry: Entry, loud: bool) -> bool:
        """Whether words of a table's name are something else here: a pronoun ("US", "who"), a person's or an organisation's name."""
        first, last = words[start], words[end - 1]
        if (
            end - start == 1
            and len(first.low) <= 3
            and first.text == first.text.capitalize()
            and first.low in {"us", "who", "un", "au", "fed"}
        ):
            return True
        if end - start == 1 and loud and first.low in {"us", "who"}:
            return first.text == first.text.replace(".", "")
        after = words[end] if end < len(words) else None
        if after is not None and after.joined and not after.cap:
            return False
        if (
            entry.kind == "body"
            and end - start == 1
            and not first.upper
            and first.low not in {"nato", "pentagon", "hamas", "hezbollah", "taliban"}
        ):
            return first.initial or (after is not None and after.cap)
        if entry.kind == "place" and after is not None and self.runs_on(words, end):
            return True
        if entry.kind == "place" and last.token.ent_type_ == "PERSON" and end - start == 1:
            return True
        if entry.kind in {"state", "capital", "demonym"} and last.token.ent_type_ == "PERSON":
            beside = [
                w
                for w in (words[start - 1] if start else None, after)
                if w is not None and w.cap and w.token.ent_type_ == "PERSON"
            ]
            return any(w.token.ent_iob_ == "I" or last.token.ent_iob_ == "I" for w in beside) and not roles().get(
                (beside[0].low,)
            )
        return False

    def runs_on(self, words: Sequence[Word], end: int) -> bool:
        """Whether the capital behind a place's name belongs to a longer name ("Virginia Beach", "Charlotte Bright"), and is no office or body."""
        after = words[end]
        if not after.cap or after.initial or after.joined or after.upper or after.low in CALENDAR | TITLES:
            return False
        institution = after.low in nouns()["org"] | nouns()["paper"]
        return not (
            institution or roles().get((after.low,)) or self.find_role(words, end) or after.token.ent_type_ == "NORP"
        )

    def find_role(self, words: Sequence[Word], i: int) -> Label | None:
        """A role noun, longest first; "secretary general" before "secretary"."""
        if words[i].low not in role_starts() or (i and words[i].joined and not words[i - 1].cap):
            return None
        for n in range(min(5, len(words) - i), 0, -1):
            entry = roles().get(tuple(w.low for w in words[i : i + n]))
            nxt = words[i + n] if i + n < len(words) else None
            if n == 1 and words[i].cap and nxt is not None and nxt.cap and nxt.low in INSTITUTIONS:
                return None  # the Justice Department, the General Assembly
            if entry and not (n == 1 and words[i].token.pos_ in {"VERB", "ADV", "AUX"} and not words[i].cap):
                if (
                    n == 1
                    and words[i].low in {"general", "major", "chief", "head", "chair"}
                    and words[i].token.pos_ == "ADJ"
                    and not words[i].cap
                ):
                    return None
                return Label(i, i + n, "role", entry)
        return None

    def find_honorific(self, words: Sequence[Word], i: int) -> Label | None:
        """Mr, Mrs, Dr, Gen ... before a capital."""
        low = words[i].low
        if (low in HONORIFICS or low in TITLES) and words[i].cap and i + 1 < len(words) and words[i + 1].cap:
            return Label(i, i + 1, "honorific", Entry("honorific", low, gender=HONORIFICS.get(low, "")))
        return None

    def find_name(self, words: Sequence[Word], i: int, head: bool, loud: bool) -> Label | None:
        """A run of capitals that no table knows, with particles, initials, and "of ..." inside an organisation's name."""
        capitals_lie = head or loud
        if capitals_lie and (known := self.find_known(words, i)):
            return known
        if head and not loud:  # a capital says nothing here, and a tagger sees nothing else
            return None
        if not self.starts_name(words, i, capitals_lie, loud):
            return None
        end = i
        while end < len(words) and words[end].low in PARTICLES:
            end += 1
        end = max(end, i + 1)
        inside = False
        while end < len(words):
            w = words[end]
            if w.cap and w.low not in CALENDAR and not self.stops(words, i, end, capitals_lie):
                end += 1
            elif w.joined and not w.cap and is_given_part(words, i, end):
                end += 1  # the "moon" of Ban Ki-moon
            elif w.low in PARTICLES and w.low not in {"la", "le"} and not w.initial and self.leads_on(words, end):
                end = after_particles(words, end) + 1
            elif (step := self.bridge(words, i, end, inside)) and not capitals_lie:
                inside, end = True, end + step
            else:
                break
        return Label(i, end, "name")

    def find_known(self, words: Sequence[Word], i: int) -> Label | None:
        """The longest run of words that is the name or the surname of a person whom the document names elsewhere."""
        if not (words[i].cap or words[i].low in PARTICLES):
            return None
        if i and i + 1 < len(words) and words[i + 1].cap and any(words[i + 1].low == k[-1] for k in self.known):
            # "PRESIDENT EMERIC TOLVAN": between an office and a known surname stands a given name
            offices = roles().get((words[i - 1].low,)) and not roles().get((words[i].low,))
            if offices and words[i - 1].cap:
                return Label(i, i + 2, "name")
        for n in range(min(5, len(words) - i), 0, -1):
            key = bare_key(w.low for w in words[i : i + n])
            if words[i + n - 1].cap and len(key[-1]) > 2 and any(k[-len(key) :] == key for k in self.known):
                return Label(i, i + n, "name")
        return None

    def starts_name(self, words: Sequence[Word], i: int, capitals_lie: bool, loud: bool) -> bool:
        """Whether a name begins here."""
        w = words[i]
        if not w.cap:
            nxt = after_particles(words, i)
            follows = nxt < len(words) and words[nxt].cap and not words[nxt].initial
            return w.low in PARTICLES - {"la", "le", "el", "al", "ben"} and follows and words[nxt].low not in CALENDAR
        if (
            w.low in CALENDAR
            or w.low in NEVER_NAMES
            or is_party_mark(words, i)
            or w.low in groups()
            or (w.token.ent_type_ in NOT_NAMES and not is_misread_number(words, i))
        ):
            return False
        if capitals_lie:
            known = any(w.low == k[0] or w.low in k for k in self.known) and len(w.low) > 2
            named = (
                loud
                and w.token.ent_type_ == "PERSON"
                and i + 1 < len(words)
                and words[i + 1].token.ent_type_ == "PERSON"
            )
            nxt = after_particles(words, i)
            return known or named or (w.low in PARTICLES and nxt < len(words) and self.is_known(words[nxt].low))
        if not w.initial:
            doubtful = w.token.pos_ in FUNCTION_POS and not w.token.ent_type_ and self.common[w.low] < 2
            return not doubtful or (i + 1 < len(words) and words[i + 1].cap and words[i + 1].low not in CALENDAR)
        if begins_with_name(words, i):
            return True
        if w.token.pos_ in FUNCTION_POS and not w.token.ent_type_:
            known = self.common[w.low] > 0 and w.token.pos_ in {
                "VERB",
                "ADV",
                "INTJ",
            }  # "Ruza", which the text has elsewhere
            return known and i + 1 < len(words) and words[i + 1].cap
        follows = (
            i + 1 < len(words)
            and (words[i + 1].cap or words[i + 1].low in PARTICLES)
            and words[i + 1].low not in CALENDAR
        )
        subject = w.token.pos_ == "PROPN" and w.token.dep_ in {"nsubj", "nsubjpass"} and len(w.low) > 3
        return (
            self.common[w.low] > 0
            or subject
            or w.token.ent_type_ in {"PERSON", "ORG", "GPE", "FAC", "LOC"}
            or (w.token.pos_ == "PROPN" and follows)
        )

    def leads_on(self, words: Sequence[Word], at: int) -> bool:
        """Whether particles lead to a further capital of the same name."""
        nxt = after_particles(words, at)
        return nxt < len(words) and words[nxt].cap and words[nxt].low not in CALENDAR

    def is_known(self, low: str) -> bool:
        """Whether a word belongs to a person's name that the document has spelt out."""
        return any(low in k for k in self.known)

    def stops(self, words: Sequence[Word], start: int, at: int, capitals_lie: bool) -> bool:
        """Whether a further capital does not belong to the name that began at `start`."""
        w = words[at]
        if capitals_lie:
            return not (self.is_known(w.low) or w.token.ent_type_ == "PERSON")
        if at > start and (w.low in TITLES or w.low in HONORIFICS):
            return True
        role = self.find_role(words, at)
        if role and words[at].cap and at > start and self.find_proper(words, at, False) is None:
            return True
        return bool(w.initial and at > start)

    def bridge(self, words: Sequence[Word], start: int, at: int, inside: bool) -> int:
        """Return how many words lead from an organisation's keyword over "of (the)", "for", "and", "&" to its next capital, or 0."""
        org = nouns()["org"] | nouns()["treaty"] | WATERS
        low = words[at].low
        if low in {"in", "on", "for", "of", "(", "and"} and (step := treaty_ahead(words, at)):
            return step
        if low == "&":
            return 1 if at + 1 < len(words) and words[at + 1].cap else 0
        if low == "'s" and words[at - 1].low in MEMBERS and at + 1 < len(words):
            return 1 if words[at + 1].cap and words[at + 1].low in org else 0
        if (
            low == "'"
            and words[at - 1].low.endswith("s")
            and words[at].start == words[at - 1].end
            and at + 1 < len(words)
        ):
            # the Dockers' Union: a sign makes what follows look like a beginning
            return 2 if words[at + 1].cap and words[at + 1].low in org else 0
        keyed = any(w.low in org for w in words[start:at])
        if not keyed or (low not in {"of", "for"} and not (inside and low in {"and", "in", "the"})):
            return 0
        step = 2 if at + 1 < len(words) and words[at + 1].low == "the" else 1
        nxt = at + step
        return step if nxt < len(words) and words[nxt].cap and words[nxt].low not in CALENDAR else 0


def is_given_part(words: Sequence[Word], start: int, at: int) -> bool:
    """Whether a small word behind a hyphen belongs to a given name, as in "Park Ki-sun" and "Ki-sun Park"; not the "led" of "Osmark-led"."""
    w = words[at]
    if w.token.ent_type_ == "PERSON" and w.token.ent_iob_ == "I":
        return True
    if w.low in COMPOUND_ENDS or w.token.pos_ in {"VERB", "ADV", "ADP"} or len(w.low) > 5 or not w.low.isalpha():
        return False
    before = at - 1 > start and words[at - 1].cap and len(words[at - 1].low) <= 5
    behind = (
        at - 1 == start
        and at + 1 < len(words)
        and words[at + 1].cap
        and not words[at + 1].joined
        and len(words[start].low) <= 5
    )
    return (before or behind) and not words[at - 1].upper


def is_misread_number(words: Sequence[Word], i: int) -> bool:
    """Whether a tagger takes the first word of a sentence and a name for a number that it is not: "Ruza Telek"."""
    token = words[i].token
    behind = i + 1 < len(words) and words[i + 1].cap
    return bool(behind and token.pos_ == "PROPN" and token.ent_type_ == "CARDINAL" and not token.like_num)


def after_particles(words: Sequence[Word], at: int) -> int:
    """Return the index of the first word from `at` on that is no particle ("van der" is two)."""
    while at < len(words) and words[at].low in PARTICLES:
        at += 1
    return at


def is_party_mark(words: Sequence[Word], i: int) -> bool:
    """Whether a word belongs to a mark like "(D-N.J.)" or "R-Utah" behind a lawmaker's name."""
    if words[i].joined and i and len(words[i - 1].text) == 1:
        return True
    return len(words[i].text) == 1 and i + 1 < len(words) and words[i + 1].joined


def treaty_ahead(words: Sequence[Word], at: int) -> int:
    """Return how many words lead to the last word of a treaty's name ("Armed Forces | in Europe (AFE) Treaty"), or 0."""
    for n in range(1, 9):
        if at + n >= len(words):
            return 0
        w = words[at + n]
        if w.cap and w.low in nouns()["treaty"]:
            return n + 1
        if not (w.cap or w.low in {"in", "on", "of", "for", "and", "the", "(", ")"}):
            return 0
    return 0


def treaty_names(words: Sequence[Word]) -> set[str]:
    """Return the abbreviations, and the first words of the names, that a paragraph uses for treaties: "AFE" of "the AFE treaty" or "(AFE) treaties"."""
    nouns_ = nouns()["treaty"] | {n + "s" for n in nouns()["treaty"]} | {"treaties"}
    out = set()
    for i, w in enumerate(words[:-1]):
        if w.cap and w.low in nouns_ and words[i + 1].text == "(" and i + 2 < len(words) and words[i + 2].upper:
            out.add(words[i + 2].low)  # the Open Waters Treaty (OWT)
        after = words[i + 2].low if words[i + 1].text == ")" and i + 2 < len(words) else words[i + 1].low
        if w.upper and after in nouns_:
            out.add(w.low)
    return out

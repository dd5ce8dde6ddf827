"""What names mean: the tables of states, bodies and roles, and what a text teaches about names that no table knows."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from crosswire.annotate.words import Word, plain
from crosswire.model.folding import shares_stem, word_set

LONGEST = 8
"""Words of the longest name in the tables."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a table under one of its names. kind: state, demonym, capital, metonym, place, body or role. name: canonical. code: alpha-3, IGO, UNO ...
    kinds: families of a role (in capitals: its general form), or the nouns a text may call a body by. gender: m, f or "". plural: a plural form.
    of: what a role belongs to (state, body, either)."""

    kind: str
    name: str
    code: str | None = None
    kinds: tuple[str, ...] = ()
    gender: str = ""
    plural: bool = False
    of: str = ""


Key = tuple[str, ...]


@lru_cache(maxsize=1 << 15)
def key_of(name: str) -> Key:
    """Return a name's look-up key: its lower-case words, taken apart at blanks, hyphens and slashes."""
    return tuple(p for p in (plain(w) for w in re.split(r"[\s/–-]+", name)) if p)


def read_table(name: str) -> list[list[str]]:
    """Return the rows of a table of this package, without its `#` lines."""
    text = resources.files("crosswire.annotate").joinpath("lexicon", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def cells(row: Sequence[str], column: int) -> list[str]:
    """Return the parts of a cell, none where the row is shorter."""
    return [p for p in row[column].split("|") if p] if len(row) > column else []


@lru_cache(maxsize=1)
def proper_names() -> Mapping[Key, Entry]:
    """Return states, their demonyms, capitals and metonyms, and bodies, by key."""
    out: dict[Key, Entry] = {}
    for row in read_table("states.tsv"):
        code, name = row[0], row[1]
        for kind, column in (("metonym", 5), ("capital", 4), ("demonym", 3), ("state", 2)):
            for form in cells(row, column):
                plural = kind == "demonym" and form.endswith("s") and not form.endswith(("us", "ss"))
                out.setdefault(key_of(form), Entry(kind, name, code, plural=plural))
        out[key_of(name)] = Entry("state", name, code)
    for row in read_table("places.tsv"):
        for form in cells(row, 1):
            out.setdefault(key_of(form), Entry("place", form, None if row[0] == "-" else row[0]))
    for row in read_table("bodies.tsv"):
        entry = Entry("body", row[1], row[0], kinds=tuple(cells(row, 3)))
        for form in [row[1], *cells(row, 2)]:
            out[key_of(form)] = entry
    return out


@lru_cache(maxsize=1)
def roles() -> Mapping[Key, Entry]:
    """Return role nouns by key, singular and plural."""
    out: dict[Key, Entry] = {}
    for row in read_table("roles.tsv"):
        form, plural, families, of = row[0], row[1], tuple(cells(row, 2)), row[3]
        gender = row[4] if len(row) > 4 else ""
        out[key_of(form)] = Entry("role", form, kinds=families, gender=gender, of=of)
        if plural:
            out[key_of(plural)] = Entry("role", form, kinds=families, gender=gender, plural=True, of=of)
    return out


@lru_cache(maxsize=1)
def role_starts() -> frozenset[str]:
    """Return the first words of all role nouns: where none of them stands, no role begins, and none need be looked up."""
    return frozenset(key[0] for key in roles())


@lru_cache(maxsize=1)
def proper_starts() -> frozenset[str]:
    """Return the first words of all proper names in the tables."""
    return frozenset(key[0] for key in proper_names())


@lru_cache(maxsize=1)
def groups() -> frozenset[str]:
    """Return nouns for unnamed speakers."""
    return frozenset(row[0] for row in read_table("groups.tsv"))


@lru_cache(maxsize=1)
def nouns() -> Mapping[str, frozenset[str]]:
    """Return the classes of nouns that say what a name is: class -> nouns."""
    out: dict[str, set[str]] = {}
    for row in read_table("nouns.tsv"):
        out.setdefault(row[1], set()).add(row[0])
    return {k: frozenset(v) for k, v in out.items()}


STATE_NOUNS = word_set(
    "government parliament capital army navy air coastguard territorial waters border borders embassy ambassador economy exports leadership troops forces "
    "soldiers officials authorities military president premier cabinet coast fishermen fleet delegation ministry ministries senate presidency"
)
DEMONYM_LOOKS = ("ian", "ean", "an", "ese", "ish", "er", "ic", "i", "ite", "ard")
STATE_FRAMES = word_set("government republic kingdom people capital state parliament army navy ministry presidency")
HOUSES = word_set("ministry house parliament assembly")
DEPARTMENTS = word_set(
    "foreign defence defense finance interior health justice trade energy education transport lower upper national"
)
"""Words between a state's name and its ministry or house of parliament."""


SPEAKING = word_set(
    "say insist warn argue claim tell accuse deny reject demand want maintain regard object urge believe complain announce fear hope "
    "sign ratify recognise recognize veto abstain vote oppose support endorse condemn denounce approve boycott suspend expel recall refuse agree accept "
    "propose vow pledge threaten seek protest criticise criticize block impose lift voice push press welcome reaffirm call consider"
)
"""Verbs of which a city can be the subject only where it stands for a government: of saying, and of what governments do."""

NO_NAMES = word_set(
    "the a an this that these those his her its their our my your some many most all both several such no any every each other another one two "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "western eastern northern southern european african asian arab foreign mr mrs ms miss dr sir i you he she it we they former vice first acting "
    "north south east west republican republicans democrat democrats democratic conservative conservatives labour tory liberal socialist communist islamist"
)
"""Words that often carry a capital and never name a state."""


@dataclass(slots=True)
class World:
    """Names as one text uses them: the tables, overlaid with what the text teaches. learned: key -> entry."""

    learned: dict[Key, Entry] = field(default_factory=dict)

    def proper(self, key: Key) -> Entry | None:
        """Return the entry of a proper name, or None."""
        return self.learned.get(key) or proper_names().get(key)

    def longest(self, first: str) -> int:
        """Return how many words a name that begins with this one may have at most, 0 where none does."""
        if first in proper_starts():
            return LONGEST
        return max((len(key) for key in self.learned if key[0] == first), default=0)


def cap_run_before(words: Sequence[Word], end: int) -> tuple[int, Key]:
    """Return (index of its first word, key) of the run of capitalised words that ends before `end`."""
    start = end
    while start > 0 and words[start - 1].cap and end - start < 4:
        start -= 1
        if words[start].initial:
            break
    return start, tuple(w.low for w in words[start:end])


def is_person(words: Sequence[Word]) -> bool:
    """Whether the tagger takes the run for a person's name."""
    return any(w.token.ent_type_ == "PERSON" for w in words)


def is_acronym(words: Sequence[Word]) -> bool:
    """Whether a name is one short word in capitals, which the tagger does not take for a place: "IDF" is no state."""
    return len(words) == 1 and words[0].upper and len(words[0].low) <= 5 and words[0].token.ent_type_ != "GPE"


def longest_role(words: Sequence[Word], at: int) -> tuple[int, Entry] | None:
    """Return (words, entry) of the longest role noun that begins at `at`."""
    if at >= len(words) or words[at].low not in role_starts():
        return None
    for n in range(min(5, len(words) - at), 0, -1):
        entry = roles().get(tuple(w.low for w in words[at : at + n]))
        if entry:
            return n, entry
    return None


class _Evidence:
    """Counts of what the text says of names that no table knows."""

    def __init__(self, lower: frozenset[str]) -> None:
        self.lower = lower
        self.states: Counter[Key] = Counter()
        self.adjectives: Counter[Key] = Counter()
        self.likely: Counter[Key] = Counter()
        self.capitals: dict[Key, Key] = {}
        self.printed: dict[Key, str] = {}
        self.places: Counter[Key] = Counter()
        self.visited: Counter[Key] = Counter()
        self.other: Counter[Key] = Counter()
        self.speaking: Counter[Key] = Counter()
        self.unnamed_capitals: set[Key] = set()
        self.lies_in: dict[Key, Key] = {}
        self.bodies: Counter[Key] = Counter()

    def note(self, counter: "Counter[Key]", words: Sequence[Word], tagged: bool = True) -> Key | None:
        """Count a run of words, unless a table knows it or it is a person's name; tagged: as the tagger says."""
        key = tuple(w.low for w in words)
        institution = bool(key) and (key[-1] in nouns()["org"] | nouns()["body"] or key[0] in nouns()["org"])
        if (
            not key
            or key in proper_names()
            or (tagged and is_person(words) and counter is not self.bodies)
            or longest_role(words, 0)
            or key[0] in NO_NAMES
            or key[-1] in self.lower
            or (is_acronym(words) and counter is not self.bodies)
        ):
            return None
        if institution and counter is not self.bodies:
            return None
        counter[key] += 1
        self.print(key, words)
        return key

    def print(self, key: Key, words: Sequence[Word]) -> None:
        """Remember how a name is printed, not in capitals if it is ever printed otherwise."""
        text = " ".join(w.text for w in words)
        before = self.printed.get(key)
        if before is None or (before.isupper() and not text.isupper()):
            self.printed[key] = text

    def read(self, words: Sequence[Word]) -> None:
        """Take up the frames of one paragraph."""
        for i, w in enumerate(words):
            if w.low == "'s" and i + 1 < len(words):
                self.read_possessive(words, i)
            elif w.low == "of" and i and i + 1 < len(words) and words[i + 1].cap and words[i - 1].low in STATE_FRAMES:
                end = i + 1
                while end < len(words) and words[end].cap and end - i < 4:
                    end += 1
                key = self.note(self.states, words[i + 1 : end])
                if key and words[i - 1].low == "capital":
                    self.read_capital(words, i - 1, key)
            elif w.low == "of" and i > 1 and i + 1 < len(words) and words[i + 1].cap and words[i - 1].cap:
                self.read_titled(words, i)
            elif w.cap and w.token.ent_type_ in {"GPE", "NORP", "LOC"}:
                self.note(self.places, [w])
            if (w.cap and w.token.ent_type_ not in {"GPE", "NORP", "LOC", "FAC"}) or (
                w.cap and i and words[i - 1].cap and not words[i - 1].initial
            ):
                self.other[(w.low,)] += 1
            self.read_adjective(words, i)
            self.read_city(words, i)

    def read_titled(self, words: Sequence[Word], at: int) -> None:
        """Prime Minister N of X: a state's."""
        back = at
        while back > 0 and words[back - 1].cap and at - back < 6:
            back -= 1
        for start in range(back, at - 1):
            role = longest_role(words, start)
            if role and start + role[0] < at and (role[1].of == "state" or role[1].name == "president"):
                end = at + 1
                while end < len(words) and words[end].cap and not words[end].initial and end - at < 4:
                    end += 1
                self.note(self.states, words[at + 1 : end], tagged=False)
                return

    def read_city(self, words: Sequence[Word], i: int) -> None:
        """In Y; Y says; Y, X (in a dateline: a city and its state)."""
        w = words[i]
        if not w.cap or (i and words[i - 1].cap):
            return
        end = i + 1
        while end < len(words) and words[end].cap and not words[end].joined and end - i < 3:
            end += 1
        key = tuple(x.low for x in words[i:end])
        if key in proper_names() or longest_role(words, i) or key[0] in NO_NAMES:
            return
        if i and words[i - 1].low in {"in", "at", "from"}:
            self.visited[key] += 1
        if words[end - 1].token.dep_ == "nsubj" and words[end - 1].token.head.lemma_.lower() in SPEAKING:
            self.speaking[key] += 1
        if (
            end + 1 < len(words)
            and words[end].low == ","
            and words[end + 1].cap
            and (w.upper or (i and words[i - 1].low in {"in", "at"}))
        ):
            stop = end + 2
            while stop < len(words) and words[stop].cap and stop - end < 4:
                stop += 1
            self.lies_in.setdefault(key, tuple(x.low for x in words[end + 1 : stop]))

    def read_possessive(self, words: Sequence[Word], i: int) -> None:
        """X's foreign minister, X's government, X's capital, Y."""
        start, key = cap_run_before(words, i)
        if not key:
            return
        at = i + 2 if words[i + 1].low in DEPARTMENTS and i + 2 < len(words) and words[i + 2].low in HOUSES else i + 1
        role = longest_role(words, at)
        after = words[at].low
        if (role and role[1].of == "state") or after in STATE_NOUNS or at > i + 1:
            noted = self.note(self.states, words[start:i])
            if noted and after == "capital":
                self.read_capital(words, i + 1, noted)
        elif role and role[1].of == "either" and words[i - 1].token.ent_type_ in {"GPE", "LOC", "NORP"}:
            self.note(self.states, words[start:i])
        elif role and role[1].of == "body":
            self.note(self.bodies, words[start:i])

    def read_adjective(self, words: Sequence[Word], i: int) -> None:
        """X Foreign Minister Name, X troops, the X capital, Y."""
        w = words[i]
        if not w.cap or i + 1 >= len(words) or words[i + 1].joined or longest_role(words, i):
            return
        role = longest_role(words, i + 1)
        # "Veldan President Name", "the Osmarker foreign minister": in front of a person's own name a capital may be that name ("Ilse Marran President")
        if (role and role[1].of == "state") or (words[i + 1].low in STATE_NOUNS and not words[i + 1].cap):
            key = self.note(self.adjectives, [w])
            if key and words[i + 1].low == "capital":
                self.read_capital(words, i + 1, key)
        elif role and role[1].name == "president" and words[i + 1].cap:
            if w.token.ent_type_ in {"NORP", "GPE"}:
                self.note(self.adjectives, [w])
            elif w.low.endswith(DEMONYM_LOOKS):
                self.note(self.likely, [w], tagged=False)

    def read_capital(self, words: Sequence[Word], at: int, of: Key) -> None:
        """... capital, Y / ... capital Y / Y, the ... capital."""
        nxt = at + 1
        if nxt < len(words) and words[nxt].low == "of":  # the capital of X: Y stands before
            nxt = len(words)
        if nxt < len(words) and words[nxt].low == ",":
            nxt += 1
        end = nxt
        while end < len(words) and words[end].cap and end - nxt < 3:
            end += 1
        if end > nxt:
            self.name_capital(words[nxt:end], of)
            return
        back = at
        while back > 0 and words[back - 1].low != ",":
            back -= 1
            if at - back > 6:
                self.unnamed_capitals.add(of)
                return
        start, key = cap_run_before(words, back - 1) if back > 1 else (0, ())
        if key:
            self.name_capital(words[start : back - 1], of)
        else:
            self.unnamed_capitals.add(of)

    def name_capital(self, words: Sequence[Word], of: Key) -> None:
        """Remember a capital."""
        key = tuple(w.low for w in words)
        if key not in proper_names():
            self.capitals.setdefault(key, of)
            self.print(key, words)


def speaking_capitals(seen: _Evidence, world: World) -> dict[Key, Key]:
    """Return cities that may stand for a state: its named capital; a city that speaks and lies in it; the one city that speaks and is
    visited, where a text speaks of one state's capital without naming it."""
    out = dict(seen.capitals)
    cities = [c for c in sorted(seen.speaking) if c not in world.learned and c not in out]
    for city in cities:
        of = seen.lies_in.get(city)
        if of is not None and (entry := world.proper(of)) is not None and entry.kind == "state":
            out[city] = of
    visited = [c for c in cities if c in seen.visited and c not in out]
    named = {entry.name for of in out.values() if (entry := world.proper(of))}
    states = sorted({entry.name for of in seen.unnamed_capitals if (entry := world.proper(of))} - named)
    if len(visited) == 1 and len(states) == 1:
        out[visited[0]] = key_of(states[0])
    return out


def learn_world(paragraphs: Iterable[Sequence[Word]]) -> World:
    """Learn the states, demonyms, capitals and bodies that no table knows from how a text speaks of them.

    "X's foreign minister", "the government of X" make X a state; "Xan Foreign Minister N", "Xan troops" make "Xan" a state or the
    demonym of a state with the same stem; "the Xan capital, Y" makes Y the capital; "X's secretary general" makes X a body.
    """
    paragraphs = list(paragraphs)
    seen = _Evidence(frozenset(w.low for words in paragraphs for w in words if not w.cap))
    caps: Counter[Key] = Counter()
    for words in paragraphs:
        seen.read(words)
        caps.update((w.low,) for w in words if w.cap and (not w.initial or w.token.pos_ == "PROPN"))
        for w in words:
            if w.cap:
                seen.print((w.low,), [w])
    for spoken in sorted(seen.speaking):  # "Osmark says": a place that speaks, and is not a city that is visited
        city = seen.visited[spoken] >= seen.speaking[spoken] or spoken in seen.capitals or spoken in seen.lies_in
        if not city and seen.places[spoken] > 2 * seen.other[spoken]:
            seen.states[spoken] += 1
    world = World()
    demonyms = match_demonyms(seen, caps)
    for key in sorted(seen.states):
        if key not in demonyms:
            world.learned[key] = Entry("state", seen.printed[key])
    for adjective, state in sorted(demonyms.items()):
        learn_demonym(world, seen, adjective, state)
    for city_, of in sorted(speaking_capitals(seen, world).items()):
        entry = world.proper(of)
        if entry and city_ not in world.learned:
            world.learned[city_] = Entry("capital", entry.name, entry.code)
    for key in sorted(seen.bodies):
        if key not in world.learned:
            world.learned[key] = Entry("body", seen.printed[key])
    return world


def match_demonyms(seen: _Evidence, caps: "Counter[Key]") -> dict[Key, Key]:
    """Return the state of each adjective: one with its stem among the states, else the most frequent such name, else itself."""
    out: dict[Key, Key] = {}
    for adjective in sorted(seen.likely):  # "Parsani President N": of Parsan, if the text has such a name
        stems = [
            c for c in sorted(caps) if shares_stem(adjective[0], c[0]) and c not in proper_names() and c != adjective
        ]
        if len(stems) == 1:
            seen.states[stems[0]] += 1
            seen.adjectives[adjective] += 1
    for adjective in sorted(seen.adjectives):
        same = [s for s in sorted(seen.states) if len(s) == 1 and shares_stem(adjective[0], s[0])]
        others = [c for c in sorted(caps) if shares_stem(adjective[0], c[0]) and c not in proper_names()]
        others = sorted((c for c in others if c not in seen.adjectives), key=lambda c: (-caps[c], c))
        if same or others:
            out[adjective] = (same or others)[0]
        elif adjective not in seen.states:
            out[adjective] = adjective
    return out


def learn_demonym(world: World, seen: _Evidence, adjective: Key, state: Key) -> None:
    """Write an adjective and its state into the world; an adjective without a state is a demonym if it looks like one, else a state's name."""
    name = seen.printed.get(state, " ".join(state))
    if state != adjective:
        world.learned.setdefault(state, Entry("state", name))
        world.learned[adjective] = Entry("demonym", name)
        world.learned.setdefault((adjective[0] + "s",), Entry("demonym", name, plural=True))
    elif adjective[0].endswith(DEMONYM_LOOKS) and adjective not in seen.places:
        world.learned[adjective] = Entry("demonym", name)
    else:
        world.learned[adjective] = Entry("state", name)

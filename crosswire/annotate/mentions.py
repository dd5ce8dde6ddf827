"""Names and nominals of states, bodies, persons and groups in one document."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crosswire.annotate._nlp import Paragraph, Parsed
from crosswire.annotate.labels import PARTICLES, Label, Labeller, bare_key
from crosswire.annotate.names import DEMONYM_ENDINGS, Entry, Key, World, groups, key_of, learn_world, nouns
from crosswire.annotate.words import Word, find_words
from crosswire.model import Document, Mention, make_id

PLACE_PREPOSITIONS = frozenset("in at near around outside inside from to via through into toward towards across visiting leaving".split())
PREMODIFIERS = frozenset(
    "former acting outgoing new top senior then veteran late ex current visiting interim chief deputy first two three several some many most other "
    "high-ranking unnamed own key leading both local independent western military political government state-owned".split()
)
FORMER = frozenset({"former", "ex", "late", "then", "ousted", "deposed"})
GROUP_HEADS = frozenset("powers countries nations states governments forces ministers".split())
SIDES = frozenset("sides parties countries states governments leaders ministers men women neighbours neighbors capitals nations".split())
TRUST = frozenset("trust confidence faith interest belief believe believes believed disappointed interested".split())
COLLECTIVES = frozenset("opposition press public people police military army navy media".split())


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention before its document-wide decisions. words: indices of the bare name; where: zone of its paragraph; sure: 0 weak to 3 strong evidence of its type."""

    start: int
    end: int
    kind: str
    type: str | None
    where: str
    name: str | None = None
    key: Key = ()
    role: str | None = None
    of: str | None = None
    country: str | None = None
    kinds: tuple[str, ...] = ()
    gender: str = ""
    plural: bool = False
    stands_for: bool = False
    sure: int = 0
    basis: str = ""
    seat: str | None = None


def find_mentions(document: Document, parsed: Parsed) -> tuple[Mention, ...]:
    """Find the names, role nominals and unnamed groups of a document, sorted by place (code points of its text).

    Names come from the tables, from the tagger and from the text's own frames ("X's foreign minister" makes X a state), each repaired by
    the document's other mentions: one surname is one type throughout. `entity` is set for names; nominals keep role and `of` and are
    resolved by `resolve_mentions`. A place ("in Moscow") is a mention of type place, a metonym ("Moscow says") one of its state.
    """
    paragraphs = [(p, find_words(p)) for p in parsed.paragraphs]
    world = learn_world(words for _, words in paragraphs)
    labeller = Labeller(world, [words for _, words in paragraphs])
    drafts = read_all(labeller, paragraphs)
    labeller.known = {d.key for d in drafts if d.type == "person" and d.kind == "name" and d.sure >= 1}
    drafts = settle_types(read_all(labeller, paragraphs))
    return finish(document, name_entities(drafts, world))


def read_all(labeller: Labeller, paragraphs: Iterable[tuple[Paragraph, Sequence[Word]]]) -> list[Draft]:
    """Read every paragraph's drafts, in the order of the text."""
    out = []
    for paragraph, words in paragraphs:
        out.extend(_Reader(words, labeller.label(words), paragraph, labeller.treaties).read())
    return out


class _Reader:
    """Puts a paragraph's labels together: titles with names, appositions, compounds, metonyms."""

    def __init__(
        self, words: Sequence[Word], labels: Sequence[Label], paragraph: Paragraph, treaties: Iterable[str]
    ) -> None:
        self.words, self.labels, self.treaties = words, labels, treaties
        self.where, self.base, self.line = paragraph.where, paragraph.start, paragraph.doc.text
        self.at: dict[int, Label] = {x.start: x for x in labels}
        self.ending: dict[int, Label] = {x.end: x for x in labels}
        self.used: set[int] = set()

    def read(self) -> list[Draft]:
        """Return the paragraph's drafts: compounds first, then roles (which take names and states into them), then what is left."""
        out = self.read_compounds()
        for label in self.labels:
            if label.kind == "role" and not self.is_used(label):
                out += self.read_role(label)
        out += self.read_nominals()
        for label in self.labels:
            if not self.is_used(label):
                out += self.read_label(label)
        return sorted(out, key=lambda d: (d.start, -d.end))

    def is_used(self, label: Label) -> bool:
        """Whether some word of a label is taken."""
        return any(i in self.used for i in range(label.start, label.end))

    def take(self, start: int, end: int) -> None:
        """Mark words as used."""
        self.used.update(range(start, end))

    def text(self, start: int, end: int) -> str:
        """Return the words [start, end) as printed."""
        return str(self.line[self.words[start].start - self.base : self.words[end - 1].end - self.base])

    def draft(self, start: int, end: int, **more: object) -> Draft:
        """Return a draft over the words [start, end)."""
        base = Draft(self.words[start].start, self.words[end - 1].end, "name", None, self.where)
        return replace(base, **more)  # type: ignore[arg-type]

    def low(self, i: int) -> str:
        """Return a word's look-up form, or "" outside the paragraph."""
        return self.words[i].low if 0 <= i < len(self.words) else ""

    # ------------------------------------------------------------------ compounds

    def read_compounds(self) -> list[Draft]:
        """Russia-NATO Council, the Veldanian Parliament: a state or body run into an organisation's own noun."""
        out = []
        for label in self.labels:
            if label.kind != "name" or not self.words[label.start].low or self.is_used(label):
                continue
            if self.words[label.start].low not in nouns()["org"] | nouns()["paper"]:
                continue
            start = label.start
            while (before := self.ending.get(start)) and before.kind in {"state", "body", "demonym", "capital"} and not self.is_used(before):
                start = before.start
            if start < label.start and not (self.words[start].joined and start > 0 and not self.words[start - 1].cap):
                out.append(self.organisation(start, label.end))
        return out

    def organisation(self, start: int, end: int) -> Draft:
        """Return an organisation named by the words [start, end)."""
        self.take(start, end)
        key = organisation_key(self.words[start:end])
        lows = {w.low for w in self.words[start:end]}
        noun = "a newspaper's" if lows & nouns()["paper"] and not lows & nouns()["org"] else "an organisation's"
        return self.draft(start, end, type="organisation", name=self.text(start, end), key=key, sure=3, basis=f"{noun} noun in its name")

    # ------------------------------------------------------------------ roles

    def read_role(self, role: Label) -> list[Draft]:
        """A role noun with its modifiers, and the name that it introduces or follows."""
        entry = role.entry
        assert entry is not None
        start, of, former = self.modifiers(role.start)
        end = role.end
        after = self.at.get(end)
        follows_name = after is not None and after.kind in {"name", "honorific"} and not self.words[after.start].joined and not entry.plural
        if follows_name and after is not None:
            return [self.titled(start, role, after, of, former)]
        if end < len(self.words) and (self.words[end].joined or self.is_compound(role)):
            return []
        stated = of is not None
        end, of_after = self.complement(end, entry)
        of = of or of_after
        name = self.apposed(end)
        head = self.words[role.end - 1]
        if not self.is_nominal(head, start, role, stated or of_after is not None):
            return []
        if name is not None and not entry.plural:
            return [self.titled(start, role, name, of, former)]
        before = self.apposition_before(start, end)
        if before is not None and not entry.plural:
            start_name, found = before
            draft = self.person(found, role, of, former)
            self.take(start_name, end)
            return [replace(draft, start=self.words[start_name].start, end=self.words[end - 1].end)]
        self.take(start, end)
        return [self.nominal(start, end, role, of, former)]

    def modifiers(self, at: int) -> tuple[int, Entry | Label | None, bool]:
        """Walk left over a role's modifiers. Returns (first word, what the role belongs to, whether it is a former one)."""
        start, of, former = at, None, False
        while start > 0:
            before = self.ending.get(start)
            w = self.words[start - 1]
            if before is not None and before.kind in {"state", "demonym", "body", "capital", "metonym"} and not self.is_used(before):
                of, start = before.entry, before.start
            elif before is not None and before.kind == "name" and not self.is_used(before) and self.words[before.start].token.pos_ != "VERB":
                titled = (role := self.at.get(at)) is not None and (name := self.at.get(role.end)) is not None and name.kind == "name"
                if self.words[before.end - 1].token.ent_type_ == "PERSON" and self.words[start].low != "'s" and not titled:
                    break
                of, start = before, before.start
            elif w.low == "'s" or self.words[start].joined:
                start -= 1
                continue
            elif w.token.dep_ == "poss" and self.words[start].low == "'s" and not w.cap and w.token.pos_ == "NOUN":
                start -= 1
            elif w.low in PREMODIFIERS or (w.token.pos_ in {"ADJ", "NOUN", "PROPN"} and not w.cap and w.text[0].isalpha() and w.token.dep_ in {"amod", "compound", "nmod"}):
                former = former or w.low in FORMER
                start -= 1
            else:
                break
        while start < at and self.words[start].low == "'s":
            start += 1
        if start > 0 and self.words[start - 1].low in {"the", "a", "an", "his", "her", "their", "its"}:
            start -= 1
        return start, of, former

    def complement(self, at: int, entry: Entry) -> tuple[int, Entry | Label | None]:
        """Read "of / for / to the X" after a role. Returns (end, what it belongs to)."""
        low = self.low(at)
        if low not in {"of", "for", "to", "at"}:
            return at, None
        nxt = at + 1
        while self.low(nxt) in {"the", "a", "an"} or (nxt < len(self.words) and self.words[nxt].low in {"foreign", "defence", "defense"}):
            nxt += 1
        label = self.at.get(nxt)
        if label is None or label.kind not in {"state", "body", "name", "metonym", "demonym", "capital"}:
            return at, None
        if low in {"for", "at"} and self.words[label.start].token.ent_type_ in {"DATE", "EVENT"}:
            return at, None
        end = label.end
        if low == "to" and entry.name not in {"adviser", "advisor", "aide"}:
            return end, None  # an ambassador to X is not X's
        return end, (label.entry or label)

    def apposed(self, at: int) -> Label | None:
        """Return the name in ", Name," right after a role phrase."""
        if self.low(at) != ",":
            return None
        label = self.at.get(at + 1)
        if label is None or label.kind not in {"name", "honorific"} or self.is_used(label):
            return None
        end = label.end
        if label.kind == "honorific" and (nxt := self.at.get(end)) is not None:
            end = nxt.end
        person = self.words[end - 1].token.ent_type_ in {"PERSON", "ORG", "GPE", ""}
        return label if person and self.low(end) in {",", ".", "", ")", "”", '"', "-", "—", "–", ";", "who"} else None

    def apposition_before(self, start: int, end: int) -> tuple[int, Label] | None:
        """Return the name in "Name, the role of X," right before a role phrase."""
        if self.low(start - 1) != "," or self.low(end) not in {",", ".", "", "-", "—", "–", ";", "who", ")"}:
            return None
        label = self.ending.get(start - 1)
        if label is None or label.kind != "name" or self.is_used(label) or self.words[label.end - 1].token.ent_type_ in {"GPE", "DATE", "LOC"}:
            return None
        before = label.start
        if (title := self.ending.get(before)) is not None and title.kind == "honorific":
            before = title.start
        return before, label

    def is_compound(self, role: Label) -> bool:
        """Whether the role noun only modifies a following noun ("foreign minister talks")."""
        head = self.words[role.end - 1].token
        nxt = self.words[role.end].token
        return head.dep_ in {"compound", "nmod", "amod"} and nxt.pos_ in {"NOUN", "PROPN"} and nxt.i == head.i + 1 and not self.words[role.end].cap

    def is_nominal(self, head: Word, start: int, role: Label, owned: bool) -> bool:
        """Whether a role noun without a name refers to somebody: it has an owner, a determiner, or is an argument."""
        if head.token.dep_ in {"attr", "oprd"} and not owned:
            return False
        if role.entry is not None and role.entry.plural:
            return head.token.pos_ in {"NOUN", "PROPN"}
        determined = self.low(start) in {"the", "his", "her", "their", "its", "a", "an"}
        return (owned or determined or head.cap) and head.token.pos_ in {"NOUN", "PROPN", "ADJ"}

    def titled(self, start: int, role: Label, name: Label, of: Entry | Label | None, former: bool) -> Draft:
        """Return a person with a title in front, and use up the words."""
        draft = self.person(name, role, of, former)
        end = self.name_end(name)
        self.take(start, end)
        return replace(draft, start=self.words[start].start, end=self.words[end - 1].end)

    def name_end(self, name: Label) -> int:
        """Return the index after a name, an honorific in front of it passed over."""
        if name.kind == "honorific" and (nxt := self.at.get(name.end)) is not None and nxt.kind == "name":
            return nxt.end
        return name.end

    def person(self, name: Label, role: Label | None, of: Entry | Label | None, former: bool = False) -> Draft:
        """Return a person's draft from a name label (or an honorific with the name after it)."""
        gender = ""
        if name.kind == "honorific":
            gender = name.entry.gender if name.entry else ""
            name = self.at.get(name.end) or name
        lows = [w.low for w in self.words[name.start : name.end]]
        entry = role.entry if role else None
        title = entry.name if entry else None
        owner, country = self.owner(of)
        self.take(name.start, name.end)
        return self.draft(
            name.start,
            name.end,
            type="person",
            name=self.text(name.start, name.end),
            key=bare_key(lows),
            role=("former " if former and title else "") + title if title else None,
            of=owner,
            country=country,
            kinds=() if former or entry is None else entry.kinds,
            gender=(entry.gender if entry else "") or gender,
            sure=3,
            basis="name with a title",
        )

    def owner(self, of: Entry | Label | None) -> tuple[str | None, str | None]:
        """Return (name, country code) of what a role belongs to."""
        if isinstance(of, Entry):
            return of.name, of.code
        if of is not None:
            return self.text(of.start, of.end), None
        return None, None

    def nominal(self, start: int, end: int, role: Label, of: Entry | Label | None, former: bool) -> Draft:
        """Return a role nominal without a name: a person, or a group where it is plural."""
        entry = role.entry
        assert entry is not None
        owner, country = self.owner(of)
        title = ("former " if former else "") + entry.name
        return self.draft(
            start,
            end,
            kind="nominal",
            type="group" if entry.plural else "person",
            name=self.text(start, end) if entry.plural else None,
            role=title,
            of=owner,
            country=country,
            kinds=() if former else entry.kinds,
            gender=entry.gender,
            plural=entry.plural,
            basis="role",
        )

    # ------------------------------------------------------------------ what is left

    def read_label(self, label: Label) -> list[Draft]:
        """A name, state, body, demonym or metonym that no role has taken."""
        if label.kind == "name":
            return self.read_name(label)
        if label.kind == "honorific":
            name = self.at.get(label.end)
            if name is None or name.kind != "name" or self.is_used(name):
                return []
            draft = self.person(label, None, None)
            return [replace(draft, start=self.words[label.start].start)]
        if label.kind == "role" or label.entry is None:
            return []
        joined_to_lower = self.words[label.start].joined and not self.words[label.start - 1].cap
        joins_lower = label.end < len(self.words) and self.words[label.end].joined and not self.words[label.end].cap
        if joined_to_lower or joins_lower:  # pro-Moscow, U.S.-led
            return []
        if label.kind == "demonym":
            return self.read_demonym(label)
        return [self.read_state(label, label.entry)]

    def read_demonym(self, label: Label) -> list[Draft]:
        """The Veldans (a group); "Veldan" alone only modifies."""
        entry = label.entry
        assert entry is not None
        if not entry.plural:
            return []
        self.take(label.start, label.end)
        start = label.start - (self.low(label.start - 1) == "the")
        name = self.text(label.start, label.end)
        key = (name.lower(),)
        return [self.draft(start, label.end, type="group", name=name, key=key, of=entry.name, country=entry.code, plural=True, basis="people of a state")]

    def read_state(self, label: Label, entry: Entry) -> Draft:
        """A state or body by name, or a capital or seat that stands for it or is a place."""
        start = label.start - (self.low(label.start - 1) == "the" and label.kind in {"body", "metonym", "state"})
        self.take(label.start, label.end)
        if label.kind == "body":
            return self.draft(
                start, label.end, type="organisation", name=entry.name, key=tuple(entry.name.lower().split()), country=entry.code, kinds=entry.kinds, sure=3, basis="name"
            )
        if label.kind == "state":
            return self.draft(start, label.end, type="state", name=entry.name, key=tuple(entry.name.lower().split()), country=entry.code, sure=3, basis="name")
        printed = self.text(label.start, label.end)
        if self.is_place(label):
            return self.draft(start, label.end, type="place", name=printed, key=tuple(printed.lower().split()), country=entry.code, sure=2, basis="place")
        return self.draft(
            start,
            label.end,
            type="state",
            name=entry.name,
            key=tuple(entry.name.lower().split()),
            country=entry.code,
            stands_for=True,
            seat=printed,
            sure=2,
            basis=f"{label.kind} for its state",
        )

    def is_place(self, label: Label) -> bool:
        """Whether a capital or seat is meant as a place: after "in", "at" ..., in front of a noun ("Moscow talks"), or alone."""
        token = self.words[label.end - 1].token
        hops = 0
        while token.dep_ == "conj" and hops < 4:
            token, hops = token.head, hops + 1
        if self.low(label.start - 1) in PLACE_PREPOSITIONS or self.low(label.start - 2) in PLACE_PREPOSITIONS and self.low(label.start - 1) in {"the", "both"}:
            return True
        if token.dep_ == "pobj":
            return token.head.lower_ in PLACE_PREPOSITIONS | {"of"}
        if self.low(label.end) == "'s":
            return False
        nxt = self.words[label.end].token if label.end < len(self.words) else None
        if nxt is not None and nxt.pos_ in {"NOUN"} and token.dep_ in {"compound", "nmod", "amod"}:
            return True
        return token.dep_ not in {"nsubj", "nsubjpass", "poss", "dobj", "agent", "dative", "iobj"}

    def read_name(self, label: Label) -> list[Draft]:
        """A name that no table knows: a person, an organisation, a place, or nothing sure."""
        words = self.words[label.start : label.end]
        last = words[-1].low
        if words[0].joined and label.start and not self.words[label.start - 1].cap:
            return []
        if label.end < len(self.words) and self.words[label.end].joined and not self.words[label.end].cap:
            return []
        if self.is_treaty(label) or (self.where == "metadata" and not any(w.token.ent_type_ == "PERSON" for w in words)):
            self.take(label.start, label.end)
            return []
        type_, sure, basis = self.guess(label, words)
        if type_ is None and sure < 0:
            return []
        end = label.end
        start = label.start
        if basis == "outlet":
            end = label.end + self.media_after(label.end)
            start = self.modifiers(label.start)[0]
        self.take(start, end)
        key = bare_key(w.low for w in words) if type_ in {"person", None} else organisation_key(words)
        printed = self.text(label.start, label.end)
        return [self.draft(start, end, type=type_, name=printed, key=key, sure=sure, basis=basis or "name")]

    def is_treaty(self, label: Label) -> bool:
        """Whether a name is a treaty's: its own noun, its abbreviation, or an abbreviation of one in brackets behind it."""
        words = self.words[label.start : label.end]
        if words[-1].low in nouns()["treaty"] or self.low(label.end) in nouns()["treaty"] or words[-1].low in self.treaties:
            return True
        at = label.end
        while at < len(self.words) and at - label.end < 6 and (self.words[at].cap or self.low(at) in {"in", "on", "of", "the"}):
            at += 1
        letters = initials(tuple(w.low for w in self.words[label.start : at] if w.cap))
        if any("".join(sorted(t)) == letters for t in self.treaties):
            return True
        return self.low(at) == "(" and self.low(at + 1) in self.treaties

    def media_after(self, at: int) -> int:
        """Return how many words after a name say that it is an outlet ("daily", "news agency")."""
        for n in (2, 1):
            if " ".join(self.low(at + k) for k in range(n)) in nouns()["media"]:
                return n
        return 0

    def guess(self, label: Label, words: Sequence[Word]) -> tuple[str | None, int, str]:
        """Return (type, how sure, basis) of an unknown name; sure -1: no name at all."""
        lows = [w.low for w in words]
        tags = Counter(w.token.ent_type_ for w in words)
        tag = max(sorted(tags), key=lambda t: (t != "", tags[t]))
        if self.media_after(label.end):
            return "organisation", 3, "outlet"
        if any(low in nouns()["paper"] for low in (lows[0], lows[-1])) and len(lows) > 1:
            return "organisation", 3, "a newspaper's noun in its name"
        if lows[-1] in nouns()["org"] or lows[0] in nouns()["org"] or ("of" in lows and any(x in nouns()["org"] for x in lows)):
            return "organisation", 3 if len(lows) > 1 else 1, "an organisation's noun in its name"
        if lows[-1] in nouns()["place"] or lows[0] in {"mount", "lake", "cape", "port", "st"}:
            return "place", 2, "a place's noun in its name"
        if tag in {"EVENT", "LAW", "WORK_OF_ART", "LANGUAGE", "PRODUCT", "NORP"}:
            return None, -1, ""
        if self.is_visited(label, lows):
            return "place", 1, "a place: in ..."
        if tag == "PERSON":
            return "person", 2 if len(lows) > 1 else 1, ""
        if tag in {"GPE", "LOC", "FAC"}:
            return "place", 1, ""
        if tag == "ORG":
            return "organisation", 1, ""
        if len(lows) == 1 and lows[0].endswith(DEMONYM_ENDINGS) and words[0].token.pos_ == "ADJ":
            return None, -1, ""
        return None, 0, ""

    def is_visited(self, label: Label, lows: Sequence[str]) -> bool:
        """Whether a name follows "in" or "at" as a place does ("in Corvane", not "trust in Marran", "in Marran's words")."""
        at = label.start - (self.low(label.start - 1) == "the")
        led = self.low(at - 1) in {"in", "at", "near"} and self.low(at - 2) not in TRUST
        return led and self.low(label.end) != "'s" and len(lows) <= 2

    def read_nominals(self) -> list[Draft]:
        """Unnamed groups ("Russian officials", "observers"), "the alliance", "the country", "both sides"."""
        out: list[Draft] = []
        labelled = {i for x in self.labels for i in range(x.start, x.end)}
        body, state = nouns()["body"], nouns()["state"]
        for i, w in enumerate(self.words):
            if i in self.used or w.cap and not w.initial or w.token.pos_ not in {"NOUN", "PROPN"} or w.joined:
                continue
            if (before := self.ending.get(i)) is not None and before.kind == "name" and self.media_after(i):
                continue
            if (before := self.ending.get(i - 1)) is not None and before.kind == "name" and self.media_after(i - 1) == 2:
                continue
            if i in labelled or i + 1 < len(self.words) and self.words[i + 1].joined:
                continue
            if w.token.dep_ in {"compound", "nmod", "amod"} and self.low(i + 1) not in {"", ",", "."}:
                continue
            start, of, _ = self.modifiers(i)
            owner, country = self.owner(of)
            if w.low in groups() or (w.low in GROUP_HEADS and of is not None) or (w.low in SIDES and self.low(start) in {"both", "two"} or self.low(start + 1) == "two" and w.low in SIDES):
                if w.low in COLLECTIVES and of is None and self.low(start) != "the":
                    continue
                end, of_after = self.complement(i + 1, Entry("role", w.low)) if self.low(i + 1) in {"of", "for"} else (i + 1, None)
                if owner is None:
                    owner, country = self.owner(of_after)
                self.take(start, end)
                name = self.text(start + (self.low(start) in {"the", "a", "an"} and end - start > 1), end)
                kinds = ("sides",) if w.low in SIDES and ("both" in name.lower().split() or "two" in name.lower().split()) else ()
                out.append(
                    self.draft(start, end, kind="nominal", type="group", name=name, of=owner, country=country, role=w.low, kinds=kinds, plural=w.token.tag_ != "NN", basis="group")
                )
            elif (w.low in body or w.low in state) and (self.low(start) in {"the", "this", "that"} or of is not None or self.low(start - 1) in {"this", "that"}):
                self.take(start, i + 1)
                type_ = "organisation" if w.low in body else "state"
                out.append(self.draft(start, i + 1, kind="nominal", type=type_, role=w.low, of=owner, country=country, basis=f"the {w.low}"))
        return out


# ---------------------------------------------------------------------- document-wide decisions


def organisation_key(words: Sequence[Word]) -> Key:
    """Return an organisation's key: hyphen-joined parts in sorted order, so that "A-B Council" and "B-A Council" are one."""
    lows: list[str] = []
    i = 0
    words = [w for w in words if w.low not in {"the", "'s"}]
    while i < len(words):
        j = i + 1
        while j < len(words) and words[j].joined:
            j += 1
        lows.extend(sorted(w.low for w in words[i:j]))
        i = j
    return tuple(lows)


def is_suffix(short: Key, full: Key) -> bool:
    """Whether a name's key ends another's, as a surname does."""
    return 0 < len(short) <= len(full) and full[-len(short) :] == short


def settle_types(drafts: Sequence[Draft]) -> list[Draft]:
    """Give all mentions of one name one type: a surname of a known person is that person; else the surest reading wins."""
    persons = sorted({d.key for d in drafts if d.type == "person" and d.kind == "name" and (d.sure >= 2)})
    alone = {d.key[0] for d in drafts if d.kind == "name" and len(d.key) == 1 and d.sure < 3}
    for d in drafts:  # "Ilse Marran" once and "Marran" alone after: that is how news names a person, not a body
        if d.kind == "name" and d.type == "organisation" and d.sure == 1 and 2 <= len(d.key) <= 3 and d.key[-1] in alone and d.key not in persons:
            persons.append(d.key)
    visited = {d.key for d in drafts if d.basis == "a place: in ..."}
    votes: dict[Key, Counter[str]] = {}
    for d in drafts:
        if d.kind == "name" and d.type and d.key:
            votes.setdefault(d.key, Counter())[d.type] += 1 + 3 * d.sure
    out = []
    for d in drafts:
        if d.kind != "name" or d.stands_for or d.sure >= 3 or not d.key:
            out.append(d)
            continue
        bare = tuple(w for w in d.key if w not in PARTICLES) or d.key
        counted = votes.get(d.key, Counter())
        best = max(sorted(counted), key=lambda t: counted[t], default=None)
        sure_org = best == "organisation" and counted["organisation"] >= 10
        if not sure_org and any(is_suffix(bare, p) for p in persons):
            out.append(replace(d, type="person", key=bare))
        elif d.key in visited and not sure_org:
            out.append(replace(d, type="place"))
        elif best is not None and best != d.type:
            out.append(replace(d, type=best))
        else:
            out.append(d)
    return out


def name_entities(drafts: Sequence[Draft], world: World) -> list[tuple[Draft, str | None]]:
    """Give each named draft its local key: persons by fullest name, states and bodies by canonical name, acronyms by what they spell."""
    persons = sorted({d.key for d in drafts if d.type == "person" and d.kind == "name" and len(d.key) > 1})
    organisations = [d for d in drafts if d.type == "organisation" and d.kind == "name"]
    owners = {key_of(d.of): d.of for d in drafts if d.of and d.country is None and key_of(d.of)[-1] in nouns()["org"]}
    longer = sorted({d.key for d in organisations if len(d.key) > 1} | {k for k in owners if len(k) > 1})
    spelt = {initials(k): k for k in longer}
    names: dict[Key, str | None] = dict(owners)
    names |= {d.key: d.name for d in sorted(organisations, key=lambda d: (d.name or "").isupper(), reverse=True)}
    recent: dict[Key, Key] = {}
    out: list[tuple[Draft, str | None]] = []
    for d in drafts:
        if d.kind != "name" or not d.key:
            out.append((d, None))
            continue
        key = d.key
        if d.type == "person":
            full = [p for p in persons if is_suffix(key, p)] or [p for p in persons if len(key) == 1 and p[0] == key[0]]
            longest = [p for p in full if not any(is_suffix(p, q) and p != q for q in full)]
            if len(key) > 1 and key in longest:
                recent[key[-1:]] = key
            elif longest:
                key = recent.get(key[-1:], longest[0]) if len(longest) > 1 else longest[0]
        elif d.type in {"organisation", None} and len(key) <= 2:
            key = spelt.get("".join(sorted(key[0])), key) if len(key) == 1 else key
            whole = short_for(key, longer)
            if whole is not None:
                key, d = whole, replace(d, type="organisation")
        out.append((d, f"{d.type or 'name'}:{' '.join(key)}"))
    return [(whole_owner(d, longer, names), entity) for d, entity in out]


def short_for(key: Key, longer: Sequence[Key]) -> Key | None:
    """Return the one longer name of a body that a short one stands for: "the League" of "Littoral League", "the Assembly" of "Assembly of Nations"."""
    org = nouns()["org"] | nouns()["body"] | nouns()["paper"]
    if not any(w in org for w in key):
        return None
    found = [k for k in longer if k != key and (is_suffix(key, k) or (k[: len(key)] == key and "of" in k))]
    plain = [k for k in found if not any(o != k and is_suffix(k, o) for o in found)]
    return plain[0] if len(plain) == 1 else shortest_suffix(found)


def shortest_suffix(found: Sequence[Key]) -> Key | None:
    """Return the shortest of several names if it ends all of them, else None."""
    if not found:
        return None
    shortest = min(found, key=lambda k: (len(k), k))
    return shortest if all(is_suffix(shortest, k) for k in found) else None


def whole_owner(d: Draft, longer: Sequence[Key], names: Mapping[Key, str | None]) -> Draft:
    """Give a role's owner its whole name: "the League chief" belongs to the Littoral League."""
    if not d.of or d.country is not None:
        return d
    key = tuple(w for w in key_of(d.of) if w != "the")
    whole = short_for(key, longer)
    return replace(d, of=names.get(whole) or d.of) if whole is not None else d


def initials(key: Key) -> str:
    """Return the sorted initials of a name, so that the order of a compound's parts does not matter."""
    return "".join(sorted(w[0] for w in key if w not in {"of", "the", "and", "for", "in"}))


def finish(document: Document, drafts: Iterable[tuple[Draft, str | None]]) -> tuple[Mention, ...]:
    """Turn drafts into records."""
    out = [
        Mention(
            id=make_id("m", document.id, d.start, d.end),
            start=d.start,
            end=d.end,
            kind=d.kind,
            type=d.type,
            name=d.name,
            role=d.role,
            of=d.of,
            entity=entity,
            basis=d.basis,
            stands_for=d.stands_for,
            country=d.country,
            role_kinds=d.kinds,
            gender=d.gender,
            plural=d.plural,
            where=d.where,
            seat=d.seat,
        )
        for d, entity in drafts
    ]
    return tuple(sorted(out, key=lambda m: (m.start, m.end, m.id)))

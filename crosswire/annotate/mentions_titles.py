"""Titles and offices: a role noun with its owner, and the name in front of it or behind it."""

from dataclasses import replace

from crosswire.annotate.labels import Label, bare_key
from crosswire.annotate.mentions_drafts import Draft, Line
from crosswire.annotate.names import Entry
from crosswire.annotate.words import Word
from crosswire.model.folding import word_set

PREMODIFIERS = word_set(
    "former acting outgoing new top senior then veteran late ex current visiting interim chief deputy first two three several some many most other "
    "high-ranking unnamed own key leading both local independent western military political government state-owned"
)
FORMER = frozenset({"former", "ex", "late", "then", "ousted", "deposed"})


class Titled(Line):
    """Reads role nouns: with the names that they introduce or follow, and alone."""

    def read_role(self, role: Label) -> list[Draft]:
        """A role noun with its modifiers, and the name that it introduces or follows."""
        entry = role.entry
        assert entry is not None
        start, of, former = self.modifiers(role.start)
        end = role.end
        after = self.at.get(end)
        follows_name = (
            after is not None
            and after.kind in {"name", "honorific"}
            and not self.words[after.start].joined
            and not entry.plural
        )
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
        start, former = at, False
        of: Entry | Label | None = None
        while start > 0:
            before = self.ending.get(start)
            w = self.words[start - 1]
            if (
                before is not None
                and before.kind in {"state", "demonym", "body", "capital", "metonym", "place"}
                and not self.is_used(before)
            ):
                of, start = before.entry, before.start
            elif (
                before is not None
                and before.kind == "name"
                and not self.is_used(before)
                and self.words[before.start].token.pos_ != "VERB"
            ):
                titled = (
                    (role := self.at.get(at)) is not None
                    and (name := self.at.get(role.end)) is not None
                    and name.kind == "name"
                )
                if (
                    self.words[before.end - 1].token.ent_type_ == "PERSON"
                    and self.words[start].low != "'s"
                    and not titled
                    and self.low(at) not in {"administration", "government", "cabinet"}
                ):
                    break
                of, start = before, before.start
            elif w.low == "'s" or self.words[start].joined:
                start -= 1
                continue
            elif w.token.dep_ == "poss" and self.words[start].low == "'s" and not w.cap and w.token.pos_ == "NOUN":
                start -= 1
            elif w.low in PREMODIFIERS or (
                w.token.pos_ in {"ADJ", "NOUN", "PROPN"}
                and not w.cap
                and w.text[0].isalpha()
                and w.token.dep_ in {"amod", "compound", "nmod"}
            ):
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
        while self.low(nxt) in {"the", "a", "an"} or (
            nxt < len(self.words) and self.words[nxt].low in {"foreign", "defence", "defense"}
        ):
            nxt += 1
        label = self.at.get(nxt)
        if label is None or label.kind not in {
            "state",
            "body",
            "name",
            "metonym",
            "demonym",
            "capital",
            "place",
        }:
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
        if (
            label is None
            or label.kind != "name"
            or self.is_used(label)
            or self.words[label.end - 1].token.ent_type_ in {"GPE", "DATE", "LOC"}
        ):
            return None
        before = label.start
        if (title := self.ending.get(before)) is not None and title.kind == "honorific":
            before = title.start
        return before, label

    def is_compound(self, role: Label) -> bool:
        """Whether the role noun only modifies a following noun ("foreign minister talks")."""
        head = self.words[role.end - 1].token
        nxt = self.words[role.end].token
        return (
            head.dep_ in {"compound", "nmod", "amod"}
            and nxt.pos_ in {"NOUN", "PROPN"}
            and nxt.i == head.i + 1
            and not self.words[role.end].cap
        )

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
        end = self.name_end(name)
        if of is None and role.entry is not None and self.low(end) == "of":  # President Ilse Marran of Veldania
            of = self.complement(end, role.entry)[1]
        draft = self.person(name, role, of, former)
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
            return of.name, f"{of.code or ''}-" if of.kind == "place" else of.code
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

"""Names that no title introduces, states and what stands for them, and unnamed groups."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from crosswire.annotate.labels import Label, bare_key
from crosswire.annotate.mentions_drafts import Draft, organisation_key
from crosswire.annotate.mentions_signs import SAYING, kind_by_context
from crosswire.annotate.mentions_titles import Titled
from crosswire.annotate.names import DEMONYM_LOOKS, SPEAKING, Entry, groups, nouns, roles
from crosswire.annotate.words import Word
from crosswire.model.folding import initials, word_set

PLACE_PREPOSITIONS = word_set(
    "in at near around outside inside from to via through into toward towards across visiting leaving"
)
GROUP_HEADS = word_set("powers countries nations states governments forces ministers")
PLACE_NOUNS = word_set(
    "town village suburb county enclave exclave territory archipelago hamlet neighborhood neighbourhood"
)
SIDES = word_set(
    "sides parties countries states governments leaders ministers men women neighbours neighbors capitals nations"
)
TRUST = word_set("trust confidence faith interest belief believe believes believed disappointed interested")
PRINTED = word_set("newspaper daily weekly magazine broadcaster")
"""What a text calls an outlet that it has named."""
OWNERS = {"his", "her", "its"}
OWNED = word_set("country government nation party company")
"""What "his" or "her" in front makes the state or body that somebody speaks for."""
LEADING = {
    "leads": "leader",
    "led": "leader",
    "heads": "head",
    "headed": "head",
    "chairs": "chair",
    "chaired": "chair",
    "rules": "ruler",
}
"""The office that a verb in "Marran, who leads the League" tells."""
REALMS = word_set("republic kingdom emirate emirates sultanate principality duchy states")
"""Nouns in the names of states."""
SHOWN = "a name that speaks of itself as he or she"
COLLECTIVES = word_set("opposition press public people police military army navy media")


class Reader(Titled):
    """Puts a paragraph's labels together: titles with names, appositions, compounds, metonyms, unnamed groups."""

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

    def read_compounds(self) -> list[Draft]:
        """Russia-NATO Council, the Veldanian Parliament: a state or body run into an organisation's own noun."""
        out = []
        for label in self.labels:
            if label.kind != "name" or not self.words[label.start].low or self.is_used(label):
                continue
            own = nouns()["org"] | nouns()["paper"]
            tied = self.words[label.start].joined and self.words[label.end - 1].low in own  # Veldania-Osmark Forum
            if self.words[label.start].low not in own and not tied:
                continue
            start = label.start
            while (
                (before := self.ending.get(start))
                and before.kind in {"state", "body", "demonym", "capital", "place"}
                and not self.is_used(before)
            ):
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
        return self.draft(
            start,
            end,
            type="organisation",
            name=self.text(start, end),
            key=key,
            sure=3,
            basis=f"{noun} noun in its name",
        )

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
        return [
            self.draft(
                start,
                label.end,
                type="group",
                name=name,
                key=key,
                of=entry.name,
                country=entry.code,
                plural=True,
                basis="people of a state",
            )
        ]

    def read_state(self, label: Label, entry: Entry) -> Draft:
        """A state or body by name, or a capital or seat that stands for it or is a place."""
        start = label.start - (self.low(label.start - 1) == "the" and label.kind in {"body", "metonym", "state"})
        self.take(label.start, label.end)
        if label.kind == "body":
            return self.draft(
                start,
                label.end,
                type="organisation",
                name=entry.name,
                key=tuple(entry.name.lower().split()),
                country=entry.code,
                kinds=entry.kinds,
                sure=3,
                basis="name",
            )
        if label.kind == "state":
            return self.draft(
                start,
                label.end,
                type="state",
                name=entry.name,
                key=tuple(entry.name.lower().split()),
                country=entry.code,
                sure=3,
                basis="name",
            )
        printed = self.text(label.start, label.end)
        if label.kind == "place" or self.is_place(label):
            return self.draft(
                start,
                label.end,
                type="place",
                name=printed,
                key=tuple(printed.lower().split()),
                country=entry.code if label.kind != "place" else None,
                of=entry.name if label.kind == "capital" else None,
                sure=3 if label.kind == "place" else 2,
                basis="a known place" if label.kind == "place" else "place",
            )
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
        if self.low(label.start - 1) in PLACE_PREPOSITIONS or (
            self.low(label.start - 2) in PLACE_PREPOSITIONS and self.low(label.start - 1) in {"the", "both"}
        ):
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
        if words[0].joined and label.start and not self.words[label.start - 1].cap:
            return []
        if label.end < len(self.words) and self.words[label.end].joined and not self.words[label.end].cap:
            return []
        if self.is_treaty(label) or (
            self.where == "metadata" and not any(w.token.ent_type_ == "PERSON" for w in words)
        ):
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
        draft = self.draft(start, end, type=type_, name=printed, key=key, sure=sure, basis=basis or "name")
        return [self.leading(draft, label.end) if type_ == "person" and len(words) > 1 else draft]

    def leading(self, draft: Draft, at: int) -> Draft:
        """Return a person's draft with the office that "who leads the X" behind the name tells."""
        if self.low(at) != "," or self.low(at + 1) != "who" or (role := LEADING.get(self.low(at + 2))) is None:
            return draft
        first = at + 3 + (self.low(at + 3) in {"the", "a"})
        label = self.at.get(first)
        if label is None or label.kind not in {"state", "body", "name"}:
            return draft
        owner, country = self.owner(label.entry or label)
        entry = roles()[(role,)]
        return replace(draft, role=role, of=owner, country=country, kinds=entry.kinds, sure=max(draft.sure, 2))

    def is_treaty(self, label: Label) -> bool:
        """Whether a name is a treaty's: its own noun, its abbreviation, or an abbreviation of one in brackets behind it."""
        words = self.words[label.start : label.end]
        if (
            words[-1].low in nouns()["treaty"]
            or self.low(label.end) in nouns()["treaty"]
            or words[-1].low in self.treaties
        ):
            return True
        at = label.end
        while (
            at < len(self.words)
            and at - label.end < 6
            and (self.words[at].cap or self.low(at) in {"in", "on", "of", "the"})
        ):
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

    def media_before(self, at: int) -> bool:
        """Whether the words before a name say that it is an outlet: "the daily X", "newspaper X"."""
        if self.words[at].initial:
            return False
        if f"{self.low(at - 2)} {self.low(at - 1)}" in nouns()["media"]:
            return True
        return (
            self.low(at - 1) in nouns()["media"] - {"agency", "network", "station", "channel"}
            and not self.words[at - 1].cap
        )

    def guess(self, label: Label, words: Sequence[Word]) -> tuple[str | None, int, str]:
        """Return (type, how sure, basis) of an unknown name; sure -1: no name at all."""
        lows = [w.low for w in words]
        tags = Counter(w.token.ent_type_ for w in words)
        tag = max(sorted(tags), key=lambda t: (t != "", tags[t]))
        if self.media_after(label.end) or self.media_before(label.start):
            return "organisation", 3, "outlet"
        if any(low in nouns()["paper"] for low in (lows[0], lows[-1])) and len(lows) > 1:
            return "organisation", 3, "a newspaper's noun in its name"
        if (
            lows[-1] in nouns()["org"]
            or lows[0] in nouns()["org"]
            or ("of" in lows and any(x in nouns()["org"] for x in lows))
        ):
            return "organisation", 3 if len(lows) > 1 else 1, "an organisation's noun in its name"
        if len(lows) > 1 and (lows[0] in REALMS or lows[-1] in REALMS):
            return "state", 3, "a state's noun in its name"
        if lows[-1] in nouns()["place"] or lows[0] in {"mount", "lake", "cape", "port", "st"}:
            return "place", 2, "a place's noun in its name"
        shown = kind_by_context(self.words, label)
        if shown == "person" and not words[0].upper:
            return "person", 2 if len(lows) > 1 else 1, SHOWN
        if shown == "body" and tag in {"PERSON", ""}:
            return "organisation", 1, ""
        if tag == "NORP" and len(lows) == 1 and lows[0].endswith("s") and words[0].token.tag_ in {"NNPS", "NNS"}:
            return "group", 2, "people of one party or kind"
        if tag in {"EVENT", "LAW", "WORK_OF_ART", "LANGUAGE", "PRODUCT", "NORP"}:
            return None, -1, ""
        if self.is_explained_place(label):
            return "place", 2, "a place: the text says so"
        if self.is_visited(label, lows):
            return "place", 1, "a place: in ..."
        if tag == "PERSON":
            return "person", 2 if len(lows) > 1 else 1, ""
        if (
            tag in {"GPE", "LOC", "FAC"}
            and len(lows) > 1
            and self.low(label.start - 1) == "the"
            and self.is_doing(words[-1])
        ):
            return "organisation", 1, "a name with an article that does what bodies do"
        if tag in {"GPE", "LOC", "FAC"} and not (len(lows) == 1 and words[0].upper and len(lows[0]) <= 4):
            return "place", 1, ""
        if tag in {"ORG", "GPE", "LOC", "FAC"}:  # a short name in capitals that is tagged a place is a body more often
            return "organisation", 1, ""
        if len(lows) == 1 and lows[0].endswith(DEMONYM_LOOKS) and words[0].token.pos_ == "ADJ":
            return None, -1, ""
        if self.looks_personal(label, words):
            return "person", 1, ""
        return None, 0, ""

    def is_doing(self, word: Word) -> bool:
        """Whether a name is the subject of a verb of saying, or of what governments do."""
        return word.token.dep_ == "nsubj" and word.token.head.lemma_.lower() in SPEAKING

    def looks_personal(self, label: Label, words: Sequence[Word]) -> bool:
        """Whether an unknown name of two or three words is a person's: a subject, without an article, and no noun in it says otherwise."""
        if (
            not 2 <= len(words) <= 3
            or self.low(label.start - 1) == "the"
            or any(w.upper and len(w.low) > 1 for w in words)
        ):
            return False
        told = nouns()["org"] | nouns()["paper"] | nouns()["place"] | nouns()["body"] | nouns()["treaty"]
        if any(w.low in told or w.joined for w in words):
            return False
        return words[-1].token.dep_ in {"nsubj", "nsubjpass"} or (
            label.end < len(self.words) and self.words[label.end].low in SAYING
        )

    def is_visited(self, label: Label, lows: Sequence[str]) -> bool:
        """Whether a name follows "in" or "at" as a place does ("in Corvane", not "trust in Marran", "in Marran's words")."""
        at = label.start - (self.low(label.start - 1) == "the")
        led = self.low(at - 1) in {"in", "at", "near"} and self.low(at - 2) not in TRUST
        modifies = self.words[label.end - 1].token.dep_ in {"compound", "nmod", "amod"} and len(lows) == 1
        return led and self.low(label.end) != "'s" and len(lows) <= 2 and not modifies

    def is_explained_place(self, label: Label) -> bool:
        """Whether the text calls a name a place: "the island of Skarholm", "Skarholm, an island province of ..."."""
        kinds = nouns()["place"] | PLACE_NOUNS
        if self.low(label.start - 1) == "of" and self.low(label.start - 2) in kinds:
            return True
        if self.low(label.end) != "," or self.low(label.end + 1) not in {"a", "an", "the"}:
            return False
        ahead = [self.low(label.end + k) for k in range(2, 6)]
        cut = next((k for k, low in enumerate(ahead) if low in {"of", "in", "on", ",", ".", "where", ""}), len(ahead))
        return cut > 0 and ahead[cut - 1] in kinds

    def read_nominals(self) -> list[Draft]:
        """Unnamed groups ("Osmark officials", "observers"), "the alliance", "the country", "both sides"."""
        out: list[Draft] = []
        labelled = {i for x in self.labels for i in range(x.start, x.end)}
        for i, w in enumerate(self.words):
            if i in self.used or i in labelled or not self.is_common_noun(i):
                continue
            start, of, _ = self.modifiers(i)
            two = self.low(start) in {"both", "two"} or self.low(start + 1) == "two"
            if (w.low in SIDES and two) or (w.low in GROUP_HEADS and of is not None) or w.low in groups():
                out += self.group(start, i, of, two and w.low in SIDES)
            elif w.low in nouns()["body"] or w.low in nouns()["state"] or w.low in PRINTED:
                if (
                    self.low(start) not in ({"the", "this", "that"} | (OWNERS if w.low in OWNED else set()))
                    and of is None
                    and self.low(start - 1) not in {"this", "that"}
                ):
                    continue
                self.take(start, i + 1)
                type_ = "state" if w.low in nouns()["state"] else "organisation"
                owner, country = self.owner(of)
                more = {"role": w.low, "of": owner, "country": country, "basis": f"the {w.low}"}
                out.append(self.draft(start, i + 1, kind="nominal", type=type_, **more))
        return out

    def is_common_noun(self, i: int) -> bool:
        """Whether a word is a noun that stands for itself: no part of a compound or of an outlet's name."""
        w = self.words[i]
        if (w.cap and not w.initial) or w.token.pos_ not in {"NOUN", "PROPN"} or w.joined:
            return False
        if i + 1 < len(self.words) and self.words[i + 1].joined:
            return False
        for back in (0, 1):  # the "agency" of "Veldapress news agency"
            before = self.ending.get(i - back)
            if before is not None and before.kind == "name" and self.media_after(i - back) == back + 1:
                return False
        return w.token.dep_ not in {"compound", "nmod", "amod"} or self.low(i + 1) in {"", ",", "."}

    def group(self, start: int, at: int, of: Entry | Label | None, sides: bool) -> list[Draft]:
        """Return an unnamed group whose noun stands at `at`; a collective ("the press") needs an article or an owner."""
        w = self.words[at]
        if w.low in COLLECTIVES and of is None and self.low(start) != "the":
            return []
        end, of_after = at + 1, None
        if self.low(at + 1) in {"of", "for"}:
            end, of_after = self.complement(at + 1, Entry("role", w.low))
        elif (
            self.low(at + 1) == "in"
            and of is None
            and (where := self.at.get(at + 2)) is not None
            and where.kind == "state"
        ):
            end, of_after = where.end, where.entry  # officials in Veldania
        owner, country = self.owner(of or of_after)
        self.take(start, end)
        named = start + (self.low(start) in {"the", "a", "an"} and end - start > 1)
        return [
            self.draft(
                start,
                end,
                kind="nominal",
                type="group",
                name=self.text(named, end),
                of=owner,
                country=country,
                role=w.low,
                kinds=("sides",) if sides else (),
                plural=w.token.tag_ != "NN",
                basis="group",
            )
        ]

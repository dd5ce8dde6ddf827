"""The sides of an act: which words name somebody who acts politically, of which country and sector."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crosswire.annotate._nlp import Paragraph
from crosswire.annotate.acts import Overlaps
from crosswire.annotate.events_coding import lemma_of
from crosswire.annotate.events_lexicon import sectors
from crosswire.annotate.names import Entry, key_of, proper_names
from crosswire.annotate.words import word_set
from crosswire.model import Mention, Party, Quotation

LINKS = (
    "of",
    "by",
    "from",
    "in",
    "against",
    "with",
    "to",
    "for",
    "on",
    "at",
    "between",
    "among",
    "over",
    "toward",
    "towards",
    "into",
)
"""Prepositions behind which a phrase's party is looked for, the nearest first."""
OWNERS = frozenset({"poss", "compound", "amod", "nmod"})
BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "MNC", "ISM", "IMG"})
PAIRS = word_set(
    "side country leader party nation government capital minister president delegation state neighbour neighbor"
)
LONGEST_NAME = 5
DEPTH = 3
STATE_ROLES = frozenset(
    {"head", "minister", "foreign", "defence", "HEAD", "MINISTER", "envoy", "ENVOY", "diplomat", "DIPLOMAT", "spokes"}
)


@dataclass(frozen=True, slots=True)
class Sides:
    """Finds the parties of one paragraph's acts."""

    paragraph: Paragraph
    mentions: Overlaps[Mention]
    entities: Mapping[str, str]
    known: Mapping[str, Mention]
    speakers: Overlaps[Quotation]

    @classmethod
    def of(
        cls, paragraph: Paragraph, mentions: Sequence[Mention], known: Mapping[str, Mention], said: Overlaps[Quotation]
    ) -> "Sides":
        """Sort a paragraph's mentions once for all its acts. known: the document's mentions by id, and the fullest one of each local entity by its key."""
        held = Overlaps((m.start, m.end, m) for m in mentions)
        return cls(paragraph, held, {m.id: m.entity for m in mentions if m.entity}, known, said)

    def only_country(self, sentence: Any) -> str | None:
        """Return the one country that a sentence names, states only; None for none or several."""
        found = {code for code in self.entries(sentence) if code not in BODIES}
        start, end = self.paragraph.start + sentence.start_char, self.paragraph.start + sentence.end_char
        found |= {
            m.country
            for m in self.mentions.over(start, end)
            if m.country and m.country not in BODIES and "-" not in m.country
        }
        return next(iter(found)) if len(found) == 1 else None

    def parties(self, token: Any) -> list[Party]:
        """Return the parties that a phrase names, its joined ones too: by its head, else by what stands in it."""
        out: list[Party] = list(self.pair_named(token) or self.pair_meant(token) or self.pair_shared(token))
        if out:
            return out
        for one in (token, *token.conjuncts) if token.dep_ != "conj" else (token,):
            out += [p for p in [self.party(one)] if p is not None and p not in out]
        return out

    def pair_named(self, token: Any) -> tuple[Party, ...]:
        """Return both parties of a joined name before a noun: "Veldania-Osmark talks", "the Osmark-NATO Council"."""
        words = token.doc[token.left_edge.i : token.i + 1]
        for one, dash, other in zip(words, words[1:], words[2:], strict=False):
            if dash.text not in {"-", "–", "—"} or one.idx + len(one) != dash.idx or dash.idx + 1 != other.idx:
                continue
            left, right = (proper_names().get(key_of(t.text)) for t in (one, other))
            if left and right and left.code and right.code and left.code != right.code:
                return tuple(
                    Party(
                        (self.paragraph.start + t.idx, self.paragraph.start + t.idx + len(t)),
                        None,
                        e.code,
                        () if e.code in BODIES else ("GOV",),
                    )
                    for t, e in ((one, left), (other, right))
                )
        return ()

    def pair_shared(self, token: Any) -> tuple[Party, ...]:
        """Return both parties of one noun: "Veldanian and Osmark forces"."""
        if token.pos_ != "NOUN":
            return ()
        sector = sectors().get(lemma_of(token))
        for first in token.children:
            if first.dep_ not in OWNERS or first.i > token.i or not first.conjuncts:
                continue
            words = [first, *(c for c in first.conjuncts if c.i < token.i)]
            entries = [proper_entry(t) for t in words]
            codes = [e.code for e in entries if e is not None and e.code]
            if len(codes) == len(words) and len(set(codes)) == len(codes):
                at = self.paragraph.start
                ends = [t.idx + len(t) for t in words[:-1]] + [token.idx + len(token)]
                return tuple(
                    Party((at + t.idx, at + end), None, code, (sector,) if sector else ())
                    for t, end, code in zip(words, ends, codes, strict=True)
                )
        return ()

    def unknown(self, token: Any) -> Party:
        """Return a noun as a party of which nobody is named: "a car bomb"."""
        return Party(self.span(token, None), None, self.country(token, None, None), ("UNK",))

    def pair_meant(self, token: Any) -> tuple[Party, ...]:
        """Return the two parties that "both sides", "the two countries" mean: the last two of different countries named before, in the paragraph, else
        those that the reading says.
        """
        if lemma_of(token) not in PAIRS or not any(c.lower_ in {"both", "two"} for c in token.children):
            return ()
        found: dict[str, Party] = {}
        place = self.paragraph.start + token.left_edge.idx
        for m in sorted(self.mentions.over(self.paragraph.start, place), key=lambda m: (-m.start, m.end)):
            key = m.country or (m.entity if m.type == "state" else None)
            if key and m.type in {"state", "organisation", "person"} and m.end <= place and key not in found:
                sectors = ("GOV",) if m.country not in BODIES else ()
                found[key] = Party((m.start, m.end), m.id, m.country, sectors)
            if len(found) == 2:
                return tuple(sorted(found.values(), key=lambda p: p.span))
        at = self.paragraph.start + token.idx
        joint = [m for m in self.mentions.over(at, at + 1) if m.kind == "nominal" and m.entity]
        if len({m.entity for m in joint}) == 2:
            return tuple(
                Party((m.start, m.end), m.id, whole_country(self.known.get(m.entity or "", m)), self.office(m))
                for m in joint
            )
        return ()

    def party(self, token: Any, depth: int = 0) -> Party | None:
        """Return the party that a noun names: itself, or whose or by, from, against whom it is."""
        own = self.named(token)
        if own is not None or depth >= DEPTH:
            return own
        for child in token.children:
            if child.dep_ in OWNERS and child.i < token.i:
                found = self.party(child, DEPTH) if child.dep_ != "poss" else self.party(child, depth + 1)
                if found is not None:
                    return found
        doers = [g for c in token.children if c.dep_ == "acl" for g in c.children if g.dep_ == "agent"]
        links = [c for c in token.children if c.dep_ in {"prep", "agent"} and c.lower_ in LINKS] + doers
        for link in links:
            for noun in link.children:
                if noun.dep_ in {"pobj", "pcomp"} and (found := self.party(noun, depth + 1)) is not None:
                    return found
        return self.only_named(token)

    def only_named(self, token: Any) -> Party | None:
        """Return the party of a name of which the reading does not know what it names."""
        at = self.paragraph.start + token.idx
        held = [m for m in self.mentions.over(at, at + 1) if m.kind == "name" and m.type is None]
        return Party(self.span(token, held[0]), held[0].id, whole_country(held[0]), ()) if held else None

    def named(self, token: Any) -> Party | None:
        """Return the party that a word itself heads: a mention, a political noun, a name of a state or its people."""
        at = self.paragraph.start + token.idx
        if token.lower_ in {"i", "we"}:
            return self.speaker(at, token)
        held = [m for m in self.mentions.over(at, at + 1) if m.type is not None or m.kind == "pronoun"]
        entry = proper_entry(token)
        noun = sectors().get(token.lemma_.lower()) if token.pos_ in {"NOUN", "PROPN"} else None
        mention = max(held, key=lambda m: (m.end - m.start, m.start), default=None)
        if mention is not None and mention.kind == "pronoun":
            return self.meant(mention)
        if mention is None and noun is None and (entry is None or entry.kind == "place"):
            return None
        span = self.span(token, mention)
        fullest = self.known.get(mention.entity or "", mention) if mention is not None else None
        sector = self.sector(token, mention, noun) or (self.sector(token, fullest, None) if fullest else ())
        country = self.country(token, mention, entry) or (whole_country(fullest) if fullest else None)
        return Party(span, mention.id if mention else None, country, sector)

    def meant(self, mention: Mention) -> Party | None:
        """Return the party that a pronoun stands for, None for an open one; the key of a group names its noun ("group:rebels|Osmark")."""
        if not mention.entity:
            return None
        nouns = mention.entity.partition(":")[2].partition("|")[0].split()
        sector = sectors().get(nouns[-1]) or sectors().get(nouns[-1].removesuffix("s")) if nouns else None
        fullest = self.known.get(mention.entity, mention)
        found = (sector,) if sector else self.office(fullest)
        return Party((mention.start, mention.end), mention.id, whole_country(mention) or whole_country(fullest), found)

    def mentioned(self, name: str) -> Party | None:
        """Return the party of a mention by its id, None for an unknown one or a pronoun that stands for nobody known."""
        mention = self.known.get(name)
        if mention is None or mention.kind == "pronoun":
            return self.meant(mention) if mention is not None else None
        fullest = self.known.get(mention.entity or "", mention)
        country = whole_country(mention) or whole_country(fullest)
        return Party((mention.start, mention.end), mention.id, country, self.office(mention) or self.office(fullest))

    def office(self, mention: Mention) -> tuple[str, ...]:
        """Return the PLOVER sector of a mention's role, or of a state."""
        if mention.role:
            role = "ELI" if "former" in mention.role else sectors().get(mention.role.split()[-1])
            return (role,) if role else ()
        return ("GOV",) if mention.stands_for or mention.type == "state" else ()

    def speaker(self, at: int, token: Any) -> Party | None:
        """Return who says "I" or "we" inside a quotation; None outside."""
        said = min(self.speakers.over(at, at + 1), key=lambda q: (sum(b - a for a, b in q.content), q.id), default=None)
        found = self.mentioned(said.sources[0]) if said is not None and len(said.sources) == 1 else None
        return replace(found, span=(at, at + len(token))) if found is not None else None

    def span(self, token: Any, mention: Mention | None) -> tuple[int, int]:
        """Return a party's words: its mention's, or from the first word before its head to the head, without article and number."""
        first, last = token, token
        for t in token.doc[token.left_edge.i : token.i]:
            if (
                t.dep_ not in {"det", "punct", "predet", "cc", "nummod", "quantmod", "mark"}
                and t.head.i <= token.i
                and t.pos_ != "VERB"
            ):
                first = t
                break
        start = self.paragraph.start + first.idx
        end = self.paragraph.start + last.idx + len(last)
        if mention is not None:
            return min(start, mention.start) if mention.kind == "nominal" else mention.start, max(
                mention.end, end
            ) if mention.kind == "nominal" else mention.end
        return start, end

    def country(self, token: Any, mention: Mention | None, entry: Entry | None) -> str | None:
        """Return the country of a party's own words: its mention's, that of a people or state named before its head, else of, in or from which it is."""
        if mention is not None and mention.country and not mention.country.endswith("-"):
            return mention.country
        if token.tag_ == "NNPS" and (found := self.home(token)) is not None:
            return found
        if entry is not None and entry.code and entry.kind != "place":
            return entry.code
        for found in self.entries(token.doc[token.left_edge.i : token.i + 1]):
            return found
        for child in token.children:
            if child.dep_ in {"prep", "appos"} and (child.dep_ == "appos" or child.lower_ in {"of", "in", "from"}):
                for found in self.entries(token.doc[child.i : child.right_edge.i + 1]):
                    return found
        return None

    def home(self, token: Any) -> str | None:
        """Return the state whose citizens a people's name means where it is told: "the Albanians of southern Serbia"."""
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "in"}:
                return next(self.entries(token.doc[child.i : child.right_edge.i + 1]), None)
        return None

    def entries(self, tokens: Sequence[Any]) -> Iterator[str]:
        """Yield the codes of the names of states, peoples, places and bodies among some words, in their order, the longest first."""
        words = [t.text for t in tokens]
        table = proper_names()
        i = 0
        while i < len(words):
            name: tuple[str, ...] = ()
            longest: tuple[str | None, int] = (None, i)
            if words[i][:1].isupper():
                for stop in range(i + 1, min(len(words), i + LONGEST_NAME) + 1):
                    name += key_of(words[stop - 1])
                    entry = table.get(name)
                    if entry is not None and entry.code:
                        longest = (entry.code, stop - 1)
            code, i = longest
            if code is not None:
                yield code
            i += 1

    def sector(self, token: Any, mention: Mention | None, noun: str | None) -> tuple[str, ...]:
        """Return a party's PLOVER sectors: by its noun, its role, or as a state."""
        if noun is not None:
            if noun in {"GOV", "ELI"} and any(t.lower_ in {"former", "ex", "ousted", "deposed"} for t in token.lefts):
                return ("ELI",)
            if noun == "CVL" and any(t.lower_ == "armed" for t in token.lefts):
                return ("REB",)
            return (noun,)
        return self.office(mention) if mention is not None else ()


def whole_country(mention: Mention) -> str | None:
    """Return a mention's country; that of a part of a state counts as none."""
    return None if mention.country is None or mention.country.endswith("-") else mention.country


def proper_entry(token: Any) -> Entry | None:
    """Return the row of the tables that a word, or the name it ends, stands in."""
    if not token.text[:1].isupper():
        return None
    table = proper_names()
    for first in range(max(token.sent.start, token.i - 3), token.i + 1):
        entry = table.get(tuple(w for t in token.doc[first : token.i + 1] for w in key_of(t.text)))
        if entry is not None:
            return entry
    return None

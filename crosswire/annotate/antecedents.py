"""The scene of a document as far as it has been read, and the rules that pick whom a nominal or a pronoun means in it."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from crosswire.annotate._nlp import Parsed
from crosswire.annotate.genders import learn_genders, right_families
from crosswire.annotate.names import nouns
from crosswire.model import Document, Mention, Quotation, Span, make_id
from crosswire.model.folding import same_office, word_set

SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
PRINTED = word_set("newspaper daily weekly magazine broadcaster")
FIRMS = word_set("company firm")
FIRM_NOUNS = word_set("company corporation corp inc ltd group airlines airways bank")
LOOSE_BODIES = word_set("alliance bloc organisation organization body union grouping group party movement agency")
"""What a body may be called though its name has no such noun."""
BODIES = frozenset({"IGO", "UNO", "EUR", "NGO"})
"""Codes of bodies that are no state's."""
GOVERNING = word_set("administration government cabinet regime leadership")
FAR = 4
"""Sentences that a pronoun looks back at most. On the five wire stories no antecedent stood further than two."""
PRONOUN_STEP = re.compile(r"pronoun: (?:last speaker|subject before,|subject|only person|only name before,) ")
"""What stands before whom a pronoun was read as, in a mention's basis."""

Found = Sequence[tuple[str, str]]
"""(entity, basis) of each one meant; empty where no rule speaks."""


class Scene:
    """A document's mentions in order, resolved one after another, with the sentences and quotations around them."""

    def __init__(
        self, document: Document, parsed: Parsed, mentions: Sequence[Mention], quotations: Sequence[Quotation]
    ) -> None:
        self.document = document
        self.paragraphs = parsed.paragraphs
        self.order = list(mentions)
        self.order_starts = [m.start for m in mentions]
        self.longest = max((m.end - m.start for m in mentions), default=0)
        self.head_tokens: dict[str, Any] = {}
        self.resolved: dict[str, list[Mention]] = {m.id: [m] for m in mentions if m.entity is not None}
        self.starts = [p.start for p in parsed.paragraphs]
        self.sentences = [
            (p.start + s.start_char, p.start + s.end_char, p) for p in parsed.paragraphs for s in p.doc.sents
        ]
        self.sentence_starts = [s for s, _, _ in self.sentences]
        self.quotations = sorted((q for q in quotations if q.source), key=lambda q: (q.source[0], q.id))
        places = {span for q in quotations for span in q.source}
        self.source_ids = {m.id for m in mentions if (m.start, m.end) in places}
        self.source_starts = [q.source[0][0] for q in self.quotations]
        self.direct = sorted(span for q in quotations if q.type == "direct" for span in q.content)
        self.shown = learn_genders(self)
        self.genders = dict(self.shown)
        for id_, entity in right_families(self).items():
            self.resolved[id_] = [replace(x, entity=entity, basis="surname and title") for x in self.resolved[id_]]

    def note(
        self, m: Mention, entity: str, basis: str, *, number: int = 0, of: str | None = None, country: str | None = None
    ) -> None:
        """Write down whom a mention means; a second one (number 1) gets an id of its own."""
        id_ = m.id if number == 0 else make_id("m", self.document.id, m.start, m.end, number)
        type_ = entity.split(":", 1)[0]
        known = type_ in {"person", "state", "organisation", "group"}
        new = replace(
            m,
            id=id_,
            entity=entity,
            basis=basis,
            of=m.of or of,
            country=m.country or country,
            type=type_ if known else m.type or ("person" if type_ == "role" else m.type),
        )
        self.resolved.setdefault(m.id, []).append(new)
        if m.gender and type_ == "person":
            self.genders.setdefault(entity, m.gender)

    def result(self) -> tuple[Mention, ...]:
        """Return all mentions as they stand in the end, sorted by place; names of persons with the gender that the text shows."""
        out = [r for m in self.order for r in self.resolved.get(m.id, [m])]
        out = [
            replace(m, gender=m.gender or self.shown.get(m.entity or "", "")) if m.kind == "name" else m for m in out
        ]
        return tuple(sorted(out, key=lambda m: (m.start, m.end, m.id)))

    def now(self, m: Mention) -> Mention:
        """Return a mention as it now stands."""
        return self.resolved.get(m.id, [m])[0]

    def token(self, offset: int) -> Any | None:
        """Return the token that holds a code point, or None."""
        i = bisect_right(self.starts, offset) - 1
        if i < 0 or offset >= self.paragraphs[i].end:
            return None
        p = self.paragraphs[i]
        span = p.doc.char_span(offset - p.start, offset - p.start + 1, alignment_mode="expand")
        return span[0] if span is not None and len(span) else None

    def offset(self, token: Any, near: int) -> int:
        """Return the code point of a token of the paragraph that holds `near`."""
        i = bisect_right(self.starts, near) - 1
        return int(self.starts[i] + token.idx)

    def head_token(self, m: Mention) -> Any | None:
        """Return the token of a mention on which its other tokens hang."""
        if m.id not in self.head_tokens:
            i = bisect_right(self.starts, m.start) - 1
            inside = self.tokens_in(i, m.start, m.end) if i >= 0 else []
            top = next((t for t in inside if t.head == t or t.head not in inside), inside[-1] if inside else None)
            self.head_tokens[m.id] = top
        return self.head_tokens[m.id]

    def tokens_in(self, paragraph: int, start: int, end: int) -> list[Any]:
        """Return the tokens of a paragraph that begin in [start, end)."""
        p = self.paragraphs[paragraph]
        span = p.doc.char_span(max(0, start - p.start), min(len(p.text), end - p.start), alignment_mode="expand")
        return [] if span is None else [t for t in span if start <= p.start + t.idx < end]

    def word_before(self, m: Mention) -> str:
        """Return the first word of a mention, its determiner if it has one."""
        return self.document.text[m.start : m.end].split(" ")[0].lower()

    def sentence_index(self, offset: int) -> int:
        """Return the number of the sentence that holds a code point (the last one that begins before it)."""
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    def sentence_of(self, offset: int) -> Span:
        """Return the span of the sentence that holds a code point."""
        if not self.sentences:
            return (offset, offset)
        start, end, _ = self.sentences[self.sentence_index(offset)]
        return (start, end)

    def in_sentence(self, index: int) -> list[Mention]:
        """Return the mentions of a sentence as they now stand."""
        if not 0 <= index < len(self.sentences):
            return []
        start, end, _ = self.sentences[index]
        inside = self.order[bisect_left(self.order_starts, start) : bisect_left(self.order_starts, end)]
        return [r for m in inside for r in self.resolved.get(m.id, [m])]

    def is_spoken(self, offset: int) -> bool:
        """Whether a code point stands inside a direct quotation."""
        at = bisect_right(self.direct, (offset, 1 << 60)) - 1
        return at >= 0 and self.direct[at][0] <= offset < self.direct[at][1]

    def is_subject(self, m: Mention) -> bool:
        """Whether a mention's head is a subject, or joined to one."""
        token = self.head_token(m)
        hops = 0
        while token is not None and token.dep_ in {"conj", "appos"} and hops < 5:
            token, hops = token.head, hops + 1
        return (token is not None and token.dep_ in SUBJECTS) or self.speaks(m)

    def speaks(self, m: Mention) -> bool:
        """Whether a quotation's source lies in a mention: that is a subject, whatever the parser makes of a long name."""
        at = bisect_left(self.source_starts, m.start)
        return at < len(self.quotations) and self.quotations[at].source[0][1] <= m.end

    def is_main_subject(self, m: Mention) -> bool:
        """Whether a mention is a subject of its sentence's main clause, or of one joined to it."""
        token = self.head_token(m)
        hops = 0
        while token is not None and token.dep_ in {"conj", "appos"} and hops < 5:
            token, hops = token.head, hops + 1
        if token is None or token.dep_ not in SUBJECTS:
            return self.speaks(m)
        verb = token.head
        return bool(
            verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT") or verb.dep_ == "parataxis"
        )

    def bound(self, m: Mention) -> set[str | None]:
        """Return the persons named in what a subject pronoun says or does ("she said Marran had left"): it can mean none of them."""
        token = self.token(m.start) if m.kind == "pronoun" else None
        if token is None or token.dep_ not in {"nsubj", "nsubjpass"}:
            return set()
        verb = token.head
        out: set[str | None] = set()
        for x in self.in_sentence(self.sentence_index(m.start)):
            head = self.head_token(x) if x.kind == "name" and x.entity and x.start != m.start else None
            if head is None or head.sent != verb.sent or not verb.is_ancestor(head):
                continue
            if x.start > m.start:  # not "Marran has left, she said": that is how news tells what she said
                out.add(x.entity)
        return out

    def entity_at(self, token: Any, near: int) -> str | None:
        """Return the entity of the mention that holds a token of the paragraph at `near`."""
        at = self.offset(token, near)
        return next((m.entity for m in self.held((at, at + 1)) if m.entity), None)

    def relative_head(self, token: Any) -> Any | None:
        """Return the noun that a relative pronoun's clause hangs on."""
        hops = 0
        while token is not None and hops < 4:
            if token.dep_ == "relcl":
                return token.head
            token, hops = token.head, hops + 1
        return None

    def place_of_clause(self, m: Mention) -> tuple[str | None, str | None]:
        """Return (state, country) of "in X, where officials say": the place whose clause holds a mention."""
        token = self.head_token(m)
        if token is None:
            return None, None
        verb = token.head
        here = [
            x
            for x in self.in_sentence(self.sentence_index(m.start))
            if x.type in {"state", "place"} and x.kind == "name"
        ]
        if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
            found = [x for x in here if self.head_token(x) == verb.head]
        else:  # "In X the pact is distrusted, and officials say ..."
            led = {c.i for c in verb.sent.root.children if c.dep_ == "prep" and c.lower_ == "in"}
            heads = {x.id: self.head_token(x) for x in here}
            found = [
                x
                for x in here
                if (h := heads[x.id]) is not None and h.dep_ == "pobj" and h.head.i in led and x.start < m.start
            ]
        states = [x for x in found if x.type == "state"]
        return (states[0].name, states[0].country) if len(states) == 1 else (None, None)

    def speaker_before(self, offset: int) -> tuple[str, str, int] | None:
        """Return (entity, words, sentence number) of the last quotation's source before a code point, if it is one person."""
        at = bisect_left(self.source_starts, offset) - 1
        while at >= 0 and self.quotations[at].source[0][1] > offset:
            at -= 1
        if at < 0:
            return None
        last = self.quotations[at]
        held = [m for m in self.held(last.source[0]) if (m.entity or "").startswith(("person:", "role:"))]
        if len(held) != 1 or held[0].entity is None:
            return None
        words = self.document.text[last.source[0][0] : last.source[0][1]]
        step = PRONOUN_STEP.match(held[0].basis) if " " not in words else None
        words = held[0].basis[step.end() :] if step else words  # "he" again: whom the first "he" was read as
        return held[0].entity, words, self.sentence_index(last.source[0][0])

    def held(self, span: Span) -> list[Mention]:
        """Return the mentions that a span holds, without those inside another of them; places only if there is nothing else."""
        near = self.order[
            bisect_left(self.order_starts, span[0] - self.longest) : bisect_left(self.order_starts, span[1])
        ]
        inside = [r for m in near if span[0] < m.end for r in self.resolved.get(m.id, [m])]
        outer = [
            m
            for m in inside
            if not any(
                o is not m and o.start <= m.start and m.end <= o.end and (o.start, o.end) != (m.start, m.end)
                for o in inside
            )
        ]
        return [m for m in outer if m.type != "place"] or outer

    def heads(self, span: Span) -> list[int]:
        """Return the code points of a span's head word and of the words joined to it."""
        i = bisect_right(self.starts, span[0]) - 1
        if i < 0:
            return []
        p = self.paragraphs[i]
        inside = self.tokens_in(i, span[0], span[1])
        tops = [t for t in inside if t.head == t or t.head not in inside][:1]
        found = tops + [c for t in tops for c in t.conjuncts if c in inside]
        return [p.start + t.idx for t in found]

    def says(self, speaker: int, at: int) -> bool:
        """Whether a source that begins at a code point has said the words at another."""
        first = bisect_left(self.source_starts, speaker)
        last = bisect_right(self.source_starts, speaker)
        return any(a <= at < b for q in self.quotations[first:last] for a, b in q.content)

    def gender_fits(self, entity: str, gender: str) -> bool:
        """Whether a person can be he or she, as far as the text has told."""
        return not gender or self.genders.get(entity, gender) == gender


# ---------------------------------------------------------------------- rules


def pick_role(scene: Scene, m: Mention) -> Found:
    """The person of this document who holds a role: the same office of the same state or body."""
    role = m.role or ""
    people = [scene.now(x) for x in scene.order if x.type == "person" and x.role]
    named = [x for x in people if (x.entity or "").startswith("person:") and (x.kind == "name" or x.start < m.start)]
    named += [
        x for x in people if (x.entity or "").startswith("role:") and x.of and x.start < m.start and x.kind != "pronoun"
    ]
    fits = [x for x in named if same_office(role, m.role_kinds, x.role or "", x.role_kinds)]
    if m.of:
        exact = [x for x in fits if x.of == m.of]
        open_ = [x for x in fits if x.of is None]
        pool, certain = (exact, True) if exact else (open_, False)
        if not certain and len({x.entity for x in pool}) > 1:
            return ()
    else:
        pool = [
            x for x in fits if x.start < m.start and scene.sentence_index(m.start) - scene.sentence_index(x.start) <= 12
        ]
        if scene.word_before(m) in {"a", "an"}:
            return ()
        if not pool and scene.word_before(m) == "the":  # the one holder whom the text names later
            later = [x for x in named if x.role == role and x.kind == "name"]
            pool = later if len({x.entity for x in later}) == 1 else []
    if not pool:
        return ()
    general = not any(k.isupper() for k in m.role_kinds)
    same = [x for x in pool if x.role == role] if general else []
    before = [x for x in same or pool if x.start < m.start]
    best = max(before, key=lambda x: x.start) if before else min(same or pool, key=lambda x: x.start)
    assert best.entity is not None
    words = best.name or scene.document.text[best.start : best.end]
    return [(best.entity, f"{role} of {m.of}: {words}" if m.of else f"{role}: {words}")]


def pick_person(scene: Scene, m: Mention) -> Found:
    """He or she: a subject before it in the sentence, else the last speaker, else the subject or the only person of a sentence before."""
    here = scene.sentence_index(m.start)
    spoken = scene.is_spoken(m.start)

    def people(index: int) -> list[Mention]:
        return [
            x
            for x in scene.in_sentence(index)
            if x.start < m.start
            and (x.entity or "").startswith(("person:", "role:"))
            and x.id != m.id
            and scene.gender_fits(x.entity or "", m.gender)
            and x.entity not in bound
            and (spoken or not scene.is_spoken(x.start))
        ]

    bound = scene.bound(m)
    subjects = [x for x in people(here) if scene.is_subject(x)]
    if subjects and told_of(scene, m, subjects[-1]):
        subjects = []
    if subjects and subjects[-1].entity:
        return [(subjects[-1].entity, f"pronoun: subject {scene.document.text[subjects[-1].start : subjects[-1].end]}")]
    speaker = scene.speaker_before(m.start)
    if speaker and (not scene.gender_fits(speaker[0], m.gender) or speaker[0] in bound):
        speaker = None
    near = speaker is not None and here - speaker[2] <= FAR
    for back in range(1, FAR + 1):
        if speaker and speaker[2] == here - back:
            return [(speaker[0], f"pronoun: last speaker {speaker[1]}")]
        found = people(here - back)
        main = [x for x in found if scene.is_main_subject(x)] or [x for x in found if scene.is_subject(x)]
        pool = main[-1:] if main else found if len({x.entity for x in found}) == 1 else []
        if near and not main and m.id in scene.source_ids:  # who speaks goes on, though another is named in between
            pool = []
        if pool and pool[-1].entity:
            words = scene.document.text[pool[-1].start : pool[-1].end]
            return [(pool[-1].entity, f"pronoun: {'subject before,' if main else 'only person'} {words}")]
    if speaker and scene.gender_fits(speaker[0], m.gender) and here - speaker[2] <= 2 * FAR:
        return [(speaker[0], f"pronoun: last speaker {speaker[1]}")]
    return pick_unknown(scene, m, bound)


def told_of(scene: Scene, m: Mention, subject: Mention) -> bool:
    """Whether a subject of no known gender only stands in what he or she says ("Tave has left, she said") while one of that gender was named."""
    if not m.gender or scene.genders.get(subject.entity or "") == m.gender or not scene.says(m.start, subject.start):
        return False
    here = scene.sentence_index(m.start)
    before = [x.entity or "" for back in range(1, FAR + 1) for x in scene.in_sentence(here - back)]
    return any(e.startswith("person:") and scene.genders.get(e) == m.gender for e in before)


def pick_unknown(scene: Scene, m: Mention, bound: set[str | None]) -> Found:
    """The one name of no known kind in the sentence before: he or she shows it to be a person's."""
    here = scene.sentence_index(m.start)
    for back in (1, 2):
        found = [
            x for x in scene.in_sentence(here - back) if (x.entity or "").startswith("name:") and x.entity not in bound
        ]
        if len({x.entity for x in found}) == 1 and found[0].entity:
            words = found[0].name or scene.document.text[found[0].start : found[0].end]
            return [(found[0].entity, f"pronoun: only name before, {words}")]
        if found:
            return ()
    return ()


def is_actor(m: Mention) -> bool:
    """Whether a mention is a state's or a body's."""
    return (m.entity or "").startswith(("state:", "organisation:"))


def pick_thing(scene: Scene, m: Mention) -> Found:
    """It: a state or body that is a subject before it in the sentence, else the main subject of the sentence before."""
    here = scene.sentence_index(m.start)
    before = [x for x in scene.in_sentence(here) if x.start < m.start and is_actor(x) and scene.is_subject(x)]
    if before and before[-1].entity:
        return [(before[-1].entity, f"pronoun: subject {scene.document.text[before[-1].start : before[-1].end]}")]
    for back in (1, 2):
        found = [
            x
            for x in scene.in_sentence(here - back)
            if is_actor(x) and scene.is_main_subject(x) and not scene.is_spoken(x.start)
        ]
        if len({x.entity for x in found}) == 1 and found[0].entity:
            return [
                (
                    found[0].entity,
                    f"pronoun: subject of the sentence before, {scene.document.text[found[0].start : found[0].end]}",
                )
            ]
        if found:
            return ()
    return ()


def pick_plural(scene: Scene, m: Mention) -> Found:
    """They: a plural or joint subject before it in the sentence, else of the sentence before."""
    here = scene.sentence_index(m.start)
    for back in (0, 1):
        subjects = [x for x in scene.in_sentence(here - back) if x.start < m.start and x.entity and scene.is_subject(x)]
        plural = [x for x in subjects if x.plural]
        if plural:
            last = plural[-1]
            return [
                (x.entity, "pronoun: plural subject")
                for x in plural
                if x.entity and (x.start, x.end) == (last.start, last.end)
            ]
        joint = [x for x in subjects if is_actor(x) or (x.entity or "").startswith("person:")]
        tops: dict[int, list[Mention]] = {}
        for x in joint:
            if (top := _top(scene, x)) is not None:
                tops.setdefault(top.i, []).append(x)
        several = [g for g in tops.values() if len({x.entity for x in g}) > 1]
        if len(several) > 1:  # "Veldania and Osmark are friends, Marran and Tave said": who speaks goes on
            several = [g for g in several if any(scene.speaks(x) or scene.is_main_subject(x) for x in g)]
        pairs = several[0] if len(several) == 1 else []
        if len({x.entity for x in pairs}) > 1:
            return [(e, "pronoun: joint subject") for e in sorted({x.entity for x in pairs if x.entity})]
        if subjects:
            return ()
    return ()


def _top(scene: Scene, m: Mention) -> Any:
    """Return the first of the words joined by "and" to which a mention belongs."""
    token = scene.head_token(m)
    while token is not None and token.dep_ == "conj":
        token = token.head
    return token


def pick_sides(scene: Scene, m: Mention) -> Found:
    """Both sides: the two states or bodies, neither more nor fewer, that the sentence has named before, or the one before it."""
    outlets = {x.entity for x in scene.order if x.basis == "outlet" or "newspaper" in x.basis}
    here = scene.sentence_index(m.start)
    seen: list[str] = []
    for back in (0, 1, 2):
        for x in scene.in_sentence(here - back):
            party = x.kind != "name" or (x.entity not in outlets and "-" not in (x.name or ""))
            if x.start < m.start and is_actor(x) and party and x.entity and x.entity not in seen:
                seen.append(x.entity)
        if len(seen) >= 2:
            break
    return [(e, "the two sides named before") for e in sorted(seen)] if len(seen) == 2 else ()


def kind_nouns(name: str) -> frozenset[str]:
    """Return the nouns in a body's name that make it another thing than a firm."""
    return frozenset(name.lower().split()) & (nouns()["org"] - FIRM_NOUNS)


def pick_body(scene: Scene, m: Mention) -> Found:
    """The alliance, the council: a body that the tables call so, one with that noun in its name, or the document's only one."""
    noun = m.role or ""
    named = [scene.now(x) for x in scene.order if x.kind == "name" and x.type == "organisation" and x.entity]
    called = [x for x in named if noun in x.role_kinds] or [x for x in named if noun in (x.name or "").lower().split()]
    if not called and noun in PRINTED:
        called = [x for x in named if x.basis == "outlet" or "newspaper" in x.basis]
    if not called:
        owners = sorted({x.of for x in scene.order if x.of and noun in x.of.lower().split() and x.start < m.start})
        if len(owners) == 1:
            return [(f"organisation:{owners[0].lower().removeprefix('the ')}", f"the {noun}: {owners[0]}")]
    if not called and noun in FIRMS:
        plain = [x for x in named if x.country is None and x.basis != "outlet" and not kind_nouns(x.name or "")]
        called = plain if len({x.entity for x in plain}) == 1 else []
    elif not called and noun in LOOSE_BODIES:
        weight = Counter(x.entity for x in named if x.country or x.basis != "outlet")
        common = [e for e, n in weight.most_common() if n > 1]
        called = [x for x in named if x.entity in common] if len(common) == 1 else []
    if not called:
        roles_of = sorted(
            {x.of for x in scene.order if x.of and x.type == "person" and x.country in {"IGO", "EUR", "UNO"}}
        )
        return [(f"organisation:{roles_of[0].lower()}", f"the {noun}: {roles_of[0]}")] if len(roles_of) == 1 else ()
    before = [x for x in called if x.start < m.start]
    counts = Counter(x.entity for x in called)
    pool = before or called
    best = max(pool, key=lambda x: (counts[x.entity], x.start if before else -x.start))
    return [(best.entity, f"the {noun}: {best.name}")] if best.entity else ()

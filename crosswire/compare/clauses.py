"""Clauses made comparable: what kind of step each tells, of whom and what, with which numbers, and where and when it is set."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crosswire.compare.accounts import Accounts
from crosswire.compare.calendar import resolve_time
from crosswire.compare.deeds import UNTOLD, Deed, Reader, load_families, load_rungs
from crosswire.compare.quantities import Quantity, find_quantities
from crosswire.compare.topics import Topics
from crosswire.compare.words import load_kind, load_words, read_words, stem
from crosswire.model import Act, DateValue, Reading, Sentence, Span

HEAD_END = re.compile(
    r"[,;:]|\b(?:and|or|of|on|for|to|in|at|from|by|with|that|which|who|over|against|about|after|before|through|between|into|under)\b"
)
"""What ends the part of a noun phrase that holds its head."""

WHERE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Oo]ff)\s+(?:the )?(?:(?:town|city|village|port) of )?((?:[A-Z][\w'’-]+ ?)+)"
)
"""A place named behind a preposition, whether or not any table knows it."""

ASKED = re.compile(r"(?:when|whether|how|why|if|what|who|which|where)\b", re.IGNORECASE)
"""Words that open a clause of which something else decides."""

FURTHEST_BACK = 2
"""Sentences with pronouns that are looked past for what a pronoun stands for."""

MEASURING = frozenset({"be", "have", "cost", "number", "total"})
"""Verbs that only measure: of two such clauses the numbers alone are compared."""

OWN = frozenset({"meet"})
"""Light verbs that tell a step of their own where nothing else does."""

STAYING = frozenset({"stay", "remain"})
"""Verbs that say of somebody that he or she does not leave."""

NOBODY = re.compile(r"(?:none|no one|nobody|no)\b", re.IGNORECASE)
"""Words with which a clause's doer or object begins where it did not happen."""

FAILED = re.compile(r"\b(?:failure|refusal|inability|reluctance|unwillingness) (?:to )?(?:\w+[- ])?$", re.IGNORECASE)
"""Nouns before a verb that say that it was not done ("its failure to answer")."""

CAUSED = "cause "
"""Kind of step of clauses that say what brought something about."""

MEASURE = "be "
"""What the kind of step of clauses that only measure begins with; what they count follows."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of one account.

    deed: its reading as a step, with standing, reason, place. act: the clause. concept: what kind of step, comparable over accounts. heads: stems of
    the nouns that it is about; named: its subject is a name; subjects, objects: those of its subject and object; loose: the same of the sentence
    before, where the clause has a pronoun. beside: all stems of its sentence. actors: parties and people in it; doers, speakers: actor ids. region:
    its own words, without those of clauses inside it. quantities: in the region. days: dates of its own times. years: earlier years named than the
    document's. places: words of places named in it. parts: parts of the day named. coded: the kind of act as which it is coded, or "".
    """

    deed: Deed
    act: Act
    concept: str
    heads: frozenset[str]
    named: bool
    subjects: frozenset[str]
    objects: frozenset[str]
    loose: frozenset[str]
    beside: frozenset[str]
    actors: frozenset[str]
    doers: frozenset[str]
    speakers: frozenset[str]
    region: tuple[Span, ...]
    quantities: tuple[Quantity, ...]
    days: tuple[DateValue, ...]
    years: frozenset[str]
    places: frozenset[str]
    parts: frozenset[str]
    coded: str = ""

    @property
    def measures(self) -> bool:
        """Whether the clause only measures something."""
        return self.concept.startswith(MEASURE)

    @property
    def ahead(self) -> bool:
        """Whether the clause tells of what is still to come."""
        return self.level in COMING or self.act.modality in ("future", "hypothetical", "intended")

    @property
    def doc(self) -> str:
        """The document."""
        return self.deed.doc

    @property
    def start(self) -> int:
        """Where the clause's verb or noun begins."""
        return self.deed.start

    @property
    def level(self) -> str:
        """How far the step has come, with rungs that are told of one standing in other words made one."""
        level = LEVELS.get(self.deed.rung, self.deed.rung)
        return "not" if self.deed.negated and level in ("done", "planned") else level


COMING = ("planned", "considered", "threatened", "asked")
"""Standings of what has not happened."""

LEVELS = {"begun": "done", "announced": "planned", "agreed": "planned", "denied": "not", "refused": "not"}
"""Rungs that one event has at one time in two accounts' words: what is agreed is planned and announced, what is refused is not done."""


def find_clauses(reading: Reading, accounts: Accounts, topics: Topics) -> Iterator[Clause]:
    """Yield the comparable clauses of a document's body, in order of place."""
    text = accounts.documents[reading.doc].text
    by_sentence: dict[int, list[Act]] = defaultdict(list)
    for act in reading.acts:
        by_sentence[act.sentence].append(act)
    for number, sentence in enumerate(reading.sentences):
        acts = by_sentence[number]
        if sentence.where != "body" or not acts:
            continue
        builder = Builder(reading, sentence, acts, accounts, topics)
        for act in acts:
            if act.verb[0] < act.verb[1] and UNTOLD.match(text, *act.verb):
                continue
            yield from builder.build(act)


class Builder:
    """Builds the clauses of one sentence."""

    def __init__(
        self, reading: Reading, sentence: Sentence, acts: list[Act], accounts: Accounts, topics: Topics
    ) -> None:
        self.reading, self.sentence, self.acts, self.accounts = reading, sentence, acts, accounts
        self.doc = reading.doc
        self.text = accounts.documents[reading.doc].text
        self.reader = Reader(reading, sentence, acts, accounts, topics)
        times = accounts.times_in(self.doc, [(sentence.start, sentence.end)])
        self.words = read_words(self.text, sentence.start, sentence.end)
        self.named = [
            (stem(w), a) for w, a, _ in self.words if says_something(w) and not any(t.start <= a < t.end for t in times)
        ]
        self.times = times
        self.published = accounts.published.get(self.doc, DateValue())
        own_year = (self.published.value or "")[:4]
        self.years = frozenset(str(t.year) for t in times if t.year and (not own_year or str(t.year) < own_year))

    def build(self, act: Act) -> Iterator[Clause]:
        """Yield a clause by its verb, and one by the noun that a verb of standing carries ("is considering an inquiry")."""
        rungs = load_rungs()
        lemma = act.lemma.lower()
        noun = self.head_of(act.object) if act.object else None
        ended = lemma in load_kind("ending")
        carried = noun is not None and (ended or stem(lemma) in rungs or lemma in load_kind("supporting"))
        if carried and noun is not None and act.object is not None:
            word = self.text[slice(*noun)]
            family = load_families().get(stem(word), stem(word))
            if stem(word) not in load_words("generic.txt") or family != stem(word):
                deed = self.reader.read(family, noun, act)
                rung = "refused" if ended else rungs.get(stem(lemma))
                if rung is not None and deed.rung in ("done", "announced", "planned", "named"):
                    deed = replace(deed, rung=rung)
                yield self.clause(f"{family}:", deed, act)
        if (brought := self.brought_about(act)) is not None:
            yield brought
        starts = rungs.get(stem(lemma)) in ("begun", "asked") and act.object is None
        if (
            lemma in MEASURING
            or starts
            or (
                lemma not in (load_kind("light") | load_kind("weak")) - OWN
                and stem(lemma) not in rungs
                and lemma.isalpha()
            )
        ):
            family = load_families().get(stem(lemma), stem(lemma))
            stays = lemma in STAYING and act.object is None and act.subject is not None and self.is_named(act.subject)
            if stays:  # "Prado will stay" is what "Prado has resigned" denies
                family = load_families()[stem("leave")]
            deed = self.reader.read(family, act.verb, act)
            clause = self.clause(family, replace(deed, negated=not deed.negated) if stays else deed, act)
            if lemma not in MEASURING:
                yield clause
            elif clause.quantities:
                yield replace(clause, concept=MEASURE + clause.quantities[0].what)

    def brought_about(self, act: Act) -> Clause | None:
        """Return the clause by which something is said to have come about ("was caused by gas", "blamed a fault for the blast"), its cause as the reason;
        None for any other."""
        lemma = act.lemma.lower()
        cause, effect = act.subject, act.object
        if lemma == "blame" and act.object is not None:
            cause = act.object
            after = self.text.find(" for ", act.object[1], act.end)
            effect = (after + len(" for "), act.end) if after >= 0 else None
        elif lemma not in load_kind("bringing-about"):
            return None
        if cause is None or effect is None or self.is_pronoun(cause):
            return None
        stop = HEAD_END.search(self.text, effect[0] + 1, effect[1])
        heads = frozenset(self.stems((effect[0], stop.start() if stop else effect[1])))
        deed = replace(self.reader.read(CAUSED, act.verb, act), reason=cause)
        clause = self.clause(CAUSED, deed, act)
        return replace(clause, heads=heads, subjects=frozenset(), objects=heads, doers=frozenset(), named=False)

    def head_of(self, span: Span) -> Span | None:
        """Return the head noun of an object: the last word before what ends its first part, "sale" of "the sale of oil"."""
        stop = HEAD_END.search(self.text, span[0] + 1, span[1])
        words = read_words(self.text, span[0], stop.start() if stop else span[1])
        last = words[-1][0] if words else ""
        if (
            len(last) < 4
            or last[0].isupper()
            or last in load_kind("filling")
            or last in load_kind("clausal")
            or last in load_kind("negator")
        ):
            return None
        if words[0][0].lower() in load_kind("clausal"):
            return None
        return words[-1][1], words[-1][2]

    def clause(self, concept: str, deed: Deed, act: Act) -> Clause:
        """Fill in what stands around a clause."""
        accounts, doc = self.accounts, self.doc
        region = self.region(act)
        taken = [(t.start, t.end) for t in self.times]
        args = [s for s in (act.subject, act.object) if s]
        units = {stem(u) for u in load_kind("unit")}
        named = frozenset(s for span in args if not self.is_pronoun(span) for s in self.stems(span))
        heads = named - units - {concept.rstrip(":")}
        pronoun = bool(args) and self.is_pronoun(args[0])  # the subject, or a passive's object
        times = [t for t in self.times if any(a <= t.start < b for a, b in region)]
        days = tuple(d for t in times if (d := resolve_time(t, self.published, self.times)) and d.value)
        actors = [*accounts.actors_of(doc, [*act.subjects, *act.objects])]
        sentence = self.sentence
        quantities = [q for a, b in region for q in find_quantities(self.text, (a, b), taken)]
        if deed.rung == "announced" and act.modality in (None, "ongoing"):
            deed = replace(deed, rung="done")  # what somebody tells of as it is
        if any(NOBODY.match(self.text, *span) for span in args):
            deed = replace(deed, negated=True)
        if FAILED.search(self.text, max(0, act.verb[0] - 20), act.verb[0]):
            deed = replace(deed, negated=True)
        if is_to(act, self.text) or self.goes_on(act):
            deed = replace(deed, rung="planned")
        if ASKED.match(self.text, act.start) and act.governed_by is not None:
            deed = replace(deed, rung="named")  # "to decide when ..." does not decide it
        weighed = act.governed_by is not None and load_rungs().get(stem(act.governed_by)) == "considered"
        if deed.rung == "considered" and act.modality == "hypothetical" and not weighed:
            deed = replace(deed, rung="planned")  # "would close" tells what is planned, not that it is weighed
        return Clause(
            deed=deed,
            act=act,
            concept=concept,
            heads=heads,
            named=act.subject is not None and self.is_named(act.subject),
            subjects=frozenset(self.stems(act.subject)) & heads if act.subject else frozenset(),
            objects=frozenset(self.stems(act.object)) & heads if act.object else frozenset(),
            loose=self.heads_before(act) if pronoun else frozenset(),
            beside=frozenset(self.stems((sentence.start, sentence.end))),
            actors=frozenset([*actors, *accounts.parties(actors)]),
            doers=frozenset(accounts.parties(accounts.actors_of(doc, act.subjects))),
            speakers=self.speakers_of(act),
            region=region,
            quantities=tuple(quantities),
            days=days,
            years=self.years,
            places=self.places_in(act, region),
            parts=frozenset(w.lower() for w, _, _ in self.words if w.lower() in load_kind("hours")),
        )

    def places_in(self, act: Act, region: tuple[Span, ...]) -> frozenset[str]:
        """Return the words, lower-case, of places named in a clause: mentions of places and names behind a preposition of place."""
        spans = [
            (m.start, m.end)
            for a, b in region
            for m in self.accounts.mentions_in(self.doc, a, b)
            if m.type in ("place", "state") and not m.stands_for and m.kind == "name"
        ]
        spans += [(s[0] + self.text[slice(*s)].find(" "), s[1]) for s in act.location]
        spans += [m.span(1) for a, b in region for m in WHERE.finditer(self.text, a, b)]
        return frozenset(
            w.lower()
            for a, b in spans
            for w, start, _ in read_words(self.text, a, b)
            if w[0].isupper()
            and w.lower() not in load_kind("filling")
            and not any(t.start <= start < t.end for t in self.times)
        )

    def region(self, act: Act) -> tuple[Span, ...]:
        """Return the words of a clause: subject, object and itself, without the clauses inside it, its condition and its reasons."""
        spans = sorted({(act.start, act.end), *(s for s in (act.subject, act.object) if s)})
        whole: list[Span] = []
        for start, end in spans:
            if whole and start <= whole[-1][1]:
                whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
            else:
                whole.append((start, end))
        inner = [
            (a.start, a.end)
            for a in self.acts
            if a is not act and act.verb[1] <= a.verb[0] and a.start > act.start and a.end <= act.end
        ]
        inner += [*act.reason, *([act.condition] if act.condition else [])]
        for start, end in inner:
            whole = [
                piece
                for a, b in whole
                for piece in ((a, min(b, start)), (max(a, end), b))
                if piece[0] < piece[1] and a <= piece[0]
            ]
            whole = sorted(set(whole))
        return tuple(whole)

    def stems(self, span: Span) -> set[str]:
        """Return the stems of a stretch of the sentence that name something: no numbers, small words or words of time."""
        return {s for s, a in self.named if span[0] <= a < span[1]}

    def is_pronoun(self, span: Span) -> bool:
        """Whether a stretch is a pronoun."""
        return self.text[slice(*span)].lower() in load_kind("pronoun")

    def goes_on(self, act: Act) -> bool:
        """Whether a clause goes on with what another says shall happen ("will run until June and involve 18 ships")."""
        bare = self.text[slice(*act.verb)] == act.lemma and self.text.endswith(" and ", 0, act.verb[0])
        before = [a.modality for a in self.acts if a.verb[1] < act.verb[0] and a.subject == act.subject]
        return bare and bool({"future", "hypothetical"} & set(before))

    def speakers_of(self, act: Act) -> frozenset[str]:
        """Return who says a clause, where that is somebody known by name: "residents" of two accounts may be the same or not."""
        speakers = self.accounts.speakers.get(act.quotation, ()) if act.quotation else ()
        known = self.accounts.actors
        return frozenset(s for s in speakers if s in known and known[s].type != "group")

    def is_named(self, span: Span) -> bool:
        """Whether a subject opens with a name ("Lenovia", "the Hill Army", "the Farmers' Party")."""
        mentions = self.accounts.mentions_in(self.doc, *span)
        if any(m.kind == "name" and m.start - span[0] <= len("the ") for m in mentions):
            return True
        words = [w for w, _, _ in read_words(self.text, *span) if w.lower() != "the"]
        return bool(words) and self.text[slice(*span)].lower().startswith("the ") and words[0][0].isupper()

    def heads_before(self, act: Act) -> frozenset[str]:
        """Return the stems of subject and object of the sentence before, and of the subjects before it in its own, one of which a pronoun stands for.

        Where the sentence before has a pronoun itself, the ones before that count too.
        """
        spans = [
            a.subject for a in self.acts if a.verb[1] <= act.start and a.subject and not self.is_pronoun(a.subject)
        ]
        at = self.sentence.start
        for _ in range(FURTHEST_BACK):
            before = self.accounts.sentence_before(self.doc, at)
            if before is None:
                break
            held = [a for a in self.reading.acts if before.start <= a.verb[0] < before.end and a.lemma != "say"]
            spans += [s for a in held for s in (a.subject, a.object) if s]
            if not held or not all(a.subject is None or self.is_pronoun(a.subject) for a in held):
                break
            at = before.start
        words = [w for span in spans for w, _, _ in read_words(self.text, *span)]
        return frozenset(stem(w) for w in words if says_something(w) and w.lower() not in load_kind("pronoun"))


def says_something(word: str) -> bool:
    """Whether a word is no number and no small word."""
    return len(word) > 2 and not word.isdigit() and word.lower() not in load_kind("filling")


def is_to(act: Act, text: str) -> bool:
    """Whether a clause tells what "is to" happen."""
    return act.governed_by == "be" and text.startswith("to ", act.start)

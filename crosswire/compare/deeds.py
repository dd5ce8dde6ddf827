"""Deeds: words for a step, found over the accounts, each with its party, its issue, how far it has come, where, why and when.

Found by words in families, since one account's verb ("suspended") is another's noun ("a moratorium on"); the clause gives the doer, the standing,
the reason and the place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.compare.accounts import Accounts
from crosswire.compare.calendar import resolve_time
from crosswire.compare.topics import Topics
from crosswire.compare.words import Word, load_kind, load_table, read_words, stem
from crosswire.model import Act, DateValue, Mention, Quotation, Reading, Sentence, Span

REASON = re.compile(
    r"\b(?:in (?:retaliation|response|protest|reaction|revenge|answer) (?:to|for|against|at|over)|"
    r"in (?:a |what .{0,30}was a )?(?:move|step|decision)\b.{0,25}?\b(?:linked|tied|related) to|"
    r"because(?: of)?|due to|owing to|(?:in order )?to (?:protest|punish|retaliate|avenge|counter|reflect)|citing|accusing|blaming|arguing|"
    r"on the grounds? that|(?<=, )saying|for (?=[a-z]{3,}ing\b)|over (?=(?:its|their|his|her|the) (?:failure|reluctance|refusal)))",
    re.IGNORECASE,
)
"""Words that open a reason."""

REASON_END = re.compile(r", (?:but|and|while|although|which)\b|[.;]\s|[.;]?$|[\"”]")
PREPOSITION = re.compile(
    r"\b(?:in|on|at|near|inside|across|off)\s+(?:the )?(?:(?:territor(?:y|ies)|soil|outskirts|city|town|state|region|border)\s+of\s+)?(?:the )?"
    r"(?:[\w-]+ (?:members?|states?|countries) )?(?:[a-z]+ern )?$"
)
PLACE_LIST = re.compile(r"^,? ?(?:and|or)? ?(?:in |on )?(?:the )?(?:members? |countries |states )?$")
BREAK = re.compile(r"[;:]|, (?:but|and|while|although|whereas)\b|\bwhile\b")

PAST = re.compile(r"^(?:(?:have|has|had|been|was|were|being) )*\w+ed$")
UNTOLD = re.compile(r"(?:must|should|ought)\b")
"""Verbs that only say what somebody is to do."""

PASSING = frozenset(
    ["attack", "kill", "wound", "capture", "release", "arrest", "exercise", "launch", "evacuate", "test", "donate"]
)
"""Families of what happens over and over in one story ("killed", "fired"): two tellings are mostly two events, so that neither standing nor place
of them is compared."""

FAR = 140
"""Characters after a deed's word in which its place may stand."""

WITHIN = re.compile(r"\b(?:of|on|for|to|in|at|from|by|with|that|and|or|said|says)\b|[,;:]")
"""What between a verb and a noun says that the noun is not the verb's object."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One account's telling of a step.

    doc, start, end: the word. shown: what a page shows. family: of lexicon/deeds.tsv. issue, party: ids or None. rung: of lexicon/rungs.tsv,
    `done`, or `named` for a noun that no verb carries out. negated: "have not", "declined to". place, reason: spans or None. date: from
    the clause's time, or None. doer: the party is the clause's own subject. bare: the issue is not named in the clause itself.
    """

    doc: str
    start: int
    end: int
    shown: Span
    family: str
    issue: str | None
    party: str | None
    rung: str
    negated: bool
    place: Span | None
    reason: Span | None
    date: DateValue | None
    doer: bool = False
    bare: bool = False
    quotation: str | None = None


@cache
def load_families() -> dict[str, str]:
    """Return stem -> family."""
    table: dict[str, str] = {}
    for family, words in load_table("deeds.tsv"):
        for word in words.split():
            table.setdefault(stem(word), family)
    return table


@cache
def load_rungs() -> dict[str, str]:
    """Return stem -> rung."""
    table: dict[str, str] = {}
    for rung, words in load_table("rungs.tsv"):
        for word in words.split():
            table.setdefault(stem(word), rung)
    return table


def find_deeds(reading: Reading, accounts: Accounts, topics: Topics) -> Iterator[Deed]:
    """Yield the deeds of a document's body, in order of place."""
    text = accounts.documents[reading.doc].text
    for sentence in reading.sentences:
        if sentence.where != "body":
            continue
        words = read_words(text, sentence.start, sentence.end)
        acts = [a for a in reading.acts if sentence.start <= a.verb[0] < sentence.end]
        for n, word in enumerate(words):
            family = family_of(words, n, text)
            if family is None or (n and word[0][0].isupper()):
                continue
            act = next((a for a in acts if a.verb[0] <= word[1] < a.verb[1]), None)
            if act is None and describes(words, n):
                continue
            yield Reader(reading, sentence, acts, accounts, topics).read(family, (word[1], word[2]), act)


def family_of(words: Sequence[Word], n: int, text: str) -> str | None:
    """Return the family of the n-th word, or of it and the next joined by a hyphen."""
    word, _, end = words[n]
    families = load_families()
    if (
        n + 1 < len(words)
        and text[end : end + 1] == "-"
        and (joined := families.get(stem(f"{word}-{words[n + 1][0]}")))
    ):
        return joined
    return families.get(stem(word))


def describes(words: Sequence[Word], n: int) -> bool:
    """Whether a participle stands before a noun that it only describes ("the amended treaty")."""
    before = words[n - 1][0].lower() if n else ""
    return (
        words[n][0].endswith(("ed", "en"))
        and n + 1 < len(words)
        and before not in ("was", "were", "been", "be", "is", "are", "has", "have", "had")
    )


class Reader:
    """Reads what a sentence tells of the deeds in it."""

    def __init__(
        self, reading: Reading, sentence: Sentence, acts: list[Act], accounts: Accounts, topics: Topics
    ) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.text = accounts.documents[reading.doc].text
        self.sentence = sentence
        self.acts = acts
        self.accounts = accounts
        self.topics = topics

    def read(self, family: str, word: Span, act: Act | None) -> Deed:
        """Fill in what stands around a deed's word. act: the clause whose verb the word is, or None for a noun."""
        holder = act or self.holder_of(word)
        around = [
            q for q in self.reading.quotations if q.nested_in is None and any(a <= word[0] < b for a, b in q.content)
        ]
        quotation = min(around, key=lambda q: not q.speech, default=None)  # what was said comes before an attitude
        issue, bare = self.issue_of(word, holder if act is None else act, act is None)
        rung, opened = self.standing(act, holder, quotation, word)
        shown = self.shown(word, holder, opened)
        party, doer = self.party_of(holder, quotation, word)
        return Deed(
            doc=self.doc,
            start=word[0],
            end=word[1],
            shown=shown,
            family=family,
            issue=issue,
            party=party,
            doer=doer,
            rung=rung,
            negated=bool(holder and holder.negated),
            place=self.place_of(act, word),
            reason=self.reason_of(holder, word),
            date=self.date_of(holder, shown),
            bare=bare,
            quotation=quotation.id if quotation else None,
        )

    def holder_of(self, word: Span) -> Act | None:
        """Return the clause that carries out a noun's deed: the verb right before it, of which it is the object ("declared a moratorium")."""
        rungs = load_rungs()
        for act in reversed(self.acts):
            between = self.text[act.verb[1] : word[0]]
            if (
                act.verb[1] <= word[0] < act.end
                and len(between) < 40
                and not WITHIN.search(between)
                and act.lemma not in load_kind("light")
                and (act.lemma in load_kind("declaring") or stem(act.lemma) in rungs)
            ):
                return act
        return None

    def issue_of(self, word: Span, act: Act | None, noun: bool) -> tuple[str | None, bool]:
        """Return the deed's issue, and whether it had to be taken from outside the clause.

        A clause whose object is some other thing ("withdraws its troops") is not about the sentence's issue; one whose object says
        nothing ("its participation") is.
        """
        own = [s for s in self.topics.inside(self.doc, word[0] - 60, word[1]) if noun and s[0] <= word[0] < s[1]]
        if own:
            return own[0][2], False
        end = act.end if act else self.noun_reach(word)
        cut = list(([act.condition] if act and act.condition else []) + list(act.reason if act else ()))
        spots = [s for s in self.topics.inside(self.doc, word[1], end) if not any(a <= s[0] < b for a, b in cut)]
        if act and act.object and act.object[1] <= word[0]:
            spots = self.topics.inside(self.doc, *act.object) or spots
        if spots:
            return spots[0][2], False
        if (noun and act is None) or (act is not None and act.object is None):
            return None, True
        subject = act.object if act and act.object and act.object[1] <= word[0] else None
        thing = act.object if act and act.object and act.object[0] >= word[1] else None
        if thing is not None and not self.is_plain(thing):
            return None, True
        if subject is not None and not self.is_plain(subject):
            return None, True
        around = [s for s in self.topics.inside(self.doc, self.sentence.start, self.sentence.end) if s[0] < word[0]]
        if not around:
            before = self.accounts.sentence_before(self.doc, self.sentence.start)
            around = self.topics.inside(self.doc, before.start, before.end) if before else []
        subjects = [
            s for a in self.acts for s in (a.subject, a.object if a.object and a.object[1] <= a.verb[0] else None) if s
        ]
        leading = [s for s in around if any(a <= s[0] < b for a, b in subjects)]
        named = [s for s in leading or around if s[2] not in self.topics.plain]
        return (named or leading or around)[-1][2] if around else None, True

    def noun_reach(self, word: Span) -> int:
        """Return how far after a noun its "of ..." may name the issue."""
        match = re.compile(r"\s+(?:of|from|on|to)\s+[^,;:.]{0,60}").match(self.text, word[1], self.sentence.end)
        return match.end() if match else word[1]

    def is_plain(self, span: Span) -> bool:
        """Whether words name nothing by themselves ("its participation", "it")."""
        return all(w.lower() in load_kind("share") or w.isdigit() for w, _, _ in read_words(self.text, *span))

    def standing(
        self, act: Act | None, holder: Act | None, quotation: Quotation | None, word: Span
    ) -> tuple[str, int | None]:
        """Return how far a deed has come, and where the word that says so begins if that is outside its clause."""
        rungs = load_rungs()
        if act is None:
            return (rungs.get(stem(holder.lemma), "done"), None) if holder else ("named", None)
        if any(a.condition and a.condition[0] <= word[0] < a.condition[1] for a in self.acts):
            return "named", None  # what another step waits for
        governed = rungs.get(stem(act.governed_by)) if act.governed_by else None
        if governed is None and (UNTOLD.match(self.text, *act.verb) or self.text[slice(*act.verb)].startswith("to ")):
            return "named", None  # "must", "to halt": nobody says that it is done, or shall be
        if governed in ("planned", "considered") and PAST.search(self.text[slice(*act.verb)]):
            governed = None  # "expected ... had rejected"
        if governed == "asked" and self.asked_of_another(act):
            return "named", None  # what one party asks of another
        if quotation and quotation.cue and quotation.type != "direct":
            # what is wished or believed is not told as done: a deed in it is only named, unless the cue says more
            told = rungs.get(stem(quotation.cue_lemma), "announced" if quotation.speech else "named")
            if told == "announced" and not self.speaks_for_itself(act, quotation):
                told = "done"  # what somebody else reports is told as done
            opened = quotation.cue[0][0] if self.sentence.start <= quotation.cue[0][0] < word[0] else None
            if governed and act.governed_by != quotation.cue_lemma:
                return governed, opened
            if told in ("threatened", "denied", "refused"):
                return told, opened
            if act.modality in ("future", "intended", "hypothetical") and quotation.cue_lemma in load_kind("light"):
                return "planned", opened
            return governed or told, opened
        if governed:
            above = [a for a in self.acts if a.lemma == act.governed_by and a.verb[0] < word[0]]
            return governed, above[-1].verb[0] if above else None
        if act.modality in ("future", "intended"):
            return "planned", None
        return ("considered", None) if act.modality == "hypothetical" else ("done", None)

    def speaks_for_itself(self, act: Act, quotation: Quotation) -> bool:
        """Whether the speaker's party is the one that does it, or the doer is not known."""
        doers = self.accounts.parties(self.accounts.actors_of(self.doc, act.subjects))
        voices = self.accounts.parties(self.accounts.speakers.get(quotation.id, ()))
        return not doers or bool(set(doers) & set(voices))

    def asked_of_another(self, act: Act) -> bool:
        """Whether the clause that asks for a deed has another subject than the deed."""
        above = [a for a in self.acts if a.lemma == act.governed_by and a.verb[0] < act.verb[0]]
        if not above or act.subject is None:
            return (
                bool(above)
                and above[-1].object is not None
                and above[-1].object[1] <= act.verb[0]
                and bool(above[-1].objects)
            )
        return above[-1].subject != act.subject

    def shown(self, word: Span, holder: Act | None, opened: int | None) -> Span:
        """Return what a page shows: from the governing word or the subject to the end of the object."""
        stop = max([word[1]] + ([holder.object[1]] if holder and holder.object else []))
        begin = min([word[0]] + ([holder.verb[0]] if holder else []) + ([opened] if opened is not None else []))
        if holder and holder.subject and holder.subject[0] >= self.sentence.start and begin - holder.subject[1] < 80:
            begin = min(begin, holder.subject[0])
        if holder and holder.end - word[1] < 120:
            stop = max(stop, holder.end if not holder.condition else stop)
        return self.accounts.clip(self.doc, max(begin, self.sentence.start), max(stop, word[1]), word[0]).span

    def party_of(self, holder: Act | None, quotation: Quotation | None, word: Span) -> tuple[str | None, bool]:
        """Return the party whose deed it is, and whether it is the clause's subject: else the owner right before a noun, or the speaker.

        Of a promise or offer in the passive ("X has been promised membership") it is who was promised.
        """
        granted = holder is not None and holder.object is not None and holder.object[1] <= holder.verb[0] < word[0]
        beside = [
            m for m in self.accounts.mentions_in(self.doc, max(0, word[0] - 60), word[0]) if word[0] - 14 <= m.end
        ]
        for n, doers in enumerate(
            (
                self.accounts.actors_of(self.doc, holder.objects if granted else holder.subjects) if holder else [],
                self.accounts.actors_of(self.doc, [m.id for m in beside[-1:]]),
                list(self.accounts.speakers.get(quotation.id, ())) if quotation else [],
            )
        ):
            parties = self.accounts.parties(doers)
            if parties:
                return parties[0], n == 0
        return None, False

    def reason_of(self, holder: Act | None, word: Span) -> Span | None:
        """Return the place of the reason given: the clause's own, else words of cause later in the sentence."""
        if holder is not None:
            own = [r for r in holder.reason if r[0] > word[0] and REASON.match(self.text, r[0], r[1])]
            if own:
                return own[0]
        match = REASON.search(self.text, word[1], self.sentence.end)
        if match is None or BREAK.search(self.text, word[1], match.start()):
            return None
        stop = REASON_END.search(self.text, match.end(), self.sentence.end)
        last = stop.start() if stop else self.sentence.end
        return (match.start(), last) if last - match.end() > 8 else None

    def place_of(self, act: Act | None, word: Span) -> Span | None:
        """Return the place phrase after a deed's word: a preposition with one or more names of places or states."""
        limit = min(self.sentence.end, word[1] + FAR)
        places = [
            m
            for m in self.accounts.mentions_in(self.doc, word[1], limit)
            if m.type in ("place", "state") and not m.stands_for and m.kind != "pronoun"
        ]
        for n, mention in enumerate(places):
            low = max(word[1], mention.start - 60)
            lead = PREPOSITION.search(self.text[low : mention.start])
            if (
                lead is not None
                and not BREAK.search(self.text, word[1], mention.start)
                and not self.other_clause(word, mention, act)
            ):
                return (low + lead.start(), end_of_list(self.text, places[n:]))
        return None

    def other_clause(self, word: Span, mention: Mention, act: Act | None) -> bool:
        """Whether another verb stands between a deed and a place, so that the place may be that verb's."""
        return any(word[1] <= a.verb[0] < mention.start for a in self.acts if a is not act)

    def date_of(self, holder: Act | None, shown: Span) -> DateValue | None:
        """Return the date that the clause names, if it names one."""
        spans = [shown] + ([(holder.start, holder.end)] if holder else [])
        times = self.accounts.times_in(self.doc, spans)
        published = self.accounts.published.get(self.doc, DateValue())
        dates = [d for t in times if (d := resolve_time(t, published, times))]
        return dates[0] if len(dates) == 1 else None


def end_of_list(text: str, places: Sequence[Mention]) -> int:
    """Return where a list of places ends that begins with the first of some mentions."""
    last = places[0].end
    for mention in places[1:]:
        if not PLACE_LIST.match(text[last : mention.start]):
            break
        last = mention.end
    return last

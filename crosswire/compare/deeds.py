"""Deeds: words for a step, found over the accounts, each with its party, its issue, how far it has come, where, why and when.

Found by words rather than by clauses alone, since one account's verb ("suspended") is another's noun ("a moratorium on"); the clause, where
there is one, gives the doer and the standing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crosswire.compare.accounts import Accounts
from crosswire.compare.calendar import resolve_time
from crosswire.compare.topics import Topics
from crosswire.compare.words import load_table, read_words, stem
from crosswire.model import Act, DateValue, Mention, Place, Quotation, Reading, Sentence, Span

REASON = re.compile(
    r"\b(?:in (?:retaliation|response|protest|reaction|revenge|answer) (?:to|for|against|at|over)|in (?:a |what .{0,30}was a )?(?:move|step|decision)\b.{0,25}?\b(?:linked|tied|related) to|"
    r"because(?: of)?|due to|owing to|(?:in order )?to (?:protest|punish|retaliate|avenge|counter)|citing|accusing|blaming|arguing|on the grounds? that|"
    r"(?<=, )saying|over (?=its |their |his |her |the (?:failure|reluctance|refusal)))",
    re.IGNORECASE,
)
"""Words that open a reason."""

REASON_END = re.compile(r", (?:but|and|while|although|which)\b|[.;]\s|[.;]?$|[\"”]")
PREPOSITIONS = re.compile(r"\b(?:in|on|at|near|inside|across|off)\s+(?:the )?(?:(?:territor(?:y|ies)|soil|outskirts|city|town|state|region|border) of )?(?:[\w-]+ ){0,2}$")
PLACE_LIST = re.compile(r"^,? ?(?:and|or)? ?(?:in |on )?(?:the )?(?:members? |countries |states )?$")
BREAK = re.compile(r"[;:]|, (?:but|and|while|although|whereas)\b|\bwhile\b")
FAR = 140
"""Characters after a deed's word in which its place may stand."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One account's telling of a step.

    doc, start, end: the word. shown: what a page shows. family: of lexicon/deeds.tsv. issue, party: ids or None. rung: of lexicon/rungs.tsv, or
    `done`. negated: "have not", "declined to". place, reason: spans or None. date: from the clause's time, or None. noun: not a verb.
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
    noun: bool
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
    families = load_families()
    for sentence in reading.sentences:
        if sentence.where != "body":
            continue
        words = read_words(text, sentence.start, sentence.end)
        acts = [a for a in reading.acts if sentence.start <= a.verb[0] < sentence.end]
        for n, (word, start, end) in enumerate(words):
            joined = f"{word}-{words[n + 1][0]}" if n + 1 < len(words) and text[end : end + 1] == "-" else ""
            family = (families.get(stem(joined)) if joined else None) or families.get(stem(word))
            act = next((a for a in acts if a.verb[0] <= start < a.verb[1]), None)
            if family is None or (n and word[0].isupper()) or is_modifier(text, start, end, words, n, act):
                continue
            yield make_deed(reading, sentence, family, (start, end), act, acts, accounts, topics)


def is_modifier(text: str, start: int, end: int, words: list[tuple[str, int, int]], n: int, act: Act | None) -> bool:
    """Whether a word stands before a noun that it only describes ("the amended treaty", "the adapted text")."""
    if act is not None or not words[n][0].endswith(("ed", "en", "t")):
        return False
    before = words[n - 1][0].lower() if n else ""
    return before in ("the", "a", "an", "its", "their", "this", "that") and n + 1 < len(words)


def make_deed(
    reading: Reading,
    sentence: Sentence,
    family: str,
    word: Span,
    act: Act | None,
    acts: list[Act],
    accounts: Accounts,
    topics: Topics,
) -> Deed:
    """Fill in what the clause around a deed's word tells."""
    doc = reading.doc
    text = accounts.documents[doc].text
    holder = act or min(
        (a for a in acts if a.start <= word[0] < a.end), key=lambda a: (a.end - a.start, a.start), default=None
    )
    quotation = next((q for q in reading.quotations if q.nested_in is None and any(a <= word[0] < b for a, b in q.content)), None)
    clause = (holder.start, holder.end) if holder else (sentence.start, sentence.end)
    issues = topics.of(doc, clause, [word]) if topics.inside(doc, *clause) else topics.of(doc, (sentence.start, sentence.end), [word])
    rung, opened = standing(doc, word, act, holder, quotation, accounts)
    stop = max([word[1]] + ([holder.object[1]] if holder and holder.object else []))
    begin = min([word[0]] + ([holder.subject[0]] if holder and holder.subject else []) + ([opened] if opened is not None else []))
    begin = max(begin, sentence.start)
    shown = accounts.clip(doc, begin, max(stop, word[1]), word[0])
    reason = find_reason(text, word[1], sentence.end)
    times = [t for t in reading.times if clause[0] <= t.start < max(clause[1], stop)]
    dates = [d for t in times if (d := resolve_time(t, accounts.published.get(doc) or DateValue(), times))]
    return Deed(
        doc=doc,
        start=word[0],
        end=word[1],
        shown=shown.span,
        family=family,
        issue=issues[0] if issues else None,
        party=party_of(doc, holder, quotation, word, accounts),
        rung=rung,
        negated=bool((act or holder) and (act or holder).negated),  # type: ignore[union-attr]
        place=find_place(doc, word[1], sentence.end, accounts),
        reason=reason,
        date=dates[0] if len(dates) == 1 else None,
        noun=act is None,
        quotation=quotation.id if quotation else None,
    )


def standing(
    doc: str, word: Span, act: Act | None, holder: Act | None, quotation: Quotation | None, accounts: Accounts
) -> tuple[str, int | None]:
    """Return how far a deed has come, and where the word that says so begins if that is outside its clause."""
    rungs = load_rungs()
    if quotation and quotation.cue and quotation.content and quotation.type != "direct":
        told = rungs.get(stem(quotation.cue_lemma), "announced")
        governed = act.governed_by if act else None
        own = rungs.get(stem(governed)) if governed else None
        opened = quotation.cue[0][0] if quotation.cue[0][0] < word[0] else None
        if told in ("threatened", "denied", "refused"):
            return told, opened
        return (own or told), opened
    if act is None:
        lemma = stem(holder.lemma) if holder else ""
        if holder and holder.verb[1] <= word[0] and word[0] - holder.verb[1] < 60:
            return rungs.get(lemma, "done"), None
        return "named", None
    if act.governed_by and (rung := rungs.get(stem(act.governed_by))):
        return rung, None
    if act.modality in ("future", "intended"):
        return "planned", None
    if act.modality == "hypothetical":
        return "considered", None
    return "done", None


def party_of(doc: str, holder: Act | None, quotation: Quotation | None, word: Span, accounts: Accounts) -> str | None:
    """Return the party whose deed it is: the clause's subject, the owner right before a noun, else the speaker."""
    beside = [m for m in accounts.mentions_in(doc, max(0, word[0] - 60), word[0]) if word[0] - 14 <= m.end]
    for doers in (
        accounts.actors_of(doc, holder.subjects) if holder else [],
        accounts.actors_of(doc, [m.id for m in beside[-1:]]),
        list(accounts.speakers.get(quotation.id, ())) if quotation else [],
    ):
        parties = accounts.parties(doers)
        if parties:
            return parties[0]
    return None


def find_reason(text: str, start: int, end: int) -> Span | None:
    """Return the place of a reason after a deed's word, within its sentence."""
    match = REASON.search(text, start, end)
    if match is None or BREAK.search(text, start, match.start()):
        return None
    stop = REASON_END.search(text, match.end(), end)
    last = stop.start() if stop else end
    return (match.start(), last) if last - match.end() > 8 else None


def find_place(doc: str, start: int, end: int, accounts: Accounts) -> Span | None:
    """Return the place phrase after a deed's word: a preposition with one or more names of places or states."""
    text = accounts.documents[doc].text
    places = [m for m in accounts.mentions_in(doc, start, min(end, start + FAR)) if m.type in ("place", "state") and not m.stands_for and m.kind != "pronoun"]
    for n, mention in enumerate(places):
        lead = PREPOSITIONS.search(text[max(start, mention.start - 50) : mention.start])
        if lead is None or BREAK.search(text, start, mention.start):
            continue
        first = max(start, mention.start - 50) + lead.start()
        return (first, end_of_list(text, places[n:]))
    return None


def end_of_list(text: str, places: list[Mention]) -> int:
    """Return where a list of places ends that begins with the first of some mentions."""
    last = places[0].end
    for mention in places[1:]:
        if not PLACE_LIST.match(text[last : mention.start]):
            break
        last = mention.end
    return last

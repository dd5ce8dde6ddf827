"""Differences between the wordings of one statement: numbers, lists, places, who is said to have said it, and the words themselves."""

import re
from collections.abc import Iterator, Sequence

from crosswire.compare.differences import Scene, label
from crosswire.compare.words import read_words, stem
from crosswire.model import Difference, Mention, Quotation, Side, Statement

NUMBER = re.compile(r"\b\d+(?:[., ]\d{3})*(?:\.\d+)?\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?)\b", re.IGNORECASE)
HEDGE = re.compile(r"\b(?:about|around|some|nearly|almost|over|more than|less than|at least|up to|roughly|approximately|under)\s+$", re.IGNORECASE)
NUMBER_WORDS = {w: str(n) for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
LIKELY = 0.42
"""Score from which a `possible` wording by another speaker is shown as a difference of attribution."""


def compare_tellings(statement: Statement, scene: Scene) -> Iterator[Difference]:
    """Yield the differences between the wordings of one statement over at least two accounts."""
    members = [(scene.accounts.doc_of[q], scene.accounts.quotations[q]) for q in statement.quotations if q in scene.accounts.quotations]
    body = [(d, q) for d, q in members if q.where == "body"]
    speaker = scene.accounts.actors.get(statement.speakers[0]) if statement.speakers else None
    who = speaker.name if speaker else ""
    about = label(f"{who}: {body[0][1].text}" if who and body else body[0][1].text if body else "")
    issue = statement.issues[0] if statement.issues else None
    if scene.voices(d for d, _ in body) >= 2:
        yield from compare_numbers(body, scene, about, issue, statement.story)
        yield from compare_lists(with_possible(statement, body, scene), scene, about, issue, statement.story)
        yield from compare_wordings(body, scene, about, issue, statement)
    yield from compare_speakers(statement, body, scene, about, issue)


def with_possible(statement: Statement, body: list[tuple[str, Quotation]], scene: Scene) -> list[tuple[str, Quotation]]:
    """Return the wordings with the possible ones of the same speaker: a list that is told in full elsewhere is worth showing."""
    accounts = scene.accounts
    more = [
        (accounts.doc_of[q], accounts.quotations[q])
        for q in statement.possible
        if q in accounts.quotations and accounts.quotations[q].where == "body" and set(accounts.speakers.get(q, ())) & set(statement.speakers)
    ]
    return body + more


def find_quantities(quotation: Quotation, doc: str, scene: Scene) -> dict[str, tuple[str, bool, int, int]]:
    """Return noun stem -> (number, hedged, start, end) of a content: the number with the word that it counts."""
    text = scene.accounts.documents[doc].text
    times = scene.accounts.times_in(doc, quotation.content)
    found: dict[str, tuple[str, bool, int, int]] = {}
    for start, end in quotation.content:
        for match in NUMBER.finditer(text, start, end):
            if any(t.start <= match.start() < t.end for t in times):
                continue
            after = read_words(text, match.end(), min(end, match.end() + 40))[:3]
            if not after:
                continue
            value = NUMBER_WORDS.get(match.group().lower(), match.group().lower().replace(",", "").replace(" ", ""))
            hedged = bool(HEDGE.search(text[max(start, match.start() - 14) : match.start()]))
            for word, _, stop in after:
                found.setdefault(stem(word), (value, hedged, match.start(), stop))
    return found


def compare_numbers(
    members: Sequence[tuple[str, Quotation]], scene: Scene, about: str, issue: str | None, story: str
) -> Iterator[Difference]:
    """Another number of the same thing in two wordings of one statement; a contradiction where neither is hedged and both are quoted."""
    tables = [(d, q, find_quantities(q, d, scene)) for d, q in members]
    for noun in sorted({n for _, _, t in tables for n in t}):
        told = [(d, q, t[noun]) for d, q, t in tables if noun in t]
        if len({v[0] for _, _, v in told}) < 2 or scene.voices(d for d, _, _ in told) < 2:
            continue
        sides = {d: scene.side(d, max(q.content[0][0], v[2] - 80), min(q.content[-1][1], v[3] + 80), (v[2], v[3])) for d, q, v in reversed(told)}
        exact = all(not v[1] and q.type != "indirect" for _, q, v in told)
        verdict = "contradict" if exact else "differ"
        yield scene.make("number", about, scene.one_voice_each(sides), issue=issue, verdict=verdict, basis=f"numbers before the same word ({noun})", story=story)
        return


def named_things(doc: str, quotation: Quotation, scene: Scene) -> dict[str, Mention]:
    """Return the states, bodies and places that a content names, other than the speaker's own."""
    accounts = scene.accounts
    speakers = accounts.speakers.get(quotation.id, ())
    own = set(speakers) | set(accounts.parties(speakers))
    found: dict[str, Mention] = {}
    for start, end in quotation.content:
        for mention in accounts.mentions_in(doc, start, end):
            if mention.kind == "pronoun" or mention.type not in ("state", "place") or mention.stands_for:
                continue
            actor = accounts.actor_of.get((doc, mention.id))
            if actor not in own:
                found.setdefault(actor or (mention.name or accounts.words(doc, mention.start, mention.end)).lower(), mention)
    return found


def compare_lists(
    members: Sequence[tuple[str, Quotation]], scene: Scene, about: str, issue: str | None, story: str
) -> Iterator[Difference]:
    """States or places named by one wording and left out by another that names some of them."""
    tables = {}
    for doc, quotation in members:
        if doc not in tables and (things := named_things(doc, quotation, scene)):
            tables[doc] = (quotation, things)
    shared = set.intersection(*(set(t) for _, t in tables.values())) if tables else set()
    lists = {d: (q, t) for d, (q, t) in tables.items()}
    if scene.voices(lists) < 2 or not shared or len({frozenset(t) for _, t in lists.values()}) < 2:
        return
    sides = {}
    for doc, (quotation, things) in lists.items():
        chosen = sorted((m.start, m.end) for m in things.values())
        first, last = run_of(doc, chosen, things, shared, scene)
        start, end = next(((a, b) for a, b in quotation.content if a <= first < b), quotation.content[0])
        sides[doc] = scene.side(doc, max(start, first - 60), min(max(end, last), last + 60), (first, last))
    if len({frozenset(read for read in s.value.lower().split()) for s in sides.values()}) < 2:
        return
    yield scene.make("list", about, scene.one_voice_each(sides), issue=issue, basis="states and places named in the wordings", story=story)


def run_of(doc: str, spans: list[tuple[int, int]], things: dict[str, Mention], shared: set[str], scene: Scene) -> tuple[int, int]:
    """Return the stretch of the list around a thing that all wordings name: members joined by commas, "and", "or"."""
    anchor = min(things[k].start for k in shared)
    text = scene.accounts.documents[doc].text
    index = next(n for n, s in enumerate(spans) if s[0] == anchor)
    first = last = index
    joined = re.compile(r"^,? ?(?:and|or)? ?(?:the )?$")
    while last + 1 < len(spans) and joined.match(text[spans[last][1] : spans[last + 1][0]]):
        last += 1
    while first > 0 and joined.match(text[spans[first - 1][1] : spans[first][0]]):
        first -= 1
    return spans[first][0], spans[last][1]


def compare_speakers(
    statement: Statement, body: Sequence[tuple[str, Quotation]], scene: Scene, about: str, issue: str | None
) -> Iterator[Difference]:
    """Nearly the same words under another name."""
    accounts = scene.accounts
    for pair in statement.pairs:
        if pair.judgement != "possible" or pair.score < LIKELY or pair.right not in accounts.quotations or pair.left not in accounts.quotations:
            continue
        left, right = accounts.quotations[pair.left], accounts.quotations[pair.right]
        docs = accounts.doc_of[pair.left], accounts.doc_of[pair.right]
        if docs[0] == docs[1] or left.where != "body" or right.where != "body" or pair.left > pair.right:
            continue
        if set(accounts.speakers.get(pair.left, ())) & set(accounts.speakers.get(pair.right, ())):
            continue
        sides = {d: told_by(d, q, scene) for d, q in zip(docs, (left, right), strict=True)}
        kept = scene.one_voice_each(sides)
        if len(kept) == 2 and kept[0].value != kept[1].value:
            yield scene.make("attribution", about, kept, issue=issue, basis=f"alike at {pair.score:.2f}, another source", story=statement.story)


def told_by(doc: str, quotation: Quotation, scene: Scene) -> Side:
    """Return the side that shows who says it: source and content."""
    source = quotation.source[0] if quotation.source else None
    start = min([quotation.content[0][0]] + ([source[0]] if source else []))
    end = max([quotation.content[-1][1]] + ([source[1]] if source else []))
    return scene.side(doc, start, end, source)


def compare_wordings(
    body: Sequence[tuple[str, Quotation]], scene: Scene, about: str, issue: str | None, statement: Statement
) -> Iterator[Difference]:
    """Words in quotation marks that are not the same words: another translation, or a shortened one."""
    quoted: dict[str, tuple[Quotation, str]] = {}
    for doc, quotation in body:
        if quotation.type == "direct" or (quotation.type == "mixed" and longest_marked(quotation.text)):
            quoted.setdefault(doc, (quotation, quotation.text))
    if scene.voices(quoted) < 2:
        return
    texts = [frozenset(stem(w) for w, _, _ in read_words(t, 0, len(t))) for _, t in quoted.values()]
    if all(len(t & texts[0]) >= 0.85 * min(len(t), len(texts[0])) for t in texts[1:]):
        return
    sides = {d: scene.side(d, q.content[0][0], q.content[-1][1]) for d, (q, _) in quoted.items()}
    yield scene.make("wording", about, scene.one_voice_each(sides), issue=issue, basis="quoted words differ", story=statement.story)


def longest_marked(text: str) -> bool:
    """Whether at least five words stand in quotation marks."""
    return any(len(m.split()) >= 5 for m in re.findall(r"[“\"]([^”\"]+)[”\"]", text))

"""Differences between the wordings of one statement: numbers, lists, and how strongly it is put."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from crosswire.compare.differences import Scene, label
from crosswire.compare.quantities import Quantity, differ, find_quantities
from crosswire.compare.scales import find_shift
from crosswire.compare.words import load_kind, read_words, stem
from crosswire.model import Difference, Quotation, Side, Statement

JOINED = re.compile(r"^,? ?(?:and|or)? ?(?:the )?$")
MARKED = re.compile(r"[“\"]([^”\"]+)[”\"]")
SENTENCE = 3
"""Words of substance that a sentence needs to be compared."""

ALIKE = 0.4
"""Share of the shorter sentence's words that two wordings of one thing have in common at least."""

LISTED = 0.5
"""Score from which a `possible` wording of the same speaker may lengthen a list."""

BESIDE = 25
"""Characters on either side of a list in which two wordings must have a word in common: else the names do different work in them."""


def compare_tellings(statement: Statement, scene: Scene) -> Iterator[Difference]:
    """Yield the differences between the wordings of one statement over at least two accounts."""
    members = [
        (scene.accounts.doc_of[q], scene.accounts.quotations[q])
        for q in statement.quotations
        if q in scene.accounts.quotations
    ]
    body = [(d, q) for d, q in members if q.where == "body"]
    speaker = scene.accounts.actors.get(statement.speakers[0]) if statement.speakers else None
    who = speaker.name if speaker else ""
    about = label(f"{who}: {body[0][1].text}" if who and body else body[0][1].text if body else "")
    issue = scene.issue_of(statement)
    if scene.voices(d for d, _ in body) >= 2:
        yield from compare_numbers(body, scene, about, issue, statement.story)
        yield from compare_lists(with_possible(statement, body, scene), scene, about, issue, statement.story)
        yield from compare_wordings(body, scene, about, issue, statement)


def with_possible(statement: Statement, body: list[tuple[str, Quotation]], scene: Scene) -> list[tuple[str, Quotation]]:
    """Return the wordings with the possible ones of the same speaker: a list that is told in full elsewhere is worth showing."""
    accounts = scene.accounts
    near = {q for p in statement.pairs if p.score >= LISTED for q in (p.left, p.right)}
    more = [
        (accounts.doc_of[q], accounts.quotations[q])
        for q in statement.possible
        if q in accounts.quotations
        and q in near
        and accounts.quotations[q].where == "body"
        and set(accounts.speakers.get(q, ())) & set(statement.speakers)
    ]
    return body + more


def compare_numbers(
    members: Sequence[tuple[str, Quotation]], scene: Scene, about: str, issue: str | None, story: str
) -> Iterator[Difference]:
    """Another number of the same thing in two wordings of one statement; a contradiction where none is hedged and all are quoted."""
    tables: list[tuple[str, Quotation, dict[str, Quantity]]] = []
    for doc, quotation in members:
        text = scene.accounts.documents[doc].text
        taken = [(t.start, t.end) for t in scene.accounts.times_in(doc, quotation.content)]
        found = [q for span in quotation.content for q in find_quantities(text, span, taken)]
        tables.append((doc, quotation, {q.what: q for q in reversed(found)}))
    for what in sorted({w for _, _, table in tables for w in table}):
        told = [(d, q, table[what]) for d, q, table in tables if what in table]
        pairs = combinations(told, 2)
        if not any(differ(a[2], b[2]) and scene.voices([a[0], b[0]]) == 2 for a, b in pairs):
            continue
        sides = {
            d: scene.side(d, max(q.content[0][0], v.start - 80), min(q.content[-1][1], v.end + 80), (v.start, v.end))
            for d, q, v in reversed(told)
        }
        exact = all(not v.hedged and q.type != "indirect" for _, q, v in told)
        yield scene.make(
            "number",
            about,
            scene.one_voice_each(sides),
            issue=issue,
            verdict="contradict" if exact else "differ",
            basis=f"numbers of one thing in one statement ({what})",
            story=story,
        )
        return


def find_names(doc: str, quotation: Quotation, scene: Scene) -> list[tuple[str, int, int]]:
    """Return the capitalised runs of a content, other than the speaker's own name: (key, start, end) in order.

    The key cuts each word to four letters, so that "North Korean" meets "North Korea".
    """
    accounts = scene.accounts
    text = accounts.documents[doc].text
    speakers = accounts.speakers.get(quotation.id, ())
    own = set(speakers) | set(accounts.parties(speakers))
    found: list[tuple[str, int, int]] = []
    for start, end in quotation.content:
        theirs = [
            (m.start, m.end) for m in accounts.mentions_in(doc, start, end) if accounts.actor_of.get((doc, m.id)) in own
        ]
        for word, a, b in read_words(text, start, end):
            opening = a == start or bool(re.search(r"(?:[.!?]\s+|[“\"])$", text[max(start - 1, a - 3) : a]))
            if accounts.times_in(doc, [(a, b)]):
                continue
            if not word[0].isupper() or len(word) < 3 or opening or any(s <= a < e for s, e in theirs):
                continue
            if found and text[found[-1][2] : a] == " ":
                found[-1] = (found[-1][0] + " " + word[:4].lower(), found[-1][1], b)
            else:
                found.append((word[:4].lower(), a, b))
    return found


def compare_lists(
    members: Sequence[tuple[str, Quotation]], scene: Scene, about: str, issue: str | None, story: str
) -> Iterator[Difference]:
    """Names listed by one wording and left out by another that has some of them."""
    tables: dict[str, tuple[Quotation, list[tuple[str, int, int]]]] = {}
    for doc, quotation in members:
        if doc not in tables and (names := find_names(doc, quotation, scene)):
            tables[doc] = (quotation, names)
    if scene.voices(tables) < 2:
        return
    keys = sorted({k for _, names in tables.values() for k, _, _ in names}, key=lambda k: (len(k), k))
    plainest = {
        k: next(s for s in keys if k == s or k.endswith(" " + s)) for k in keys
    }  # "Chancellor A. B." is "A. B."
    tables = {doc: (q, [(plainest[k], a, b) for k, a, b in names]) for doc, (q, names) in tables.items()}
    shared = set.intersection(*({k for k, _, _ in names} for _, names in tables.values()))
    if not shared:
        return
    sides: dict[str, Side] = {}
    listed: dict[str, frozenset[str]] = {}
    for doc, (quotation, names) in sorted(tables.items()):
        run = run_of(names, shared, scene.accounts.documents[doc].text)
        listed[doc] = frozenset(k for k, _, _ in run)
        first, last = run[0][1], run[-1][2]
        start, end = next(((a, b) for a, b in quotation.content if a <= first < b), quotation.content[0])
        sides[doc] = scene.side(doc, max(start, first - 60), min(end, last + 60), (first, last))
    sides = in_one_frame(sides, scene)
    lists = {listed[doc] for doc in sides}
    if not any(re.search(r" (?:and|or) ", side.value) for side in sides.values()):
        return
    if len(lists) < 2 or max(len(names) for names in lists) < 2:
        return
    yield scene.make(
        "list", about, scene.one_voice_each(sides), issue=issue, basis="names listed in the wordings", story=story
    )


def in_one_frame(sides: dict[str, Side], scene: Scene) -> dict[str, Side]:
    """Return the wordings whose lists have a word beside them in common ("smugglers from Karsia", "smugglers from Karsia or Brend"): those with the word that
    most have.
    """
    beside: dict[str, set[str]] = {}
    for doc, side in sorted(sides.items()):
        text = scene.accounts.documents[doc].text
        at = text.find(side.value, side.place.start)
        near = read_words(text, max(side.place.start, at - BESIDE), min(side.place.end, at + len(side.value) + BESIDE))
        for word in {stem(w) for w, _, _ in near if w.islower() and len(w) > 3 and w not in load_kind("filling")}:
            beside.setdefault(word, set()).add(doc)
    most = max((docs for _, docs in sorted(beside.items())), key=len, default=set())
    return {doc: side for doc, side in sides.items() if doc in most}


def run_of(names: list[tuple[str, int, int]], shared: set[str], text: str) -> list[tuple[str, int, int]]:
    """Return the list around the first name that all wordings have: members joined by commas, "and", "or"."""
    first = last = next(n for n, name in enumerate(names) if name[0] in shared)
    while last + 1 < len(names) and JOINED.match(text[names[last][2] : names[last + 1][1]]):
        last += 1
    while first > 0 and JOINED.match(text[names[first - 1][2] : names[first][1]]):
        first -= 1
    return names[first : last + 1]


def compare_wordings(
    body: Sequence[tuple[str, Quotation]], scene: Scene, about: str, issue: str | None, statement: Statement
) -> Iterator[Difference]:
    """Quoted words of one utterance of which one wording is stronger ("abandoned" beside "alone"). What is only another translation, or shorter,
    is no difference of substance: the statement's own page shows it word by word.
    """
    quoted: dict[str, Quotation] = {}
    for doc, quotation in body:
        if quotation.type == "direct" or (quotation.type == "mixed" and longest_marked(quotation.text)):
            quoted.setdefault(doc, quotation)
    for one, other in combinations(sorted(quoted), 2):
        if scene.voices([one, other]) < 2:
            continue
        shift = find_shifted(said_words(quoted[one]), said_words(quoted[other]))
        if shift is None:
            continue
        sides = {d: scene.side(d, quoted[d].content[0][0], quoted[d].content[-1][1]) for d in (one, other)}
        basis = f"{shift[0]} beside {shift[1]}"
        yield scene.make("wording", about, list(sides.values()), issue=issue, basis=basis, story=statement.story)
        return


def said_words(quotation: Quotation) -> list[frozenset[str]]:
    """Return, for each sentence that stands in quotation marks, its words without small words, lower-case."""
    marked = quotation.text if quotation.type == "direct" else " ".join(MARKED.findall(quotation.text))
    return [
        frozenset(w.lower() for w, _, _ in read_words(part, 0, len(part)) if w.lower() not in load_kind("filling"))
        for part in re.split(r"[.!?…]+\s*[”\"]?\s+|[”\"]", marked)
        if part.strip()
    ]


def find_shifted(a: Sequence[frozenset[str]], b: Sequence[frozenset[str]]) -> tuple[str, str] | None:
    """Return the two words of one scale by which a sentence differs from one of the other wording that says the same; None without them."""
    for one in a:
        for other in b:
            shorter = min(len(one), len(other))
            if shorter >= SENTENCE and len(one & other) >= ALIKE * shorter:
                shift = find_shift(one - other, other - one)
                if shift is not None:
                    return shift
    return None


def longest_marked(text: str) -> bool:
    """Whether at least five words stand in quotation marks."""
    return any(len(m.split()) >= 5 for m in MARKED.findall(text))

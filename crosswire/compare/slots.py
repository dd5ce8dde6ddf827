"""Numbers and dates in the accounts' own clauses: the same verb with the same counted thing, or the same verb about the same issue, told with
another number or date.

Only clauses of one story are compared, and only where verb and thing agree: "turned back 14 ships" with "nine ships have been turned back".
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from crosswire.compare.calendar import bounds, resolve_time
from crosswire.compare.deed_differences import apart
from crosswire.compare.differences import Scene, label
from crosswire.compare.telling_differences import HEDGE, NUMBER, NUMBER_WORDS
from crosswire.compare.topics import Topics
from crosswire.compare.words import load_kind, read_words, stem
from crosswire.model import Act, DateValue, Difference, Issue, Side, Story

Counted = tuple[str, bool, int, int]
"""A number as digits, whether it is hedged, and the place from the number to what it counts."""


def compare_slots(scene: Scene, topics: Topics, issues: dict[str, Issue]) -> Iterator[Difference]:
    """Yield the differences of number and date between clauses of each story."""
    for story in scene.stories:
        acts = [
            (doc, act)
            for doc in sorted(story.docs)
            if doc in scene.accounts.readings
            for act in scene.accounts.acts(doc)
            if act.lemma not in load_kind("light") and in_body(doc, act, scene)
        ]
        yield from compare_counts(acts, story, scene)
        yield from compare_days(acts, story, scene, topics, issues)


def in_body(doc: str, act: Act, scene: Scene) -> bool:
    """Whether a clause stands in the body."""
    sentence = scene.accounts.sentence_at(doc, act.verb[0])
    return sentence is not None and sentence.where == "body"


def find_counts(doc: str, act: Act, scene: Scene) -> dict[str, Counted]:
    """Return counted noun stem -> number, in a clause's subject and object."""
    text = scene.accounts.documents[doc].text
    found: dict[str, Counted] = {}
    for span in (act.subject, act.object):
        if span is None:
            continue
        times = scene.accounts.times_in(doc, [span])
        for match in NUMBER.finditer(text, *span):
            if any(t.start <= match.start() < t.end for t in times) or in_range(text, match.start(), match.end()):
                continue
            words = read_words(text, match.end(), min(span[1], match.end() + 40))[:2]
            noun = next((w for w in words if len(w[0]) > 2 and w[0].isalpha()), None)
            if noun is None or noun[0].lower() in load_kind("uncounted"):
                continue
            value = NUMBER_WORDS.get(match.group().lower(), match.group().lower().replace(",", "").replace(" ", ""))
            hedged = bool(HEDGE.search(text[max(0, match.start() - 14) : match.start()]))
            found.setdefault(stem(noun[0]), (value, hedged, match.start(), noun[2]))
    return found


def in_range(text: str, start: int, end: int) -> bool:
    """Whether a number is one end of a range ("2-3"): such a one fits more than one other number."""
    return text[end : end + 1] in ("-", "–") or (start > 0 and text[start - 1] in "-–")


def compare_counts(acts: Sequence[tuple[str, Act]], story: Story, scene: Scene) -> Iterator[Difference]:
    """Another number of the same things in the same act."""
    told: dict[tuple[str, str, bool, bool], dict[str, tuple[Act, Counted]]] = defaultdict(dict)
    for doc, act in acts:
        for noun, counted in find_counts(doc, act, scene).items():
            ahead = act.modality in ("future", "intended", "hypothetical")
            told[act.lemma, noun, act.negated, ahead].setdefault(doc, (act, counted))
    for (lemma, _, _, _), by_doc in sorted(told.items()):
        if scene.voices(by_doc) < 2 or len({c[0] for _, c in by_doc.values()}) < 2:
            continue
        sides = {doc: scene.side(doc, act.start, act.end, (c[2], c[3])) for doc, (act, c) in by_doc.items()}
        first = sides[min(sides)]
        about = label(scene.accounts.words(first.place.doc, first.place.start, first.place.end))
        yield scene.make(
            "number",
            about,
            scene.one_voice_each(sides),
            basis=f"the same verb ({lemma}) with another number",
            story=story.id,
        )


def compare_days(
    acts: Sequence[tuple[str, Act]], story: Story, scene: Scene, topics: Topics, issues: dict[str, Issue]
) -> Iterator[Difference]:
    """Another date of the same act about the same issue."""
    told: dict[tuple[str, str], dict[str, tuple[Act, DateValue]]] = defaultdict(dict)
    for doc, act in acts:
        spots = topics.inside(doc, act.start, act.end) or [
            s for s in topics.around(doc, (act.start, act.end)) if s[0] < act.start
        ]
        times = [t for t in scene.accounts.readings[doc].times if t.id in act.times]
        if act.quotation:  # "tonight" of a speech is not counted from the day on which it was printed
            times = [t for t in times if t.offset is None and t.weekday is None]
        dates = [
            d
            for t in times
            if (d := resolve_time(t, scene.accounts.published.get(doc, DateValue()), times)) and d.value
        ]
        if spots and len(dates) == 1 and dates[0].precision == "day":
            told[act.lemma, spots[-1][2]].setdefault(doc, (act, dates[0]))
    for (lemma, issue), by_doc in sorted(told.items()):
        values = sorted({d.value or "" for _, d in by_doc.values()})
        if scene.voices(by_doc) < 2 or len(values) < 2 or not clash(values):
            continue
        sides: dict[str, Side] = {doc: scene.side(doc, act.start, act.end) for doc, (act, _) in by_doc.items()}
        about = f"{lemma}, {issues[issue].name}"
        yield scene.make(
            "date",
            about,
            scene.one_voice_each(sides),
            issue=issue,
            basis="the same verb on the same issue: " + "; ".join(values),
            story=story.id,
        )


def clash(values: Sequence[str]) -> bool:
    """Whether dates cannot all be one: no day in common, or spans that begin alike and end differently."""
    pairs = [(a, b) for n, a in enumerate(values) for b in values[n + 1 :]]
    return any(apart(a, b) or ("/" in a and "/" in b and bounds(a)[0] == bounds(b)[0]) for a, b in pairs)

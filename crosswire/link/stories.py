"""Stories: documents that tell of one occasion.

Two documents are alike by the words and numbers that they share, less a cost for the days between them (pair_scores.py). Documents are
joined by average link over each one's nearest (nearest.py, linkage.py); copies go with their original.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from crosswire.link.days import DayEvidence, read_all_days
from crosswire.link.linkage import link_average
from crosswire.link.nearest import find_pairs
from crosswire.link.pair_scores import PairScore, Voice, find_densities, load_weights, score_pair, shortness
from crosswire.link.storylines import group_storylines
from crosswire.link.terms import Terms, weigh_terms
from crosswire.model import NO_DATE, CopyGroup, Document, Reading, Story, make_id

SHOWN = 3
"""Links kept a document, best first."""


def group_stories(
    *, documents: Sequence[Document], readings: Sequence[Reading], copies: Sequence[CopyGroup]
) -> tuple[Story, ...]:
    """Group documents on one occasion, and stories that continue one another.

    Every document is in exactly one story; the order of documents makes no difference. Stories are sorted by id, without dates
    (see `resolve_dates`), with the best links of each document.
    """
    days = read_all_days(documents, readings)
    voices = pick_voices(documents, copies, days)
    if not voices:
        return ()
    terms = weigh_terms(voices)
    pairs = score_pairs(terms, [days[voice.id] for voice in voices])
    weights = load_weights()
    ties = {pair: found.score for pair, found in pairs.items()}
    groups = link_average(len(voices), ties, tau=weights.tau, unknown=weights.unknown)
    likeness = {pair: found.likeness for pair, found in pairs.items()}
    lines = group_storylines(groups, likeness, tau=weights.line, unknown=weights.unknown)
    carriers = _carriers(copies, {document.id for document in documents})
    stories = [_build_story([voices[i] for i in group], carriers) for group in groups]
    links = _explain(groups, pairs, voices, terms)
    line_ids = [make_id("l", *sorted(stories[i].id for i in line)) if len(line) > 1 else None for line in lines]
    line_of = {i: line_id for line, line_id in zip(lines, line_ids, strict=True) for i in line}
    finished = [
        Story(
            s.id,
            s.docs,
            line_of[i],
            *pick_title([voices[k] for k in groups[i]], links[i]),
            NO_DATE,
            s.independent,
            links[i],
        )
        for i, s in enumerate(stories)
    ]
    return tuple(sorted(finished, key=lambda story: story.id))


def pick_voices(
    documents: Sequence[Document], copies: Sequence[CopyGroup], days: Mapping[str, DayEvidence]
) -> list[Document]:
    """Return the documents that are not another's copies, in the order of their days; those without a day come last."""
    origin_of = {doc: group.origin for group in copies for doc in group.docs}
    voices = [document for document in documents if origin_of.get(document.id, document.id) == document.id]
    return sorted(voices, key=lambda voice: (days[voice.id].exact or date.max, voice.id))


def score_pairs(terms: Terms, days: Sequence[DayEvidence]) -> dict[tuple[int, int], PairScore]:
    """Return the scores of the pairs that share heavy words, by (smaller index, greater index). Documents are in the order of their days."""
    weights = load_weights()
    pairs = list(find_pairs(terms.rows))
    density = find_densities(len(terms.rows), pairs, weights).tolist()
    voices = [Voice(terms.numbers[n], density[n], shortness(len(row[0])), days[n]) for n, row in enumerate(terms.rows)]
    return {(left, right): score_pair(cosine, voices[left], voices[right], weights) for left, right, cosine in pairs}


def _carriers(copies: Sequence[CopyGroup], known: set[str]) -> dict[str, tuple[str, ...]]:
    """Return by origin the documents that carry its words, itself included."""
    return {group.origin: tuple(doc for doc in group.docs if doc in known) for group in copies}


def _build_story(voices: Sequence[Document], carriers: Mapping[str, tuple[str, ...]]) -> Story:
    docs = tuple(sorted({doc for voice in voices for doc in carriers.get(voice.id, (voice.id,))}))
    return Story(make_id("s", *docs), docs, None, "", voices[0].id, NO_DATE, len(voices))


Links = tuple[tuple[str, str, float, str], ...]


def _explain(
    groups: Sequence[Sequence[int]],
    pairs: Mapping[tuple[int, int], PairScore],
    voices: Sequence[Document],
    terms: Terms,
) -> list[Links]:
    """Return for each group the best links of its members with the words that they share."""
    group_of = {member: at for at, group in enumerate(groups) for member in group}
    inside: dict[int, list[tuple[float, tuple[int, int]]]] = {}
    for pair, score in pairs.items():
        if group_of[pair[0]] == group_of[pair[1]]:
            for member in pair:
                inside.setdefault(member, []).append((-round(score.score, 6), pair))
    chosen: list[set[tuple[int, int]]] = [set() for _ in groups]
    for member, options in inside.items():
        chosen[group_of[member]].update(pair for _, pair in sorted(options)[:SHOWN])
    return [
        tuple(
            (
                voices[left].id,
                voices[right].id,
                round(pairs[left, right].cosine, 3),
                _say(pairs[left, right], terms, left, right),
            )
            for left, right in sorted(found)
        )
        for found in chosen
    ]


def _say(score: PairScore, terms: Terms, left: int, right: int) -> str:
    """Return the grounds of a link: the words and numbers shared, then the features of the score with their values."""
    apart = {None: "a date is missing", 0: "same day", 1: "1 day apart"}.get(score.apart, f"{score.apart} days apart")
    features = [apart, f"words {score.cosine:.2f} where neighbours have {score.near:.2f}"]
    if score.numbers:
        features.append(f"numbers {score.numbers:.2f}")
    return f"{', '.join(terms.common(left, right))} ({'; '.join([*features, f'score {score.score:.2f}'])})"


def pick_title(voices: Sequence[Document], links: Links) -> tuple[str, str]:
    """Return the headline of the most central account that has one, and whose it is; a long headline only where there is no other.

    Without any headline the first line of the first account's body stands in, verbatim.
    """
    central: dict[str, float] = {}
    for left, right, score, _ in links:
        central[left] = central.get(left, 0.0) + score
        central[right] = central.get(right, 0.0) + score
    titled = [voice for voice in voices if (voice.header.headline.value or "").strip()]

    def rank(voice: Document) -> tuple[bool, float, str]:
        return (len(voice.header.headline.value or "") > 120, -round(central.get(voice.id, 0.0), 6), voice.id)

    if titled:
        chosen = min(titled, key=rank)
        return (chosen.header.headline.value or "").strip(), chosen.id
    first = min(voices, key=lambda voice: voice.id)
    starts = [zone.start for zone in first.zones if zone.label == "body"]
    line = first.text[starts[0] if starts else 0 :].lstrip()[:120].splitlines()
    return (line[0] if line else first.name), first.id

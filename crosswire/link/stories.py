"""Stories: documents that tell of one occasion.

Two documents are alike by the words and numbers that they share, less a cost for the days between them (pair_scores.py). Documents are
joined by average link over each one's nearest (nearest.py, linkage.py); copies go with their original.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan

import numpy as np

from crosswire.link.days import DayEvidence, read_all_days
from crosswire.link.grounds import Grounds, Voice, Voices, shortness
from crosswire.link.headlines import Joint, join_headlines
from crosswire.link.linkage import Ties, best_of_each, link_average
from crosswire.link.nearest import Pairs, find_pairs
from crosswire.link.pair_scores import Scores, find_densities, load_weights, score_pairs
from crosswire.link.story_tongues import explain_bridges, join_tongues
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
    weighed = weigh_pairs(terms, [days[voice.id] for voice in voices])
    left, right, _ = weighed.pairs
    weights = load_weights()
    ties = Ties(left, right, weighed.scores.score)
    groups = link_average(len(voices), ties, tau=weights.tau, unknown=weights.unknown)
    own_days = [days[voice.id] for voice in voices]
    groups, joints = join_headlines(groups, terms.rows, own_days, weighed.density, weights)
    groups, bridges = join_tongues(groups, voices, readings, own_days)
    alike = Ties(left, right, weighed.scores.likeness)
    lines = group_storylines(groups, alike, tau=weights.line, unknown=weights.unknown)
    carriers = _carriers(copies, {document.id for document in documents})
    stories = [_build_story([voices[i] for i in group], carriers) for group in groups]
    told = zip(_explain(groups, weighed, joints, voices, terms), explain_bridges(groups, bridges, voices), strict=True)
    links = [alike_words + shared_names for alike_words, shared_names in told]
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


@dataclass(frozen=True, slots=True)
class WeighedPairs:
    """Pairs of documents with why each is held to be one story or not, in columns of one length; and what each document's nearest share with it."""

    pairs: Pairs
    grounds: Grounds
    scores: Scores
    density: np.ndarray


def weigh_pairs(terms: Terms, days: Sequence[DayEvidence]) -> WeighedPairs:
    """Weigh the pairs that share heavy words. Documents are in the order of their days."""
    weights = load_weights()
    pairs = find_pairs(terms.rows)
    density = find_densities(len(terms.rows), pairs, weights)
    rows = zip(terms.numbers, terms.rows, days, strict=True)
    voices = Voices(Voice(numbers, shortness(len(row[0])), own) for numbers, row, own in rows)
    grounds = voices.compare(pairs.left, pairs.right)
    scores = score_pairs(pairs.cosine, grounds, density[pairs.left], density[pairs.right], weights)
    return WeighedPairs(pairs, grounds, scores, density)


def _carriers(copies: Sequence[CopyGroup], known: set[str]) -> dict[str, tuple[str, ...]]:
    """Return by origin the documents that carry its words, itself included."""
    return {group.origin: tuple(doc for doc in group.docs if doc in known) for group in copies}


def _build_story(voices: Sequence[Document], carriers: Mapping[str, tuple[str, ...]]) -> Story:
    docs = tuple(sorted({doc for voice in voices for doc in carriers.get(voice.id, (voice.id,))}))
    return Story(make_id("s", *docs), docs, None, "", voices[0].id, NO_DATE, len(voices))


Links = tuple[tuple[str, str, float, str], ...]


def _explain(
    groups: Sequence[Sequence[int]],
    weighed: WeighedPairs,
    joints: Sequence[Joint],
    voices: Sequence[Document],
    terms: Terms,
) -> list[Links]:
    """Return for each group the best links of its members, and those of headlines read together, with the words that they share."""
    group_of = np.zeros(len(voices), np.int64)
    for at, group in enumerate(groups):
        group_of[list(group)] = at
    lefts, rights, cosines = weighed.pairs
    inside = np.flatnonzero(group_of[lefts] == group_of[rights])
    scores = np.round(weighed.scores.score[inside], 6)
    best = best_of_each(np.r_[lefts[inside], rights[inside]], np.r_[scores, scores], SHOWN)
    links: list[list[tuple[str, str, float, str]]] = [[] for _ in groups]
    chosen = np.unique(inside[best % max(1, len(inside))])
    for k in chosen[np.lexsort((rights[chosen], lefts[chosen]))].tolist():
        left, right = int(lefts[k]), int(rights[k])
        grounds = f"{', '.join(terms.common(left, right))} ({_say(weighed, k)})"
        links[group_of[left]].append((voices[left].id, voices[right].id, round(float(cosines[k]), 3), grounds))
    for joint in joints:
        words = ", ".join(terms.shared(joint.one, joint.other))
        grounds = f"{words} (headlines read together; words {joint.cosine:.2f}; score {joint.score:.2f})"
        both = voices[joint.left].id, voices[joint.right].id
        links[group_of[joint.left]].append((*both, round(joint.cosine, 3), grounds))
    return [tuple(found) for found in links]


def _say(weighed: WeighedPairs, k: int) -> str:
    """Return the features of a pair's score with their values."""
    apart, numbers = float(weighed.grounds.apart[k]), weighed.grounds.numbers[k]
    named = {0: "same day", 1: "1 day apart"}
    features = [
        "a date is missing" if isnan(apart) else named.get(int(apart), f"{apart:.0f} days apart"),
        f"words {weighed.pairs.cosine[k]:.2f} where neighbours have {weighed.scores.near[k]:.2f}",
    ]
    if numbers:
        features.append(f"numbers {numbers:.2f}")
    return "; ".join([*features, f"score {weighed.scores.score[k]:.2f}"])


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

"""Headlines alone: those of one occasion that share no words with each other come together through the others."""

import random

import numpy as np
import pytest

from crosswire.link import headlines as headlines_module
from crosswire.link.headlines import POOLED, join_headlines, pool
from crosswire.link.pair_scores import load_weights
from crosswire.model import Document
from tests.link.test_stories import FERRY, RADAR, dated, group, names
from tests.link.test_streams import flow

MAST = (
    "Marran warns Orrel over radar mast at Trel Bay",
    "Radar mast at Trel Bay: Orrel rejects Marran's warning",
    "Orrel, Marran quarrel over Trel Bay radar mast",
    "Veldania would quit straits treaty if council builds radar mast",
    "Council builds mast, Veldania to leave the straits treaty",
    "Straits treaty in doubt as Veldania threatens council",
    "Marran: Veldania will leave straits treaty over Trel Bay",
    "Trel Bay mast is no threat, Orrel tells Veldania",
)
BAND = (
    "Brass band plays as Kesk ferry line opens to Lund Island",
    "Kesk opens ferry line to Lund Island with brass band",
    "Lund Island welcomes first Kesk ferry, piano aboard",
)


PLACES = (
    "Arvo",
    "Belmar",
    "Corvane",
    "Dristan",
    "Eskel",
    "Farrow",
    "Gorlan",
    "Hesk",
    "Ilmar",
    "Jorvik",
    "Kesk",
    "Lund",
    "Norvel",
    "Osmark",
)


def headlines() -> list[Document]:
    """Return headlines of two occasions."""
    return [dated(line, "2014-05-13", f"{line[:9]}{n}") for n, line in enumerate([*MAST, *BAND])]


def crowd() -> list[Document]:
    """Return forty headlines of two of fourteen names each: most pairs of them share nothing."""
    chance = random.Random(0)
    lines = (" ".join(chance.sample(PLACES, 2)) for _ in range(40))
    return [dated(line, "2014-05-13", f"{n}") for n, line in enumerate(lines)]


def test_headlines_of_one_occasion_come_together() -> None:
    """Headlines about one matter are one story; those about another stay apart."""
    documents = headlines()
    found = names(documents, group(documents))
    assert frozenset(d.name for d in documents[len(MAST) :]) in found
    assert len(found) == 2


def test_groups_that_share_few_pairs_are_one_text(monkeypatch) -> None:
    """What the mean over pairs keeps apart comes together as texts, and the links say by which words."""
    documents = crowd()
    text = {d.id: d.text.lower() for d in documents}
    (story,) = group(documents)
    joined = [link for link in story.links if "headlines read together" in link[3]]
    assert joined
    for left, right, cosine, grounds in joined:
        assert left in story.docs and right in story.docs and 0 < cosine <= 1
        words = grounds.split(" (")[0].split(", ")
        assert all(any(word in text[doc] for doc in story.docs) for word in words)
    monkeypatch.setattr(headlines_module, "ROUNDS", 0)
    assert len(group(documents)) > 1


def test_order_makes_no_difference() -> None:
    """Shuffled headlines give the same stories."""
    documents = [*headlines(), *crowd()]
    stories = group(documents)
    random.Random(3).shuffle(documents)
    assert group(documents) == stories


def test_texts_are_left_as_they_are() -> None:
    """Groups that hold a text are not looked at."""
    documents = [dated(text, "2014-05-13", f"{n}") for n, text in enumerate([*RADAR, *FERRY])]
    rows = [(np.arange(20) + 20 * n, np.full(20, 20**-0.5)) for n in range(5)]
    days = [flow([d])._voices.days(0)[0] for d in documents]
    groups = [[0], [1, 2], [3], [4]]
    assert join_headlines(groups, rows, days, np.full(5, 0.2), load_weights()) == (groups, [])


def test_one_by_one_too() -> None:
    """A stream reads headlines together when it looks at the latest again."""
    documents = headlines()
    stream = flow(documents)
    stream.remerge()
    assert len(set(stream.story_of[: len(MAST)])) == 1
    assert len(set(stream.story_of)) == 2


def test_pooled_words_are_one_row() -> None:
    """Weights of a term are added up; the heaviest are kept, in order, of unit length."""
    terms, weights = pool([(np.array([2, 5]), np.array([0.6, 0.8])), (np.array([1, 5]), np.array([0.8, 0.6]))])
    assert terms.tolist() == [1, 2, 5] and weights[2] == max(weights)
    assert float(weights @ weights) == pytest.approx(1.0)
    many = (np.arange(3 * POOLED), np.linspace(0.1, 1, 3 * POOLED))
    terms, _ = pool([many])
    assert terms.tolist() == list(range(2 * POOLED, 3 * POOLED))

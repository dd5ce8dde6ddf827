"""Stories: accounts of one occasion come together, others stay apart, whatever the size of the corpus."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.link import group_copies, group_stories
from crosswire.link.days import read_all_days
from crosswire.link.stories import pick_voices, weigh_pairs
from crosswire.link.terms import weigh_terms
from crosswire.link.words import background, stem, stop_words
from crosswire.model import CopyGroup, DateValue, Document, Header, HeaderValue, Story
from tests.factory import make_document

RADAR = (
    "Veldania warned the Council of the Straits on Tuesday that a second radar mast above Trel Bay would end their treaty. "
    "Foreign Minister Ilse Marran met council chief Tomas Orrel in Corvane. Orrel said the mast was no threat to anybody.",
    "CORVANE - Talks on the radar mast above Trel Bay ended without agreement. Marran told council chief Tomas Orrel that "
    "the straits treaty could not outlive the mast. Orrel asked Veldania for patience.",
    "The council will build its radar mast at Trel Bay, its chief Tomas Orrel said in Corvane after talks with Ilse Marran, "
    "the Veldanian foreign minister, who called the mast a breach of the treaty on the straits.",
)
FERRY = (
    "The harbour master of Kesk opened a ferry line to Lund Island with a brass band and a cake shaped like a lighthouse. "
    "The crossing takes forty minutes. The first passengers brought bicycles and a piano for the island school.",
    "A piano, a brass band and forty bicycles went aboard as Kesk's new ferry left for Lund Island. The harbour master said "
    "that the line would run until the ice comes. The island school waited for its piano.",
)


def dated(text: str, day: str | None, name: str, **values: HeaderValue) -> Document:
    """Return a document with a stated day."""
    published = DateValue(day, "day", "stated") if day else DateValue()
    return make_document(text, name=name, header=Header(published=published, **values))


def group(documents: list[Document]) -> tuple[Story, ...]:
    """Return the stories of some documents."""
    copies = group_copies(documents=documents, readings=())
    return group_stories(documents=documents, readings=(), copies=copies)


def names(documents: list[Document], stories: tuple[Story, ...]) -> set[frozenset[str]]:
    """Return the stories as sets of document names."""
    name = {document.id: document.name for document in documents}
    return {frozenset(name[doc] for doc in story.docs) for story in stories}


@pytest.fixture
def straits_news() -> list[Document]:
    """Return three accounts of one meeting, one undated, and two of a ferry's opening."""
    days = ("2014-05-13", None, "2014-05-13")
    radar = [dated(text, day, f"radar{n}") for n, (text, day) in enumerate(zip(RADAR, days, strict=True))]
    return radar + [dated(text, "2014-05-13", f"ferry{n}") for n, text in enumerate(FERRY)]


def test_accounts_of_one_occasion_come_together(straits_news: list[Document]) -> None:
    """Two occasions of one day are two stories; an undated account joins by its words."""
    stories = group(straits_news)
    assert names(straits_news, stories) == {frozenset({"radar0", "radar1", "radar2"}), frozenset({"ferry0", "ferry1"})}
    assert {story.independent for story in stories} == {2, 3}
    assert all(story.storyline is None for story in stories)


def test_links_say_why(straits_news: list[Document]) -> None:
    """Each link lies inside its story and carries a score, words that both accounts have, and the days between them."""
    text = {document.id: document.text.lower() for document in straits_news}
    stories = group(straits_news)
    for story in stories:
        assert story.links
        for left, right, score, grounds in story.links:
            assert left in story.docs and right in story.docs and 0 < score <= 1
            words, features = grounds.rstrip(")").split(" (")
            assert all(word in text[left] and word in text[right] for word in words.split(", "))
            apart, likeness, *rest = features.split("; ")
            assert apart in ("same day", "a date is missing")
            assert likeness.startswith("words 0.") and rest[-1].startswith("score ")


def test_unrelated_accounts_stay_apart() -> None:
    """A handful of captures on different matters is not pressed into one story, though all are of one day."""
    texts = [
        RADAR[0],
        FERRY[0],
        "The national bank of Osmark raised its rate by a quarter point and said that prices would settle by the winter.",
        "Goalkeeper Henrik Sool will miss the final after he broke a finger in training, the club's doctor said.",
        "Forest fires near Mount Talla destroyed eleven houses. Firemen from three provinces fought the flames all night.",
    ]
    documents = [dated(text, "2014-05-13", f"{n}") for n, text in enumerate(texts)]
    assert len(group(documents)) == len(documents)


def test_years_apart_is_another_story_of_one_storyline(straits_news: list[Document]) -> None:
    """The same parties and matters two years later: only the date test fails, so the stories share a storyline."""
    later = [dated(text, "2016-05-12", f"later{n}") for n, text in enumerate(RADAR[1:])]
    later = [replace(document, text=document.text.replace("Talks", "New talks")) for document in later]
    stories = group([*straits_news[:3], *later[:1]])
    assert len(stories) == 2
    assert len({story.storyline for story in stories}) == 1 and stories[0].storyline


def test_days_conflict_without_years() -> None:
    """26 June against 29 April is a conflict although neither names a year."""
    first = [dated(text, None, f"{n}") for n, text in enumerate(RADAR[:2])]
    first = [
        make_document(f"CORVANE, June 26 - {d.text}", name=d.name, zones=[("CORVANE, June 26 -", "dateline")])
        for d in first
    ]
    text = "Council chief Tomas Orrel said in Sorne that contacts with Veldania are open again, though the quarrel over the mast "
    text += "at Trel Bay goes on. He met Ilse Marran for the first time since the winter. The treaty was not discussed."
    second = make_document(f"SORNE, April 29 - {text}", name="2", zones=[("SORNE, April 29 -", "dateline")])
    undated = make_document(text, name="2")
    assert names([*first, undated], group([*first, undated])) == {frozenset({"0", "1", "2"})}
    assert names([*first, second], group([*first, second])) == {frozenset({"0", "1"}), frozenset({"2"})}


def test_copies_are_one_voice(straits_news: list[Document]) -> None:
    """A reprint goes with its original: one account more, no independent one more."""
    reprint = dated(RADAR[0] + " More soon.", "2014-05-14", "reprint")
    story = next(s for s in group([*straits_news, reprint]) if reprint.id in s.docs)
    assert len(story.docs) == 4
    assert story.independent == 3


def test_title_is_a_headline_verbatim(straits_news: list[Document]) -> None:
    """The title is one member's headline as printed; without any headline the first words of a body stand in."""
    untitled = group(straits_news)
    for story in untitled:
        document = next(d for d in straits_news if d.id == story.title_of)
        assert story.title and document.text.startswith(story.title)
    headline = "Marran: no treaty beside a radar mast"
    titled = dated(RADAR[0], "2014-05-13", "radar0", headline=HeaderValue(headline, "stated"))
    story = next(s for s in group([titled, *straits_news[1:]]) if titled.id in s.docs)
    assert (story.title, story.title_of) == (headline, titled.id)


def test_nothing_gives_nothing() -> None:
    """No documents, no stories; an empty document is a story of its own."""
    assert group([]) == ()
    (story,) = group([make_document("", name="empty")])
    assert story.independent == 1 and story.links == ()


def test_headlines_alone_are_enough() -> None:
    """Documents of one line are grouped too."""
    lines = [
        "Radar mast at Trel Bay ends straits treaty",
        "Straits treaty over after Trel Bay radar mast",
        "Ferry opens at Kesk",
    ]
    documents = [dated(line, "2014-05-13", f"{n}") for n, line in enumerate(lines)]
    assert names(documents, group(documents)) == {frozenset({"0", "1"}), frozenset({"2"})}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.sampled_from([None, "2014-05-13", "2014-05-14", "2016-05-12"])), max_size=9
    ),
    st.integers(0, 99),
)
def test_order_makes_no_difference(drafts: list[tuple[int, str | None]], seed: int) -> None:
    """Every document is in exactly one story, and shuffled input gives the same stories."""
    texts = [*RADAR, *FERRY]
    documents = [dated(f"{texts[kind]} Note {n}.", day, f"{n}") for n, (kind, day) in enumerate(drafts)]
    stories = group(documents)
    assert sorted(doc for story in stories for doc in story.docs) == sorted(document.id for document in documents)
    random.Random(seed).shuffle(documents)
    assert group(documents) == stories


def test_a_dense_neighbourhood_raises_the_bar() -> None:
    """Among many accounts on one subject the same words count for less than between two that stand alone."""
    alone = [make_document(text, name=f"{n}") for n, text in enumerate(RADAR[:2])]
    crowd = alone + [make_document(f"{RADAR[n % 3]} Page {n}.", name=f"c{n}") for n in range(6)]
    found = []
    for documents in (alone, crowd):
        days = read_all_days(documents, ())
        voices = pick_voices(documents, (), days)
        at = sorted(n for n, voice in enumerate(voices) if voice.id in {d.id for d in alone})
        weighed = weigh_pairs(weigh_terms(voices), [days[voice.id] for voice in voices])
        (pair,) = np.flatnonzero((weighed.pairs.left == at[0]) & (weighed.pairs.right == at[1]))
        found.append((weighed.scores.near[pair], weighed.scores.likeness[pair]))
    assert found[0][0] < found[1][0] and found[0][1] > found[1][1]


def test_voices_stand_in_the_order_of_their_days() -> None:
    """Dated documents come first, by day; a copy is no voice."""
    documents = [
        dated(text, day, f"{n}")
        for n, (text, day) in enumerate(zip(RADAR, (None, "2014-05-14", "2014-05-13"), strict=True))
    ]
    days = read_all_days(documents, ())
    assert [d.name for d in pick_voices(documents, (), days)] == ["2", "1", "0"]
    group_ = CopyGroup("c-1", (documents[1].id, documents[2].id), documents[2].id, 0.9)
    assert [d.name for d in pick_voices(documents, (group_,), days)] == ["2", "0"]


def test_words_of_any_day_weigh_little() -> None:
    """The tables know common words by their stems, and stemming leaves names readable."""
    assert stem("ministers") == stem("minister's") == "minister"
    assert stem("treaties") == "treaty"
    assert [stem(word) for word in ("paris", "press", "status", "gas")] == ["paris", "press", "status", "gas"]
    assert "the" in stop_words() and "said" in stop_words()
    assert background()["government"] > 0.1 > background().get("radar", 0.0)


def test_the_seeds(shared: object) -> None:
    """The real captures, where they are at hand, are four accounts of one meeting and one of another, in one storyline."""
    pytest.importorskip("crosswire.ingest")
    from pathlib import Path

    from crosswire.ingest import find_captures, read_capture

    captures = find_captures([Path(str(shared)) / "seeds"])
    documents = [document for capture in captures for document in read_capture(capture)[0]]  # type: ignore[arg-type]
    stories = group(documents)
    assert {frozenset(name[:3] for name in story) for story in names(documents, stories)} == {
        frozenset({"000", "001", "002", "004"}),
        frozenset({"003"}),
    }
    assert len({story.storyline for story in stories}) == 1 and stories[0].storyline
    assert group_copies(documents=documents, readings=()) == ()

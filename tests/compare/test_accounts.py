"""Lookups."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.compare.accounts import LONGEST, Accounts
from crosswire.compare.words import load_groups, load_kind, load_words, read_words, stem, stems
from crosswire.model import Sentence
from tests.factory import make_actor, make_document, make_mention, make_reading, make_story

STATE = make_actor("Veldania", type="state")
PERSON = make_actor("Ilse Marran", affiliation=STATE.id)


def test_party_follows_affiliation() -> None:
    """A person's party is the state; a state's is itself; a stranger has none; a circle ends."""
    lost = make_actor("Nobody")
    ring = make_actor("Ring", type="person", affiliation=make_actor("Ring", type="person").id)
    accounts = Accounts(documents=[], readings=[], actors=[STATE, PERSON, lost, ring])
    assert accounts.party(PERSON.id) == accounts.party(STATE.id) == STATE.id
    assert accounts.party(lost.id) is None
    assert accounts.party("p-unknown") is None
    accounts.party(ring.id)


def test_places() -> None:
    """Sentences, mentions and what stands before are found by offset."""
    document = make_document("Veldania spoke. Osmark heard it.")
    sentences = [Sentence(0, 15, "body", 0), Sentence(16, 32, "body", 0)]
    mention = make_mention(document, "Osmark", type="state")
    accounts = Accounts(
        documents=[document], readings=[make_reading(document, sentences=sentences, mentions=[mention])]
    )
    assert accounts.sentence_at(document.id, 3) == sentences[0]
    assert accounts.sentence_at(document.id, 15) is None
    assert accounts.sentence_before(document.id, 20) == sentences[0]
    assert accounts.sentence_before(document.id, 3) is None
    assert accounts.mentions_in(document.id, 16, 20) == [mention]
    assert accounts.mentions_in(document.id, 0, 15) == []


def test_groups_by_storyline() -> None:
    """Stories of one storyline stand together, a document without a story alone."""
    documents = [make_document(f"Text {n}.", name=f"{n}.txt") for n in range(4)]
    stories = [
        make_story(documents[:1], storyline="l-1"),
        make_story(documents[1:2], storyline="l-1"),
        make_story(documents[2:3]),
    ]
    accounts = Accounts(documents=documents, readings=[make_reading(d) for d in documents], stories=stories)
    assert sorted(len(readings) for _, readings in accounts.groups()) == [1, 1, 2]


@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 3000))
def test_clip_is_short_and_inside(start: int, length: int, keep: int) -> None:
    """A clipped place is at most LONGEST characters, lies inside, and holds what it must."""
    document = make_document("word " * 1300)
    accounts = Accounts(documents=[document], readings=[make_reading(document)])
    end = min(len(document.text), start + length + 1)
    kept = start + keep % (end - start)
    place = accounts.clip(document.id, start, end, kept)
    assert start <= place.start < place.end <= end
    assert place.end - place.start <= LONGEST


def test_words() -> None:
    """Initials are one word, hyphens divide, spellings meet."""
    text = "U.S. missile-defense plans"
    assert [w for w, _, _ in read_words(text, 0, len(text))] == ["US", "missile", "defense", "plans"]
    assert all(text[a:b].replace(".", "") == w for w, a, b in read_words(text, 0, len(text)))
    assert stems("missile defence") == stems("missile-defense")
    assert stem("things") == stem("thing")
    assert stem("policies") == stem("policy")


def test_word_lists_load() -> None:
    """The room's lists are there."""
    assert stem("system") in load_words("generic.txt")
    assert load_groups("kin.tsv")[stem("pact")] == load_groups("kin.tsv")[stem("treaty")]
    assert "not" in load_kind("negator")


@given(st.text(max_size=100))
def test_words_stand_where_they_say(text: str) -> None:
    """Every word is found again at its place."""
    for word, start, end in read_words(text, 0, len(text)):
        assert text[start:end].replace(".", "") == word
        assert isinstance(stem(word), str)

"""Copies: reprints are one voice, a shared box is not enough, and order does not matter."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.link.copies import (
    SAMPLE,
    find_edges,
    group_copies,
    hash_shingles,
    join_places,
    merge_half_linked,
    sample_documents,
    settle_members,
)
from crosswire.link.word_hashes import find_words
from crosswire.model import DateValue, Header, HeaderValue, Place
from tests.factory import make_document

WIRE = (
    "CORVANE (Northwire) - Foreign Minister Ilse Marran told the Council of the Straits on Wednesday that Veldania would "
    "not accept a second radar mast above Trel Bay. Her words came after two days of talks in which neither side moved. "
    "Osmark, which holds the chair of the council, asked both parties to publish their charts before the autumn session. "
    "Fishermen in the bay have stayed in port since a patrol boat cut three nets in February, and their guild wants the "
    "council to pay for the loss. Marran said the guild was right to be angry but wrong about whose boat it had been."
)
OTHER = (
    "The harbour master of Kesk opened a new ferry line on Monday with a brass band, two speeches and a cake in the shape "
    "of a lighthouse. Children waved paper flags while the first passengers went aboard with bicycles, dogs and a piano "
    "that the island school had bought from the mainland. The crossing takes forty minutes and will run until the ice comes."
)
BOX = (
    "Read more in our weekly letter from the northern coasts, sent every Friday morning to all readers who have asked for "
    "it, with pictures, recipes and the tides of the coming week for every harbour between Kesk and Trel Bay."
)

EXPECTED_HASH = 5351131712622892731
"""Number of the shingle "one two three four"."""


def vary(text: str, seed: int, share: float) -> str:
    """Return a text in which a share of the words is replaced."""
    rng = random.Random(seed)
    return " ".join(f"{word}{seed}" if rng.random() < share else word for word in text.split())


def test_a_reprint_with_local_edits_is_a_copy() -> None:
    """A shortened reprint with an outlet's own first line joins its original."""
    shortened = "The Hallin Post brings this report from abroad. " + WIRE.split(") - ")[1].rsplit(". ", 1)[0]
    documents = [
        make_document(WIRE, name="wire"),
        make_document(shortened, name="post"),
        make_document(OTHER, name="o"),
    ]
    (group,) = group_copies(documents=documents, readings=())
    assert set(group.docs) == {documents[0].id, documents[1].id}
    assert group.share >= 0.8


def test_two_accounts_in_their_own_words_are_no_copies() -> None:
    """A sentence quoted by both is not enough."""
    line = "“We shall not be watched from our own hills, and we shall not pay for being watched,” Marran said."
    documents = [make_document(f"{WIRE} {line}", name="a"), make_document(f"{OTHER} {line}", name="b")]
    assert group_copies(documents=documents, readings=()) == ()


def test_furniture_does_not_count() -> None:
    """Pages of one site share a sidebar; where it is zoned as furniture they are no copies."""
    documents = [
        make_document(f"{vary(OTHER, seed, 0.95)}\n{BOX}", name=f"{seed}", zones=[(BOX, "furniture")])
        for seed in (1, 2)
    ]
    assert group_copies(documents=documents, readings=()) == ()


def test_passages_hold_the_same_words_in_both() -> None:
    """Each passage lies in a member and its words are found in the other, whatever was added around them."""
    original = make_document(WIRE, name="wire")
    reprint = make_document(f"From our desk. {WIRE} {OTHER}", name="post")
    (group,) = group_copies(documents=[original, reprint], readings=())
    by_id = {original.id: original, reprint.id: reprint}
    assert {place.doc for place in group.passages} == set(by_id)
    assert all(by_id[place.doc].words(place) in WIRE for place in group.passages)
    assert max(place.end - place.start for place in group.passages) > 0.9 * len(WIRE)


def test_what_a_copy_is_to_its_original() -> None:
    """The same text is a reprint, half of it shortened, a text that goes on an update, a piece in a text of another's a quotation at length."""
    half = WIRE[: WIRE.index(" ", len(WIRE) * 6 // 10)]
    texts = {"wire": WIRE, "reprint": vary(WIRE, 1, 0.01), "shortened": half}
    documents = {name: make_document(text, name=name) for name, text in texts.items()}
    (group,) = group_copies(documents=list(documents.values()), readings=())
    kinds = {relation.doc: relation.kind for relation in group.relations}
    assert kinds[documents["shortened"].id] == "shortened"
    assert set(kinds) == set(group.docs) - {group.origin} and documents["shortened"].id != group.origin
    longer = make_document(f"{OTHER} {OTHER.upper()} {half}", name="longer")
    (group,) = group_copies(documents=[documents["wire"], longer], readings=())
    (relation,) = group.relations
    assert 0 < relation.taken < 1 and 0 < relation.kept < 1
    assert relation.kind in ("quoted", "update")


def test_origin_is_the_wire_not_the_carrier() -> None:
    """The document whose agency is not carried by another publisher is the origin; then the earliest date decides."""
    carried = Header(agency=HeaderValue("Northwire", "stated"), publisher=HeaderValue("Hallin Post", "stated"))
    own = Header(agency=HeaderValue("Northwire", "stated"))
    documents = [make_document(WIRE, name="post", header=carried), make_document(WIRE, name="wire", header=own)]
    (group,) = group_copies(documents=documents, readings=())
    assert group.origin == documents[1].id
    dated = [
        make_document(WIRE, name=day, header=Header(published=DateValue(day, "day", "stated")))
        for day in ("2014-05-15", "2014-05-14")
    ]
    (group,) = group_copies(documents=dated, readings=())
    assert group.origin == dated[1].id


def test_a_text_that_very_many_print_is_found() -> None:
    """Seventy reprints of one wire are one group, though each of its shingles stands in more documents than furniture may."""
    documents = [make_document(vary(WIRE, seed, 0.02), name=f"{seed}") for seed in range(70)]
    (group,) = group_copies(documents=[*documents, make_document(OTHER, name="other")], readings=())
    assert len(group.docs) >= 65


def test_one_edge_does_not_chain_two_groups() -> None:
    """Two triangles with one bridge stay two groups: half of the cross pairs must be edges."""
    triangle = [(0.9, 0, 1), (0.9, 0, 2), (0.9, 1, 2), (0.8, 3, 4), (0.8, 3, 5), (0.8, 4, 5)]
    assert merge_half_linked([*triangle, (0.5, 2, 3)]) == [([0, 1, 2], 0.9), ([3, 4, 5], 0.8)]
    bridges = [(0.5, left, right) for left in (0, 1, 2) for right in (3, 4)]
    assert merge_half_linked([*triangle, *bridges]) == [([0, 1, 2, 3, 4, 5], 0.5)]


def test_a_piece_that_carries_another_text_goes_home() -> None:
    """A document joined to a foreign group by its strongest edge leaves it for the group that it has more links to, or stands alone."""
    linked = {0: {1, 2, 3}, 1: {0, 2}, 2: {0, 1}, 3: {0, 4, 5}, 4: {3, 5}, 5: {3, 4}}
    assert settle_members({0: {0, 1, 2, 3}, 4: {4, 5}}, linked) == {0: {0, 1, 2}, 4: {3, 4, 5}}
    alone = settle_members({0: {0, 1, 2, 3}}, {0: {1, 2, 3}, 1: {0, 2}, 2: {0, 1}, 3: {0}})
    assert sorted(map(sorted, alone.values())) == [[0, 1, 2], [3]]


def test_short_texts_have_no_shingles() -> None:
    """Texts of fewer words than a shingle are in no group and break nothing."""
    assert len(hash_shingles(find_words("two words").numbers)) == 0
    assert find_edges(sample_documents([])) == []
    documents = [
        make_document("", name="empty"),
        make_document("two words", name="a"),
        make_document("two words", name="b"),
    ]
    assert group_copies(documents=documents, readings=()) == ()


def test_hashes_are_the_same_everywhere() -> None:
    """Shingles are numbered without Python's own hash, which changes from run to run."""
    assert hash_shingles(find_words("one two three four").numbers).tolist() == [EXPECTED_HASH]


def test_joined_places_do_not_overlap() -> None:
    """Places that overlap become one; places of other documents stay apart."""
    places = iter([Place("d-a", 5, 9), Place("d-a", 0, 6), Place("d-b", 4, 8)])
    assert join_places(places) == (Place("d-a", 0, 9), Place("d-b", 4, 8))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 0.4)), max_size=8), st.randoms(use_true_random=False))
def test_order_makes_no_difference(drafts: list[tuple[int, float]], shuffler: random.Random) -> None:
    """Every document is in one group at most, and shuffled input gives the same groups."""
    texts = [WIRE, OTHER, BOX, f"{OTHER} {WIRE}"]
    documents = [make_document(vary(texts[kind], n, share), name=f"{n}") for n, (kind, share) in enumerate(drafts)]
    groups = group_copies(documents=documents, readings=())
    members = [doc for group in groups for doc in group.docs]
    assert len(members) == len(set(members))
    assert all(group.origin in group.docs and len(group.docs) > 1 for group in groups)
    shuffler.shuffle(documents)
    assert group_copies(documents=documents, readings=()) == groups


def test_samples_are_distinct_and_sorted() -> None:
    """A sample holds each kept shingle of a document once, in order, and none that runs over from one document into the next."""
    documents = [make_document(f"{WIRE} {WIRE}", name="twice"), make_document(OTHER, name="other")]
    samples = sample_documents(documents)
    assert (np.diff(samples.owners) >= 0).all()
    for number, text in enumerate((f"{WIRE} {WIRE}", OTHER)):
        hashes = hash_shingles(find_words(text).numbers)
        assert samples.of(number).tolist() == sorted({h for h in hashes.tolist() if h % SAMPLE == 0})


SPEECH = (
    "We were asked to take down the mast and we have answered that it stands on our own hill, that it looks at our own water, "
    "and that whoever wishes to know what it sees may come and read the log, page by page, in the presence of the harbour "
    "master and of anybody else who can be quiet for an afternoon. What we shall not do is ask leave to look out of our own "
    "window. The Council of the Straits was founded to count ships, not hills."
)
OWN = (
    "In Veldania's parliament the debate on the mast went on past midnight. The opposition left the hall before the vote, "
    "which the government won by three voices. Its spokesman read out a short text to an empty gallery:",
    "Osmark heard the answer over lunch. Officials in the chair's office had drafted a milder line the day before and were "
    "said to be angry. None of them would speak. The full text, as sent by courier from Trel Bay, runs:",
)


@pytest.mark.parametrize("marks", [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("“", "")])
def test_one_long_quotation_makes_no_copies(marks: tuple[str, str]) -> None:
    """Two short pages that quote one speech at length in frames of their own are two voices."""
    pages = [make_document(f"{own} {marks[0]}{SPEECH}{marks[1]}", name=f"{n}") for n, own in enumerate(OWN)]
    assert group_copies(documents=pages, readings=()) == ()


def test_the_same_words_without_marks_are_a_copy() -> None:
    """Where nothing says that the piece is quoted, who carries it carries the other's words."""
    pages = [make_document(f"{own} {SPEECH}", name=f"{n}") for n, own in enumerate(OWN)]
    assert len(group_copies(documents=pages, readings=())) == 1


def test_a_reprint_with_a_long_quotation_is_a_copy() -> None:
    """The frame is shared too; and a page that is the bare quotation is one voice with another such page."""
    page = f"{OWN[0]} “{SPEECH}”"
    reprint = page.replace("short text", "brief text").replace("past midnight", "until one in the morning")
    documents = [make_document(text, name=name) for name, text in (("page", page), ("reprint", reprint))]
    assert len(group_copies(documents=documents, readings=())) == 1
    bare = [make_document(f"{word}: “{SPEECH}”", name=word) for word in ("Text", "Wording")]
    assert len(group_copies(documents=bare, readings=())) == 1


@pytest.mark.slow
def test_reprints_of_the_labelled_set(shared: Path) -> None:
    """Synthetic reprints, where the labelled set is at hand: pair F1 stays at .97."""
    path = shared / "data" / "stories" / "reprints_dev.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    documents = [make_document(row["text"], name=row["id"], headline=row["title"]) for row in rows]
    label = {document.id: row["story"] for document, row in zip(documents, rows, strict=True)}
    pairs = {
        (left, right)
        for group in group_copies(documents=documents, readings=())
        for left in group.docs
        for right in group.docs
        if left < right
    }
    right_pairs = sum(label[left] == label[right] for left, right in pairs)
    sizes: dict[str, int] = {}
    for story in label.values():
        sizes[story] = sizes.get(story, 0) + 1
    gold = sum(size * (size - 1) // 2 for size in sizes.values())
    assert 2 * right_pairs / (len(pairs) + gold) >= 0.97


def test_stock_phrases_are_no_copy() -> None:
    """Two texts that share many short phrases and no passage are two voices, however many shingles they share."""
    rng = random.Random(5)
    shared = [" ".join(f"s{rng.randrange(10**6)}" for _ in range(6)) for _ in range(20)]

    def text(mark: str) -> str:
        return " ".join(f"{phrase} {mark}{n} {mark}x{n}" for n, phrase in enumerate(shared))

    documents = [make_document(text("a"), name="a"), make_document(text("b"), name="b")]
    assert find_edges(sample_documents(documents))  # the shingles alone would join them
    assert group_copies(documents=documents, readings=()) == ()

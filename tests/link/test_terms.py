"""Documents as weighted terms: stems, counts, rare words above common ones."""

import numpy as np
import pytest

from crosswire.link.terms import TITLE, TOLD, Lexicon, share_numbers, weigh_terms
from crosswire.model import Document
from tests.factory import make_document


def taken(*documents: Document) -> tuple[Lexicon, list[dict[str, float]]]:
    """Return a lexicon that has taken documents, and by term 1 + ln of the counts in each."""
    lexicon = Lexicon()
    rows = [lexicon.take(document) for document in documents]
    return lexicon, [
        {lexicon.names[term]: value for term, value in zip(terms.tolist(), logs.tolist(), strict=True)}
        for terms, logs in rows
    ]


def test_forms_of_a_word_are_one_term() -> None:
    """Capitals, plurals and possessives make no difference; words that say nothing are left out."""
    _, (row,) = taken(make_document("The mast's masts: Mast! It is the MASTS."))
    assert row == {"mast": pytest.approx(1 + np.log(4))}


def test_the_headline_counts_more() -> None:
    """A word of a headline that came with the text counts `TITLE` times; one inside the text that often more."""
    _, (row,) = taken(make_document("Radar mast in the bay.", headline="Mast"))
    assert row["mast"] == pytest.approx(1 + np.log(1 + TITLE)) and row["radar"] == pytest.approx(1.0)
    zoned = make_document("Mast\nRadar in the bay.", zones=[("Mast", "title")])
    _, (row,) = taken(zoned)
    assert row["mast"] == pytest.approx(1 + np.log(1 + TITLE))


def test_only_the_first_of_a_long_text_is_read() -> None:
    """What stands after `TOLD` characters is no term."""
    _, (row,) = taken(make_document("mast " + "buoy " * (TOLD // 5) + "lighthouse"))
    assert set(row) == {"mast", "buoy"}


def test_nothing_to_read() -> None:
    """A document without words has an empty row, weighed too."""
    lexicon, (row,) = taken(make_document("- - -"))
    assert row == {} and lexicon.documents == 1
    assert [len(column) for column in weigh_terms([make_document("the of and")]).rows[0]] == [0, 0]


def test_terms_are_counted_once_a_document() -> None:
    """The frequency of a term is the number of documents that hold it, in whatever form."""
    lexicon, _ = taken(make_document("mast masts mast", name="a"), make_document("Masts and buoys", name="b"))
    assert lexicon.frequency[lexicon.index["mast"]] == 2 and lexicon.frequency[lexicon.index["buoy"]] == 1


def test_weights_know_common_words_and_numbers() -> None:
    """A word that general English texts hold weighs less than a name; numbers are told apart."""
    lexicon = Lexicon()
    row = lexicon.weigh(lexicon.take(make_document("government Marran 4200")))
    weight = {lexicon.names[term]: value for term, value in zip(row[0].tolist(), row[1].tolist(), strict=True)}
    assert weight["government"] < weight["marran"]
    assert [lexicon.names[term] for term in lexicon.numbers(row)] == ["4200"]
    assert np.sqrt((row[1] ** 2).sum()) == pytest.approx(1.0)


def test_the_terms_in_common_heaviest_first() -> None:
    """Names before common words, ties by the alphabet, no more than asked for."""
    texts = ["Marran and Osmark on the government of Kesk", "The government of Osmark told Marran"]
    terms = weigh_terms([make_document(text, name=f"{n}") for n, text in enumerate(texts)])
    assert terms.common(0, 1) == ("marran", "osmark", "government")
    assert terms.common(0, 1, 1) == ("marran",)


def test_numbers_in_common() -> None:
    """The cosine of two documents' numbers."""
    assert share_numbers({1: 0.6, 2: 0.8}, {2: 1.0}) == share_numbers({2: 1.0}, {1: 0.6, 2: 0.8}) == 0.8
    assert share_numbers({}, {1: 1.0}) == 0

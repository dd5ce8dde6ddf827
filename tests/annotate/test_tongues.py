"""Words, sentences and names of other languages."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.annotate.marks import pair_marks
from crosswire.annotate.tongues import find_names, find_sentences_between, find_tokens, full_names, load_tongues


def names(text: str, code: str) -> list[str]:
    """Return the names in a text."""
    return [" ".join(n.words) for n in find_names(list(find_tokens(text, 0, len(text))), text, load_tongues()[code])]


def test_names_without_titles() -> None:
    """Titles, also as the end of a compound, articles and what a title is of are taken off; a particle inside stays."""
    assert names("Die Verkehrsministerin Irina Dolgowa", "de") == ["Irina Dolgowa"]
    assert names("la ministra degli Esteri Ilse Marran", "it") == ["Ilse Marran"]
    assert names("minister Ilse Marran van Buitenlandse Zaken", "nl")[0] == "Ilse Marran"
    assert names("Nicolas de la Cruz habló", "es") == ["Nicolas de la Cruz"]


def test_full_names_by_surname() -> None:
    """The first full name of a surname counts."""
    tokens = list(find_tokens(text := "Ilse Marran und Tomas Berel. Jan Marran.", 0, 40))
    assert full_names(find_names(tokens, text, load_tongues()["de"])) == {
        "Marran": ("Ilse", "Marran"),
        "Berel": ("Tomas", "Berel"),
    }


def test_hyphened_pronouns() -> None:
    """French verbs carry their pronoun."""
    text = "dit-il, a-t-elle, porte-parole"
    assert [text[t.start : t.end] for t in find_tokens(text, 0, len(text))] == [
        "dit",
        "il",
        "a",
        "elle",
        "porte-parole",
    ]


def test_sentences() -> None:
    """A stop inside marks, an ordinal and an initial end none; marks that close behind a stop do."""
    text = "Am 3. Mai sagte M. Berel: „Ja. Nein.“ Dann ging er."
    assert [text[a:b].strip() for a, b in find_sentences_between(text, pair_marks(text)[0])] == [
        "Am 3. Mai sagte M. Berel: „Ja. Nein.“",
        "Dann ging er.",
    ]


@given(st.text(alphabet="Aa.„“«»— ,!-'", max_size=60))
def test_sentences_cover_the_text(text: str) -> None:
    """Whatever the marks: the sentences are in order, do not overlap and leave nothing but blanks out."""
    found = find_sentences_between(text, pair_marks(text)[0])
    at = 0
    for start, end in found:
        assert start >= at and not text[at:start].strip()
        at = end
    assert not text[at:].strip()

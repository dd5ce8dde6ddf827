"""Who is he and who is she, as a text itself shows."""

from tests.annotate.parse import resolved, speakers

OPENING = "Foreign Minister Ilse Marran met League chief Corin van der Aale on Friday.\n"


def test_who_was_he_is_not_she() -> None:
    """A man named in between does not take her words: the text has called him he."""
    text = OPENING + (
        "Van der Aale said he would stay.\nMarran said the bay was closed, with van der Aale beside the door.\n"
        '"The bay is closed," she said.\n'
    )
    assert speakers(text)[-1] == ["person:ilse marran"]


def test_a_title_tells() -> None:
    """Mrs X of two X is the one called she; Mr X is the other."""
    text = "Emeric Tolvan and Lida Tolvan spoke. Lida Tolvan said she was tired. Mr Tolvan said the court was slow.\n"
    assert speakers(text)[-1] == ["person:emeric tolvan"]


def test_nobody_fits() -> None:
    """She is nobody where the text names only a man."""
    assert speakers("Corin van der Aale said he would stay.\n“It is late,” she said.\n")[-1] == [None]


def test_who_is_told_of_is_not_who_tells() -> None:
    """In "Tave found it, she said" nothing shows Tave to be a woman: she is the one who was called so."""
    text = "Ms Marran lost her dog. Corin Tave found it first, she said.\n"
    assert [m.entity for m in resolved(text)[1] if m.kind == "pronoun"] == ["person:marran"]

"""Forms of single lines."""

import pytest

from crosswire.ingest.forms import date_sub, find_bracket, find_credit, find_form, find_names
from crosswire.ingest.lines import Line


def form_of(text: str) -> tuple[str, str] | None:
    """Return label and sub-label of a line by itself."""
    form = find_form(Line(0, 0, len(text), text, True))
    return (form.label, form.sub) if form else None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("AFP", ("metadata", "agency_credit")),
        ("(Reuters)", ("metadata", "agency_credit")),
        ("(with agency reports)", ("metadata", "source_credit")),
        ("With reporting by AP and Reuters", ("metadata", "source_credit")),
        ("(Reporting by Tor Brask in Trel Bay; Editing by Ilse Aun)", ("metadata", "reporting_credit")),
        ("By Ilse Marran", ("byline", "byline")),
        ("Von Ilse Marran", ("byline", "byline")),
        ("© 2019 Osmark Mail. All rights reserved.", ("rights", "copyright_notice")),
        ("Copyright Osmark Mail", ("rights", "copyright_notice")),
        ("EMBARGOED UNTIL 14:00 GMT, 5 May 2020", ("rights", "embargo")),
        ("Embargo: 5 May 2020", ("rights", "embargo")),
        ("Published: 5 May 2020 10:00", ("metadata", "publication_date")),
        ("Last updated on May 5, 2020", ("metadata", "update_date")),
        ("Tuesday, May 5, 2020", ("metadata", "date")),
        ("Subscribe", ("furniture", "button")),
        ("Sign up for our newsletter and never miss a story.", ("furniture", "prompt")),
        ("Related Articles", ("teaser", "related_heading")),
        ("Read more: Talks in Trel Bay break off", ("teaser", "related_link")),
        ("Marran said no. more", ("teaser", "related_blurb")),
        ("Ferries in the bay (TASS)", ("caption", "photo_caption")),
        ("Ferries in the bay (AP Photo/J. Doe)", ("caption", "photo_caption")),
        ("Ferries in the bay. Photo: Osterbild", None),
        ("Ferries in the bay | Getty Images", ("caption", "photo_caption")),
        ("File photo of the ferry", ("caption", "photo_caption")),
    ],
)
def test_forms(text: str, form: tuple[str, str] | None) -> None:
    """Credits, rights, dates, buttons, teasers and captions are told by the line alone."""
    assert form_of(text) == form


@pytest.mark.parametrize(
    "text",
    [
        "The minister published a paper on May 5, 2020, and left.", "By the end of the year the ferries will be gone.", "By Tuesday they had left.",
        "An embargo on fish was lifted on 5 May 2020 after talks that had gone on for a year in the capital of the country, and nobody "
        "was glad of it.", "With reports of fighting coming in, the council met again.", "They want more", "He asked for more.",
        "Veldania (left) and Osmark (right)", "The trend", "The Council met in Trel Bay on Tuesday.", "She wrote the newsletter of the ferry "
        "workers for thirty years, in which she told what went wrong at sea and who had been the one to pay for it, and it was read by all "
        "who worked in the harbour or had a share in one of the boats there.",
    ],
)  # fmt: skip
def test_what_is_prose(text: str) -> None:
    """Sentences that hold such words stay what they are."""
    assert form_of(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ilse Marran and Tor Brask in Trel Bay", ["Ilse Marran", "Tor Brask"]),
        ("By TOR BRASK, Associated Press Writer", ["TOR BRASK"]),
        ("*By Mara Quill, for the Ledger, 15 May 2014*", ["Mara Quill"]),
        ("Von Ilse Marran", ["Ilse Marran"]),
        ("By Corin van der Aale | 5 May 2020", ["Corin van der Aale"]),
        ("By the numbers", []),
        ("by Ilse Marran", []),
        ("By Ilse.", []),
        ("Di Maio", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    """Names of a byline, each with its place; without place, paper and date."""
    assert [text[a:b] for a, b in find_names(text)] == names


def test_credits_and_brackets() -> None:
    """A caption's credit is found with its place; positions in a picture are none."""
    text = "Ferries in the bay (TASS)"
    assert find_credit(text) == (19, 25)
    assert find_credit("Ferries of the EU (EU)") is None
    assert find_bracket("Ferries (Kestrel Pictures)") == (8, 26)
    assert find_bracket("Marran (left)") is None
    assert find_bracket("Ferries (of which there are six or seven today)") is None


@pytest.mark.parametrize(
    ("text", "sub"),
    [
        ("5 May 2020", "date"),
        ("Posted on 5 May 2020 at 10:00 GMT", "publication_date"),
        ("5 May", None),
        ("He left on 5 May 2020", None),
        ("© 2020", None),
    ],
)
def test_date_sub(text: str, sub: str | None) -> None:
    """Lines of dates: a day with its year, and next to nothing else."""
    assert date_sub(text) == sub

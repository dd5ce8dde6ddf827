"""Articles made of field lines."""

from crosswire.ingest.fielded import Article, languages
from crosswire.model import Zone


def test_parts_of_lines_are_zones() -> None:
    """A field's name and value are zones of their own, without the blanks around them, from the article's own start."""
    article = Article("before\n\n Title here \nDate:  June 6, 2031\nLanguage: ENGLISH; en\nafter", 8, 66)
    article.tell(0, "title")
    article.tell_field(1, "date", 5)
    article.tell_field(2, "language", 9)
    article.tell(2, "page", 50)
    source = article.source(3)
    assert [(z.label, z.sub, source.content[z.start : z.end]) for z in source.zones] == [
        ("title", "headline", "Title here"),
        ("metadata", "field_name", "Date:"),
        ("metadata", "publication_date", "June 6, 2031"),
        ("metadata", "field_name", "Language:"),
        ("metadata", "language", "ENGLISH; en"),
    ]
    assert source.clean and source.number == 3
    assert source.declared.values == {"language": ("en", "field: ENGLISH; en")}
    assert all(isinstance(zone, Zone) for zone in source.zones)


def test_what_is_read_beside_the_zones() -> None:
    """A month without a day, and an agency that is itself the publication."""
    article = Article("Agence France Presse -- English\nJune 2031", 0, 60)
    article.tell(0, "publisher")
    article.tell(1, "date")
    values = article.source(1).declared.values
    assert values["published"][0] == "2031-06"
    assert values["agency"][0] == "Agence France Presse -- English"


def test_names_of_languages() -> None:
    """One code a name; names in small letters."""
    assert languages()["deutsch"] == "de" and all(name == name.lower() for name in languages())

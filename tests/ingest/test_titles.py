"""The title among the lines of a page."""

import pytest

from tests.ingest.samples import BODY, LEAD, label_of, read


@pytest.mark.parametrize(
    "above",
    [
        "Veldania ties its part in the Council to reform\n",
        "Home\nWorld news today\nVeldania ties its part in the Council to reform\nBy Ilse Aun\nShare\n",
        "Osmark Mail\nVeldania ties its part in the Council to reform\nFerries at the pier of Trel Bay. Photo: Osterbild\n",
        "VELDANIA TIES ITS PART IN THE COUNCIL TO REFORM\n\n",
        "# Veldania ties its part in the Council to reform\n\n",
        "Veldania ties its part in the Council to reform: “In the open”\nWhat the minister said of the ferry treaty, and why Osmark has not signed\n",
    ],
)  # fmt: skip
def test_titles(above: str) -> None:
    """The title is found under menus and above bylines, buttons, captions and standfirsts."""
    document, _ = read(above + LEAD + "\n" + BODY)
    assert str(document.header.headline.value).lower().startswith("veldania ties its part in the council to reform")
    assert document.header.headline.place is not None


@pytest.mark.parametrize(
    "above",
    ["", "- Trel Bay International\nSubscribe\n", "Sign up for our newsletter\nBreaking News\n", "The Council:\n"],
)
def test_no_title(above: str) -> None:
    """Where the capture has lost its title none is made up from a menu, a site's name or a label."""
    document, _ = read(above + LEAD + "\n" + BODY)
    assert document.header.headline.value is None
    assert label_of(document, LEAD) == "body"


def test_title_told_twice() -> None:
    """A title that is printed again is a title both times; the header gives the first."""
    title = "Veldania ties its part in the Council to reform"
    document, _ = read(f"{title}\nWorld\n{title}\n{LEAD}\n{BODY}")
    assert [z.start for z in document.zones if z.label == "title"] == [0, document.text.rindex(title)]
    assert document.header.headline.place is not None and document.header.headline.place.start == 0

"""What other packages add."""

from importlib.metadata import EntryPoint

import pytest

from crosswire import plugins
from crosswire.errors import FormatUnknown
from crosswire.export import FORMATS, Exporter, find_format

LIST = Exporter("list", "The names of the documents, one a line.", lambda dossier, options: iter(()), single="list.txt")
OFFERED = {"list": LIST, "md": LIST, "odd": "not an exporter"}


@pytest.fixture(autouse=True)
def installed(monkeypatch):
    """An installed package that offers an exporter, one in the place of ours, one that is none, and one that cannot be imported."""

    def load(point):
        return OFFERED[point.name] if point.name in OFFERED else __import__("nowhere_to_be_found")

    points = [EntryPoint(n, "somebodys.package:IT", plugins.EXPORTERS) for n in ("list", "md", "odd", "torn")]
    monkeypatch.setattr(EntryPoint, "load", load)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [p for p in points if p.group == group])


def test_a_format_of_others_stands_beside_ours():
    """An entry point adds a format under its name."""
    assert find_format("list") is LIST


def test_a_format_of_ours_is_not_replaced():
    """A name that is taken stays with us."""
    assert find_format("md") is FORMATS["md"]


@pytest.mark.parametrize(
    ("name", "says"), [("odd", "not a crosswire"), ("torn", "nowhere_to_be_found"), ("none", "list")]
)
def test_what_is_no_format(name, says):
    """A plugin that is none or cannot be loaded, and a name that nobody has, are told as such; ours still work."""
    with pytest.raises(FormatUnknown, match=says):
        find_format(name)
    assert find_format("jsonl") is FORMATS["jsonl"]

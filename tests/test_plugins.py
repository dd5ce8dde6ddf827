"""What other packages add."""

from importlib.metadata import EntryPoint

import pytest

from crosswire import plugins
from crosswire.export import FORMATS, Exporter, find_formats

LIST = Exporter("list", "The names of the documents, one a line.", lambda dossier, options: iter(()), single="list.txt")


@pytest.fixture
def installed(monkeypatch):
    """An installed package that offers an exporter, and one that would take the place of ours."""
    points = [
        EntryPoint("list", f"{__name__}:LIST", plugins.EXPORTERS),
        EntryPoint("md", f"{__name__}:LIST", plugins.EXPORTERS),
    ]
    monkeypatch.setattr(EntryPoint, "load", lambda self: LIST)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [p for p in points if p.group == group])


def test_a_format_of_others_stands_beside_ours(installed):
    """An entry point adds a format under its name."""
    assert find_formats()["list"] is LIST
    assert set(FORMATS) < set(find_formats())


def test_a_format_of_ours_is_not_replaced(installed):
    """A name that is taken stays with us."""
    assert find_formats()["md"] is FORMATS["md"]


def test_without_plugins_there_are_ours():
    """The table of a plain install is our own."""
    assert dict(find_formats()) == dict(FORMATS)

"""`crosswire search` and `crosswire serve` on the command line."""

import json

import pytest
from typer.testing import CliRunner

from crosswire.cli import app
from crosswire.errors import QueryError, ServeRefused
from crosswire.store import Store
from tests.sample import sample_documents, sample_findings
from tests.web.served_sample import write_findings


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the sample dossier's folder."""
    return write_findings(tmp_path_factory.mktemp("searched"), sample_findings())


def run(*words):
    """Run the command line; errors come through."""
    found = CliRunner().invoke(app, [str(w) for w in words], catch_exceptions=False, standalone_mode=False)
    return found


def lines_of(*words) -> list[str]:
    """Return what it prints."""
    return CliRunner().invoke(app, [str(w) for w in words]).output.splitlines()


def test_results_stand_in_groups_with_their_places(folder):
    """Outlet, document, place, who, words."""
    lines = lines_of("search", folder, "shore", "--kind", "statement")
    assert lines[0].startswith("statements: ") and any("Ilse Marran: " in line and "-" in line for line in lines[1:])


def test_options_are_the_fields_of_the_query(folder):
    """`--speaker marran` and `speaker:marran` find the same."""
    assert lines_of("search", folder, "--speaker", "marran") == lines_of("search", folder, "speaker:marran") != []
    assert lines_of("search", folder, "shore", "--manner", "direct", "--limit", "1")


def test_json_lines_hold_the_words_of_their_places(folder):
    """The rows are those of the API."""
    texts = {d.id: d.text for d in sample_documents().values()}
    rows = [json.loads(line) for line in lines_of("search", folder, "shore", "--json")]
    assert rows
    for row in rows:
        if row["doc"]:
            assert texts[row["doc"]][row["start"] : row["end"]] == row["words"]


def test_a_dossier_of_an_earlier_crosswire_gets_its_index(tmp_path):
    """What searches are looked up by is made when it is missing."""
    write_findings(tmp_path, sample_findings())
    with Store.open(tmp_path, write=True) as store, store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM search_entries")
        connection.exec_driver_sql("DELETE FROM links")
    assert lines_of("search", tmp_path, "shore")


@pytest.mark.parametrize("words", [["--kind", "all"], ["--manner", "loud"], ["from:soon"]])
def test_what_cannot_be_meant_is_refused(words, folder):
    """With the error of a search."""
    with pytest.raises(QueryError):
        run("search", folder, *words)


def test_a_server_for_others_does_not_start_without_a_token(folder):
    """Nothing listens before the door is checked."""
    with pytest.raises(ServeRefused):
        run("serve", folder, "--host", "0.0.0.0", "--port", "0")

"""The sources of a story."""

import pytest

from crosswire.dossier import Dossier
from crosswire.web.sources import coverage, draw_coverage, sources_view
from tests.factory import make_document, make_findings, make_published
from tests.sample import sample_findings


@pytest.fixture
def dossier():
    """Return the sample."""
    return Dossier(sample_findings())


def test_the_matrix_has_a_column_a_voice_and_a_mark_a_manner(dossier):
    """Copies stand in the column of their original; what is certain hides what is only possible, and no voice is left out."""
    story = max(dossier.stories, key=lambda s: len(s.docs))
    view = sources_view(dossier, story)
    for row in view["matrix"]:
        assert len(row.cells) == len(view["voices"])
        wordings = dossier.wordings(row.statement)
        for voice, cell in zip(view["voices"], row.cells, strict=True):
            docs = {voice.account.document.id, *(c.document.id for c in voice.copies)}
            told = [w for w in wordings if w.doc in docs]
            assert len(cell) == len({m.manner for m in cell}) and bool(cell) == bool(told)
            assert all(m.certain == any(w.certain for w in told) for m in cell)


def test_a_copy_is_told_with_its_original(dossier):
    """Every copy names the account it is a copy of; everything else names none."""
    story = max(dossier.stories, key=lambda s: len(s.docs))
    for row in sources_view(dossier, story)["rows"]:
        group = dossier.copy_group(row.account.document.id)
        assert row.original == (group.origin if group and group.origin != row.account.document.id else None)


def test_coverage_counts_accounts_by_day():
    """Each dated account once; those whose day is not known are left out; fewer than three days are no chart."""
    docs = [make_document(f"Text {n}.", name=f"{n}.txt") for n in range(5)]
    dates = ["2031-06-12", "2031-06-12", "2031-06-13", "2031-06-15", "2031-06"]
    published = [make_published(d, v) for d, v in zip(docs, dates, strict=True)]
    dossier = Dossier(make_findings(docs, published=published))
    ids = [d.id for d in docs]
    assert [(d.date, d.accounts, d.independent) for d in coverage(dossier, ids)] == [
        ("2031-06-12", 2, 2),
        ("2031-06-13", 1, 1),
        ("2031-06-15", 1, 1),
    ]
    assert draw_coverage(dossier, ids).count("<rect") == 6
    assert not draw_coverage(dossier, ids[:3])

"""Copies folded into what they copy."""

import pytest

from crosswire.dossier import Dossier
from crosswire.web.folds import fold_places, fold_wordings
from tests.sample import sample_findings


@pytest.fixture(scope="module")
def dossier():
    """Return the sample, in which Harbour Daily reprints Northwire."""
    return Dossier(sample_findings())


def test_the_same_words_of_a_copy_are_named_with_the_original(dossier):
    """The original is shown, wherever it stands in the row; nothing is lost."""
    group = dossier.findings.copies[0]
    for statement in dossier.findings.statements:
        for wordings in (dossier.wordings(statement), dossier.wordings(statement)[::-1]):
            folded = fold_wordings(dossier, wordings)
            told = [w.quotation.id for w, same in folded for w in (w, *same)]
            assert sorted(told) == sorted(w.quotation.id for w in wordings)
            for w, same in folded:
                assert all(s.folded == w.folded for s in same)
                assert not same or w.doc == group.origin


def test_independent_accounts_are_never_folded(dossier):
    """Also not where they use the same words."""
    for entry in dossier.findings.timeline:
        for e, same in fold_places(dossier, entry.places):
            voice = dossier.copy_group(e.place.doc)
            assert not same or (voice and all(s.place.doc in voice.docs for s in same))

"""What may go out: whole texts, extracts of so many words, or none."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.export.common import CUT, ExportOptions


def test_extracts() -> None:
    """An extract is cut behind its last word and marked; one that is short enough stays as it is."""
    options = ExportOptions(evidence_words=3)
    assert options.extract("We  cannot steer by the moon.") == f"We  cannot steer{CUT}"
    assert options.extract("We cannot steer.") == "We cannot steer."
    assert ExportOptions().extract("We cannot steer by the moon.") == "We cannot steer by the moon."
    assert ExportOptions(evidence_words=0).extract("We") is None
    assert ExportOptions(with_text=False, evidence_words=5).extract("We") is None


def test_whole_texts_go_out_only_where_nothing_is_cut() -> None:
    """Who asks for cut extracts does not get the stored text."""
    assert ExportOptions().with_documents
    assert not ExportOptions(evidence_words=3).with_documents
    assert not ExportOptions(with_text=False).with_documents


@given(st.text(max_size=80), st.integers(1, 20))
def test_never_more_words(words: str, most: int) -> None:
    """Whatever the text, no more words than asked for go out, and they are a beginning of it."""
    cut = ExportOptions(evidence_words=most).extract(words)
    assert cut is not None
    kept = cut.removesuffix(CUT) if cut != words else cut
    assert words.startswith(kept) and len(kept.split()) <= max(most, len(cut.split()) if cut == words else 0)
    assert len(words.split()) <= most or cut != words

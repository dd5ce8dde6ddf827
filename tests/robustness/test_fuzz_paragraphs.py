"""A short run of bench/fuzz_paragraphs.py: a mutated paragraph gives records or a problem, and every place resolves."""

from dataclasses import replace

from fuzz_paragraphs import check, fuzz, make_document, read_bases

from crosswire.annotate import load_engine, read_document


def test_cases_are_the_same_for_the_same_seed() -> None:
    """A failing case can be run again by its number."""
    bases = read_bases()
    assert [make_document(n, 5, bases) for n in range(20)] == [make_document(n, 5, bases) for n in range(20)]
    assert make_document(3, 5, bases) != make_document(3, 6, bases)


def test_mutated_paragraphs() -> None:
    """None of them ends the reading, and none gives a place outside its text."""
    done, failed = fuzz(150, seed=23)
    assert done >= 150 and failed == {}


def test_a_wrong_place_is_noticed() -> None:
    """The check is no formality."""
    bases = ["Marran said the fleet would sail."]
    document, _ = make_document(0, 0, bases)
    document = replace(document, text=bases[0], zones=(replace(document.zones[0], start=0, end=len(bases[0])),))
    reading, _ = read_document(document, load_engine())
    assert check(document, reading) == []
    (quotation,) = reading.quotations
    for wrong in (
        replace(quotation, content=((10, 99),)),
        replace(quotation, content=()),
        replace(quotation, nested_in="q-none"),
        replace(quotation, content=((20, 25), (11, 15))),
    ):
        assert check(document, replace(reading, quotations=(wrong,)))

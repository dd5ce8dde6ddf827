"""From the tagger's numbers to attributions."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.annotate.tagger_decode import (
    Attribution,
    Guess,
    best_path,
    best_source,
    continue_quotations,
    find_candidates,
    follow_on,
    is_quotation,
    read_units,
    runs_of,
    settle,
    trim,
    widen,
)
from crosswire.annotate.tagger_windows import Unit, read_unit
from tests.annotate.tagger_fakes import FakeNetwork, FakeTokenizer


def read(text: str, **wishes: object) -> tuple[list[Attribution], list[Unit]]:
    """Read a text line by line with a network that is sure of what it is told."""
    tokenizer = FakeTokenizer()
    units, start = [], 0
    for line in text.split("\n"):
        units += read_unit(tokenizer, text, start, start + len(line), 0)
        start += len(line) + 1
    found = read_units(FakeNetwork(tokenizer, **wishes), text, units)  # type: ignore[arg-type]
    return continue_quotations(text, units, found), units


def test_an_attribution_is_found_and_placed() -> None:
    """Cue, source and content come back as places in the text, whole words only."""
    text = "On Monday Achterberg said the negotiations failed. Nobody came."
    (found,), _ = read(text, before=2)
    assert text[slice(*found.cue)] == "said"
    assert found.source is not None
    assert text[slice(*found.source)] == "Achterberg"
    assert [text[a:b] for a, b in found.content] == ["the negotiations failed"]


def test_nothing_is_found_where_the_decoder_is_not_sure() -> None:
    """A cue the decoder does not believe in gives no attribution."""
    assert read("Marran said it.", verdict=-6.0)[0] == []


def test_the_surer_attribution_keeps_the_words() -> None:
    """Words that two attributions claim go to the surer; a lesser one that loses most of them is dropped."""
    strong = Guess((1, 2), (0, 1), [2, 3, 4, 5], 0.9, 1.0)
    weak = Guess((6, 7), None, [4, 5, 7], 0.6, 1.0)
    fair = Guess((9, 10), None, [5, 10, 11, 12], 0.7, 1.0)
    kept = settle([weak, fair, strong])
    assert [(g.cue, outer) for g, outer in kept] == [((1, 2), None), ((9, 10), None)]
    assert kept[1][0].content == [10, 11, 12]


def test_an_attribution_inside_another_is_nested() -> None:
    """One whose cue and content stand inside another's content is kept, pointing at the outer one."""
    outer = Guess((1, 2), (0, 1), list(range(2, 10)), 0.9, 1.0)
    inner = Guess((4, 5), (3, 4), [6, 7, 8], 0.8, 1.0)
    assert [(g.cue, o) for g, o in settle([inner, outer])] == [((1, 2), None), ((4, 5), 0)]


def test_nested_attributions_point_at_their_outer_one() -> None:
    """Places, too, keep the tie between inner and outer."""
    text = "Marran said Velic told him the door is open."
    found, _ = read(text, cues=("said", "told"))
    assert [(text[slice(*a.cue)], a.inside) for a in found] == [("said", None), ("told", 0)]


def test_the_best_path_never_begins_inside() -> None:
    """An inside tag follows only its own kind."""
    scores = np.log(np.array([[0.1, 0.0, 0.5, 0.3, 0.1], [0.1, 0.0, 0.6, 0.0, 0.3], [0.6, 0.1, 0.1, 0.1, 0.1]]) + 1e-9)
    assert best_path(scores) == [3, 4, 0]


def test_a_fragment_has_its_price() -> None:
    """A splinter that is hardly likelier than nothing is left out; a sure beginning is not."""
    weak, sure = [0.4, 0.0, 0.0, 0.6, 0.0], [0.1, 0.0, 0.0, 0.9, 0.0]
    assert best_path(np.log(np.array([weak, sure]) + 1e-9)) == [0, 3]


@given(st.lists(st.lists(st.floats(-20, 0), min_size=5, max_size=5), min_size=1, max_size=12))
def test_paths_are_always_allowed(rows: list[list[float]]) -> None:
    """Whatever the numbers, no I stands without its B or I before it."""
    path = best_path(np.array(rows))
    assert len(path) == len(rows)
    for before, tag in zip([0, *path], path, strict=False):
        assert tag not in (2, 4) or before in (tag, tag - 1)


def test_one_source_is_chosen() -> None:
    """Of two runs of source pieces the surer is taken."""
    tags = np.full((4, 5), 0.1)
    tags[0, 1], tags[2, 1], tags[3, 2] = 0.5, 0.9, 0.9
    assert best_source([1, 0, 1, 2], tags) == (2, 4)
    assert best_source([0, 3, 4], tags[:3]) is None


def test_candidates_grow_over_their_words() -> None:
    """A candidate takes its inside pieces and the rest of its word; an inside piece without a beginning is one too."""
    cue = np.array([[0.6, 0.1, 0.3], [0.0, 0.9, 0.1], [0.0, 0.1, 0.9], [0.0, 0.0, 1.0], [0.1, 0.6, 0.3]])
    assert [c[:2] for c in find_candidates(cue, [0, 1, 1, 2, 3])] == [(0, 3), (4, 5)]


def test_a_quotation_runs_over_paragraphs() -> None:
    """A quotation open at the paragraph's end goes on in the next one that opens with a mark, until it is closed."""
    text = '"We wait," Marran said: "The door is open.\n"Nobody came.\n"We can wait longer." She left.\n"Who knows?"'
    found, _ = read(text, stop="#")
    assert [text[a:b] for a, b in found[-1].content][-2:] == ['"Nobody came.', '"We can wait longer."']


def test_a_closed_quotation_does_not_run_on() -> None:
    """After a closing mark the next paragraph's quotation is somebody else's matter."""
    text = 'Marran said: "The door is open."\n"Nobody came."'
    found, _ = read(text, stop="#")
    assert [text[a:b] for a, b in found[0].content] == ['"The door is open."']


def test_a_paragraph_that_is_one_quotation_follows_the_one_before() -> None:
    """It goes on with the last direct or mixed quotation of the paragraph before, through a chain of such paragraphs."""
    text = (
        '"The gate stays shut," Marran said.\n"We told them in the spring that it would."\n"They did not listen to us at all."'
        '\n"Never!"\nHe left.\n"Nobody here knows who said this sentence."'
    )
    tokenizer, units, start = FakeTokenizer(), [], 0
    for line in text.split("\n"):
        units += read_unit(tokenizer, text, start, start + len(line), 0)
        start += len(line) + 1
    said = text.index("said")
    given_one = Attribution(((0, 22),), (said, said + 4), (23, 29), 0.9, 1.0)
    (found,) = follow_on(text, units, [given_one])
    assert [text[a:b] for a, b in found.content] == [
        '"The gate stays shut,"',
        '"We told them in the spring that it would."',
        '"They did not listen to us at all."',
    ]
    assert follow_on(text, units, [replace(given_one, speech=0.1)]) == [replace(given_one, speech=0.1)]
    indirect = replace(given_one, content=((1, 21),))
    assert follow_on(text, units, [indirect]) == [indirect]


@pytest.mark.parametrize(("source", "follows"), [("he", True), ("Kesk", False)])
def test_a_whole_quotation_follows_a_speaker_who_went_on(source: str, follows: bool) -> None:
    """Between the quotation and the paragraph that is one, the same speaker may have said more, without marks."""
    text = (
        f'"The gate stays shut," Marran said, and {source} asked for calm.\n"We told them in the spring that it would."'
    )
    tokenizer, line = FakeTokenizer(), text.index("\n")
    units = [*read_unit(tokenizer, text, 0, line, 0), *read_unit(tokenizer, text, line + 1, len(text), 0)]
    said, asked = text.index("said"), text.index("asked")
    calm = (asked + 6, line - 1)
    first = Attribution(((0, 22),), (said, said + 4), (23, 29), 0.9, 1.0)
    second = Attribution((calm,), (asked, asked + 5), (asked - 1 - len(source), asked - 1), 0.9, 1.0)
    found = follow_on(text, units, [first, second])
    assert [len(a.content) for a in found] == [2 if follows else 1, 1]


def test_a_mark_that_is_never_closed_is_no_whole_quotation() -> None:
    """The mark at the paragraph's end closes another one."""
    assert is_quotation('"Then he walked on to the pier with all of us."')
    assert not is_quotation('"Then he walked on to the pier, shouting “all of us!”')


def test_edges() -> None:
    """Places are widened to whole words and trimmed of commas and stops that no mark holds."""
    text = 'a treaty, "Yes." end.'
    assert widen(text, 3, 5, 0, len(text)) == (2, 8)
    assert trim(text, 2, 9) == (2, 8)
    assert trim(text, 10, 16) == (10, 16)
    assert trim(text, 17, 21) == (17, 20)
    assert runs_of([1, 2, 4]) == [(1, 3), (4, 5)]


@given(st.text(alphabet="ab said.\n\"“” —'", max_size=300))
def test_any_text_gives_places_inside_it(text: str) -> None:
    """Whatever stands there, places are in order, not empty and inside the text."""
    for attribution in read(text)[0]:
        spans = attribution.content
        assert list(spans) == sorted(spans)
        assert all(0 <= a < b <= len(text) for a, b in (*spans, attribution.cue))


def test_a_document_is_read_the_same_with_others_around() -> None:
    """What is put to the network for a unit depends on its own group alone."""
    tokenizer = FakeTokenizer()
    text = "Marran said it."
    alone, beside = FakeNetwork(tokenizer), FakeNetwork(tokenizer)
    one = read_unit(tokenizer, text, 0, len(text), 0)
    other = read_unit(tokenizer, "Velic said no.", 0, 14, 1)
    read_units(alone, text, one)
    read_units(beside, text, [*one, *other])
    assert alone.shown[0] == beside.shown[0]

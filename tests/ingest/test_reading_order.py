"""The order in which stretches of a page are read."""

import random

from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.reading_order import Stretch, order_stretches

SENTENCE = "the minister said so"


def place(words: str, left: float, base: float, wide: float = 200.0) -> Stretch:
    """Return a stretch of ten points."""
    return Stretch(words, left, left + wide, base - 2, base + 8, 10)


def two_columns(rows: int = 12) -> list[Stretch]:
    """Return a title over two columns, in the order of reading."""
    title = place(f"T {SENTENCE}", 50, 760, 460)
    return [
        title,
        *(place(f"{c}{n} {SENTENCE}", left, 700 - 12 * n) for c, left in (("L", 50), ("R", 290)) for n in range(rows)),
    ]


def test_a_written_order_is_kept() -> None:
    """Columns written one after the other stay so, also where a box stands in between that geometry would sort away."""
    page = two_columns()
    odd = [*page[:5], place("box in the margin", 300, 100), *page[5:]]
    assert order_stretches(page) == page and order_stretches(odd) == odd


def test_a_woven_page_is_cut_at_its_gutter() -> None:
    """Rows across two or three columns, with titles over some of them, come out column by column."""
    page = two_columns()
    woven = sorted(page, key=lambda s: (-s.middle, s.left))
    assert order_stretches(woven) == page
    three = [
        place(f"{c}{n} {SENTENCE}", left, 700 - 12 * n, 140)
        for c, left in (("A", 50), ("B", 210), ("C", 370))
        for n in range(10)
    ]
    assert order_stretches(sorted(three, key=lambda s: (-s.middle, s.left))) == three


def test_bands_between_titles() -> None:
    """A line over both columns ends what stands above it in both."""
    page = two_columns()
    over = place(f"M {SENTENCE}", 50, 700 - 12 * 5.5, 460)
    woven = sorted([*page, over], key=lambda s: (-s.middle, s.left))
    expected = [page[0], *page[1:7], *page[13:19], over, *page[7:13], *page[19:25]]
    assert order_stretches(woven) == expected


def test_a_page_from_the_foot_is_turned_upright() -> None:
    """Lines that were written from below are read from above."""
    page = [place(f"{n} {SENTENCE}", 50, 700 - 12 * n) for n in range(10)]
    assert order_stretches(page[::-1]) == page


@given(st.integers(0, 10_000), st.integers(0, 60))
def test_no_stretch_is_lost(seed: int, count: int) -> None:
    """Whatever the boxes, the same stretches come out, once each."""
    chance = random.Random(seed)
    page = [
        place(f"{n} {SENTENCE}", chance.uniform(-50, 600), chance.uniform(-50, 900), chance.uniform(0, 500))
        for n in range(count)
    ]
    assert sorted(s.words for s in order_stretches(page)) == sorted(s.words for s in page)

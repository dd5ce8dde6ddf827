"""Printed lines that become paragraphs, and lines that only head pages."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.printed_lines import read_paper
from crosswire.ingest.reading_order import Stretch


def line(words: str, base: float, left: float = 50.0, size: float = 10.0, page: int = 0) -> Stretch:
    """Return a line of letters that are half an em wide."""
    return Stretch(words, left, left + 0.5 * size * len(words), base - 2, base + 8, size, page)


LONG = "the minister said on Tuesday that the ferry treaty would"
FULL = [LONG, "hold until autumn when the Council of the Straits meets,", "and not longer."]


def paragraphs(*lines: Stretch) -> list[str]:
    """Return the paragraphs of one page."""
    return list(read_paper([lines], [842.0]).paragraphs)


def test_lines_that_were_full_go_on() -> None:
    """A paragraph ends where its last line left room for the next word, also without indent or gap."""
    rows = [line(words, 700 - 12 * n) for n, words in enumerate([*FULL, *FULL])]
    assert paragraphs(*rows) == [" ".join(FULL)] * 2


def test_indents_gaps_and_sizes_end_paragraphs() -> None:
    """A line that is set in, stands further below or is of another size begins something new."""
    indented = [line(w, 700 - 12 * n, 60 if n % 2 == 0 else 50) for n, w in enumerate([LONG] * 6)]
    assert len(paragraphs(*indented)) == 3
    apart = [line(LONG, base) for base in (700, 688, 676, 646, 634, 622)]
    assert len(paragraphs(*apart)) == 2
    sizes = [line("Treaty will hold until autumn comes", 740, size=18), *(line(LONG, 700 - 12 * n) for n in range(4))]
    paper = read_paper([sizes], [842.0])
    assert len(paper.paragraphs) == 2 and paper.titles == ("Treaty will hold until autumn comes",)


def test_paragraphs_over_pages_and_their_heads() -> None:
    """A paragraph goes on over a page's end; heads and numbers stand apart, the first page's before, others behind."""
    pages = [
        [
            line("THE OSMARK MAIL, page 1", 820, page=n),
            *(line(LONG, 700 - 12 * k, page=n) for k in range(5)),
            line(f"- {n + 1} -", 20, 280, page=n),
        ]
        for n in range(3)
    ]
    paper = read_paper(pages, [842.0] * 3)
    assert paper.paragraphs == (" ".join([LONG] * 15),)
    assert paper.heads == (
        ("THE OSMARK MAIL, page 1",),
        ("- 1 -", *("THE OSMARK MAIL, page 1", "- 2 -"), *("THE OSMARK MAIL, page 1", "- 3 -")),
    )


def test_a_year_in_the_text_is_no_page_number() -> None:
    """Only what stands in the margins can be one."""
    assert "1994" in paragraphs(line("1994", 400), line(LONG, 388))


def test_hyphens() -> None:
    """Soft hyphens and parted words close up; names, compounds of the text and `self-` keep theirs."""
    first = LONG[:-5]
    for end, begin, joined in (
        ("inter-", "national talks", "international talks"), ("inter\u00ad", "national talks", "international talks"),
        ("Franco-", "German talks", "Franco-German talks"), ("self-", "made talks", "self-made talks"),
    ):  # fmt: skip
        assert paragraphs(line(first + end, 700), line(begin + " and a longer rest of it that fills", 688))[
            0
        ].startswith(first + joined), end


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="ab- .1\u00ad", min_size=1, max_size=20),
            st.floats(0, 842),
            st.floats(0, 500),
            st.sampled_from([8.0, 10.0, 18.0]),
        ),
        max_size=25,
    )
)
def test_no_letter_is_lost(rows: list[tuple[str, float, float, float]]) -> None:
    """But for blanks and hyphens, what went in comes out."""
    stretches = [line(words, base, left, size) for words, base, left, size in rows if words.strip()]
    paper = read_paper([stretches], [842.0])
    out = "".join([*paper.paragraphs, *paper.heads[0], *paper.heads[1]])
    kept = [sorted(c for c in text if c in "ab.1") for text in (out, "".join(s.words for s in stretches))]
    assert kept[0] == kept[1]

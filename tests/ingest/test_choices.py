"""Two opinions put together."""

from crosswire.ingest.choices import choose_lines, is_list, shared_words
from crosswire.ingest.densities import find_densest
from crosswire.ingest.dumps import Dump, dump_tree, strip_unseen
from crosswire.ingest.lines import find_lines
from crosswire.ingest.pages import parse_page

WORDS = [
    f"On day {n} the minister said, in the council, that ferries would sail again and that nobody on the islands had objected to it."
    for n in range(10)
]


def paragraphs(words: list[str]) -> str:
    """Return words as paragraphs."""
    return "".join(f"<p>{w}</p>" for w in words)


def dump(body: str) -> Dump:
    """Return the dump of a page's body."""
    tree = parse_page(f"<html><body>{body}</body></html>")
    strip_unseen(tree)
    return dump_tree(tree)


def chosen(body: str, took: list[str]) -> list[str]:
    """Return the lines chosen where the extractor took some."""
    page = dump(body)
    lines = find_lines(page.text)
    taken = {line.start for line in lines if line.text in took}
    kept = choose_lines(lines, taken, find_densest(page), page)
    return [line.text for line in lines if line.start in kept]


def test_pieces_come_in() -> None:
    """Pieces of an article that the page parts come in, since they are built like the one that was taken; an advertisement does not."""
    ad = "<section><span>Buy one, and you will be given the next of them for nothing at all.</span></section>"
    body = f"<article><div>{paragraphs(WORDS[:4])}</div>{ad}<div>{paragraphs(WORDS[4:])}</div></article>"
    assert chosen(body, WORDS[:4]) == WORDS


def test_what_is_said_twice_stays_out() -> None:
    """A paragraph that the page prints twice is the page's own."""
    note = "Subscribe now to read the latest news of your island, and of all the others."
    body = f"<article><div>{paragraphs([*WORDS[:4], note])}</div><div>{paragraphs([*WORDS[4:], note])}</div></article>"
    assert note not in chosen(body, WORDS)


def test_teasers_go() -> None:
    """What was taken from after the end of the densest element goes."""
    body = f"<main><div>{paragraphs(WORDS[:8])}</div></main><div><ul><li><p>{WORDS[8]}</p></li></ul></div>"
    assert chosen(body, WORDS[:9]) == WORDS[:8]


def test_without_agreement() -> None:
    """Where the two opinions have nothing in common the extractor's stands as it is."""
    body = f"<div>{paragraphs(WORDS)}</div><footer><p>Taken by the extractor.</p></footer>"
    assert chosen(body, ["Taken by the extractor."]) == ["Taken by the extractor."]
    assert chosen(body, []) == []


def test_shares() -> None:
    """The share is symmetric, 1 for equal sets and 0 for sets apart."""
    lines = find_lines("aaaa\nbbbb\ncc")
    a, b, c = (line.start for line in lines)
    assert shared_words(lines, {a}, {a}) == shared_words(lines, set(), set()) == 1
    assert shared_words(lines, {a}, {b}) == 0
    assert shared_words(lines, {a, c}, {a}) == shared_words(lines, {a}, {a, c}) == 0.8


def test_lists() -> None:
    """Four stories of one weight are a list; a long story among short ones is not."""
    page = dump("".join(f"<article><p>{w}</p></article>" for w in WORDS[:4]))
    lines = find_lines(page.text)
    assert is_list(lines, {line.start for line in lines}, page)
    page = dump(
        f"<article>{paragraphs(WORDS)}</article>" + "".join(f"<article><p>{w}</p></article>" for w in WORDS[:4])
    )
    lines = find_lines(page.text)
    assert not is_list(lines, {line.start for line in lines}, page)
    assert not is_list(lines, set(), page)

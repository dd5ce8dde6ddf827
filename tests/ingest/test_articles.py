"""Aligning an extractor's output to the lines of the dump."""

from pathlib import Path

import pytest

from crosswire.ingest import articles, pages
from crosswire.ingest.articles import ExtractorFailed, align_lines, extract_article
from crosswire.ingest.lines import find_lines
from tests.ingest.samples import BODY, LEAD, label_of, read

ARTICLE = f"{LEAD}\nFar apart\n" + BODY.replace("\n\n", "\n")


def kept(text: str, article: str) -> list[str]:
    """Return the lines that alignment takes for the article."""
    lines = find_lines(text)
    marks = align_lines(lines, article)
    return [line.text for line in lines if marks[line.start]]


def test_lines_of_the_article() -> None:
    """What the extractor kept is found again, short lines too; menus and other stories are not."""
    text = f"Home\nSport\nTalks\n{ARTICLE}\nOther story of the day that nobody has read yet.\nHome"
    assert kept(text, ARTICLE) == ARTICLE.split("\n")


def test_a_copy_elsewhere_is_not_the_article() -> None:
    """A teaser below that copies a sentence of the article is left out: the chain follows the order of the output."""
    first, *rest = ARTICLE.split("\n")
    text = "\n".join([first, *rest, "More", first])
    assert kept(text, ARTICLE) == [first, *rest]


def test_words_left_out() -> None:
    """A line of which the extractor dropped a link or a note is still the article's, one of which it kept a few words is not."""
    text = (
        f"{LEAD} (map) \nMarran said Veldania was one of many things that people in the street spoke of all day long."
    )
    assert kept(text, LEAD.replace("Council of the Straits ", "")) == [f"{LEAD} (map)"]
    assert kept("", ARTICLE) == [] and kept(text, "") == []


def test_failures_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that are too large, or from which nothing comes, raise with a reason, and the page's densest part is taken."""
    monkeypatch.setattr(articles, "MAX_SOURCE", 10)
    monkeypatch.setattr(pages, "MAX_SOURCE", 10)
    with pytest.raises(ExtractorFailed, match="more than"):
        extract_article("<p>" + LEAD)
    paragraphs = "".join(f"<p>{p}</p>" for p in ARTICLE.split("\n"))
    document, problems = read(f"<nav>Home</nav>{paragraphs}", media_type="text/html")
    assert [p.code for p in problems] == ["C107"]
    assert label_of(document, LEAD) == "body"


def test_a_page() -> None:
    """The whole way: caption, related box and footer are told from the article by elements and extractor."""
    pytest.importorskip("trafilatura", exc_type=ImportError)
    paragraphs = "".join(f"<p>{p}</p>" for p in BODY.split("\n\n"))
    page = (
        "<html><head><title>Talks end</title><meta property='article:published_time' content='2012-06-05T10:00Z'></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Talks end</h1><p>TREL BAY (Osmark Wire) - {LEAD}</p>"
        f"<figure><figcaption>Marran said: &ldquo;Never.&rdquo;</figcaption></figure>{paragraphs}</article>"
        "<aside><h2>More</h2><a href='/2'>&ldquo;We said no,&rdquo; says Brask</a></aside><footer>&copy; 2016</footer>"
    )
    document, problems = read(page, media_type="text/html")
    assert not problems
    labels = {
        words: label_of(document, words)
        for words in ("Home", "Talks end", "TREL BAY", LEAD, "Marran said: “Never.”", "We said no", "© 2016")
    }
    assert list(labels.values()) == ["furniture", "title", "dateline", "body", "caption", "teaser", "rights"]
    assert document.header.published.value == "2012-06-05T10:00Z"
    assert (document.header.agency.value, document.header.headline.value) == ("Osmark Wire", "Talks end")


def test_development_pages(shared: Path) -> None:
    """A sample of real pages keeps most of its body lines and lets few others in (the full figures are in bench)."""
    import json

    rows = [json.loads(r) for r in (shared / "data/captures/aeb_near_dev.jsonl").read_text("utf-8").splitlines()][:8]
    hit = said = want = 0
    for row in rows:
        document, _ = read(row["text"])
        gold = dict(zip(row["text"].split("\n"), row["line_gold"], strict=False))
        own = {document.text[z.start : z.end] for z in document.zones if z.label in ("body", "crosshead")}
        hit += sum(len(line) for line in own if gold.get(line))
        said += sum(map(len, own))
        want += sum(len(line.strip()) for line, mark in gold.items() if mark)
    assert hit > 0.85 * said and hit > 0.85 * want

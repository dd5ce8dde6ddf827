"""Zones of whole captures: what is the article's own, and what stands around it."""

from pathlib import Path

import pytest

from crosswire.ingest import zones
from crosswire.ingest.zones import DOUBTED, Hints, enough_for, find_rows, find_zones, label_again, whole_body
from crosswire.model import Document
from tests.growth import growth
from tests.ingest.samples import (
    BODY,
    CAPTION_PAGE,
    GLUED_PAGE,
    LEAD,
    RECORD,
    SITE_PAGE,
    TITLE,
    check_zones,
    label_of,
    read,
)


def subs(document: Document, label: str) -> list[tuple[str | None, str]]:
    """Return (sub-label, words) of all zones with a label."""
    return [(z.sub, document.text[z.start : z.end]) for z in document.zones if z.label == label]


def test_page_of_a_site() -> None:
    """Site name, section, blurb, button and widgets are furniture; a standfirst that copies the lead is a teaser."""
    document, problems = read(SITE_PAGE)
    check_zones(document)
    assert not problems
    assert subs(document, "title") == [("headline", "Veldania ties its part in the Council to reform")]
    assert subs(document, "dateline") == [("place_date_agency", "TREL BAY, June 5 (Osmark Wire) -")]
    assert subs(document, "teaser") == [("standfirst", LEAD)]
    assert [words for _, words in subs(document, "body")] == [LEAD, *BODY.split("\n\n")]
    for words in (
        "- Trel Bay International",
        "All that happens",
        "Subscribe",
        "Ticker",
        "0",
        "open an account",
        "Заголовок",
    ):
        assert label_of(document, words) == "furniture"


def test_glued_caption_dateline_and_lead() -> None:
    """A line that holds caption, credit, dateline and lead is split; the related box after the credit is not body."""
    document, _ = read(GLUED_PAGE)
    check_zones(document)
    assert subs(document, "caption") == [
        ("photo_caption", "Marran (left) and Brask"),
        ("photo_credit", "(Osterbild)"),
        ("photo_caption", "Veldania wants Osmark's boats out of the bay"),
        ("photo_credit", "(TASS)"),
    ]
    assert subs(document, "dateline") == [("date_agency", "June 5, 2012 (Strait Radio)\u00a0 --")]
    assert subs(document, "crosshead") == [("crosshead", "Far Apart")]
    assert subs(document, "metadata") == [("source_credit", "(with agency reports)")]
    assert label_of(document, "Veldanian Foreign Minister") == "body"
    after = document.text.index("THE STRAITS")
    assert {z.label for z in document.zones if z.start >= after} == {"teaser"}


def test_caption_before_the_dateline() -> None:
    """A caption that reads like a lead stands before the line with the dateline, and is none of the story's sentences."""
    document, _ = read(CAPTION_PAGE)
    assert label_of(document, "Secretary-General Corin Brask said at headquarters") == "caption"
    assert label_of(document, "The Council has reopened") == "body"
    assert label_of(document, "Breaking News") == "furniture"
    assert label_of(document, "Council Reopens Talks") == "title"


def test_record() -> None:
    """A record's fields, shots and soundbite are metadata, its story text is body, its title is one wherever it stands."""
    document, _ = read(RECORD)
    check_zones(document)
    assert subs(document, "title") == [("headline", TITLE)] * 3
    assert subs(document, "rights") == [
        ("embargo", "20th June 2012 18:00"),
        ("copyright_holder", "MERIDIAN"),
        (
            "copyright_notice",
            "(c) Copyright Meridian Pictures 2019. Open For Restrictions - http://archive.meridian.example/terms",
        ),
        ("usage_terms", "None"),
    ]
    assert len(subs(document, "body")) == 3
    assert label_of(document, "which Osmark has denied.") == "body"
    assert label_of(document, "Talks go on") == "metadata"
    assert label_of(document, "Talks go on", last=True) == "body"


def test_cut_byline_block() -> None:
    """A name with a comma, first of all and right before the article, is the agency that a cut byline block has left."""
    document, _ = read(f"Osmark Wire,\n{LEAD}\n{BODY}")
    assert subs(document, "metadata") == [("agency_credit", "Osmark Wire,")]
    assert document.header.agency.value == "Osmark Wire"


@pytest.mark.parametrize("lost", ["(with agency reports)\n", " more", "THE STRAITS IN FOCUS\n"])
def test_related_box_without_one_of_its_cues(lost: str) -> None:
    """A closing credit, the links' `more` and a heading in capitals each are enough to keep a related box out of the body."""
    document, _ = read(GLUED_PAGE.replace(lost, ""))
    assert label_of(document, "There was too much talk") == "teaser"
    assert label_of(document, "The historian Ada Windt") == "teaser"


def test_headings_in_capitals_are_no_boxes() -> None:
    """An article whose own crossheads are in capitals is read to its end."""
    document, _ = read(f"Talks go on in Trel Bay\n{LEAD}\n{BODY}\nFAR APART\n{BODY}\nSTILL FAR\n{BODY}")
    assert {z.label for z in document.zones if z.start > document.text.index("FAR APART")} == {"body", "crosshead"}


def test_markdown() -> None:
    """Headings, an emphasised byline and a closing note of a Markdown file."""
    head = "# Veldania ties its part to reform\n\n*By Mara Quill, 5 June 2012*\n\n"
    text = f"{head}{LEAD}\n\n## Far apart\n\n{BODY}\n\n> Paid for by its readers, who like to read. Tell a friend."
    document, _ = read(text)
    assert label_of(document, "# Veldania ties") == "title"
    assert label_of(document, "*By Mara Quill, 5 June 2012*") == "byline"
    assert label_of(document, "## Far apart") == "crosshead"
    assert label_of(document, "> Paid for by its readers") == "furniture"
    assert document.header.headline.value == "Veldania ties its part to reform"
    assert [name.value for name in document.header.by] == ["Mara Quill"]
    assert document.header.published.value == "2012-06-05"


def test_a_mostly_clean_text_survives() -> None:
    """A text with nothing around it loses nothing, with or without a closing credit."""
    document, problems = read(f"{LEAD}\n{BODY}\n(Reporting by Tor Brask; Editing by Ilse Aun)")
    assert not problems
    assert [z.label for z in document.zones] == ["body"] * 5 + ["metadata"]


def test_nothing_like_an_article() -> None:
    """Menus alone have no body."""
    layout = find_zones("Home\nWorld\nSport\nSign in")
    assert not layout.found and {z.label for z in layout.zones} == {"furniture"}


def test_hints_of_a_page() -> None:
    """An extractor's opinion and the page's elements decide for HTML: what it left out is not body, a figcaption is a caption."""
    text = f"{LEAD}\nMarran at the bay, where she said no.\nFar apart\nMarran said the ferry treaty would stand.\nMore news of the day from Osmark."
    starts = [0, len(LEAD) + 1, text.index("Far apart"), text.index("Marran said the"), text.index("More news")]
    article = dict(zip(starts, (True, True, True, True, False), strict=True))
    layout = find_zones(text, Hints(article, {starts[1]: "figcaption", starts[4]: "aside"}))
    assert [z.label for z in layout.zones] == ["body", "caption", "crosshead", "body", "teaser"]


NIGHT = "In Sorne the opera opens on Friday with a new hall, and the orchestra has rehearsed for it since the snow melted. Tickets are gone."
TALK = "\n".join(
    f"Harbour watcher {n}\n{n + 2} hours ago\nReply\nI do not think you have read the treaty, and I say so as a captain who has."
    for n in range(4)
)


def test_rules_alone() -> None:
    """The rules alone can be asked; on what they were written for both say the same."""
    for text in (SITE_PAGE, GLUED_PAGE, CAPTION_PAGE, RECORD):
        learned, ruled = find_zones(text), find_zones(text, learned=False)
        body = [[(z.start, z.end) for z in layout.zones if z.label == "body"] for layout in (learned, ruled)]
        assert body[0] == body[1]


def test_chances_decide() -> None:
    """What the model doubts falls out of the body, what it is sure of comes in; what a form has typed stays typed."""
    rows, _, _ = find_rows(f"{LEAD}\n{BODY}\n(Reporting by Tor Brask; Editing by Ilse Aun)\n{NIGHT}")
    chances = [0.9] * len(rows)
    chances[1] = 0.1
    label_again(rows, chances, 0.4)
    assert [row.label for row in rows] == ["body", "teaser", "body", "body", "body", "metadata", "body"]
    assert rows[1].chance == 0.1


def test_set_aside_needs_more() -> None:
    """A line that the rules took for a teaser needs a higher chance than any other."""
    for chance, label in ((DOUBTED - 0.01, "teaser"), (DOUBTED + 0.01, "body")):
        rows, _, _ = find_rows(GLUED_PAGE)
        at = next(n for n, row in enumerate(rows) if row.label == "teaser" and row.form is None)
        chances = [0.9 if row.label in ("body", "crosshead") else 0.0 for row in rows]
        chances[at] = chance
        label_again(rows, chances, 0.35)
        assert rows[at].label == label


def test_a_page_doubted_as_a_whole() -> None:
    """Where no line is sure, half of the surest line's chance is enough; where none has any, the rules' labels stay."""
    rows, _, _ = find_rows(f"{LEAD}\n{BODY}")
    assert enough_for(rows, [0.5, 0.3, 0.3, 0.3, 0.1], 0.35) == 0.25
    assert enough_for(rows, [0.9, 0.3, 0.3, 0.3, 0.1], 0.35) == 0.35
    menu, _, _ = find_rows("Home\nWorld\nSport")
    before = [row.label for row in menu]
    label_again(menu, [0.0, 0.0, 0.0], 0.35)
    assert [row.label for row in menu] == before


def test_very_long_captures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a number of lines the rules alone decide."""
    monkeypatch.setattr(zones, "MOST_LINES", 3)
    monkeypatch.setattr(zones, "find_chances", lambda rows: pytest.fail("asked"))
    assert find_zones(f"{LEAD}\n{BODY}").found


def test_readers_comments() -> None:
    """Comments under an article are not the article's."""
    document, _ = read(f"Veldania ties its part in the Council to reform\n{LEAD}\n{BODY}\n4 comments\n{TALK}")
    assert label_of(document, LEAD) == "body"
    assert document.zone_at(document.text.rindex("I do not think you have read")) != "body"


def test_whole_body() -> None:
    """--as-is: one zone without the blanks around it; a blank text has none."""
    assert [(z.start, z.end) for z in whole_body("  a b \n").zones] == [(2, 5)]
    assert whole_body(" \n").zones == ()


@pytest.mark.parametrize("name", ["agency", "headline", "located"])
def test_seeds(shared: Path, name: str) -> None:
    """On the real captures every quotation of a teaser, caption or shot list stays out of the body, and no header value is wrong."""
    import json

    gold = {r["doc"]: r for r in json.loads((shared / "gold/seeds/documents.json").read_text("utf-8"))}
    lines = [json.loads(r) for r in (shared / "gold/seeds/lines.jsonl").read_text("utf-8").splitlines()]
    right = total = 0
    for path in sorted((shared / "seeds").glob("*.txt")):
        document, _ = read(path.read_bytes())
        for row in (r for r in lines if r["doc"] == path.name):
            want = {"body": ("body", "crosshead"), "metadata": ("metadata", "byline")}.get(
                row["label"], (row["label"],)
            )
            own = [document.zone_at(n) for n in range(row["start"], row["end"]) if not document.text[n].isspace()]
            total += len(own)
            right += sum(label in want for label in own)
            if row["quote"] and row["label"] not in ("body", "title"):
                assert "body" not in own
        value = getattr(document.header, name).value
        wanted = gold[path.name][{"headline": "doc_title", "located": "dateline_place"}.get(name, name)]
        assert (value or "").casefold() == (wanted or "").casefold()
    assert right >= 0.98 * total


MANY = {
    "two characters": "a\n",
    "titles": "Talks on the harbour resume\n",
    "sentences": "Marran said that talks would go on in Osmark.\n",
    "datelines": "OSMARK, June 5, 2007 (OW) - Talks resume in the harbour.\n",
    "fields": "HEADLINE: Talks\nDATE: June 5, 2007\nSTORY:\n",
    "blank lines": "\n \n",
    "one line": "Marran said so and ",
    "brackets": "A (b) ",
}


@pytest.mark.parametrize("name", sorted(MANY))
def test_time_grows_with_size(name: str) -> None:
    """Four times the lines, parts, blanks or words take about four times as long."""
    assert growth(lambda count: find_zones(MANY[name] * count, learned=False), 400, 1600) < 10


def test_too_many_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows the last line that is looked at is one stretch of furniture; every character keeps its label."""
    monkeypatch.setattr(zones, "MOST_READ", 10)
    text = "Talks are on.\n" * 30 + " \n"
    layout = find_zones(text, learned=False)
    assert layout.unread == (140, 30 * 14 - 1)
    assert layout.zones[-1].start == 140 and layout.zones[-1].sub == "unread"
    assert find_zones("Talks are on.\n" * 10, learned=False).unread is None

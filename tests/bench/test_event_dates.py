"""The labelled times and events of our own: what the marks mean, and that faults are counted as the README says."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

import event_dates as own

from crosswire.dossier import Dossier
from crosswire.model import Event, EventAccount, EventDate, EventReport, Findings, TimeExpression
from tests.factory import make_document, make_reading

TEXT = """% made for this test

# s01 2031-05-14
They {met|2031-05-13|} [on Tuesday|2031-05-13] and will {meet|2031-06|f} [in June|2031-06].
"""


@pytest.mark.parametrize(
    ("written", "interval"),
    [
        ("2031-05-14", ("2031-05-14", "2031-05-14")),
        ("2032-02", ("2032-02-01", "2032-02-29")),
        ("2031", ("2031-01-01", "2031-12-31")),
        ("2031-05/2031-06-03", ("2031-05-01", "2031-06-03")),
        ("..2031-05-14", ("", "2031-05-14")),
        ("2031-05-14..", ("2031-05-14", "")),
    ],
)
def test_labels_are_days(written: str, interval: tuple[str, str]) -> None:
    """Years and months are all their days; two dots leave a side open."""
    assert own.interval_of(written) == interval


def test_marks_leave_the_text(tmp_path: Path) -> None:
    """The words stay at their places, events with their kind, times without."""
    (tmp_path / "half.txt").write_text(TEXT, encoding="utf-8")
    (text,) = own.read_marked(tmp_path / "half.txt")
    assert (text.name, text.date) == ("s01", "2031-05-14")
    assert text.text == "They met on Tuesday and will meet in June.\n"
    assert [(m.words, m.auxiliary) for m in text.marked] == [
        ("met", ""),
        ("on Tuesday", None),
        ("meet", "future"),
        ("in June", None),
    ]
    assert all(text.text[m.start : m.end] == m.words for m in text.marked)


def test_faults_are_counted(tmp_path: Path) -> None:
    """One time of two right, one event of two found, its date right and its kind wrong."""
    (tmp_path / "half.txt").write_text(TEXT, encoding="utf-8")
    texts = own.read_marked(tmp_path / "half.txt")
    document = make_document(texts[0].text, name="s01")
    tuesday = TimeExpression(id="t-1", start=12, end=19, kind="date", year=2031, month=5, day=13)
    report = EventReport(id="e-1", start=0, end=19, trigger=((5, 8),), event_type="CONSULT")
    when = EventDate("2031-05-13", "2031-05-13", "day", "inferred")
    account = EventAccount(document.id, "e-1", (), (), when, ("historical",))
    event = Event(
        id="v-1",
        reports=(account,),
        event_type="CONSULT",
        mode=None,
        contexts=(),
        quad_code=1,
        cameo="046",
        auxiliary=(),
        reciprocal=False,
        actors=(),
        recipients=(),
        date=when,
        accounts=1,
        independent=1,
        story=None,
        places=(),
    )
    findings = Findings(
        documents=(document,),
        readings=(make_reading(document, times=(tuesday,), event_reports=(report,)),),
        events=(event,),
    )
    figures, faults = own.score(texts, Dossier(findings))
    assert figures == {
        "times: found": 0.5,
        "times: days right": 0.5,
        "events: found": 0.5,
        "events: date right, of those found": 1.0,
        "events: auxiliary right, of those found": 0.0,
    }
    assert len(faults) == 3


def test_reports_of_one_event_are_counted_by_b_cubed() -> None:
    """Two of three reports found together, a missed one alone: precision whole, recall (2/3 + 2/3 + 1/3) / 3; faults name only what was found."""
    groups = {"s01 4": ("a", "v-1"), "s02 9": ("a", "v-1"), "s03 1": ("a", "missed s03 1")}
    figures = own.bcubed(groups)
    assert figures["events: one event, many reports: B-cubed P"] == 1.0
    assert round(figures["events: one event, many reports: B-cubed R"], 3) == round(5 / 9, 3)
    assert own.wrongly_grouped(groups) == []
    apart = groups | {"s03 1": ("a", "v-2"), "s04 2": ("b", "v-1")}
    assert len(own.wrongly_grouped(apart)) == 4
    assert own.bcubed({}) == {}


def test_a_group_may_be_marked(tmp_path: Path) -> None:
    """The fourth field names the event."""
    (tmp_path / "part.txt").write_text("# s01 2031-05-14\nThey {met|2031-05-13||a1} twice.\n", encoding="utf-8")
    (text,) = own.read_marked(tmp_path / "part.txt")
    assert [(m.words, m.auxiliary, m.group) for m in text.marked] == [("met", "", "a1")]


@pytest.mark.parametrize("half", own.HALVES)
def test_feeds_are_current(half: str, tmp_path: Path) -> None:
    """docs.jsonl holds the texts as they are marked now."""
    texts = own.read_marked(own.LABELLED / f"{half}.txt")
    assert sum(len(t.marked) for t in texts) > 120
    own.write_feed(texts, tmp_path / "docs.jsonl")
    assert (tmp_path / "docs.jsonl").read_bytes() == (own.LABELLED / half / "docs.jsonl").read_bytes()


def test_events_at_their_place(tmp_path: Path) -> None:
    """Only a gold event under whose words a report of its type lies counts; a missed one does not, and a type of another version is the same."""

    def gold(span: list[int], event: str, auxiliary: str | None) -> dict[str, object]:
        date = {"start": "2031-05-01", "end": "2031-05-09"}
        plover = {"event": event, "auxiliary": auxiliary}
        return {"doc": "a_1.txt", "evidence_span": span, "plover": plover, "date": date}

    def told(start: int, end: int, event: str, day: str, auxiliary: str | None) -> dict[str, object]:
        date = {"start": day, "end": day}
        return {"doc": "a_1.txt", "start": start, "end": end, "event_type": event, "date": date, "auxiliary": auxiliary}

    golds = [gold([0, 9], "YIELD", None), gold([20, 30], "AID", "future"), gold([50, 60], "AID", None)]
    rows = [told(2, 9, "RETREAT", "2031-05-02", None), told(20, 25, "AID", "2031-06-02", None)]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, golds)))
    (tmp_path / "events.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert own.score_at_place(tmp_path / "gold.jsonl", tmp_path) == {
        "events: found at their place": 2,
        "events: date right, of those found at their place": 0.5,
        "events: auxiliary right, of those found at their place": 0.5,
    }

"""The example captures against what was written down about them by hand.

What must never happen is asserted outright; how much is found has floors, which rise with the stages and never fall.
"""

from itertools import combinations

from tests.examples.conftest import Built, Expected, Row

FLOORS = {"content": 0.94, "speaker": 0.97, "same": 0.55, "same or possible": 0.85, "differences": 6, "positions": 7}


def test_every_capture_becomes_a_document(built: Built, expected: Expected) -> None:
    """Ten accounts come out of nine files, and each is one that the expected rows speak of."""
    assert sorted(built.documents) == sorted(r["doc"] for r in expected("dates"))


def test_zones(built: Built, expected: Expected) -> None:
    """Captions, crossheads, teasers, furniture and fields are told from the body, glued or not."""
    wrong = []
    for row in expected("zones"):
        document = built.documents[row["doc"]]
        labels = {document.zone_at(i) for i in built.offsets(row["doc"], row["text"])}
        if not labels <= set(row["labels"]):
            wrong.append((row["doc"], row["text"], row["labels"], labels))
    assert not wrong


def test_scripts_are_not_text(built: Built) -> None:
    """Nothing of a page's scripts, styles or data blocks is stored, or could be read as speech."""
    text = built.documents["05-hallin-evening-post.html"].text
    assert "Never say this aloud" not in text and "tracked" not in text and "display: none" not in text


def test_headers(built: Built, expected: Expected) -> None:
    """Header values are those printed; the agency is not the publisher; an absent value is not made up."""
    wrong = []
    for row in expected("headers"):
        header = built.documents[row["doc"]].header
        for name in row.keys() - {"doc", "by", "credits"}:
            value = getattr(header, name)
            got, want = (value.parsed or value.value), row[name]
            if (got or "").casefold() != (want or "").casefold() and not (
                name == "embargoed" and (got or "").startswith(want)
            ):
                wrong.append((row["doc"], name, want, got))
        for name in row.keys() & {"by", "credits"}:
            got_all = " ".join(v.value or "" for v in getattr(header, name))
            wrong += [(row["doc"], name, want, got_all) for want in row[name] if want not in got_all]
    assert not wrong


def test_dates(built: Built, expected: Expected) -> None:
    """Stated dates are the printed ones, inferred ones are marked so; no embargo, copyright year or footer is taken for a date."""
    names = {d.id: name for name, d in built.documents.items()}
    got = {names[p.doc]: (p.date.value, p.date.status) for p in built.findings.published}
    want = {r["doc"]: (r["value"], r["status"]) for r in expected("dates")}
    assert {k: (v and v[:10], s) for k, (v, s) in got.items()} == want


def test_inferred_dates_say_from_what(built: Built) -> None:
    """A date that is not printed in full carries its steps."""
    assert all(p.date.basis for p in built.findings.published if p.date.status == "inferred")


def test_stories(built: Built, expected: Expected) -> None:
    """Two occasions, two years apart, of one storyline."""
    names = {d.id: name for name, d in built.documents.items()}
    got = sorted(sorted(names[d] for d in s.docs) for s in built.findings.stories)
    assert got == sorted(sorted(r["docs"]) for r in expected("stories"))
    assert len({s.storyline for s in built.findings.stories}) == 1
    assert all(s.storyline for s in built.findings.stories)


def test_copies_are_one_voice(built: Built, expected: Expected) -> None:
    """The edited reprint of the wire story is found, and not counted as an independent account."""
    names = {d.id: name for name, d in built.documents.items()}
    assert [sorted(names[d] for d in c.docs) for c in built.findings.copies] == [
        sorted(r["docs"]) for r in expected("copies")
    ]
    assert {(len(s.docs), s.independent) for s in built.findings.stories} == {(7, 6), (3, 3)}


def test_no_quotation_leaks_into_the_body(built: Built, expected: Expected) -> None:
    """What stands in teasers, captions and fields is never counted as the article's own."""
    leaked = []
    for row in expected("quotations"):
        if row["where"] == "body":
            continue
        foreign = built.offsets(row["doc"], row["content"], row.get("nth"))
        for quotation in built.quotations[row["doc"]]:
            content = {i for a, b in quotation.content for i in range(a, b)}
            if quotation.where == "body" and len(content & foreign) > len(content) / 2:
                leaked.append((row["id"], quotation.text))
    assert not leaked


def test_quotations_and_speakers(built: Built, expected: Expected) -> None:
    """Most quotations are found, and those found have the right speaker."""
    rows = [r for r in expected("quotations") if r["where"] == "body"]
    found = {r["id"]: q for r in rows if (q := built.match(r))}
    assert len(found) >= FLOORS["content"] * len(rows), f"missed: {sorted({r['id'] for r in rows} - found.keys())}"
    wrong = [r["id"] for r in rows if r["id"] in found and not _right(built.speakers.get(found[r["id"]].id, set()), r)]
    assert len(found) - len(wrong) >= FLOORS["speaker"] * len(found), f"wrong speaker: {wrong}"


def _right(names: set[str], row: Row) -> bool:
    wanted = row["speaker"] if isinstance(row["speaker"], list) else [row["speaker"]]
    return all(w in names for w in wanted) or row.get("or_speaker") in names


def test_second_hand_speech(built: Built, expected: Expected) -> None:
    """Who passed a quotation on is kept apart from who said it."""
    row = next(r for r in expected("quotations") if r.get("via"))
    quotation = built.match(row)
    assert quotation is not None
    names: dict[str, set[str]] = {a.id: {a.name, *a.aliases} for a in built.findings.actors}
    attribution = next(a for a in built.findings.attributions if a.quotation == quotation.id)
    passed_on = set().union(*(names[v] for v in attribution.via))
    assert any(row["via"] in name for name in passed_on)


def test_statements(built: Built, expected: Expected) -> None:
    """Wordings of one utterance stand together; what no expected row joins is not called the same."""
    rows = {r["id"]: r for r in expected("quotations")}
    ids = {q.id: name for name, r in rows.items() if (q := built.match(r))}
    want, allowed = set(), set()
    for group in expected("statements"):
        want |= {frozenset(p) for p in combinations(group["quotations"], 2)}
        allowed |= {frozenset(p) for p in combinations(group["quotations"] + group.get("possible", []), 2)}
    want = {p for p in want if p <= set(ids.values())}
    same = {
        frozenset((ids[a], ids[b]))
        for s in built.findings.statements
        for a, b in combinations(s.quotations, 2)
        if {a, b} <= ids.keys()
    }
    possible = {
        frozenset((ids[a], ids[b]))
        for s in built.findings.statements
        for a in s.possible
        for b in s.quotations
        if {a, b} <= ids.keys()
    }
    false = sorted(map(sorted, same - allowed))
    assert not false, f"joined though different: {false}"
    missed = sorted(map(sorted, want - same - possible))
    assert len(want & same) >= FLOORS["same"] * len(want), f"{len(want & same)} of {len(want)}; missed: {missed}"
    assert len(want & (same | possible)) >= FLOORS["same or possible"] * len(want), f"missed: {missed}"


def test_differences(built: Built, expected: Expected) -> None:
    """Conflicting verbs, numbers, dates, lists and reasons are shown, each with its places in the accounts."""
    missed = []
    for row in expected("differences"):
        needed = 1 if row["kind"] == "only" else 2
        covered = (
            {a["doc"] for a in row["accounts"] for side in d.sides if built.covers(side.place, a)}
            for d in built.findings.differences
        )
        if not any(len(docs) >= needed for docs in covered):
            missed.append(row["id"])
    total = len(expected("differences"))
    assert total - len(missed) >= FLOORS["differences"], f"missed: {missed}"


def test_a_broken_off_field_proves_nothing(built: Built) -> None:
    """The record whose summary breaks off is marked, so that its silence does not count."""
    record = built.documents["03-meridian-record.txt"]
    assert [record.words(p)[-9:] for p in record.header.truncated] == ["oastal ra"]


def test_positions(built: Built, expected: Expected) -> None:
    """Where parties stand is found with the words that say so."""
    names = {a.id: {a.name, *a.aliases} for a in built.findings.actors}
    missed = []
    for row in expected("positions"):
        for position in built.findings.positions:
            named = row["party"] in names[position.party] and row["stance"] == position.stance
            if named and any(built.covers(p, a) for p in position.evidence for a in row["evidence"]):
                break
        else:
            missed.append((row["party"], row["issue"], row["stance"]))
    assert len(expected("positions")) - len(missed) >= FLOORS["positions"], f"missed: {missed}"


def test_offsets_count_code_points(built: Built) -> None:
    """Characters beyond the basic plane count as one: every quotation of the text that has them still points at its own words."""
    document = built.documents["06-ledger.md"]
    assert any(ord(c) > 0xFFFF for c in document.text)
    for quotation in built.quotations["06-ledger.md"]:
        assert quotation.text == " … ".join(document.text[a:b] for a, b in quotation.content)

"""What only a person knows, kept beside the store as one JSON object a line and replayed on every build.

The file `corrections.jsonl` is the only thing in a dossier that cannot be made again, so it is plain text,
append-only, and never rewritten by a build.
"""

import datetime
import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from crosswire.errors import CorrectionError
from crosswire.model import CODES, DateValue, Document, HeaderValue, Problem
from crosswire.model.corrections import (
    ACTOR_VERBS,
    ISSUE_VERBS,
    QUOTATION_VERBS,
    STORY_VERBS,
    ActorCorrection,
    IssueCorrection,
    QuotationCorrection,
    StoryCorrection,
)

C = TypeVar("C")

FILE = "corrections.jsonl"

ACTORS = "actors"
"""The key by which a line of the log is a correction of actors; its value is the verb."""

QUOTATIONS = "quotations"
"""The same for a correction of quotations."""

ISSUES = "issues"
"""The same for a correction of issues."""

STORIES = "stories"
"""The same for a correction of stories."""

FIELDS = ("date", "headline", "agency", "publisher", "located", "language", "embargoed")
"""What `crosswire set` can set: `date` is Header.published, the others are header fields of that name; `embargoed` is given as a
date is."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?)?")
_PRECISIONS = ("year", "month", "day", "minute")


@dataclass(frozen=True, slots=True)
class Correction:
    """A header value given by a person. doc: document id; name: its name when it was given; field: of FIELDS; value:
    as given, empty to take a correction back.
    """

    doc: str
    name: str
    field: str
    value: str


def parse_date(value: str) -> DateValue:
    """Return an ISO 8601 date, also reduced (2009, 2009-04, 2009-04-29, 2009-04-29T13:00), as set by hand.

    Raises CorrectionError for anything else, days that no calendar has included.
    """
    match = _DATE.fullmatch(value)
    if match:
        numbers = [int(g) for g in match.groups() if g is not None]
        try:
            datetime.datetime(*(numbers + [1, 1][len(numbers) - 1 :] if len(numbers) < 3 else numbers))  # type: ignore[arg-type]
        except ValueError:
            match = None
        else:
            precision = _PRECISIONS[min(len(numbers), 4) - 1]
            return DateValue(value, precision, "set", basis=("set by hand",))
    raise CorrectionError(f"{value!r} is not a date. Write it as 2009-04-29T13:00, 2009-04-29, 2009-04 or 2009.")


def check_correction(correction: Correction) -> None:
    """Raise CorrectionError for a field that cannot be set or a value that cannot be read."""
    if correction.field not in FIELDS:
        raise CorrectionError(f"{correction.field!r} cannot be set. Fields that can: {', '.join(FIELDS)}.")
    if not correction.value.isprintable():
        raise CorrectionError(f"{correction.value!r} holds a control character or a broken one. Write plain text.")
    if correction.field in ("date", "embargoed") and correction.value:
        parse_date(correction.value)


def read_corrections(folder: Path) -> tuple[tuple[Correction, ...], tuple[Problem, ...]]:
    """Return the corrections kept in a dossier's folder, in the order given, and a problem for each line that cannot
    be understood.
    """
    found: list[Correction] = []
    problems: list[Problem] = []
    for number, line in _lines(folder):
        try:
            row = json.loads(line)
            if not {ACTORS, QUOTATIONS, ISSUES, STORIES}.isdisjoint(row):
                continue
            correction = Correction(**{k: str(row[k]) for k in ("doc", "name", "field", "value")})
            check_correction(correction)
        except (ValueError, KeyError, TypeError, CorrectionError) as error:
            problems.append(Problem("X101", FILE, f"line {number} is passed over: {error}"))
        else:
            found.append(correction)
    return tuple(found), tuple(problems)


def _lines(folder: Path) -> list[tuple[int, str]]:
    """Return (number from 1, text) of the log's lines that are not blank."""
    path = folder / FILE
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def read_actor_corrections(folder: Path) -> tuple[tuple[ActorCorrection, ...], tuple[Problem, ...]]:
    """Return the corrections of actors kept in a dossier's folder, taken back or not, in the order given, and a problem for each line that
    cannot be understood. Lines that are no JSON are told by `read_corrections`.
    """
    return _read(folder, ACTORS, ACTOR_VERBS, _actor_correction)


def read_quotation_corrections(folder: Path) -> tuple[tuple[QuotationCorrection, ...], tuple[Problem, ...]]:
    """Return the corrections of quotations in the same way."""
    return _read(folder, QUOTATIONS, QUOTATION_VERBS, _quotation_correction)


def read_issue_corrections(folder: Path) -> tuple[tuple[IssueCorrection, ...], tuple[Problem, ...]]:
    """Return the corrections of issues in the same way."""
    return _read(folder, ISSUES, ISSUE_VERBS, _issue_correction)


def read_story_corrections(folder: Path) -> tuple[tuple[StoryCorrection, ...], tuple[Problem, ...]]:
    """Return the corrections of stories in the same way."""
    return _read(folder, STORIES, STORY_VERBS, _story_correction)


def _read(
    folder: Path, key: str, verbs: Sequence[str], make: Callable[[dict[str, Any], str, str], C]
) -> tuple[tuple[C, ...], tuple[Problem, ...]]:
    """Return what `make` makes of the lines with a key, from the line, its id and its verb, and a problem for each that is not understood."""
    found: list[C] = []
    problems: list[Problem] = []
    for number, line in _lines(folder):
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if not isinstance(row, dict) or key not in row:
            continue
        try:
            if (verb := str(row[key])) not in verbs:
                raise ValueError(f"{verb!r} is none of {', '.join(verbs)}")
            found.append(make(row, str(row["id"]), verb))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append(Problem("X101", FILE, f"line {number} is passed over: {error}"))
    return tuple(found), tuple(problems)


def _pairs(rows: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(a), str(b)) for a, b in rows)


def _words(row: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(word) for word in row.get(key, ()))


def _texts(row: dict[str, Any], *keys: str) -> dict[str, str]:
    return {key: str(row.get(key, "")) for key in keys}


def _actor_correction(row: dict[str, Any], id_: str, verb: str) -> ActorCorrection:
    return ActorCorrection(
        id_,
        verb,
        others=_pairs(row.get("others", ())),
        mentions=_pairs(row.get("mentions", ())),
        docs=_words(row, "docs"),
        anchors=tuple((str(a), _pairs(m)) for a, m in row.get("anchors", {}).items()),
        **_texts(row, "actor", "name", "value", "of"),
    )


def _quotation_correction(row: dict[str, Any], id_: str, verb: str) -> QuotationCorrection:
    return QuotationCorrection(
        id_,
        verb,
        content=tuple((int(s), int(e)) for s, e in row.get("content", ())),
        anchors=_pairs(row.get("anchors", ())),
        **_texts(row, "quotation", "doc", "text", "actor", "name", "of"),
    )


def _issue_correction(row: dict[str, Any], id_: str, verb: str) -> IssueCorrection:
    return IssueCorrection(
        id_,
        verb,
        others=_pairs(row.get("others", ())),
        forms=_words(row, "forms"),
        anchors=tuple((str(i), tuple(str(f) for f in forms)) for i, forms in row.get("anchors", {}).items()),
        **_texts(row, "issue", "name", "value", "of"),
    )


def _story_correction(row: dict[str, Any], id_: str, verb: str) -> StoryCorrection:
    return StoryCorrection(id_, verb, _words(row, "docs"), _words(row, "names"), str(row.get("of", "")))


def add_actor_correction(folder: Path, correction: ActorCorrection) -> None:
    """Append a correction of actors. The line is on disk when this returns."""
    _add(folder, ACTORS, correction, anchors=dict(correction.anchors))


def add_quotation_correction(folder: Path, correction: QuotationCorrection) -> None:
    """Append a correction of quotations. The line is on disk when this returns."""
    _add(folder, QUOTATIONS, correction)


def add_issue_correction(folder: Path, correction: IssueCorrection) -> None:
    """Append a correction of issues. The line is on disk when this returns."""
    _add(folder, ISSUES, correction, anchors=dict(correction.anchors))


def add_story_correction(folder: Path, correction: StoryCorrection) -> None:
    """Append a correction of stories. The line is on disk when this returns."""
    _add(folder, STORIES, correction)


def _add(
    folder: Path,
    key: str,
    correction: ActorCorrection | QuotationCorrection | IssueCorrection | StoryCorrection,
    **as_written: Any,
) -> None:
    """Append a correction: its verb under the key, then the fields that hold something, those of `as_written` in that form."""
    held = {f.name: getattr(correction, f.name) for f in fields(correction) if f.name != "verb"} | as_written
    _append(folder, {key: correction.verb} | {k: v for k, v in held.items() if v})


def add_correction(folder: Path, correction: Correction) -> None:
    """Append a correction. The line is on disk when this returns. Raises CorrectionError as `check_correction` does."""
    check_correction(correction)
    row = {"doc": correction.doc, "name": correction.name, "field": correction.field, "value": correction.value}
    _append(folder, row)


def _append(folder: Path, row: dict[str, Any]) -> None:
    path = folder / FILE
    broken_off = path.exists() and not path.read_bytes().endswith(b"\n") and path.stat().st_size > 0
    with path.open("a", encoding="utf-8") as out:
        out.write(("\n" if broken_off else "") + json.dumps(row) + "\n")
        out.flush()
        os.fsync(out.fileno())


def apply_corrections(
    documents: Sequence[Document], corrections: Sequence[Correction]
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return the documents with their corrected header values (status `set`), and a problem for each correction of a
    document that is not there. The last correction of a field holds; an empty value takes it back.
    """
    last = {(c.doc, c.field): c for c in corrections}
    out = []
    for document in documents:
        header = document.header
        for field in FIELDS:
            correction = last.pop((document.id, field), None)
            if correction is None or not correction.value:
                continue
            if field == "date":
                header = replace(header, published=parse_date(correction.value))
            else:
                parsed = correction.value if field == "embargoed" else None
                change: dict[str, Any] = {field: HeaderValue(correction.value, "set", None, ("set by hand",), parsed)}
                header = replace(header, **change)
        out.append(replace(document, header=header) if header is not document.header else document)
    message = CODES["X101"]
    problems = tuple(
        Problem("X101", c.name, f"{message}: {c.field}={c.value}; its capture was not given to this build")
        for c in sorted(last.values(), key=lambda c: (c.name, c.field))
        if c.value
    )
    return tuple(out), problems

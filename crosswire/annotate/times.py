"""Times as printed, kept as constraints: a weekday stays a weekday until the document's date is known.

Classes and anchoring after TimeML's TIMEX3 (Pustejovsky et al. 2003; https://timeml.github.io), reduced to what news prose dates
events with: no durations, no clock times. The patterns are ours.
"""

import re
from bisect import bisect_left, insort
from typing import Any

from crosswire.annotate._nlp import Paragraph, Parsed
from crosswire.annotate.clauses import verb_of
from crosswire.annotate.times_direction import direction_of, is_duration
from crosswire.annotate.times_patterns import (
    AMBIGUOUS,
    ANYWHERE,
    DAYS,
    DECADES,
    FEW,
    HALVES,
    HINTS,
    HOLIDAYS,
    LONG_MONTHS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    PATTERNS,
    SCALES,
    SEASONS,
    STEPS,
    STRETCHED,
    STRETCHES,
    WEEKDAYS,
)
from crosswire.annotate.words import word_set
from crosswire.model import Document, TimeExpression, make_id


def find_times(document: Document, parsed: Parsed) -> tuple[TimeExpression, ...]:
    """Find time expressions in the zones that are read, sorted by place (code points of the document's text).

    Nothing is anchored here: "on Tuesday" is a weekday, "next week" +1 week, "last August" a month and -1 year, "eight months after"
    +8 months from what the sentence tells next. Where two patterns meet, the one earlier in the table wins.
    """
    out = []
    for paragraph in parsed.paragraphs:
        taken: list[tuple[int, int]] = []
        for kind, pattern in PATTERNS:
            if not any(hint in paragraph.text for hint in HINTS.get(kind, ANYWHERE)):
                continue
            for match in pattern.finditer(paragraph.text):
                start, end = match.span()
                at = bisect_left(taken, (end,))  # the stretches taken do not meet: only the one before can reach in
                if at and taken[at - 1][1] > start:
                    continue
                token = token_over(paragraph, start, end)
                values = read_match(kind, match, token)
                if values is None:
                    continue
                insort(taken, (start, end))
                verb = clause_verb(paragraph, start, token)
                if match.groupdict().get("way", "") in {"in", "In"} and is_duration(
                    token, verb, match.string[end : end + NEAR]
                ):
                    continue
                out.append(
                    TimeExpression(
                        id=make_id("t", document.id, paragraph.start + start, paragraph.start + end),
                        start=paragraph.start + start,
                        end=paragraph.start + end,
                        tense=direction_of(
                            token, verb, yearless=values.get("month") is not None and not values.get("year")
                        ),
                        where=paragraph.where,
                        **values,
                    )
                )
    return tuple(sorted(out, key=lambda t: (t.start, t.end)))


def clause_verb(paragraph: Paragraph, start: int, token: Any | None) -> Any | None:
    """Return the verb that a time goes with: the one right before it ("said Tuesday the talks will ..."), else the one it hangs under."""
    doc = paragraph.doc
    for i in range(first_at(doc, start) - 1, -1, -1):
        before = doc[i]
        if start - before.idx - len(before) > 12:
            break
        if not before.is_punct and before.lower_ not in {"on", "in", "late", "early", "later", "earlier"}:
            if before.pos_ == "VERB":
                return before
            break
    return verb_of(token) if token is not None else None


def first_at(doc: Any, place: int) -> int:
    """Return the index of the first token that begins at or behind a place of the paragraph, found by halving."""
    return bisect_left(doc, place, key=lambda t: t.idx)


def token_over(paragraph: Paragraph, start: int, end: int) -> Any | None:
    """Return the last token inside a stretch: the one by which it hangs on its clause."""
    doc = paragraph.doc
    first, stop = first_at(doc, start), first_at(doc, end)
    tokens = [doc[i] for i in range(first, stop)]
    tops = (t for t in tokens if not first <= t.head.i < stop or t.head == t)
    return next(tops, tokens[-1] if tokens else None)


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation."""
    low = name.lower().rstrip(".")
    return next(n for n, m in enumerate(MONTHS, 1) if m.startswith(low[:3]))


def count_of(word: str) -> int:
    """Return the number that a count says."""
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def read_match(kind: str, match: re.Match[str], token: Any | None) -> dict[str, Any] | None:
    """Return the fields of a time expression, or None where the words are something else ("may", a number, a person called May)."""
    g = {k: v for k, v in match.groupdict().items() if v is not None}
    if not is_plausible(kind, match, g, token):
        return None
    year = int(g["y"]) if "y" in g else None
    if kind == "date":
        month = int(g["mo"]) if "mo" in g else month_number(g["m"])
        step = STEPS[g["step"].lower()] if "step" in g else None
        return {
            "kind": "date",
            "year": year,
            "month": month,
            "day": int(g["d"]),
            "offset": step,
            "unit": None if step is None else "year",
        }
    if kind == "range":
        return read_range(g)
    if kind == "part" and "unit" in g:
        return read_part(g)
    if kind == "part":
        low = g["half"].lower()
        first, last = HALVES.get(low) or PARTS[low]
        month = month_number(g["m"])
        return {
            "kind": "part",
            "year": year,
            "month": month,
            "day": first,
            "until_month": month,
            "until_day": min(last, 28 if month == 2 else 30 + (month in LONG_MONTHS)),
        }
    if kind in STRETCHED:
        return read_stretch(kind, g, year)
    if kind == "hours":
        return {"kind": "span", "offset": -(-int(g["count"]) // 24), "unit": "day"}
    if kind == "month" and "of" in g:  # "February last year"
        return {"kind": "part", **whole_month(month_number(g["m"])), "offset": STEPS[g["of"]], "unit": "year"}
    if kind == "month":
        step = STEPS.get(g["step"].lower()) if "step" in g else None
        return {
            "kind": "month",
            "year": year,
            "month": month_number(g["m"]),
            "offset": step,
            "unit": None if step is None else "year",
        }
    if kind == "weekday":
        step = STEPS.get(g["step"].lower()) if "step" in g else None
        return {
            "kind": "weekday",
            "weekday": WEEKDAYS.index(g["weekday"].lower()),
            "offset": step or None,
            "unit": "week" if step else None,
        }
    if kind == "year":
        return {"kind": "year", "year": year}
    if kind == "holiday":
        month, day = HOLIDAYS[g["holiday"].lower().replace("’", "'")]
        return {"kind": "date", "month": month, "day": day}
    if kind == "ordinal":
        return {"kind": "date", "day": int(g["d"])}
    return read_relative(kind, g)


def read_stretch(kind: str, g: dict[str, str], year: int | None) -> dict[str, Any]:
    """Return the fields of "the week of March 6", "last winter", "early 2031", "the late 1990s"."""
    if kind == "week":
        return read_week(g, year)
    if kind == "season":
        month, until_month = SEASONS[g.get("season") or g["named"]]
        step = STEPS[g["step"].lower()] if "step" in g else None
        return {
            "kind": "range",
            "year": year,
            "month": month,
            "until_month": until_month,
            "offset": step,
            "unit": None if step is None else "year",
        }
    if kind == "stretch":
        month, until_month = STRETCHES[g["half"].lower()]
        return {"kind": "range", "year": year, "month": month, "until_year": year, "until_month": until_month}
    first, last = DECADES[g.get("half", "")]
    start = int(g["decade"])
    return {"kind": "range", "year": start + first, "until_year": start + last}


def read_range(g: dict[str, str]) -> dict[str, Any] | None:
    """Return the fields of "July 1-2", "May 6 to June 1", "1-2 July", "from 1999 to 2007"."""
    if "m" not in g and "m2" not in g:
        return {"kind": "range", "year": int(g["y"]), "until_year": int(g["y2"])}
    first = month_number(g.get("m") or g["m2"])
    last = month_number(g.get("m2") or g["m"])
    year = int(g.get("y") or g.get("y2") or 0) or None
    until = int(g.get("y2") or g.get("y") or 0) or None
    if not (1 <= int(g["d"]) <= 31 and 1 <= int(g["d2"]) <= 31) or (
        first == last and int(g["d2"]) <= int(g["d"]) and year == until
    ):
        return None
    return {
        "kind": "range",
        "year": year,
        "month": first,
        "day": int(g["d"]),
        "until_year": until,
        "until_month": last,
        "until_day": int(g["d2"]),
    }


def whole_month(month: int) -> dict[str, int]:
    """Return the fields of a month from its first to its last day; February's 29th is cut where its year has none."""
    last = 29 if month == 2 else 30 + (month in LONG_MONTHS)
    return {"month": month, "day": 1, "until_month": month, "until_day": last}


def read_week(g: dict[str, str], year: int | None) -> dict[str, Any]:
    """Return the fields of "the week of March 6": seven days from it."""
    month, day = month_number(g["m"]), int(g["d"])
    length = whole_month(month)["until_day"]
    until = (month, day + 6) if day + 6 <= length else (month % 12 + 1, day + 6 - length)
    return {"kind": "range", "year": year, "month": month, "day": day, "until_month": until[0], "until_day": until[1]}


def read_part(g: dict[str, str]) -> dict[str, Any]:
    """Return the fields of "late last month", "earlier this month" (which its tense cuts at the document's day)."""
    fields = {"kind": "relative", "offset": STEPS[g["step"]], "unit": g["unit"]}
    low = g["half"].lower()
    if low not in PARTS:
        return fields
    first, last = PARTS[low]
    return fields | {"day": first, "until_day": last}


def read_relative(kind: str, g: dict[str, str]) -> dict[str, Any] | None:
    """Return the fields of what counts from another day."""
    if kind == "day":
        return {"kind": "relative", "offset": DAYS[g["day"].lower()], "unit": "day"}
    if kind == "anniversary":
        word = g["ordinal"].lower()
        number = int(re.sub(r"\D", "", word)) if word[0].isdigit() else ORDINALS.get(word)
        return None if number is None else {"kind": "anniversary", "offset": -number, "unit": "year"}
    if kind == "same":
        return {"kind": "relative", "offset": 0, "unit": "day", "anchor": "context"}
    if "around" in g:  # "the following January"
        step = 1 if g["around"] == "following" else -1
        return {"kind": "month", "month": month_number(g["m"]), "offset": step, "unit": "year", "anchor": "context"}
    if kind == "eve":
        return {"kind": "relative", "offset": 1 if g.get("way") == "after" else -1, "unit": "day", "anchor": "context"}
    if kind == "weekend":
        return {"kind": "relative", "offset": STEPS.get(g["step"].lower()), "unit": "weekend"}
    unit = g["unit"]
    scale, unit = SCALES.get(unit, (1, unit))
    if kind == "context":
        step = {"next": 1, "following": 1, "previous": -1, "same": 0}[g["step"].lower().split()[-1]]
        return {"kind": "relative", "offset": step, "unit": unit, "anchor": "context"}
    if kind == "span":
        number = (count_of(g["count"]) if "count" in g else FEW if "few" in g else 1) * scale
        return {"kind": "span", "offset": number * (-1 if STEPS.get(g["step"].lower(), -1) < 0 else 1), "unit": unit}
    if "step" in g:
        return {"kind": "relative", "offset": STEPS[g["step"].lower()] * scale, "unit": unit}
    number = count_of(g["count"]) * scale
    way = g["way"].lower()
    sign = -1 if way in {"ago", "earlier", "before"} else 1
    anchor = "document" if way in {"ago", "in", "within", "from now"} else "context"
    return {"kind": "relative", "offset": sign * number, "unit": unit, "anchor": anchor}


LEADS = word_set(
    "in since until till by of from during after before through to and this every between around for late early mid the year"
)
"""Words in front of a month or a year that show it to be one."""

NEAR = 200
"""Characters in which the word before is looked for: more than any word and the blanks behind it."""


def is_plausible(kind: str, match: re.Match[str], g: dict[str, str], token: Any | None) -> bool:
    """Whether the words are a time here."""
    if "d" in g and not 1 <= int(g["d"]) <= 31:
        return False
    previous = match.string[max(0, match.start() - NEAR) : match.start()].rstrip().rsplit(" ", 1)[-1]
    led = previous.lower() in LEADS
    if kind == "month" and token is not None:
        first_name = token.dep_ == "compound" and token.head.pos_ == "PROPN" and not led
        if token.ent_type_ == "PERSON" or first_name:
            return False
    if kind == "month" and "step" not in g and "y" not in g and g["m"].lower().rstrip(".") in AMBIGUOUS:
        return led and token is not None and (token.ent_type_ == "DATE" or token.pos_ == "PROPN")
    if kind == "year":
        numbered = previous[:1].isupper() and not led  # Flight 1972
        dated = token is not None and token.ent_type_ == "DATE" and not numbered
        return (led or dated) and not match.string.startswith(("s ", ",0", "%", "-", "/"), match.end())
    if kind == "relative" and g.get("way", "").lower() == "in":
        return token is None or token.ent_type_ in {"DATE", ""}
    return True

"""Times as printed, kept as constraints: a weekday stays a weekday until the document's date is known.

Classes and anchoring after TimeML's TIMEX3 (Pustejovsky et al. 2003; https://timeml.github.io), reduced to what news prose dates
events with: no durations, no clock times. The patterns are ours.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Mapping
from typing import Any

from crosswire.annotate._nlp import Paragraph, Parsed
from crosswire.annotate.clauses import verb_of
from crosswire.annotate.times_direction import direction_of, is_duration
from crosswire.annotate.words import word_set
from crosswire.model import Document, TimeExpression, make_id

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_CARDINALS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty"""
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
NUMBERS = {w: n for n, w in enumerate(_CARDINALS.split())} | {
    "a": 1,
    "an": 1,
    "couple": 2,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
}
ORDINALS = {w: n for n, w in enumerate(_ORDINALS.split())} | {
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
}
PARTS = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "beginning": (1, 10),
    "start": (1, 10),
    "middle": (11, 20),
    "end": (21, 31),
}
HALVES = {
    "first half": (1, 15),
    "second half": (16, 31),
    "latter half": (16, 31),
    "first week": (1, 7),
    "second week": (8, 14),
    "third week": (15, 21),
    "fourth week": (22, 28),
    "last week": (25, 31),
}
DAYS = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "last night": -1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
"""First and last month of the meteorological seasons of the northern half of the world."""
HOLIDAYS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "may day": (5, 1),
}
LONG_MONTHS = frozenset({1, 3, 5, 7, 8, 10, 12})
FEW = 3
"""What "recent weeks" and "the coming days" count for."""
STRETCHED = frozenset({"week", "season", "stretch", "decade"})
STRETCHES = {
    "early": (1, 4),
    "beginning": (1, 4),
    "start": (1, 4),
    "mid": (5, 8),
    "middle": (5, 8),
    "late": (9, 12),
    "end": (9, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "latter half": (7, 12),
}
"""First and last month of the parts of a year."""
DECADES = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}
"""First and last year of a decade and of its parts."""
SCALES = {"decade": (10, "year"), "fortnight": (2, "week")}
STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "this": 0, "recent": -1, "within": 1}
AMBIGUOUS = frozenset({"may", "march", "sun", "sat", "mar", "jan"})

_MONTH = (
    r"(?P<{0}>Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.)"
    + "|"
    + "|".join(m.upper() for m in MONTHS)
    + r")"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:1[5-9]|20)\d\d)"
_UNIT = r"(?P<unit>day|week|fortnight|month|year|decade)s?"
_COUNT = r"(?P<count>\d{1,3}|(?i:" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r"))"
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|" + "|".join(w.upper() for w in WEEKDAYS) + ")"
_TO = r"\s*(?:-|–|—|\bto\b|\buntil\b|\bthrough\b|\band\b)\s*"


def _m(name: str) -> str:
    return _MONTH.format(name)


def _d(name: str) -> str:
    return _DAY.format(name)


def _y(name: str) -> str:
    return _YEAR.format(name)


PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(r"(?<![\w.-])" + pattern + r"(?![\w])"))
    for kind, pattern in (
        ("date", r"(?P<y>(?:19|20)\d\d)-(?P<mo>0[1-9]|1[0-2])-(?P<d>[0-3]\d)"),
        ("range", rf"{_m('m')}\s+{_d('d')}(?:,?\s+{_y('y')})?{_TO}{_m('m2')}\s+{_d('d2')}(?:,?\s+{_y('y2')})?"),
        ("range", rf"{_m('m')}\s+{_d('d')}{_TO}{_d('d2')}(?:,?\s+{_y('y')})?"),
        ("range", rf"{_d('d')}(?:\s+{_m('m')})?{_TO}{_d('d2')}\s+{_m('m2')}(?:,?\s+{_y('y2')})?"),
        ("range", rf"(?:between|from)\s+{_y('y')}{_TO}{_y('y2')}"),
        ("stretch", rf"(?:the\s+)?(?P<half>(?:first|second|latter) half|beginning|start|middle|end) of\s+{_y('y')}"),
        ("stretch", rf"(?P<half>[Ee]arly|[Ll]ate|[Mm]id)[\s-]+{_y('y')}"),
        (
            "part",
            r"(?:the\s+)?(?P<half>(?:first|second|latter) half|(?:first|second|third|fourth|last) week|beginning|start|middle|end) of"
            rf"\s+{_m('m')}(?:\s+{_y('y')})?",
        ),
        ("part", rf"(?P<half>[Ee]arly|[Ll]ate|[Mm]id)[\s-]+{_m('m')}(?:,?\s+{_y('y')})?"),
        ("week", rf"(?:the\s+)?week of\s+{_m('m')}\s+{_d('d')}(?:,?\s+{_y('y')})?"),
        ("date", rf"{_m('m')}\s+{_d('d')},?\s+{_y('y')}"),
        ("date", rf"{_d('d')}(?:\s+of)?\s+{_m('m')},?\s+{_y('y')}"),
        ("date", rf"{_m('m')}\s+{_d('d')},?\s+(?P<step>[Ll]ast|[Nn]ext|[Tt]his)\s+year"),
        ("date", rf"{_d('d')}(?:\s+of)?\s+{_m('m')},?\s+(?P<step>[Ll]ast|[Nn]ext|[Tt]his)\s+year"),
        ("date", rf"{_m('m')}\s+{_d('d')}(?!\s*(?:%|percent|per cent|million|billion))"),
        ("date", rf"{_d('d')}(?:\s+of)?\s+{_m('m')}"),
        ("month", rf"{_m('m')}\s+(?:of\s+)?(?P<of>last|next|this)\s+year"),
        ("month", rf"(?:(?P<step>[Ll]ast|[Nn]ext|[Tt]his)\s+)?{_m('m')}(?:,?\s+(?:of\s+)?{_y('y')})?"),
        (
            "part",
            r"(?P<half>[Ee]arly|[Ll]ate|[Mm]id|[Ee]arlier|[Ll]ater)[\s-]+(?:(?:in|of)\s+)?(?P<step>last|next|this)\s+(?P<unit>month)",
        ),
        (
            "season",
            r"(?:(?P<step>[Ll]ast|[Nn]ext|[Tt]his)\s+(?P<season>spring|summer|autumn|fall|winter)|"
            rf"(?<=\bthe )(?P<named>spring|summer|autumn|fall|winter) of\s+{_y('y')})",
        ),
        ("decade", r"(?:the\s+)?(?:(?P<half>early|mid|late)[\s-]+)?(?P<decade>(?:1[89]|20)\d0)s"),
        ("holiday", "(?P<holiday>" + "|".join(h.title().replace("'S", "['’]s") for h in HOLIDAYS) + ")"),
        ("span", rf"(?:the\s+)?(?P<step>[Pp]ast|[Ll]ast|[Nn]ext|[Cc]oming)\s+{_COUNT}\s+{_UNIT}"),
        (
            "span",
            r"(?:the\s+)?(?P<step>[Rr]ecent|[Cc]oming|[Pp]ast|[Ww]ithin)\s+(?P<unit>day|week|month|year)(?P<few>s)",
        ),
        ("span", r"(?<=\bthe )(?P<step>past|coming)\s+(?P<unit>decade|year|month|week)"),
        ("weekend", r"(?P<step>[Ll]ast|[Nn]ext|[Tt]his|[Tt]he|[Cc]oming)\s+weekend"),
        ("anniversary", r"(?P<ordinal>\w+|\d+(?:st|nd|rd|th))[\s-]+anniversary"),
        ("context", rf"(?P<step>[Tt]he\s+(?:next|following|previous|same))\s+{_UNIT}"),
        ("eve", r"[Tt]he (?P<unit>day) (?P<way>before|after)(?! (?:yesterday|tomorrow))|(?:on|On) the eve of"),
        ("hours", r"[Ww]ithin\s+(?P<count>\d{2,3})\s+hours"),
        ("relative", rf"{_COUNT}\s+{_UNIT}\s+(?P<way>ago|earlier|later|before|after|from now)"),
        ("relative", rf"(?P<way>[Ww]ithin|[Ii]n)\s+(?:the next\s+)?{_COUNT}\s+{_UNIT}(?:['’]s?)?(?:\s+time)?"),
        ("relative", rf"(?P<step>[Ll]ast|[Nn]ext|[Tt]his|[Pp]revious|[Cc]oming)\s+{_UNIT}"),
        ("weekday", rf"(?:(?P<step>[Ll]ast|[Nn]ext|[Tt]his)\s+)?{_WEEKDAY}"),
        (
            "day",
            r"(?P<day>[Tt]he day (?:before yesterday|after tomorrow)|[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|"
            r"[Tt]his (?:morning|afternoon|evening)|[Ll]ast night)",
        ),
        ("year", r"(?P<y>(?:1[89]|20)\d\d)"),
        (
            "ordinal",
            r"(?<=\b[Oo]n )the\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)"
            r"(?=\s+(?:in|at|to|for|with|of (?:this|the|last|next) month)\b|\s*[,.;])",
        ),
    )
)

ANYWHERE = ("",)
_DIGITS = tuple("0123456789")
HINTS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("date", "range", "week", "stretch", "decade", "hours", "year", "ordinal"), _DIGITS),
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "holiday": ("Christmas", "Boxing", "New Year", "May Day"),
    "span": ("past", "Past", "last", "Last", "next", "Next", "oming", "ecent", "ithin"),
    "weekend": ("weekend",),
    "weekday": ("day", "DAY"),
    "day": ("day", "orrow", "night", "orning", "noon", "vening"),
    "eve": ("the eve", "he day "),
    "anniversary": ("anniversary",),
    "relative": ("day", "week", "fortnight", "month", "year", "decade"),
}
"""What a paragraph must hold for the patterns of a kind to be worth their time."""


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

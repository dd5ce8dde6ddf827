"""How times are printed: the words and patterns of English dates, and what a paragraph must hold for each to be worth trying.

The patterns are ours; the classes follow TIMEX3 (`times`).
"""

import re
from collections.abc import Mapping

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
        ("context", rf"[Tt]he\s+(?P<around>following|previous)\s+{_m('m')}"),
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
        (
            "same",
            r"(?:(?:[Ll]ater|[Ee]arlier)\s+)?(?:[Tt]hat(?:\s+same)?|[Tt]he\s+same)\s+(?:day|morning|afternoon|evening|night)|"
            r"(?:[Ll]ater|[Ee]arlier)\s+in\s+the\s+day|(?:[Hh]ours|[Mm]inutes)\s+(?:later|earlier)",
        ),
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
    "same": ("hat ", "he same ", "in the day", "ours ", "inutes "),
    "anniversary": ("anniversary",),
    "relative": ("day", "week", "fortnight", "month", "year", "decade"),
}
"""What a paragraph must hold for the patterns of a kind to be worth their time."""

"""What an account recalls: events that lie before its own news and are told as known ("had lifted its ban last month", "was built in 2009").

Signs are the date, the pluperfect of the narrator and the coding as history; the opening sentence tells the news itself, however old.
"""

import re

from crosswire.compare.calendar import first_day, last_day
from crosswire.model import Act, DateValue

WEEK = 7
"""Days before an account beyond which what it tells is no news of its own. A weekly paper's week."""

PERFECT = 2
"""The same where the narrator tells it in the pluperfect: what had happened yesterday is still the news."""

PLUPERFECT = re.compile(r"had\b(?! to\b)", re.IGNORECASE)
"""How the verb group of a pluperfect begins."""


def is_recalled(
    date: DateValue, published: DateValue, *, opens: bool, historical: bool = False, pluperfect: bool = False
) -> bool:
    """Whether what is dated lies behind the account's news.

    opens: it stands in the account's first sentence. historical: it is coded as history. pluperfect: the narrator tells it so.
    """
    if opens:
        return False
    last, now = last_day(date.value or ""), first_day(published.value or "")
    before = (now - last).days if last is not None and now is not None else 0
    whole = date.precision in ("month", "year") and before > 0  # nobody dates the day's news to a month
    return historical or whole or before > WEEK or (pluperfect and before >= PERFECT)


def is_pluperfect(act: Act, text: str) -> bool:
    """Whether the narrator tells a clause in the pluperfect; in reported speech it is only the tense of what was said."""
    return act.quotation is None and PLUPERFECT.match(text, act.verb[0]) is not None

"""Date stamps: short lines near a title that say when an article came out, whatever stands beside the date in them.

A word for publishing, a date, a time of day, a name, a section, how long the reading takes: any of these, in any order, as in `Oda Windt,
5. Juni 2012`. A line counts only near the title, since pages print today's date in their heads and other stories' dates in their boxes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.ingest.stated_dates import find_date, find_moment
from crosswire.model import Zone

LONGEST = 140
"""Characters of a stamp at most."""

OTHER_WORDS = 8
"""Words beside date and time at most, where the line does not say `published`: names, sections, reading times."""

BEFORE, AFTER = 3, 10
"""Zones around the title in which a stamp is looked for: named ones before it, any after it."""

BODY = 3
"""Zones of body after which no stamp is looked for any more: later dates belong to the story or to boxes."""

NAMED = re.compile(
    r"\b(?:published|posted|first published|date|issued|released|created|publié|veröffentlicht|erschienen|geschrieben|publicado|publicada|pubblicato|"
    r"publicerad|publicerat|publisert|offentliggjort|udgivet|julkaistu|gepubliceerd|opublikowano|yayınlanma|diterbitkan|опубликовано)\b",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"(?:last\s)?(?:updated|update|modified|edited|aktualisiert|mis à jour|actualizado|actualizada|atualizado|aggiornato|oppdatert|uppdaterad|"
    r"opdateret|bijgewerkt|güncelleme|обновлено)\b.*",
    re.IGNORECASE | re.DOTALL,
)
THIN = {ord(c): " " for c in "\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u2005"}
WORD = re.compile(r"[^\W\d_]{2,}")
BESIDE = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:gmt|utc|[ecmp][ds]?t|ces?t|bst|uhr|at|on|by|von|am|um|pm|in|min(?:ute)?n?s?|read|"
    r"lesezeit|lesedauer)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Stamp:
    """A date stamp. moment: ISO 8601, as full as printed. start, end: the date's characters in the text. named: the line says `published`."""

    moment: str
    start: int
    end: int
    named: bool


def read_stamp(text: str, start: int, end: int) -> Stamp | None:
    """Return the stamp that text[start:end] is, or None. What follows `updated` in it does not count."""
    if end - start > LONGEST:
        return None
    line = text[start:end].translate(THIN)
    head = UPDATED.sub("", line)
    date = find_date(head)
    if date is None or date.year is None:
        return None
    rest = head[: date.start] + " " + head[date.end :]
    if (other := find_date(rest)) and other.year and other.iso != date.iso:
        return None
    named = NAMED.search(head[: date.start]) is not None
    words = WORD.findall(BESIDE.sub(" ", rest))
    sentence = head.rstrip().endswith((".", "!", "?")) and len(words) > 2
    if sentence or len(words) > (2 * OTHER_WORDS if named else OTHER_WORDS):
        return None
    moment = find_moment(head)
    return Stamp(moment, start + date.start, start + date.end, named) if moment else None


def find_stamp(text: str, zones: Sequence[Zone]) -> Stamp | None:
    """Return the stamp of an article: the first named one around its title, else the first after the title; None without a title."""
    title = next((n for n, z in enumerate(zones) if z.label == "title"), None)
    if title is None:
        return None
    last = title
    bodies = 0
    while last + 1 < len(zones) and last - title < AFTER and bodies < BODY:
        last += 1
        bodies += zones[last].label == "body"
    found = [
        (n, stamp)
        for n in range(max(0, title - BEFORE), last + 1)
        if zones[n].label not in ("body", "title", "teaser", "rights", "dateline", "caption")
        if (stamp := read_stamp(text, zones[n].start, zones[n].end))
    ]
    named = [stamp for _, stamp in found if stamp.named]
    after = [stamp for n, stamp in found if n > title]
    return next(iter(named or after), None)

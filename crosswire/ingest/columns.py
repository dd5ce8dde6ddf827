"""Rows of tables, of JSON and of exports: which column is the text, and which are header values, whatever they are called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files
from typing import Any

HEADER = ("by", "date", "lang", "publisher", "retrieved", "title", "url")
"""Fields that become header values, or stand beside them (retrieved)."""

NESTED = ("fields", "_source", "attributes", "article", "doc", "document", "story")
"""Keys below which exports of search engines keep the row itself."""

INSIDE = ("name", "main", "rendered", "original", "value", "title", "text", "href")
"""Keys of an object that stands where a plain value is meant: {"source": {"id": null, "name": "Trel Bay Post"}}."""

SHORTENED = re.compile(r"\[\+\d+ (?:chars|characters)\]\s*$")
"""The end of a text that an API cuts off."""

COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)Z?)?")
EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a row. kind: text, html (an HTML page or part of one), or summary (only words about the article)."""

    content: str
    kind: str


@cache
def _aliases() -> tuple[Mapping[str, str], Mapping[str, int]]:
    """Return alias -> field, and alias -> its rank among those of its field."""
    lines = files("crosswire.ingest").joinpath("columns.tsv").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {alias: name for name, alias in pairs}, {alias: rank for rank, (_, alias) in enumerate(pairs)}


def plain_key(key: str) -> str:
    """Return a column's name as the table writes it: `Published At`, `published_at` and `publishedAt` are one."""
    return re.sub(r"[\s_.:\-]+", "", key.strip("\ufeff \"'").lower())


def field_of(key: str) -> str | None:
    """Return the field that a column's name means, or None."""
    return _aliases()[0].get(plain_key(key))


def arrange_row(row: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return field -> its values that hold something, best-named column first; what an export keeps one level down included."""
    names, ranks = _aliases()
    found: list[tuple[int, int, str, Any]] = []
    for level, part in enumerate((row, *(row[key] for key in NESTED if isinstance(row.get(key), dict)))):
        for key, value in part.items():
            alias = plain_key(str(key))
            name = names.get(alias)
            nested = level == 0 and key in NESTED and isinstance(value, dict)
            if name and not nested and value not in (None, "", [], {}):
                found.append((ranks[alias], level, name, value))
    found.sort(key=lambda one: one[:2])
    fields: dict[str, list[Any]] = {}
    for _, _, name, value in found:
        fields.setdefault(name, []).append(value)
    return fields


def row_text(row: Mapping[str, Any]) -> Text | None:
    """Return the text of a row, or None where no column holds one.

    The key `text` is taken as it is; under other names a text has at least two words, since `body` or `article` may be an id.
    """
    given = row.get("text")
    if isinstance(given, str) and given.strip():
        return Text(given, "text")
    fields = arrange_row(row)
    for kind in ("text", "html", "summary"):
        for value in fields.get(kind, ()):
            words = _plain(value)
            if words and len(words.split()) > 1:
                page = kind == "html" or (kind == "text" and _is_markup(words))
                return Text(words, "summary" if kind == "summary" else "html" if page else "text")
    return None


def is_shortened(words: str) -> bool:
    """Tell a text whose end an API cut off ("[+2345 chars]")."""
    return SHORTENED.search(words[-60:]) is not None


def row_name(row: Mapping[str, Any]) -> str | None:
    """Return a row's own name, or None where it has none: its `id`, else its `doc_id`, else the like."""
    for own in (row.get("id"), row.get("doc_id"), *arrange_row(row).get("id", ())):
        if isinstance(own, str | int) and not isinstance(own, bool) and str(own).strip() != "":
            return str(own)
    return None


def row_fields(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return a row's header values, sorted by name; several names of a byline are several values."""
    fields = arrange_row(row)
    pairs: list[tuple[str, str]] = []
    for name in HEADER:
        for value in fields.get(name, ()):
            words = _names(value) if name == "by" else [_plain(value) or ""]
            if name in ("date", "retrieved"):
                words = [iso_date(one) for one in words]
            if name == "publisher" and words[0].startswith(("http://", "https://")):
                continue
            kept = [one.strip() for one in words if one.strip()]
            if kept:
                pairs += [(name, one) for one in kept]
                break
    return tuple(pairs)


def iso_date(words: str) -> str:
    """Return a date of a machine's making as ISO 8601 (RFC 5322, seconds since 1970 as UTC, 20120605T101500Z); others as they are."""
    words = words.strip()
    if match := COMPACT.fullmatch(words):
        year, month, day, *clock = match.groups()
        return f"{year}-{month}-{day}" + (f"T{':'.join(clock)}{'Z' if words.endswith('Z') else ''}" if clock[0] else "")
    try:
        if EPOCH.fullmatch(words):
            seconds = float(words) / (1000 if len(words) >= 12 and "." not in words else 1)
            return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
        if re.match(r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2,8} \d{2,4} \d", words):
            return parsedate_to_datetime(words).isoformat()
    except (ValueError, TypeError, OverflowError, OSError, IndexError):
        pass
    return words


def _plain(value: Any) -> str | None:
    """Return a value as words, or None where it is none."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return next((value[key] for key in INSIDE if isinstance(value.get(key), str) and value[key].strip()), None)
    if isinstance(value, list):
        words = [one for one in map(_plain, value[:200]) if one]
        return "\n".join(words) if words else None
    return None


def _names(value: Any) -> list[str]:
    """Return the names of a byline: a list, one that was written into a cell ("['A B', 'C D']"), or names between semicolons."""
    if isinstance(value, list):
        return [words for one in value[:50] if (words := _plain(one))]
    words = _plain(value) or ""
    if words.startswith("[") and words.endswith("]"):
        return re.findall(r"""["']([^"']{2,100})["']""", words)[:50]
    return [re.sub(r"^by\s+", "", one.strip(), flags=re.IGNORECASE) for one in words.split(";")][:50]


def _is_markup(words: str) -> bool:
    """Tell a text that is HTML: it begins with an element and closes a paragraph or a block."""
    start = words.lstrip()[:1]
    return start == "<" and re.search(r"</(?:p|div|html|article|section)>", words, re.IGNORECASE) is not None

"""JSON files: a list of rows, an answer of a news API (`{"articles": [...]}`), a single row, or a JSON Feed (https://www.jsonfeed.org/version/1.1/)."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from crosswire.ingest import readers
from crosswire.ingest.feed_entries import MARKUP, Entry
from crosswire.ingest.formats.feeds import entry_member
from crosswire.ingest.formats.rows import row_member
from crosswire.ingest.json_streams import BrokenJson, JsonStream, walk_lists
from crosswire.ingest.readers import Member, Reader, find_readers
from crosswire.ingest.streams import as_utf8
from crosswire.model import Problem

FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/1')


LISTS = frozenset(
    [
        "articles",
        "items",
        "results",
        "docs",
        "documents",
        "data",
        "hits",
        "stories",
        "news",
        "posts",
        "entries",
        "rows",
        "records",
        "value",
        "response",
        "feed",
    ]
)
"""Keys under which exports and answers keep their articles."""

MOST = 500
"""Values kept of a file that is one object."""


def _sniff_feed(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and FEED.search(head) is not None


def _members(stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give one member an object that is a row, wherever lists stand; their own JSON is their content."""
    source = JsonStream(as_utf8(stream), readers.MAX_BYTES)
    count = given = 0
    try:
        while source.peek():  # one object after another, without a list around them, is read too
            single: dict[str, Any] = {}
            listed = False
            for path, value in walk_lists(source):
                if path[-1:] != ("[]",) or not isinstance(value, dict) or not _is_list_of_rows(path, value):
                    _keep(single, path, value)
                    continue
                listed = True
                count += 1
                member = _member(value, given + 1)
                given += member is not None
                yield member or Problem(
                    "C105", f"#{count}", f'number {count} of its list has no "text"; mend or remove it'
                )
            member = _member(single, given + 1) if single and not listed else None
            if member:
                alone = not given and not source.peek()
                given += 1
                yield replace(member, name=name, own_id=True) if alone and member.name == "#1" else member
    except BrokenJson as error:
        yield Problem("C110", "", f"it is not JSON to its end ({error}); what stands before that was read")
    if not given and not count:
        yield Problem("C105", "", 'it holds no rows with a "text", and is no feed or news format that is read')


def _is_list_of_rows(path: tuple[str, ...], value: dict[str, Any]) -> bool:
    """Tell a list of articles from one of pictures or authors inside an article."""
    return len(path) == 1 or path[-2].lower() in LISTS or "text" in value


def _keep(single: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Put a value back where it stood, for a file that is one object; not more of them than an article has."""
    listed = path[-1:] == ("[]",)
    keys = path[:-1] if listed else path
    if not keys:
        return
    for key in keys[:-1]:
        single = single.setdefault(key, {})
        if not isinstance(single, dict):
            return
    if listed:
        values = single.setdefault(keys[-1], [])
        if isinstance(values, list) and len(values) < MOST:
            values.append(value)
    elif len(single) < MOST:
        single[keys[-1]] = value


def _member(row: Any, number: int) -> Member | None:
    """Return the member that an object is: of a format whose beginning is known (ninjs), else a row."""
    content = json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")
    head = content[: readers.HEAD]
    for reader in find_readers():
        if reader.read is not None and reader.sniff is not None and reader.sniff(head):
            return Member(f"#{number}", content, reader.media_type)
    return row_member(row, content, number)


def _feed_members(stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give the entries of a JSON Feed."""
    source = JsonStream(as_utf8(stream), readers.MAX_BYTES)
    title = lang = ""
    count = 0
    try:
        for path, value in walk_lists(source, 1):
            if path == ("title",) and isinstance(value, str):
                title = value
            elif path == ("language",) and isinstance(value, str):
                lang = value
            elif path == ("items", "[]") and isinstance(value, dict):
                count += 1
                entry = _entry(value)
                entry.publisher, entry.lang = title, entry.lang or lang
                member = entry_member(entry, count)
                yield member or Problem("C102", f"#{count}", "the entry holds no words; leave it out")
    except BrokenJson as error:
        yield Problem("C110", "", f"it is not JSON to its end ({error}); what stands before that was read")


def _entry(value: dict[str, Any]) -> Entry:
    """Return what an entry of a JSON Feed holds."""

    def words(key: str) -> str:
        found = value.get(key)
        return found if isinstance(found, str) else str(found) if isinstance(found, int) and key == "id" else ""

    authors = value.get("authors") if isinstance(value.get("authors"), list) else [value.get("author")]
    page = words("content_html")
    summary = words("summary")
    return Entry(
        content=page or words("content_text"),
        content_markup=bool(page),
        summary=summary,
        summary_markup=MARKUP.search(summary) is not None,
        title=words("title"),
        url=words("url") or words("external_url") or (words("id") if words("id").startswith("http") else ""),
        date=words("date_published"),
        updated=words("date_modified"),
        lang=words("language"),
        by=[one["name"] for one in authors or () if isinstance(one, dict) and isinstance(one.get("name"), str)],
    )


READERS = (
    Reader("jsonfeed", "application/feed+json", (), _sniff_feed, members=_feed_members),
    Reader("json", "text/json", (".json",), members=_members),
)

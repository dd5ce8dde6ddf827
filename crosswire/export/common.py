"""What every export format has: a name, the files it consists of, and a mark by which an earlier export is known again."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from crosswire.dossier import Dossier

Files = Iterator[tuple[str, Iterable[str]]]
"""Name of a file, and its text in pieces."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """with_text: stored texts and the words of quotations go out too; False leaves hashes and places, for texts that may not be shared."""

    with_text: bool = True


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format.

    name: as given to `--to`. summary: one sentence for help pages. files: yields the files of an export, in pieces, from a
    dossier; it opens nothing. single: name of the one file that the format consists of, or None for a folder of files. mark: the
    characters with which a single file of ours begins, so that no other file is ever overwritten.
    """

    name: str
    summary: str
    files: Callable[[Dossier, ExportOptions], Files]
    single: str | None = None
    mark: str = ""


def json_line(row: dict[str, Any]) -> str:
    """Return one line of JSON Lines. A lone surrogate, which UTF-8 cannot hold, is written as its escape."""
    text = json.dumps(row, ensure_ascii=False)
    return f"{writable(text, row)}\n"


def writable(text: str, value: Any) -> str:
    """Return JSON text that UTF-8 can hold: the escaped form of `value` where the text has lone surrogates."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True)
    return text

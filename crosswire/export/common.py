"""What every export format has: a name, the files it consists of, and a mark by which an earlier export is known again."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from crosswire.dossier import Dossier

Files = Iterator[tuple[str, Iterable[str] | Iterable[bytes] | Iterable[str | bytes]]]
"""Name of a file, and its content in pieces: text, which is written as UTF-8, or bytes."""


CUT = " […]"
"""Marks an extract that was cut; it is no sign of the text's own, which writes dots without brackets."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """with_text: stored texts and the words of quotations go out too; False leaves hashes and places, for texts that may not be shared.
    evidence_words: extracts go out, cut to so many words, and stored texts do not; None cuts nothing. now: the moment of the export
    (aware), by which embargoes are marked; None leaves them as printed.
    """

    with_text: bool = True
    evidence_words: int | None = None
    now: datetime | None = None

    @property
    def with_documents(self) -> bool:
        """Whether whole stored texts go out."""
        return self.with_text and self.evidence_words is None

    @property
    def with_extracts(self) -> bool:
        """Whether any words of the texts go out."""
        return self.with_text and (self.evidence_words is None or self.evidence_words > 0)

    def extract(self, words: str) -> str | None:
        """Return an extract as it may go out: cut behind its last allowed word and marked, or None where no words may. Places stay those
        of the whole.
        """
        if not self.with_extracts:
            return None
        if self.evidence_words is None:
            return words
        found = list(islice(WORD.finditer(words), self.evidence_words + 1))
        return words if len(found) <= self.evidence_words else words[: found[self.evidence_words - 1].end()] + CUT


WORD = re.compile(r"\S+")


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

"""The example captures, built once, and what was written down about them by hand."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from crosswire import pipeline
from crosswire.model import Document, Findings, Place, Quotation

Row = dict[str, Any]
Expected = Callable[[str], list[Row]]


@dataclass(frozen=True)
class Built:
    """The findings of the examples, looked up by the names and words that the expected rows use."""

    findings: Findings

    @cached_property
    def documents(self) -> dict[str, Document]:
        return {d.name: d for d in self.findings.documents}

    @cached_property
    def quotations(self) -> dict[str, list[Quotation]]:
        names = {d.id: d.name for d in self.findings.documents}
        return {names[r.doc]: list(r.quotations) for r in self.findings.readings}

    @cached_property
    def speakers(self) -> dict[str, set[str]]:
        """Names and aliases of the actors that each quotation is attributed to."""
        words = {a.id: {a.name, *a.aliases} for a in self.findings.actors}
        return {
            a.quotation: set().union(*(words[s] for s in a.speakers)) if a.speakers else set()
            for a in self.findings.attributions
        }

    def offsets(self, doc: str, words: str | list[str], nth: int | None = None) -> set[int]:
        """Return the code points of an expected row's words; they must stand in the stored text, once unless `nth` says which."""
        text, found = self.documents[doc].text, set()
        for piece in [words] if isinstance(words, str) else words:
            starts = [i for i in range(len(text)) if text.startswith(piece, i)]
            assert starts and (nth is not None or len(starts) == 1), f"{doc}: {piece!r} stands {len(starts)} times"
            start = starts[nth or 0]
            found |= {i for i in range(start, start + len(piece)) if not text[i].isspace()}
        return found

    def match(self, row: Row) -> Quotation | None:
        """Return the quotation whose content agrees best with an expected row, at least half of both together, or None."""
        wanted = self.offsets(row["doc"], row["content"], row.get("nth"))
        text = self.documents[row["doc"]].text
        best: tuple[float, Quotation] | None = None
        for quotation in self.quotations[row["doc"]]:
            got = {i for a, b in quotation.content for i in range(a, b) if not text[i].isspace()}
            agreement = len(wanted & got) / len(wanted | got)
            if agreement >= 0.5 and (best is None or agreement > best[0]):
                best = (agreement, quotation)
        return best[1] if best else None

    def covers(self, place: Place, row: Row) -> bool:
        """Tell whether a place holds at least 30 % of the characters of an expected account, as the scorer of the real captures asks."""
        document = self.documents[row["doc"]]
        if place.doc != document.id:
            return False
        wanted = self.offsets(row["doc"], row["text"])
        return len(wanted & set(range(place.start, place.end))) >= 0.3 * len(wanted)


@pytest.fixture(scope="session")
def expected(root: Path) -> Expected:
    """Return a reader of the expected rows by table name."""

    def read(table: str) -> list[Row]:
        lines = (root / "examples" / "straits" / "expected" / f"{table}.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in lines.splitlines()]

    return read


@pytest.fixture(scope="session")
def built(straits: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the examples, built."""
    report = pipeline.build([straits], tmp_path_factory.mktemp("straits") / "dossier", workers=1)
    assert not report.failures
    return Built(report.findings)

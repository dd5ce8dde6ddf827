"""What a layout gives: typed stretches of the text, its story, and what breaks off."""

from collections.abc import Callable
from dataclasses import dataclass, field

from crosswire.ingest.lines import Line


@dataclass
class Part:
    """A stretch of the text with its zone, or with None where the line model has still to say."""

    start: int
    end: int
    label: str | None
    sub: str | None


@dataclass
class Record:
    """What a layout found in a text.

    parts: typed stretches, sorted. body: spans of story text, a line each. truncated: values that break off. has_body: the story
    is known; without it the line model finds it among the lines that no part takes. layout: name of the layout.
    """

    parts: list[Part] = field(default_factory=list)
    body: list[tuple[int, int]] = field(default_factory=list)
    truncated: list[tuple[int, int]] = field(default_factory=list)
    has_body: bool = False
    layout: str = ""

    def closed(self) -> "Record":
        """Return the record with its parts in order, empty ones dropped, and those that reach into an earlier one."""
        kept: list[Part] = []
        for part in sorted(self.parts, key=lambda p: (p.start, p.end)):
            if part.start < part.end and (not kept or part.start >= kept[-1].end):
                kept.append(part)
        self.parts = kept
        self.body.sort()
        self.has_body = bool(self.body)
        return self


@dataclass(frozen=True)
class Layout:
    """A layout. name: of it. read: gives the record of a text that has the layout, else None."""

    name: str
    read: Callable[[str, tuple[Line, ...]], Record | None]

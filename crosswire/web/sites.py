"""One served dossier: its store, and what is known of it as a whole.

A build that ends is noticed by SQLite's own counter of changes.
Texts under embargo are not passed on: unless the server was told otherwise, a dossier that holds any is served from a second store without
them, in which everything over documents was worked out anew.
"""

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from crosswire import pipeline
from crosswire.dossier import Count, plural
from crosswire.dossier.embargoes import ends_at
from crosswire.model import Document
from crosswire.store import MARK, Store
from crosswire.store.lookups import Lookups

WAYS = 1000
"""Issues, and actors, of which a page is made before it is asked for: with those of FRONTS half of what a server keeps, and a minute's work."""

FRONTS = 50
"""Pages of the front page, and of the lists of positions, actors and documents, that are made before they are asked for."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a dossier holds. differences: in words."""

    count: Count
    stories: int
    statements: int
    quotations: int
    actors: int
    issues: int
    positions: int
    differences: str
    troubles: int


class Site:
    """A dossier that is served. name: empty for the one at the root. embargoed: texts under embargo are shown too."""

    def __init__(
        self, folder: Path, name: str = "", *, embargoed: bool = False, clock: Callable[[], datetime] | None = None
    ) -> None:
        self.folder, self.name, self.embargoed = folder, name, embargoed
        self._clock = clock or (lambda: datetime.now(UTC))
        self._lock = threading.RLock()
        self._opened: _Opened | None = None
        self._serial = 0

    @contextmanager
    def lookups(self) -> Iterator[Lookups]:
        """Give look-ups of the dossier as it is now."""
        with self._current().store.lookups() as lookups:
            yield lookups

    @property
    def totals(self) -> Totals:
        """How much the dossier holds."""
        return self._current().totals

    @property
    def held(self) -> tuple[Document, ...]:
        """The documents that are kept back."""
        return self._current().held

    def open(self) -> None:
        """Open the store, and count what it holds, before anything is asked for."""
        self.totals  # noqa: B018

    def ways_in(self) -> list[str]:
        """Return the pages over many stories to which most others lead, `WAYS` of each kind at most."""
        with self.lookups() as lookups:
            issues = lookups.linked("board", "", limit=WAYS)
            actors = [row.actor for row in lookups.actor_rows(limit=WAYS) if row.active]
        lists = ("index", "positions", "actors", "build")
        fronts = [f"{name}.html?page={n}" for n in range(2, FRONTS + 1) for name in lists]
        return [*fronts, *(f"i/{i}.html" for i in issues), *(f"a/{a}.html" for a in actors)]

    def serial(self) -> int | None:
        """Return a number that grows with every state of the dossier; None where it has to be opened first."""
        with self._lock:
            return self._serial if self._opened is not None and not self._opened.is_stale(self._clock()) else None

    def close(self) -> None:
        """Let go of the store."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def _current(self) -> "_Opened":
        """Return the store as opened, anew where a build has ended or an embargo has passed since."""
        with self._lock:
            now = self._clock()
            if self._opened is not None and self._opened.is_stale(now):
                self.close()
            if self._opened is None:
                self._serial += 1
                self._opened = _Opened(self.folder, None if self.embargoed else now)
            return self._opened


class _Opened:
    """A store while nothing changes. now: the moment by which embargoes are judged, or None where they are not."""

    def __init__(self, folder: Path, now: datetime | None) -> None:
        self._own = Store.open_indexed(folder)
        self._version = self._own.version()
        self._aside: tempfile.TemporaryDirectory[str] | None = None
        self.store = self._own
        with self._own.lookups() as lookups:
            bound = lookups.by_id("documents", lookups.linked("embargoed", "")) if now else ()
        self.held = tuple(d for d in bound if now and (end := ends_at(d)) is not None and end > now)
        self._until = min((end for d in self.held if (end := ends_at(d))), default=None)
        if self.held:
            self._aside = tempfile.TemporaryDirectory(prefix="crosswire-")
            self.store = self._without(folder, Path(self._aside.name))

    def _without(self, folder: Path, aside: Path) -> Store:
        """Return a store of what the dossier would hold without the documents that are kept back."""
        findings = pipeline.leave_out(folder, {d.id for d in self.held})
        with Store.create(aside) as store:
            store.write(findings, given=(), keys=(), ledger={}, redirects={}, facts=self._own.facts())
        return Store.open(aside)

    def is_stale(self, now: datetime) -> bool:
        """Return whether a build has ended or an embargo has passed since."""
        return self._own.version() != self._version or (self._until is not None and self._until <= now)

    @cached_property
    def totals(self) -> Totals:
        """How much the dossier holds."""
        with self.store.lookups() as lookups:
            documents = lookups.count("documents")
            verdicts = lookups.tally("differences", "verdict")
            alone = verdicts.pop("only", 0)
            return Totals(
                count=Count(documents, documents - lookups.copies_beyond_first()),
                stories=lookups.count("stories"),
                statements=lookups.count("statements"),
                quotations=lookups.count("quotations"),
                actors=lookups.count("actors"),
                issues=lookups.count("issues"),
                positions=lookups.count("positions"),
                differences=f"{plural(sum(verdicts.values()), 'difference')}, {plural(alone, 'thing')} only in one account",
                troubles=lookups.count("problems"),
            )

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()
        if self._aside is not None:
            self._own.close()
            self._aside.cleanup()


def is_dossier(folder: Path) -> bool:
    """Return whether a folder holds a dossier."""
    return (folder / MARK).is_file()

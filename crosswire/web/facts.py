"""What the build page says of the build itself."""

from dataclasses import dataclass

from crosswire.web.logs import Logged


@dataclass(frozen=True, slots=True)
class ClassShare:
    """How many attributions of a class were right on a set whose answers are known. kind: the class in words; of: what classes they are
    ("How certain", "Found by"); chance: the share that is right, of 1, as it is given to attributions of the class.
    """

    of: str
    kind: str
    records: int
    right: int
    chance: float


@dataclass(frozen=True, slots=True)
class BuildFacts:
    """Facts of a build that are the same whenever and wherever the same input is built: no times, no memory, no paths.

    versions: (what, version or fingerprint) rows, in the order in which they are shown. captures: how many were given.
    places: how many pointers were re-read, or None if they were not. failures: one sentence a pointer that no longer holds.
    shares: how each class of attributions does on the development set; empty where that was not measured. log: the corrections given.
    """

    versions: tuple[tuple[str, str], ...] = ()
    captures: int | None = None
    places: int | None = None
    failures: tuple[str, ...] = ()
    shares: tuple[ClassShare, ...] = ()
    log: tuple[Logged, ...] = ()

"""What the build page says of the build itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BuildFacts:
    """Facts of a build that are the same whenever and wherever the same input is built: no times, no memory, no paths.

    versions: (what, version or fingerprint) rows, in the order in which they are shown. captures: how many were given.
    places: how many pointers were re-read, or None if they were not. failures: one sentence a pointer that no longer holds.
    """

    versions: tuple[tuple[str, str], ...] = ()
    captures: int | None = None
    places: int | None = None
    failures: tuple[str, ...] = ()

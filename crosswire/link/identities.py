"""Hands ids on from one build to the next: a cluster keeps the id of the earlier cluster that it holds most of.

Ids of clusters are made from what is in them, so a fresh build always gives the same; but a cluster that gains a
member would change its name. The ledger of the last build's clusters prevents that (DESIGN section 4: "stable ids
with redirects").
"""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from crosswire.model import make_id

T = TypeVar("T")
Clusters = Mapping[str, Sequence[str]]
"""id -> members."""


def keep_ids(found: Clusters, earlier: Clusters) -> tuple[dict[str, str], dict[str, str]]:
    """Match clusters with the last build's, greatest overlap first, one to one.

    Returns (id as found -> id to use, for all of `found`) and (ended id -> id that took most of its members).
    """
    holders: dict[str, list[str]] = {}
    for new, members in sorted(found.items()):
        for member in members:
            holders.setdefault(member, []).append(new)
    overlaps: dict[tuple[str, str], int] = {}
    for old, members in sorted(earlier.items()):
        for member in set(members):
            for new in holders.get(member, ()):
                overlaps[new, old] = overlaps.get((new, old), 0) + 1
    kept: dict[str, str] = {}
    taken: set[str] = set()
    redirects: dict[str, str] = {}
    for (new, old), _ in sorted(overlaps.items(), key=lambda x: (-x[1], x[0][1] != x[0][0], x[0])):
        if new not in kept and old not in taken:
            kept[new] = old
            taken.add(old)
    for new in sorted(found):
        if new not in kept:
            name = new
            while name in taken:  # its own name was handed on to a cluster that holds more of the earlier one
                name = make_id(new.split("-")[0], name, "next")
            kept[new] = name
            taken.add(name)
    for (new, old), _ in sorted(overlaps.items(), key=lambda x: (-x[1], x[0])):
        if old not in taken and old not in redirects:
            redirects[old] = kept[new]
    return kept, redirects


def rename_ids(record: T, names: Mapping[str, str]) -> T:
    """Return a record (or tuple of records) with every string that is a key of `names` replaced by its value."""
    if isinstance(record, str):
        return names.get(record, record)  # type: ignore[return-value]
    if isinstance(record, tuple):
        return tuple(rename_ids(part, names) for part in record)  # type: ignore[return-value]
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        changes: dict[str, Any] = {}
        for field in dataclasses.fields(record):
            before = getattr(record, field.name)
            after = rename_ids(before, names)
            if after is not before and after != before:
                changes[field.name] = after
        return dataclasses.replace(record, **changes) if changes else record
    return record

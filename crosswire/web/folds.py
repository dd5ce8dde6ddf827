"""Copies folded into what they copy: the same words of one voice are shown once, the others named."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from crosswire.dossier import Dossier, Evidence, Wording
from crosswire.dossier.views import fold_words
from crosswire.model import Place

T = TypeVar("T")
Folded = tuple[T, tuple[T, ...]]
"""What is shown, and what else has its words."""


def fold_wordings(dossier: Dossier, wordings: Iterable[Wording]) -> tuple[Folded[Wording], ...]:
    """Return wordings in their order, each with those of its copies that have the same words."""
    return _fold(dossier, wordings, lambda w: w.doc, lambda w: w.folded)


def fold_places(dossier: Dossier, places: Iterable[Place]) -> tuple[Folded[Evidence], ...]:
    """Return places in their order, each with those in its copies that hold the same words."""
    return _fold(dossier, map(dossier.evidence, places), lambda e: e.place.doc, lambda e: fold_words(e.exact))


def _fold(
    dossier: Dossier, told: Iterable[T], doc_of: Callable[[T], str], words_of: Callable[[T], str]
) -> tuple[Folded[T], ...]:
    """Fold by voice and words, which are looked at in copies only. The original is shown where it is among them, else the first."""
    groups: dict[tuple[str, str | int], list[T]] = {}
    for n, one in enumerate(told):
        doc = doc_of(one)
        group = dossier.copy_group(doc)
        if group is None:
            groups["", n] = [one]
        elif group.origin == doc:
            groups.setdefault((group.id, words_of(one)), []).insert(0, one)
        else:
            groups.setdefault((group.id, words_of(one)), []).append(one)
    return tuple((found[0], tuple(found[1:])) for found in groups.values())

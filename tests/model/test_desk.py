"""Corrections applied to records, whatever these are."""

from collections import Counter

from crosswire.model.corrections import IssueCorrection
from crosswire.model.desk import Desk, ends


class Boxes(Desk[IssueCorrection]):
    """Boxes of words."""

    def __init__(self, boxes: dict[str, set[str]]) -> None:
        super().__init__(boxes, "boxes")
        self.boxes = boxes

    def shared(self, id_: str, c: IssueCorrection) -> tuple[Counter[str], int]:
        """Count the words that each box has of those that one had."""
        had = set(c.anchors_of(id_))
        return Counter({b: len(had & words) for b, words in self.boxes.items()}), len(had)

    def join(self, kept: str, gone: str, by: str) -> None:
        """Empty a box into another."""
        self.boxes[kept] |= self.boxes.pop(gone)


def merge(of: str, *others: str, **anchors: tuple[str, ...]) -> IssueCorrection:
    """Return a merge of boxes."""
    return IssueCorrection("k-1", "merge", of, of, tuple((o, o) for o in others), anchors=tuple(anchors.items()))


def test_a_merge_of_the_merged() -> None:
    """What has gone into another is found there; merged again with it, nothing changes."""
    desk = Boxes({"a": {"x"}, "b": {"y"}, "c": {"z"}})
    ended = desk.apply((merge("b", "c"), merge("a", "b"), merge("a", "c")), {"merge": desk.merge})
    assert desk.boxes == {"a": {"x", "y", "z"}} and ended == {"b": "a", "c": "a"} and not desk.troubles


def test_known_again_by_more_than_half() -> None:
    """Where an id is gone, the record with more than half of what it had is meant; half is too little, and told."""
    desk = Boxes({"a": {"x"}, "n": {"p", "q"}, "m": {"r", "s"}})
    log = (merge("a", "b", b=("p", "q", "r")), merge("a", "c", c=("r", "gone")))
    assert desk.apply(log, {"merge": desk.merge}) == {"n": "a"}
    assert desk.troubles == ["merge k-1: c is no longer among the boxes"]


def test_ends() -> None:
    """An ended id leads to the last one of its chain."""
    assert ends({"a": "b", "b": "c"}) == {"a": "c", "b": "c"}

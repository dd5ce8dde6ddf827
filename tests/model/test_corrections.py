"""Corrections of actors as records."""

from crosswire.model.corrections import ActorCorrection, standing


def test_what_stands() -> None:
    """A correction taken back and the taking back itself do not stand."""
    a, b = ActorCorrection("k-1", "merge"), ActorCorrection("k-2", "rename")
    assert standing((a, b, ActorCorrection("k-3", "undo", of="k-1"))) == (b,)


def test_anchors() -> None:
    """Each actor named has mentions of its own."""
    c = ActorCorrection("k-1", "merge", anchors=(("p-1", (("d", "m"),)),))
    assert c.anchors_of("p-1") == (("d", "m"),) and c.anchors_of("p-2") == ()

"""Actors of one name that their stories tell apart."""

from crosswire.compare.namesakes import join_namesakes
from crosswire.model import Actor


def actor(id_: str, name: str, type_: str, affiliation: str | None = None, country: str | None = None) -> Actor:
    """Return an actor with one mention."""
    return Actor(
        id=id_, name=name, type=type_, aliases=(name,), affiliation=affiliation, country=country, mentions=((id_, "m"),)
    )


def test_a_state_known_only_by_name_is_the_state() -> None:
    """What one story knows by its minister, another by its name alone: one state, and it keeps both mentions."""
    state, minister = actor("p-1", "Veldania", "organisation"), actor("p-2", "Ilse Marran", "person", "p-1")
    bare = actor("p-3", "Veldania", "state")
    told = {a.id: a for a in join_namesakes([state, minister, bare])}
    assert told["p-3"].affiliation == "p-1"
    assert told["p-1"].type == "state" and len(told["p-1"].mentions) == 2


def test_a_surname_alone_speaks_for_the_same_state() -> None:
    """A surname taken for a body is bound to the state of the one person who bears it; her cabinet too."""
    state, minister = actor("p-1", "Veldania", "state"), actor("p-2", "Ilse Marran", "person", "p-1")
    told = {
        a.id: a
        for a in join_namesakes(
            [state, minister, actor("p-3", "Marran", "state"), actor("p-4", "Marran's government", "state")]
        )
    }
    assert told["p-3"].affiliation == told["p-4"].affiliation == "p-1"


def test_a_cabinet_of_nobody_known_is_no_party() -> None:
    """ "Kesting's government", where no text says whose minister Kesting is, stands for no state."""
    alone, cabinet = actor("p-1", "Bram Kesting", "person"), actor("p-2", "Kesting's government", "state")
    assert {a.id: a.type for a in join_namesakes([alone, cabinet])}["p-2"] == "person"


def test_two_homes_bind_nobody() -> None:
    """A surname of people of two states, and a name with a country of its own, stay as they are."""
    two = [
        actor("p-1", "A Marran", "person", "p-8"),
        actor("p-2", "B Marran", "person", "p-9"),
        actor("p-3", "Marran", "state"),
    ]
    known = actor("p-4", "Marran", "state", country="VEL")
    assert join_namesakes([*two, known]) == (*two, known)

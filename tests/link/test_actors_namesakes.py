"""Actors of one name that only their storylines keep apart."""

from crosswire.link.actors_namesakes import join_namesakes
from crosswire.model import Actor


def actor(id_: str, name: str, type_: str, affiliation: str | None = None, country: str | None = None) -> Actor:
    """Return an actor with one mention."""
    return Actor(
        id=id_, name=name, type=type_, aliases=(name,), affiliation=affiliation, country=country, mentions=((id_, "m"),)
    )


def test_a_state_known_only_by_name_is_the_state() -> None:
    """What one story knows by its minister, another by its name alone: one state with both mentions, and a judgement that says why."""
    state, minister = actor("p-1", "Veldania", "organisation"), actor("p-2", "Ilse Marran", "person", "p-1")
    told, taken = join_namesakes([state, minister, actor("p-3", "Veldania", "state")])
    joined = next(a for a in told if a.id == "p-1")
    assert taken == {"p-3": "p-1"} and len(told) == 2
    assert joined.type == "state" and joined.mentions == (("p-1", "m"), ("p-3", "m"))
    assert "one name in two stories" in joined.judgements[0].reason


def test_who_spoke_for_an_ended_actor_speaks_for_the_one_that_took_it() -> None:
    """Two stories know Veldania by a minister each: both speak for the one that is left."""
    states = [actor("p-1", "Veldania", "state"), actor("p-2", "Veldania", "organisation")]
    told, taken = join_namesakes(
        [*states, actor("p-3", "A Marran", "person", "p-1"), actor("p-4", "B Kesk", "person", "p-2")]
    )
    assert taken == {"p-1": "p-2"} and {a.affiliation for a in told if a.type == "person"} == {"p-2"}


def test_a_surname_alone_speaks_for_the_same_state() -> None:
    """A surname taken for a body is bound to the state of the one person who bears it; her cabinet is that state."""
    state, minister = actor("p-1", "Veldania", "state"), actor("p-2", "Ilse Marran", "person", "p-1")
    bare, cabinet = actor("p-3", "Marran", "state"), actor("p-4", "Marran's government", "state")
    told, taken = join_namesakes([state, minister, bare, cabinet])
    assert taken == {"p-4": "p-1"}
    assert [(a.type, a.affiliation) for a in told if a.id == "p-3"] == [("person", "p-1")]


def test_a_cabinet_of_nobody_known_is_no_party() -> None:
    """ "Kesting's government", where no text says whose minister Kesting is, stands for no state."""
    alone, cabinet = actor("p-1", "Bram Kesting", "person"), actor("p-2", "Kesting's government", "state")
    assert [a.type for a in join_namesakes([alone, cabinet])[0] if a.id == "p-2"] == ["group"]


def test_two_homes_bind_nobody() -> None:
    """A surname of people of two states, and a name with a country of its own, stay as they are."""
    two = [
        actor("p-1", "A Marran", "person", "p-8"),
        actor("p-2", "B Marran", "person", "p-9"),
        actor("p-3", "Marran", "state"),
    ]
    known = actor("p-4", "Marran", "state", country="VEL")
    assert join_namesakes([*two, known]) == ([*two, known], {})

"""A person's judgements on actors: applied in order, kept over other ids and new documents, taken back."""

import pytest

from crosswire.errors import CorrectionError
from crosswire.link.actors import resolve_actors
from crosswire.link.actors_corrections import correct_actors
from crosswire.link.actors_wishes import choose_actor, wish_merge, wish_rename, wish_split, wish_undo
from crosswire.model import Actor, Attribution, Document, Reading
from crosswire.model.corrections import ActorCorrection, standing
from tests.factory import make_document, make_mention, make_quotation, make_reading, make_story

Found = tuple[list[Document], list[Reading], tuple[Actor, ...], tuple[Attribution, ...]]
Log = tuple[ActorCorrection, ...]


def told(*texts: str) -> Found:
    """Return what the rules find in accounts "NAME said yes." of one story."""
    documents, readings = [], []
    for i, text in enumerate(texts):
        document = make_document(text, name=f"{i}.txt")
        name = text.split(" said")[0]
        mention = make_mention(document, name, name=name, entity=f"person:{name.lower()}", basis="name")
        quotation = make_quotation(document, content="yes", cue="said", source=name, sources=(mention.id,))
        documents.append(document)
        readings.append(make_reading(document, mentions=(mention,), quotations=(quotation,)))
    actors, attributions = resolve_actors(
        documents=tuple(documents), readings=tuple(readings), stories=(make_story(documents),), published=()
    )
    return documents, readings, actors, attributions


def corrected(
    found: Found, log: Log
) -> tuple[dict[str, Actor], tuple[Attribution, ...], dict[str, str], tuple[str, ...]]:
    """Apply a log; actors by name."""
    documents, readings, actors, attributions = found
    actors, attributions, ended, troubles = correct_actors(actors, attributions, readings, documents, log)
    assert len({a.name for a in actors}) == len(actors)
    return {a.name: a for a in actors}, attributions, ended, troubles


MARRAN, TAVE, OTHER = "Ilse Marran said yes.", "Sigrun Tave said yes.", "Ilse Marran said yes to all."


def test_nothing_corrected_changes_nothing() -> None:
    """Without corrections the very records come back."""
    documents, readings, actors, attributions = told(MARRAN, TAVE)
    assert correct_actors(actors, attributions, readings, documents, ()) == (actors, attributions, {}, ())


def test_a_merge_joins_mentions_and_speakers() -> None:
    """The first keeps id and name; whose the other's words are changes; the judgement says by whom."""
    found = told(MARRAN, TAVE)
    correction, notes = wish_merge(found[2], (), ["Ilse Marran", "Sigrun Tave"])
    actors, attributions, ended, troubles = corrected(found, (correction,))
    (marran,) = actors.values()
    assert (
        marran.name == "Ilse Marran" and len(marran.mentions) == 2 and marran.aliases == ("Ilse Marran", "Sigrun Tave")
    )
    assert {a.speakers for a in attributions} == {(marran.id,)}
    assert list(ended.values()) == [marran.id] and not troubles and not notes
    assert marran.corrected == (correction.id,)
    assert [j.by for j in marran.judgements] == [correction.id]


def test_a_split_by_document_and_its_name() -> None:
    """What is taken out is an actor with an id of its own, the same in every build."""
    found = told(MARRAN, OTHER)
    (whole,) = found[2]
    correction, _ = wish_split(found[2], found[0], (), "Ilse Marran", docs=["1.txt"], name="The other Marran")
    actors, attributions, _, _ = corrected(found, (correction,))
    assert {n: len(a.mentions) for n, a in actors.items()} == {"Ilse Marran": 1, "The other Marran": 1}
    assert actors["Ilse Marran"].id == whole.id
    assert {a.doc: a.speakers for a in attributions} == {
        found[0][0].id: (whole.id,),
        found[0][1].id: (actors["The other Marran"].id,),
    }
    assert corrected(found, (correction,))[0] == actors


def test_a_split_by_mention() -> None:
    """A mention is named by the beginning of its id."""
    found = told(MARRAN, OTHER)
    (doc, mention) = found[2][0].mentions[0]
    correction, _ = wish_split(found[2], found[0], (), found[2][0].id, mentions=[mention[:10]], name="She")
    assert corrected(found, (correction,))[0]["She"].mentions == ((doc, mention),)


def test_a_merge_after_a_split_is_told_and_holds() -> None:
    """The later judgement holds, and the person hears which earlier one it contradicts."""
    found = told(MARRAN, OTHER)
    first, _ = wish_split(found[2], found[0], (), "Ilse Marran", docs=["1.txt"], name="Other")
    actors, *_ = corrected(found, (first,))
    second, notes = wish_merge(tuple(actors.values()), (first,), ["Ilse Marran", "Other"])
    assert any(first.id in note for note in notes)
    both, *_ = corrected(found, (first, second))
    assert [len(a.mentions) for a in both.values()] == [2]


def test_a_split_after_a_merge_is_told() -> None:
    """A split of what a merge has joined names the merge."""
    found = told(MARRAN, TAVE)
    first, _ = wish_merge(found[2], (), ["Ilse Marran", "Sigrun Tave"])
    actors, *_ = corrected(found, (first,))
    second, notes = wish_split(tuple(actors.values()), found[0], (first,), "Ilse Marran", docs=["1.txt"])
    assert any(first.id in note for note in notes)
    assert set(corrected(found, (first, second))[0]) == {"Ilse Marran", "Sigrun Tave"}


def test_undo_takes_back() -> None:
    """What is taken back leaves no trace but in the log."""
    found = told(MARRAN, TAVE)
    first, _ = wish_merge(found[2], (), ["Ilse Marran", "Sigrun Tave"])
    back, _ = wish_undo((first,), "")
    assert standing((first, back)) == ()
    assert set(corrected(found, (first, back))[0]) == {"Ilse Marran", "Sigrun Tave"}
    with pytest.raises(CorrectionError, match="no correction"):
        wish_undo((first, back), "")


def test_a_name_given_by_hand() -> None:
    """A rename shows; what was printed stays an alias; a second one replaces it, and says so."""
    found = told(MARRAN)
    first, _ = wish_rename(found[2], (), "Ilse Marran", " The  minister ")
    actors, *_ = corrected(found, (first,))
    assert actors["The minister"].aliases == ("Ilse Marran",)
    second, notes = wish_rename(tuple(actors.values()), (first,), "The minister", "Marran")
    assert any(first.id in n for n in notes)
    assert set(corrected(found, (first, second))[0]) == {"Marran"}


def test_an_actor_is_known_again_by_its_mentions() -> None:
    """Where ids have changed, what the actor held tells which it is; where nothing is left of it, that is told."""
    found = told(MARRAN, TAVE)
    correction, _ = wish_merge(found[2], (), ["Ilse Marran", "Sigrun Tave"])
    documents, readings, actors, attributions = found
    other_ids = tuple(Actor("p-" + a.name[:3], a.name, a.type, a.aliases, mentions=a.mentions) for a in actors)
    again, *_ = corrected((documents, readings, other_ids, attributions), (correction,))
    assert [len(a.mentions) for a in again.values()] == [2]
    gone = told(TAVE)
    _, _, _, troubles = corrected(gone, (correction,))
    assert troubles and "Ilse Marran" in troubles[0]


def test_a_new_account_goes_with_the_actor() -> None:
    """A split by document holds when a further account names the actor."""
    found = told(MARRAN, OTHER)
    correction, _ = wish_split(found[2], found[0], (), "Ilse Marran", docs=["1.txt"], name="Other")
    more = told(MARRAN, OTHER, "Ilse Marran said yes at last.")
    actors, *_ = corrected(more, (correction,))
    assert {n: len(a.mentions) for n, a in actors.items()} == {"Ilse Marran": 2, "Other": 1}


@pytest.mark.parametrize("words", ["", "Nobody", "p-", "marr"])
def test_who_is_not_found(words: str) -> None:
    """An unknown name is told, with names near it."""
    with pytest.raises(CorrectionError, match="no actor"):
        choose_actor(told(MARRAN)[2], words)


def test_an_alias_of_two_is_told() -> None:
    """A name that fits two actors asks for an id."""
    a, b = (Actor(f"p-{i}", n, "person", ("Tolvan",)) for i, n in enumerate(("Emeric Tolvan", "Lida Tolvan")))
    with pytest.raises(CorrectionError, match="2 actors"):
        choose_actor((a, b), "tolvan")
    assert choose_actor((a, b), "lida tolvan") is b


def test_wishes_that_cannot_be() -> None:
    """One actor with itself; all mentions; no mention; an empty name; a document that is not there."""
    documents, _, actors, _ = told(MARRAN, TAVE)
    with pytest.raises(CorrectionError, match="two actors"):
        wish_merge(actors, (), ["Ilse Marran", "ilse marran"])
    with pytest.raises(CorrectionError, match="nothing of it would be left"):
        wish_split(actors, documents, (), "Ilse Marran", docs=["0.txt"])
    with pytest.raises(CorrectionError, match="not mentioned"):
        wish_split(actors, documents, (), "Ilse Marran", docs=["1.txt"])
    with pytest.raises(CorrectionError, match="no mention"):
        wish_split(actors, documents, (), "Ilse Marran", mentions=["m-zzzz"])
    with pytest.raises(CorrectionError, match="no name"):
        wish_rename(actors, (), "Ilse Marran", "  ")
    with pytest.raises(CorrectionError, match="no document"):
        wish_split(actors, documents, (), "Ilse Marran", docs=["9.txt"])

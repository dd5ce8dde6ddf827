"""Actors: names, offices and cities of several accounts joined, and kept apart where they must be."""

import itertools

import pytest

from crosswire.annotate.coreference import resolve_mentions
from crosswire.annotate.mentions import find_mentions
from crosswire.annotate.quotations import find_quotations
from crosswire.link.actors import resolve_actors
from crosswire.model import Actor, Attribution, Document, Reading, Story
from tests.annotate.parse import engine
from tests.factory import make_document, make_mention, make_quotation, make_reading, make_story


def read(text: str, name: str) -> tuple[Document, Reading]:
    """Return a document and what coreference makes of it."""
    document = make_document(text, name=name)
    parsed = engine().parse(document)
    quotations, _ = find_quotations(document, parsed)
    mentions, quotations = resolve_mentions(document, parsed, find_mentions(document, parsed), quotations)
    return document, make_reading(document, mentions=mentions, quotations=quotations)


def resolve(*texts: str, stories: bool = True) -> tuple[dict[str, Actor], tuple[Attribution, ...]]:
    """Return actors by name, and attributions, of texts that are accounts of one story."""
    pairs = [read(t, f"{i}.txt") for i, t in enumerate(texts)]
    documents, readings = zip(*pairs, strict=True)
    told: tuple[Story, ...] = (make_story(documents),) if stories else ()
    actors, attributions = resolve_actors(documents=documents, readings=readings, stories=told, published=())
    assert len({a.name for a in actors}) == len(actors), [a.name for a in actors]
    return {a.name: a for a in actors}, attributions


FIRST = "Veldania is far. Veldanian Foreign Minister Ilse Marran said talks were useful. Marran said more would come.\n"
SECOND = "Veldania's foreign minister said talks were useful. Officials in Veldania said nothing.\n"


def test_an_office_is_filled_from_another_account() -> None:
    """X's foreign minister here is who holds the office there; the basis says so."""
    actors, attributions = resolve(FIRST, SECOND)
    marran = actors["Ilse Marran"]
    by_doc = {a.doc: a for a in attributions}
    assert {s for a in attributions if "useful" in a.doc or a.speakers == (marran.id,) for s in a.speakers} == {
        marran.id
    }
    assert len(by_doc) == 2
    assert any("foreign minister of Veldania" in b for b in marran.basis)
    assert actors["Veldania"].id == marran.affiliation


def test_an_office_is_not_filled_across_stories() -> None:
    """Without a story the two accounts know nothing of each other."""
    actors, _ = resolve(FIRST, SECOND, stories=False)
    assert len([a for a in actors.values() if a.type == "person"]) == 2


def test_another_states_minister_is_another_person() -> None:
    """The owner decides."""
    actors, _ = resolve(FIRST, "Osmark's foreign minister said talks were useful.")
    assert len([a for a in actors.values() if a.type == "person"]) == 2


def test_a_surname_joins_its_full_name() -> None:
    """Also in capitals, also with particles."""
    actors, _ = resolve(
        "League Secretary General Corin van der Aale said talks failed.",
        "Van der Aale said talks failed. “Never,” van der Aale said.",
    )
    person = actors["Corin van der Aale"]
    assert len({d for d, _ in person.mentions}) == 2


def test_two_of_one_surname_stay_apart() -> None:
    """Different given names are different people; a bare surname then joins neither without an office."""
    actors, _ = resolve(
        "President Jon Haldric said talks failed.",
        "Mayor Edda Haldric said talks went on.",
        "Haldric said talks stopped.",
    )
    assert {"Jon Haldric", "Edda Haldric", "Haldric"} <= set(actors)


def test_a_city_speaks_for_the_state_that_another_account_names() -> None:
    """Hallin, the Osmark capital: so Hallin says is Osmark's elsewhere."""
    actors, _ = resolve(
        "Hallin, the Osmark capital, says the masts would watch the coast. Osmark's government met.",
        "Hallin says the masts would watch for smugglers.",
    )
    assert "Hallin" not in actors
    assert "Hallin" in actors["Osmark"].aliases and len({d for d, _ in actors["Osmark"].mentions}) == 2


def test_an_acronym_joins_what_it_spells() -> None:
    """In either order of the parts, from another account."""
    actors, _ = resolve(
        "The Veldania-League Forum met. The Veldania-League Forum said little.",
        "The LVF said the talks failed. The LVF rose.",
    )
    assert [a.name for a in actors.values() if a.type == "organisation" and "Forum" in a.name] == [
        "Veldania-League Forum"
    ]
    assert "LVF" not in actors


def test_states_have_codes_and_bodies_too() -> None:
    """Country of a person is that of the state or body spoken for."""
    actors, _ = resolve("French Foreign Minister Odile Varn said no. NATO chief Per Holm said yes.")
    assert actors["Odile Varn"].country == "FRA" and actors["Per Holm"].country == "IGO"
    assert actors["France"].id == actors["Odile Varn"].affiliation and actors["France"].country == "FRA"


def test_groups_of_one_owner_are_one_actor() -> None:
    """Officials of X in two accounts; observers of two accounts are two."""
    actors, _ = resolve("French officials said talks failed.", "Ships left. French officials said talks went on.")
    assert actors["French officials"].affiliation == actors["France"].id
    assert len({d for d, _ in actors["French officials"].mentions}) == 2


def test_attributions_say_how_they_are_known() -> None:
    """A name: stated. A metonym or pronoun: inferred, with the grounds. Nothing: unknown."""
    _, attributions = resolve(
        "President Jon Haldric said talks failed.", "Lisbon said talks failed.", "“Talks failed,” it said."
    )
    by_status = {a.status: a for a in attributions}
    assert by_status["stated"].speakers and by_status["inferred"].basis == "capital for its state"
    assert by_status["unknown"].speakers == ()


def test_a_joint_quotation_has_two_speakers() -> None:
    """In the order of the text."""
    actors, attributions = resolve("France and Portugal said talks failed.")
    assert attributions[0].speakers == (actors["France"].id, actors["Portugal"].id)


def test_order_plays_no_part() -> None:
    """Every order of documents gives the same actors and attributions, with the same ids."""
    pairs = [read(t, f"{i}.txt") for i, t in enumerate((FIRST, SECOND, "The Veldanian minister, Marran, left.\n"))]
    results = []
    for order in itertools.permutations(pairs):
        documents, readings = zip(*order, strict=True)
        story = (make_story(documents),)
        results.append(resolve_actors(documents=documents, readings=readings, stories=story, published=()))
    assert all(r == results[0] for r in results)


def test_ids_of_states_and_people_survive_more_captures() -> None:
    """A further account changes no id of those already known by their full names."""
    before, _ = resolve(FIRST)
    after, _ = resolve(FIRST, SECOND)
    assert before["Ilse Marran"].id == after["Ilse Marran"].id
    assert before["Veldania"].id == after["Veldania"].id


def test_mentions_by_hand() -> None:
    """Records that a test or a person made are enough: no parser is behind it."""
    document = make_document("Marran said no.", name="hand.txt")
    mention = make_mention(document, "Marran", entity="person:marran", basis="name")
    quotation = make_quotation(document, content="no", cue="said", source="Marran", sources=(mention.id,))
    reading = make_reading(document, mentions=[mention], quotations=[quotation])
    (actor,), (attribution,) = resolve_actors(documents=(document,), readings=(reading,), stories=(), published=())
    assert (actor.name, actor.type, attribution.speakers, attribution.status) == (
        "Marran",
        "person",
        (actor.id,),
        "stated",
    )


def test_nothing_in_nothing_out() -> None:
    """No documents, no actors."""
    assert resolve_actors(documents=(), readings=(), stories=(), published=()) == ((), ())


def test_no_two_actors_share_an_id() -> None:
    """A body or a people of one name in two stories is one actor, not two with one id."""
    documents, readings = zip(
        read("Veldanians said on Monday that the ferries must sail. The Harbour Guard said the quay was shut.", "a"),
        read("Veldanians said on Friday that grain was dear. The Harbour Guard said it had no grain.", "b"),
        strict=True,
    )
    actors, _ = resolve_actors(documents=documents, readings=readings, stories=(), published=())
    assert len({a.id for a in actors}) == len(actors)
    guard = [a for a in actors if "Harbour Guard" in a.name]
    assert len(guard) == 1 and {doc for doc, _ in guard[0].mentions} == {d.id for d in documents}


@pytest.mark.parametrize(
    "text",
    [
        "Envoys met. Southern Community Commissioner Jolan Vess said the quota was fair.",
        "Seven MPs left the hall. Tidal Party MPs said the vote was a sham.",
        "Harbour League chief Per Holm said yes. The pier of the Harbour League is old.",
    ],
)
def test_whom_somebody_speaks_for_is_an_actor(text: str) -> None:
    """An affiliation leads to a record, though the body itself neither speaks nor acts."""
    actors, _ = resolve(text)
    ids = {a.id for a in actors.values()}
    assert {a.affiliation for a in actors.values() if a.affiliation} <= ids

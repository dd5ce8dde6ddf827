"""Coreference: pronouns, offices, bodies, joint sources, and who passed it on."""

import pytest

from tests.annotate.parse import resolved, speakers

OPENING = (
    "Veldanian President Emeric Tolvan met Littoral League Secretary General Corin van der Aale on Friday.\n"
    "Veldania's foreign minister, Ilse Marran, was there.\n"
)


def entity(text: str, words: str) -> str | None:
    """Return the entity of the last mention with these words."""
    document, mentions, _ = resolved(text)
    return [m.entity for m in mentions if document.text[m.start : m.end] == words][-1]


def basis(text: str, words: str) -> str:
    """Return the grounds of the last mention with these words."""
    document, mentions, _ = resolved(text)
    return [m.basis for m in mentions if document.text[m.start : m.end] == words][-1]


def test_he_is_the_last_speaker() -> None:
    """Also where others were named in between, inside the quotation."""
    text = OPENING + "Tolvan said talks were useful.\n“Van der Aale knows our coast,” he said.\n"
    assert entity(text, "he") == "person:emeric tolvan"
    assert basis(text, "he").startswith("pronoun: last speaker")


def test_the_grounds_name_somebody() -> None:
    """ "He" after "he": the grounds name the person, not the pronoun before."""
    text = OPENING + "Tolvan said talks were useful.\n“It is our coast,” he said.\n“We will keep it,” he said.\n"
    assert basis(text, "he") == "pronoun: last speaker Tolvan"


def test_he_is_a_subject_before_it() -> None:
    """A subject of the same sentence comes first."""
    assert entity(OPENING + "Van der Aale said he expected little.", "he") == "person:corin aale"


def test_he_is_the_subject_of_the_sentence_before() -> None:
    """Where nobody has spoken yet."""
    assert (
        entity(OPENING + "Van der Aale spoke of the quarrels. He repeated that the pier is open.", "He")
        == "person:corin aale"
    )


def test_she_is_not_who_was_called_he() -> None:
    """A title or an earlier pronoun tells a person's gender."""
    text = "Mr Jon Haldric and Mrs Edda Sorle met. Sorle said no. Haldric said yes. “Never,” she said."
    assert entity(text, "she") == "person:edda sorle"


def test_it_is_the_subject_of_the_sentence_before() -> None:
    """A state or body, not a thing."""
    text = "Portugal dislikes the plan. It has vowed to fight on."
    assert entity(text, "It") == "state:portugal"
    assert entity("The plan failed. It has harmed nobody.", "It") is None


@pytest.mark.parametrize(
    ("sentence", "words", "whom"),
    [
        ("The League chief said no.", "The League chief", "person:corin aale"),
        ("The Veldanian leader said no.", "The Veldanian leader", "person:emeric tolvan"),
        ("The Veldanian president said no.", "The Veldanian president", "person:emeric tolvan"),
        ("The foreign minister said no.", "The foreign minister", "person:ilse marran"),
    ],
)
def test_an_office_is_its_holder(sentence: str, words: str, whom: str) -> None:
    """The office, or a general noun of its family, of the same owner."""
    assert entity(OPENING + sentence, words) == whom


def test_an_office_nobody_holds_stays_open() -> None:
    """It keeps a key of its own, for other documents to fill; another state's minister is not taken for it."""
    assert (
        entity(OPENING + "Osmark's foreign minister said no.", "Osmark's foreign minister")
        == "role:foreign minister|Osmark"
    )


def test_the_alliance_and_the_country() -> None:
    """A body by the noun that the table has for it; the country by the state in sight."""
    assert entity("NATO has grown. Ships of the alliance left.", "the alliance") == "organisation:nato"
    text = "Portugal's foreign minister said the country would sign."
    assert entity(text, "the country") == "state:portugal"


def test_both_sides_are_two() -> None:
    """Two mentions with one place and two ids; with three parties in sight, none."""
    text = "France met Portugal in the rain, and both sides said little."
    document, mentions, _ = resolved(text)
    two = [m for m in mentions if document.text[m.start : m.end] == "both sides"]
    assert sorted(m.entity or "" for m in two) == ["state:france", "state:portugal"]
    assert len({m.id for m in two}) == 2
    three = "France met Portugal and Spain, and both sides said little."
    assert entity(three, "both sides") is None


def test_a_joint_source_has_several_mentions() -> None:
    """Both A and B; a metonym and a description."""
    assert speakers(OPENING + "Both Marran and Tolvan stressed the need to keep talking.") == [
        ["person:ilse marran", "person:emeric tolvan"]
    ]
    text = "NATO met. Little came of it, with Lisbon and the richest naval alliance saying the quarrel would go on."
    assert speakers(text)[-1] == ["state:portugal", "organisation:nato"]


def test_officials_of_the_place_they_speak_in() -> None:
    """In X, where officials say."""
    text = "The tax is hated in Portugal, where officials say it hurts the ports."
    assert entity(text, "officials") == "group:officials|Portugal"


def test_who_passed_it_on() -> None:
    """Quoted by an agency; told an outlet."""
    text = "Osmark's envoy, Dorian Kesk, was quoted by the Veldapress news agency as saying that he would raise the drills."
    _, mentions, quotations = resolved(text)
    by_id = {m.id: m for m in mentions}
    assert [by_id[i].name for i in quotations[0].via] == ["Veldapress"]
    assert [by_id[i].name for i in quotations[0].sources] == ["Dorian Kesk"]


def test_a_body_spoken_to_passes_nothing_on() -> None:
    """Told the League."""
    _, _, quotations = resolved("President Emeric Tolvan told the Littoral League that the plan was dead.")
    assert [q.via for q in quotations] == [()]


def test_an_unknown_capitalised_source_is_a_name() -> None:
    """It may be a city that other accounts explain; a common noun stays unresolved."""
    (found,) = speakers("Hallin says the masts would watch for smugglers.")
    assert found and found[0] is not None and found[0].endswith(":hallin")
    assert all(s is None for row in speakers("Growth shows how the ports mean to win.") for s in row)


def test_no_quotation_is_lost_or_made() -> None:
    """Coreference changes sources and via, nothing else."""
    from crosswire.annotate.coreference import resolve_mentions
    from crosswire.annotate.mentions import find_mentions
    from crosswire.annotate.quotations import find_quotations
    from tests.annotate.parse import parse

    document, parsed = parse(OPENING + "“No,” he said. Marran said so too.")
    before, _ = find_quotations(document, parsed)
    _, after = resolve_mentions(document, parsed, find_mentions(document, parsed), before)
    assert [(q.id, q.content, q.cue) for q in after] == [(q.id, q.content, q.cue) for q in before]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("The minister of trade of Misra, Ilse Marran", "person:ilse marran"),
        ("The directress of Coral Air, Joanna Teoh", "person:joanna teoh"),
    ],
)
def test_the_name_behind_an_office_speaks(source: str, speaker: str) -> None:
    """Whoever is named behind the comma at the end of a source is the one who speaks."""
    assert speakers(f"{source}, said that the port would stay open.\n") == [[speaker]]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("President Emeric Tolvan's wife, Irene,", "Irene"),
        ("President Emeric Tolvan's predecessor Ilse Marran", "Ilse Marran"),
        ("President Emeric Tolvan's barber", None),
        ("The gunman who shot President Emeric Tolvan", None),
        ("Reports in Portugal", None),
        ("A poll by Veldapress", "Veldapress"),
        ("Portugal's parliament", "Portugal"),
    ],
)
def test_a_name_in_a_source_is_not_always_who_speaks(source: str, speaker: str | None) -> None:
    """Whose wife or barber, whom somebody shot, where reports came from: none of these spoke; a state speaks through its parliament."""
    _, mentions, quotations = resolved(f"{source} said that the port would stay open.\n")
    by_id = {m.id: m for m in mentions}
    (said,) = [[by_id[i] for i in q.sources] for q in quotations]
    assert [m.name if m.kind == "name" else None for m in said] == [speaker]

"""Who said what: one test for each way of writing it, with texts of our own about invented states."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire.annotate import load_engine
from crosswire.annotate.quotations import find_quotations
from crosswire.model import Document, Problem, Quotation, Zone, sha256


def read(text: str, zones: Sequence[Zone] = ()) -> tuple[tuple[Quotation, ...], tuple[Problem, ...]]:
    """Find the quotations of a text that is all body."""
    document = Document(
        "d-1", "a.txt", "c", "text/plain", text, sha256(text), tuple(zones) or (Zone(0, len(text), "body"),)
    )
    return find_quotations(document, load_engine().parse(document))


def rows(text: str) -> list[tuple[str, str, str, str]]:
    """Return (source, cue, content, type) of the quotations that are not nested, fragments joined by " | "."""

    def words(spans: Sequence[tuple[int, int]]) -> str:
        return " | ".join(text[a:b] for a, b in spans)

    return [(words(q.source), words(q.cue), words(q.content), q.type) for q in read(text)[0] if q.nested_in is None]


# The fifteen styles of the Guardian's guide to annotating quotations (JournalismAI 2021).


def test_style_1_cue_colon_sentence() -> None:
    """Cue, colon, one sentence."""
    assert rows('Ilse Marran said: "The strait stays open to every flag."') == [
        ("Ilse Marran", "said", '"The strait stays open to every flag."', "direct")
    ]


def test_style_2_several_sentences() -> None:
    """Cue, colon, several sentences: one record."""
    text = 'Marran told the council: "The strait stays open. We have nothing to hide. Our ships sail for all."'
    assert rows(text) == [("Marran", "told", text[25:], "direct")]


def test_style_3_quotation_first() -> None:
    """Quotation first, attribution after, also inverted."""
    assert rows('"The strait stays open to every flag," said Ilse Marran.') == [
        ("Ilse Marran", "said", '"The strait stays open to every flag,"', "direct")
    ]


def test_style_4_auxiliary_in_the_cue() -> None:
    """The auxiliary belongs to the cue."""
    assert rows('Foreign Minister Ilse Marran has told us: "The strait stays open."') == [
        ("Foreign Minister Ilse Marran", "has told", '"The strait stays open."', "direct")
    ]


def test_style_5_no_comma_before_the_mark() -> None:
    """Neither comma nor colon before the mark; what follows it is not said."""
    assert rows('Marran said "the strait stays open to every flag" and left.') == [
        ("Marran", "said", '"the strait stays open to every flag"', "direct")
    ]


def test_style_6_apposition_and_participle() -> None:
    """An apposition after the name, the cue "saying", a partial quotation."""
    text = (
        'Ilse Marran, the foreign minister of Veldania, left the talks, saying it was "a step backwards for the coast".'
    )
    assert rows(text) == [
        (
            "Ilse Marran, the foreign minister of Veldania",
            "saying",
            'it was "a step backwards for the coast"',
            "mixed",
        )
    ]


def test_style_7_passive_with_because() -> None:
    """The agent of a passive is the source."""
    found = rows('The envoy was criticised by President Tarn Osk because he had "sold the harbour to strangers".')
    assert [(s, c) for s, c, _, _ in found] == [("President Tarn Osk", "was criticised")]
    assert '"sold the harbour to strangers"' in found[0][2]


def test_style_8_no_cue_at_all() -> None:
    """The quotation stands in the sentence after the one that names who speaks."""
    assert rows('Marran stepped onto the quay at noon. "We are not leaving this harbour to anyone."') == [
        ("Marran", "", '"We are not leaving this harbour to anyone."', "direct")
    ]


def test_style_9_indirect_lead_in() -> None:
    """Reported clause with a quoted end."""
    found = rows('Marran said the talks were hard but added that Osmark was "ready to sign before winter".')
    assert found == [
        ("Marran", "said", "the talks were hard", "indirect"),
        ("Marran", "added", 'that Osmark was "ready to sign before winter"', "mixed"),
    ]


def test_style_10_over_paragraphs() -> None:
    """Quotation, attribution, narration, then a quotation over paragraphs without closing marks: two records."""
    text = (
        '"We shall sign," Marran said. The delegates rose at noon. "I want to thank the council.\n'
        '"It was a long night for all of us.\n"And the harbour is open again."'
    )
    found = rows(text)
    assert [(s, c) for s, c, _, _ in found] == [("Marran", "said"), ("Marran", "")]
    assert found[1][2].count(" | ") == 2
    assert read(text)[1] == ()


def test_style_11_quoted_words_inside() -> None:
    """Quoted words inside an indirect sentence, cue at the end."""
    assert rows('The treaty would be "dead in the water" without the islands, Marran said.') == [
        ("Marran", "said", 'The treaty would be "dead in the water" without the islands', "mixed")
    ]


def test_style_12_paragraph_of_its_own() -> None:
    """An indirect sentence, then a paragraph that is all quotation."""
    text = 'Marran said the talks had failed.\n"Nobody can sail into that harbour without a permit from us."'
    assert [(s, c, k) for s, c, _, k in rows(text)] == [("Marran", "said", "indirect"), ("Marran", "", "direct")]


def test_style_13_two_cues_in_a_sentence() -> None:
    """Two cues, two quotations, a dash for a colon."""
    found = rows(
        'Marran said the treaty was dead – "it sank long ago" – and Osk replied that "nothing sinks in Veldania".'
    )
    assert [(s, c) for s, c, _, _ in found] == [("Marran", "said"), ("Osk", "replied")]
    assert found[0][2].endswith('"it sank long ago"')


def test_style_14_attribution_on_both_sides() -> None:
    """Attribution before and after: one record."""
    assert rows('Marran said: "The strait stays open," she told reporters.') == [
        ("Marran", "said", '"The strait stays open,"', "direct")
    ]


def test_style_15_exclamation_and_odd_verb() -> None:
    """The quotation ends in "!"; the parser lets a new sentence begin; the verb is no verb of saying."""
    assert rows('"Leave our harbour now!" Marran screamed at the envoy.') == [
        ("Marran", "screamed", '"Leave our harbour now!"', "direct")
    ]


# Complements and sources.


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Veldania warned Osmark on Tuesday against steps that could close the strait.",
            "Veldania",
            "warned",
            "against steps that could close the strait",
        ),
        (
            "President Osk stressed the importance of dialogue with Veldania.",
            "President Osk",
            "stressed",
            "the importance of dialogue with Veldania",
        ),
        (
            "Osmark has threatened to use its veto to block the plan.",
            "Osmark",
            "has threatened",
            "to use its veto to block the plan",
        ),
        (
            "Osk's minister said Tuesday the island needs two more piers.",
            "Osk's minister",
            "said",
            "the island needs two more piers",
        ),
        (
            "The fleet left port on Monday, according to the harbour office.",
            "the harbour office",
            "according to",
            "The fleet left port on Monday",
        ),
        (
            "Veldania left the treaty in 2007, saying the council members were flouting it.",
            "Veldania",
            "saying",
            "the council members were flouting it",
        ),
        (
            "Both Marran and the Osmark envoy stressed the need to keep talking.",
            "Both Marran and the Osmark envoy",
            "stressed",
            "the need to keep talking",
        ),
    ],
)
def test_complements_of_a_cue(text: str, source: str, cue: str, content: str) -> None:
    """Each frame puts what is said in its own place."""
    assert rows(text) == [(source, cue, content, "indirect")]


def test_quoted_by_an_agency() -> None:
    """Source is the person; the agency passed it on."""
    text = "Dag Ferrin, the envoy, was quoted by the Straits Wire agency as telling pilots on Monday that dredging would end soon."
    (quotation,) = read(text)[0]
    assert text[slice(*quotation.source[0])] == "Dag Ferrin, the envoy"
    assert [text[a:b] for a, b in quotation.via_span] == ["the Straits Wire agency"]
    assert quotation.text == "that dredging would end soon"


def test_two_attributions_joined_by_while() -> None:
    """The second is not swallowed by the first."""
    found = rows("Trel Bay says the fleet guards against pirates, while Osmark insists that it is the real target.")
    assert [(s, t) for s, _, t, _ in found] == [
        ("Trel Bay", "the fleet guards against pirates"),
        ("Osmark", "that it is the real target"),
    ]


def test_inherited_subject() -> None:
    """A second verb takes the subject of the first."""
    found = rows("Osk criticised the plan and urged the council to reject it.")
    assert [(s, c) for s, c, _, _ in found] == [("Osk", "criticised"), ("Osk", "urged")]


def test_interrupted_quotation_is_one_record() -> None:
    """Two fragments in one sentence, and the sentence after them."""
    text = '"Our ships," Marran said, "will sail at dawn. Nobody can stop them."'
    assert [t for _, _, t, _ in rows(text)] == ['"Our ships," | "will sail at dawn. Nobody can stop them."']


def test_relative_pronoun_keeps_its_noun() -> None:
    """ "The minister, who said ...": the noun is the source, with the pronoun beside it."""
    assert rows("The minister, who said the fleet would sail, left at noon.")[0][0] == "The minister | who"


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ('Ilse Marran: "We shall not leave the islands to anyone."', "Ilse Marran", ":"),
        ('"We shall not leave the islands to anyone." - Commissioner Dag Ferrin', "Commissioner Dag Ferrin", "-"),
        (
            '(SOUNDBITE) (Veldanian) FOREIGN MINISTER ILSE MARRAN SAYING: "The talks continue. These includ',
            "FOREIGN MINISTER ILSE MARRAN",
            "SAYING",
        ),
    ],
)
def test_scripted_forms(text: str, source: str, cue: str) -> None:
    """A name with a colon or a dash, and the shot list, whose text may break off."""
    assert [(s, c, k) for s, c, _, k in rows(text)] == [(source, cue, "direct")]


def test_nested_quotation_points_to_the_outer() -> None:
    """The inner attribution is a record of its own."""
    quotations, _ = read("Marran said that Osk had told her that the fleet would sail.")
    outer, inner = sorted(quotations, key=lambda q: q.content[0][0])
    assert inner.nested_in == outer.id
    assert outer.nested_in is None


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Marran did not say whether the fleet would sail.", "negated"),
        ("Marran will tell the council that the fleet must sail.", "future"),
        ("Marran would say that the fleet must sail.", "hypothetical"),
    ],
)
def test_standing_of_the_cue(text: str, flag: str) -> None:
    """What was not, not yet or only perhaps said is marked."""
    (quotation,) = read(text)[0]
    assert getattr(quotation, flag)


def test_attitudes_are_not_speech() -> None:
    """Reported belief is kept apart."""
    assert [q.speech for q in read("Osmark believes that the fleet will sail.")[0]] == [False]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Osmark's threat to leave the treaty alarmed the council.", "Osmark", "threat", "to leave the treaty"),
        (
            "The council rejected Marran's claim that the fleet had sailed.",
            "Marran",
            "claim",
            "that the fleet had sailed",
        ),
    ],
)
def test_nouns_attribute_too(text: str, source: str, cue: str, content: str) -> None:
    """A claim or threat says what its clause says, by whose it is."""
    assert rows(text) == [(source, cue, content, "indirect")]


def test_a_title_after_a_participle_is_no_quotation() -> None:
    """What a song is called, nobody said."""
    assert rows("The band played a song called “Blue Harbour Nights Are Long Again”.") == []


def test_mixed_and_direct_are_told_by_the_share_of_marks() -> None:
    """The type follows the marks alone."""
    assert [k for _, _, _, k in rows("Marran said Osmark had “lost its way”. Osk said: “We have not lost it.”")] == [
        "mixed",
        "direct",
    ]


def test_a_relative_clause_of_background_is_not_content() -> None:
    """A long aside at the end is the writer's."""
    text = "Marran said she would recover from the fever, which forced her to leave the harbour on Monday before noon."
    assert rows(text)[0][2] == "she would recover from the fever"


def test_addressee() -> None:
    """Who is spoken to is no part of content or source."""
    text = "Marran told reporters that the fleet would sail."
    (quotation,) = read(text)[0]
    assert quotation.addressee is not None
    assert text[slice(*quotation.addressee)] == "reporters"


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "harbour tax" is due in May.',
        "The song “Blue Harbour Nights” won a prize in Osmark.",
        "Osk called off a meeting with the envoys.",
        "It will have an opportunity later to express its views to the council.",
        "The envoy has been promised a seat by the council.",
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    """Scare quotes, titles, other verbs, and what has not been said."""
    assert rows(text) == []


def test_an_odd_mark_costs_only_itself() -> None:
    """The rest of the paragraph is read, and a problem says where the mark stands."""
    text = 'The 5" gun was gone. "We agree," Marran said. Osk said the fleet had sailed.'
    quotations, problems = read(text)
    assert [q.type for q in quotations] == ["direct", "indirect"]
    assert [(p.code, p.start) for p in problems] == [("Q101", 5)]


def test_where_is_the_zone_of_the_content() -> None:
    """A caption's quotation says that it is one."""
    text = "Marran said the fleet had sailed.\nOsk said it had not."
    zones = (Zone(0, 33, "caption"), Zone(34, 54, "body"))
    assert [q.where for q in read(text, zones)[0]] == ["caption", "body"]


PIECES = st.sampled_from(
    [
        "Marran",
        " said",
        " that",
        " the fleet sailed",
        ".",
        ",",
        " “",
        "”",
        '"',
        " and",
        " while",
        "\n",
        " Osk",
        " who",
        " according to",
        ":",
        " -",
        " was quoted by",
        " as saying",
        "!",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=60)))
def test_any_text_gives_sound_spans(text: str) -> None:
    """Never an exception; spans inside the text, sorted, not overlapping; the same twice; nesting points to a record."""
    quotations, problems = read(text)
    ids = {q.id for q in quotations}
    for quotation in quotations:
        for spans in (quotation.content, quotation.cue, quotation.source, quotation.via_span):
            edges = [e for span in spans for e in span]
            assert edges == sorted(edges)
            assert all(0 <= a < b <= len(text) for a, b in spans)
        assert quotation.content
        assert quotation.nested_in is None or quotation.nested_in in ids
    assert read(text) == (quotations, problems)


def test_what_is_nested_in_a_twin_points_to_the_one_kept() -> None:
    """Two attributions of the same words leave one record; what stands inside points to it."""
    text = '"My father always said the sea gives nothing back," Marran told says: the council.'
    quotations, _ = read(text)
    ids = {q.id for q in quotations}
    assert all(q.nested_in is None or (q.nested_in in ids and q.nested_in != q.id) for q in quotations)


def test_fragments_never_overlap() -> None:
    """A paragraph that is found twice is one fragment (found by bench/fuzz_paragraphs.py)."""
    from crosswire.annotate.quotations import disjoint

    assert disjoint([(8, 135), (136, 150), (151, 195), (151, 195)]) == ((8, 135), (136, 150), (151, 195))
    assert disjoint([(1, 5), (3, 9), (9, 12)]) == ((1, 9), (9, 12))
    assert disjoint([]) == ()


def test_a_subject_between_who_and_the_cue_is_the_source() -> None:
    """The parser gives "said" two subjects; the one next to it says it."""
    ((source, cue, _, _),) = rows("The man, who police said was armed, was arrested in Trel Bay.")
    assert (source, cue) == ("police", "said")


@pytest.mark.parametrize(
    "text",
    [
        "It was a farce, that is to say it was a decision that nobody could reach.",
        "It is wrong to suggest that the ferries were late.",
        "At least two days' warning to leave the harbour was given.",
        "Veldania declared war on the islands.",
    ],
)
def test_nobody_says_these(text: str) -> None:
    """An empty subject, a span of time and a state at war are no sources."""
    assert rows(text) == []

"""Bounds mended by the parse."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.annotate import load_engine
from crosswire.annotate._nlp import Paragraph
from crosswire.annotate.tagger_bounds import closed, freed, fronted, is_article, is_empty, mended, mended_end
from crosswire.model import Document, Zone


def parse(text: str) -> Paragraph:
    """Parse one paragraph."""
    document = Document("d-test", "test", "", "text/plain", text, "", (Zone(0, len(text), "body"),))
    return load_engine().parse(document).paragraphs[0]


def end_in(text: str, content: str, *held: str) -> str:
    """Return a content with its end mended; held: words of others."""
    start = text.index(content)
    places = [(text.index(h), text.index(h) + len(h)) for h in held]
    a, b = mended_end(parse(text), text, (start, start + len(content)), places)
    return text[a:b]


def test_a_joining_word_is_no_end() -> None:
    """What was cut off after "and" leaves the "and" behind."""
    text = "Marran said the strait was open and left the room."
    assert end_in(text, "the strait was open and") == "the strait was open"


def test_a_preposition_takes_its_phrase() -> None:
    """An end after a preposition is moved behind its object, unless the words are another's."""
    text = "The council said talks would resume on Friday, and Velic agreed."
    assert end_in(text, "talks would resume on") == "talks would resume on Friday"
    assert end_in(text, "talks would resume on", "Friday") == "talks would resume on"


def test_a_good_end_stays() -> None:
    """Ends on whole phrases and on quotation marks are the tagger's matter."""
    text = 'Marran called the treaty "the one we were promised and" then stopped.'
    assert end_in(text, '"the one we were promised and"') == '"the one we were promised and"'
    text = "Marran said the harbour of Trel Bay would be closed."
    assert end_in(text, "the harbour of Trel Bay would be closed") == "the harbour of Trel Bay would be closed"


def test_a_bracket_that_is_opened_is_closed() -> None:
    """The bracket behind a fragment belongs to it where the fragment opens one."""
    text = "They said it starts at nine (ten in Osmark). Marran agreed (not Velic)."
    inside, outside = text.index("it"), text.index("Velic")
    assert text[slice(*closed(text, (inside, text.index(")"))))] == "it starts at nine (ten in Osmark)"
    assert text[slice(*closed(text, (outside, outside + 5)))] == "Velic"


def test_who_is_not_who_says() -> None:
    """The subject after a relative pronoun is the source; without one the pronoun is."""
    for text, source, cue, speaker in (
        ("The man, who police said was armed, fled.", "who", "said", "police"),
        ("A figure who analysts say has lied was freed.", "who analysts", "say", "analysts"),
        ("Marran, who also said that she would stay, left.", "who", "said", "who"),
        ("Marran said that she would stay.", "Marran", "said", "Marran"),
    ):
        a, b = ((text.index(w), text.index(w) + len(w)) for w in (source, cue))
        assert text[slice(*freed(parse(text), a, b))] == speaker


def test_fragments_of_function_words_go() -> None:
    """A lone "By" is no part of a content; "what" is."""
    text = "By the way, what Marran said was that the dam would hold."
    home = parse(text)
    assert is_empty(home, (0, 2))
    what = (text.index("what"), text.index("what") + 4)
    assert not is_empty(home, what)
    rest = (text.index("that the"), len(text) - 1)
    assert mended(home, text, ((0, 2), what, rest), []) == (what, rest)


def with_front(text: str, source: str, cue: str, content: str) -> list[str]:
    """Return the fragments of a content with what belongs to it before its attribution."""
    places = [(text.index(x), text.index(x) + len(x)) for x in (source, cue, content)]
    found = fronted(parse(text), text, (places[2],), places[1], places[0])
    return [text[a:b] for a, b in found]


def test_a_relative_pronoun_belongs_to_what_is_said() -> None:
    """ "which she called a farce" says "which ... a farce"; "in which he said it" and "the day when he said" do not."""
    text = "The vote, which Marran called a farce, took an hour."
    assert with_front(text, "Marran", "called", "a farce") == ["which", "a farce"]
    text = "He read what the council calls a plan."
    assert with_front(text, "the council", "calls", "a plan") == ["what", "a plan"]
    text = "There was a letter in which Marran said the dam would hold."
    assert with_front(text, "Marran", "said", "the dam would hold") == ["the dam would hold"]


def test_an_attribution_in_the_middle_cuts_a_clause_in_two() -> None:
    """The words before it, from the start of the sentence or the last dash, belong to the content."""
    text = "It rained. The talks, Osk said, would fail by Monday."
    assert with_front(text, "Osk", "said", "would fail by Monday") == ["The talks", "would fail by Monday"]
    text = "The bridge was shut - the bolts, Marran said, had rusted through."
    assert with_front(text, "Marran", "said", "had rusted through") == ["the bolts", "had rusted through"]
    text = "But the talks, Osk said, would fail."
    assert with_front(text, "Osk", "said", "would fail") == ["the talks", "would fail"]


def test_what_leads_up_to_an_attribution_stays_out() -> None:
    """A phrase of time before "he said" is narration; a joining word alone is none of it."""
    text = "In the end, Osk said the talks would fail."
    assert with_front(text, "Osk", "said", "the talks would fail") == ["the talks would fail"]
    text = "It rained and, Osk said, the dam would break."
    assert with_front(text, "Osk", "said", "the dam would break") == ["the dam would break"]


def test_an_article_is_no_source() -> None:
    """ "The" alone names nobody; "he" does."""
    text = "The admission that he was wrong came late."
    home = parse(text)
    assert is_article(home, (0, 3))
    assert not is_article(home, (text.index("he was"), text.index("he was") + 2))


@given(st.integers(0, 60), st.integers(1, 60))
def test_mended_places_stay_in_the_paragraph(start: int, length: int) -> None:
    """Whatever the bounds, a place is not empty and stays inside the paragraph."""
    text = "Marran said, and Velic agreed, that when the ships left on Friday the strait was open to all."
    span = (start, min(len(text), start + length))
    a, b = mended_end(parse(text), text, span, [])
    assert 0 <= a < b <= len(text)

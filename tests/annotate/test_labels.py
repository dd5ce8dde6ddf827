"""Labels: runs of words that are a name or a role."""

from crosswire.annotate.labels import Labeller, bare_key, is_headline, shouted, treaty_names
from crosswire.annotate.names import learn_world
from crosswire.annotate.words import find_words
from tests.annotate.parse import parse


def labels(text: str) -> list[tuple[str, str]]:
    """Return (words, kind) of the labels of a one-paragraph text."""
    document, parsed = parse(text)
    paragraphs = [find_words(p) for p in parsed.paragraphs]
    labeller = Labeller(learn_world(paragraphs), paragraphs)
    words = paragraphs[0]
    return [(document.text[words[x.start].start : words[x.end - 1].end], x.kind) for x in labeller.label(words)]


def test_particles_belong_to_the_name() -> None:
    """One particle or two, inside the name or at its start."""
    assert ("Corin van der Aale", "name") in labels("On Monday Corin van der Aale left.")
    assert ("van der Aale", "name") in labels("On Monday, Corin van der Aale left, and van der Aale returned.")


def test_the_longest_office_is_taken() -> None:
    """Secretary general, not secretary; the name behind it is another label."""
    found = labels("The council met Secretary-General Corin Aale.")
    assert ("Secretary-General", "role") in found and ("Corin Aale", "name") in found


def test_a_body_keeps_its_of() -> None:
    """The Council of the Straits is one name."""
    assert ("Council of the Straits", "name") in labels("He addressed the Council of the Straits on Friday.")


def test_pronoun_us_is_no_state() -> None:
    """Us at a sentence's start is not the United States; US is."""
    assert labels("Us they never asked.") == []
    assert ("US", "state") in labels("They asked the US for help.")


def test_calendar_words_are_no_names() -> None:
    """Weekdays and months carry capitals and name nobody."""
    assert labels("They left on Monday in April.") == []


def test_headlines_and_shouting_are_noticed() -> None:
    """There a capital says nothing."""
    _, parsed = parse("Veldania Cautions League Over Coastal Radar")
    assert is_headline(find_words(parsed.paragraphs[0]))
    _, parsed = parse("MARRAN AND TOLVAN SHAKING HANDS before the cameras of the press.")
    words = find_words(parsed.paragraphs[0])
    assert [w.text for w, loud in zip(words, shouted(words), strict=True) if loud][-1] == "HANDS"


def test_treaties_are_known_by_their_abbreviation() -> None:
    """The OWT treaty; the Open Waters Treaty (OWT); the Open Waters (OW) Treaty."""
    for text, name in (
        ("They left the OWT treaty.", "owt"),
        ("the Open Waters Treaty (OWT) holds.", "owt"),
        ("the Open Waters (OW) Treaty holds.", "ow"),
    ):
        _, parsed = parse(text)
        assert name in treaty_names(find_words(parsed.paragraphs[0]))


def test_a_persons_key_is_bare() -> None:
    """Particles, initials and honorifics are left out, but never all of it."""
    assert bare_key(["corin", "van", "der", "aale"]) == ("corin", "aale")
    assert bare_key(["jon", "w", "haldric", "jr"]) == ("jon", "haldric")
    assert bare_key(["van"]) == ("van",)

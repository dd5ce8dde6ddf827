"""Shot lists: soundbites with language and speaker, codes, datelines, quotations that break off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.layouts.parts import Record
from crosswire.ingest.layouts.shots import find_soundbites, is_shotlist, read_shots


@pytest.mark.parametrize(
    ("cue", "language", "code", "speaker"),
    [
        (
            '(SOUNDBITE) (Russian) FOREIGN MINISTER ILSE MARRAN SAYING: "x"',
            "Russian",
            "ru",
            "FOREIGN MINISTER ILSE MARRAN",
        ),
        ('(SOUNDBITE) (Veldanian) PILOT ODA WINDT SAYING: "x"', "Veldanian", None, "PILOT ODA WINDT"),
        ("SOUNDBITE (English) Ilse Marran, Foreign Minister:\n", "English", "en", "Ilse Marran, Foreign Minister"),
        (
            'SOUNDBITE 1 - Ilse Aun (woman), passenger (German, 9 sec): "x"',
            "German",
            "de",
            "Ilse Aun (woman), passenger",
        ),
        ('SOT: (French) Oda Windt, pilot: "x"', "French", "fr", "Oda Windt, pilot"),
        ('(UPSOUND) CROWD SAYING: "x"', None, None, "CROWD"),
    ],
)
def test_language_and_speaker(cue: str, language: str | None, code: str | None, speaker: str) -> None:
    """Each form of a soundbite's cue gives the language as printed, its code where known, and the speaker's words."""
    (bite,) = find_soundbites(cue, 0, len(cue))
    assert (bite.language, bite.code) == (language, code)
    assert bite.speaker is not None and cue[slice(*bite.speaker)] == speaker


def test_a_quotation_without_end_breaks_off() -> None:
    """What the archive cut inside a quotation is marked, also where it stands on a line of its own."""
    text = "SOUNDBITE (English) Oda Windt, pilot:"
    record = Record()
    assert read_shots(text, 0, len(text), record)
    more = '"We cannot steer by the mo'
    assert not read_shots(more, 0, len(more), record, quoted=True)
    assert record.truncated == [(0, len(more))]
    whole = Record()
    assert not read_shots('"We cannot."', 0, 12, whole, quoted=True)
    assert not whole.truncated


def test_what_is_a_shot_list() -> None:
    """Capitals, or a soundbite; a summary in sentences is none."""
    assert is_shotlist("EXTERIOR OF CITADEL / DELEGATES")
    assert is_shotlist('Wide of quay. SOUNDBITE (English) Oda Windt: "No."')
    assert not is_shotlist("The Council met in Corvane.")


@given(st.text(alphabet='(SOUNDBITE) SAYING: "“”12:30-ab\n', max_size=120), st.booleans())
def test_any_text(text: str, quoted: bool) -> None:
    """Whatever stands in it, a list's parts are sorted, apart, and inside it."""
    record = Record()
    read_shots(text, 0, len(text), record, quoted=quoted)
    end = 0
    for part in record.closed().parts:
        assert end <= part.start < part.end <= len(text)
        end = part.end

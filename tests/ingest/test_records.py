"""Archive records."""

from crosswire.ingest.lines import find_lines
from crosswire.ingest.records import Record, field_role, find_record
from tests.ingest.samples import RECORD


def parts(text: str, record: Record) -> list[tuple[str, str]]:
    """Return (sub-label, words) of a record's typed stretches."""
    return [(str(p.sub), text[p.start : p.end]) for p in record.parts]


def test_roles() -> None:
    """Field names are known in any case and spacing; an unknown one that ends with ID names a record."""
    assert field_role("Copyright  Holder") == "copyright_holder"
    assert field_role("Meridian ID") == "record_id"
    assert field_role("Marran") is None


def test_fields_of_a_record() -> None:
    """Values on the next line, empty fields, a field glued to the last sentence of the story."""
    record = find_record(RECORD, find_lines(RECORD))
    assert record is not None
    found = parts(RECORD, record)
    assert ("record_id", "318-20774") in found
    assert ("record_id", "MVA7Q2KX0TT41LPD9") in found
    assert ("publication_date", "5th June 2012") in found
    assert ("field_name", "- Keywords:") in found
    assert ("field_name", "- Copyright Holder:") in found
    assert ("usage_terms", "None") in found
    assert RECORD[record.body[-1][0] : record.body[-1][1]].endswith("which Osmark has denied.")
    assert len(record.body) == 3


def test_shots() -> None:
    """A shot list gives its code, dateline, shots, soundbite cue and quotation; a quotation without end breaks off."""
    record = find_record(RECORD, find_lines(RECORD))
    assert record is not None
    shots = [p for p in parts(RECORD, record) if p[0].startswith(("shot", "soundbite"))]
    assert shots == [
        ("shot_code", "(CW11)"),
        ("shot_dateline", "TREL BAY, VELDANIA (JUNE 5, 2012) (MERIDIAN)"),
        ("shotlist", "EXTERIOR OF CITADEL DELEGATES TAKING SEATS"),
        ("soundbite_cue", "(SOUNDBITE) (Veldanian) VELDANIAN FOREIGN MINISTER ILSE MARRAN SAYING:"),
        ("soundbite_quote", '"Talks go on over questions on which we still dif'),
    ]
    assert [RECORD[a:b] for a, b in record.truncated] == [shots[-1][1]]


def test_two_places_and_two_soundbites() -> None:
    """Shots in two places, two soundbites, shots after the last of them."""
    value = (
        'TREL BAY, VELDANIA (JUNE 5, 2012) (MERIDIAN) SHIPS. (SOUNDBITE) (English) BRASK SAYING: "One." WAVES. '
        'SORNE, OSMARK (JUNE 6, 2012) (MERIDIAN) BOATS (SOUNDBITE) (Osmark) ILSE AUN SAYING: "Two." GULLS'
    )
    text = f"- Title: A\n- Date: 5 June 2012\n- Shotlist: {value}\n- Story: A story was told here."
    record = find_record(text, find_lines(text))
    assert record is not None
    subs = [p[0] for p in parts(text, record) if p[0].startswith(("shot", "sound"))]
    assert subs == ["shot_dateline", "shotlist", "soundbite_cue", "soundbite_quote", "shotlist"] * 2
    assert not record.truncated


def test_what_is_no_record() -> None:
    """A transcript, a list with dashes and a page with one field are read as pages."""
    for text in (
        "Marran: We said no.\nBrask: You did.\nMarran: Twice.\nBrask: Once.",
        "- Ferries: six\n- Boats: nine\n- Gulls: many",
        "Date: 5 May 2020\nThe Council met.\nSource: Osmark Mail",
    ):
        assert find_record(text, find_lines(text)) is None


def test_header_lines_without_dashes() -> None:
    """Plain `Title:` lines above an article are fields; the article itself is left to the line model."""
    text = "Title: Talks end\nDate: 5 May 2020\nSource: Osmark Wire\n\nThe talks ended on Tuesday night, the minister said."
    record = find_record(text, find_lines(text))
    assert record is not None and not record.has_body
    assert ("headline", "Talks end") in parts(text, record)

"""What may not be passed on yet."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crosswire.dossier import Dossier
from crosswire.dossier.embargoes import embargo_status, held_at
from crosswire.errors import EmbargoHolds
from crosswire.export.embargo import check_embargoes, ends_at
from crosswire.model import DateValue, Document, Findings, Header, HeaderValue, sha256


def document(parsed: str | None) -> Document:
    """A document under an embargo."""
    header = replace(Header(), embargoed=HeaderValue("as printed", "stated", parsed=parsed)) if parsed else Header()
    return Document("d-1", "record.txt", "0", "text/plain", "x", sha256("x"), header=header)


@pytest.mark.parametrize(
    ("parsed", "end"),
    [
        ("2031-05-29T18:00", datetime(2031, 5, 30, 6, tzinfo=UTC)),
        ("2031-05-29T18:00+02:00", datetime(2031, 5, 29, 16, tzinfo=UTC)),
        ("2031-05-29", datetime(2031, 5, 30, 12, tzinfo=UTC)),
        ("soon", None),
        (None, None),
    ],
)
def test_when_it_is_over(parsed, end):
    """Without a zone it is over when it is over everywhere; a day is over at its end."""
    assert ends_at(document(parsed)) == end


def test_the_gate():
    """Before its time nothing goes out, and the message names the text; afterwards it does."""
    dossier = Dossier(Findings(documents=(document("2031-05-29T18:00"),)))
    with pytest.raises(EmbargoHolds, match=r"record\.txt until as printed"):
        check_embargoes(dossier, datetime(2031, 5, 30, 5, tzinfo=UTC))
    check_embargoes(dossier, datetime(2031, 5, 30, 7, tzinfo=UTC))


@pytest.mark.parametrize(
    ("parsed", "published", "now", "status"),
    [
        ("2031-05-29T18:00Z", "2031-05-29", datetime(2031, 5, 29, 17, tzinfo=UTC), "future"),
        ("2031-05-29T18:00Z", "2031-05-29", datetime(2031, 5, 29, 19, tzinfo=UTC), "expired"),
        ("2031-05-29T18:00Z", "2031-05-01", datetime(2031, 5, 29, 19, tzinfo=UTC), "archive_release"),
        ("2031-05-29T18:00Z", None, datetime(2031, 5, 29, 19, tzinfo=UTC), "expired"),
        ("9999-12-31", "2031-05-01", datetime(2031, 5, 29, 19, tzinfo=UTC), "future"),
    ],
)
def test_status(parsed, published, now, status):
    """It holds, has passed, or was an archive's release time, weeks after the text's own day."""
    found = document(parsed)
    date = DateValue(published, "day", "stated") if published else DateValue()
    assert embargo_status(found, now, date) == status
    assert (found in held_at([found], now)) == (status == "future")


def test_an_embargo_that_cannot_be_read():
    """Its status says so; a text without an embargo has none."""
    now = datetime(2031, 5, 29, tzinfo=UTC)
    printed = replace(document(None), header=replace(Header(), embargoed=HeaderValue("until further notice", "stated")))
    assert embargo_status(printed, now) == "unread"
    assert embargo_status(document(None), now) is None

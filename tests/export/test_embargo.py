"""What may not be passed on yet."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crosswire.dossier import Dossier
from crosswire.errors import EmbargoHolds
from crosswire.export.embargo import check_embargoes, ends_at
from crosswire.model import Document, Findings, Header, HeaderValue, sha256


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

"""Captures written for these tests, about invented states and people."""

from crosswire.ingest import read_capture
from crosswire.model import Capture, Document, Problem, sha256

LEAD = "Veldania's foreign minister said Tuesday that the country will weigh its part in the Council of the Straits by its reforms."

BODY = """"The measure of our work together will be the way the Council chooses," Ilse Marran said at the opening of a session in Trel Bay.

Marran said Veldania would use the day to make its worries clear, among them the ferry treaty and the lights on Gull Rock.

"We prize the Council, which lets us speak of all [disputed] matters in the open," said Marran.

Osmark has opposed the building of a lighthouse on Gull Rock since 1994, and has not signed the treaty of the ferries."""

SITE_PAGE = f"""- Trel Bay International
Veldania
All that happens in Veldania and around it. Read what our writers have to tell about trade, politics and more.

Veldania ties its part in the Council to reform

Subscribe
{LEAD}
TREL BAY, June 5 (Osmark Wire) - {LEAD}

{BODY}

Ticker
0
To take part in the talk
open an account
Заголовок
"""

GLUED_PAGE = """Veldania Warns Council Against Steps At Sea

Marran (left) and Brask (Osterbild) June 5, 2012 (Strait Radio)\u00a0 -- Veldanian Foreign Minister Ilse Marran has warned \
the Council against steps at sea that would leave her country's coast without lights.

Speaking at the opening of a session in Trel Bay, Marran said that hard work lay ahead on matters such as the ferry treaty.


Far Apart


Osmark and the Council are far apart over a plan to build a lighthouse on Gull Rock and another one at Cape Lorne.

Veldania wants Osmark's boats out of the bay (TASS)


Today's session marked the fifth anniversary of the Council, and the tenth year of the pilots' agreement between the two.

(with agency reports)


THE STRAITS IN FOCUS
Neighbours Or Rivals?
"There was too much talk of friendship, and too little reading of treaties," said the former navy chief Bertil Oskarne. more
Stubborn Or Shrewd?
The historian Ada Windt argues that Veldania has never known what it wants, which suits Trel Bay well. more

A STRAIT RADIO VIDEO REPORT: The villagers of Cape Lorne answer the plan for a lighthouse.
"""

TITLE = "VELDANIA: Veldanian President Emeric Tolvan receives Council chief, while Trel Bay says it still differs over the lights"

RECORD = f"""{TITLE}
Record ID:
318-20774
{TITLE}
- Title: {TITLE}
- Date: 5th June 2012
- Summary: (CW11) TREL BAY, VELDANIA (JUNE 5, 2012) (MERIDIAN) EXTERIOR OF CITADEL DELEGATES TAKING SEATS \
(SOUNDBITE) (Veldanian) VELDANIAN FOREIGN MINISTER ILSE MARRAN SAYING: "Talks go on over questions on which we still dif
- Embargoed: 20th June 2012 18:00
- Keywords:
- Meridian ID: MVA7Q2KX0TT41LPD9
- Story Text: Veldanian President Emeric Tolvan received the Council's chief at the citadel on Tuesday (June 5), with both \
sides saying that they remained apart over the lights.
"Talks go on over questions on which we still differ, and we hope to know each other better by autumn," said Marran.
Veldanian officials warn of trouble at sea, which Osmark has denied. - Copyright Holder: MERIDIAN
- Copyright Notice: (c) Copyright Meridian Pictures 2019. Open For Restrictions - http://archive.meridian.example/terms
- Usage Terms/Restrictions: None"""

CAPTION_PAGE = """Skip to content

Breaking News

Council Reopens Talks With Veldania, Quarrels Remain

Secretary-General Corin Brask said at headquarters on May 12 that the step "does not mean that we shall see alike."
SORNE (Reuters) -- The Council has reopened formal talks with Veldania, six months after they were broken off over the blockade.

Secretary-General Corin Brask said that Veldania was a neighbour with whom the Council had to work on safety at sea.

"I am glad of this session, but it does not mean that we shall see alike on everything," Brask told reporters.
"""


def capture(
    content: bytes | str, name: str = "a.txt", media_type: str = "text/plain", *, as_is: bool = False
) -> Capture:
    """Return a capture of some bytes, or of a text in UTF-8."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return Capture(sha256(raw), name, media_type, raw, as_is=as_is)


def read(content: bytes | str, media_type: str = "text/plain") -> tuple[Document, tuple[Problem, ...]]:
    """Return the one document of some bytes, with its problems."""
    (document,), problems = read_capture(capture(content, media_type=media_type))
    return document, problems


def label_of(document: Document, words: str, *, last: bool = False) -> str:
    """Return the one label of the zone or zones that hold some words of a document."""
    start = document.text.rindex(words) if last else document.text.index(words)
    labels = {document.zone_at(n) for n in range(start, start + len(words)) if not document.text[n].isspace()}
    assert len(labels) == 1, (words, labels)
    return str(labels.pop())


def check_zones(document: Document) -> None:
    """Assert the contract about zones: sorted, apart, trimmed, and every character that is not blank in one."""
    covered = bytearray(len(document.text))
    end = 0
    for zone in document.zones:
        assert end <= zone.start < zone.end <= len(document.text), zone
        assert not document.text[zone.start].isspace() and not document.text[zone.end - 1].isspace(), zone
        covered[zone.start : zone.end] = b"\x01" * (zone.end - zone.start)
        end = zone.end
    assert all(covered[n] or c.isspace() for n, c in enumerate(document.text))

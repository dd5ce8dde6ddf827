"""A document: the stored text of one article, its zones and its header."""

from dataclasses import dataclass, field

from crosswire.model.selectors import Place

ZONES = ("body", "title", "dateline", "byline", "caption", "teaser", "crosshead", "metadata", "rights", "furniture")
"""The labels of zones. Every non-blank character of a stored text lies in exactly one zone."""

READ_ZONES = ("body", "title", "caption", "teaser", "metadata")
"""Zones in which quotations are looked for; what is found outside the body is kept apart. Furniture is not read at
all.
"""

STATUSES = ("stated", "inferred", "unknown", "set")
"""How a header value is known: printed in the capture, worked out, not at all, or given by a person."""


@dataclass(frozen=True, slots=True, order=True)
class Zone:
    """A labelled stretch of the stored text: [start, end) in code points, `label` of ZONES, `sub` free."""

    start: int
    end: int
    label: str
    sub: str | None = None


@dataclass(frozen=True, slots=True)
class HeaderValue:
    """One value of a header and how it is known.

    value: the value as printed, except where a field's own note says otherwise. status: of STATUSES. place: the
    characters that say it, if it is stated in the text. basis: the steps that led to it, in words, each naming its
    evidence. parsed: a machine form (ISO 8601 for `embargoed`).
    """

    value: str | None = None
    status: str = "unknown"
    place: Place | None = None
    basis: tuple[str, ...] = ()
    parsed: str | None = None


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date with its precision and its grounds.

    value: ISO 8601, also reduced (2007, 2007-06), or None. precision: year, month, day, minute or None. status: of
    STATUSES. alternatives: other values that the evidence allows. basis: steps in words. place: where it is stated.
    places: every place that the steps lean on.
    """

    value: str | None = None
    precision: str | None = None
    status: str = "unknown"
    alternatives: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    place: Place | None = None
    places: tuple[Place, ...] = ()


UNKNOWN = HeaderValue()
NO_DATE = DateValue()


@dataclass(frozen=True, slots=True)
class Header:
    """What a capture says of itself, in IPTC ninjs 2.x field names where there is one.

    headline: title as printed. agency: the wire the text is credited to. publisher: the outlet or site that carries
    it (another thing). by: names of the byline. located: the dateline's place as printed. published: the date stated
    in the capture itself, before other accounts narrow it. embargoed: verbatim, with `parsed` ISO 8601.
    copyrightholder, copyrightnotice, usageterms: verbatim. credits: source credits that lower independence ("with
    agency reports"), verbatim. truncated: fields whose text breaks off. standfirst: the lines between title and story that
    sum it up, as printed. photocredits: whom pictures are credited to, as printed. soundbites: whom a shot list's
    soundbites name as speaker, as printed, with the language's code in `parsed` and its printed name in `basis`.
    """

    headline: HeaderValue = UNKNOWN
    agency: HeaderValue = UNKNOWN
    publisher: HeaderValue = UNKNOWN
    by: tuple[HeaderValue, ...] = ()
    located: HeaderValue = UNKNOWN
    published: DateValue = NO_DATE
    embargoed: HeaderValue = UNKNOWN
    copyrightholder: HeaderValue = UNKNOWN
    copyrightnotice: HeaderValue = UNKNOWN
    usageterms: HeaderValue = UNKNOWN
    language: HeaderValue = UNKNOWN
    uri: HeaderValue = UNKNOWN
    credits: tuple[HeaderValue, ...] = ()
    truncated: tuple[Place, ...] = ()
    standfirst: HeaderValue = UNKNOWN
    photocredits: tuple[HeaderValue, ...] = ()
    soundbites: tuple[HeaderValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One article's stored text, tied to the capture it came from.

    id: `d-` + SHA-256 of the capture. name: what users and tables call it. text: stored text; never edited. zones:
    sorted by start.
    """

    id: str
    name: str
    capture: str
    media_type: str
    text: str
    text_sha256: str
    zones: tuple[Zone, ...] = ()
    header: Header = field(default_factory=Header)
    as_is: bool = False

    @property
    def outlet(self) -> str:
        """The label of the account: its publisher, else the agency it is credited to, else the document's name. Never a guess."""
        return self.header.publisher.value or self.header.agency.value or self.name

    def words(self, place: Place) -> str:
        """Return the characters at a place of this document."""
        return self.text[place.start : place.end]

    def zone_at(self, offset: int) -> str | None:
        """Return the label of the zone that holds a code point, or None for a blank between zones."""
        return next((z.label for z in self.zones if z.start <= offset < z.end), None)

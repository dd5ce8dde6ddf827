"""The header of a document, read from its zones and from what came with it (a JSONL row's fields, an HTML page's own declarations).

Everything is `stated` with its place, `stated` with the element that declares it, `inferred` with its basis, or `unknown`. A copyright
year, an embargo and today's date are never a publication date.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from crosswire.ingest.agencies import find_agency
from crosswire.ingest.datelines import Dateline, find_dateline
from crosswire.ingest.forms import find_names
from crosswire.ingest.languages import choose_language
from crosswire.ingest.layouts.shots import find_soundbites
from crosswire.ingest.reporters import find_reporters
from crosswire.ingest.stamps import find_stamp
from crosswire.ingest.stated_dates import find_date, find_moment
from crosswire.ingest.zones import Layout
from crosswire.model import NO_DATE, UNKNOWN, DateValue, Header, HeaderValue, Place, Zone

ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T ](?P<time>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?"
)

PHOTO_CREDIT = re.compile(
    r"[\s(\[|/–—-]*(?:(?:(?:file )?(?:photo|foto|image|picture|credit|bild|source)s?(?: (?:by|credit|courtesy of))?\s?[:/]?\s?)|©\s?|by\s)*"
    r"(?P<who>.*?)[\s)\].]*",
    re.IGNORECASE,
)
"""What stands around a picture's credit."""


@dataclass(frozen=True)
class Declared:
    """What stands outside the visible text. values: header field -> (value, where it was declared). authors: names, likewise."""

    values: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    authors: tuple[tuple[str, str], ...] = ()

    def value(self, name: str) -> HeaderValue:
        """Return one declared value as a header value without place."""
        if name not in self.values:
            return UNKNOWN
        words, where = self.values[name]
        return HeaderValue(words, "stated", basis=(where,))


def read_header(doc: str, text: str, layout: Layout, declared: Declared, *, as_is: bool = False) -> Header:
    """Return the header of a text with its zones.

    doc: id of the document, for places. With `as_is` only what was declared counts, since all of the text is body.
    """
    zones = () if as_is else layout.zones
    reader = _Reader(doc, text, zones)
    headline = _headline(reader)
    if declared.values.get("headline"):
        headline = _declared_headline(reader, declared)
    datelines = () if as_is else _datelines(text, zones)
    agency = _agency(reader, declared, datelines)
    body = " ".join(text[z.start : z.end] for z in layout.zones if z.label == "body")[:5000] or text[:5000]
    language = choose_language(declared.value("language"), body)
    published = _published(reader, declared, datelines)
    embargo = _later(
        _with_parsed(reader.first("rights", "embargo"), published), _with_parsed(declared.value("embargoed"), published)
    )
    return Header(
        headline=headline,
        agency=agency,
        publisher=_publisher(reader, declared, agency),
        by=_by(reader, declared),
        located=_or_declared(_located(reader, datelines), declared, "located"),
        published=published,
        embargoed=embargo,
        copyrightholder=_or_declared(reader.first("rights", "copyright_holder"), declared, "copyrightholder"),
        copyrightnotice=_or_declared(reader.first("rights", "copyright_notice"), declared, "copyrightnotice"),
        usageterms=_or_declared(reader.first("rights", "usage_terms"), declared, "usageterms"),
        language=language,
        uri=declared.value("uri") if declared.values.get("uri") else reader.first("metadata", "uri"),
        credits=reader.all("metadata", "source_credit"),
        truncated=reader.truncated(layout.truncated),
        standfirst=reader.first("teaser", "standfirst"),
        photocredits=_photo_credits(reader),
        soundbites=_soundbites(reader),
    )


class _Reader:
    """The zones of one text by label and sub-label, as header values with their places."""

    def __init__(self, doc: str, text: str, zones: tuple[Zone, ...]) -> None:
        self.doc, self.text, self.zones = doc, text, zones
        self.kinds: dict[tuple[str, str | None], list[Zone]] = {}
        for zone in zones:
            self.kinds.setdefault((zone.label, zone.sub), []).append(zone)

    def stated(self, start: int, end: int) -> HeaderValue:
        """Return the words at a span as a stated value."""
        return HeaderValue(self.text[start:end], "stated", Place(self.doc, start, end))

    def all(self, label: str, sub: str) -> tuple[HeaderValue, ...]:
        """Return every zone of a kind as a stated value."""
        return tuple(self.stated(z.start, z.end) for z in self.kinds.get((label, sub), ()))

    def first(self, label: str, sub: str) -> HeaderValue:
        """Return the first zone of a kind as a stated value, or unknown."""
        found = self.kinds.get((label, sub))
        return self.stated(found[0].start, found[0].end) if found else UNKNOWN

    def truncated(self, spans: Iterable[tuple[int, int]]) -> tuple[Place, ...]:
        """Return the places that break off, and the body's last zone where it ends in dots."""
        places = [Place(self.doc, start, end) for start, end in spans]
        body = [zone for zone in self.zones if zone.label == "body"]
        if body and self.text[max(body[-1].start, body[-1].end - 8) : body[-1].end].rstrip("]) ").endswith(
            ("...", "…", "[+")
        ):
            places.append(Place(self.doc, body[-1].start, body[-1].end))
        return tuple(sorted(places))


def _headline(reader: _Reader) -> HeaderValue:
    """Return the first title line, without a Markdown heading's marks."""
    found = reader.first("title", "headline")
    if found.value is None or found.place is None:
        return found
    marks = len(found.value) - len(found.value.lstrip("# "))
    return reader.stated(found.place.start + marks, found.place.end) if 0 < marks < len(found.value) else found


def _declared_headline(reader: _Reader, declared: Declared) -> HeaderValue:
    """Return the declared headline, with its place where the text prints it too."""
    words, where = declared.values["headline"]
    for zone in reader.kinds.get(("title", "headline"), ()):
        if _bare(reader.text[zone.start : zone.end]) == _bare(words):
            return HeaderValue(
                reader.text[zone.start : zone.end], "stated", Place(reader.doc, zone.start, zone.end), basis=(where,)
            )
    return HeaderValue(words, "stated", basis=(where,))


def _bare(words: str) -> str:
    """Return words by which a declared value and a printed one are compared: soft hyphens, kinds of blanks and of quotation marks apart."""
    return " ".join(words.replace("\u00ad", "").translate(ALIKE).casefold().split())


ALIKE = str.maketrans("“”„«»‘’‚–—", '"""""\'\'\'--')


def _datelines(text: str, zones: tuple[Zone, ...]) -> tuple[tuple[Zone, Dateline | None], ...]:
    """Return the dateline zones with their parts, the article's own before those of shots."""
    found = [
        (z, find_dateline(text, z.start, z.end, shots=z.sub == "shot_dateline")) for z in zones if z.label == "dateline"
    ]
    return tuple(sorted(found, key=lambda pair: (pair[0].sub == "shot_dateline", pair[0].start)))


def _agency(reader: _Reader, declared: Declared, datelines: tuple[tuple[Zone, Dateline | None], ...]) -> HeaderValue:
    """Return whom the text is credited to: its dateline, a credit line, a record's holder of rights, its shots."""
    own = [line for zone, line in datelines if line and zone.sub != "shot_dateline"]
    credited = own[0].agency if own else None
    if credited and not _is_photo(reader.text[credited[0] : credited[1]]):
        return reader.stated(*credited)
    credit = reader.first("metadata", "agency_credit")
    if credit.value and credit.place:
        bare = credit.value.strip(" \u00a0,;:-–—()[]|©")
        if bare:  # a line of nothing but marks names nobody
            start = credit.place.start + credit.value.index(bare)
            return reader.stated(start, start + len(bare))
    if "agency" in declared.values:
        return declared.value("agency")
    holder = reader.first("rights", "copyright_holder")
    if holder.value and find_agency(holder.value):
        return HeaderValue(holder.value, "inferred", holder.place, basis=("the holder of the rights is an agency",))
    for zone, line in datelines:
        if line and line.agency and zone.sub == "shot_dateline":
            words = reader.stated(*line.agency)
            return HeaderValue(words.value, "inferred", words.place, basis=("the pictures are credited to it",))
    return UNKNOWN


def _is_photo(credit: str) -> bool:
    """Tell whether a credit names a picture agency only."""
    known = find_agency(credit)
    return known is not None and known.kind == "photo"


def _publisher(reader: _Reader, declared: Declared, agency: HeaderValue) -> HeaderValue:
    """Return the outlet: declared, named by the page's first line, by a record, or the outlet that its own dateline credits."""
    if declared.values.get("publisher"):
        return declared.value("publisher")
    site = reader.first("furniture", "site_name")
    if site.value and site.place:
        bare = site.value.strip(" -–—|\u00a0")
        if bare:
            start = site.place.start + site.value.index(bare)
            return reader.stated(start, start + len(bare))
    named = reader.first("metadata", "publisher")
    if named.value:
        return named
    known = find_agency(agency.value) if agency.value else None
    basis = ""
    if known and known.kind == "outlet":
        basis = "an outlet that credits itself in its own datelines"
    elif agency.value and known is None and _names_itself(reader, agency.value):
        basis = "the page's own boxes name it too"
    return HeaderValue(agency.value, "inferred", agency.place, basis=(basis,)) if basis else UNKNOWN


def _names_itself(reader: _Reader, name: str) -> bool:
    """Tell whether a name stands in the page's teasers or furniture: whoever carries the page speaks of itself there."""
    boxes = (reader.text[z.start : z.end] for z in reader.zones if z.label in ("teaser", "furniture"))
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", box[:2000], re.IGNORECASE) for box in boxes)


def _by(reader: _Reader, declared: Declared) -> tuple[HeaderValue, ...]:
    """Return the names of the byline: declared ones, else those of the first byline zone (`By` may be missing in a field)."""
    if declared.authors:
        return tuple(
            HeaderValue(name, "stated", _printed_name(reader, name), (where,)) for name, where in declared.authors
        )
    house = declared.values.get("agency", ("", ""))[0]
    for zone in reader.kinds.get(("byline", "byline"), ())[:1]:
        words = reader.text[zone.start : zone.end]
        spans = find_names(words) or tuple((start - 3, end - 3) for start, end in find_names("By " + words))
        return tuple(
            reader.stated(zone.start + start, zone.start + end) for start, end in spans if words[start:end] != house
        )
    for zone in reader.kinds.get(("metadata", "reporting_credit"), ()):
        if names := find_reporters(reader.text[zone.start : zone.end]):
            basis = ("the line that says who reported",)
            return tuple(
                replace(reader.stated(zone.start + start, zone.start + end), basis=basis) for start, end in names
            )
    return ()


def _printed_name(reader: _Reader, name: str) -> Place | None:
    """Return where the text prints a declared author: in a byline or a line of metadata, else right before the body begins."""
    marked = [(z.start, z.end) for z in reader.zones if z.label in ("byline", "metadata")]
    body = next((z.start for z in reader.zones if z.label == "body"), None)
    if body is not None:
        marked.append((max(0, body - NEAR_BODY), body))
    for start, end in marked:
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", reader.text[start : min(end, start + 2000)])
        if found:
            return Place(reader.doc, start + found.start(), start + found.end())
    return None


NEAR_BODY = 400
"""Code points before the body in which a byline stands."""


def _located(reader: _Reader, datelines: tuple[tuple[Zone, Dateline | None], ...]) -> HeaderValue:
    """Return the place of the first dateline that has one; a shot list's only where the article has no dateline."""
    for zone, line in datelines:
        if zone.sub == "located":
            return reader.stated(zone.start, zone.end)
        if line and line.place:
            value = reader.stated(*line.place)
            if zone.sub != "shot_dateline":
                return value
            return HeaderValue(value.value, value.status, value.place, basis=("dateline of the shot list",))
    return UNKNOWN


def _or_declared(value: HeaderValue, declared: Declared, name: str) -> HeaderValue:
    """Return what the text states, else what was declared beside it."""
    return value if value.value is not None else declared.value(name)


def _later(stated: HeaderValue, declared: HeaderValue) -> HeaderValue:
    """Return the embargo that holds longer; one that can be read before one that cannot."""
    if stated.value is None or (declared.parsed and (not stated.parsed or declared.parsed > stated.parsed)):
        return declared
    return stated


def _with_parsed(value: HeaderValue, published: DateValue) -> HeaderValue:
    """Add the ISO 8601 form of an embargo. One without a year ends on the first such day from the text's own date on, if that is known."""
    if value.value is None:
        return value
    moment, basis = find_moment(value.value), value.basis
    own = published.value or ""
    if moment is None and len(own) >= len("2007-06-26"):
        years = (int(own[:4]), int(own[:4]) + 1)
        moment = next((m for year in years if (m := find_moment(value.value, year)) and m[:10] >= own[:10]), None)
        basis = (*basis, f"the year from the text's date {own[:10]}") if moment else basis
    return HeaderValue(value.value, value.status, value.place, basis, moment)


def _photo_credits(reader: _Reader) -> tuple[HeaderValue, ...]:
    """Return whom pictures are credited to: the credits split off captions, without brackets and words such as `Photo:`."""
    found = []
    for zone in reader.kinds.get(("caption", "photo_credit"), ()):
        words = reader.text[zone.start : zone.end]
        match = PHOTO_CREDIT.fullmatch(words)
        if match and match["who"].strip():
            found.append(reader.stated(zone.start + match.start("who"), zone.start + match.end("who")))
    return tuple(found)


def _soundbites(reader: _Reader) -> tuple[HeaderValue, ...]:
    """Return the speakers of a shot list's soundbites, with the language that each is said to speak."""
    found = []
    for zone in reader.kinds.get(("metadata", "soundbite_cue"), ()):
        for bite in find_soundbites(reader.text, zone.start, zone.end):
            place = Place(reader.doc, *bite.speaker) if bite.speaker else Place(reader.doc, zone.start, zone.end)
            words = reader.text[place.start : place.end] if bite.speaker else None
            basis = (f"soundbite in {bite.language}",) if bite.language else ("soundbite",)
            found.append(HeaderValue(words, "stated" if words else "unknown", place, basis, bite.code))
    return tuple(found)


def _published(reader: _Reader, declared: Declared, datelines: tuple[tuple[Zone, Dateline | None], ...]) -> DateValue:
    """Return the date that the capture states in full, else unknown with what it states in part."""
    if declared.values.get("published"):
        words, where = declared.values["published"]
        parsed = parse_date(words)
        return (
            DateValue(*parsed, "stated", basis=(where,))
            if parsed
            else DateValue(basis=(f"{where}: {words[:60]!r} is no date known here",))
        )
    steps: list[str] = []
    places: list[Place] = []
    for zone in _date_zones(reader):
        words = reader.text[zone.start : zone.end]
        moment = find_moment(words)
        place = Place(reader.doc, zone.start, zone.end)
        if moment:
            named = "date field" if zone.sub == "publication_date" else "date line"
            return DateValue(
                moment, "minute" if "T" in moment else "day", "stated", basis=(named,), place=place, places=(place,)
            )
        partial = find_date(words)
        if partial:
            steps.append(f"date field: {partial.iso}")
            places.append(place)
    own = any(line and line.date and line.date.year and zone.sub != "shot_dateline" for zone, line in datelines)
    if not own and (stamp := find_stamp(reader.text, reader.zones)):
        place = Place(reader.doc, stamp.start, stamp.end)
        precision = "minute" if "T" in stamp.moment else "day"
        return DateValue(stamp.moment, precision, "stated", basis=("date line",), place=place, places=(place,))
    for zone, line in datelines:
        if line is None or line.date is None:
            continue
        place = Place(reader.doc, line.date.start, line.date.end)
        shot = zone.sub == "shot_dateline"
        if line.date.year and not shot:
            return DateValue(line.date.iso, "day", "stated", basis=("dateline",), place=place, places=(place,))
        steps.append(f"{'shot dateline' if shot else 'dateline'}: {line.date.iso}")
        places.append(place)
    return DateValue(basis=tuple(steps), places=tuple(places)) if steps else NO_DATE


def _date_zones(reader: _Reader) -> list[Zone]:
    """Return the zones that may state the publication date, likeliest first.

    A date with a word such as `Published` counts from shortly before the title to shortly after the body's beginning; a bare
    date only between title and body, since pages print today's date in their heads.
    """
    zones = reader.zones
    title = next((n for n, z in enumerate(zones) if z.label == "title"), None)
    body = next((n for n, z in enumerate(zones) if z.label == "body"), len(zones))
    first = max(0, (body if title is None else title) - 4)
    fielded = any(z.sub == "field_name" for z in zones)
    named = [
        z
        for z in (zones if fielded else zones[first : body + 2])
        if z.label == "metadata" and z.sub == "publication_date"
    ]
    bare = zones[title:body] if title is not None else ()
    return named + [z for z in bare if (z.label, z.sub) in (("metadata", "date"), ("byline", "byline"))]


def parse_date(words: str) -> tuple[str, str] | None:
    """Return (ISO 8601, precision) of a declared date, or None: `2007`, `2007-06`, `2007-06-26T13:00:05+02:00`, `26 June 2007`."""
    words = words.strip()
    match = ISO.match(words)
    if match and (match.end() == len(words) or not words[match.end()].isdigit()):
        parts = match.groupdict()
        if parts["day"]:
            found = find_date(f"{parts['year']}-{parts['month']}-{parts['day']}")
            if found is None:
                return None
            if parts["time"] and parts["time"] < "24:00":
                zone = parts["zone"] or ""
                zone = zone if zone in ("", "Z") or ":" in zone else zone[:3] + ":" + zone[3:]
                return f"{found.iso}T{parts['time']}{zone}", "minute"
            return found.iso, "day"
        if match.end() == len(words):
            if parts["month"]:
                return (words, "month") if 1 <= int(parts["month"]) <= 12 else None
            return (words, "year") if 1500 <= int(words) <= 2200 else None
    moment = find_moment(words)
    return (moment, "minute" if "T" in moment else "day") if moment else None

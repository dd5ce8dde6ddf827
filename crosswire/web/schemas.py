"""The shapes of the API's answers, from which its OpenAPI description is made. Records are those of `crosswire.model`."""

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from crosswire.model import DateValue, Header, Quotation, Zone

R = TypeVar("R")


class Shape(BaseModel):
    """An object that has these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Page(Shape, Generic[R]):
    """One page of a list. total: how many there are; at least so many, where `more`."""

    items: list[R]
    page: int
    per_page: int
    total: int
    more: bool = False


class Fault(Shape):
    """What went wrong: a code of docs/errors.md, the HTTP status, a message."""

    code: str
    status: int
    message: str


class Failure(Shape):
    """The one shape of everything that goes wrong."""

    error: Fault


class Reference(Shape):
    """A record by id, name and address, seen from the dossier's root."""

    id: str
    name: str
    href: str


class Named(Shape):
    """A record by id and name."""

    id: str
    name: str


class EvidenceRow(Shape):
    """A place with its words. start, end: code points of the stored text of `doc`, whose SHA-256 is `text_sha256`."""

    doc: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    outlet: str
    document: str
    paragraph: int | None
    where: str
    text_sha256: str
    href: str


class DocumentRow(Shape):
    """A document without its text."""

    id: str
    name: str
    outlet: str
    headline: str | None
    published: DateValue
    story: str | None
    length: int
    text_sha256: str
    header: Header
    href: str


class DocumentText(DocumentRow):
    """A document with its stored text and its zones."""

    text: str
    zones: list[Zone]


class ReferencesRow(Shape):
    """A document's reference for reference managers. csl: a CSL-JSON item (1.0.2)."""

    ris: str
    bibtex: str
    csl: dict[str, Any]


class WordingRow(Shape):
    """A quotation with who said it, and its places. certain: False where it is only possibly a wording of its statement."""

    id: str
    doc: str
    manner: Literal["direct", "partial", "indirect", "attitude"]
    certain: bool
    speakers: list[Reference]
    speaker_status: str
    issues: list[Named]
    evidence: list[EvidenceRow]
    quotation: Quotation
    href: str


class StatementRow(Shape):
    """A statement with its wordings, fullest first. accounts, independent: documents that carry it, the latter with copies counted once."""

    id: str
    story: str
    accounts: int
    independent: int
    speakers: list[Reference]
    issues: list[Reference]
    wordings: list[WordingRow]
    href: str


class StoryRow(Shape):
    """A story."""

    id: str
    title: str
    date: DateValue
    accounts: int
    independent: int
    docs: list[str]
    storyline: str | None
    href: str


class Role(Shape):
    """A role as printed."""

    role: str
    of: str


class ActorRow(Shape):
    """An actor with how much it says, holds and is named."""

    id: str
    name: str
    type: str
    aliases: list[str]
    affiliation: str | None
    country: str | None
    roles: list[Role]
    statements: int
    positions: int
    mentions: int
    accounts: int
    independent: int
    href: str


class IssueRow(Shape):
    """An issue."""

    id: str
    name: str
    aliases: list[str]
    href: str


class PositionRow(Shape):
    """A party's stance on an issue, with its evidence."""

    id: str
    party: Reference | None
    issue: Reference | None
    stance: str
    date: str | None
    speakers: list[Reference]
    evidence: list[EvidenceRow]
    condition: EvidenceRow | None
    quotations: list[str]
    basis: list[str]


class SideRow(Shape):
    """One account's words in a difference."""

    value: str
    evidence: EvidenceRow


class DifferenceRow(Shape):
    """Where accounts of one thing differ, or what only some of them tell."""

    id: str
    kind: str
    verdict: str
    about: str
    story: str
    sides: list[SideRow]
    absent: list[str]
    unsure: list[str]
    basis: str
    href: str


class EntryRow(Shape):
    """A dated thing."""

    id: str
    story: str
    date: DateValue
    status: str
    actors: list[Reference]
    evidence: list[EvidenceRow]
    times: list[EvidenceRow]
    events: list[str]


class PlaceRow(Shape):
    """A place, and the quotations that hold any of its characters."""

    evidence: EvidenceRow
    quotations: list[WordingRow]


class HitRow(Shape):
    """A result of a search. found: what was looked for, as spans of `words`."""

    kind: Literal["statement", "event", "document", "actor"]
    record: str
    group: str
    doc: str | None
    start: int | None
    end: int | None
    words: str
    found: list[list[int]]
    outlet: str
    document: str
    date: str | None
    speakers: list[Reference]
    manner: str
    href: str


class ResultGroup(Shape):
    """Results of one kind."""

    kind: str
    hits: list[HitRow]
    total: int
    more: bool


class FacetValue(Shape):
    """A value that a search can be narrowed to, and how many of the first results have it."""

    value: str
    words: str
    number: int


class FacetRow(Shape):
    """A field that a search can be narrowed by."""

    field: str
    values: list[FacetValue]


class SearchRow(Shape):
    """What a search found."""

    groups: list[ResultGroup]
    facets: list[FacetRow]


class JobRow(Shape):
    """A build in the background."""

    number: int
    dossier: str
    state: Literal["waiting", "running", "done", "failed"]
    what: str
    done: int
    total: int
    message: str


class JobList(Shape):
    """The builds since the server was started, latest first."""

    items: list[JobRow]


class CorrectionAnswer(Shape):
    """A correction that was kept. notes: what a person should know about it. job: the build that takes it in."""

    correction: str
    notes: list[str]
    job: JobRow

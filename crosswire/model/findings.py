"""What reading documents against each other gives, and the bundle in which all of it travels."""

from dataclasses import dataclass

from crosswire.model.documents import DateValue, Document
from crosswire.model.problems import Problem
from crosswire.model.readings import Reading
from crosswire.model.selectors import Place

STANCES = ("supports", "opposes", "conditional", "open", "procedural")
DIFFERENCE_KINDS = ("status", "number", "date", "place", "list", "reason", "attribution", "naming", "wording", "only")


COPY_KINDS = ("reprint", "shortened", "update", "quoted")
"""What a copy is to its original: the same text, less of it, an edited or continued text, a text of its own that carries a long
piece of it."""


@dataclass(frozen=True, slots=True)
class CopyRelation:
    """What one copy is to the original of its group. kind: of COPY_KINDS. taken: share of its own words that stand in the
    original, 0 to 1; kept: share of the original's words that stand in it.
    """

    doc: str
    kind: str
    taken: float
    kept: float


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Documents that are one voice: reprints, updates, abridgements. origin: id of the likely original. share: words
    in common, 0 to 1, lowest edge. passages: the places held in common. relations: what each of the others is to the original,
    in the order of `docs`.
    """

    id: str
    docs: tuple[str, ...]
    origin: str
    share: float
    passages: tuple[Place, ...] = ()
    relations: tuple[CopyRelation, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Documents on one occasion. docs: ids, sorted. storyline: id shared by stories that continue one another, or
    None. title: a headline of its documents, verbatim, with `title_of` the document it was taken from. links: why
    each pair stands together: (document, document, score, words in common). date: the occasion's date as known.
    independent: accounts with copies counted once.
    """

    id: str
    docs: tuple[str, ...]
    storyline: str | None
    title: str
    title_of: str | None
    date: DateValue
    independent: int
    links: tuple[tuple[str, str, float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """A document's date after its story's other accounts have narrowed it."""

    doc: str
    date: DateValue


CERTAINTIES = ("certain", "likely", "possible")


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """Why two mentions' actors are one. left, right: (`doc id`, `mention id`), the first mention of what each side's document knows of the
    actor. reason: in words. certainty: of CERTAINTIES. by: "rule", or the id of a correction given by a person.
    """

    left: tuple[str, str]
    right: tuple[str, str]
    reason: str
    certainty: str = "certain"
    by: str = "rule"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts, over all documents.

    id: `p-` + hash. name: fullest proper name found. type: of ACTOR_TYPES. aliases: as printed, sorted. affiliation:
    id of the state or body spoken for, or None. roles: (role, of) pairs as printed, lower-case. mentions: ids (`doc
    id`, `mention id`). basis: why these mentions are one actor, in words. judgements: the same for each join of two
    documents' actors. corrected: ids of the corrections by a person that made it what it is.
    """

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]
    affiliation: str | None = None
    country: str | None = None
    roles: tuple[tuple[str, str], ...] = ()
    mentions: tuple[tuple[str, str], ...] = ()
    basis: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a quotation's source is, once actors are resolved. speakers, via: actor ids; empty if unknown. status:
    stated (a name), inferred (with basis), unknown. passed_on: agency or outlet names through which it came.
    """

    quotation: str
    doc: str
    speakers: tuple[str, ...]
    via: tuple[str, ...] = ()
    status: str = "unknown"
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One comparison of two quotations: ids, score 0 to 1, and its parts (name, value) in a fixed order."""

    left: str
    right: str
    score: float
    parts: tuple[tuple[str, float], ...]
    judgement: str


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """A statement in which the speaker had said the same words earlier. statement, story: its ids; day: ISO 8601, the last on which it can have
    been said.
    """

    statement: str
    story: str
    day: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One utterance and its wordings in the accounts.

    quotations: ids judged the `same`, fullest first. possible: ids that may be. speakers: actor ids. story: id.
    pairs: the comparisons behind it. accounts, independent: documents that carry it, and the same with copies counted
    once. earlier: where the speaker had said the same words on an earlier day, the latest first.
    """

    id: str
    quotations: tuple[str, ...]
    possible: tuple[str, ...]
    speakers: tuple[str, ...]
    story: str
    accounts: int
    independent: int
    pairs: tuple[Pair, ...] = ()
    issues: tuple[str, ...] = ()
    earlier: tuple[SaidBefore, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """What statements and acts are about. name: in the texts' own words. aliases: as printed. places: where they
    stand. given: by whom it was made what it is: "watch" for the watch file, else ids of corrections by a person; empty where the texts
    alone did.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    places: tuple[Place, ...]
    quotations: tuple[str, ...] = ()
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """A party's stance on an issue at a time. party: actor id of the state or body. speakers: actor ids of who said
    it. stance: of STANCES. condition: place of the words of the condition. evidence: places, each a clause or
    sentence of at most 400 characters. quotations: ids. basis: the words that show the stance.
    """

    id: str
    party: str
    issue: str
    stance: str
    date: str | None
    evidence: tuple[Place, ...]
    quotations: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    condition: Place | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One account's words in a difference. value: what differs, as printed."""

    place: Place
    value: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Where accounts of one thing differ. kind: of DIFFERENCE_KINDS. verdict: differ, contradict or only. about: the
    words that name the thing, taken from the texts. sides: one or more an account. absent: ids of documents that
    could have it and do not (kind only). unsure: ids of documents whose text breaks off, so that silence does not
    count. story: id. weight: order on the page, greater first. basis: how it was found, in words.
    """

    id: str
    kind: str
    verdict: str
    about: str
    sides: tuple[Side, ...]
    story: str
    absent: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    issue: str | None = None
    weight: float = 0.0
    basis: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A dated thing. date: when it happened or shall happen. status: planned, announced, done, said, reported (believed or claimed), or reported
    earlier (all accounts that tell it recall it as known). places: the clauses that say so, one or more an account. times: the words of time.
    quotation/act ids in `records`. story: id. events: ids of the coded events that it tells.
    """

    id: str
    date: DateValue
    status: str
    places: tuple[Place, ...]
    times: tuple[Place, ...]
    story: str
    actors: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventParty:
    """One side of an event, resolved.

    actor: actor id, or None where nobody is so named. name: the actor's name, else the words as printed. country, sectors: as `Party`, after
    the actor is known. code: CAMEO actor string ("RUSGOV", "IGONAT"), or "". country_basis: as `Party`.
    """

    actor: str | None
    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    code: str = ""
    country_basis: str = ""


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event happened or shall happen, as an interval of days.

    start, end: ISO 8601 days, both in; start None: at some time up to `end`; both None: unknown. precision: day, week, month, year, range,
    open (until `end`) or None. status: stated (named with its year), inferred (worked out), unknown. basis: steps in words. places: the
    words of time.
    """

    start: str | None = None
    end: str | None = None
    precision: str | None = None
    status: str = "unknown"
    basis: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """Where an event is told to have been.

    name: as in the table of places, else as printed. kind: state, capital, city, or None where the table does not know it or cannot tell which.
    country: ISO 3166-1 alpha-3, or None. latitude, longitude: WGS 84, or None. geonames: id, or None. basis: why this place, in words. places: where its
    name stands.
    """

    name: str
    kind: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: str | None = None
    basis: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class EventAccount:
    """One report of an event with its sides and date resolved. doc, report: ids of the document and of its EventReport. actors and recipients:
    in the order of the report's. auxiliary: of the report, with what the dates add (historical, future). repeat: the event was told before in the
    same document.
    """

    doc: str
    report: str
    actors: tuple[EventParty, ...]
    recipients: tuple[EventParty, ...]
    date: EventDate
    auxiliary: tuple[str, ...] = ()
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One event and all its reports.

    id: `v-` + hash. reports: in the order of documents and places. event_type, mode, contexts, quad_code, cameo, auxiliary, reciprocal: as
    EventReport, of the report that says most. types: every type that the reports give, the commonest first; differing types are
    a finding. actors, recipients: sides of all reports. date: the narrowest interval that agrees with most reports. accounts: documents that
    tell it; independent: the same with copies counted once. story: id of the story that tells it first, or None. places: the clauses that tell it.
    """

    id: str
    reports: tuple[EventAccount, ...]
    event_type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    quad_code: int
    cameo: str
    auxiliary: tuple[str, ...]
    reciprocal: bool
    actors: tuple[EventParty, ...]
    recipients: tuple[EventParty, ...]
    date: EventDate
    accounts: int
    independent: int
    story: str | None
    places: tuple[Place, ...]
    types: tuple[str, ...] = ()
    locations: tuple[Location, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything a dossier shows. A stage over documents takes some of these fields and gives others."""

    documents: tuple[Document, ...] = ()
    readings: tuple[Reading, ...] = ()
    problems: tuple[Problem, ...] = ()
    copies: tuple[CopyGroup, ...] = ()
    stories: tuple[Story, ...] = ()
    published: tuple[Published, ...] = ()
    actors: tuple[Actor, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()
    issues: tuple[Issue, ...] = ()
    positions: tuple[Position, ...] = ()
    differences: tuple[Difference, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    events: tuple[Event, ...] = ()

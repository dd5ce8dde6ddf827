"""What reading one document by itself gives: records that point into its text."""

from dataclasses import dataclass

from crosswire.model.selectors import Span, Spans

QUOTATION_TYPES = ("direct", "mixed", "indirect")
MENTION_KINDS = ("name", "nominal", "pronoun")
ACTOR_TYPES = ("person", "state", "organisation", "group")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: [start, end) in code points; `where` is the label of its zone; `paragraph` counts from 0 in the
    document.
    """

    start: int
    end: int
    where: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that names an actor (or a place).

    id: `m-` + hash. start, end: the whole mention with title and apposition ("Veldanian Foreign Minister Ilse
    Marran"). kind: of MENTION_KINDS. type: of ACTOR_TYPES, or place, or None where nothing says. name: the bare name
    without titles ("Ilse Marran"), the state a metonym stands for ("Veldania" for "Port Ellin"), or None. role: the title
    or role noun, lower-case ("foreign minister", "chief"). of: name of the state or body the role belongs to
    ("Veldania"). entity: key of the local entity: mentions of one document with one key are one actor; None
    where unresolved. basis: why this entity, in words ("name", "surname of ...", "pronoun: last speaker", "role of
    ..."). stands_for: True where the words are a metonym ("Moscow says"). country: ISO 3166 alpha-3 of what is named
    or, with a role, of what the role belongs to; IGO, UNO, EUR, NGO for bodies (as PLOVER), "USA-" for a part of a state; None where no table
    knows. role_kinds: families of the role ("head", "minister"; in capitals where the role noun is general: "chief"
    is HEAD). gender: m, f or "". plural: words for several people. where: label of its zone.
    """

    id: str
    start: int
    end: int
    kind: str
    type: str | None
    name: str | None = None
    role: str | None = None
    of: str | None = None
    entity: str | None = None
    basis: str = ""
    stands_for: bool = False
    country: str | None = None
    role_kinds: tuple[str, ...] = ()
    gender: str = ""
    plural: bool = False
    where: str = "body"
    seat: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """One attribution in the terms of PARC and PolNeAR: content, cue, source.

    id: `q-` + hash(document, content, kind). content: fragments, quotation marks included. cue, source: spans or
    empty. type: of QUOTATION_TYPES. where: label of the zone of its content. speech: False for attitudes (believes,
    wants). sources: ids of the mentions that the source span holds (several for a joint statement); empty if unknown.
    via: ids of mentions of who passed it on ("quoted by ..."). addressee: words spoken to, or None. nested_in: id of
    the quotation it stands inside. negated, future, hypothetical: "did not say", "will tell", "would say". cue_lemma:
    "say". basis: the rule that found it, in words. text: content's words, fragments joined by " … ". via_span: words of
    who passed it on. certainty: chance, of 1, that content and source are right, or None. certainty_word: sure, likely or
    doubtful (the share of each that is right: `weights/calibration.json`). certainty_reason: why, in words.
    """

    id: str
    content: Spans
    cue: Spans
    source: Spans
    type: str
    where: str
    speech: bool = True
    sources: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    addressee: Span | None = None
    nested_in: str | None = None
    negated: bool = False
    future: bool = False
    hypothetical: bool = False
    cue_lemma: str = ""
    basis: str = ""
    text: str = ""
    via_span: Spans = ()
    certainty: float | None = None
    certainty_word: str = ""
    certainty_reason: str = ""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time as printed, kept as constraints until the document's date is known.

    id: `t-` + hash. start, end: its words. kind: date, month, year, weekday, relative, range, anniversary, part (of a
    month), span (a stretch up to or from the document's date, "the past two weeks"). year, month, day: numbers stated, or
    None. weekday: 0 (Monday) to 6, or None. offset: whole units away
    from the document's date, with `unit` (day, week, weekend, month, year): "yesterday" is -1 day, "next week" +1 week; a
    month name with "last" / "next" has month and offset in years. until_*: the far end of a range. anchor:
    "document", or "context" where another expression of the sentence anchors it ("the next day's meeting"). tense:
    past, present, future or None: the tense of its clause. where: label of its zone.
    """

    id: str
    start: int
    end: int
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    unit: str | None = None
    until_year: int | None = None
    until_month: int | None = None
    until_day: int | None = None
    anchor: str = "document"
    tense: str | None = None
    where: str = "body"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of the text, a candidate for what things are about.

    start, end: its words without determiner. key: lower-cased lemmas joined by spaces, without determiners. head:
    lemma of its head. proper: holds a proper noun. where: label of its zone. abbreviation: the short form printed
    right after it in brackets, or None.
    """

    start: int
    end: int
    key: str
    head: str
    proper: bool
    where: str
    abbreviation: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """A clause: who does what, with what the clause says of its own standing.

    id: `a-` + hash. start, end: the clause's words. verb: span of the verb group; lemma: "suspend". subject, object:
    spans or None; subjects, objects: ids of mentions inside them. negated: "not", "declined to", "refused to".
    modality: None (asserted), future, hypothetical (would, could, may), intended (plan to, threaten to), ongoing
    (is/was doing). governed_by: lemma of the verb or noun it hangs under ("threaten", "announce", "plan"), or None.
    condition: span of "until ...", "unless ...", "if ...". reason: spans of purpose or cause ("to protest ...", "in
    retaliation against ...", "because ..."). location: span of its place phrases. times: ids of TimeExpressions.
    quotation: id of the quotation whose content holds the verb, or None. sentence: index into the reading's
    sentences.
    """

    id: str
    start: int
    end: int
    verb: Span
    lemma: str
    subject: Span | None = None
    object: Span | None = None
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    negated: bool = False
    modality: str | None = None
    tense: str | None = None
    governed_by: str | None = None
    condition: Span | None = None
    reason: Spans = ()
    location: Spans = ()
    times: tuple[str, ...] = ()
    quotation: str | None = None
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an event as printed.

    span: its words without titles' asides ("Veldanian Foreign Minister Ilse Marran"). mention: id of the mention that
    holds its head, or None ("Veldanian protesters"). country: ISO 3166 alpha-3 as the words say it; IGO, UNO, EUR, NGO
    ... for bodies, as PLOVER; None where no table knows. sectors: PLOVER sectors by its role noun (GOV, MIL, ...).
    country_basis: "" where its own words say the country; else from what it is inferred, in words.
    """

    span: Span
    mention: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    country_basis: str = ""


@dataclass(frozen=True, slots=True)
class EventReport:
    """One report of a political event: who did what to whom, in the terms of PLOVER 0.8, with the CAMEO code beside it.

    id: `e-` + hash(document, trigger, type, parties). start, end: the clause that tells it. trigger: the words that name the act ("held
    talks"). event_type: PLOVER type (AGREE ... ASSAULT); None for a statement (CAMEO 01, 02), which PLOVER does not code. mode: how, or
    None; contexts: why, sorted. quad_code: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. cameo: 2
    to 4 digits. auxiliary: of historical, future, hypothetical, negation. actors, recipients: who did it, and to whom; both sides
    of a reciprocal act without direction are actors. reciprocal: the same act runs both ways. times: ids of the TimeExpressions of its
    clause. tense: past, present, future or None. quotation: id of the quotation whose content tells it, or None; claimed_by: ids of
    the mentions that say so. location: place names of the clause. act: id of its Act, or None for a noun's event. basis: the rule
    or model that found it, in words. certainty: chance, of 1, that the type is right, or None. where: label of its zone.
    """

    id: str
    start: int
    end: int
    trigger: Spans
    event_type: str | None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad_code: int = 1
    cameo: str = ""
    auxiliary: tuple[str, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    reciprocal: bool = False
    times: tuple[str, ...] = ()
    tense: str | None = None
    quotation: str | None = None
    claimed_by: tuple[str, ...] = ()
    location: Spans = ()
    act: str | None = None
    basis: str = ""
    certainty: float | None = None
    where: str = "body"


@dataclass(frozen=True, slots=True)
class Vector:
    """The meaning of a stretch as a unit vector, one signed byte a dimension, base64.

    of: id of the quotation or act whose words (actors masked) were embedded. model: fingerprint of the encoder.
    """

    of: str
    values: str
    model: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document by itself. doc: its id. Sorted by place. lemmas: content words (lower-case
    lemmas without stop words) of the read zones with their counts, sorted, for grouping.
    """

    doc: str
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    acts: tuple[Act, ...] = ()
    vectors: tuple[Vector, ...] = ()
    event_reports: tuple[EventReport, ...] = ()
    lemmas: tuple[tuple[str, int], ...] = ()

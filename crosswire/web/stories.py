"""The views of one story, made ready for their templates."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crosswire.dossier import Absence, Account, Count, Dossier, Evidence, Said, StoryTotals, Wording, listed, plural
from crosswire.model import Actor, Difference, Issue, SaidBefore, Side, Statement, Story, TimelineEntry
from crosswire.web.addresses import addresses_of, draw_addresses
from crosswire.web.diffs import Piece, compare_wordings
from crosswire.web.events import event_links, story_events
from crosswire.web.folds import Folded, fold_places, fold_wordings
from crosswire.web.rendering import file_of
from crosswire.web.timelines import draw_timeline

VIEWS = (
    ("accounts", "Accounts", ""),
    ("said", "Who said what", "-said"),
    ("positions", "Positions", "-positions"),
    ("timeline", "Timeline", "-timeline"),
    ("differences", "Differences", "-differences"),
    ("sources", "Sources", "-sources"),
)
"""Key, label and ending of the file of every view of a story; their order is that of the tabs and of the keys 1 to 6."""

PARTS = {"positions": ("positions",), "timeline": ("timeline",), "differences": ("differences",)}
"""View -> the parts of a story (`dossier.slices.STORY_PARTS`) that it shows; the others show its statements."""

_VERDICTS = {
    "contradict": ("They contradict each other", "One thing told in ways that cannot both be right."),
    "differ": (
        "They differ",
        "One thing told differently. Where single words make the difference, they are underlined.",
    ),
    "only": (
        "Only in some accounts",
        "Told by these, and not found in the others of the same story. Silence is not denial.",
    ),
}


_ON = {
    "status": "what was done",
    "number": "a number",
    "date": "a date",
    "place": "a place",
    "list": "what belongs to it",
    "reason": "the reason",
    "attribution": "who said or did it",
    "naming": "the name",
    "wording": "the wording",
}
"""Kind of a difference -> what the accounts differ on."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: href is None where the view would be empty."""

    key: str
    label: str
    href: str | None
    number: int


Told = tuple[Wording, tuple[Piece, ...], tuple[Wording, ...]]
"""A wording, its words in pieces, its copies of the same words."""


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its wordings. told: those that are certain, in pieces, each with its copies of the same words. maybe: those that only
    may be the same, likewise. possible: how many further accounts those are.
    """

    statement: Statement
    count: Count
    issues: tuple[Issue, ...]
    wordings: tuple[Wording, ...]
    told: tuple[Told, ...]
    maybe: tuple[Told, ...]
    possible: int
    pairs: tuple[dict[str, str], ...]


def story_tabs(story: Story, totals: StoryTotals) -> tuple[Tab, ...]:
    """Return the tabs of a story's pages, with how much each holds."""
    numbers = {
        "accounts": len(story.docs),
        "said": totals.said,
        "positions": totals.positions,
        "timeline": totals.timeline,
        "differences": totals.differences,
        "sources": len(story.docs),
    }
    tabs = []
    for key, label, ending in VIEWS:
        there = numbers[key] > 0 or key == "accounts"
        tabs.append(Tab(key, label, f"{file_of(story.id)}{ending}.html" if there else None, numbers[key]))
    return tuple(tabs)


def story_count(dossier: Dossier, story: Story) -> Count:
    """Return a story's accounts and independent accounts."""
    return Count(len(story.docs), story.independent)


def view_statement(dossier: Dossier, statement: Statement) -> StatementView:
    """Return a statement with its wordings compared: the fullest first, the only possible ones last."""
    wordings = dossier.wordings(statement)
    sure = fold_wordings(dossier, (w for w in wordings if w.certain))
    unsure = fold_wordings(dossier, (w for w in wordings if not w.certain))
    voice = [dossier.copy_group(w.doc) for w, _ in sure]
    copies = {n for n, group in enumerate(voice) if n and group and group == voice[0]}
    pieces = compare_wordings([_joined(w) for w, _ in sure], copies)
    fullest = _joined(sure[0][0]) if sure else ""
    names = {w.quotation.id: f"{dossier.outlet(w.doc)} {w.quotation.content[0][0]}" for w in wordings}
    pairs = tuple(
        {
            "left": names.get(p.left, p.left),
            "right": names.get(p.right, p.right),
            "judgement": p.judgement,
            "parts": ", ".join(f"{name} {value:.2f}" for name, value in p.parts),
        }
        for p in statement.pairs
        if p.left in names and p.right in names
    )
    issues = tuple(dossier.issue(i) for i in statement.issues if dossier.has_issue(i))
    return StatementView(
        statement=statement,
        count=dossier.count_of(statement),
        issues=issues,
        wordings=wordings,
        told=tuple((w, p, same) for (w, same), p in zip(sure, pieces, strict=True)),
        maybe=tuple((w, compare_wordings([fullest, _joined(w)])[1] if fullest else (), same) for w, same in unsure),
        possible=_possible(wordings),
        pairs=pairs,
    )


def _possible(wordings: Sequence[Wording]) -> int:
    """Return how many accounts carry a statement only possibly."""
    return len({w.doc for w in wordings if not w.certain} - {w.doc for w in wordings if w.certain})


def _joined(wording: Wording) -> str:
    return " […] ".join(e.exact for e in wording.evidence)


def credited(dossier: Dossier, story: Story) -> int:
    """Return how many of a story's independent accounts credit other reports ("with agency reports"): they are independent in part only."""
    groups = ((doc, dossier.copy_group(doc)) for doc in story.docs)
    return sum(bool(dossier.document(d).header.credits) for d, group in groups if group is None or group.origin == d)


@dataclass(frozen=True, slots=True)
class Voice:
    """A column: an account with its copies folded into it. namesake: another column has the same outlet's name."""

    account: Account
    copies: tuple[Account, ...]
    namesake: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """One voice's words for a statement.

    wordings: what it certainly tells. possible: wordings that only may be the same. elsewhere: what a title or a shot list
    repeats, named but not shown again. copied: where copies have the same words, named but not shown again.
    """

    outlet: str
    wordings: tuple[Wording, ...]
    possible: tuple[Wording, ...]
    elsewhere: tuple[Wording, ...]
    copied: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A statement that several accounts tell, or may tell. possible: accounts that may tell it. cells: one an account, in their order."""

    statement: Statement
    speakers: tuple[Actor, ...]
    label: str
    count: Count
    possible: int
    issues: tuple[Issue, ...]
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """What one voice alone tells, in its own order, with what its copies repeat."""

    outlet: str
    wordings: tuple[Folded[Wording], ...]


def voices_of(accounts: Sequence[Account]) -> tuple[Voice, ...]:
    """Return accounts as columns, copies under their original (or under the first of them, where the original is no account here)."""
    heads: dict[str, Account] = {}
    copies: dict[str, list[Account]] = {}
    for a in accounts:
        key = a.copy_group or a.document.id
        if key in heads:
            copies.setdefault(key, []).append(a)
        else:
            heads[key] = a
    labels = Counter(a.outlet for a in heads.values())
    return tuple(Voice(a, tuple(copies.get(key, ())), labels[a.outlet] > 1) for key, a in heads.items())


def _cells(voices: Sequence[Voice], wordings: Sequence[Wording]) -> tuple[CellView, ...]:
    found: dict[str, list[Wording]] = {}
    for w in wordings:
        found.setdefault(w.doc, []).append(w)
    cells = []
    for voice in voices:
        own = found.get(voice.account.document.id, [])
        others = [w for a in voice.copies for w in found.get(a.document.id, [])]
        known = {w.folded for w in own}
        copied = [w for w in others if w.folded in known]
        told = own + [w for w in others if w not in copied]
        inside = _own_words(told)
        shown = [w for w in inside if w.certain]
        cells.append(
            CellView(
                outlet=voice.account.outlet,
                wordings=tuple(shown),
                possible=tuple(w for w in inside if w not in shown),
                elsewhere=tuple(w for w in told if w not in inside),
                copied=tuple(w.evidence[0] for w in copied if w.certain and w.evidence),
            )
        )
    return tuple(cells)


def _own_words(wordings: Sequence[Wording]) -> list[Wording]:
    """Return the wordings that stand in the article's own text; all of them if none does."""
    return [w for w in wordings if w.quotation.where == "body"] or list(wordings)


def _label(actors: Sequence[Actor]) -> str:
    return listed(a.name for a in actors) or "speaker not known"


def accounts_view(dossier: Dossier, story: Story) -> Mapping[str, Any]:
    """Return the accounts side by side: statements of several voices as rows, then those that more than one may tell, then what one alone
    (with its copies) tells.
    """
    accounts = dossier.accounts(story)
    voices = voices_of(accounts)
    head = {a.document.id: v.account.document.id for v in voices for a in (v.account, *v.copies)}
    shared = []
    single: dict[str, list[Wording]] = {}
    for statement in dossier.statements(story.id):
        wordings = dossier.wordings(statement)
        if len({head[w.doc] for w in wordings}) < 2:
            for w in _own_words(wordings):
                single.setdefault(head[w.doc], []).append(w)
        else:
            shared.append(_row(dossier, statement, wordings, voices))
    for w in dossier.alone(story):
        single.setdefault(head[w.doc], []).append(w)
    columns = [_column(dossier, v, single[v.account.document.id]) for v in voices if v.account.document.id in single]
    return {
        "accounts": accounts,
        "voices": voices,
        "shared": [r for r in shared if r.count.independent > 1],
        "perhaps": [r for r in shared if r.count.independent < 2],
        "single": columns,
    }


def _column(dossier: Dossier, voice: Voice, wordings: Iterable[Wording]) -> ColumnView:
    doc = voice.account.document.id
    ordered = sorted(wordings, key=lambda w: (w.doc != doc, w.doc, w.quotation.content, w.quotation.id))
    return ColumnView(voice.account.outlet, fold_wordings(dossier, ordered))


def _row(dossier: Dossier, statement: Statement, wordings: Sequence[Wording], voices: Sequence[Voice]) -> RowView:
    actors = dossier.actors_of(statement.speakers)
    return RowView(
        statement=statement,
        speakers=actors,
        label=_label(actors),
        count=dossier.count_of(statement),
        possible=_possible(wordings),
        issues=tuple(dossier.issue(i) for i in statement.issues if dossier.has_issue(i)),
        cells=_cells(voices, wordings),
    )


def said_view(dossier: Dossier, story: Story) -> Mapping[str, Any]:
    """Return who said what: speakers, their statements, all wordings."""
    return {"said": [_speaker(dossier, s) for s in dossier.said(story)]}


@dataclass(frozen=True, slots=True)
class Single:
    """A wording that no other account has. id: of its statement, if it stands in one. issues: what it is about. earlier: where the same was said
    before.
    """

    id: str | None
    wording: Wording
    issues: tuple[Issue, ...] = ()
    earlier: tuple[SaidBefore, ...] = ()


def split_statements(
    dossier: Dossier, statements: Iterable[Statement], alone: Iterable[Wording]
) -> tuple[list[StatementView], list[Single]]:
    """Return the statements with several wordings, and everything that is worded once."""
    several, singles = [], []
    for statement in statements:
        wordings = dossier.wordings(statement)
        if len(wordings) == 1:
            singles.append(Single(statement.id, wordings[0], _issues(dossier, wordings[0]), statement.earlier))
        elif wordings:
            several.append(view_statement(dossier, statement))
    return several, singles + [Single(None, w, _issues(dossier, w)) for w in alone]


def _issues(dossier: Dossier, wording: Wording) -> tuple[Issue, ...]:
    return dossier.issues_of.get(wording.quotation.id, ())


def _speaker(dossier: Dossier, said: Said) -> dict[str, Any]:
    several, singles = split_statements(dossier, said.statements, said.alone)
    return {
        "anchor": "by-" + ("-".join(file_of(a.id) for a in said.actors) or "unknown"),
        "actors": said.actors,
        "label": said.label,
        "roles": roles_of(said.actors),
        "count": said.count,
        "statements": several,
        "alone": singles,
        "attitudes": said.attitudes,
        "total": len(several) + len(singles) + len(said.attitudes),
    }


def roles_of(actors: Sequence[Actor]) -> str:
    """Return the roles of one actor as printed, by the body in which they are held; nothing for several."""
    if len(actors) != 1:
        return ""
    known = {role for role, of in actors[0].roles if of}
    by_body: dict[str, list[str]] = {}
    for role, of in actors[0].roles:
        if of or role not in known:
            by_body.setdefault(of or "", []).append(role)
    return "; ".join(f"{of}: {', '.join(roles)}" if of else ", ".join(roles) for of, roles in by_body.items())


def timeline_view(dossier: Dossier, story: Story) -> Mapping[str, Any]:
    """Return the timeline: entries by date, the accounts' publication between them, the undated last."""
    entries: dict[str | None, list[dict[str, Any]]] = {}
    for entry in dossier.timeline(story.id):
        entries.setdefault(entry.date.value, []).append(_entry(dossier, entry))
    published: dict[str | None, list[Account]] = {}
    for account in dossier.accounts(story):
        if account.published.value:
            published.setdefault(account.published.value, []).append(account)
    groups: list[dict[str, Any]] = []
    for value in sorted({v for v in (*entries, *published) if v}):
        if value in entries:
            groups.append({"date": value, "entries": entries[value], "published": []})
        if value in published:
            groups.append({"date": value, "entries": [], "published": published[value]})
    if None in entries:
        groups.append({"date": None, "entries": entries[None], "published": []})
    events = story_events(dossier, story)
    addresses = addresses_of(events)
    return {
        "groups": groups,
        "chart": draw_timeline(dossier.timeline(story.id), published),
        "events": events,
        "addresses": addresses,
        "address_chart": draw_addresses(addresses),
        "coded": event_links(dossier, story),
    }


def _entry(dossier: Dossier, entry: TimelineEntry) -> dict[str, Any]:
    evidence = fold_places(dossier, entry.places)
    times = {t.exact.casefold(): t for t in reversed([dossier.evidence(p) for p in entry.times])}
    return {
        "entry": entry,
        "evidence": evidence,
        "times": [*times.values()][::-1],
        "count": dossier.count(p.doc for p in entry.places),
    }


@dataclass(frozen=True, slots=True)
class SideView:
    """One account's words in a difference, in their sentence. other: the story it belongs to, if that is another one."""

    evidence: Evidence
    value: str
    other: Story | None


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A difference with its extracts. on: what they differ on, in words, empty for what only some tell. denominator: "1 of 4 accounts" for
    what only some tell, else empty. issue: what it is about, unless its own words name that.
    """

    difference: Difference
    sides: tuple[SideView, ...]
    absences: tuple[Absence, ...]
    issue: Issue | None
    count: Count
    denominator: str
    on: str


def view_difference(dossier: Dossier, difference: Difference) -> DifferenceView:
    """Return a difference with the extracts of every account, who lacks it, and its counts."""
    docs = {s.place.doc for s in difference.sides}
    total = docs | set(difference.absent)
    issue = dossier.issue(difference.issue) if difference.issue and dossier.has_issue(difference.issue) else None
    return DifferenceView(
        difference=difference,
        sides=tuple(
            sorted((_side(dossier, difference, s) for s in difference.sides), key=lambda s: s.other is not None)
        ),
        absences=dossier.absences(difference),
        issue=issue if issue and issue.name not in difference.about else None,
        count=dossier.count(docs),
        denominator=f"{len(docs)} of {plural(len(total), 'account')}" if difference.verdict == "only" else "",
        on=_ON.get(difference.kind, ""),
    )


NAME_WORDS = 6
"""Words up to which an extract is a name or a number rather than a clause."""


def _side(dossier: Dossier, difference: Difference, side: Side) -> SideView:
    """Return a side; where a whole clause is the difference, none of its words is singled out."""
    story, evidence = dossier.story_of(side.place.doc), dossier.evidence(side.place)
    value = "" if side.value == evidence.exact and len(side.value.split()) > NAME_WORDS else side.value
    return SideView(evidence, value, story if story and story.id != difference.story else None)


def differences_view(dossier: Dossier, story: Story) -> Mapping[str, Any]:
    """Return the differences by verdict, in the order in which they are shown."""
    groups: dict[str, list[DifferenceView]] = {}
    for d in dossier.differences_of(story.id):
        groups.setdefault(d.verdict, []).append(view_difference(dossier, d))
    return {
        "groups": [
            {"verdict": v, "title": title, "legend": legend, "differences": groups[v]}
            for v, (title, legend) in _VERDICTS.items()
            if v in groups
        ]
    }

"""The table of stages; loads, calls, saves.

The only place that knows the stage rooms and the store both. Per-document stages are cached by the capture's hash,
the stages' versions and the model's fingerprint; stages over documents are pure functions of `Findings` fields, run
in the order of `STAGES`.
"""

import concurrent.futures
import concurrent.futures.process
import dataclasses
import itertools
import multiprocessing
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import crosswire
from crosswire import annotate, compare, ingest, link
from crosswire.corrections import (
    check_value,
    correct_actor,
    correct_quotation,
    drop_quotations,
    find_actor,
    judge,
    judge_issues,
    judge_stories,
    list_actors,
    problem_order,
    read_judgements,
    set_value,
)
from crosswire.errors import InputEmpty
from crosswire.link.identities import keep_ids, rename_ids
from crosswire.model import CODES, Capture, Document, Findings, Place, Problem, Reading, Vector, sha256
from crosswire.model.watch import Watch
from crosswire.plugins import READERS, plugin_versions
from crosswire.store import Failure, Given, Store, open_folder, verify_findings
from crosswire.store.codec import from_plain, to_json, to_plain
from crosswire.store.corrections import FIELDS, Correction, apply_corrections, read_corrections

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A function over documents: the fields of `Findings` that it takes by keyword, and those it gives (one value, or
    a tuple of them).
    """

    name: str
    work: Callable[..., Any]
    needs: tuple[str, ...]
    gives: tuple[str, ...]


_STORY = ("documents", "readings", "copies", "stories", "published", "actors", "attributions")

STAGES = (
    Stage("copies", link.group_copies, ("documents", "readings"), ("copies",)),
    Stage("stories", link.group_stories, ("documents", "readings", "copies"), ("stories",)),
    Stage("dates", link.resolve_dates, ("documents", "readings", "stories", "copies"), ("published", "stories")),
    Stage("actors", link.resolve_actors, ("documents", "readings", "stories", "published"), ("actors", "attributions")),
    Stage("statements", link.align_statements, _STORY, ("statements",)),
    Stage("events", link.merge_events, _STORY, ("events",)),
    Stage("issues", compare.find_issues, ("documents", "readings", "stories", "statements"), ("issues",)),
    Stage(
        "positions",
        compare.find_positions,
        ("documents", "readings", "stories", "published", "actors", "attributions", "statements", "issues"),
        ("positions",),
    ),
    Stage(
        "differences",
        compare.compare_accounts,
        (*_STORY, "statements", "issues", "positions", "events"),
        ("differences",),
    ),
    Stage("timeline", compare.build_timeline, (*_STORY, "statements", "events"), ("timeline",)),
)
"""Everything that is done over documents, in order."""


def _place_names(places: Iterable[Place]) -> list[str]:
    return [f"{p.doc}:{p.start}-{p.end}" for p in places]


MEMBERS: Mapping[str, Callable[[Any], Sequence[str]]] = {
    "copies": lambda r: r.docs,
    "stories": lambda r: r.docs,
    "actors": lambda r: [f"{doc}/{mention}" for doc, mention in r.mentions],
    "statements": lambda r: r.quotations,
    "issues": lambda r: _place_names(r.places),
    "positions": lambda r: _place_names(r.evidence),
    "differences": lambda r: _place_names(s.place for s in r.sides),
    "timeline": lambda r: _place_names(r.places),
    "events": lambda r: _place_names(r.places),
}
"""What a cluster is known by from one build to the next."""

BATCH_BYTES = 16_000_000
"""Captures kept at once while they are taken in."""

POOL_FROM = 200_000
"""Bytes of unread captures or documents from which a second process pays for its start."""

KEPT_AT_ONCE = 20
"""Results that are written to the cache together: what a kill costs at most."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How a dossier is built, kept in it so that `rebuild` does the same. learned: quotations are found by the tagger and the rules
    together, not by the rules alone. world_facts: dates that the texts leave open may rest on the table of world facts. watch: issues and
    parties that a person follows.
    """

    learned: bool = True
    world_facts: bool = False
    watch: Watch = field(default_factory=Watch)

    def given_to(self, stage: str) -> dict[str, Any]:
        """Return what a stage over documents takes besides findings."""
        if stage == "positions":
            return {"watched": self.watch.party_names()}
        return {"facts": link.load_world_facts()} if stage == "dates" and self.world_facts else {}


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. captures: given. fresh: read in this build, the rest was known. places: pointers re-read.
    failures: that no longer hold.
    """

    folder: Path
    findings: Findings
    captures: int
    fresh: int
    places: int
    failures: tuple[Failure, ...]
    facts: Mapping[str, Any]
    corrections: tuple[Correction, ...]


@dataclass(slots=True)
class _Taken:
    """The documents of one capture."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Read:
    """What was read in one document."""

    reading: Reading
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A document that is compared with others, and its reading."""

    document: Document
    reading: Reading


@dataclass(slots=True)
class _Meant:
    """The meaning of what was said in one document."""

    vectors: tuple[Vector, ...]
    problems: tuple[Problem, ...] = ()


_Work = Capture | Document | _Compared
_Task = TypeVar("_Task", bound=_Work)


@dataclass(slots=True)
class _Intake:
    given: list[Given] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


# ------------------------------------------------------------------------------------------- reading, one capture at a time


def take_documents(capture: Capture) -> _Taken:
    """Return the documents of one capture. Whatever goes wrong in it becomes a problem of its own row."""
    try:
        return _Taken(*ingest.read_capture(capture))
    except Exception as error:  # promise 5: a bad capture is a row in the problem list, not a crash
        message = f"{CODES['R101']}: {type(error).__name__}: {error}"
        return _Taken((), (Problem("R101", capture.name, message),))


def read_one(document: Document, engine: annotate.Engine, tagger: annotate.Tagger | None = None) -> _Read:
    """Read one document by itself. Whatever goes wrong costs its reading only; its text stands."""
    try:
        return _Read(*annotate.read_document(document, engine, tagger))
    except Exception as error:  # promise 5, again
        message = f"{CODES['R101']}: {type(error).__name__}: {error}"
        return _Read(Reading(doc=document.id), (Problem("R101", document.name, message, doc=document.id),))


_models: tuple[annotate.Engine, annotate.Tagger | None] | None = None


def find_meanings(document: Document, reading: Reading) -> _Meant:
    """Embed what was said in one document. Whatever goes wrong leaves its statements to be compared by their words."""
    try:
        return _Meant(annotate.find_vectors(document, reading))
    except Exception as error:  # promise 5, again
        message = f"{CODES['R101']}: {type(error).__name__}: {error}"
        return _Meant((), (Problem("R101", document.name, message, doc=document.id),))


def _work(task: _Work, learned: bool) -> _Taken | _Read | _Meant:
    """Do one task, here or in a worker; the models are loaded by the first that needs them."""
    global _models
    if isinstance(task, Capture):
        return take_documents(task)
    if isinstance(task, _Compared):
        return find_meanings(task.document, task.reading)
    if _models is None or (_models[1] is not None) != learned:
        _models = (annotate.load_engine(), annotate.load_tagger() if learned else None)
    return read_one(task, *_models)


def _lost(task: _Work) -> _Taken | _Read | _Meant:
    """Return what stands for a task that took its process down."""
    message = f"{CODES['R101']}: the process that read it was ended"
    if isinstance(task, _Compared):
        return _Meant((), (Problem("R101", task.document.name, message, doc=task.document.id),))
    if isinstance(task, Capture):
        return _Taken((), (Problem("R101", task.name, message),))
    return _Read(Reading(doc=task.id), (Problem("R101", task.name, message, doc=task.id),))


class _Crew:
    """The processes that read; none are started where the work is too small to pay for their start."""

    def __init__(self, workers: int, learned: bool) -> None:
        self.workers, self.learned = workers, learned
        self._pool: concurrent.futures.ProcessPoolExecutor | None = None

    def __enter__(self) -> "_Crew":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def do(self, tasks: Iterable[tuple[str, _Task]], size: int) -> Iterator[tuple[str, Any]]:
        """Yield (key, result) for (key, task), in their order. size: bytes of all tasks together."""
        if self.workers <= 1 or size < POOL_FROM:
            for key, task in tasks:
                yield key, _work(task, self.learned)
            return
        left = iter(tasks)
        again: list[tuple[str, _Task]] = []
        while True:
            waiting: list[tuple[str, _Task, concurrent.futures.Future[Any]]] = []
            try:
                pool = self._pool = self._pool or _pool(self.workers)
                for key, task in itertools.chain(again, left):
                    waiting.append((key, task, pool.submit(_work, task, self.learned)))
                    if len(waiting) >= 16 * self.workers:  # bounded: a million captures are not in memory at once
                        yield waiting[0][0], waiting[0][2].result()
                        waiting.pop(0)
                while waiting:
                    yield waiting[0][0], waiting[0][2].result()
                    waiting.pop(0)
                return
            except concurrent.futures.process.BrokenProcessPool:
                # a reader died, of lack of memory for instance; the first that is not done is read by itself, the rest by new readers
                self._pool = None
                key, task, _ = waiting[0]
                again = [(k, t) for k, t, _ in waiting[1:]]
                yield key, _work_apart(task, self.learned)


def _pool(workers: int) -> concurrent.futures.ProcessPoolExecutor:
    # "spawn": a forked child would inherit the threads' locks of the numeric libraries
    return concurrent.futures.ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _work_apart(task: _Task, learned: bool) -> Any:
    """Do one task in a process of its own, which it may take down with it."""
    try:
        with _pool(1) as pool:
            return pool.submit(_work, task, learned).result()
    except concurrent.futures.process.BrokenProcessPool:
        return _lost(task)


def _take_in(captures: Iterable[Capture | Problem], store: Store, *, progress: Progress) -> _Intake:
    """Keep the bytes of captures; return what was given, in the order of names."""
    intake = _Intake()
    first: dict[str, str] = {}
    batch: list[Capture] = []
    for found in captures:
        if isinstance(found, Problem):
            intake.problems.append(found)
            continue
        if found.sha256 in first:
            message = f"{CODES['C109']}, as {first[found.sha256]}; it is counted once"
            intake.problems.append(Problem("C109", found.name, message))
            continue
        first[found.sha256] = found.name
        intake.given.append(Given(found.name, found.sha256, found.media_type, found.as_is, found.fields))
        batch.append(found)
        if sum(len(c.content) for c in batch) > BATCH_BYTES:
            store.keep_captures(batch)
            batch.clear()
        progress("take in", len(intake.given), 0)
    store.keep_captures(batch)
    return intake


def _capture_of(given: Given, store: Store) -> Capture:
    return Capture(given.sha256, given.name, given.media_type, store.content(given.sha256), given.as_is, given.fields)


@cache
def code_version(room: str) -> str:
    """Return a hash of the code and tables of a room (`ingest`): a reading made by other code is never taken for one
    made by this.

    A number raised by hand would be forgotten one day; a changed comment that costs one fresh reading is the lesser
    evil.
    """
    folder = Path(crosswire.__file__).parent / room
    files = sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".tsv", ".json", ".txt", ".yaml"))
    return sha256("\n".join(f"{p.relative_to(folder).as_posix()} {sha256(p.read_bytes())}" for p in files))[:16]


def _versions(learned: bool) -> dict[str, dict[str, Any]]:
    """Return what documents and readings depend on beside their capture, by the room that makes them."""
    readers = plugin_versions(READERS)
    taking = {"ingest": code_version("ingest")} | ({"readers": readers} if readers else {})
    return {
        "ingest": taking,
        "annotate": {"annotate": code_version("annotate"), "model": annotate.fingerprint(learned=learned)},
    }


def _read_all(
    given: Sequence[Given], store: Store, crew: _Crew, progress: Progress
) -> tuple[Findings, dict[str, str], tuple[str, ...], int]:
    """Read what is not known yet. Returns documents, readings and problems; the key of each document's reading; all cache keys
    in use; how many captures were read.
    """
    versions = _versions(crew.learned)
    keys = [sha256(to_json([to_plain(g), versions["ingest"]])) for g in given]
    sizes = store.sizes([g.sha256 for g in given]) if crew.workers > 1 else {}
    taken: list[_Taken]
    taken, fresh = _cached(
        _Taken,
        keys,
        lambda at: _capture_of(given[at], store),
        lambda at: sizes.get(given[at].sha256, 0),
        crew,
        store,
        lambda done, total: progress("take apart", done, total),
    )
    documents = tuple(d for t in taken for d in t.documents)
    repeated = ingest.find_repeated_lines(map(ingest.line_marks, documents))
    documents = tuple(ingest.relabel(d, repeated) for d in documents)
    # a reading depends on the document with its zones and header, not on the capture that it came from
    marks = [sha256(to_json([to_plain(replace(d, capture="")), versions["annotate"]])) for d in documents]
    reads: list[_Read]
    reads, again = _cached(
        _Read,
        marks,
        lambda at: documents[at],
        lambda at: len(documents[at].text),
        crew,
        store,
        lambda done, total: progress("read", done, total),
    )
    findings = Findings(
        documents=documents,
        readings=tuple(r.reading for r in reads),
        problems=(*(p for t in taken for p in t.problems), *(p for r in reads for p in r.problems)),
    )
    key_of = {d.id: mark for d, mark in zip(documents, marks, strict=True)}
    return findings, key_of, (*keys, *marks), max(fresh, again)


def _add_meanings(
    findings: Findings, key_of: Mapping[str, str], store: Store, crew: _Crew, progress: Progress
) -> tuple[Findings, tuple[str, ...]]:
    """Add the vectors to the readings of documents that share a story with others; nobody compares the rest.

    key_of: document id -> the key of its reading. Returns the findings and the cache keys in use.
    """
    shared = {doc for story in findings.stories if len(story.docs) > 1 for doc in story.docs}
    at = [n for n, d in enumerate(findings.documents) if d.id in shared]
    model = annotate.sense_fingerprint()
    keys = [sha256(to_json([key_of[findings.documents[n].id], model])) for n in at]
    found: list[_Meant]
    found, _ = _cached(
        _Meant,
        keys,
        lambda i: _Compared(findings.documents[at[i]], findings.readings[at[i]]),
        lambda i: len(findings.documents[at[i]].text),
        crew,
        store,
        lambda done, total: progress("weigh words", done, total),
    )
    readings = list(findings.readings)
    for n, meant in zip(at, found, strict=True):
        readings[n] = replace(readings[n], vectors=meant.vectors)
    problems = tuple(sorted({*findings.problems, *(p for meant in found for p in meant.problems)}, key=problem_order))
    return replace(findings, readings=tuple(readings), problems=problems), tuple(keys)


def _cached(
    kind: type[Any],
    keys: Sequence[str],
    task_at: Callable[[int], Any],
    size_at: Callable[[int], int],
    crew: _Crew,
    store: Store,
    told: Callable[[int, int], None],
) -> tuple[list[Any], int]:
    """Return the result of each task, and how many had to be done; the others were known by their keys.

    kind: class of the results. task_at, size_at: from an index into `keys` to the task and its bytes, asked only for what
    is not known.
    """
    known = {key: from_plain(kind, plain) for key, plain in store.cached(keys).items()}
    left = {key: at for at, key in enumerate(keys) if key not in known}
    waiting: dict[str, Any] = {}
    tasks = ((key, task_at(at)) for key, at in left.items())
    for done, (key, result) in enumerate(crew.do(tasks, sum(map(size_at, left.values()))), start=1):
        known[key] = result
        if not any(p.code == "R101" for p in result.problems):  # a passing fault is tried again by the next build
            waiting[key] = to_plain(dataclasses.asdict(result))
        told(done, len(left))
        if len(waiting) >= KEPT_AT_ONCE:
            store.keep_cached(kind.__name__, waiting)
            waiting.clear()
    store.keep_cached(kind.__name__, waiting)
    return [known[key] for key in keys], len(left)


# ------------------------------------------------------------------------------------------- over documents


def _run_stage(stage: Stage, findings: Findings, choices: Choices) -> dict[str, tuple[Any, ...]]:
    """Return field -> records that a stage gives; where it fails, what was there before and a problem that says so."""
    try:
        result = stage.work(**{name: getattr(findings, name) for name in stage.needs}, **choices.given_to(stage.name))
    except Exception as error:  # promise 5: the texts and all that other stages found stand
        trouble = f"{CODES['R102']}: {type(error).__name__}: {error}"
        kept = {name: getattr(findings, name) for name in stage.gives}
        return kept | {"problems": (*findings.problems, Problem("R102", stage.name, trouble))}
    return dict(zip(stage.gives, result if len(stage.gives) > 1 else (result,), strict=True))


def run_stages(
    findings: Findings,
    ledger: Mapping[str, Mapping[str, Sequence[str]]],
    progress: Progress,
    choices: Choices,
    before: Mapping[str, Callable[[Findings], Findings]] | None = None,
) -> tuple[Findings, dict[str, dict[str, tuple[str, ...]]], dict[str, str]]:
    """Run all stages over documents, handing ids on from the ledger as they come up.

    before: by the name of a stage, what is added to the findings before it. Returns the findings, the new ledger, and the
    redirects of ids that ended.
    """
    book: dict[str, dict[str, tuple[str, ...]]] = {}
    redirects: dict[str, str] = {}
    for number, stage in enumerate(STAGES):
        progress(stage.name, number, len(STAGES))
        if before and stage.name in before:
            findings = before[stage.name](findings)
        given = _run_stage(stage, findings, choices)
        for kind in stage.gives:
            if kind not in MEMBERS or stage.name == "dates":  # the dates stage gives the stories back, dated
                continue
            records = given[kind]
            clusters = {r.id: MEMBERS[kind](r) for r in records}
            if kind == "stories":
                clusters_of_lines: dict[str, list[str]] = {}
                for story in records:
                    if story.storyline:
                        clusters_of_lines.setdefault(story.storyline, []).extend(story.docs)
                names, ended = keep_ids(clusters_of_lines, ledger.get("storylines", {}))
                given = {name: rename_ids(value, names) for name, value in given.items()}
                book["storylines"] = {names[i]: tuple(sorted(m)) for i, m in clusters_of_lines.items()}
                redirects |= ended
            names, ended = keep_ids(clusters, ledger.get(kind, {}))
            changed = {old: new for old, new in names.items() if old != new}
            if changed:
                given = {name: rename_ids(value, changed) for name, value in given.items()}
            book[kind] = {names[i]: tuple(sorted(m)) for i, m in clusters.items()}
            redirects |= ended
        findings = replace(findings, **given)
    progress("stages", len(STAGES), len(STAGES))
    return findings, book, redirects


def _assemble(
    folder: Path, store: Store, intake: _Intake, *, workers: int, choices: Choices, progress: Progress
) -> Report:
    """Read, compare, save and verify what was taken in."""
    with _Crew(workers, choices.learned) as crew:
        read, key_of, keys, fresh = _read_all(intake.given, store, crew, progress)
        corrections, misread = read_corrections(folder)
        documents, unplaced = apply_corrections(read.documents, corrections)
        problems = tuple(
            sorted(set(intake.problems) | set(read.problems) | set(misread) | set(unplaced), key=problem_order)
        )
        # documents in the order of their names, so that nothing depends on the order of files
        order = sorted(range(len(documents)), key=lambda i: (documents[i].name, documents[i].id))
        findings = Findings(
            documents=tuple(documents[i] for i in order),
            readings=tuple(read.readings[i] for i in order),
            problems=problems,
        )
        more: list[str] = []
        merged: dict[str, str] = {}
        judgements = read_judgements(folder)
        findings, key_of = drop_quotations(findings, judgements, key_of)

        def with_meanings(found: Findings) -> Findings:
            found, own = _add_meanings(judge(found, judgements, merged), key_of, store, crew, progress)
            more.extend(own)
            return found

        def with_given_issues(found: Findings) -> Findings:
            return judge_issues(found, judgements, choices.watch, merged)

        def with_given_stories(found: Findings) -> Findings:
            return judge_stories(found, judgements, merged)

        between = {"dates": with_given_stories, "statements": with_meanings, "positions": with_given_issues}
        findings, ledger, ended = run_stages(findings, store.ledger(), progress, choices, between)
    ended |= merged
    redirects = {old: ended.get(new, new) for old, new in store.redirects().items()} | ended
    # a merge that was taken back redirects nobody
    alive = {a.id for a in findings.actors} | {i.id for i in findings.issues} | {s.id for s in findings.stories}
    redirects = {old: new for old, new in redirects.items() if old != new and old not in alive}
    facts = {
        "crosswire": crosswire.__version__,
        **dataclasses.asdict(choices),
        "sense": annotate.sense_fingerprint(),
        **{name: value for of in _versions(choices.learned).values() for name, value in of.items()},
        **{room: code_version(room) for room in ("link", "compare")},
        "findings": sha256(to_json(to_plain(findings))),
    }
    progress("save", 0, 0)
    store.write(findings, given=intake.given, keys=(*keys, *more), ledger=ledger, redirects=redirects, facts=facts)
    progress("verify", 0, 0)
    places, failures = verify_findings(store, findings)
    return Report(folder, findings, len(intake.given), fresh, places, failures, facts, corrections)


def _quiet(_what: str, _done: int, _total: int) -> None:
    return None


def _until_capture(found: Iterator[Capture | Problem]) -> Iterator[Capture | Problem]:
    """Yield problems up to the first capture, and that."""
    for one in found:
        yield one
        if isinstance(one, Capture):
            return


def build(
    paths: Sequence[Path],
    folder: Path,
    *,
    as_is: bool = False,
    workers: int = 1,
    choices: Choices | None = None,
    progress: Progress = _quiet,
    finish: Callable[[Report], None] | None = None,
) -> Report:
    """Build the dossier of everything below `paths` in `folder`, or bring the one that is there up to date. finish: called with the report
    while the folder is still held; writes the pages.

    What was read before is not read again. The findings of the last build stand until the new ones are whole.
    Raises InputMissing, InputEmpty, OutputNotOurs, OutputNotWritable, DossierBusy, DossierNewer, ModelError.
    """
    captures = ingest.find_captures(paths, as_is=as_is)
    ahead = list(_until_capture(captures))  # before anything is made on disk
    if not any(isinstance(found, Capture) or found.code != "C108" for found in ahead):
        looked = ", ".join(str(p) for p in paths)
        passed = f"; passed over: {', '.join(p.name for p in ahead[:5])}" if ahead else ""
        raise InputEmpty(
            f"Nothing that can be read lies in {looked}{passed}. "
            f"Crosswire reads {', '.join(ingest.all_endings())}; give a folder or files of these."
        )
    with open_folder(folder), Store.create(folder) as store:
        intake = _take_in(itertools.chain(ahead, captures), store, progress=progress)
        report = _assemble(folder, store, intake, workers=workers, choices=choices or Choices(), progress=progress)
        if finish is not None:
            finish(report)
        return report


def rebuild(
    folder: Path,
    *,
    workers: int = 1,
    progress: Progress = _quiet,
    finish: Callable[[Report], None] | None = None,
) -> Report:
    """Build a dossier again from the captures it keeps and as it was built, for instance after a correction. finish: as for `build`.

    Raises DossierMissing.
    """
    with Store.open(folder):
        pass  # says whether there is a dossier before the folder is touched
    with open_folder(folder), Store.open(folder, write=True) as store:
        # the problems of files and containers are known only from the last build; those of captures are found again
        given = {g.name for g in store.given()}
        kept = [
            p
            for p in store.findings().problems
            if p.doc is None and (p.code == "C109" or (p.code.startswith("C") and p.name not in given))
        ]
        intake = _Intake(list(store.given()), kept)
        report = _assemble(folder, store, intake, workers=workers, choices=_choices_of(store), progress=progress)
        if finish is not None:
            finish(report)
        return report


def _choices_of(store: Store) -> Choices:
    """Return how the last build was asked to build."""
    facts, usual = store.facts(), Choices()
    watch = from_plain(Watch, facts["watch"]) if facts.get("watch") else Watch()
    return Choices(bool(facts.get("learned", usual.learned)), bool(facts.get("world_facts", usual.world_facts)), watch)


def leave_out(folder: Path, docs: Container[str]) -> Findings:
    """Return what the dossier would hold without some documents (ids), ids kept: everything over documents is worked out again, so
    that nothing that rests on them is left. The dossier stays as it is. Raises DossierMissing.
    """
    with Store.open(folder) as store:
        old, ledger, choices = store.findings(), store.ledger(), _choices_of(store)
    findings = Findings(
        documents=tuple(d for d in old.documents if d.id not in docs),
        readings=tuple(r for r in old.readings if r.doc not in docs),
        problems=tuple(p for p in old.problems if p.doc not in docs),
    )
    judgements = read_judgements(folder)
    between = {
        "dates": lambda found: judge_stories(found, judgements, {}),
        "statements": lambda found: judge(found, judgements, {}),
        "positions": lambda found: judge_issues(found, judgements, choices.watch, {}),
    }
    return run_stages(findings, ledger, _quiet, choices, between)[0]


def verify(folder: Path) -> tuple[int, tuple[Failure, ...]]:
    """Re-read every pointer and hash of a dossier, and derive every stored text from its capture anew.

    Returns the number of places read and what no longer holds. Raises DossierMissing.
    """
    with Store.open(folder) as store:
        findings, facts = store.findings(), store.facts()
        count, failures = verify_findings(store, findings)
        more = []
        if facts and facts.get("findings") != sha256(to_json(to_plain(findings))):
            more.append(Failure("findings", "the records are not the ones that the last build wrote"))
        if facts.get("ingest") == code_version("ingest"):  # another version of the code may well give another text
            more += _text_failures(store, findings)
        return count, tuple(sorted((*failures, *more)))


def class_shares() -> tuple[tuple[str, str, int, int, float], ...]:
    """Return (what it is classed by, class, attributions, right among them, chance given) as measured: how certain and how found on the
    development set, the forms of the rules on articles that they never saw. Empty where nothing was measured.
    """
    table = annotate.load_calibration()
    groups = (
        ("how certain", {k: v.get("development", {}) for k, v in table.get("words", {}).items()}),
        ("how found", {k: v.get("development", {}) for k, v in table.get("ways", {}).items()}),
        ("form, by the rules alone, on other articles", table.get("rules", {})),
    )
    return tuple(
        (by, kind, row["records"], row["right"], row["chance"])
        for by, rows in groups
        for kind, row in rows.items()
        if row
    )


def _text_failures(store: Store, findings: Findings) -> Iterator[Failure]:
    """Derive every stored text from its capture anew."""
    texts = {d.id: d.text for d in findings.documents}
    for given in store.given():
        for document in ingest.read_capture(_capture_of(given, store))[0]:
            texts_differ = texts.pop(document.id, None) != document.text
            if texts_differ:
                yield Failure(document.name, "the stored text is not what its capture gives")
    for left in sorted(texts):
        yield Failure(left, "no capture gives this document")


__all__ = [
    "FIELDS",
    "MEMBERS",
    "STAGES",
    "Choices",
    "Progress",
    "Report",
    "Stage",
    "build",
    "check_value",
    "class_shares",
    "correct_actor",
    "correct_quotation",
    "find_actor",
    "leave_out",
    "list_actors",
    "read_one",
    "rebuild",
    "run_stages",
    "set_value",
    "verify",
]

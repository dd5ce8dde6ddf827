"""The labelled sets: how each is fed, which scorer reads the result, and which of its figures are kept."""

import hashlib
import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from actors import LABELLED as OWN_ACTORS
from actors import score_tables
from event_dates import LABELLED as OWN_EVENTS
from event_dates import score_at_place
from event_dates import score_half as score_dates
from positions import LABELLED as OWN_POSITIONS
from positions import score_tables as score_positions
from running import ROOT, SHARED, run
from statements import score_tables as score_statement_tables
from story_sets import score_linked

Figures = dict[str, float]
EVAL = SHARED / "eval"
DATA = SHARED / "data"


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A set of documents with gold.

    feed: the labelled file, turned into a feed without its labels; or a folder of captures, given as it is.
    score: from the folder of exported tables, and a folder to scratch in, to figures. pinned: files that the figures
    depend on. quick: scored in CI too. goals: what was asked for, by figure. rules_only: read by the rules alone. flags:
    further words for `crosswire build`. built: whether there is a build to score; else the scorer runs the stages that it needs
    and reads no tables.
    """

    name: str
    feed: Path
    score: Callable[[Path, Path], Figures]
    pinned: tuple[Path, ...]
    as_is: bool = True
    quick: bool = False
    goals: Mapping[str, float] = field(default_factory=dict)
    rules_only: bool = False
    flags: tuple[str, ...] = ()
    built: bool = True

    def fingerprint(self) -> str:
        """Return the SHA-256 over the pinned files, in order."""
        digest = hashlib.sha256()
        for path in self.pinned:
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                if file.is_file() and "__pycache__" not in file.parts:
                    digest.update(hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()


def _scorer(*words: str | Path) -> str:
    return run([sys.executable, *words]).out


def _seeds(tables: Path, scratch: Path) -> Figures:
    """All sections of the seeds' scorer that issue goals name, and the ones that a change breaks first."""
    result = scratch / "seeds.json"
    _scorer(EVAL / "seeds/score_seeds.py", tables, "--json", result)
    sections = json.loads(result.read_text())
    return {
        f"{section}: {name}": float(sections[section][name])
        for section, names in SEED_FIGURES.items()
        for name in names
        if sections.get(section, {}).get(name) is not None
    } | score_at_place(SHARED / "gold" / "seeds" / "events.jsonl", tables)


def _seed_dates(tables: Path, scratch: Path) -> Figures:
    """The figures of the seeds that speak of dates."""
    return {
        name: value
        for name, value in _seeds(tables, scratch).items()
        if re.search(r"date |dates |at their place", name)
    }


SEED_FIGURES = {
    "documents": (
        "title accuracy",
        "title wrong",
        "agency accuracy",
        "agency wrong",
        "dateline place accuracy",
        "embargo accuracy",
        "copyright holder accuracy",
        "date accuracy",
        "date wrong",
        "stated dates right",
        "inferred dates right",
    ),
    "spans": ("character accuracy", "body characters lost", "quoting non-body characters taken as body", "body F"),
    "quotations": (
        "content overlap F",
        "content+speaker P",
        "content+speaker R",
        "content+speaker F",
        "speaker's actor accuracy",
        "content+actor F",
        "leaked: body quotations from other zones",
    ),
    "actors": ("speakers B-cubed F", "source mentions B-cubed F"),
    "statements": ("B-cubed P", "B-cubed R", "B-cubed F", "across documents: pairs F", "false 'same' pairs"),
    "differences": ("found", "among the first 12: fit none"),
    "positions": ("recall", "precision (party and evidence as in the gold)"),
    "stories": ("B-cubed F", "stories exact", "one storyline over all"),
    "events": (
        "type_plover F",
        "ctriple_plover F",
        "date accuracy",
        "auxiliary accuracy",
        "one event, many reports: B-cubed F",
        "the same over reports found: B-cubed F",
    ),
}

SMALLER_IS_BETTER = re.compile(r"wrong|break|lost|taken as body|leaked|false '|fit none")
"""Names of figures that count faults."""


def _quotations(folder: str) -> Callable[[Path, Path], Figures]:
    def score(tables: Path, scratch: Path) -> Figures:
        figures: Figures = {}
        gold = DATA / "quotations" / folder
        for subset, unit in (("speech", "quote"), ("all", "quote"), ("all", "span")):
            result = scratch / f"{folder}.{subset}.{unit}.json"
            words = ["--docs", gold / "docs.jsonl", "--gold", gold / "gold.jsonl", "--pred", tables]
            _scorer(EVAL / "quotations/score.py", *words, "--subset", subset, "--unit", unit, "--json", result)
            found = json.loads(result.read_text())
            by_type = found["by_type"]
            if unit == "span":
                figures["all, span: content exact F"] = by_type["ALL"]["exact"]["F"] / 100
                continue
            for kind in ("ALL", "direct", "mixed", "indirect") if subset == "speech" else ("ALL",):
                of = "" if kind == "ALL" else f", {kind}"
                figures[f"{subset}: content+speaker F{of}"] = by_type[kind]["both"]["F"] / 100
            if subset == "speech":
                figures["speech: content+speaker P"] = by_type["ALL"]["both"]["P"] / 100
                figures["speech: content+speaker R"] = by_type["ALL"]["both"]["R"] / 100
        return figures

    return score


def _own_quotations(half: str) -> Callable[[Path, Path], Figures]:
    """The labelled quotations of our own: as PolNeAR's are scored, and what PolNeAR does not label (bench/quotation_scores.py)."""

    def score(tables: Path, scratch: Path) -> Figures:
        from quotation_scores import score as score_own
        from quotation_texts import read_half

        from crosswire.dossier import load_dossier

        dossier = load_dossier(scratch / "dossier")
        read = {d.name: dossier.reading(d.id).quotations for d in dossier.documents}
        own, _ = score_own(*read_half(half), lambda document: read.get(document.name, ()))
        result = scratch / f"own.{half}.json"
        words = ["--docs", OWN / half / "docs.jsonl", "--gold", OWN / half / "gold.jsonl", "--pred", tables]
        _scorer(EVAL / "quotations/score.py", *words, "--subset", "speech", "--json", result)
        by_type = json.loads(result.read_text())["by_type"]
        kinds = {"ALL": "", "direct": ", direct", "mixed": ", mixed", "indirect": ", indirect"}
        figures = {f"speech: content+speaker F{of}": by_type[kind]["both"]["F"] / 100 for kind, of in kinds.items()}
        return figures | {name: value for name, value in own.items() if not name.startswith("content")}

    return score


def _grouping(name: str, table: str = "stories") -> Callable[[Path, Path], Figures]:
    def score(tables: Path, scratch: Path) -> Figures:
        gold = DATA / "stories" / f"{name}.jsonl"
        found = json.loads(_scorer(EVAL / "stories/score.py", gold, tables, "--table", table))
        if table == "copies":
            return {
                "copies: pair F": found["pair_f1"],
                "copies: pair P": found["pair_p"],
                "copies: pair R": found["pair_r"],
            }
        return {"stories: B-cubed F": found["b3_f1"], "stories: pair F": found["pair_f1"]}

    return score


def _events(name: str) -> Callable[[Path, Path], Figures]:
    """Coded events of single sentences, found and coded; and that there is a row or none for each, never a problem of reading."""

    def score(tables: Path, scratch: Path) -> Figures:
        gold = DATA / "events" / f"{name}.jsonl"
        found = json.loads(_scorer(EVAL / "events/score_events.py", gold, tables, "--json"))["ALL"]["measures"]
        names = {"type_plover": "type F", "ctriple_plover": "country triple F", "striple_plover": "span triple F"}
        figures = {f"events: {to}": found[of]["F1"] for of, to in names.items() if of in found}
        unread = sum('"R101"' in line for line in (tables / "problems.jsonl").read_text().splitlines())
        return figures | {"events: sentences lost": float(unread)}

    return score


def _event_types(tables: Path, scratch: Path) -> Figures:
    """The type of a given pair, by weights that never saw its sentence (bench/events.py)."""
    from events import cross_validated

    return cross_validated(scratch)


EVENT_GOALS = {"events: type F": 0.65, "events: country triple F": 0.4, "events: span triple F": 0.4}


def _events_set(name: str, goals: Mapping[str, float]) -> LabelledSet:
    path = DATA / "events" / f"{name}.jsonl"
    return LabelledSet(name, path, _events(name), (path,), goals=goals)


def _body(name: str) -> Callable[[Path, Path], Figures]:
    def score(tables: Path, scratch: Path) -> Figures:
        printed = _scorer(
            EVAL / "captures/score_shingle.py", DATA / "captures" / f"{name}.jsonl", tables, "--boot", "0"
        )
        return {"body: F": _figure(printed, "F1"), "body: P": _figure(printed, "P"), "body: R": _figure(printed, "R")}

    return score


def _pages(name: str) -> Callable[[Path, Path], Figures]:
    """HTML pages: the body, and the header fields where the gold has them."""

    def score(tables: Path, scratch: Path) -> Figures:
        figures = _body(name)(tables, scratch)
        if name.startswith("fundus"):
            printed = _scorer(EVAL / "captures/score_metadata.py", DATA / "captures" / f"{name}.jsonl", tables)
            for figure in ("title_exact", "date_p", "date_r", "authors_p", "authors_r"):
                figures[f"header: {figure.replace('_', ' ')}"] = _figure(printed, figure)
        return figures

    return score


def _figure(printed: str, name: str) -> float:
    found = re.search(rf"\b{name}=(\d+(?:\.\d+)?)", printed)
    if found is None:
        raise SystemExit(f"the scorer printed no {name}: {printed[-400:]}")
    return float(found[1])


def _stories_set(name: str, **rest: object) -> LabelledSet:
    path = DATA / "stories" / f"{name}.jsonl"
    return LabelledSet(name, path, _grouping(name), (path,), rules_only=True, **rest)  # type: ignore[arg-type]


def _linked_set(name: str, table: str, goals: Mapping[str, float]) -> LabelledSet:
    """Copies or stories by their stages alone: seconds, where a build of the set parses for half an hour."""
    path = DATA / "stories" / f"{name}.jsonl"

    def score(tables: Path, scratch: Path) -> Figures:
        return score_linked(path, table)

    return LabelledSet(f"{name}_linked", path, score, (path,), quick=True, goals=goals, built=False)


def _captures_set(name: str, goal: float, **rest: object) -> LabelledSet:
    path = DATA / "captures" / f"{name}.jsonl"
    goals = {"body: F": goal}
    # what is scored is the zones, which the reading of quotations does not change
    return LabelledSet(name, path, _body(name), (path,), as_is=False, rules_only=True, goals=goals, **rest)  # type: ignore[arg-type]


def _own_differences(half: str, goals: Mapping[str, float]) -> LabelledSet:
    """Differences and timeline of stories written for the project, read as captures."""
    texts, feed = OWN_DIFFERENCES / f"{half}.txt", OWN_DIFFERENCES / half / "docs.jsonl"

    def score(tables: Path, scratch: Path) -> Figures:
        from differences import read_half
        from differences import score as score_own

        from crosswire.dossier import load_dossier

        return score_own(read_half(texts), load_dossier(scratch / "dossier"))[0]

    return LabelledSet(f"own_differences_{half}", feed, score, (texts, feed), as_is=False, quick=True, goals=goals)


def _own_positions(half: str) -> LabelledSet:
    """Where parties stand, in stories written for the project."""
    texts, feed = OWN_POSITIONS / f"{half}.txt", OWN_POSITIONS / half / "docs.jsonl"

    def score(tables: Path, scratch: Path) -> Figures:
        return score_positions(texts, tables)

    goals = {"positions: P": 0.85, "positions: R": 0.85}
    return LabelledSet(f"own_positions_{half}", feed, score, (texts, feed), quick=True, goals=goals)


def _own_events(half: str) -> LabelledSet:
    """When things were, in texts written for the project."""
    texts, feed = OWN_EVENTS / f"{half}.txt", OWN_EVENTS / half / "docs.jsonl"

    def score(tables: Path, scratch: Path) -> Figures:
        return score_dates(half, scratch / "dossier")

    goals = {"events: date right, of those found": 0.95}
    return LabelledSet(f"own_events_{half}", feed, score, (texts, feed), quick=True, goals=goals)


def _own_actors(half: str, goal: float) -> LabelledSet:
    """Who is who in stories written for the project."""
    texts, feed = OWN_ACTORS / f"{half}.txt", OWN_ACTORS / half / "docs.jsonl"

    def score(tables: Path, scratch: Path) -> Figures:
        return score_tables(texts, tables)

    name = f"own_actors_{half}"
    return LabelledSet(name, feed, score, (texts, feed), quick=True, goals={"B-cubed F": goal})


def _own_statements(part: str, goal: float | None) -> LabelledSet:
    """Wordings of one utterance in stories written for the project; also with quotations, speakers and stories given."""
    texts, feed = OWN_STATEMENTS / f"{part}.txt", OWN_STATEMENTS / part / "docs.jsonl"

    def score(tables: Path, scratch: Path) -> Figures:
        from statements_given import score_given

        figures = score_statement_tables(part, tables)[0]
        return figures | {f"given: {name}": value for name, value in score_given(part)[0].items() if "B-cubed" in name}

    goals = {"B-cubed F": goal, "given: B-cubed F": goal} if goal else {}
    return LabelledSet(f"own_statements_{part}", feed, score, (texts, feed), quick=True, goals=goals)


OWN = ROOT / "bench" / "labelled" / "quotations"
OWN_GOALS = {
    "via F": 0.85,
    "negated F": 0.9,
    "future F": 0.9,
    "hypothetical F": 0.9,
    "nested found": 0.8,
    "traps wrong": 0.03,
}
OWN_STATEMENTS = ROOT / "bench" / "labelled" / "statements"
OWN_DIFFERENCES = ROOT / "bench" / "labelled" / "differences"
POLNEAR = DATA / "quotations" / "polnear_dev"
CAPTURES = DATA / "captures"

SETS: tuple[LabelledSet, ...] = (
    LabelledSet(
        "seeds",
        SHARED / "seeds",
        _seeds,
        (SHARED / "seeds", SHARED / "gold" / "seeds"),
        as_is=False,
        quick=True,
        # the goals of the issue that asked for the way through all rooms
        goals={
            "quotations: content+speaker F": 0.95,
            "quotations: speaker's actor accuracy": 1,
            "quotations: leaked: body quotations from other zones": 0,
            "stories: stories exact": 2,
            "documents: stated dates right": 1,
            "documents: date wrong": 0,
            "statements: B-cubed F": 0.75,
            "differences: found": 5,
            "positions: recall": 0.6,
            "events: type_plover F": 0.75,
            "events: ctriple_plover F": 0.6,
            "events: one event, many reports: B-cubed F": 0.85,
        },
    ),
    LabelledSet(
        "seeds_world_facts",
        SHARED / "seeds",
        _seed_dates,
        (SHARED / "seeds", SHARED / "gold" / "seeds"),
        as_is=False,
        rules_only=True,
        flags=("--world-facts",),
        quick=True,
        goals={"documents: date accuracy": 1, "documents: date wrong": 0},
    ),
    LabelledSet(
        "polnear_dev",
        POLNEAR / "docs.jsonl",
        _quotations("polnear_dev"),
        (POLNEAR / "docs.jsonl", POLNEAR / "gold.jsonl"),
        quick=True,
        goals={
            "speech: content+speaker F": 0.82,
            "speech: content+speaker F, direct": 0.94,
            "speech: content+speaker F, mixed": 0.89,
            "speech: content+speaker F, indirect": 0.75,
            "all: content+speaker F": 0.76,
            "all, span: content exact F": 0.7,
        },
    ),
    LabelledSet(
        "polnear_dev_rules",
        POLNEAR / "docs.jsonl",
        _quotations("polnear_dev"),
        (POLNEAR / "docs.jsonl", POLNEAR / "gold.jsonl"),
        rules_only=True,
    ),
    *(
        LabelledSet(
            f"own_quotations_{half}",
            OWN / half / "docs.jsonl",
            _own_quotations(half),
            (OWN / half / "docs.jsonl", OWN / half / "gold.jsonl"),
            quick=True,
            goals={"speech: content+speaker F": goal, **OWN_GOALS},
        )
        for half, goal in (("dev", 0.9), ("test", 0.85))
    ),
    LabelledSet(
        "reprints_dev",
        DATA / "stories" / "reprints_dev.jsonl",
        _grouping("reprints_dev", "copies"),
        (DATA / "stories" / "reprints_dev.jsonl",),
        rules_only=True,
        goals={"copies: pair F": 0.98},
    ),
    _captures_set("aeb_dev", 0.92, quick=True),
    _captures_set("aeb_near_dev", 0.95, quick=True),
    _captures_set("fundus_dev", 0.93),
    _captures_set("fundus_near_dev", 0.95),
    LabelledSet(
        "aeb_html",
        CAPTURES / "html" / "aeb",
        _pages("aeb_dev"),
        (CAPTURES / "html" / "aeb", CAPTURES / "aeb_dev.jsonl"),
        as_is=False,
        rules_only=True,
        quick=True,
    ),
    LabelledSet(
        "fundus_html",
        CAPTURES / "html" / "fundus",
        _pages("fundus_dev"),
        (CAPTURES / "html" / "fundus", CAPTURES / "fundus_dev.jsonl"),
        as_is=False,
        rules_only=True,
        goals={
            "header: title exact": 0.82,
            "header: date p": 0.995,
            "header: date r": 0.93,
            "header: authors p": 0.89,
            "header: authors r": 0.86,
        },
    ),
    *(
        _own_differences(
            half,
            {
                "differences: P": precision,
                "differences: R": recall,
                "differences: wrong contradictions": 0,
                "timeline: dated times P": 0.9,
                "timeline: dated times R": 0.9,
                "timeline: merges B-cubed F": 0.95,
            },
        )
        for half, precision, recall in (
            ("dev", 0.95, 0.7),
            ("more", 0.9, 0.6),
            ("test", 0.9, 0.6),
            ("wire", 0.9, 0.6),
            ("wire_test", 0.9, 0.6),
        )
    ),
    _own_statements("dev", 0.9),
    _own_statements("more", 0.9),
    _own_statements("test", 0.9),
    _own_statements("tongues", None),
    _own_statements("voices", None),
    _own_actors("dev", 0.95),
    _own_actors("test", 0.9),
    _own_positions("dev"),
    _own_positions("more"),
    _own_positions("third"),
    _own_positions("test"),
    _own_events("dev"),
    _own_events("test"),
    _own_events("more"),
    _events_set("plover_gsr_dev", EVENT_GOALS),
    _events_set("petr_real_dev", {}),
    _events_set("petr_unit_dev", {}),
    LabelledSet(
        "plv_dev",
        DATA / "events" / "petr_real_dev.jsonl",  # what is built plays no part: pairs are given
        _event_types,
        (DATA / "events" / "plv_dev.jsonl", DATA / "events" / "plover_gsr_dev.jsonl"),
        goals={"events: macro-F1, pair given": 0.82},
    ),
    _stories_set("wikinews", goals={"stories: B-cubed F": 0.81}),
    _stories_set("allsides2021a", goals={"stories: B-cubed F": 0.88}),
    _stories_set("ecbplus_t01_20", goals={"stories: B-cubed F": 0.9}),
    _stories_set("uci_headlines"),
    _linked_set("reprints_dev", "copies", {"copies: pair F": 0.98}),
    _linked_set("wikinews", "stories", {"stories: B-cubed F": 0.81}),
    _linked_set("allsides2021a", "stories", {"stories: B-cubed F": 0.88}),
    _linked_set("ecbplus_t01_20", "stories", {"stories: B-cubed F": 0.9}),
    _linked_set("uci_headlines", "stories", {"stories: B-cubed F": 0.7}),
)
"""In the order of the table."""

"""crosswire build"""

import os
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from crosswire import pipeline
from crosswire.cli.pages import write_dossier_pages
from crosswire.cli.progress import show_progress
from crosswire.cli.terminal import say
from crosswire.errors import VerifyFailed
from crosswire.model import Document, Findings
from crosswire.model.watch import Watch
from crosswire.store.watches import find_watch, read_watch

HELP = """Read captures and write their dossier.

Takes text, pages, PDF, DOCX, RTF, feeds, web archives, mail, tables of rows, ninjs, NewsML, database exports, and zip of
these, any mix; a folder is searched. Built again into the same DIR, only what is new is read, and ids stay. The dossier holds what this build was given.

    crosswire build clips -o nrc

    crosswire build clips extra/wire.html -o nrc

    crosswire build crawl.warc.gz feed.xml -o week

    crosswire build clips -o nrc --watch watch.yml

    crosswire build articles.jsonl --as-is -o study --no-pages
"""

SHOWN = 12
"""Rows of one kind printed at most; the build page has all."""


def build(
    paths: Annotated[list[Path], typer.Argument(metavar="FOLDER|FILE...", help="What to read.")],
    out: Annotated[
        Path,
        typer.Option("-o", "--out", metavar="DIR", help="The dossier's folder: new, empty, or an earlier dossier."),
    ],
    as_is: Annotated[
        bool, typer.Option("--as-is", help="Every text is a clean article already: all of it is body.")
    ] = False,
    workers: Annotated[
        int,
        typer.Option("--workers", min=1, help="Processes that read at once; used only where there is enough to read."),
    ] = min(2, os.cpu_count() or 1),
    rules_only: Annotated[
        bool,
        typer.Option(
            "--rules-only", help="Find quotations by the rules alone, without the learned tagger; faster, fewer."
        ),
    ] = False,
    world_facts: Annotated[
        bool,
        typer.Option(
            "--world-facts",
            help="Where the texts leave a date open, let the table of world facts decide; each date so found says so.",
        ),
    ] = False,
    watch: Annotated[
        Path | None,
        typer.Option(
            "--watch",
            metavar="FILE",
            help="Issues and parties to follow, in YAML or TOML; otherwise a watch.yml that lies in a folder given or in DIR.",
            show_default=False,
        ),
    ] = None,
    pages: Annotated[bool, typer.Option("--pages/--no-pages", help="Write the pages, or only the store.")] = True,
) -> None:
    """Run the verb."""
    started = time.monotonic()
    followed = watch or find_watch([*paths, out])
    given = read_watch(followed) if followed else Watch()
    with show_progress() as progress:

        def write(report: pipeline.Report) -> None:
            progress("pages", 0, 0)
            write_dossier_pages(report)

        report = pipeline.build(
            paths,
            out,
            as_is=as_is,
            workers=workers,
            choices=pipeline.Choices(learned=not rules_only, world_facts=world_facts, watch=given),
            progress=progress,
            finish=write if pages else None,
        )
    for label, line in summary(report):
        say(f"{label:<10}{line}")
    say(f"→ {out / 'index.html' if pages else out}   {time.monotonic() - started:.1f} s, peak {peak_memory():.0f} MB")
    if report.failures:
        for failure in report.failures[:SHOWN]:
            say(f"{failure.what}: {failure.why}", error=True)
        raise VerifyFailed(
            f"{len(report.failures)} places or hashes do not hold. This is a fault of Crosswire: please report it with the capture."
        )


def peak_memory() -> float:
    """Return the peak resident memory of this process and its workers in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    return max(own, children) / 1e6


def summary(report: pipeline.Report) -> list[tuple[str, str]]:
    """Return what a build says of itself, as (label, line)."""
    findings = report.findings
    characters = sum(len(d.text) for d in findings.documents)
    left_out = sum(z.end - z.start for d in findings.documents for z in d.zones if z.label in ("furniture", "teaser"))
    rows = [
        (
            "read",
            f"{_n(report.captures, 'capture')}  {characters / 1000:.1f} k characters  {report.fresh} new, {report.captures - report.fresh} known"
            f"  furniture and teasers set apart: {100 * left_out // max(1, characters)} %",
        )
    ]
    rows += [("inferred" if n == 0 else "", line) for n, line in enumerate(_inferred(findings, report.folder))]
    rows += [
        ("set" if n == 0 else "", f"{c.name}: {c.field} = {c.value}")
        for n, c in enumerate(report.corrections)
        if c.value
    ]
    rows += [("stories" if n == 0 else "", line) for n, line in enumerate(_stories(findings))]
    where = Counter(q.where == "body" for r in findings.readings for q in r.quotations if q.speech)
    attitudes = sum(not q.speech for r in findings.readings for q in r.quotations)
    alone = sum(d.kind == "only" for d in findings.differences)
    apart = [f"{where[False]} outside the body"] if where[False] else []
    apart += [_n(attitudes, "attitude")] if attitudes else []
    elsewhere = f" (+ {', '.join(apart)}, kept apart)" if apart else ""
    rows += [
        (
            "found",
            f"{_n(where[True], 'quotation')}{elsewhere} in {_n(len(findings.statements), 'statement')} · {_n(len(findings.actors), 'actor')} · "
            f"{_n(len(findings.issues), 'issue')} · {_n(len(findings.positions), 'position')}",
        ),
        (
            "",
            f"{_n(len(findings.differences) - alone, 'difference')}, {_n(alone, 'thing')} only in one account · "
            f"{_n(len(findings.timeline), 'timeline entry')} · {_n(len(findings.events), 'coded event')}",
        ),
    ]
    rows += _problems(findings)
    held = report.places - len(report.failures)
    rows.append(("verified", f"{held}/{report.places} places identical to the source text"))
    return rows


def _n(count: int, what: str) -> str:
    many = f"{what[:-1]}ies" if what.endswith("ry") else f"{what}s"
    return f"{count} {what if count == 1 else many}"


def _cut(lines: list[str]) -> list[str]:
    """Keep what fits a screen; say how many more there are."""
    return lines if len(lines) <= SHOWN else [*lines[:SHOWN], f"... and {len(lines) - SHOWN} more (build page)"]


def _label(document: Document) -> str:
    return document.header.publisher.value or document.header.agency.value or document.name


def _inferred(findings: Findings, folder: Path) -> list[str]:
    """Say which dates are not printed in full, and what they were worked out from."""
    dates = {p.doc: p.date for p in findings.published}
    lines = []
    for document in findings.documents:
        date = dates.get(document.id)
        if date is None or date.status in ("stated", "set"):
            continue
        if date.status == "inferred":
            lines.append(f"date of {document.name}: {date.value} ({'; '.join(date.basis)})")
        else:
            known = f" ({'; '.join(date.basis)})" if date.basis else ""
            lines.append(
                f"date of {document.name}: not known{known}; set it with: crosswire set {folder} {document.id} date=YYYY-MM-DD"
            )
    return _cut(lines)


def _stories(findings: Findings) -> list[str]:
    names = {d.id: _label(d) for d in findings.documents}
    lines = []
    for story in findings.stories:
        copies = f", {story.independent} independent" if story.independent != len(story.docs) else ""
        date = story.date.value or "date not known"
        outlets = ", ".join(names[d] for d in story.docs[:6])
        lines.append(f"{story.title}  [{date}]  {_n(len(story.docs), 'account')}{copies}: {outlets}")
    return _cut(lines)


def _problems(findings: Findings) -> list[tuple[str, str]]:
    lines = _cut([f"{p.code} {p.name}: {p.message}" for p in findings.problems])
    return [("problems" if n == 0 else "", line) for n, line in enumerate(lines)] or [("problems", "none")]

"""Writes a dossier's pages from what a build reports."""

from crosswire.dossier import Dossier
from crosswire.pipeline import Report, class_shares
from crosswire.web.facts import BuildFacts, ClassShare
from crosswire.web.logs import read_log
from crosswire.web.pages import write_pages


def write_report_pages(report: Report) -> None:
    """Write the pages of a finished build into its folder."""
    facts = BuildFacts(
        versions=tuple((name, str(value)) for name, value in report.facts.items()),
        captures=report.captures,
        places=report.places,
        failures=tuple(f"{f.what}: {f.why}" for f in report.failures),
        shares=tuple(ClassShare(*row) for row in class_shares()),
        log=read_log(report.folder),
    )
    write_pages(Dossier(report.findings, report.corrections), report.folder, facts)

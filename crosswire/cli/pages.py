"""Writes a dossier's pages from what a build reports."""

from crosswire.dossier import Dossier
from crosswire.pipeline import Report
from crosswire.web import BuildFacts, write_pages


def write_dossier_pages(report: Report) -> None:
    """Write the pages of a finished build into its folder."""
    facts = BuildFacts(
        version=str(report.facts["crosswire"]),
        model=str(report.facts["model"]),
        captures=report.captures,
        places=report.places,
        failures=tuple(f"{f.what}: {f.why}" for f in report.failures),
        findings=str(report.facts["findings"]),
    )
    write_pages(Dossier(report.findings, report.corrections), report.folder, facts)

"""Writes a dossier's pages from what a build reports."""

from crosswire.dossier import Dossier
from crosswire.pipeline import Report, class_shares


def write_dossier_pages(report: Report) -> None:
    """Write the pages of a finished build into its folder."""
    # here, since a build without pages need not load the template engine
    from crosswire.web import BuildFacts, ClassShare, write_pages

    facts = BuildFacts(
        versions=tuple((name, str(value)) for name, value in report.facts.items()),
        captures=report.captures,
        places=report.places,
        failures=tuple(f"{f.what}: {f.why}" for f in report.failures),
        shares=tuple(ClassShare(*row) for row in class_shares()),
    )
    write_pages(Dossier(report.findings, report.corrections), report.folder, facts)

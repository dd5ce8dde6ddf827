"""Writes a dossier's pages from what a build reports."""

from crosswire.pipeline import Report


def write_dossier_pages(report: Report) -> None:
    """Write the pages of a finished build into its folder."""
    from crosswire.web.reports import (
        write_report_pages,
    )  # here, since a build without pages need not load the template engine

    write_report_pages(report)

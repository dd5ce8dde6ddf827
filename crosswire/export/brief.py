"""A brief in Markdown with footnotes: what reporters paste into what they write. Thin first version."""

from collections.abc import Iterator

from crosswire.dossier import Dossier
from crosswire.export.common import Exporter, ExportOptions, Files


def _files(dossier: Dossier, options: ExportOptions) -> Files:
    yield "brief.md", _lines(dossier, options)


def _lines(dossier: Dossier, options: ExportOptions) -> Iterator[str]:
    yield "<!-- crosswire brief -->\n"


BRIEF = Exporter(
    "md", "A brief in Markdown, every line with a footnote.", _files, single="brief.md", mark="<!-- crosswire brief -->"
)

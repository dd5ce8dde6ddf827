"""The dossier as pages: static files that open from a disk, without a server, a network or JavaScript."""

from crosswire.web.facts import BuildFacts
from crosswire.web.pages import write_pages

__all__ = ["BuildFacts", "write_pages"]

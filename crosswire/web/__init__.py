"""The dossier as pages: static files that open from a disk, without a server, a network or JavaScript."""

from crosswire.web.facts import BuildFacts, ClassShare
from crosswire.web.pages import write_pages

__all__ = ["BuildFacts", "ClassShare", "write_pages"]

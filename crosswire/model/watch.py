"""What a person follows: issues and parties named in a file, before anything was read."""

from dataclasses import dataclass

WATCH_FILES = ("watch.yml", "watch.yaml", "watch.toml")
"""What a watch file is called where nobody says which it is; such a file is no capture."""


@dataclass(frozen=True, slots=True)
class WatchedIssue:
    """An issue that is kept whether or not the texts would make one of it. name: as shown. terms: words under which it stands, the name with them."""

    name: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WatchedParty:
    """A party that is followed. name: as given. names: every name under which it is told, the name with them."""

    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """Everything that a watch file names, in its order."""

    issues: tuple[WatchedIssue, ...] = ()
    parties: tuple[WatchedParty, ...] = ()

    def party_names(self) -> frozenset[str]:
        """Return every name of the parties, in small letters."""
        return frozenset(n.casefold() for p in self.parties for n in p.names)

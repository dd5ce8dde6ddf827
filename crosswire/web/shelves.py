"""The dossiers that one server gives: the one at its root, if there is one, and those in folders below."""

import re
import threading
from pathlib import Path

from crosswire.errors import DossierMissing, OutputNotOurs, PageUnknown, RequestError
from crosswire.web.jobs import Jobs
from crosswire.web.sites import Site, is_dossier

FOLDER = "dossiers"
"""Where new dossiers go, below a dossier that is served at the root."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")


class Shelf:
    """What is served. root: a dossier, or a folder whose sub-folders are dossiers. embargoed: texts under embargo are shown too."""

    def __init__(self, root: Path, *, embargoed: bool = False) -> None:
        self.root, self.embargoed = root, embargoed
        self.jobs = Jobs()
        self._below = root / FOLDER if is_dossier(root) else root
        self._sites: dict[str, Site] = {}
        self._lock = threading.Lock()
        if not root.is_dir():
            raise DossierMissing(f"{root} is no folder. Make a dossier first: crosswire build FOLDER -o {root}")

    @property
    def has_root(self) -> bool:
        """Whether a dossier stands at the root."""
        return is_dossier(self.root)

    def names(self) -> tuple[str, ...]:
        """Return the names of the dossiers below the root, sorted."""
        if not self._below.is_dir():
            return ()
        return tuple(sorted(p.name for p in self._below.iterdir() if _NAME.fullmatch(p.name) and is_dossier(p)))

    def site(self, name: str) -> Site:
        """Return the dossier of a name, "" for the one at the root. Raises PageUnknown."""
        folder = self._folder(name) if name else self.root
        if not is_dossier(folder):
            raise PageUnknown(
                f"There is no dossier {name!r} here." if name else "There is no dossier at the root of this server."
            )
        with self._lock:
            if name not in self._sites:
                self._sites[name] = Site(folder, name, embargoed=self.embargoed)
            return self._sites[name]

    def new_folder(self, name: str) -> Path:
        """Return the folder of a new dossier. Raises RequestError for a name that is none, OutputNotOurs where there is something already."""
        folder = self._folder(name)
        if folder.exists():
            raise OutputNotOurs(f"There is a dossier {name!r} already. Choose another name.")
        return folder

    def _folder(self, name: str) -> Path:
        if _NAME.fullmatch(name) is None or name.endswith("."):
            raise RequestError(
                "A name has up to 60 letters, digits, hyphens, dots and underscores, and begins with a letter or digit."
            )
        return self._below / name

    def close(self) -> None:
        """End what runs and let go of the stores."""
        self.jobs.stop()
        with self._lock:
            for site in self._sites.values():
                site.close()
            self._sites.clear()

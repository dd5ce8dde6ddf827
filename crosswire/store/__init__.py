"""Records <-> disk: one SQLite file in the dossier's folder, its schema made by numbered migrations."""

from crosswire.store.folder import MARK, open_folder
from crosswire.store.store import Given, Store
from crosswire.store.verify import Failure, verify_findings

__all__ = ["MARK", "Failure", "Given", "Store", "open_folder", "verify_findings"]

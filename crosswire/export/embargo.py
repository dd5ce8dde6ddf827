"""The gate before an export: what may not be passed on yet is not passed on by accident."""

from datetime import datetime

from crosswire.dossier import Dossier
from crosswire.dossier.embargoes import ends_at, held_at
from crosswire.errors import EmbargoHolds


def check_embargoes(dossier: Dossier, now: datetime) -> None:
    """Raise EmbargoHolds where a document's embargo has not passed at `now` (aware)."""
    held = held_at(dossier.documents, now)
    if held:
        names = ", ".join(f"{d.name} until {d.header.embargoed.value}" for d in held[:5])
        raise EmbargoHolds(
            f"{len(held)} of the texts may not be passed on yet ({names}). Wait, leave them out with --leave-out-embargoed, or export with "
            "--embargoed if you may."
        )


__all__ = ["check_embargoes", "ends_at"]

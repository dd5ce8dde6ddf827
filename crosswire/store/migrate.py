"""Brings a store's schema up to date."""

import logging
from pathlib import Path

import sqlalchemy as sa

from crosswire.errors import DossierNewer

HEAD = "0010"
"""The newest migration; a test compares it with the files."""


def _revision(connection: sa.Connection) -> str | None:
    has = sa.inspect(connection).has_table("alembic_version")
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() if has else None


def is_current(engine: sa.Engine) -> bool:
    """Return whether a store's schema is the newest one known. Raises DossierNewer where it is newer than that."""
    with engine.connect() as connection:
        found = _revision(connection)
    if found is not None and found > HEAD:
        raise DossierNewer(
            f"This dossier was written with schema {found}, this Crosswire knows up to {HEAD}. "
            "Install a newer Crosswire, or build into a new folder."
        )
    return found == HEAD


def migrate(engine: sa.Engine) -> None:
    """Run the migrations that a store still lacks, in one transaction. Raises DossierNewer as `is_current` does."""
    if is_current(engine):
        return
    # imported here: Alembic costs a fifth of a second that an up-to-date store need not pay
    from alembic import command
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
